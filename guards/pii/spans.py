"""Hits and how overlapping ones are settled."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from guards.pii.labels import ORDER

_NOBODY: Mapping[str, int] = MappingProxyType({})


class Hit(NamedTuple):
    """A labelled half-open span of normalised text, and what its score is made of."""

    start: int
    end: int
    label: str
    score: float
    parts: tuple[tuple[str, float], ...] = ()


def resolve(hits: Iterable[Hit], *, yields: Mapping[str, int] = _NOBODY) -> list[Hit]:
    """The hits without overlaps, in text order, whatever order they came in.

    A label that `yields` more (which a rulebook allows, say) wins only where no other was found.
    Among equals the longer wins, then the higher score, then the label declared first. What
    sticks out of a winner stays a hit of its own, so that nothing found is ever uncovered.
    """
    ranked = sorted(
        set(hits),
        key=lambda hit: (
            yields.get(hit.label, 0),
            hit.start - hit.end,
            -hit.score,
            ORDER.get(hit.label, len(ORDER)),
            hit.start,
            hit.label,
            hit.parts,
        ),
    )
    kept: list[Hit] = []
    taken = _Taken()
    for hit in ranked:
        for start, end in taken.free(hit.start, hit.end):
            kept.append(hit._replace(start=start, end=end))
        taken.add(hit.start, hit.end)
    return sorted(kept)


def within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of `spans`, which are in order and disjoint, covers [start, end)."""
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return at >= 0 and end <= spans[at][1]


class _Taken:
    """Disjoint taken spans, sorted, with a binary search for what is free."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def free(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of [start, end) that nobody has taken."""
        at = bisect_right(self._ends, start)
        parts = []
        while at < len(self._starts) and self._starts[at] < end:
            if start < self._starts[at]:
                parts.append((start, self._starts[at]))
            start = self._ends[at]
            at += 1
        return [*parts, (start, end)] if start < end else parts

    def add(self, start: int, end: int) -> None:
        """Take [start, end), joined with what it touches."""
        first = bisect_left(self._ends, start)
        last = bisect_right(self._starts, end)
        if first < last:
            start = min(start, self._starts[first])
            end = max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]
