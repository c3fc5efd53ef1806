"""Runs of capitalised words in Latin letters, cut where a word can be no part of a name."""

import re
from collections.abc import Iterator, Sequence
from enum import IntFlag
from functools import lru_cache
from typing import NamedTuple

from guards.pii.name_words import words

UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽȘȚ"
LETTER = "A-Za-zÀ-ÖØ-öø-ÿĀ-ſȘ-țḀ-ỹ"
_CAP = rf"[{UPPER}][{LETTER}]{{0,24}}(?:['’][{UPPER}][{LETTER}]{{1,20}}|-[{LETTER}]{{1,20}}){{0,2}}"
_TOKEN = rf"(?:{_CAP}(?![{LETTER}0-9]))(?:(?<=\b[{UPPER}])\.|(?<=\b[MDJS][rst])\.|(?<=\bMrs)\.|(?<=\bProf)\.)?"
_PARTICLE = (
    r"(?:de la|de los|van den|van der|van de|von der|de|da|do|dos|del|della|di|du|van|von|der|den|"
    r"ten|ter|bin|ibn|al|el|la|le|af|av)"
)
_RUN = re.compile(
    rf"(?<![{LETTER}0-9@_/.#&-]){_TOKEN}(?:[ ]{{1,3}}(?:{_PARTICLE}[ ])?{_TOKEN}){{0,7}}(?![@_])"
)
_WORD = re.compile(rf"(?P<particle>{_PARTICLE})(?=[ ])|(?P<word>{_CAP}\.?)")
_TITLES = frozenset("mr mrs ms mx miss dr prof professor sir dame madam".split())
_SUFFIXES = frozenset("jr sr ii iii iv phd md dds esq mba cpa".split())
_ENDING = re.compile(
    r"^(?:o['’]|mc|mac)[a-z]{3,}|[a-zà-ž]{2,}(?:sson|nsen|rsen|sen|son|man|mann|ski|ská|sky|cki|wicz|ewicz|"
    r"ová|ova|eva|ev|ov|ovic|ović|ević|vić|čić|ić|ič|ich|yan|ian|dze|shvili|enko|chuk|dóttir|dottir|"
    r"ez|es|inen|nen|berg|bergh|stein|worth|croft|ham|field|gård|gaard|ström|strom|qvist|"
    r"feld|hoff|bauer|meyer|stra|sma|opoulos|idis|akis|escu|oglu|oğlu|ini|elli|etti|ucci|"
    r"moto|mura|yama|gawa|kawa|shima|zaki|saki|naka|hashi|guchi|uchi|waki|sawa|zawa)$"
)


class Kind(IntFlag):
    """What a word in Latin letters may be."""

    UNKNOWN = 0
    FIRST = 1
    FAMILY = 2
    WORD = 4
    THING = 8
    INITIAL = 16
    PARTICLE = 32
    TITLE = 64
    SUFFIX = 128
    ENDING = 256


NAME = Kind.FIRST | Kind.FAMILY


class Word(NamedTuple):
    """A word with its half-open place."""

    text: str
    start: int
    end: int
    kind: Kind


class Segment(NamedTuple):
    """Words of one run that may be a name, whether a title stands before, and what follows."""

    words: Sequence[Word]
    titled: bool
    thing_before: bool
    thing_after: bool


@lru_cache(maxsize=8192)
def kind_of(small: str) -> Kind:
    """What the lists and the shape of a word say; `small` is in small letters, without a dot."""
    kind = Kind.UNKNOWN
    if small in words("en_first") or "-" in small and _all_first(small):
        kind |= Kind.FIRST
    if small in words("en_last"):
        kind |= Kind.FAMILY
    if small in words("en_words"):
        kind |= Kind.WORD
    if small in words("en_things"):
        kind |= Kind.THING | Kind.WORD
    if small in _TITLES:
        kind |= Kind.TITLE
    if small in _SUFFIXES:
        kind |= Kind.SUFFIX
    if not kind and _ENDING.search(small):
        kind |= Kind.ENDING
    if not kind and _DERIVED.search(small):
        kind |= Kind.WORD
    return kind


# Endings of words that are made from words: no family ends so.
_DERIVED = re.compile(
    r"[a-z]{3,}(?:ing|tion|tions|sion|ment|ments|ness|ity|ities|able|ible|ful|less|ly|ive|ives|ous|ical|ics|"
    r"ware|ology|graphy|ance|ence|ized|ised|ship|wide|proof|able|ifier|izer|istic)$"
)


def _all_first(small: str) -> bool:
    return all(part in words("en_first") for part in small.split("-"))


def segments(text: str) -> Iterator[Segment]:
    """Every stretch of capitalised words that may be a name."""
    for run in _RUN.finditer(text):
        yield from _cut([_word(match) for match in _WORD.finditer(text, run.start(), run.end())])


def _word(match: re.Match[str]) -> Word:
    if match["particle"]:
        return Word(match[0], *match.span(), Kind.PARTICLE)
    bare = match[0].rstrip(".")
    kind = kind_of(bare.lower())
    if len(bare) == 1:
        kind = Kind.INITIAL if bare not in "AI" or match[0].endswith(".") else Kind.INITIAL | Kind.WORD
    return Word(match[0], *match.span(), kind)


def _cut(run: Sequence[Word]) -> Iterator[Segment]:
    start, titled, thing_before = 0, False, False
    for at, word in enumerate([*run, None]):
        if word is not None and _may_be_named(word):
            continue
        if start < at:
            named = list(run[start:at])
            while named and named[0].kind & (Kind.PARTICLE | Kind.SUFFIX):
                named.pop(0)
            while named and named[-1].kind & Kind.PARTICLE:
                named.pop()
            after = word is not None and bool(word.kind & Kind.THING)
            if named:
                yield Segment(named, titled, thing_before, after)
        start = at + 1
        titled = word is not None and bool(word.kind & Kind.TITLE)
        thing_before = word is not None and bool(word.kind & Kind.THING)


def _may_be_named(word: Word) -> bool:
    if word.kind & (Kind.TITLE | Kind.THING) and not word.kind & NAME:
        return False
    return not word.kind & Kind.WORD or bool(word.kind & NAME)
