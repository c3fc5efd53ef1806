"""One Presidio recognizer for all shapes, which looks only where a shape can be."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from presidio_analyzer import LocalRecognizer, RecognizerResult

from guards.pii.needs import Needs, needs_of
from guards.pii.shapes import CUE_WINDOW, CUE_WINDOW_AFTER, Shape
from guards.pii.tables import Headings
from guards.pii.windows import Landscape, Literals

# The key under which a result carries what its score is made of.
PARTS = "parts"
Parts = tuple[tuple[str, float], ...]
# Between a word that says what a value is and the value itself.
_UP_TO_VALUE = r"[^0-9\n、。,;|]{0,8}\Z"
# Between two values of a list, in one line or one a line.
_NEXT = r"(?:[ ]?(?:[、,・/&;]|と|および|及び|and(?= )|or(?= ))[ ]?|[ ,、]?\n[ \t]?(?:[・*-][ ]?)?)"


@dataclass(frozen=True, slots=True)
class Search:
    """A shape, compiled, and what it can't match without."""

    shape: Shape
    pattern: re.Pattern[str]
    group: str | int
    cues: re.Pattern[str] | None
    against: re.Pattern[str] | None
    following: re.Pattern[str] | None
    needs: tuple[Needs, ...]

    @classmethod
    def of(cls, shape: Shape) -> "Search":
        """Compile `shape`; raises re.error for a pattern that is none."""
        flags = re.IGNORECASE if shape.ignore_case else re.NOFLAG
        pattern = re.compile(shape.pattern, flags)
        against = rf"(?:{shape.against}){_UP_TO_VALUE}"
        return cls(
            shape,
            pattern,
            "v" if "v" in pattern.groupindex else 0,
            re.compile(shape.cues, re.IGNORECASE) if shape.cues else None,
            re.compile(against, re.IGNORECASE) if shape.against else None,
            re.compile(rf"{_NEXT}(?P<v>{shape.listed})", flags) if shape.listed else None,
            tuple(_needs(shape, pattern)),
        )

    def spans(
        self, text: str, landscape: Landscape, *, headings: Headings | None = None
    ) -> Iterator[tuple[int, int, Parts]]:
        """(start, end, parts of the score) of each match that counts.

        `headings` are those of `text`; given, they need not be read for every shape anew.
        """
        headings = headings or Headings(text)
        for match in landscape.matches(self.pattern, self.needs):
            start, end = match.span(self.group)
            parts = self._counts(text, start, end)
            if parts and not self._is_below(headings, start, end):
                yield start, end, parts
                yield from ((*span, parts) for span in self._listed(text, start, end))

    def _listed(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The values of a list that begins with this one and are written as it is."""
        form = _form(text[start:end])
        while self.following and (match := self.following.match(text, end)):
            value = match["v"]
            if _form(value) != form or (self.shape.valid and not self.shape.valid(value)):
                return
            end = match.end("v")
            yield match.span("v")

    def _is_below(self, headings: Headings, start: int, end: int) -> bool:
        """Whether this is a table's cell whose heading says that it is something else."""
        if self.against is None or not (heading := headings.above(start, end)):
            return False
        return self._is_something_else(heading)

    def _counts(self, text: str, start: int, end: int) -> Parts:
        """What the score of this match is made of; nothing where it is something else."""
        if self.shape.valid is not None and not self.shape.valid(text[start:end]):
            return ()
        before = text[max(0, start - CUE_WINDOW) : start]
        if self._is_something_else(before):
            return ()
        return self._parts(before + "\n" + text[end : end + CUE_WINDOW_AFTER])

    def _is_something_else(self, before: str) -> bool:
        match = self.against.search(before) if self.against else None
        return match is not None and (
            self.cues is None or self.cues.search(before, match.start()) is None
        )

    def _parts(self, near: str) -> Parts:
        shape = self.shape
        shares = [("shape", shape.score - shape.check_digit), ("check_digit", shape.check_digit)]
        if self.cues is not None and self.cues.search(near):
            shares.append(("cue", shape.cued_score - shape.score))
        return tuple((name, round(share, 3)) for name, share in shares if share > 0)


def _needs(shape: Shape, pattern: re.Pattern[str]) -> Iterator[Needs]:
    """What the pattern needs, and the cue near it where a match counts for nothing without."""
    needs = needs_of(pattern)
    yield needs
    if shape.cues and shape.score == 0 and needs.width is not None:
        cue = needs_of(re.compile(shape.cues, re.IGNORECASE))
        yield replace(cue, width=needs.width + CUE_WINDOW + CUE_WINDOW_AFTER)


def _form(value: str) -> str:
    """How a value is written: its letters and digits made alike."""
    return re.sub("[A-Za-z]", "a", re.sub("[0-9]", "0", value))


class ShapesRecognizer(LocalRecognizer):
    """Every shape, in any language."""

    def __init__(self, shapes: Iterable[Shape], *, language: str) -> None:
        self._searches = tuple(map(Search.of, shapes))
        self._literals = Literals(needs for search in self._searches for needs in search.needs)
        self._by_literal, self._always = _indexed(self._searches)
        labels = {search.shape.label.value for search in self._searches}
        super().__init__(
            supported_entities=sorted(labels), name="shapes", supported_language=language
        )

    def load(self) -> None:
        """Nothing: patterns are compiled when it is built."""

    def analyze(
        self,
        text: str,
        entities: list[str],  # noqa: ARG002 - Presidio's signature
        nlp_artifacts: Any = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        """Every span of every shape, scored by its cues; overlaps are still there."""
        landscape, headings = Landscape(text, self._literals), Headings(text)
        return [
            RecognizerResult(
                search.shape.label.value,
                start,
                end,
                score=sum(share for _, share in parts),
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: search.shape.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                    PARTS: parts,
                },
            )
            for search in self._possible(landscape)
            for start, end, parts in search.spans(text, landscape, headings=headings)
        ]

    def _possible(self, landscape: Landscape) -> list[Search]:
        """Those that need no literal, or one that is there, in their order."""
        places = {*self._always}
        for folded, present in landscape.present.items():
            for literal in present:
                places.update(self._by_literal.get((folded, literal), ()))
        return [self._searches[place] for place in sorted(places)]


_Index = dict[tuple[bool, str], list[int]]


def _indexed(searches: Iterable[Search]) -> tuple[_Index, list[int]]:
    """The places of searches by the literals that they need, and of those that need none."""
    by_literal: _Index = defaultdict(list)
    always = []
    for place, search in enumerate(searches):
        needs = next((each for each in search.needs if each.literals), None)
        if needs is None:
            always.append(place)
            continue
        for literal in needs.literals:
            by_literal[needs.folded, literal].append(place)
    return dict(by_literal), always
