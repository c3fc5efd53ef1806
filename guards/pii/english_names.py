"""English and romanised names: capitalised words judged one by one and by what stands around them,
and names written small where a cue or both lists say so.

The lists are of people in offices around the world. A word that is an everyday word too (Mark,
Grace, Young) is a name only beside another name, a title or a cue.
"""

import re
from collections.abc import Iterator, Sequence

from guards.pii.found_names import FoundName, weigh
from guards.pii.latin_context import shares
from guards.pii.latin_runs import (
    ENDING,
    EVERYDAY,
    FAMILY,
    FIRST,
    INITIAL,
    LISTED,
    PARTICLE,
    SUFFIX,
    Segment,
    Word,
    kind_of,
    segments,
)
from guards.pii.name_words import words

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]")
_MARK = re.compile(r"[À-ÖØ-öø-ÿĀ-ſȘ-ț]")
_SMALL_NAME = r"[a-zà-ž][a-zà-ž'-]{2,20}"
_SMALL_CUE = re.compile(
    rf"\b(?:(?P<sure>name is)|i'm|i am|calls? me|call me|name him|named (?:him|her)|"
    rf"mr|mrs|ms|dr|dear|hi|hello|hey)[.]?\s"
    rf"(?P<one>{_SMALL_NAME})(?: (?P<two>{_SMALL_NAME}))?(?![a-zà-ž])"
)
_SMALL_PAIR = re.compile(r"[a-z]{3}[ .][a-z]{3}")
_SMALL_WORD = re.compile(
    r"(?:(?<![A-Za-z0-9@_/#-])|(?<=[ぁ-んァ-ヴー一-鿿]/))[a-zà-ž]{3,15}(?![A-Za-z0-9@_/])"
)
_LONGEST_ACRONYM = 12
_SHORTEST_SMALL = 4
_LONG_FAMILY = 7
_WORTH_TELLING = 0.15
_WRITTEN_SMALL = 0.6


def english_names(text: str) -> Iterator[FoundName]:
    """Every possible name in Latin letters. The 's of "Emily Carter's" is not part of the name."""
    if _CAPITAL.search(text):
        for segment in segments(text):
            name = _judge(text, segment)
            if name.score >= _WORTH_TELLING:
                yield name
    if _SMALL_PAIR.search(text):
        yield from _after_small_cues(text)
        yield from _small_pairs(text)


def _judge(text: str, segment: Segment) -> FoundName:
    start, last = segment.words[0].start, segment.words[-1]
    end = last.end - (last.text.endswith(".") and not last.kind & SUFFIX)
    core = [word for word in segment.words if not word.kind & (PARTICLE | SUFFIX)]
    if _is_brand("_".join(word.text for word in core).lower(), text, end):
        return weigh(start, end, [("brand called like a person", 0.2)])
    own = list(_of_one(core[0]) if len(core) == 1 else _of_several(core))
    if not own and not segment.titled:
        return weigh(start, end, [])
    return weigh(start, end, [*own, *shares(text, start, end, segment)])


def _is_brand(key: str, text: str, end: int) -> bool:
    """Calvin Klein, and Wendy's, though not Wendy."""
    owned = text.startswith(("'s", "’s"), end)
    return key in words("brands") or (owned and f"{key}'s" in words("brands"))


def _of_several(core: Sequence[Word]) -> Iterator[tuple[str, float]]:
    first, last = core[0].kind, core[-1].kind
    if not (first & LISTED and last & LISTED) and all(word.text.isupper() for word in core):
        return
    if first & FIRST:
        yield "listed first name", 0.2 if first & EVERYDAY else 0.45
    if last & FAMILY:
        yield "listed family name", 0.15 if last & EVERYDAY else 0.35
    elif last & FIRST and first & FAMILY:
        yield "listed names", 0.35
    elif last & ENDING:
        yield "ending of family names", 0.25
    if any(word.kind & INITIAL for word in core[:-1]):
        yield "initial", 0.25
    if not any(word.kind & EVERYDAY for word in core):
        yield "no everyday words", 0.15
    if any(_MARK.search(word.text) for word in core):
        yield "letters with marks", 0.2


def _of_one(word: Word) -> Iterator[tuple[str, float]]:
    if word.text.isupper() and len(word.text) < _LONGEST_ACRONYM:
        return
    everyday = word.kind & EVERYDAY
    if word.kind & FIRST:
        yield "listed first name", 0.2 if everyday else 0.45
    elif word.kind & FAMILY:
        yield "listed family name", 0.15 if everyday else 0.3
    elif word.kind & ENDING:
        yield "ending of family names", 0.15
    elif not everyday:
        yield "no everyday word", 0.05


def _after_small_cues(text: str) -> Iterator[FoundName]:
    """my name is emily carter, hi tom"""
    for match in _SMALL_CUE.finditer(text):
        kind = kind_of(match["one"])
        if kind & EVERYDAY or not (match["sure"] or kind & LISTED):
            continue
        second = kind_of(match["two"]) if match["two"] else EVERYDAY
        more = second & (LISTED | ENDING) and (match["sure"] or not second & EVERYDAY)
        end = match.end("two") if more else match.end("one")
        yield weigh(match.start("one"), end, [("cue", _WRITTEN_SMALL)])


def _small_pairs(text: str) -> Iterator[FoundName]:
    """emily carter, yamada taro, taro.yamada: both halves are listed and neither is a word."""
    before: re.Match[str] | None = None
    for match in _SMALL_WORD.finditer(text):
        if before and _is_beside(text, before, match) and _is_small_name(before[0], match[0]):
            yield weigh(before.start(), match.end(), [("listed names", _WRITTEN_SMALL)])
        before = match


def _is_beside(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    return match.start() == before.end() + 1 and text[before.end()] in " ."


def _is_small_name(one: str, two: str) -> bool:
    if min(len(one), len(two)) < _SHORTEST_SMALL:
        return False
    first, second = kind_of(one), kind_of(two)
    if (first | second) & EVERYDAY:
        return False
    if first & FIRST and second & ENDING:
        return len(two) >= _LONG_FAMILY
    return bool((first & FIRST and second & FAMILY) or (first & FAMILY and second & FIRST))
