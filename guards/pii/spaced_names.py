"""Names in Japanese that are set with spaces: 山 田 太 郎 様, 陳 建国 様."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from guards.pii.found_names import FoundName, weigh
from guards.pii.name_parts import SINGLE_FAMILIES
from guards.pii.tokens import Token, tokenize

_CHAR = "ぁ-んァ-ヴー一-鿿々"
_CALL = r"(?:様|さま|さん|氏|殿|君|くん|ちゃん)(?![一-鿿])"
_SPACED = re.compile(
    rf"(?<![{_CHAR}])(?:[一-鿿々]{{2,3}}[ ]{{1,2}})?[{_CHAR}](?:[ ]{{1,2}}[{_CHAR}]){{1,9}}"
    rf"(?:[ ]?{_CALL}|(?![{_CHAR}]))"
)
_CHINESE = re.compile(
    rf"(?<![{_CHAR}])([{''.join(sorted(SINGLE_FAMILIES))}][ ][一-鿿]{{1,2}})(?=[ ]?{_CALL})"
)
# Only what is surely a name when it is read without its spaces: lists of single words are many.
_SURE = 0.6

Find = Callable[[str, Sequence[Token]], Iterable[FoundName]]


def spaced_names(text: str, find: Find) -> Iterator[FoundName]:
    """What `find` surely finds where letters stand apart, read without the spaces between."""
    if " " not in text:
        return
    for match in _SPACED.finditer(text):
        yield from _read(match, find)
    for match in _CHINESE.finditer(text):
        yield weigh(*match.span(1), [("family name", 0.3), ("honorific", 0.45)])


def _read(match: re.Match[str], find: Find) -> Iterator[FoundName]:
    places = [at for at in range(match.start(), match.end()) if match.string[at] != " "]
    together = "".join(match.string[at] for at in places)
    for name in find(together, tokenize(together)):
        start, end = places[name.start], places[name.end - 1] + 1
        if name.score >= _SURE and " " in match.string[start:end]:
            yield name._replace(start=start, end=end)
