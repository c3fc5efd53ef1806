"""Where a text may say something, found in one pass: digits, and words in Latin letters.

Sixty patterns over every character cost more than all that they find. So each is only tried
where digits are followed by what it needs, or near a word that it can't do without.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = re.compile(
    r"[0-9]+(?P<after>.?)|[〇一二三四五六七八九十百千]{1,4}(?P<kanji>[年月日時割分半週人か〜])",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A pattern and where to try it: at digits that one of `digits` follows, and around `words`
    (small letters) and `parts` (as they are), `back` and `ahead` characters from their start."""

    pattern: re.Pattern[str]
    digits: str = ""
    words: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    back: int = 0
    ahead: int = 0
    trigger: re.Pattern[str] | None = None


def anchored(
    pattern: str,
    *,
    digits: str = "",
    words: str = "",
    parts: str = "",
    back: int = 0,
    ahead: int = 40,
    flags: re.RegexFlag = re.IGNORECASE,
    trigger: str = "",
) -> Anchored:
    """`words` and `parts` as lists with spaces between; `trigger` finds more such places."""
    return Anchored(
        re.compile(pattern, flags),
        digits,
        frozenset(words.split()),
        tuple(parts.split()),
        back,
        ahead,
        re.compile(trigger) if trigger else None,
    )


class Anchors:
    """The digits and Latin words of one normalised text, and what of it is read already."""

    def __init__(self, normal: str) -> None:
        self.normal = normal
        self._taken = bytearray(len(normal))
        self._digits: dict[str, list[int]] = {}
        for match in _DIGITS.finditer(normal):
            after = match["after"] or match["kanji"] or ""
            self._digits.setdefault(after, []).append(match.start())
        self._words: dict[str, list[int]] = {}
        for word in _WORD.finditer(normal):
            self._words.setdefault(word[0].lower(), []).append(word.start())

    def take(self, start: int, end: int) -> bool:
        """Take [start, end) for one reading; False where part of it is taken."""
        if 1 in self._taken[start:end]:
            return False
        self._taken[start:end] = b"\1" * (end - start)
        return True

    def is_free(self, place: int) -> bool:
        """Whether nobody has read this character."""
        return not self._taken[place]

    def places_of(self, word: str) -> tuple[int, ...]:
        """Where this Latin word (in small letters) begins."""
        return tuple(self._words.get(word, ()))

    def find(self, *rows: Anchored) -> Iterator[re.Match[str]]:
        """The matches of each row, in the order of the rows."""
        for row in rows:
            if row.digits:
                yield from self._at_digits(row)
            if row.words or row.parts or row.trigger:
                yield from self._around(row)

    def _at_digits(self, row: Anchored) -> Iterator[re.Match[str]]:
        match_at, normal = row.pattern.match, self.normal
        for character in row.digits:
            for start in self._digits.get(character, ()):
                if match := match_at(normal, start):
                    yield match

    def _around(self, row: Anchored) -> Iterator[re.Match[str]]:
        places = [at for word in row.words for at in self._words.get(word, ())]
        for part in row.parts:
            places.extend(self._places_of(part))
        if row.trigger is not None:
            places.extend(match.start() for match in row.trigger.finditer(self.normal))
        for start, end in _merged(sorted(places), row.back, row.ahead):
            yield from row.pattern.finditer(self.normal, start, end)

    def _places_of(self, part: str) -> Iterator[int]:
        at = self.normal.find(part)
        while at >= 0:
            yield at
            at = self.normal.find(part, at + len(part))


def _merged(places: list[int], back: int, ahead: int) -> Iterator[tuple[int, int]]:
    """The neighbourhoods of these places, overlapping ones as one: no character is read twice."""
    start, end = 0, -1
    for place in places:
        if place - back > end:
            if end >= 0:
                yield start, end
            start = max(0, place - back)
        end = place + ahead
    if end >= 0:
        yield start, end
