"""Everything in a text that must be traceable, as values: what overlaps is settled by order.

Links come first, because their digits are no quantities; then codes, days and times; then rates
and numbers, which are what is left.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from guards.grounding.amounts import amounts
from guards.grounding.anchors import Anchors
from guards.grounding.clock import times
from guards.grounding.codes import codes
from guards.grounding.dates import days, in_context, relatives, spans, weekdays
from guards.grounding.durations import durations
from guards.grounding.links import links
from guards.grounding.rates import rates
from guards.grounding.tables import Cell, Cells
from guards.grounding.traceable import BARE, CELL, RATE, Amount, Kind, Mention

_FINDERS: tuple[Callable[[Anchors], Iterable[Mention]], ...] = (
    links, spans, days, times, codes, rates, durations, relatives, weekdays, amounts,
)  # fmt: skip

_HALF = Decimal("0.5")
# 半額の2,750円, 2倍（4,000円）, half price at $20; 5,500円の半額.
_OF_RATE = re.compile(r"の|で|、|[:=(]| \(|,? (?:(?:at|to|of|for) )?| - ")
_OF_AMOUNT = re.compile(r"の|から|,? (?:at|to) ")


def quantities(normal: str) -> list[Mention]:
    """Links, days, times, rates and numbers of a normalised text, in order and disjoint."""
    found: list[Mention] = []
    text = Anchors(normal)
    for find in _FINDERS:
        found += [one for one in find(text) if text.take(one.start, one.end)]
    found.sort(key=lambda mention: mention.start)
    return list(in_context(_of_amounts(normal, list(_in_tables(normal, found)))))


def _of_amounts(normal: str, mentions: list[Mention]) -> Iterator[Mention]:
    """半額の2,750円 is also said by a material with 5,500円, and 5,500円の半額 by 2,750円."""
    beside: list[Mention | None] = [None, *mentions, None]
    for before, mention, after in zip(beside, mentions, beside[2:], strict=False):
        if not any(isinstance(r, Amount) and r.unit == RATE for r in mention.readings):
            yield mention
        elif _OF_RATE.fullmatch(normal, mention.end, after.start) if after else None:
            yield mention.also(*_whole(mention, after, divide=True))
        elif _OF_AMOUNT.fullmatch(normal, before.end, mention.start) if before else None:
            yield mention.also(*_whole(mention, before, divide=False))
        else:
            yield mention


def _whole(mention: Mention, other: Mention | None, *, divide: bool) -> Iterator[Amount]:
    """What `other` must be so many times, or so many times of it, when the rate is a half or a
    whole factor."""
    rate, amount = mention.readings[0], other.readings[0] if other else None
    if not isinstance(rate, Amount) or not isinstance(amount, Amount) or amount.unit == RATE:
        return
    if rate.value == _HALF or (rate.value > 1 and rate.value == rate.value.to_integral_value()):
        value = amount.value / rate.value if divide else amount.value * rate.value
        yield Amount(value, amount.unit, value)


def _in_tables(normal: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Numbers without a unit take the one of their column or row."""
    cells = Cells(normal)
    for mention in mentions:
        cell = cells.at(mention.start) if mention.kind is Kind.NUMBER else None
        yield mention if cell is None else _in_cell(mention, cell)


def _in_cell(mention: Mention, cell: Cell) -> Mention:
    bare = mention.readings[0]
    if not isinstance(bare, Amount) or bare.unit != BARE:
        return mention
    claim = mention.claim or cell.data
    if cell.unit is None:
        return Mention(mention.kind, mention.start, mention.end, mention.readings, claim)
    value = bare.value * cell.unit.factor
    readings = (
        Amount(value, cell.unit.base, value, bare.hedge, bare.trend),
        Amount(bare.value, CELL, bare.written),
    )
    return Mention(mention.kind, mention.start, mention.end, readings, claim)
