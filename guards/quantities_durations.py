"""Durations of two units or of a half: 1時間30分, 1時間半, 1年半, 半年, an hour and a half."""

import re
from collections.abc import Iterator
from decimal import Decimal

from guards.quantities_units import UNITS, unit_after
from guards.quantities_words import KANJI, kanji_number
from guards.traceable import Amount, Kind, Mention

_N = rf"(?:[0-9]{{1,4}}|[{KANJI}]{{1,4}})"
_TWO = re.compile(
    rf"(?<![0-9.,{KANJI}])(?P<first>{_N})(?P<unit>時間|分|年|週間|日)(?:と|、)?[ ]?"
    rf"(?P<second>{_N})(?P<unit2>分|秒|か月|カ月|ヶ月|日|時間)(?!の)"
    r"|\b(?P<en>[0-9]{1,4}) (?P<unit3>hours?|minutes?|years?|weeks?)(?:,| and|, and)? "
    r"(?P<en2>[0-9]{1,4}) (?P<unit4>minutes?|seconds?|months?|days?)\b"
)
_AND_A_HALF = re.compile(
    rf"(?<![0-9.,{KANJI}])(?P<n>{_N})(?P<unit>時間|年|か月|カ月|ヶ月|分|日)半(?!期|額|減|分|数|ば)"
    r"|\b(?P<word>an|one|two|three|[0-9]{1,3})(?: and a half (?P<unit2>hours?|years?|months?|days?)"
    r"|(?P<unit3> hours?| years?| months?| days?) and a half)\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?<![下上前後])半(?P<ja>年|日|月)(?!期|度)|\bhalf an? (?P<en>hour|year|day|month)\b"
)
# An hour, a week: tell a source, claim nothing.
_ONE = re.compile(r"\ban? (?P<unit>hour|day|week|month|year)\b", re.IGNORECASE)
_WORDS = {"an": 1, "one": 1, "two": 2, "three": 3}


def durations(normal: str) -> Iterator[Mention]:
    """Every duration of these shapes, in no order."""
    for match in _TWO.finditer(normal):
        first, unit = match["first"] or match["en"], match["unit"] or match["unit3"]
        second, unit2 = match["second"] or match["en2"], match["unit2"] or match["unit4"]
        whole, part = _length(_number(first), unit), _length(_number(second), unit2)
        if whole is not None and part is not None and whole[1] == part[1]:
            yield _mention(match, whole[0] + part[0], whole[1])
    for match in _AND_A_HALF.finditer(normal):
        unit = (match["unit"] or match["unit2"] or match["unit3"]).strip()
        if whole := _length(_number(match["n"] or match["word"]) + Decimal("0.5"), unit):
            yield _mention(match, *whole)
    for match in _HALF.finditer(normal):
        unit = {"月": "か月"}.get(match["ja"], match["ja"]) or match["en"]
        if half := _length(Decimal("0.5"), unit):
            yield _mention(match, *half)
    for match in _ONE.finditer(normal):
        if one := _length(Decimal(1), match["unit"]):
            yield _mention(match, *one, claim=False)


def _length(number: Decimal, unit: str) -> tuple[Decimal, str] | None:
    found = unit_after(unit, 0)
    base = UNITS.get(unit) or (found[0] if found else None)
    return (number * base.factor, base.base) if base else None


def _number(written: str) -> Decimal:
    if written.lower() in _WORDS:
        return Decimal(_WORDS[written.lower()])
    return Decimal(written) if written.isascii() else Decimal(kanji_number(written) or 0)


def _mention(match: re.Match[str], value: Decimal, base: str, *, claim: bool = True) -> Mention:
    amount = Amount(value, base, value)
    return Mention(Kind.NUMBER, match.start(), match.end(), (amount,), claim)
