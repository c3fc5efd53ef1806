"""Names in Latin letters in the forms in which lists, mail and chat write them.

Yamada, Taro; Bob & Anna; yamada-san; Mr.Yamada; T.Tanaka; @Taro Yamada; 担当:yamada.
"""

import re
from collections.abc import Iterator

from guards.pii.found_names import FoundName, weigh
from guards.pii.latin_runs import (
    ENDING,
    EVERYDAY,
    FAMILY,
    FIRST,
    LETTER,
    LISTED,
    THING,
    UPPER,
    kind_of,
)
from guards.pii.name_words import words

_CAP = rf"[{UPPER}][{LETTER}'’-]{{1,20}}"
_FREE = rf"(?<![{LETTER}0-9@_/.#&-])"
_END = rf"(?![{LETTER}0-9@_])"
_REVERSED = re.compile(rf"{_FREE}(?<!& )({_CAP}),[ ]({_CAP}){_END}(?! [&{UPPER}])")
_LIST = re.compile(
    rf"{_FREE}{_CAP}(?:(?:[ ]?[/&][ ]?|[ ]and[ ]){_CAP}){{1,9}}{_END}|"
    rf"{_FREE}[a-z]{{3,15}}(?:[ ]?[&][ ]?|[ ]and[ ])[a-z]{{3,15}}{_END}"
)
_WORD = re.compile(rf"[{LETTER}][{LETTER}'’-]{{1,20}}")
_SAN = re.compile(rf"{_FREE}([{LETTER}]{{2,20}})-(?:san|sama|kun|chan|sensei|senpai){_END}")
_TITLE = re.compile(rf"{_FREE}(?:Mr|Mrs|Ms|Dr|Prof)\.({_CAP}){_END}")
_INITIALS = re.compile(rf"{_FREE}((?:[{UPPER}]\.){{1,3}}[ ]?({_CAP})){_END}")
_AT = re.compile(rf"(?<![{LETTER}0-9@_/.#])@(({_CAP})(?:[ ]({_CAP}))?){_END}")
_SMALL = re.compile(
    r"(?:担当者?|氏名|名前|作成者?|承認者?|確認者?|依頼者?|報告者?|宛先|CC|cc)[:は][ ]?"
    rf"(([a-z]{{3,15}})(?:[ ]([a-z]{{3,15}}))?){_END}(?!\.[a-z])"
)
_AND = ("listed with names", 0.5)


def written_names(text: str) -> Iterator[FoundName]:
    """Every name in Latin letters that is in one of these forms."""
    if "," in text:
        yield from _reversed(text)
    if "/" in text or "&" in text or " and " in text:
        yield from _listed(text)
    if "-" in text:
        yield from _called(text)
    if "." in text:
        yield from _dotted(text)
    if "@" in text:
        yield from _mentioned(text)
    if ":" in text or "は" in text:
        yield from _assigned(text)


def _reversed(text: str) -> Iterator[FoundName]:
    """Yamada, Taro: the family name first."""
    for match in _REVERSED.finditer(text):
        family, first = kind_of(match[1].lower()), kind_of(match[2].lower())
        if (family | first) & THING or not first & FIRST:
            continue
        if family & (FAMILY | ENDING) and not family & first & EVERYDAY:
            parts = [("listed first name", 0.3), ("family name before a comma", 0.3)]
            yield weigh(match.start(), match.end(), parts)


def _listed(text: str) -> Iterator[FoundName]:
    """Bob & Anna, Bob/Anna/Chris: where two are surely first names, all listed ones are names."""
    for match in _LIST.finditer(text):
        found = list(_WORD.finditer(text, match.start(), match.end()))
        found = [word for word in found if word[0] != "and"]
        key = "_".join(word[0].lower() for word in found)
        owned = text.startswith(("'s", "’s"), match.end()) or found[-1][0].endswith(("'s", "’s"))
        kinds = [kind_of(word[0].lower()) for word in found]
        if owned or key in words("brands") or sum(map(_is_first, kinds)) < 2:
            continue
        for word, kind in zip(found, kinds, strict=True):
            if kind & LISTED and not kind & THING:
                yield weigh(*word.span(), [_AND])


def _is_first(kind: int) -> bool:
    return bool(kind & FIRST) and not kind & (EVERYDAY | THING)


def _called(text: str) -> Iterator[FoundName]:
    """yamada-san: what nobody but a person is called."""
    for match in _SAN.finditer(text):
        kind = kind_of(match[1].lower())
        if kind & (LISTED | ENDING) or (match[1][0].isupper() and not kind & EVERYDAY):
            yield weigh(*match.span(1), [("honorific", 0.8)])


def _dotted(text: str) -> Iterator[FoundName]:
    """Mr.Yamada and T.Tanaka, with no space behind the full stop."""
    for match in _TITLE.finditer(text):
        if kind_of(match[1].lower()) & LISTED or not kind_of(match[1].lower()) & EVERYDAY:
            yield weigh(*match.span(1), [("title", 0.7)])
    for match in _INITIALS.finditer(text):
        kind = kind_of(match[2].lower())
        if kind & (FAMILY | ENDING) and not kind & THING:
            yield weigh(*match.span(1), [("initial", 0.25), ("listed family name", 0.3)])


def _mentioned(text: str) -> Iterator[FoundName]:
    """@Taro Yamada, as pasted from a chat."""
    for match in _AT.finditer(text):
        first = kind_of(match[2].lower())
        last = kind_of(match[3].lower()) if match[3] else 0
        named = (("mention", 0.25), ("listed names", 0.3))
        if (first | last) & THING or not (first | last) & LISTED:
            continue
        if match[3] and last & (LISTED | ENDING) and first & (LISTED | ENDING):
            yield weigh(*match.span(1), named)
        elif first & LISTED and not first & EVERYDAY:
            yield weigh(*match.span(2), named)


def _assigned(text: str) -> Iterator[FoundName]:
    """担当:yamada"""
    for match in _SMALL.finditer(text):
        one = kind_of(match[2])
        if not one & (LISTED | ENDING) or one & (EVERYDAY | THING):
            continue
        second = kind_of(match[3]) if match[3] else EVERYDAY
        group = 1 if second & LISTED and not second & EVERYDAY else 2
        yield weigh(*match.span(group), [("cue", 0.6)])
