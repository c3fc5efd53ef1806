"""How Japanese names are built around what the dictionary knows of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from guards.pii.name_words import words
from guards.pii.tokens import NAMES, Kind, Token

_KANJI = "々〆一-鿿豈-﫿"
_ALL_KANJI = re.compile(rf"[{_KANJI}]+")
_FAMILY_BEFORE = re.compile(rf"(?<![{_KANJI}ァ-ヴー])[{_KANJI}](?:[{_KANJI}ヶケノ]{{0,2}})$")
_KANA = re.compile(r"[ぁ-んゑゐ]{2,5}")
_KATAKANA = re.compile(r"[ァ-ヴー]{2,4}(?![ァ-ヴー])")
_REST_BEFORE_CALL = re.compile(r"[ぁ-ん]{1,3}(?=[ ]?(?:様|さん|氏|くん|ちゃん|殿)(?![一-鿿]))")
_OLD_ENDING = re.compile(r"(?:[之ノ]?(?:右|左)?衛門|[之ノ][丞助介進輔])")
_MAY_FOLLOW_KANA = "はがをにのとへもやさくちで、。 」』)"
_PARTS = frozenset(Kind) - {Kind.OTHER, Kind.SYMBOL}
_LONGEST_TAIL = 3


class Tail(NamedTuple):
    """Where the given name ends, and the index of its last token."""

    end: int
    last: int


def NOT_GIVEN() -> frozenset[str]:
    return words("ja_not_given")


def family_before(text: str, tokens: Sequence[Token], at: int) -> int:
    """Where the name begins whose given name is tokens[at]: 佐多 in 佐多稲子."""
    start = tokens[at].start
    match = _FAMILY_BEFORE.search(text, max(0, start - 4), start)
    if match is None or match[0] in words("ja_not_given") or match[0] in words("ja_kin"):
        return start
    before = tokens[at - 1]
    if before.start <= match.start() and before.kind is Kind.NOUN and len(match[0]) > 1:
        return start
    return match.start()


def spaced_given(tokens: Sequence[Token], last: int) -> int:
    """The index of the given name after a family name and a space, or 0."""
    following = tokens[last + 1 : last + 3]
    if len(following) < 2 or following[0].text != " " or following[0].start != tokens[last].end:
        return 0
    given = following[1]
    spaced = given.kind in (Kind.GIVEN, Kind.NAME) and not given.text.isascii()
    return last + 2 if spaced else 0


def given_after(text: str, tokens: Sequence[Token], last: int, *, whole: bool) -> Tail:
    """What belongs to the name after tokens[last], though the dictionary does not say so.

    `whole` says that a given name is there already, so that only its ending may be missing.
    """
    end = tokens[last].end
    if rest := _REST_BEFORE_CALL.match(text, end):
        return _until(tokens, last, rest.end())
    if old := _OLD_ENDING.match(text, end):
        return _until(tokens, last, old.end())
    tail = _kanji_tail(text, tokens, last, 1 if whole else _LONGEST_TAIL)
    if tail.last > last or whole:
        return tail
    return _kana_tail(text, tokens, last)


def _kanji_tail(text: str, tokens: Sequence[Token], last: int, longest: int) -> Tail:
    given, not_given = words("ja_given_kanji"), words("ja_not_given")
    start = end = tokens[last].end
    at = last + 1
    while at < len(tokens):
        token = tokens[at]
        fits = (
            token.start == end
            and token.kind in _PARTS
            and token.kind is not Kind.PLACE
            and token.end - start <= longest
            and token.text not in not_given
            and (token.kind is Kind.UNKNOWN and _ALL_KANJI.fullmatch(token.text) or all(char in given for char in token.text))
        )
        if not fits:
            break
        end = token.end
        at += 1
    if end == start or not _may_end(text, tokens, at):
        return Tail(start, last)
    return Tail(end, at - 1)


def _may_end(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a name may end before tokens[at]: not in the middle of a word of kanji."""
    if at >= len(tokens) or not _ALL_KANJI.match(tokens[at].text):
        return True
    following = tokens[at]
    return (
        following.text in words("ja_not_given")
        or following.kind in (Kind.OTHER, Kind.PLACE, Kind.PROPER)
        or (len(following.text) > 1 and following.kind is not Kind.UNKNOWN)
    )


def _kana_tail(text: str, tokens: Sequence[Token], last: int) -> Tail:
    """けんたろう in 速水けんたろう, ココ in 桐島ココ."""
    end = tokens[last].end
    if tokens[last].kind is not Kind.SURNAME and len(tokens[last].text) < 2:
        return Tail(end, last)
    if match := _KANA.match(text, end):
        listed = words("ja_given_kana")
        for stop in range(match.end(), end + 1, -1):
            if text[end:stop] in listed and (stop == match.end() < end + 5 or text[stop : stop + 1] in _MAY_FOLLOW_KANA):
                return _until(tokens, last, stop)
    elif tokens[last].kind is Kind.SURNAME and (match := _KATAKANA.match(text, end)) and _ALL_KANJI.match(text[end - 1]):
        following = tokens[last + 1]
        if following.start == end and following.end == match.end():
            if following.text not in words("ja_katakana_things") and (len(following.text) < 4 or following.kind is not Kind.NOUN):
                return Tail(match.end(), last + 1)
    return Tail(end, last)


def _until(tokens: Sequence[Token], last: int, end: int) -> Tail:
    """The tail that ends at `end`, in the middle of a token or not."""
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    return Tail(end, last)
