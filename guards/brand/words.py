"""Many fixed words found in one pass: ten thousand cost what ten do.

A text is read two characters at a time; only where two stand that some word begins with, are the
words of those two looked up, longest first. Words and text are normalised and in small letters.
"""

from collections.abc import Iterable, Iterator
from operator import add

from guards.normalise import Text

LONGEST = 100
_WORD_CHARS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_END = "\ufdd1"  # a noncharacter: behind the last character, so that it has a pair too


class BadWord(ValueError):
    """A word that can't be looked for; the message says why."""


class FixedWords:
    """A set of words. Matching is linear in the text, leftmost and longest, without overlaps."""

    __slots__ = ("_lengths", "_singles", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(map(folded_word, words))
        self._singles = frozenset(word for word in self._words if len(word) == 1)
        lengths: dict[str, set[int]] = {}
        for word in self._words - self._singles:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {pair: sorted(each, reverse=True) for pair, each in lengths.items()}

    def find(self, normal: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, folded word) in order. A Latin word is found as a whole word only."""
        text = folded(normal)
        reach = 0
        for at in self._candidates(text):
            if at < reach:
                continue
            for length in (*self._lengths.get(text[at : at + 2], ()), 1):
                word = text[at : at + length]
                if word in self._words and _stands_alone(text, at, at + len(word)):
                    reach = at + len(word)
                    yield at, reach, word
                    break

    def _candidates(self, text: str) -> list[int]:
        pairs, singles = self._lengths, self._singles
        both = map(add, text, text[1:] + _END)
        if singles:
            return [at for at, two in enumerate(both) if two in pairs or two[0] in singles]
        return [at for at, two in enumerate(both) if two in pairs]


def folded(normal: str) -> str:
    """In small letters, at the same offsets."""
    small = normal.lower()
    if len(small) == len(normal):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in normal)


def folded_word(word: str) -> str:
    """The form in which a word is looked for. Raises BadWord."""
    form = folded(Text.of(word).normal.strip())
    if not form:
        raise BadWord("a word is empty")
    if len(form) > LONGEST:
        raise BadWord(f"a word is longer than {LONGEST} characters")
    return form


def _stands_alone(text: str, start: int, end: int) -> bool:
    """No Latin letter or digit goes on where the word begins or ends with one."""
    before = start > 0 and text[start] in _WORD_CHARS and text[start - 1] in _WORD_CHARS
    after = end < len(text) and text[end - 1] in _WORD_CHARS and text[end] in _WORD_CHARS
    return not before and not after
