"""Amounts with their units: 1億2,000万円, 120 million yen, 五百万円, twelve stores, 10〜20%.

Each number is found by its digits or words first, and what stands around it is read after: the
sign of a currency, a unit, a range that lends its unit, and what says that it is not exact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from guards.grounding.anchors import Anchors
from guards.grounding.around import hedge_of, trend_of
from guards.grounding.number_words import ENGLISH, KANJI, english_number, kanji_number
from guards.grounding.traceable import (
    BARE,
    OTHER,
    RATE,
    Amount,
    Day,
    Hedge,
    Kind,
    Mention,
    Reading,
    Trend,
    Word,
)
from guards.grounding.units import GLUED, OWN_COUNTS, SIGNS, UNITS, Unit, unit_after

# A draft counts its own points ("3つの要点", "1."): small bare whole numbers are no claims.
LARGEST_COUNT = 10
# More digits than any quantity has: compared as they are written.
_MOST_DIGITS = 40

_SCALES = {"千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12, "十万": 10**5, "百万": 10**6,
           "千万": 10**7, "十億": 10**9, "百億": 10**10, "千億": 10**11, "thousand": 10**3,
           "k": 10**3, "m": 10**6, "mn": 10**6, "mm": 10**6, "million": 10**6, "b": 10**9,
           "bn": 10**9, "billion": 10**9, "trillion": 10**12, "tn": 10**12}  # fmt: skip
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
_SCALE = r"(?:[十百千][万億]|[兆億万千])"
_CORE = re.compile(
    rf"(?:(?<![A-Za-z0-9_.])|(?<=JPY)|(?<=USD)|(?<=EUR)|(?<=GBP)"
    # CPA4,000円, EC23%: a word in capitals runs into a number that has a unit.
    rf"|(?<=[A-Z][A-Z])(?=[0-9,.]{{1,20}}[ ]?{GLUED}))(?P<body>{_DIGITS}"
    rf"(?:[ ]?{_SCALE}(?:{_DIGITS}[ ]?{_SCALE}){{0,4}}(?:(?:[0-9]{{1,3}},[0-9]{{3}}"
    rf"|[0-9]{{1,4}})(?![0-9]|[,.][0-9]))?)?)"
    r"(?P<scale>[ -]?(?i:thousand|million|billion|trillion|mn|bn|tn)(?![A-Za-z])"
    r"|[KM](?![A-Za-z0-9])|k(?![A-Za-z0-9])"
    r"|(?<=[0-9])[mbB](?=[ ]?(?:yen|JPY|USD|EUR|dollars)))?"
)
_PART = re.compile(rf"(?P<digits>{_DIGITS})[ ]?(?P<scale>{_SCALE})?")
# £5m, $1.2b: small letters are a scale where a currency stands before.
_MONEY_SCALE = re.compile(r"[ ]?(mm|[mMbBkK])(?![A-Za-z0-9])")
_SPELT = re.compile(rf"(?<![{KANJI}万億兆第数何幾0-9])(?P<body>[{KANJI}万億兆]++)")
_SIGN = re.compile(
    r"(?:(?<![A-Za-z])(?i:US|A|C|HK|NT)?\$|[¥€£₩]|(?<![A-Za-z])(?:JPY|USD|EUR|GBP) ?)[ ]?\Z"
)
_MAY_BE_SIGN = frozenset("$¥€£₩YDRPydrp ")
_LINKED = re.compile(r"[ ]?(?:[〜~–—―-]|から|ないし|to|and|or)[ ]?")
# Kanji that are words before these: 一方, 十分, 一人ひとり, 百貨店.
_SAFE_SPELT = frozenset(
    {"円", "倍", "パーセント", "%", "ドル", "ユーロ", "人", "名", "件", "店", "店舗", "社", "台",
     "回", "位", "時間", "日間", "週間", "か月", "カ月", "ヶ月", "歳", "代", "ポイント", "拠点",
     "か国", "カ国", "年間", "分間", "冊", "枚", "個", "年", "席", "泊", "点", "種", "種類", "か所",
     "ヶ所"}
)  # fmt: skip
# One of these is as often a manner of speaking.
_IDIOMS = frozenset({"一人", "二人", "一回", "一社", "一点", "一種", "一個", "一枚", "一名", "一台",
                     "一件", "一年", "一店", "百人", "千人"})  # fmt: skip
_DIGITAL_YEAR = range(1950, 2100)


@dataclass(frozen=True, slots=True)
class _Found:
    """A number without its surroundings: `scaled` when a scale was said."""

    start: int
    end: int
    value: Decimal
    unit: Unit | None
    scaled: bool
    spelt: bool = False


def amounts(text: Anchors) -> Iterator[Mention]:
    """Every number, in no order. Ranges lend their unit and scale to the number before."""
    normal = text.normal
    digits: list[_Found] = []
    for match in _CORE.finditer(normal):
        if not text.is_free(match.start()):
            continue
        if len(match["body"]) > _MOST_DIGITS:
            yield Mention(Kind.NUMBER, *match.span(), (Word(match["body"]),))
        else:
            digits.append(_in_digits(normal, match))
    for number, mention in zip(digits, _lent(normal, digits), strict=True):
        yield _hedged(normal, number, mention)
    for spelt in (*_in_kanji(normal), *_in_english(text)):
        yield _hedged(normal, spelt, (_amount(spelt),))


def _in_digits(normal: str, match: re.Match[str]) -> _Found:
    before = normal[match.start() - 1 : match.start()] if match.start() else ""
    sign = before in _MAY_BE_SIGN and _SIGN.search(normal, max(0, match.start() - 6), match.start())
    start = sign.start() if sign else match.start()
    end = match.end() if match["scale"] else match.start() + len(match["body"].rstrip())
    scale = match["scale"]
    if sign and not scale and (more := _MONEY_SCALE.match(normal, end)):
        scale, end = more[1], more.end()
    value = _value(match["body"]) * _SCALES.get((scale or "").strip(" -").lower(), 1)
    scaled = bool(scale) or not match["body"].rstrip()[-1:].isdigit()
    if sign:
        return _Found(start, end, value, Unit(SIGNS[sign[0].strip().lower()]), scaled)
    after = unit_after(normal, end)
    if after is None:
        return _Found(start, end, value, None, scaled)
    return _Found(start, after[1], value, after[0], scaled)


def _in_kanji(normal: str) -> Iterator[_Found]:
    for match in _SPELT.finditer(normal):
        after = unit_after(normal, match.end())
        value = kanji_number(match["body"])
        if value is None:
            continue
        if after is None:
            if match["body"][-1] in "万億兆" and len(match["body"]) > 1:
                yield _Found(*match.span(), Decimal(value), None, scaled=True, spelt=True)
            continue
        form = normal[match.end() : after[1]]
        if form in _SAFE_SPELT and not (
            _is_idiom(match["body"], form) or _is_a_scale(normal, match, after[1])
        ):
            yield _Found(match.start(), after[1], Decimal(value), after[0], True, spelt=True)


def _is_idiom(body: str, form: str) -> bool:
    """一人ひとり, 千歳, 百代: words, not counts."""
    return body + form in _IDIOMS or (form in ("歳", "代") and body[-1] in "百千")


def _is_a_scale(normal: str, match: re.Match[str], end: int) -> bool:
    """単位：百万円, （千円）: says how a table counts."""
    if any(char in "一二三四五六七八九" for char in match["body"]):
        return False
    before = normal[max(0, match.start() - 3) : match.start()].rstrip(" :は")
    return before[-1:] in ("(", "[", "位") or normal.startswith("単位", end)


def _in_english(text: Anchors) -> Iterator[_Found]:
    for match in text.find(ENGLISH):
        after = unit_after(text.normal, match.end())
        value = english_number(match["body"])
        if after is not None and (value != 1 or after[0].base in ("months", "seconds")):
            yield _Found(match.start(), after[1], value, after[0], True, spelt=True)
        elif after is None and value > LARGEST_COUNT:
            yield _Found(*match.span(), value, None, scaled=True, spelt=True)


def _value(body: str) -> Decimal:
    """1億2,000万 → 120000000; what has no scale is added as it is."""
    total = Decimal(0)
    for part in _PART.finditer(body):
        total += Decimal(part["digits"].replace(",", "")) * _SCALES.get(part["scale"] or "", 1)
    return total


def _amount(found: _Found, unit: Unit | None = None, times: int = 1) -> Amount:
    unit = unit or found.unit or Unit(BARE)
    written = found.value * times
    trend = Trend.LEVEL if unit == UNITS["倍"] else Trend.PLAIN
    return Amount(written * unit.factor, unit.base, written, trend=trend)


def _lent(normal: str, numbers: list[_Found]) -> Iterator[tuple[Reading, ...]]:
    """The readings of each number, with the unit and scale that a range lends it."""
    later: list[_Found | None] = [*numbers, None]
    for found, following in zip(numbers, later[1:], strict=True):
        own = _amount(found)
        if following is None or found.unit is not None or following.unit is None:
            yield (own,)
            continue
        if not _LINKED.fullmatch(normal, found.end, following.start):
            yield (own,)
            continue
        lent: tuple[Reading, ...] = (_amount(found, following.unit),)
        scale = _scale_of(normal, following)
        if scale > 1 and not found.scaled:
            lent = (_amount(found, following.unit, scale), *lent)
        yield lent


def _scale_of(normal: str, found: _Found) -> int:
    """The scale that the digits of `found` are counted in: 200万円 → 10000."""
    match = _CORE.search(normal, found.start, found.end)
    if match is None:
        return 1
    if match["scale"]:
        return _SCALES[match["scale"].strip(" -").lower()]
    parts = [part["scale"] for part in _PART.finditer(match["body"])]
    return _SCALES.get(parts[0] or "", 1) if len(parts) == 1 else 1


def _hedged(normal: str, found: _Found, readings: tuple[Reading, ...]) -> Mention:
    hedge, trend = hedge_of(normal, found.start, found.end), Trend.PLAIN
    is_year = found.unit is None and found.value in _DIGITAL_YEAR and not found.scaled
    if is_year:
        # Growth over 2025 is no number above 2025.
        hedge = Hedge.NONE
    if any(isinstance(r, Amount) and r.unit == RATE for r in readings):
        trend = trend_of(normal, found.start, found.end)
    around = tuple(
        r
        if not hedge and not trend
        else replace(r, hedge=hedge, trend=trend if trend and r.unit == RATE else r.trend)
        for r in readings
        if isinstance(r, Amount)
    )
    small = all(_is_small(r) for r in around)
    own = small and all(r.unit in OWN_COUNTS or _is_one_of(r) for r in around)
    weak = small and all(r.unit == "marks" or r.unit.startswith(OTHER) for r in around)
    mention = Mention(Kind.NUMBER, found.start, found.end, around, claim=not own, weak=weak)
    more: list[Reading] = []
    if is_year:
        more.append(Day(int(found.value)))
    if found.unit == UNITS["times"]:
        # 5 times is 5回 as well as 5倍.
        more.append(Amount(found.value, "times", found.value, hedge))
    return mention.also(*more)


def _is_one_of(amount: Amount) -> bool:
    """1社, 1名: as often the draft's way to point at one of several."""
    return amount.written == 1 and amount.unit in ("people", "firms", "shops", "cases")


def _is_small(amount: Amount) -> bool:
    written = amount.written
    return 0 <= written <= LARGEST_COUNT and written == written.to_integral_value()
