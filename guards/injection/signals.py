"""Which signals a text gives: cues that stand together in one sentence.

All places are in UTF-8 bytes: a kanji says about as much as three letters, so that one distance
serves both languages.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guards.injection.lexicon import Lexicon, Signal
from guards.verdict import Origin

# Where a thought ends: a full stop, a blank line, a new item of a list.
_END = re.compile(
    rb"(?:\xe3\x80\x82|[.!?](?=[\s\"')\]]|$)|\n\s*\n|\n(?=[ \t]{0,4}(?:[-*#>|]|[0-9]{1,2}[.)])))"
)
_QUOTED = re.compile(
    rb"\xe3\x80\x8c[^\n]{1,400}?\xe3\x80\x8d|\xe3\x80\x8e[^\n]{1,400}?\xe3\x80\x8f"
    rb'|"[^"\n]{1,400}"|\xe2\x80\x9c[^\n]{1,400}?\xe2\x80\x9d'
    rb"|(?<![a-z])'[^'\n]{8,400}'(?![a-z])|`[^`\n]{1,400}`"
)
_CALMED = 0.35  # what is left of a signal where a text talks about it
_QUOTE_REACH = 360
MENTION, REWORK = "mention", "rework"


@dataclass(frozen=True, slots=True)
class Seen:
    """A signal at a half-open span of bytes, and what it is worth there."""

    start: int
    end: int
    signal: str
    worth: float
    calmed: float = 0.0
    """How much was taken off `worth` because the text talks about such signals."""


class Reading:
    """One text with its cues, looked for when they are first needed."""

    def __init__(self, text: bytes, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._cues: dict[str, list[tuple[int, int]]] = {}
        closed = (gate.names for gate in lexicon.gates if not gate.is_open(text))
        self._absent: set[str] = set().union(*closed)
        self._ends: list[int] | None = None
        self._quotes: list[tuple[int, int]] | None = None

    def signals(self, origin: Origin) -> list[Seen]:
        """Every signal that counts for this origin, in order."""
        seen = [
            self._weighed(signal, span, origin)
            for signal in self._lexicon.signals
            if signal.worth[origin] > 0
            for span in self._together(signal)
        ]
        return sorted(seen, key=lambda s: (s.start, s.end, s.signal))

    def cue(self, name: str) -> list[tuple[int, int]]:
        if name in self._absent:
            return []
        if name not in self._cues:
            self._cues[name] = self._lexicon.cues[name].spans(self._text)
            if not self._cues[name]:
                self._absent.add(name)
        return self._cues[name]

    def sentence(self, place: int) -> tuple[int, int]:
        """The half-open span of the sentence at `place`."""
        if self._ends is None:
            self._ends = [0, *(match.end() for match in _END.finditer(self._text))]
        at = bisect_right(self._ends, place)
        return self._ends[at - 1], self._ends[at] if at < len(self._ends) else len(self._text)

    def _together(self, signal: Signal) -> Iterator[tuple[int, int]]:
        for names in signal.needs:
            # Most combinations end here: what is known to be absent need not be asked for.
            if not self._absent.isdisjoint(names) or not all(map(self.cue, names)):
                continue
            if len(names) == 1:
                yield from self.cue(names[0])
                continue
            done = -1
            for first in self.cue(names[0]):
                span = self._nearest(first, names[1:], signal)
                if span is not None and span[0] >= done:
                    done = span[1]
                    yield span

    def _nearest(
        self, first: tuple[int, int], names: Sequence[str], signal: Signal
    ) -> tuple[int, int] | None:
        """The span of `first` and the nearest of each other cue in its sentence, if near enough.

        `across` signals may reach into the sentence that follows.
        """
        opens, closes = self.sentence(first[0])
        if signal.across:
            closes = self.sentence(closes)[1]
        start, end = first
        for name in names:
            near = _nearest_of(self.cue(name), first, within=(opens, closes))
            if near is None:
                return None
            start, end = min(start, near[0]), max(end, near[1])
        return (start, end) if end - start <= signal.within else None

    def _weighed(self, signal: Signal, span: tuple[int, int], origin: Origin) -> Seen:
        worth = signal.worth[origin]
        calm = not signal.firm and self._is_mentioned(span)
        return Seen(*span, signal.id, worth, worth * (1 - _CALMED) if calm else 0.0)

    def _is_mentioned(self, span: tuple[int, int]) -> bool:
        """Whether the sentence talks about attacks, or one around a quotation does."""
        opens, closes = self.sentence(span[0])
        if self._has(MENTION, opens, closes):
            return True
        quote = self._quote(span)
        return quote is not None and self._has(
            MENTION, quote[0] - _QUOTE_REACH, quote[1] + _QUOTE_REACH
        )

    def _has(self, name: str, start: int, end: int) -> bool:
        spans = self.cue(name)
        at = bisect_left(spans, (start, 0))
        return at < len(spans) and spans[at][0] < end

    def _quote(self, span: tuple[int, int]) -> tuple[int, int] | None:
        if self._quotes is None:
            self._quotes = [match.span() for match in _QUOTED.finditer(self._text)]
        at = bisect_right(self._quotes, (span[0], len(self._text))) - 1
        quote = self._quotes[at] if at >= 0 else None
        return quote if quote is not None and quote[0] <= span[0] < quote[1] else None


def _nearest_of(
    spans: Sequence[tuple[int, int]], to: tuple[int, int], *, within: tuple[int, int]
) -> tuple[int, int] | None:
    """The one of `spans` (in order) inside of `within` whose start is nearest, but not `to`."""
    at = bisect_left(spans, to)
    around = (spans[n] for n in (at - 1, at, at + 1) if 0 <= n < len(spans))
    inside = [s for s in around if within[0] <= s[0] and s[1] <= within[1]]
    others = [span for span in inside if span != to] or inside
    return min(others, key=lambda span: abs(span[0] - to[0]), default=None)
