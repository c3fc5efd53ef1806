"""Grounding: numbers, dates and links of a draft that no source contains.

A model that adds a figure makes a claim that nobody can stand behind. Each one is pointed out;
whoever signs decides.
"""

from collections.abc import Iterable
from decimal import Decimal

from guards.normalise import Text
from guards.pii.placeholders import lookalikes
from guards.pii.spans import within
from guards.quantities import Kind, Quantity, quantities
from guards.sections import Grounding
from guards.verdict import Context, Finding, Reason, Side

# A draft counts its own points ("3つの要点", "1."): small bare whole numbers are no claims.
LARGEST_COUNT = 10
_SCORES = {Kind.NUMBER: 0.7, Kind.DATE: 0.8, Kind.LINK: 0.9}
_REASONS = {
    Kind.NUMBER: Reason(
        "この数字は素材に見当たりません。出典を確かめるか、削除してください。",
        "This number is not in the material. Check its source or take it out.",
    ),
    Kind.DATE: Reason(
        "この日付は素材に見当たりません。出典を確かめるか、削除してください。",
        "This date is not in the material. Check its source or take it out.",
    ),
    Kind.LINK: Reason(
        "このリンクは素材に見当たりません。リンク先を確かめるか、削除してください。",
        "This link is not in the material. Check where it leads or take it out.",
    ),
}
_PASSES = Reason(
    "素材にある値に直すか、出典を素材に加えます。",
    "Use what the material says, or add its source to the material.",
)


class GroundingGuard:
    """Traces every quantity of a draft to `context.sources`; without sources none is traced."""

    name = "grounding"
    sides = frozenset({Side.OUTPUT})

    def __init__(self, rules: Grounding) -> None:
        self._action = rules.action

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        """One finding for each quantity that no source contains."""
        known = _Known(context.sources)
        placeholders = lookalikes(text.normal)
        return tuple(
            self._finding(quantity, text)
            for quantity in quantities(text.normal)
            if not within(quantity.start, quantity.end, placeholders)
            and not known.contains(quantity)
        )

    def _finding(self, quantity: Quantity, text: Text) -> Finding:
        start, end = text.span(quantity.start, quantity.end)
        return Finding(
            guard=self.name,
            label=quantity.kind.value,
            start=start,
            end=end,
            score=_SCORES[quantity.kind],
            rule=f"grounding.{quantity.kind.value.lower()}",
            action=self._action,
            reason=_REASONS[quantity.kind],
            passes=_PASSES,
        )


class _Known:
    """What the sources say, as values."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._numbers: set[tuple[str, object]] = set()
        self._dates: set[tuple[int | None, int | None, int | None]] = set()
        self._rates: set[tuple[str, object]] = set()
        self._links: set[object] = set()
        for source in sources:
            for quantity in quantities(Text.of(source).normal):
                self._learn(quantity)

    def _learn(self, quantity: Quantity) -> None:
        if quantity.kind is Kind.LINK:
            self._links.add(quantity.value)
        elif isinstance(quantity.value, tuple):
            self._dates |= _readings(quantity.value)
        else:
            self._numbers.add((quantity.unit, quantity.value))
            self._learn_rate(quantity.unit, quantity.value)

    def _learn_rate(self, unit: str, value: object) -> None:
        """1.5倍 is 150%."""
        if unit == "倍":
            self._rates.add(("%", (Decimal(str(value)) * 100).normalize()))
        elif unit == "%":
            self._rates.add(("倍", (Decimal(str(value)) / 100).normalize()))

    def contains(self, quantity: Quantity) -> bool:
        """Whether a source says this: the same link, no more of a date, the same amount."""
        if quantity.kind is Kind.LINK:
            return quantity.value in self._links
        if isinstance(quantity.value, tuple):
            return quantity.value in self._dates
        return _is_a_count(quantity) or self._has_number(quantity)

    def _has_number(self, quantity: Quantity) -> bool:
        if (quantity.unit, quantity.value) in self._numbers:
            return True
        if (quantity.unit, quantity.value) in self._rates:
            return True
        # A table says its unit in the header, so a bare number may be an amount; never a rate.
        money_or_bare = {"", "円", "$", "€", "£"}
        if quantity.unit not in money_or_bare:
            return False
        others = money_or_bare if quantity.unit == "" else {""}
        return any((unit, quantity.value) in self._numbers for unit in others)


def _readings(
    date: tuple[int | None, int | None, int | None],
) -> set[tuple[int | None, int | None, int | None]]:
    """The date and each way to say less of it."""
    year, month, day = date
    readings = {date, (None, month, day), (year, month, None), (year, None, None)}
    return {reading for reading in readings if any(part is not None for part in reading)}


def _is_a_count(quantity: Quantity) -> bool:
    value = quantity.value
    whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return quantity.unit == "" and whole and 0 <= Decimal(str(value)) <= LARGEST_COUNT
