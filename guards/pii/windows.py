"""Where in a text a pattern could match at all: windows around digits and literals.

A match lies wholly inside one window, so that searching the windows finds what searching the
text would find. A paragraph without a digit then costs a phone number's pattern nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import add

from guards.pii.needs import FIRST_CJK, Needs, fold

Window = tuple[int, int]
_DIGITS = re.compile("[0-9]+")
_CJK = re.compile(f"[{chr(FIRST_CJK)}-\U0010ffff]")
# Needs are rounded to these, fewer digits and more width, so that patterns share their windows.
_COUNTS = (1, 2, 3, 4, 6, 7, 9, 10, 12, 13, 15)
_WIDTHS = (8, 12, 16, 24, 32, 64, 96, 128, 256, 512, 1024, 2048)


class Literals:
    """All literals that some patterns need, looked for in one pass over a text."""

    def __init__(self, needs: Iterable[Needs]) -> None:
        self._by_start: defaultdict[str, set[tuple[bool, str]]] = defaultdict(set)
        for each in needs:
            for literal in each.literals:
                self._by_start[fold(literal)[:2]].add((each.folded, literal))
        self._starts = frozenset(self._by_start)

    def within(self, text: str, folded: str) -> dict[bool, frozenset[str]]:
        """Those in the text as it is (False), and those in it once folded (True)."""
        starts = self._starts & {*map(add, folded, folded[1:]), *folded}
        possible = [each for start in starts for each in self._by_start[start]]
        texts = {False: text, True: folded}
        return {
            folds: frozenset(
                literal for f, literal in possible if f is folds and literal in texts[folds]
            )
            for folds in texts
        }


class Landscape:
    """What stands where in one text; each thing is looked up once for all patterns."""

    def __init__(self, text: str, literals: Literals) -> None:
        self._text = text
        self._folded = fold(text)
        self._present = literals.within(text, self._folded)
        self._runs = [match.span() for match in _DIGITS.finditer(text)]
        self._digits = sum(end - start for start, end in self._runs)
        self._cjk = _CJK.search(text) is not None
        self._groups: dict[int, list[tuple[int, int]]] = {}
        self._around_digits: dict[tuple[int, int], list[Window]] = {}

    def windows(self, needs: Sequence[Needs]) -> list[Window]:
        """Disjoint (start, end) in order; none where the text lacks what is needed."""
        for each in needs:
            if (
                each.digits > self._digits
                or (each.literals and each.literals.isdisjoint(self._present[each.folded]))
                or (each.cjk and not self._cjk)
            ):
                return []
        windows = [(0, len(self._text))]
        for each in needs:
            if each.digits and each.width is not None:
                windows = _common(windows, self._near_digits(each.digits, each.width))
            if each.literals and each.width is not None and windows:
                windows = _common(windows, self._near_literals(each, each.width))
        return windows

    def _near_digits(self, count: int, width: int) -> list[Window]:
        """Around every `count` digits that may stand within `width` of each other."""
        count = _COUNTS[bisect_right(_COUNTS, count) - 1]
        width = _WIDTHS[bisect_left(_WIDTHS, width)]
        known = self._around_digits.get((count, width))
        if known is None:
            # A match holds the last digit of the group's first run and the first of its last.
            close = [
                (last + 1 - width, first - 1 + width)
                for first, last in self._grouped(count)
                if last - first < width
            ]
            known = self._around_digits[count, width] = self._merged(close)
        return known

    def _grouped(self, count: int) -> list[tuple[int, int]]:
        """For each run of digits, its end, and where the run begins that makes `count` of them."""
        known = self._groups.get(count)
        if known is None:
            known, at, held = [], 0, 0
            for start, end in self._runs:
                while held < count and at < len(self._runs):
                    held += self._runs[at][1] - self._runs[at][0]
                    at += 1
                if held < count:
                    break
                known.append((end, self._runs[at - 1][0]))
                held -= end - start
            self._groups[count] = known
        return known

    def _near_literals(self, needs: Needs, width: int) -> list[Window]:
        text = self._folded if needs.folded else self._text
        # Where a letter folds to two, places in the one are not places in the other.
        if len(text) != len(self._text):
            return [(0, len(self._text))]
        present = needs.literals & self._present[needs.folded]
        return self._merged((at + 1 - width, at + width) for at in sorted(_places(text, present)))

    def _merged(self, windows: Iterable[Window]) -> list[Window]:
        """Joined where they touch, and clipped to the text; they begin and end in order."""
        merged: list[Window] = []
        first, last = 0, -1
        for start, end in windows:
            if start > last:
                if last >= 0:
                    merged.append((first, last))
                first = max(0, start)
            last = end
        return [*merged, (first, min(last, len(self._text)))] if last >= 0 else merged


def _places(text: str, literals: Iterable[str]) -> Iterator[int]:
    for literal in literals:
        at = text.find(literal)
        while at >= 0:
            yield at
            at = text.find(literal, at + 1)


def _common(left: Sequence[Window], right: Sequence[Window]) -> list[Window]:
    """What both cover."""
    if len(left) == 1 and right and left[0][0] <= right[0][0] and right[-1][1] <= left[0][1]:
        return list(right)
    common = []
    a = b = 0
    while a < len(left) and b < len(right):
        start, end = max(left[a][0], right[b][0]), min(left[a][1], right[b][1])
        if start < end:
            common.append((start, end))
        if left[a][1] < right[b][1]:
            a += 1
        else:
            b += 1
    return common
