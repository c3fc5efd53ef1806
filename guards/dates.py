"""Days, months, years, quarters and weekdays as values, however they are written.

令和8年11月3日, 2026/11/3 and Nov 3, 2026 are one day; 2026年度第1四半期 and Q1 FY26 one quarter.
`20日` after 1月15日 is the 20th of January: a day takes over the month and year said before it.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from guards.anchors import Anchored, Anchors, anchored
from guards.quantities_words import small_number
from guards.traceable import RATE, Amount, Day, Kind, Mention, Reading, Relative, Weekday

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
         "M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}  # fmt: skip
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_WEEKDAYS_JA = "月火水木金土日"
_WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KANJI_PARTS = {"上旬": "early", "初旬": "early", "初め": "early", "初頭": "early",
                "中旬": "mid", "半ば": "mid", "下旬": "late", "末": "end",
                "early": "early", "mid": "mid", "late": "late", "end of": "end",
                "the end of": "end"}  # fmt: skip
_THIRDS = frozenset({"early", "mid", "late"})
_QUARTERS = {"1": "Q1", "2": "Q2", "3": "Q3", "4": "Q4", "一": "Q1", "二": "Q2", "三": "Q3",
             "四": "Q4", "first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4",
             "1st": "Q1", "2nd": "Q2", "3rd": "Q3", "4th": "Q4"}  # fmt: skip

_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十〇]{1,3})"
_Y = r"(?P<y>(?:19|20)[0-9]{2})"
_WD = (
    r"(?:[ ]?\((?P<wd>[月火水木金土日])(?:曜日?)?(?:[・,、/][^()\n]{1,6})?\)|[ "
    r"]?(?P<wd2>[月火水木金土日])曜日?)?"
)
_WD_EN = r"(?:(?:[ ]?\(|,? )(?P<we>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?\)?)?"
_WD_EN_BEFORE = (
    r"(?:(?P<wb>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:days?|sday|nesday|rsday|urday|s|rs?)?\.?,? )?"
)
_MON = (
    r"(?P<mon>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_LONG_MON = (
    r"(?P<mon>January|February|(?<=in )March|(?<=by )March|(?<=of )March|(?<=to )March|"
    r"(?<=from )March|(?<=until )March|(?<=early )March|(?<=late )March|(?<=mid-)March|"
    r"(?<=and )March|(?<=last )March|(?<=next )March|(?<=since )March|(?<=through )March|"
    r"April|(?<=in )May|(?<=by )May|(?<=of )May|(?<=to )May|(?<=from )May|(?<=until )May|"
    r"(?<=early )May|(?<=late )May|(?<=mid-)May|(?<=last )May|(?<=next )May|(?<=through )May|"
    r"June|July|August|September|October|November|December)"
)
_QUARTER = (
    r"(?:第?(?P<q>[1-4一二三四])四半期|(?P<q2>[1-4])Q(?![A-Za-z0-9])|Q(?P<q3>[1-4])(?![A-Za-z0-9])"
    r"|(?P<h1>上半?期|H1(?![A-Za-z0-9])|1H(?![A-Za-z0-9]))|(?P<h2>下半?期|H2(?![A-Za-z0-9])"
    r"|2H(?![A-Za-z0-9])))"
)
_QUARTER_EN = (
    r"(?:(?P<q4>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter"
    r"|(?P<half>first|second|1st|2nd)[ -]half)"
)
_FISCAL = r"(?:FY[ '’]?|fiscal (?:year )?)(?P<fy>20[0-9]{2}|[0-9]{2})(?![0-9])"
_EARLY = r"(?P<part>early|mid|late|the end of|end of)"

_MON_WORDS = (
    "jan january feb february mar march apr april may jun june jul july aug august sep sept "
    "september oct october nov november dec december"
)
_MONTH_PARTS = r"(?P<part>上旬|中旬|下旬|初旬|半ば|初め|末)"
_PERIODS = "四半期 上期 上半期 下期 下半期"
_M_D = rf"(?:[ ]?(?P<m>{_N})月(?:[ ]?(?P<d>{_N})日|{_MONTH_PARTS})?)?{_WD}"
# The fullest way to say a day first; each is tried where its digits or words are.
_DAYS = (
    anchored(
        rf"(?P<era>明治|大正|昭和|平成|令和)(?P<ey>{_N}|元)年(?:度)?(?:の?{_QUARTER})?{_M_D}",
        parts="明治 大正 昭和 平成 令和",
    ),
    anchored(
        r"(?<![A-Za-z0-9])(?P<era>[MTSHR])(?P<ey>[0-9]{1,2})"
        r"[./](?P<m>[0-9]{1,2})[./](?P<d>[0-9]{1,2})(?![0-9])",
        words="m t s h r",
    ),
    anchored(
        rf"(?<![A-Za-z0-9]){_QUARTER}(?:(?: of)? |[ /-]?)(?:{_FISCAL}|{_Y}(?!年))",
        words="q h", parts=_PERIODS, back=3,
    ),
    anchored(
        rf"\b{_QUARTER_EN} of (?:the )?(?:{_FISCAL}|{_Y})", words="quarter half", back=8, ahead=48
    ),
    anchored(rf"(?<![A-Za-z]){_FISCAL}(?:[ /-]?{_QUARTER})?", words="fy fiscal"),
    anchored(rf"(?<![0-9]){_Y}年度?(?:の?{_QUARTER})?{_M_D}", digits="年"),
    anchored(
        rf"(?<![0-9A-Za-z]){_Y}[ -]?{_QUARTER}", words="q h", parts=_PERIODS, back=7, ahead=8
    ),
    anchored(
        rf"(?<![0-9]){_Y}(?P<s>[-/.])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}})(?![0-9]){_WD}",
        digits="-/.",
    ),
    anchored(rf"(?<![0-9]){_Y}/(?P<m>[0-9]{{1,2}})(?![0-9/])", digits="/"),
    anchored(
        r"(?<![0-9/.-])(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>20[0-9]{2})(?![0-9/])",
        digits="/",
    ),
    anchored(
        rf"(?<![0-9一二三四五六七八九十])(?P<m>{_N})月[ ]?(?P<d>{_N})日(?!間){_WD}", digits="月"
    ),
    anchored(
        rf"(?<![0-9一二三四五六七八九十かヶカヵケ箇])(?P<m>{_N})月(?!曜)[ ]?{_MONTH_PARTS}?",
        digits="月",
    ),
    anchored(
        r"(?<![0-9./A-Za-z])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12][0-9]|0?[1-9])"
        rf"(?![0-9/%A-Za-z]){_WD}",
        digits="/",
    ),
    anchored(
        rf"(?<![A-Za-z]){_WD_EN_BEFORE}{_MON} (?:the )?(?P<d>[0-9]{{1,2}})"
        r"(?![0-9]|[:.,][0-9]|[ ]?(?:%|[ap]\.?m))"
        rf"(?:st|nd|rd|th)?(?:,? {_Y}(?![0-9]))?{_WD_EN}",
        words=_MON_WORDS, back=13, ahead=48,
    ),
    anchored(
        rf"(?<![0-9A-Za-z]){_WD_EN_BEFORE}(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MON}"
        rf"(?:,? {_Y})?(?![A-Za-z0-9]){_WD_EN}",
        words=_MON_WORDS, back=24, ahead=40,
    ),
    anchored(rf"(?<![A-Za-z])(?:{_EARLY}[ -])?{_MON},? {_Y}(?![0-9])", words=_MON_WORDS, back=11),
    anchored(
        rf"(?<![A-Za-z])(?:{_EARLY}[ -])?{_LONG_MON}(?![A-Za-z])", words=_MON_WORDS, back=11
    ),
    anchored(rf"(?<![A-Za-z0-9]){_QUARTER}", words="q h", parts=_PERIODS, back=3, ahead=8),
    anchored(
        r"\b(?P<q4>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter\b",
        words="quarter", back=8, ahead=8,
    ),
    anchored(
        rf"(?<![0-9.,/:一二三四五六七八九十月毎])(?P<d>[0-9]{{1,2}})日"
        rf"(?![間本以連後前目分々]|あた){_WD}",
        digits="日",
    ),
    anchored(r"(?<![0-9])(?P<y2>[0-9]{2})年度", digits="年"),
    anchored(r"(?<![0-9月一-九])(?P<part>上旬|中旬|下旬)", parts="上旬 中旬 下旬", ahead=2),
    anchored(
        r"(?<![A-Za-z0-9])the (?P<d>[0-9]{1,2})(?:st|nd|rd|th)"
        r"(?= ?(?:[,.;)]|and|at|to|of the month|for|in|\Z|\n))",
        words="st nd rd th", back=6, ahead=14,
    ),
)  # fmt: skip
# 3月1〜5日, 4〜6月, 2025〜2026年, March 1-5: one of two says what the other leaves out.
_DASH = r"(?:[〜~–—―-]|から|・|、)"
_DASHES = " (〜~–—―-か・、"
_SPANS = (
    anchored(
        rf"(?<![0-9])(?:{_Y}年[ ]?)?(?:(?P<m>{_N})月[ ]?)?(?P<d>{_N})日?{_WD}[ ]?{_DASH}[ ]?"
        rf"(?P<d2>{_N})日(?!間)",
        digits="年月日" + _DASHES,
    ),
    anchored(
        rf"(?<![0-9])(?:{_Y}年度?[ ]?)?(?P<m>{_N})月?[ ]?{_DASH}[ ]?(?P<m2>{_N})月"
        r"(?![ ]?[0-9一二三四五六七八九十])",
        digits="年月" + _DASHES,
    ),
    anchored(
        rf"(?<![0-9]){_Y}年?[ ]?{_DASH}[ ]?(?P<y2>(?:19|20)?[0-9]{{2}})年", digits="年" + _DASHES
    ),
    anchored(
        r"(?<![0-9./-])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12][0-9]|0?[1-9])[ ]?[〜~–-][ ]?"
        r"(?P<d2>3[01]|[12][0-9]|0?[1-9])(?![0-9/%])",
        digits="/",
    ),
    anchored(
        rf"(?<![A-Za-z]){_MON} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ ]?(?:[–—-]|to|and|through)"
        rf"[ ]?(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9]|:[0-9])(?:,? {_Y})?",
        words=_MON_WORDS,
    ),
    anchored(
        rf"(?<![0-9A-Za-z])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ ]?(?:[–—-]|to|and)[ ]?"
        rf"(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MON}(?:,? {_Y})?",
        words=_MON_WORDS, back=18, ahead=18,
    ),
)  # fmt: skip
_DAY_OR_DURATION = re.compile(r"[0-9]{1,2}日\Z")
_WEEKDAY = anchored(
    r"(?<![0-9月])(?P<ja>[月火水木金土日])曜日?"
    r"|\b(?P<en>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b",
    words="monday tuesday wednesday thursday friday saturday sunday "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    parts="曜", back=1, ahead=12, flags=re.NOFLAG,
)  # fmt: skip


def _ago(ja: str, period: str, steps: int, more: str = "") -> tuple[Anchored, Relative]:
    """The Japanese words for a period before or after this one, and the English ones."""
    said = "next" if steps > 0 else "(?:last|previous|prior)"
    words = rf"{said} (?:fiscal )?{period}"
    if steps < 0:
        words += rf"|{period}[- ](?:on|over)[- ]{period}"
    pattern = rf"{ja.replace(' ', '|')}|\b(?:{words}{more})\b"
    short = {"year": "yoy", "month": "mom", "week": "wow", "day": "yesterday tomorrow"}[period]
    plain = ja.replace("(?<!再)", "").replace("(?<!一)", "")
    row = anchored(pattern, words=f"{period} {short}", parts=plain, back=18, ahead=24)
    return row, Relative(period, steps)


_RELATIVES = (
    _ago("再来年", "year", 2, "|the year after next"),
    _ago("(?<!再)来年", "year", 1),
    _ago("(?<!一)昨年 去年 前年 昨対", "year", -1, "|YoY"),
    _ago("一昨年 おととし", "year", -2, "|two years ago"),
    _ago("来月 翌月", "month", 1),
    _ago("先月 前月", "month", -1, "|MoM"),
    _ago("(?<!再)来週 翌週", "week", 1),
    _ago("先週 前週", "week", -1, "|WoW"),
    _ago("明日 翌日", "day", 1, "|tomorrow"),
    _ago("昨日 前日", "day", -1, "|yesterday"),
)
# Comparisons with a period are no claim about when.
_COMPARING = re.compile(
    r"前年|前月|前週|前日|昨対|対前|翌|YoY|MoM|WoW|[- ]o(?:n|ver)[- ]|previous|prior", re.IGNORECASE
)


def spans(text: Anchors) -> Iterator[Mention]:
    """Both ends of ranges of days, months and years."""
    for match in text.find(*_SPANS):
        yield from _both_ends(match)


def days(text: Anchors) -> Iterator[Mention]:
    """Every day, month, year, quarter: the fullest way of reading it first."""
    for match in text.find(*_DAYS):
        day = _day(match.groupdict())
        if day is not None:
            yield _mention(match, day)


def weekdays(text: Anchors) -> Iterator[Mention]:
    """月曜日, on Monday: without a date beside it."""
    for match in text.find(_WEEKDAY):
        number = _weekday(match["ja"], match["en"])
        if number is not None:
            yield Mention(Kind.DATE, match.start(), match.end(), (Weekday(number),))


def relatives(text: Anchors) -> Iterator[Mention]:
    """来年, last month. 前年比 tells a source, but claims nothing."""
    for row, relative in _RELATIVES:
        for match in text.find(row):
            claims = not _COMPARING.search(match[0])
            yield Mention(Kind.DATE, *match.span(), (relative,), claim=claims)


def in_context(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions of one text in order, days read with the month and year said before them."""
    year: int | None = None
    month: int | None = None
    for mention in mentions:
        first = mention.readings[0]
        if not isinstance(first, Day):
            yield mention
            continue
        said = first
        if said.month is None and (said.day is not None or said.part in _THIRDS):
            yield mention.also(*_dated(said, year, month))
        elif said.year is None and year is not None:
            yield mention.also(said._replace(year=year))
        else:
            yield mention
        year, month = said.year or year, said.month or month


def _dated(said: Day, year: int | None, month: int | None) -> list[Day]:
    if month is None:
        return []
    dated = [said._replace(month=month)]
    return [said._replace(year=year, month=month), *dated] if year is not None else dated


def _mention(match: re.Match[str], day: Day) -> Mention:
    groups = match.groupdict()
    readings: list[Reading] = [day]
    if groups.get("y") and groups.get("m") and groups.get("d") and match[0][:1] != "2":
        # 11/3/2026 is March to some.
        month, date = int(match["d"]), int(match["m"])
        readings += [Day(day.year, month, date)] if month <= 12 else []
    if _DAY_OR_DURATION.match(match[0]) and day.day:
        readings.append(Amount(Decimal(day.day * 86400), "seconds", Decimal(day.day)))
    if "/" in match[0] and day.year is None and day.month and day.day and day.month < day.day:
        share = (Decimal(day.month) / day.day).quantize(Decimal("0.01"))
        readings.append(Amount(share, RATE, share))
    end = match.start() + len(match[0].rstrip(" ,"))
    ja, en = groups.get("wd") or groups.get("wd2"), groups.get("we") or groups.get("wb")
    weekday = _weekday(ja, en) if day.day is not None else None
    claim = day != Day(part=day.part) or day.part not in _THIRDS
    return Mention(Kind.DATE, match.start(), end, tuple(readings), claim, weekday)


def _both_ends(match: re.Match[str]) -> Iterator[Mention]:
    said = match.groupdict()
    second = {
        key.removesuffix("2"): value
        for key, value in said.items()
        if key[-1] == "2" and key != "wd2"
    }
    first, last = _day(said), _day({**said, **second})
    if first is None or last is None:
        return
    name = next(key for key in ("d2", "m2", "y2") if said.get(key))
    # The word in front may belong to the first: Nov 3-5, 3月1〜5日.
    weekday = _weekday(said.get("wd") or said.get("wd2"), None)
    split = match.start(name)
    earlier = min(match.end(name[0]), split)
    yield Mention(Kind.DATE, match.start(), earlier, (first,), weekday=weekday)
    yield Mention(Kind.DATE, split, match.end(), (last,))


def _weekday(ja: str | None, en: str | None) -> int | None:
    if ja:
        return _WEEKDAYS_JA.index(ja)
    return _WEEKDAYS_EN.index(en[:3].lower()) if en else None


def _day(said: dict[str, str | None]) -> Day | None:
    """What is said as a day; None for what no calendar has (13月)."""
    year = _year(said)
    month = small_number(m) if (m := said.get("m")) else None
    if name := said.get("mon"):
        month = _MONTHS[name[:3].lower()]
    day = small_number(d) if (d := said.get("d")) else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    part = _part(said)
    found = Day(year, month, day, part)
    return found if found != Day() else None


def _year(said: dict[str, str | None]) -> int | None:
    if era := said.get("era"):
        years = said["ey"] or ""
        return _ERAS.get(era, _ERAS.get(era.upper(), 0)) + (
            1 if years == "元" else small_number(years)
        )
    written = said.get("y") or said.get("fy") or said.get("y2")
    if not written:
        return None
    return int(written) + (2000 if len(written) == 2 else 0)


def _part(said: dict[str, str | None]) -> str:
    for name in ("q", "q2", "q3", "q4"):
        if quarter := said.get(name):
            return _QUARTERS[quarter.lower()]
    if said.get("h1") or (said.get("half") or "").lower() in ("first", "1st"):
        return "H1"
    if said.get("h2") or said.get("half"):
        return "H2"
    return _KANJI_PARTS.get((said.get("part") or "").lower(), "")
