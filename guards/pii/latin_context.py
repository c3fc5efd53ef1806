"""What stands around a possible name in Latin letters, and what it adds or takes."""

import re
from collections.abc import Iterator

from guards.pii.latin_runs import Segment

_STRONG_CUE = re.compile(
    r"(?:\b(?:name(?: is|'s|:)|names? (?:are|were)|named(?: him| her| them)?|called|calls? me|"
    r"call me|i am|i'm|this is|dear|hi|hello|hey|user:|attn[.:]?|attention:|"
    r"signed,?|sincerely,|regards,|"
    r"contact(?: person)?:|author:|by:|manager:|(?:reported|written|directed|prepared|presented|"
    r"approved|sent) by|starring|says|said|(?:maiden|last|first) name is|owner:|host:|speaker:|cc:|"
    r"to:|from:|assignee:|reviewer:|my (?:boss|kid|son|daughter|wife|husband|friend|colleague)|"
    r"(?:last|first|maiden|full) name\?(?: user:)?|name on [a-z ]{3,20}\?(?: user:)?)"
    r"|担当者?[はの:]?|氏名[は:]?|名前[は:]?)[ \n]{0,3}$",
    re.IGNORECASE,
)
_WEAK_CUE = re.compile(
    r"(?:\b(?:by|with|from|to|for|and|met|told|asked|asks|thanks|add|ask|ping|cc|early)[ ,]|@ ?)"
    r"{1,2}$",
    re.IGNORECASE,
)
_ONLY_PEOPLE = re.compile(
    r",? (?:lives?|lived|shouted|spent|flew|thinks|smiled|laughed|was born|is from|is very|is my)\b"
)
_PEOPLE = re.compile(
    r",? (?:said|says|explain|asked|wrote|writes|told|noted|commented|replied|joined|reported|"
    r"presented|will (?:present|lead|join|be|send|share|write)|manages|leads|began|speaks?\b|"
    r"has (?:been|asked|sent)|had (?:given|asked)|is (?:out|on|our|the|so)\b|agreed|approved|"
    r"confirmed|wants|sent|called|and I\b|moved|works|worked|listed|suggested|mentioned)"
)
_DESCRIBED = re.compile(
    r", (?:the|our|a|an) [A-Za-z]|, [A-Z]?[a-z]{1,20} (?:manager|director|editor|of)\b|"
    r" \((?:he|she|they)\b|['’]s [a-z]"
)
_NUMBER_AFTER = re.compile(r",?[ ]\d|[ ](?:u\.|út\b|utca\b|str\.|strasse|straße|Rd\b)")
_NUMBER_BEFORE = re.compile(
    r"(?:\d[ ]|\b(?:Rua|Rue|Avenida|Calle|Via|Piazza|ul\.|C/|Quinta de|Cité|Cite|Plaza|Paseo|Point|"
    r"St\.)[ ])$",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(
    r",? (?:inc|ltd|llc|plc|gmbh|corp|and sons|& sons|& co)\b|['’]s (?:store|shop)| & [A-Z]|-[A-Z]",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"[ ]*(?:\n|$)")
_TURN = re.compile(r":[ ]?[\"A-Z]")
_WINDOW = 32


def shares(text: str, start: int, end: int, segment: Segment) -> Iterator[tuple[str, float]]:
    """(name, share) of everything around text[start:end]."""
    if segment.titled:
        yield "title", 0.6
        return
    before = text[max(0, start - _WINDOW) : start]
    yield from _against(text, end, before, segment)
    if _STRONG_CUE.search(before):
        yield "cue", 0.4
    elif _WEAK_CUE.search(before):
        yield "weak cue", 0.1
    if _ONLY_PEOPLE.match(text, end):
        yield "does what only people do", 0.35
    elif _PEOPLE.match(text, end):
        yield "does what people do", 0.3
    elif _DESCRIBED.match(text, end):
        yield "described", 0.1
    if not before or before[-1] == "\n":
        yield from _first_in_line(text, end, len(segment.words))


def _against(text: str, end: int, before: str, segment: Segment) -> Iterator[tuple[str, float]]:
    if segment.thing_after or _COMPANY_AFTER.match(text, end):
        yield "company or place", -0.6
    if segment.thing_before and len(segment.words) == 1:
        yield "part of a name of something", -0.3
    if _NUMBER_AFTER.match(text, end) or _NUMBER_BEFORE.search(before):
        yield "address", -0.45


def _first_in_line(text: str, end: int, count: int) -> Iterator[tuple[str, float]]:
    if count > 1 and _LINE_END.match(text, end):
        yield "alone on its line", 0.2
    elif _TURN.match(text, end):
        yield "speaks a line", 0.25
