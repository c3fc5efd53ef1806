"""English and romanised names: capitalised words judged one by one and by what stands around them,
and names written small where a cue or both lists say so.

The lists are of people in offices around the world. A word that is an everyday word too (Mark,
Grace, Young) is a name only beside another name, a title or a cue.
"""

import re
from collections.abc import Iterator

from guards.pii.latin_runs import NAME, Kind, Segment, Word, kind_of, segments

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]")
_STRONG_CUE = re.compile(
    r"(?:\b(?:name(?: is|'s|:)|names? (?:are|were)|named(?: him| her| them)?|called|calls? me|call me|i am|i'm|this is|dear|hi|hello|hey|"
    r"user:|attn[.:]?|attention:|signed,?|sincerely,|regards,|contact(?: person)?:|author:|by:|manager:|reported by|"
    r"written by|directed by|prepared by|presented by|approved by|starring|says|said|maiden name is|last name is|"
    r"sent by|owner:|host:|speaker:|cc:|to:|from:|assignee:|reviewer:|my (?:boss|kid|son|daughter|wife|husband|friend|colleague))"
    r"|担当者?[はの:]?|氏名[は:]?|名前[は:]?)[ \n]{0,3}$",
    re.IGNORECASE,
)
_WEAK_CUE = re.compile(
    r"\b(?:by|with|from|to|for|and|met|told|asked|asks|thanks|thank you|of|add|under|to|ask|ping|cc|early|ex-zombie|is|via|@)[ ,]{1,2}$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r",? (?:said|says|explain|asked|wrote|writes|told|noted|commented|replied|lives|lived|joined|reported|presented|"
    r"will (?:present|lead|join|be|send|share|write)|manages|leads|spent|shouted|began|speaks?\b|has (?:been|asked|sent)|had (?:given|asked)|"
    r"is (?:from|very|out|on|our|the|so)\b|was born|agreed|approved|confirmed|thinks|wants|sent|called|and I\b|"
    r"flew|moved|works|worked|listed|suggested|mentioned)"
)
_APPOSITION = re.compile(r"(?:, (?:the|our|a|an) [A-Za-z]|, [A-Z]?[a-z]+ (?:manager|director|editor|of)\b| \((?:he|she|they)\b|['’]s [a-z])")
_BESIDE_NUMBER = re.compile(r",?[ ]\d|[ ](?:u\.|út\b|utca\b|str\.|strasse|straße|Rd\b)")
_AFTER_NUMBER = re.compile(r"(?:\d[ ]|\b(?:Rua|Rue|Avenida|Calle|Via|Piazza|ul\.|C/|Quinta de|Cité|Cite|Plaza|Paseo|Point|St\.)[ ])$", re.IGNORECASE)
_COMPANY_AFTER = re.compile(r"(?:,? (?:inc|ltd|llc|plc|gmbh|corp|and sons|& sons|& co)\b|['’]s (?:store|shop)| & [A-Z]|-[A-Z])", re.IGNORECASE)
_LINE_END = re.compile(r"[ ]*(?:\n|$)")
_TURN = re.compile(r":[ ]?[\"A-Z]")
_SMALL_CUE = re.compile(
    r"\b(?P<sure>name is|i'm|i am|calls? me|call me|name him|named (?:him|her))\s(?P<one>[a-zà-ž][a-zà-ž'-]{2,20})(?P<two> [a-zà-ž][a-zà-ž'-]{2,20})?(?![a-zà-ž])"
    r"|\b(?:mr|mrs|ms|dr|dear|hi|hello|hey)[.]? (?P<listed>[a-zà-ž][a-zà-ž'-]{2,20})(?P<more> [a-zà-ž][a-zà-ž'-]{2,20})?(?![a-zà-ž])"
)
_SMALL_WORD = re.compile(r"(?<![A-Za-z0-9@_/.#-])[a-zà-ž]{3,15}(?![A-Za-z0-9@_/])")
_SMALL = re.compile(r"[a-z]{3}[ .][a-z]{3}")
_MARK = re.compile(r"[À-ÖØ-öø-ÿĀ-ſȘ-ț]")
_WINDOW = 32

Found = tuple[int, int, float]


def english_names(text: str) -> Iterator[Found]:
    """(start, end, score) of names in Latin letters; scores under 0.4 are mere possibilities."""
    if _CAPITAL.search(text):
        for segment in segments(text):
            yield from _judge(text, segment)
    if _SMALL.search(text):
        yield from _written_small(text)


def _judge(text: str, segment: Segment) -> Iterator[Found]:
    named = list(segment.words)
    if named[0].start == 0 or text[named[0].start-1:named[0].start] in "\n":
        pass
    start, end = named[0].start, named[-1].end
    if named[-1].text.endswith(".") and not named[-1].kind & (Kind.SUFFIX):
        end -= 1
    parts = [*_own(named), *_around(text, start, end, segment, len(named))]
    score = sum(share for _, share in parts)
    if score >= 0.15:
        yield start, end, min(0.95, score)


def _own(named: list[Word]) -> Iterator[tuple[str, float]]:
    core = [word for word in named if not word.kind & (Kind.PARTICLE | Kind.SUFFIX)]
    if len(core) == 1:
        yield from _alone(core[0])
        return
    first, last = core[0], core[-1]
    if all(word.text.isupper() for word in core) and not (first.kind & NAME and last.kind & NAME):
        return
    plain = not any(word.kind & Kind.WORD for word in core)
    if first.kind & Kind.FIRST:
        yield "listed first name", 0.2 if first.kind & Kind.WORD else 0.45
    if last.kind & Kind.FAMILY:
        yield "listed family name", 0.15 if last.kind & Kind.WORD else 0.35
    elif last.kind & Kind.FIRST and first.kind & Kind.FAMILY:
        yield "listed names", 0.35
    elif last.kind & Kind.ENDING:
        yield "ending of family names", 0.25
    if any(word.kind & Kind.INITIAL for word in core[1:-1]) or core[0].kind & Kind.INITIAL:
        yield "initial", 0.25
    if plain:
        yield "no everyday words", 0.2
    if any(_MARK.search(word.text) for word in core):
        yield "letters with marks", 0.2


def _alone(word: Word) -> Iterator[tuple[str, float]]:
    if word.text.isupper() and len(word.text) < 12:
        return
    everyday = bool(word.kind & Kind.WORD)
    if word.kind & Kind.FIRST:
        yield "listed first name", 0.2 if everyday else 0.45
    elif word.kind & Kind.FAMILY:
        yield "listed family name", 0.15 if everyday else 0.3
    elif word.kind & Kind.ENDING:
        yield "ending of family names", 0.15
    elif not everyday and len(word.text) > 2:
        yield "no everyday word", 0.05


def _around(text: str, start: int, end: int, segment: Segment, count: int) -> Iterator[tuple[str, float]]:
    if segment.titled:
        yield "title", 0.6
        return
    before = text[max(0, start - _WINDOW) : start]
    if segment.thing_after or _COMPANY_AFTER.match(text, end):
        yield "company or place", -0.6
    if segment.thing_before and count == 1:
        yield "company or place", -0.3
    if _BESIDE_NUMBER.match(text, end) or _AFTER_NUMBER.search(before):
        yield "address", -0.45
    if _STRONG_CUE.search(before):
        yield "cue", 0.4
    elif _WEAK_CUE.search(before):
        yield "cue", 0.1
    if _SPEAKS.match(text, end):
        yield "does what people do", 0.3
    elif _APPOSITION.match(text, end):
        yield "is described", 0.1
    at_line_start = not before or before.endswith("\n")
    if at_line_start and count > 1 and _LINE_END.match(text, end):
        yield "alone on its line", 0.2
    elif at_line_start and _TURN.match(text, end):
        yield "speaks a line", 0.25


def _written_small(text: str) -> Iterator[Found]:
    for match in _SMALL_CUE.finditer(text):
        if match["sure"]:
            first, second = match["one"], (match["two"] or "").strip()
            start = match.start("one")
            sure = match["sure"].endswith("name is") or bool(kind_of(first) & NAME)
        else:
            first, second = match["listed"], (match["more"] or "").strip()
            start = match.start("listed")
            sure = bool(kind_of(first) & NAME)
        if not sure or kind_of(first) & Kind.WORD or len(first) < 3:
            continue
        kind = kind_of(second) if second else Kind.WORD
        both = not kind & Kind.WORD and bool(kind & (NAME | Kind.ENDING))
        yield start, start + len(first) + (1 + len(second) if both else 0), 0.6
    before: re.Match[str] | None = None
    for match in _SMALL_WORD.finditer(text):
        if before and match.start() == before.end() + 1 and text[before.end()] in " .":
            one, two = kind_of(before[0]), kind_of(match[0])
            if _both(one, two) or _both(two, one) and len(match[0]) > 3 and len(before[0]) > 3:
                yield before.start(), match.end(), 0.6
        before = match


def _both(first: Kind, family: Kind) -> bool:
    if (first | family) & Kind.WORD:
        return False
    return bool(first & Kind.FIRST and family & Kind.FAMILY)
