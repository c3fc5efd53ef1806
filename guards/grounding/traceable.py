"""What a text says that must be traceable: amounts, days, times, links, names, quotations.

A mention may be read in more than one way (`1/3` is a day and a third); it is traced when one of
its readings is. Places are half-open, in normalised text.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is traced; the value is the label of its finding."""

    NUMBER = "NUMBER"
    DATE = "DATE"
    TIME = "TIME"
    LINK = "LINK"
    NAME = "NAME"
    QUOTATION = "QUOTATION"


class Hedge(StrEnum):
    """How far a number says that it is not exact: 約, 超, 弱."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Trend(StrEnum):
    """What a rate does: 20%増 goes up, 30%オフ down, 前年比120% and 1.2倍 say the level reached."""

    PLAIN = ""
    UP = "up"
    DOWN = "down"
    LEVEL = "level"


# The unit of a rate: 20%, 2割, 1/5 and 0.2倍 all have the value 0.2.
RATE = "rate"
# The unit of what says none.
BARE = ""
# 3滴, 4曲: counted with a word that no list has.
OTHER = "other:"
# A cell as it is written, when its column says a unit: only another bare number is the same.
CELL = "cell"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number. `value` is in the base of its `unit` (90分 → 5400 s), `written` as it is said,
    scale included (1.2億 → 120000000)."""

    value: Decimal
    unit: str
    written: Decimal
    hedge: Hedge = Hedge.NONE
    trend: Trend = Trend.PLAIN

    @property
    def step_written(self) -> Decimal:
        """What one more in the last digit that is said would be: 1.2億 → 10000000."""
        exponent = self.written.normalize().as_tuple().exponent
        return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)

    @property
    def step(self) -> Decimal:
        """The same in the base of the unit."""
        last = self.step_written
        return last * (self.value / self.written) if self.written else last


class Day(NamedTuple):
    """A day, or as much of it as is said. `part` is Q1…Q4, H1, H2, or early, mid, late, end."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


class Weekday(NamedTuple):
    """A day of the week, Monday is 0."""

    number: int


class Relative(NamedTuple):
    """来年, last month: `unit` is year, month, week or day, `steps` how many from now."""

    unit: str
    steps: int


class Clock(NamedTuple):
    """A time of day; `sure` when morning and afternoon are told apart."""

    hour: int
    minute: int
    sure: bool = True


class Word(NamedTuple):
    """Something that counts as it is written: a code, an address, a name, a quotation.

    `japanese` when it stands in a Japanese form: Minato社, Smithさん. `known` when all that it is
    called in the other language is among the readings, too.
    """

    text: str
    japanese: bool = False
    known: bool = False


Reading = Amount | Day | Weekday | Relative | Clock | Word


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that says one thing. What is no `claim` only tells what a source says.

    `weekday` is the one that is written beside a day. A `weak` one is a small count, which may be
    the draft's own: it claims something only where the material counts in the same unit.
    """

    kind: Kind
    start: int
    end: int
    readings: tuple[Reading, ...]
    claim: bool = True
    weekday: int | None = None
    weak: bool = False

    def also(self, *readings: Reading) -> "Mention":
        """This mention with more ways to read it."""
        new = tuple(reading for reading in readings if reading not in self.readings)
        return replace(self, readings=self.readings + new) if new else self
