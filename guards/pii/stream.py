"""Put values back into a text that arrives in pieces, holding back no more than one placeholder."""

from guards.normalise import Text
from guards.pii.mentions import LONGEST, OPENING, mentions
from guards.pii.placeholders import Placeholders, restore

# Brackets, kind word, number, form, honorific and the spaces between, all at their longest.
_LONGEST_NORMAL = 48
_MOST_OPENINGS = 64


class StreamRestorer:
    """What `feed` and `finish` give, put together, is what `restore` makes of the whole text.

    At no moment was a value given out that the whole text would not hold at that place: a
    placeholder is read only when the character behind it is known.
    """

    def __init__(self, placeholders: Placeholders, *, only: frozenset[str] | None = None) -> None:
        self._placeholders = placeholders
        self._only = only
        self._held = ""

    def feed(self, piece: str) -> str:
        """The next piece of text that is certain, possibly empty."""
        text = self._held + piece
        cut = _certain(text)
        self._held = text[cut:]
        return self._restored(text[:cut])

    def finish(self) -> str:
        """The rest, at the end of the stream."""
        text, self._held = self._held, ""
        return self._restored(text)

    def _restored(self, text: str) -> str:
        return restore(text, self._placeholders, only=self._only).text


def _certain(text: str) -> int:
    """How much of `text` can't be changed by what follows: up to a bracket that is still open."""
    start = max(0, len(text) - LONGEST)
    openings = [match.start() for match in OPENING.finditer(text, start)]
    cut = next((at for at in openings[-_MOST_OPENINGS:] if _may_go_on(text[at:])), len(text))
    for mention in mentions(text[start:]):
        if start + mention.start < cut < start + mention.end:
            return start + mention.start
    return cut


def _may_go_on(tail: str) -> bool:
    """Whether a placeholder that begins with `tail` is not complete yet, or has just ended."""
    if len(Text.of(tail).normal) >= _LONGEST_NORMAL:
        return False
    found = list(mentions(tail))
    return not found or found[0].start > 0 or found[-1].end == len(tail)
