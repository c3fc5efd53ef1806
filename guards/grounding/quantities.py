"""Everything in a text that must be traceable, as values: what overlaps is settled by order.

Links come first, because their digits are no quantities; then codes, days and times; then rates
and numbers, which are what is left.
"""

from collections.abc import Callable, Iterable, Iterator

from guards.grounding.amounts import amounts
from guards.grounding.anchors import Anchors
from guards.grounding.clock import times
from guards.grounding.codes import codes
from guards.grounding.dates import days, in_context, relatives, spans, weekdays
from guards.grounding.durations import durations
from guards.grounding.links import links
from guards.grounding.rates import rates
from guards.grounding.tables import Cell, Cells
from guards.grounding.traceable import BARE, CELL, Amount, Kind, Mention

_FINDERS: tuple[Callable[[Anchors], Iterable[Mention]], ...] = (
    links, spans, days, times, codes, rates, durations, relatives, weekdays, amounts,
)  # fmt: skip


def quantities(normal: str) -> list[Mention]:
    """Links, days, times, rates and numbers of a normalised text, in order and disjoint."""
    found: list[Mention] = []
    text = Anchors(normal)
    for find in _FINDERS:
        found += [one for one in find(text) if text.take(one.start, one.end)]
    found.sort(key=lambda mention: mention.start)
    return list(in_context(_in_tables(normal, found)))


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
