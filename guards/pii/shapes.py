"""Patterns that hold in Japanese text: one shape is one pattern, its cue words and its check.

Presidio's own patterns lean on `\\b` and `\\w`, which see no boundary between kana and Latin;
ours use ASCII look-arounds. Presidio's pattern recognizer also skips a pattern that times out;
ours has no time-out to skip: every pattern here is linear, and an error is raised, not logged.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from presidio_analyzer import Pattern, PatternRecognizer, RecognizerResult

from guards.pii.labels import Label

# Look-arounds: not part of a longer Latin word or number.
ALONE = r"(?<![A-Za-z0-9])"
END = r"(?![A-Za-z0-9])"
# No digit on either side, nor one behind a separator that could continue the number.
NO_DIGIT_BEFORE = r"(?<![0-9])(?<![0-9][-.])"
NO_DIGIT_AFTER = r"(?![0-9]|[-.][0-9])"
DASH = r"[-‐‑‒–—―−ー－─]"
CUE_WINDOW = 24
# Between a word that says what a value is and the value itself.
_UP_TO_VALUE = r"[^0-9\n、。,;|]{0,8}\Z"


@dataclass(frozen=True, slots=True)
class Shape:
    """One pattern. A group named `v`, where there is one, is the span.

    `score` holds without a cue word nearby, `cued_score` with one (within CUE_WINDOW code points
    before, or a third of that after). `valid` sees the matched span and may veto it. `against`
    are words that, right before the value, say that it is something else (an order number).
    """

    label: Label
    name: str
    pattern: str
    score: float
    cues: str = ""
    cued_score: float = 0.0
    valid: Callable[[str], bool] | None = None
    ignore_case: bool = False
    against: str = ""


class ShapeRecognizer(PatternRecognizer):
    """A Presidio recognizer for one shape, in any language."""

    def __init__(self, shape: Shape, *, language: str) -> None:
        self._shape = shape
        self._pattern = re.compile(shape.pattern, re.IGNORECASE if shape.ignore_case else 0)
        self._cues = re.compile(shape.cues, re.IGNORECASE) if shape.cues else None
        self._against = re.compile(rf"(?:{shape.against}){_UP_TO_VALUE}", re.IGNORECASE)
        super().__init__(
            supported_entity=shape.label.value,
            name=shape.name,
            supported_language=language,
            patterns=[Pattern(shape.name, shape.pattern, shape.score)],
        )

    def analyze(
        self,
        text: str,
        entities: list[str],  # noqa: ARG002 - Presidio's signature
        nlp_artifacts: Any = None,  # noqa: ARG002
        regex_flags: int | None = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        """Every span of this shape, scored by its cues."""
        return [
            RecognizerResult(self._shape.label.value, start, end, score)
            for start, end, score in self._spans(text)
        ]

    def _spans(self, text: str) -> Iterator[tuple[int, int, float]]:
        for match in self._pattern.finditer(text):
            group = "v" if "v" in self._pattern.groupindex else 0
            start, end = match.span(group)
            if self._shape.valid is not None and not self._shape.valid(text[start:end]):
                continue
            if self._shape.against and self._is_something_else(text[max(0, start - CUE_WINDOW) : start]):
                continue
            score = self._score(text, start, end)
            if score > 0:
                yield start, end, score

    def _is_something_else(self, before: str) -> bool:
        match = self._against.search(before)
        return match is not None and (
            self._cues is None or self._cues.search(before, match.start()) is None
        )

    def _score(self, text: str, start: int, end: int) -> float:
        if self._cues is None:
            return self._shape.score
        near = text[max(0, start - CUE_WINDOW) : start] + "\n" + text[end : end + CUE_WINDOW // 3]
        return self._shape.cued_score if self._cues.search(near) else self._shape.score


def recognizers(shapes: Iterable[Shape], *, language: str) -> list[ShapeRecognizer]:
    """One recognizer per shape."""
    return [ShapeRecognizer(shape, language=language) for shape in shapes]


def digits_of(text: str) -> str:
    """Only the ASCII digits of `text`."""
    return "".join(c for c in text if "0" <= c <= "9")
