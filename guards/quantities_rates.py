"""Rates that are no plain percentage: 3割5分, 1/3, 3分の1, 半額, 倍増, half, doubled, one in five."""

import re
from collections.abc import Iterator
from decimal import Decimal

from guards.quantities_around import hedge_of, trend_of
from guards.quantities_words import KANJI, kanji_number
from guards.traceable import RATE, Amount, Hedge, Kind, Mention, Trend

_N = rf"(?:[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?|[{KANJI}]{{1,4}})"
_WARI = re.compile(
    rf"(?<![0-9.{KANJI}])(?P<wari>{_N})割(?!合|り当)(?:(?P<bu>[0-9一二三四五六七八九])分)?"
)
_WARI_RANGE = re.compile(rf"(?<![0-9.{KANJI}])(?P<first>{_N})[ ]?(?:[〜~–-]|から)[ ]?(?={_N}割)")
_FRACTION = re.compile(
    rf"(?<![0-9.{KANJI}])(?P<below>{_N})分の(?P<above>{_N})"
    r"|(?<![0-9A-Za-z./])(?P<top>[0-9]{1,2})[/⁄](?P<bottom>[0-9]{1,3})(?![0-9A-Za-z/月日])"
    rf"|(?<![0-9{KANJI}])(?P<people>{_N})人に(?P<of>{_N})人"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_TOPS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_ENGLISH_FRACTION = re.compile(
    r"\b(?P<top>an?|one|two|three|four)[ -](?P<part>third|quarter|fourth|fifth|sixth|tenth)s?\b"
    r"(?! (?:part(?:y|ies)|year|time|of (?:fiscal|FY|20))|[- ]party)"
    r"|\b(?P<one>one|two|three|[1-9]) (?:in|out of)(?: every)? (?P<in>three|four|five|six|eight|ten|[2-9]|10)\b",
    re.IGNORECASE,
)
_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
# What is said, what rate it is, and where it goes.
_WORDS: tuple[tuple[re.Pattern[str], str, Trend], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rate, trend)
    for pattern, rate, trend in (
        (r"半額|半減|半値|\bhalf[- ](?:price|off)\b|\bhalved?\b|\bby half\b", "0.5", Trend.DOWN),
        (r"半数|半分|(?<!上)(?<!下)過半(?!期)|五割"
         r"|\bhalf (?=(?:of|the|our|its|all|as|respondents|customers|users)\b)"
         r"(?!of (?:fiscal|FY|20|the (?:year|fiscal)))", "0.5", Trend.PLAIN),
        (r"倍増|(?<![0-9一二三四五六七八九十])倍に|\bdoubl(?:ed?|ing)\b|\btwofold\b", "2", Trend.LEVEL),
        (r"\btripl(?:ed?|ing)\b|\bthreefold\b", "3", Trend.LEVEL),
        (r"\bquadrupl(?:ed?|ing)\b|\bfourfold\b", "4", Trend.LEVEL),
    )
)  # fmt: skip
_TWICE = re.compile(r"\b(?P<twice>twice|thrice)\b", re.IGNORECASE)
_OF_THE_YEAR = re.compile(r"first |second |1st |2nd |other |better |next ", re.IGNORECASE)
_THIRDS_SHOW = Decimal("0.01")


def rates(normal: str) -> Iterator[Mention]:
    """Every rate of these kinds, in no order."""
    yield from _in_tenths(normal)
    yield from _fractions(normal)
    for pattern, rate, trend in _WORDS:
        for match in pattern.finditer(normal):
            if not _OF_THE_YEAR.search(normal, max(0, match.start() - 7), match.start()):
                yield _mention(normal, *match.span(), Decimal(rate), trend)
    for match in _TWICE.finditer(normal):
        times = Decimal(2 if match["twice"].lower() == "twice" else 3)
        mention = _mention(normal, *match.span(), times, Trend.LEVEL)
        yield mention.also(Amount(times, "times", times))


def _in_tenths(normal: str) -> Iterator[Mention]:
    for match in _WARI.finditer(normal):
        rate = _number(match["wari"]) / 10 + _number(match["bu"] or "0") / 100
        yield _mention(normal, *match.span(), rate)
    for match in _WARI_RANGE.finditer(normal):
        yield _mention(normal, *match.span("first"), _number(match["first"]) / 10)


def _fractions(normal: str) -> Iterator[Mention]:
    for match in _FRACTION.finditer(normal):
        above = _number(match["above"] or match["top"] or match["of"])
        below = _number(match["below"] or match["bottom"] or match["people"])
        if 0 < above < below:
            yield _mention(normal, *match.span(), above / below)
    for match in _ENGLISH_FRACTION.finditer(normal):
        if match["part"]:
            above = Decimal(_TOPS[match["top"].lower()])
            below = Decimal(_PARTS[match["part"].lower()])
        else:
            above, below = Decimal(_count(match["one"])), Decimal(_count(match["in"]))
        if above < below:
            yield _mention(normal, *match.span(), above / below)


def _mention(
    normal: str, start: int, end: int, rate: Decimal, trend: Trend | None = None
) -> Mention:
    hedge = hedge_of(normal, start, end)
    trend = trend if trend is not None else trend_of(normal, start, end)
    if rate.normalize() != rate.quantize(_THIRDS_SHOW).normalize():
        # 1/3 is 33.3%: nobody writes all of it.
        hedge = hedge or Hedge.ABOUT
        return _as_mention(
            start, end, Amount(rate, RATE, rate.quantize(_THIRDS_SHOW), hedge, trend)
        )
    return _as_mention(start, end, Amount(rate, RATE, rate, hedge, trend))


def _as_mention(start: int, end: int, amount: Amount) -> Mention:
    return Mention(Kind.NUMBER, start, end, (amount,))


def _number(written: str) -> Decimal:
    return Decimal(written) if written[0].isascii() else Decimal(kanji_number(written) or 0)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNT[word.lower()]
