"""Rates that are no plain percentage: 3割5分, 1/3, 半額, 倍増, half, doubled, one in five."""

import re
from collections.abc import Iterator
from decimal import Decimal

from guards.grounding.anchors import Anchored, Anchors, anchored
from guards.grounding.around import hedge_of, trend_of
from guards.grounding.number_words import KANJI, kanji_number
from guards.grounding.traceable import RATE, Amount, Hedge, Kind, Mention, Trend

_N = rf"(?:[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?|[{KANJI}]{{1,4}})"
_WARI = anchored(
    rf"(?<![0-9.{KANJI}])(?P<wari>{_N})割(?!合|り当)(?:(?P<bu>[0-9一二三四五六七八九])分)?",
    digits="割.",
)
_WARI_RANGE = anchored(
    rf"(?<![0-9.{KANJI}])(?P<first>{_N})[ ]?(?:[〜~–-]|から)[ ]?(?={_N}割)", digits=" 〜~–-か"
)
_FRACTIONS = (
    anchored(rf"(?<![0-9.{KANJI}])(?P<below>{_N})分の(?P<above>{_N})", digits="分"),
    anchored(
        r"(?<![0-9A-Za-z./])(?P<above>[0-9]{1,2})[/⁄](?P<below>[0-9]{1,3})(?![0-9A-Za-z/月日])",
        digits="/⁄",
    ),
    anchored(rf"(?<![0-9{KANJI}])(?P<below>{_N})人に(?P<above>{_N})人", digits="人"),
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_TOPS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_ENGLISH_FRACTIONS = (
    anchored(
        # A third of, by a fifth, two thirds; a third store and 24 posts a quarter are none.
        r"\b(?P<top>one|two|three|four|(?<=by )an?|an?(?= [a-z]{5,8} "
        r"(?:of|off|more|less|fewer|higher|lower|larger|smaller|bigger|up|down)\b))"
        r"[ -](?P<part>third|quarter|fourth|fifth|sixth|tenth)s?\b"
        r"(?! (?:part(?:y|ies)|year|time|of (?:fiscal|FY|20))|[- ]party)",
        words="third thirds quarter quarters fourth fifth fifths sixth sixths tenth tenths",
        back=6, ahead=24,
    ),
    anchored(
        r"\b(?P<one>one|two|three|[1-9]) (?:in|out of)(?: every)? "
        r"(?P<in>three|four|five|six|eight|ten|[2-9]|10)\b",
        words="in out", back=6, ahead=20,
    ),
)  # fmt: skip
_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
# What is said, what rate it is, and where it goes.
_WORDS: tuple[tuple[Anchored, str, Trend], ...] = (
    (
        anchored(
            r"半額|半減|半値|\bhalf[- ](?:price|off)\b|\bhalved?\b|\bby half\b",
            words="half halve halved", parts="半額 半減 半値", back=3, ahead=12,
        ),
        "0.5", Trend.DOWN,
    ),
    (
        anchored(
            r"半数|半分|過半(?!期)"
            r"|\bhalf (?=(?:of|the|our|its|all|as|respondents|customers|users)\b)"
            r"(?!of (?:fiscal|FY|20|the (?:year|fiscal)))",
            words="half", parts="半数 半分 過半", back=1, ahead=24,
        ),
        "0.5", Trend.PLAIN,
    ),
    (
        anchored(
            r"倍増|(?<![0-9一二三四五六七八九十])倍に|\bdoubl(?:ed?|ing)\b|\btwofold\b",
            words="double doubled doubling twofold", parts="倍増 倍に", back=1, ahead=10,
        ),
        "2", Trend.LEVEL,
    ),
    (
        anchored(
            r"\btripl(?:ed?|ing)\b|\bthreefold\b",
            words="triple tripled tripling threefold", ahead=10,
        ),
        "3", Trend.LEVEL,
    ),
    (
        anchored(
            r"\bquadrupl(?:ed?|ing)\b|\bfourfold\b",
            words="quadruple quadrupled quadrupling fourfold", ahead=12,
        ),
        "4", Trend.LEVEL,
    ),
)  # fmt: skip
_TWICE = anchored(r"\b(?P<twice>twice|thrice)\b", words="twice thrice", ahead=8)
_OF_THE_YEAR = re.compile(r"first |second |1st |2nd |other |better |next ", re.IGNORECASE)
_THIRDS_SHOW = Decimal("0.01")


def rates(text: Anchors) -> Iterator[Mention]:
    """Every rate of these kinds, in no order."""
    normal = text.normal
    yield from _in_tenths(text)
    yield from _fractions(text)
    for row, rate, trend in _WORDS:
        for match in text.find(row):
            if not _OF_THE_YEAR.search(normal, max(0, match.start() - 7), match.start()):
                mention = _mention(normal, *match.span(), Decimal(rate), trend)
                yield _most(mention) if match[0] == "過半" else mention
    for match in text.find(_TWICE):
        times = Decimal(2 if match["twice"].lower() == "twice" else 3)
        mention = _mention(normal, *match.span(), times, Trend.LEVEL)
        yield mention.also(Amount(times, "times", times))


def _most(mention: Mention) -> Mention:
    """過半 is any rate above a half."""
    tenths = [Decimal(tenth) / 10 for tenth in range(5, 10)]
    readings = tuple(Amount(rate, RATE, rate, Hedge.OVER) for rate in tenths)
    return Mention(mention.kind, mention.start, mention.end, readings)


def _in_tenths(text: Anchors) -> Iterator[Mention]:
    for match in text.find(_WARI):
        rate = _number(match["wari"]) / 10 + _number(match["bu"] or "0") / 100
        yield _mention(text.normal, *match.span(), rate)
    for match in text.find(_WARI_RANGE):
        yield _mention(text.normal, *match.span("first"), _number(match["first"]) / 10)


def _fractions(text: Anchors) -> Iterator[Mention]:
    for match in text.find(*_FRACTIONS):
        above, below = _number(match["above"]), _number(match["below"])
        if 0 < above < below:
            yield _mention(text.normal, *match.span(), above / below)
    for match in text.find(*_ENGLISH_FRACTIONS):
        said = match.groupdict()
        if said.get("part"):
            above = Decimal(_TOPS[match["top"].lower()])
            below = Decimal(_PARTS[match["part"].lower()])
        else:
            above, below = Decimal(_count(match["one"])), Decimal(_count(match["in"]))
        if above < below:
            yield _mention(text.normal, *match.span(), above / below)


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
