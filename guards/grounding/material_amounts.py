"""Whether the material says an amount: the same in any notation, or rounded and said so."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from guards.grounding.traceable import BARE, CELL, OTHER, RATE, Amount, Hedge, Trend
from guards.grounding.units import LOOSE, NEVER_BARE

# 約1.2億円 may stand for what is this far off, and for no more than half its last digit.
_ROUGHLY = Decimal("0.1")
# 1億円超 may stand for this many times as much, 1億円弱 for no less than this part of it.
_MOST_OVER = Decimal("1.5")
_MOST_UNDER = Decimal("0.8")
# 33% for a third.
_OF_A_FRACTION = Decimal("0.02")
_LONGEST_RATE = 6
_ENGLISH_POINTS = "steps"


class Place(NamedTuple):
    """A half-open place in the normalised text of a source."""

    source: int
    start: int
    end: int


class _Entry(NamedTuple):
    value: Decimal
    place: Place
    trend: Trend
    hedge: Hedge = Hedge.NONE


class Amounts:
    """The amounts of the material, by unit and by value."""

    def __init__(self) -> None:
        self._by_value: defaultdict[str, list[_Entry]] = defaultdict(list)
        self._by_written: defaultdict[str, list[_Entry]] = defaultdict(list)
        self._by_digits: dict[tuple[int, ...], list[tuple[str, Place]]] = defaultdict(list)
        self._sorted = True

    def learn(self, amount: Amount, place: Place) -> None:
        """A source says this."""
        for value, trend in _ways_to_say(amount):
            self._by_value[amount.unit].append(_Entry(value, place, trend, amount.hedge))
        self._by_written[amount.unit].append(
            _Entry(amount.written, place, amount.trend, amount.hedge)
        )
        self._by_digits[_digits(amount.written)].append((amount.unit, place))
        self._sorted = False

    def counts_in(self, unit: str) -> bool:
        """Whether anything is said in this unit."""
        return unit in self._by_value

    def trace(self, amount: Amount) -> Iterator[Place]:
        """Where the material says the same."""
        for entry in self._same_unit(amount):
            if _agree(amount.trend, entry.trend) and not _is_limit(entry, amount.value):
                yield entry.place
        for unit in self._by_written:
            if unit != amount.unit and may_mean(amount.unit, unit):
                low, high = _bounds(amount, amount.written, amount.step_written)
                found = self._between(self._by_written[unit], low, high)
                yield from (e.place for e in found if not _is_limit(e, amount.written))

    def same_number(self, amount: Amount) -> Iterator[Place]:
        """Where the same number stands for something else: 350名 for 350社."""
        for unit, entries in list(self._by_written.items()):
            if unit != amount.unit:
                found = self._between(entries, amount.written, amount.written)
                yield from (entry.place for entry in found)

    def other_way(self, amount: Amount) -> Iterator[Place]:
        """Where a rate goes the other way."""
        return (entry.place for entry in self._same_unit(amount))

    def same_digits(self, amount: Amount) -> Iterator[Place]:
        """Where the same digits are scaled otherwise: 1.2億円 for 1.2万円."""
        if not amount.written:
            return iter(())
        return (
            place for unit, place in self._by_digits.get(_digits(amount.written), ())
            if unit == amount.unit
        )  # fmt: skip

    def rounded(self, amount: Amount) -> Iterator[Place]:
        """Where this would be a rounding, if it said so."""
        if amount.hedge:
            return iter(())
        half = amount.step / 2
        low, high = amount.value - half, amount.value + half
        found = self._between(self._sort()._by_value.get(amount.unit, []), low, high)
        limit = abs(amount.value) * _ROUGHLY
        return (e.place for e in found if abs(e.value - amount.value) <= limit)

    def closest(self, amount: Amount, *, count: int = 3) -> list[Place]:
        """Up to `count` places of the same unit, closest in value first."""
        entries = self._sort()._by_value.get(amount.unit, [])
        at = bisect_left(entries, amount.value, key=_value)
        around = entries[max(0, at - count) : at + count]
        around.sort(key=lambda entry: abs(entry.value - amount.value))
        return list(dict.fromkeys(entry.place for entry in around))[:count]

    def _same_unit(self, amount: Amount) -> Iterator[_Entry]:
        low, high = _bounds(amount, amount.value, amount.step)
        yield from self._between(self._sort()._by_value.get(amount.unit, []), low, high)
        if amount.unit == RATE and not amount.hedge:
            limit = min(amount.step / 2, amount.value * _OF_A_FRACTION)
            near = self._between(
                self._by_value.get(RATE, []), amount.value - limit, amount.value + limit
            )
            yield from (entry for entry in near if _is_fraction(entry.value))

    def _between(self, entries: list[_Entry], low: Decimal, high: Decimal) -> Iterator[_Entry]:
        self._sort()
        first = bisect_left(entries, low, key=_value)
        return islice(entries, first, bisect_right(entries, high, key=_value))

    def _sort(self) -> "Amounts":
        if not self._sorted:
            for entries in (*self._by_value.values(), *self._by_written.values()):
                entries.sort(key=_value)
            self._sorted = True
        return self


def may_mean(said: str, known: str) -> bool:
    """Whether a number that is `said` in one unit may be one that is `known` in another.

    A table says its unit in the header, so a bare number may be an amount; never a rate.
    """
    if CELL in (said, known):
        return BARE in (said, known) and said != known and known == CELL
    if {said, known} == {_ENGLISH_POINTS, "point"}:
        return True
    if BARE in (said, known):
        return not {said, known} & NEVER_BARE
    return (said in LOOSE and is_counted(known)) or (known in LOOSE and is_counted(said))


def is_counted(unit: str) -> bool:
    """Whether this unit counts things, rather than measuring them."""
    return unit in COUNTED or unit.startswith(OTHER)


_COUNTS = (
    "people firms shops cases times items marks places countries counted steps letters floors "
    "seats rank"
)
COUNTED = frozenset(_COUNTS.split())


def _ways_to_say(amount: Amount) -> Iterator[tuple[Decimal, Trend]]:
    """20%増 is also a level of 120%; 30%オフ one of 70%; a level of 120% also 20%増."""
    value, trend = amount.value, amount.trend
    yield value, trend
    if amount.unit != RATE:
        return
    if trend is Trend.UP:
        yield 1 + value, Trend.LEVEL
    elif trend is Trend.DOWN and value < 1:
        yield 1 - value, Trend.LEVEL
    elif trend is Trend.LEVEL and value != 1:
        yield abs(value - 1), Trend.UP if value > 1 else Trend.DOWN


def _is_limit(known: _Entry, said: Decimal) -> bool:
    """Whether the material says a limit (3,980円以上), which no rounding may move."""
    return known.hedge in (Hedge.OVER, Hedge.UNDER) and known.value != said


def _agree(said: Trend, known: Trend) -> bool:
    return said is known or Trend.PLAIN in (said, known)


def _bounds(amount: Amount, value: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """What the number may stand for, given what it says about how exact it is."""
    if amount.hedge is Hedge.ABOUT:
        off = min(abs(step) / 2, abs(value) * _ROUGHLY)
        return value - off, value + off
    if amount.hedge is Hedge.OVER:
        return value, min(value + step, value * _MOST_OVER)
    if amount.hedge is Hedge.UNDER:
        return max(value - step, value * _MOST_UNDER), value
    return value, value


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _is_fraction(value: Decimal) -> bool:
    return len(_digits(value)) > _LONGEST_RATE


def _value(entry: _Entry) -> Decimal:
    return entry.value
