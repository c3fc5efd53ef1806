"""A text as a rule's conditions look at it: sentences, its head, and the notes under a mark."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

# A full stop ends an English sentence only before a capital: "No. 1" and "e.g. this" go on.
_ENDS = re.compile(r"[。!?\n]+|\.(?=\s+[A-Z\"'(#])")
# "※1 …" refers to the note "※1"; in "※9月 …" the figure belongs to the note.
_MARK = re.compile(
    r"※(?:[0-9]{1,2}(?![0-9年月日./%]))?|[†‡]|\*[0-9]{1,2}|\(?注[0-9]{0,2}\)?|\[[0-9]{1,2}\]"
)
_MARK_BEHIND = 24
_NOTE_CHARS = 200
_SENTENCE_CHARS = 160
_HEAD_CHARS = 40


class Reading:
    """One normalised text, looked at by many rules; what is asked twice is worked out once."""

    __slots__ = ("__dict__", "_seen", "text")

    def __init__(self, normal: str) -> None:
        self.text = normal
        self._seen: dict[int, bool] = {}

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in _ENDS.finditer(self.text)]

    @cached_property
    def head(self) -> str:
        """The beginning, where a reader must learn that this is advertising."""
        return self.text.lstrip()[:_HEAD_CHARS]

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a span, of a bounded length."""
        place = bisect_right(self._ends, start)
        first = self._ends[place - 1] if place else 0
        place = bisect_right(self._ends, max(start, end - 1))
        last = self._ends[place] if place < len(self._ends) else len(self.text)
        return self.text[max(first, start - _SENTENCE_CHARS) : min(last, end + _SENTENCE_CHARS)]

    def around(self, start: int, end: int, *, near: int) -> str:
        """A span with what stands within `near` code points of it, and the notes it refers to."""
        close = self.text[max(0, start - near) : end + near]
        return "\n".join([close, *self._notes(end)])

    def holds(self, pattern: Any) -> bool:
        """Whether `pattern` fits anywhere; asked once for each pattern and text."""
        known = self._seen.get(id(pattern))
        if known is None:
            known = self._seen[id(pattern)] = pattern.search(self.text) is not None
        return known

    def _notes(self, end: int) -> Iterator[str]:
        """What is written behind the last place of each mark that follows a span closely."""
        # Looked at a little beyond, so that a mark at the edge is read in full.
        for match in _MARK.finditer(self.text, end, end + 2 * _MARK_BEHIND):
            if match.start() >= end + _MARK_BEHIND:
                break
            # A mark that begins before the span reads otherwise from here: it has no note.
            at = self._last_places.get(match[0], 0)
            if at > end + _MARK_BEHIND:
                yield self.text[at : at + _NOTE_CHARS].partition("\n")[0]

    @cached_property
    def _last_places(self) -> dict[str, int]:
        return {match[0]: match.end() for match in _MARK.finditer(self.text)}
