"""Whether the material says a day: all that is said of it, and no other weekday."""

from collections.abc import Iterator
from datetime import date

from guards.grounding.material_amounts import Place
from guards.grounding.traceable import Clock, Day, Relative, Weekday

_UNITS = ("year", "month", "day")
# 2月末 may be the 28th.
_FIRST_OF_THE_END = 28


class Days:
    """The days, weekdays and times of day of the material."""

    def __init__(self) -> None:
        self._days: dict[Day, Place] = {}
        self._said: list[tuple[Day, Place]] = []
        self._weekdays: dict[Day, set[int]] = {}
        self._all_weekdays: set[int] = set()
        self._relatives: set[Relative] = set()
        self._units: set[str] = set()
        self._clocks: dict[Clock, Place] = {}
        self._dial: set[tuple[int, int]] = set()
        self._unsure: set[tuple[int, int]] = set()

    def learn(self, day: Day, place: Place, weekday: int | None = None) -> None:
        """A source says this day, and so every way to say less of it."""
        self._said.append((day, place))
        self._units |= {unit for unit, said in zip(_UNITS, day, strict=False) if said is not None}
        if day.day is not None:
            self._units.add("week")
        for reading in _less(day):
            self._days.setdefault(reading, place)
            known = {weekday} if weekday is not None else _calendar(day)
            if reading.day is not None:
                self._weekdays.setdefault(reading, set()).update(known)
            self._all_weekdays |= known

    def learn_weekday(self, weekday: Weekday) -> None:
        self._all_weekdays.add(weekday.number)

    def learn_relative(self, relative: Relative) -> None:
        self._relatives.add(relative)

    def learn_clock(self, clock: Clock, place: Place) -> None:
        on_the_dial = (clock.hour % 12, clock.minute)
        self._clocks.setdefault(clock, place)
        self._dial.add(on_the_dial)
        if not clock.sure:
            self._unsure.add(on_the_dial)

    def close(self) -> None:
        """All is learnt: where only one year is named at all, days without one are of it."""
        years = {day.year for day, _ in self._said if day.year is not None}
        if len(years) == 1:
            year = years.pop()
            for day, place in list(self._said):
                if day.year is None and day.month is not None:
                    self.learn(day._replace(year=year), place)

    def has(self, day: Day) -> bool:
        return day in self._days

    def fits(self, day: Day, weekday: int) -> bool:
        """Whether the day may be this weekday: by what the material says, else by the calendar."""
        known = self._weekdays.get(day) or _calendar(day)
        return weekday in known

    def has_weekday(self, weekday: Weekday) -> bool:
        return weekday.number in self._all_weekdays

    def has_relative(self, relative: Relative) -> bool:
        """The same word, or any explicit year (month, day) that it may stand for."""
        return relative in self._relatives or relative.unit in self._units

    def has_clock(self, clock: Clock) -> bool:
        """The same time; 5時 may be either half of the day, on either side."""
        on_the_dial = (clock.hour % 12, clock.minute)
        if not clock.sure:
            return on_the_dial in self._dial
        return clock in self._clocks or on_the_dial in self._unsure

    def closest(self, day: Day, *, count: int = 3) -> list[tuple[Day, Place]]:
        """Up to `count` days of the material that differ least."""
        ranked = sorted(
            (pair for pair in self._said if _shared(day, pair[0]) or _alike(day, pair[0])),
            key=lambda pair: (-_shared(day, pair[0]), _distance(day, pair[0])),
        )
        places: dict[Place, Day] = {}
        for other, place in ranked:
            places.setdefault(place, other)
        return [(other, place) for place, other in places.items()][:count]

    def closest_clocks(self, clock: Clock, *, count: int = 3) -> list[Place]:
        """Up to `count` times of the material, closest first."""
        minutes = clock.hour * 60 + clock.minute
        ranked = sorted(
            self._clocks.items(), key=lambda pair: abs(pair[0].hour * 60 + pair[0].minute - minutes)
        )
        return list(dict.fromkeys(place for _, place in ranked))[:count]


def _less(day: Day) -> Iterator[Day]:
    """The day and each way to say less of it."""
    year, month, date_, part = day
    parts = {part, ""} | (_thirds(date_) if date_ and month else set())
    for some in parts:
        for y in {year, None}:
            if date_ is not None and some in ("", part):
                yield Day(y, month, date_, some)
            if month is not None:
                yield Day(y, month, None, some)
            elif date_ is None and (y is not None or some):
                yield Day(y, None, None, some)
    if date_ is not None:
        yield Day(None, None, date_)
    if year is not None:
        yield Day(year)


def _thirds(day: int) -> set[str]:
    if day >= _FIRST_OF_THE_END:
        return {"late", "end"}
    return {"early" if day <= 10 else "mid" if day <= 20 else "late"}


def _calendar(day: Day) -> set[int]:
    if day.year is None or day.month is None or day.day is None:
        return set()
    try:
        return {date(day.year, day.month, day.day).weekday()}
    except ValueError:
        return set()


def _shared(one: Day, other: Day) -> int:
    return sum(a == b and a not in (None, "") for a, b in zip(one, other, strict=True))


def _alike(one: Day, other: Day) -> bool:
    """Whether the other says all that is said of this: a year, a month."""
    said = [place for place, part in enumerate(one) if part not in (None, "")]
    return all(other[place] not in (None, "") for place in said)


def _distance(one: Day, other: Day) -> int:
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    weights = (366, 31, 1)
    return sum(
        abs(a - b) * weight
        for (a, b), weight in zip(parts, weights, strict=True)
        if a is not None and b is not None
    )
