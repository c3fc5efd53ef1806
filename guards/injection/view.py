"""A text that was edited in places, with the way back to where each part came from."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Edit(NamedTuple):
    """This span is read as `text`; `disguise` is "" where nothing was hidden by it."""

    start: int
    end: int
    text: str
    disguise: str


class Piece(NamedTuple):
    """A half-open span of the source that was in disguise."""

    start: int
    end: int
    disguise: str


@dataclass(frozen=True, slots=True)
class View:
    """A text as it is understood: `text` is in lower case, `pieces` are what was unveiled."""

    text: str = field(repr=False)
    pieces: tuple[Piece, ...]
    _maps: tuple["Map", ...] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that `text[start:end]` was read from."""
        for each in reversed(self._maps):
            start, end = each.span(start, end)
        return start, end


@dataclass(frozen=True, slots=True)
class Map:
    """An edited text, and the way back. Lists are parallel: where each stretch begins."""

    text: str
    new: Sequence[int] = ()
    old: Sequence[int] = ()
    edited: Sequence[bool] = ()
    old_length: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        if not self.new:
            return start, end
        first, last = self._at(start), self._at(max(start, end - 1))
        begins = self.old[first] + (0 if self.edited[first] else start - self.new[first])
        if not self.edited[last]:
            return begins, self.old[last] + end - self.new[last]
        return begins, self.old[last + 1] if last + 1 < len(self.old) else self.old_length

    def _at(self, place: int) -> int:
        return max(0, bisect_right(self.new, place) - 1)


def applied(text: str, edits: Iterable[Edit]) -> tuple[Map, list[Edit]]:
    """The text with these edits, the earlier and longer one of two that overlap."""
    taken: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not taken or edit.start >= taken[-1].end:
            taken.append(edit)
    if not taken:
        return Map(text), []
    parts: list[str] = []
    new, old, edited = [], [], []
    done = length = 0
    for edit in taken:
        for begin, part, is_edit in (
            (done, text[done : edit.start], False),
            (edit.start, edit.text, True),
        ):
            if part:
                new.append(length)
                old.append(begin)
                edited.append(is_edit)
                parts.append(part)
                length += len(part)
        done = edit.end
    new.append(length)
    old.append(done)
    edited.append(False)
    return Map("".join([*parts, text[done:]]), new, old, edited, len(text)), taken
