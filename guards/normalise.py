"""One form of a text for every guard to match on, and the way back to the original offsets.

Matching on the raw text misses `０９０−１２３４` and `t\u200baro@example.com`; matching on a
normalised copy gives offsets that belong to nobody. `Text` keeps both and a map between them.

A reader of a page sees neither `&#64;` nor `**` nor `<b>`, but the character and the emphasis:
all are read the same way here, and so are digits of other scripts, struck-through or framed ones,
numbers spelt 四一一一, and lines that a mail quotes behind `> `.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

# Characters that carry no meaning of their own and can hide one: format characters (zero-width,
# bidi, tags), controls other than tab and line ends, variation selectors, blank fillers.
_HIDDEN_CATEGORIES = frozenset({"Cf", "Cc"})
_KEPT_CONTROLS = frozenset("\t\n\r")
_HIDDEN_OTHERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0\u2800")
# Half-width voiced marks are letters to Unicode, but belong to the kana before them.
_HALF_WIDTH_MARKS = frozenset("\uff9e\uff9f")
_MARKS = frozenset({"Mn", "Mc", "Me"})
# Canonical reordering of marks is quadratic, so a pile of marks is cut into short clusters.
_LONGEST_CLUSTER = 16
_ASCII_ALNUM = re.compile("[0-9A-Za-z]")
_ASCII = re.compile(r"[\t\n\r -~]*")
# Stands for a character that was taken into the one before it; a noncharacter, so nobody's text.
_JOINED = "\ufdd0"
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九壱弐参", "00123456789123")
_KANJI_DIGIT = "[〇零一二三四五六七八九壱弐参]"
_ANY_DIGIT = "[0-9０-９〇零一二三四五六七八九壱弐参]"
_DIGIT_DASH = "[-‐‑‒–—―−ー－─]"
# Tags that break a line or a cell, and tags that only change the type: without attributes, for
# those may hide what is in them, which is for a guard to judge.
_BREAKS = "br|p|div|t[dhr]|li"
_STYLES = "b|i|u|s|em|strong|span|font|mark|small|code|tt|del|ins|sub|sup"
# Character references; tags; the mark of a quoted line; emphasis and code marks around words;
# positional kanji numerals (four in a row, or groups with dashes, also among other digits: 一二三
# may be a name, 〇九〇-一二三四-五六七八 is not).
_WRITTEN_OTHERWISE = re.compile(
    r"(?=[&*~`<>0-9０-９〇零一二三四五六七八九壱弐参])(?:"
    r"(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});)"
    r"|(?P<emphasis>\*{2,3}|~~|`{1,3}|(?<![A-Za-z0-9])\*(?=[^\s*])|(?<=[^\s*])\*(?![A-Za-z0-9]))"
    rf"|(?P<break></?(?i:{_BREAKS})[ ]?/?>)|(?P<style></?(?i:{_STYLES})>)"
    r"|(?P<quoted>(?:(?<=\n)|(?<=\r))(?:>[ ]?){1,4})"
    rf"|(?P<kanji>{_ANY_DIGIT}{{2,4}}{_DIGIT_DASH}{_ANY_DIGIT}{{2,4}}{_DIGIT_DASH}{_ANY_DIGIT}{{4}}"
    rf"|{_KANJI_DIGIT}{{4,}}))"
)
# What NFKC leaves alone and is most of a text: ASCII, kana, common kanji and their punctuation.
_UNCHANGED = re.compile(r"[\t\n\r -~、-〟ぁ-ゖァ-ヺー一-鿿]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was given, and as guards read it.

    `normal` is NFKC character by character (with the marks that follow a character), without
    hidden characters; a lone surrogate becomes U+FFFD. Building is linear in the length.
    """

    original: str = field(repr=False)
    normal: str = field(repr=False)
    _starts: tuple[int, ...] | None = field(default=None, repr=False)
    _ends: tuple[int, ...] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, original: str) -> "Text":
        """Normalise `original`."""
        readable = _WRITTEN_OTHERWISE.sub(_as_read, original)
        if readable == original and _ASCII.fullmatch(original):
            return cls(original, original)
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end, normal in _stretches(readable):
            parts.append(normal)
            if len(normal) == end - start > 1:
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                starts.extend([start] * len(normal))
                ends.extend([end] * len(normal))
        return cls(original, "".join(parts), tuple(starts), tuple(ends))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in `original` that cover `normal[start:end]`.

        Raises ValueError when they are not a span of `normal`.
        """
        if not 0 <= start <= end <= len(self.normal):
            raise ValueError("not a span of the normalised text")
        if self._starts is None or self._ends is None:
            return start, end
        if start == end:
            at = self._starts[start] if start < len(self._starts) else len(self.original)
            return at, at
        return self._starts[start], self._ends[end - 1]


def _as_read(written: re.Match[str]) -> str:
    """What a reader sees of this match, at its own length: the rest joins the character before."""
    if written["kanji"]:
        return written[0].translate(_KANJI_DIGITS)
    if written["emphasis"] or written["style"] or written["quoted"]:
        return "\u200b" * len(written[0])
    if written["break"]:
        return "\n" + _JOINED * (len(written[0]) - 1)
    char = html.unescape(written[0])
    return written[0] if len(char) != 1 else char + _JOINED * (len(written[0]) - 1)


def _stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, normalised) in order: stretches that stay as they are, and single clusters."""
    at = 0
    for match in _UNCHANGED.finditer(text):
        start, end = match.span()
        # What follows may be a mark on the last character.
        end -= end < len(text)
        if start < end:
            yield from _clusters(text, at, start)
            yield start, end, text[start:end]
            at = end
    yield from _clusters(text, at, len(text))


def _clusters(text: str, at: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Each visible character of text[at:stop] with its marks, hidden ones left out."""
    start, end, cluster = at, at, ""
    for place in range(at, stop):
        char = text[place]
        if char == _JOINED:
            end = place + 1
            continue
        kind = _kind(char)
        if kind is None:
            continue
        if kind and cluster and len(cluster) < _LONGEST_CLUSTER:
            cluster, end = cluster + char, place + 1
            continue
        if cluster:
            yield start, end, _nfkc(cluster)
        start, end, cluster = place, place + 1, "\ufffd" if "\ud800" <= char <= "\udfff" else char
    if cluster:
        yield start, end, _nfkc(cluster)


@lru_cache(maxsize=8192)
def _kind(char: str) -> bool | None:
    """None for a hidden character, True for a mark that joins the one before, else False."""
    category = unicodedata.category(char)
    hidden = category in _HIDDEN_CATEGORIES and char not in _KEPT_CONTROLS
    if hidden or char in _HIDDEN_OTHERS or _is_variation_selector(char):
        return None
    return category in _MARKS or char in _HALF_WIDTH_MARKS


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


@lru_cache(maxsize=8192)
def _nfkc(cluster: str) -> str:
    digit = unicodedata.decimal(cluster, None) if len(cluster) == 1 else None
    if digit is not None:
        return str(digit)
    normal = unicodedata.normalize("NFKC", cluster)
    # 9̶ and 9⃣ are a nine to a reader; é is one character by now, and e with two marks is é still.
    if len(normal) > 1 and _ASCII_ALNUM.match(normal):
        return normal[0] + "".join(char for char in normal[1:] if not _kind(char))
    return normal
