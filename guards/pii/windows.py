"""Where in a text a pattern could match at all: windows around digits and literals.

A match lies wholly inside one window, so that searching the windows finds what searching the
text would find. A paragraph without a digit then costs a phone number's pattern nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import add

from guards.pii.literals import fold
from guards.pii.needs import FIRST_CJK, Needs, Starts

Window = tuple[int, int]
_DIGITS = re.compile("[0-9]+")
_ALNUM = re.compile("[0-9A-Za-z]+")
_ODD = re.compile("[\u017f\u0131\u212a\u0130]")
# Where more of a text than this is letters and digits, looking around them narrows nothing.
_SPARSE = 0.3
_CJK = re.compile(f"[{chr(FIRST_CJK)}-\U0010ffff]")
# Needs are rounded to these, fewer digits and more width, so that patterns share their windows.
_COUNTS = (1, 2, 4, 7, 9, 12, 15)
_WIDTHS = (16, 32, 64, 128, 256, 512, 1024, 2048)


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


class Runs:
    """Where characters of one kind stand in a row, and windows around groups of them."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._length = len(text)
        self._runs = [match.span() for match in pattern.finditer(text)]
        self._starts = [start for start, _ in self._runs]
        self.count = sum(end - start for start, end in self._runs)
        self._groups: dict[int, list[tuple[int, int]]] = {}
        self._near: dict[tuple[int, int], list[Window]] = {}

    def starts(self, first: int, last: int) -> list[int]:
        """Where those runs begin that begin in [first, last)."""
        begin, end = bisect_left(self._starts, first), bisect_left(self._starts, last)
        return self._starts[begin:end]

    def near(self, count: int, width: int) -> list[Window]:
        """Around every `count` of them that may stand within `width` of each other."""
        count = _COUNTS[bisect_right(_COUNTS, count) - 1]
        width = _WIDTHS[bisect_left(_WIDTHS, width)]
        known = self._near.get((count, width))
        if known is None:
            # A match holds the last character of the group's first run and the first of its last.
            close = [
                (last + 1 - width, first - 1 + width)
                for first, last in self._grouped(count)
                if last - first < width
            ]
            known = self._near[count, width] = merged(close, length=self._length)
        return known

    def _grouped(self, count: int) -> list[tuple[int, int]]:
        """For each run its end, and where the run begins with which there are `count`."""
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


# In a text of this many code points a pattern is sooner tried everywhere than places are found.
_SHORT = 300


class Landscape:
    """What stands where in one text; each thing is looked up once for all patterns."""

    def __init__(self, text: str, literals: Literals) -> None:
        self._text = text
        self._folded = fold(text)
        # Literals that are there as they are (False), and once folded (True).
        self.present = literals.within(text, self._folded)
        self._digits = Runs(_DIGITS, text)
        self._alnum = Runs(_ALNUM, text)
        self._cjk = _CJK.search(text) is not None
        # Among letters that fold out of ASCII, or to two, nothing is what and where it seems.
        self._plain = _ODD.search(text) is None
        self._sparse = self._plain and self._alnum.count < _SPARSE * len(text)

    def matches(self, pattern: re.Pattern[str], needs: Sequence[Needs]) -> Iterator[re.Match[str]]:
        """What `pattern.finditer(text)` would give; `needs[0]` are the pattern's own."""
        text, starts, ahead = self._text, needs[0].starts, needs[0].ahead
        runs = self._digits if starts is Starts.DIGITS else self._alnum
        at_runs = self._sparse and starts is not Starts.ANYWHERE
        for first, last in self.windows(needs):
            if at_runs:
                yield from _at(runs.starts(first, last), pattern, text)
                continue
            for match in pattern.finditer(text, first, last + ahead):
                if match.end() > last:
                    break
                yield match

    def windows(self, needs: Sequence[Needs]) -> list[Window]:
        """Disjoint (start, end) in order; none where the text lacks what is needed."""
        for each in needs:
            if (
                each.digits > self._digits.count
                or (each.alnum > self._alnum.count and self._plain)
                or (each.literals and each.literals.isdisjoint(self.present[each.folded]))
                or (each.cjk and not self._cjk)
            ):
                return []
        windows = [(0, len(self._text))]
        if len(self._text) <= _SHORT:
            return windows
        for each in needs:
            if each.width is not None:
                for near in self._near(each, each.width):
                    windows = _common(windows, near)
        return windows

    def _near(self, needs: Needs, width: int) -> Iterator[list[Window]]:
        if needs.digits:
            yield self._digits.near(needs.digits, width)
        if needs.alnum > 2 * needs.digits and self._sparse:
            yield self._alnum.near(needs.alnum, width)
        if needs.rare and self._plain:
            yield self._near_literals(needs, width)

    def _near_literals(self, needs: Needs, width: int) -> list[Window]:
        text = self._folded if needs.folded else self._text
        present = needs.literals & self.present[needs.folded]
        places = sorted(_places(text, present))
        return merged([(at + 1 - width, at + width) for at in places], length=len(text))


def _at(places: Iterable[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    done = 0
    for place in places:
        if place >= done and (match := pattern.match(text, place)) is not None:
            done = match.end()
            yield match


def merged(windows: Iterable[Window], *, length: int) -> list[Window]:
    """Joined where they touch, and clipped to the text; they begin and end in order."""
    joined: list[Window] = []
    first, last = 0, -1
    for start, end in windows:
        if start > last:
            if last >= 0:
                joined.append((first, last))
            first = max(0, start)
        last = end
    return [*joined, (first, min(last, length))] if last >= 0 else joined


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
