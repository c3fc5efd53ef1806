"""Runs of capitalised words in Latin letters, cut where a word can be no part of a name."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from guards.pii.name_words import words

UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽȘȚ"
LETTER = "A-Za-zÀ-ÖØ-öø-ÿĀ-ſȘ-țḀ-ỹ"
_CAP = (
    rf"[{UPPER}][{LETTER}]{{0,24}}"
    rf"(?:['’][{UPPER}][{LETTER}]{{1,20}}|-[{LETTER}]{{1,20}}){{0,2}}(?![{LETTER}0-9])"
)
# A full stop belongs to an initial or a title; after other words a sentence ends.
_TOKEN = rf"{_CAP}(?:(?<=\b[{UPPER}])\.|(?<=\b[MDJS][rst])\.|(?<=\bMrs)\.|(?<=\bProf)\.)?"
_PARTICLE = (
    r"(?:de la|de los|van den|van der|van de|von der|de|da|do|dos|del|della|di|du|van|von|der|den|"
    r"ten|ter|bin|ibn|al|el|la|le|af|av)"
)
_RUN = re.compile(
    rf"(?<![{LETTER}0-9@_/.#&-]){_TOKEN}(?:[ ]{{1,3}}(?:{_PARTICLE}[ ])?{_TOKEN}){{0,7}}(?![@_])"
)
_WORD = re.compile(rf"(?P<particle>{_PARTICLE})(?=[ ])|{_CAP}\.?")
_SHORTEST = 2

# What a word may be: flags in plain numbers, because half a million of them are made a second.
FIRST, FAMILY, EVERYDAY, THING, INITIAL, PARTICLE, TITLE, SUFFIX, ENDING = (
    1 << bit for bit in range(9)
)
LISTED = FIRST | FAMILY

_TITLES = frozenset(("mr", "mrs", "ms", "mx", "miss", "dr", "prof", "professor", "sir", "dame"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "dds", "esq", "mba", "cpa"))
# Words of grammar: no list of names makes them one.
_GRAMMAR = frozenset(
    """
    a an the this that these those my your his her its our their you he she it we they i me us him
    them who what where when why how and or but nor so yet for of in on at to by from with if as is
    are was were be been do does did has have had can not no yes all any each see let go get
    """.split()  # noqa: SIM905 - sixty quotes are harder to read
)
_ENDING = re.compile(
    r"^(?:o['’]|mc|mac)[a-z]{3,}|[a-zà-ž]{2,}(?:sson|nsen|rsen|sen|son|man|mann|ski|ská|sky|cki|"
    r"wicz|ová|ova|eva|ev|ov|ovic|ović|ević|vić|čić|ić|ič|ich|yan|ian|dze|shvili|enko|chuk|dóttir|"
    r"dottir|ez|inen|nen|berg|bergh|stein|worth|croft|ham|field|gård|gaard|ström|strom|qvist|feld|"
    r"hoff|bauer|meyer|stra|sma|opoulos|idis|akis|escu|oglu|oğlu|ini|elli|etti|ucci|moto|mura|"
    r"yama|gawa|kawa|shima|zaki|saki|naka|hashi|guchi|uchi|waki|sawa|zawa)$"
)
# Endings of words that are made from words: no family's name ends so.
_DERIVED = re.compile(
    r"^[a-z]{3,}(?:ing|tion|tions|sion|ment|ments|ness|ity|ities|able|ible|ful|less|ly|ive|ives|ous|"
    r"ical|ics|ware|ed|ers|ors|ists|ians|ology|graphy|ance|ence|ized|ised|ship|wide|proof|ifier|izer|istic)$"
)


class Word(NamedTuple):
    """A word with its half-open place and the flags of what it may be."""

    text: str
    start: int
    end: int
    kind: int


class Segment(NamedTuple):
    """Words of one run that may be a name, with what stands beside them in the run."""

    words: Sequence[Word]
    titled: bool
    thing_before: bool
    thing_after: bool


@lru_cache(maxsize=8192)
def kind_of(small: str) -> int:
    """The flags of a word in small letters, without a full stop."""
    if small in _GRAMMAR:
        return EVERYDAY
    kind = 0
    plain = small if small.isascii() else _without_marks(small)
    if _listed(small, plain, "en_first") or ("-" in small and _all_first(plain)):
        kind |= FIRST
    if _listed(small, plain, "en_last"):
        kind |= FAMILY
    if small in words("en_words"):
        kind |= EVERYDAY
    if small in words("en_things"):
        kind |= THING | EVERYDAY
    if small in _TITLES:
        kind |= TITLE
    if small in _SUFFIXES:
        kind |= SUFFIX
    return kind or _by_ending(small)


def _by_ending(small: str) -> int:
    if _ENDING.search(small):
        return ENDING
    return EVERYDAY if _DERIVED.search(small) else 0


def _listed(small: str, plain: str, name: str) -> bool:
    return small in words(name) or plain in words(name)


def _without_marks(small: str) -> str:
    """zoe for zoë: lists and writers differ in their marks."""
    return "".join(
        char for char in unicodedata.normalize("NFD", small) if not unicodedata.combining(char)
    )


def _all_first(small: str) -> bool:
    return all(part in words("en_first") for part in small.split("-"))


def segments(text: str) -> Iterator[Segment]:
    """Every stretch of capitalised words that may be a name."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= _SHORTEST:
            matches = _WORD.finditer(text, run.start(), run.end())
            yield from _cut([_word(match) for match in matches])


def _word(match: re.Match[str]) -> Word:
    start, end = match.span()
    if match["particle"]:
        return Word(match[0], start, end, PARTICLE)
    bare = match[0].rstrip(".")
    if len(bare) > 1:
        return Word(match[0], start, end, kind_of(bare.lower()))
    dotted = len(match[0]) > 1
    return Word(match[0], start, end, INITIAL if dotted or bare not in "AI" else EVERYDAY)


def _cut(run: Sequence[Word]) -> Iterator[Segment]:
    """The run without the words that no name holds; each stretch between them is a segment."""
    start, before = 0, 0
    for at, word in enumerate(run):
        if _may_be_named(word.kind):
            continue
        if named := _trimmed(run[start:at]):
            yield Segment(
                named, bool(before & TITLE), bool(before & THING), bool(word.kind & THING)
            )
        start, before = at + 1, word.kind
    if named := _trimmed(run[start:]):
        yield Segment(named, bool(before & TITLE), bool(before & THING), thing_after=False)


def _may_be_named(kind: int) -> bool:
    return bool(kind & LISTED) or not kind & (EVERYDAY | TITLE | THING)


def _trimmed(named: Sequence[Word]) -> Sequence[Word]:
    """Without the particles and suffixes that stand at a wrong end."""
    first, last = 0, len(named)
    while first < last and named[first].kind & (PARTICLE | SUFFIX):
        first += 1
    while first < last and named[last - 1].kind & PARTICLE:
        last -= 1
    return named[first:last]
