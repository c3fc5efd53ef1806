"""How a placeholder is written, and how it is read back from what a model made of it.

`⟦人物1⟧` and `⟦Person 1⟧` are exact. A model bends them: 【人物１】, [PERSON 1], ⟦人物1さん⟧.
Whatever is read here must be quoted when a person types it, or typing it would fetch a value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from guards.normalise import Text
from guards.pii.labels import LABELS, OTHER

# Longer than any way to write one that is still read: a stream need hold back no more than this.
LONGEST = 512
_KINDS = {
    words.kind.casefold(): entry.ja.kind
    for entry in (*LABELS.values(), OTHER)
    for words in (entry.ja, entry.en)
}
_KIND = "|".join(sorted((re.escape(kind) for kind in _KINDS), key=lambda k: (-len(k), k)))
_NUMBER = r"(?P<number>[0-9]{1,6})(?:-(?P<form>[0-9]{1,3}))?"
_HONORIFIC = r"(?P<honorific>さん|様|さま|氏|殿|先生|'s)?"
_SPACE = "[ ]{0,3}"
_INSIDE = rf"{_SPACE}(?P<kind>{_KIND}){_SPACE}{_NUMBER}{_SPACE}{_HONORIFIC}{_SPACE}"
_EXACT = re.compile(rf"⟦(?P<kind>{_KIND}) ?{_NUMBER}⟧", re.IGNORECASE | re.ASCII)
_OPEN, _CLOSE = "[⟦【〔〖〚<{(「『《〈", "]⟧】〕〗〛>})」』》〉"
# Single brackets, or [[ ]]: as many on both sides, so that a neighbour's bracket is left alone.
_TOLERANT = re.compile(
    rf"\[\[{_INSIDE}\]\]".replace("P<", "P<double_")
    + rf"|[{re.escape(_OPEN)}]{_INSIDE}[{re.escape(_CLOSE)}]",
    re.IGNORECASE | re.ASCII,
)
_BARE = re.compile(
    rf"(?<![A-Za-z])(?P<kind>{_KIND})[ ]?{_NUMBER}(?![0-9])", re.IGNORECASE | re.ASCII
)
# Whatever normalisation may turn into an opening bracket.
OPENING = re.compile(
    rf"[{re.escape(_OPEN)}"
    r"\ufe17\ufe35\ufe37\ufe39\ufe3b\ufe3d\ufe3f\ufe41\ufe43\ufe47\ufe59\ufe5b\ufe5d\ufe64\uff08"
    r"\uff1c\uff3b\uff5b\uff62\u207d\u208d\u2329\u2474-\u24b5\u3200-\u3243\U0001f110-\U0001f12a"
    r"\U0001f240-\U0001f248]"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What reads as a placeholder, at a half-open place. `kind` is the Japanese kind word.

    `form` tells spellings of one value apart; `honorific` is what was written inside the brackets.
    """

    start: int
    end: int
    kind: str
    number: int
    form: int = 1
    honorific: str = ""


def kind_of(word: str) -> str:
    """The kind that this word of either language means; raises KeyError."""
    return _KINDS[word.casefold()]


def mentions(text: str) -> Iterator[Mention]:
    """All that reads as a placeholder, in order.

    Exact ones come first and divide the text; what stands between is read tolerantly, so that
    a mark or bracket beside an exact one can't be swallowed.
    """
    exact = list(_EXACT.finditer(text))
    edges = [0, *(edge for m in exact for edge in m.span()), len(text)]
    for place, (start, end) in enumerate(pairwise(edges)):
        if place % 2:
            yield _mention(exact[place // 2], start, end)
        else:
            yield from _bent(text, start, end)


def lookalikes(text: str) -> list[tuple[int, int]]:
    """The half-open spans of `text` that would be read as placeholders."""
    return [(mention.start, mention.end) for mention in mentions(text)]


def lookalikes_in(normal: str) -> list[tuple[int, int]]:
    """The same for text that is normalised already: nothing in it hides between brackets."""
    return [match.span() for match in _TOLERANT.finditer(normal)]


def bare_mentions(normal: str) -> Iterator[Mention]:
    """人物1 without its brackets, in normalised text: nobody reads it back, but it was one."""
    for match in _BARE.finditer(normal):
        yield _mention(match, *match.span())


def _bent(text: str, start: int, end: int) -> Iterator[Mention]:
    if not OPENING.search(text, start, end):
        return
    between = Text.of(text[start:end])
    for match in _TOLERANT.finditer(between.normal):
        first, last = between.span(*match.span())
        if last - first <= LONGEST:
            yield _mention(match, start + first, start + last)


def _mention(match: re.Match[str], start: int, end: int) -> Mention:
    groups = match.groupdict()
    said = {name: groups.get(name) or groups.get(f"double_{name}") for name in _PARTS}
    return Mention(
        start,
        end,
        kind_of(said["kind"] or ""),
        int(said["number"] or 0),
        int(said["form"] or 1),
        said["honorific"] or "",
    )


_PARTS = ("kind", "number", "form", "honorific")
