"""Days, months, years, quarters and weekdays as values, however they are written.

令和8年11月3日, 2026/11/3 and Nov 3, 2026 are one day; 2026年度第1四半期 and Q1 FY26 one quarter.
`20日` after 1月15日 is the 20th of January: a day takes over the month and year said before it.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from guards.grounding.anchors import Anchors
from guards.grounding.dates_written import DAYS, RELATIVES, SPANS, WEEKDAY
from guards.grounding.number_words import small_number
from guards.grounding.traceable import RATE, Amount, Day, Kind, Mention, Reading, Weekday

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
_DAY_OR_DURATION = re.compile(r"[0-9]{1,2}日\Z")
# Comparisons with a period are no claim about when.
_COMPARING = re.compile(
    r"前年|前月|前週|前日|昨対|対前|翌|YoY|MoM|WoW|[- ]o(?:n|ver)[- ]|previous|prior", re.IGNORECASE
)


def spans(text: Anchors) -> Iterator[Mention]:
    """Both ends of ranges of days, months and years."""
    for match in text.find(*SPANS):
        yield from _both_ends(match)


def days(text: Anchors) -> Iterator[Mention]:
    """Every day, month, year, quarter: the fullest way of reading it first."""
    for match in text.find(*DAYS):
        day = _day(match.groupdict())
        if day is not None:
            yield _mention(match, day)


def weekdays(text: Anchors) -> Iterator[Mention]:
    """月曜日, on Monday: without a date beside it."""
    for match in text.find(WEEKDAY):
        number = _weekday(match["ja"], match["en"])
        if number is not None:
            yield Mention(Kind.DATE, match.start(), match.end(), (Weekday(number),))


def relatives(text: Anchors) -> Iterator[Mention]:
    """来年, last month. 前年比 tells a source, but claims nothing."""
    for row, relative in RELATIVES:
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
