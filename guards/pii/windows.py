"""Where in a text a pattern could match at all: windows around digits and literals.

A match lies wholly inside one window, so that searching the windows finds what searching the
text would find. A paragraph without a digit then costs a phone number's pattern nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from guards.pii.needs import Needs, fold

Window = tuple[int, int]
_DIGITS = re.compile("[0-9]+")


class Landscape:
    """What stands where in one text; each thing is looked up once for all patterns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = fold(text)
        self.chars = frozenset(text)
        self.folded_chars = frozenset(self._folded)
        self._digits = [at for m in _DIGITS.finditer(text) for at in range(m.start(), m.end())]
        self._around_digits: dict[tuple[int, int], list[Window]] = {}

    @property
    def digits(self) -> int:
        """How many ASCII digits there are."""
        return len(self._digits)

    def windows(self, needs: Needs) -> list[Window]:
        """Disjoint (start, end) in order; none where the text lacks what is needed."""
        present = self._present(needs)
        if needs.digits > self.digits or (needs.literals and not present):
            return []
        if needs.width is None:
            return [(0, len(self._text))]
        near_digits = self._near_digits(needs.digits, needs.width) if needs.digits else None
        near_literals = self._near_literals(present, needs.width, folded=needs.folded)
        if near_digits is None or near_literals is None:
            return near_digits or near_literals or [(0, len(self._text))]
        return list(_common(near_digits, near_literals))

    def _present(self, needs: Needs) -> list[str]:
        text = self._folded if needs.folded else self._text
        chars = self.folded_chars if needs.folded else self.chars
        return [each for each in needs.literals if each[0] in chars and each in text]

    def _near_digits(self, count: int, width: int) -> list[Window]:
        """Around every `count` digits that stand within `width` of each other."""
        known = self._around_digits.get((count, width))
        if known is None:
            close = (
                (last + 1 - width, first + width)
                for first, last in zip(self._digits, self._digits[count - 1 :], strict=False)
                if last - first < width
            )
            known = self._around_digits[count, width] = self._merged(close)
        return known

    def _near_literals(
        self, literals: Sequence[str], width: int, *, folded: bool
    ) -> list[Window] | None:
        text = self._folded if folded else self._text
        if not literals or len(text) != len(self._text):
            return None
        places = sorted(_places(text, literals))
        return self._merged((end - width, start + width) for start, end in places)

    def _merged(self, windows: Iterable[Window]) -> list[Window]:
        """Clipped to the text and joined where they touch; `windows` begin in order."""
        merged: list[Window] = []
        for start, end in windows:
            start, end = max(0, start), min(end, len(self._text))
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            else:
                merged.append((start, end))
        return merged


def _places(text: str, literals: Iterable[str]) -> Iterator[Window]:
    for literal in literals:
        at = text.find(literal)
        while at >= 0:
            yield at, at + len(literal)
            at = text.find(literal, at + 1)


def _common(left: Sequence[Window], right: Sequence[Window]) -> Iterator[Window]:
    """What both cover."""
    a = b = 0
    while a < len(left) and b < len(right):
        start, end = max(left[a][0], right[b][0]), min(left[a][1], right[b][1])
        if start < end:
            yield start, end
        if left[a][1] < right[b][1]:
            a += 1
        else:
            b += 1


def find_within(
    pattern: re.Pattern[str], text: str, windows: Iterable[Window], *, ahead: int
) -> Iterator[re.Match[str]]:
    """The matches that `pattern.finditer(text)` would give, from these windows alone."""
    for start, end in windows:
        for match in pattern.finditer(text, start, min(len(text), end + ahead)):
            if match.end() > end:
                break
            yield match
