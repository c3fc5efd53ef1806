"""The material, read once: whether it says what a draft says, and what comes closest.

What is not said has a difference in words: another digit, scale or unit, another day, a rounding
that nobody mentioned.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from guards.grounding.alike_names import alike_names, kind_of
from guards.grounding.amounts import LARGEST_COUNT
from guards.grounding.anchors import Anchors
from guards.grounding.codes import prefix
from guards.grounding.latin_names import latin_names
from guards.grounding.listed_names import listed, listed_names
from guards.grounding.material_amounts import Amounts, Place
from guards.grounding.material_days import Days
from guards.grounding.material_words import Words
from guards.grounding.places import places
from guards.grounding.proper_names import names
from guards.grounding.quantities import quantities
from guards.grounding.quotations import quotations
from guards.grounding.readings import Readings
from guards.grounding.traceable import (
    BARE,
    CELL,
    Amount,
    Clock,
    Day,
    Kind,
    Mention,
    Relative,
    Weekday,
    Word,
)
from guards.normalise import Text
from guards.verdict import Near

MOST_NEAR = 3
# Who reads a draft with more untraced claims than these needs no candidates for the rest, and
# looking for them all would not be linear.
MOST_COMPARED = 200


class Difference(StrEnum):
    """What is different between what a draft says and what comes closest in the material."""

    NO_MATERIAL = "no_material"
    NOTHING = "nothing"
    UNCOMPARED = "uncompared"
    VALUE = "value"
    SCALE = "scale"
    UNIT = "unit"
    ROUNDED = "rounded"
    DIRECTION = "direction"
    YEAR = "year"
    DAY = "day"
    WEEKDAY = "weekday"
    ADDRESS = "address"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Trace:
    """What is not in the material: how it differs from the nearest places there."""

    difference: Difference
    near: tuple[Near, ...] = ()


class Material:
    """What the sources say, as values."""

    def __init__(self, sources: Sequence[str], readings: Readings) -> None:
        self._texts = tuple(Text.of(source) for source in sources)
        self._amounts = Amounts()
        self._days = Days()
        self._words = Words(text.normal for text in self._texts)
        for number, text in enumerate(self._texts):
            for mention in readings.of(text.normal):
                self._learn(mention, Place(number, mention.start, mention.end))
        self._days.close()
        self._names_read = False
        self._kinds: set[str] = set()
        self._compared = 0

    def trace(self, mention: Mention) -> Trace | None:
        """None where the material says this, or where it claims nothing; else what is different."""
        if not mention.claim or self._says(mention) or self._is_own(mention):
            return None
        if not any(text.normal.strip() for text in self._texts):
            return Trace(Difference.NO_MATERIAL)
        self._compared += 1
        if self._compared > MOST_COMPARED:
            return Trace(Difference.UNCOMPARED)
        difference, places = self._closest(mention)
        return Trace(difference, tuple(self._near(place) for place in places[:MOST_NEAR]))

    def _is_own(self, mention: Mention) -> bool:
        """Whether this is a small count in a unit, or a word of a kind, that the material lacks."""
        if not mention.weak:
            return False
        if mention.kind is Kind.NAME:
            self._read_names()
            return not any(
                isinstance(reading, Word) and kind_of(reading.text) in self._kinds
                for reading in mention.readings
            )
        return not any(
            isinstance(reading, Amount) and self._amounts.counts_in(reading.unit)
            for reading in mention.readings
        )

    def _near(self, place: Place) -> Near:
        return Near(place.source, *self._texts[place.source].span(place.start, place.end))

    def _learn(self, mention: Mention, place: Place) -> None:
        for reading in mention.readings:
            if isinstance(reading, Amount):
                self._amounts.learn(reading, place)
            elif isinstance(reading, Day):
                self._days.learn(reading, place, mention.weekday)
            elif isinstance(reading, Clock):
                self._days.learn_clock(reading, place)
            elif isinstance(reading, Weekday):
                self._days.learn_weekday(reading)
            elif isinstance(reading, Relative):
                self._days.learn_relative(reading)
            elif mention.kind is Kind.LINK:
                self._words.learn_link(reading.text, place)
            else:
                self._words.learn_code(reading.text, place)

    def _says(self, mention: Mention) -> bool:
        if mention.weekday is not None and not self._fits(mention):
            return False
        return any(
            self._says_one(mention, reading)
            for reading in mention.readings
            if not (isinstance(reading, Amount) and reading.unit == CELL)
        )

    def _fits(self, mention: Mention) -> bool:
        """Whether the weekday that is written beside a day may be its."""
        said = [r for r in mention.readings if isinstance(r, Day) and self._days.has(r)]
        return any(self._days.fits(day, mention.weekday or 0) for day in said) or not said

    def _says_one(self, mention: Mention, reading: object) -> bool:
        match reading:
            case Amount():
                return next(self._amounts.trace(reading), None) is not None
            case Day():
                return self._days.has(reading)
            case Clock():
                return self._days.has_clock(reading)
            case Weekday():
                return self._days.has_weekday(reading)
            case Relative():
                return self._days.has_relative(reading)
            case Word():
                return self._says_word(mention.kind, reading)
        raise TypeError(type(reading).__name__)

    def _says_word(self, kind: Kind, word: Word) -> bool:
        text = word.text
        if kind is Kind.LINK:
            return self._words.has_link(text)
        if kind is Kind.NAME:
            self._read_names()
            if word.known:
                return self._words.has_word(text)
            return self._words.has_name(text, japanese=word.japanese)
        if kind is Kind.QUOTATION:
            return self._words.has_quotation(text)
        return self._words.has_code(text) or self._numbers_itself(text)

    def _numbers_itself(self, code: str) -> bool:
        """Plan2, Day3: a draft numbers its own, unless the material counts with these letters."""
        letters = prefix(code)
        digits = code[len(letters) :]
        counts = letters and digits.isdigit() and int(digits[:4]) <= LARGEST_COUNT
        return bool(counts) and not self._words.has_prefix(letters)

    def _closest(self, mention: Mention) -> tuple[Difference, list[Place]]:
        reading = mention.readings[0]
        if isinstance(reading, Amount):
            return self._closest_amount(reading)
        if isinstance(reading, Day):
            return self._closest_day(mention, reading)
        if isinstance(reading, Clock):
            places = self._days.closest_clocks(reading)
            return (Difference.VALUE if places else Difference.NOTHING), places
        if not isinstance(reading, Word):
            return Difference.NOTHING, []
        if mention.kind is Kind.LINK:
            places = self._words.closest_links(reading.text)
            return (Difference.ADDRESS if places else Difference.NOTHING), places
        self._read_names()
        places = self._words.closest(mention.kind.value, reading.text)
        return (Difference.WORDING if places else Difference.NOTHING), places

    def _closest_amount(self, amount: Amount) -> tuple[Difference, list[Place]]:
        closest = self._amounts.closest(amount)
        ways = (
            (Difference.DIRECTION, self._amounts.other_way(amount)),
            (Difference.ROUNDED, self._amounts.rounded(amount)),
            (Difference.SCALE, self._amounts.same_digits(amount)),
            (Difference.UNIT, self._amounts.same_number(amount)),
        )
        for difference, found in ways:
            first = _first(found)
            if first and (amount.unit != BARE or difference is not Difference.UNIT):
                return difference, _first(chain(first, closest))
        return (Difference.VALUE if closest else Difference.NOTHING), closest

    def _closest_day(self, mention: Mention, day: Day) -> tuple[Difference, list[Place]]:
        closest = self._days.closest(day)
        places = [place for _, place in closest]
        if mention.weekday is not None and self._days.has(day):
            return Difference.WEEKDAY, places
        if not closest:
            return Difference.NOTHING, []
        other = closest[0][0]
        only_the_year = day.month is None and day.day is None and not day.part
        same_day = other[1:] == day[1:]
        return (Difference.YEAR if same_day or only_the_year else Difference.DAY), places

    def _read_names(self) -> None:
        """The names and quotations of the material: only asked for when one is not found."""
        if self._names_read:
            return
        self._names_read = True
        for number, text in enumerate(self._texts):
            for mention in chain(_all_names(Anchors(text.normal)), quotations(text.normal)):
                place = Place(number, mention.start, mention.end)
                for reading in mention.readings:
                    if isinstance(reading, Word):
                        self._words.learn_word(mention.kind.value, reading.text, place)
                        self._kinds.add(kind_of(reading.text))
        self._kinds.discard("")


def _first(places: Iterable[Place]) -> list[Place]:
    """The first few, each once."""
    found: dict[Place, None] = {}
    for place in places:
        found[place] = None
        if len(found) == MOST_NEAR:
            break
    return list(found)


def claims(normal: str) -> Iterator[Mention]:
    """All that a draft says and has to be traced: quantities, names and quotations.

    A quantity inside a name or a quotation is traced on its own.
    """
    text = Anchors(normal)
    counted = {found.count_at for found in listed(text) if found.is_full}
    yield from (said for said in quantities(normal) if said.start not in counted)
    yield from _all_names(text)
    yield from quotations(normal)


def _all_names(text: Anchors) -> Iterator[Mention]:
    """The surest first: what they take is no name of the others."""
    for find in (names, listed_names, places, latin_names, alike_names):
        yield from (name for name in find(text) if text.take(name.start, name.end))
