"""A possible name and what its score is made of."""

from collections.abc import Iterable
from typing import NamedTuple

Parts = tuple[tuple[str, float], ...]
_SUREST = 0.95


class FoundName(NamedTuple):
    """A half-open span, a score 0..1 and the named shares that make it up."""

    start: int
    end: int
    score: float
    parts: Parts


def weigh(
    start: int, end: int, shares: Iterable[tuple[str, float]], *, least: float = 0.0
) -> FoundName:
    """The name at this place, scored by the sum of its shares, but not under `least`."""
    parts = tuple(shares)
    total = 0.0
    for _, share in parts:
        total += share
    return FoundName(start, end, round(min(_SUREST, max(least, total, 0.0)), 3), parts)
