"""Durations of two units or of a half: 1時間30分, 1時間半, 1年半, 半年, an hour and a half."""

import re
from collections.abc import Iterator
from decimal import Decimal

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.number_words import KANJI, kanji_number
from guards.grounding.traceable import Amount, Kind, Mention
from guards.grounding.units import UNITS, unit_after

_N = rf"(?:[0-9]{{1,4}}|[{KANJI}]{{1,4}})"
_TWO = (
    anchored(
        rf"(?<![0-9.,{KANJI}])(?P<first>{_N})(?P<unit>時間|分|年|週間|日)(?:と|、)?[ ]?"
        rf"(?P<second>{_N})(?P<unit2>分|秒|か月|カ月|ヶ月|日|時間)(?!の)",
        digits="時分年週日",
    ),
    anchored(
        r"(?P<first>[0-9]{1,4}) (?P<unit>hours?|minutes?|years?|weeks?)(?:,| and|, and)? "
        r"(?P<second>[0-9]{1,4}) (?P<unit2>minutes?|seconds?|months?|days?)\b",
        digits=" ",
    ),
)
_AND_A_HALF = (
    anchored(
        rf"(?<![0-9.,{KANJI}])(?P<n>{_N})(?P<unit>時間|年|か月|カ月|ヶ月|分|日)半(?!期|額"
        rf"|減|分|数|ば)",
        digits="時年かカヶ分日",
    ),
    anchored(
        r"\b(?P<n>an|one|two|three|[0-9]{1,3})(?: and a half (?P<unit>hours?|years?|months?|days?)"
        r"|(?P<unit2> hours?| years?| months?| days?) and a half)\b",
        words="half", back=24, ahead=14,
    ),
)  # fmt: skip
_HALF = anchored(
    r"(?<![下上前後])半(?P<ja>年|日|月)(?!期|度)|\bhalf an? (?P<en>hour|year|day|month)\b",
    words="half", parts="半年 半日 半月", back=1, ahead=16,
)  # fmt: skip
# An hour, a week: tell a source, claim nothing.
_ONE = anchored(
    r"\ban? (?P<unit>hour|day|week|month|year)\b", words="hour day week month year", back=4, ahead=6
)
_WORDS = {"an": 1, "one": 1, "two": 2, "three": 3}


def durations(text: Anchors) -> Iterator[Mention]:
    """Every duration of these shapes, in no order."""
    for match in text.find(*_TWO):
        whole = _length(_number(match["first"]), match["unit"])
        part = _length(_number(match["second"]), match["unit2"])
        if whole is not None and part is not None and whole[1] == part[1]:
            yield _mention(match, whole[0] + part[0], whole[1])
    for match in text.find(*_AND_A_HALF):
        unit = match["unit"] or match.groupdict().get("unit2") or ""
        if whole := _length(_number(match["n"]) + Decimal("0.5"), unit.strip()):
            yield _mention(match, *whole)
    for match in text.find(_HALF):
        unit = {"月": "か月"}.get(match["ja"], match["ja"]) or match["en"]
        if half := _length(Decimal("0.5"), unit):
            yield _mention(match, *half)
    for match in text.find(_ONE):
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
