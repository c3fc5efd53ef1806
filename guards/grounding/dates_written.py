"""How days, months, years, quarters and weekdays are written, and where each way is looked for.

The groups of a pattern are what guards.grounding.dates reads: y, m, d; era and ey; fy; mon; q…,
h1, h2 and half for parts of a year; part for 上旬 and late; wd, wd2 (ja) and we, wb (en) for
weekdays.
"""

import re

from guards.grounding.anchors import Anchored, anchored
from guards.grounding.traceable import Relative

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
DAYS = (
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
SPANS = (
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
WEEKDAY = anchored(
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


RELATIVES = (
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
