"""Names of one word in English: from Bristol, by Hayes, Mori said.

A capital inside a sentence and a preposition before it; not in headings, where every word has one.
"""

import re
from collections.abc import Iterator

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.common_words import is_common_latin
from guards.grounding.traceable import Kind, Mention, Word

_NAME = r"[A-Z][a-z]{2,16}"
_PREPOSITIONS = "in from at near by via across outside"
_AFTER = anchored(
    rf"(?<=[a-z0-9,)%\"] )(?:{_PREPOSITIONS.replace(' ', '|')}) (?:(?:central|downtown|greater) )?"
    rf"(?P<name>{_NAME})(?:,? (?:and|or) (?P<other>{_NAME}))?(?![A-Za-z0-9'’-]|[ ][A-Z])",
    words=_PREPOSITIONS, back=2, ahead=60, flags=re.NOFLAG,
)  # fmt: skip
_SAYING = "said says told added explained stated joined commented wrote"
_BEFORE = anchored(
    rf"(?<![A-Za-z.] )\b(?P<name>{_NAME}) (?:{_SAYING.replace(' ', '|')})\b",
    words=_SAYING, back=20, ahead=12, flags=re.NOFLAG,
)  # fmt: skip
# Japanese, Canadian, Marketers: no single thing is called so.
_NO_NAME = re.compile(r".*(?:ese|ish|ian|ean|ers|ors|ing|tion|ment|ity|ics)\Z")


def latin_names(text: Anchors) -> Iterator[Mention]:
    """Every such name, in no order."""
    for match in text.find(_AFTER, _BEFORE):
        for group in ("name", "other"):
            name = match.groupdict().get(group)
            if name and not is_common_latin(name) and not _is_word_of(text, name):
                yield Mention(Kind.NAME, *match.span(group), (Word(name),))


def _is_word_of(text: Anchors, name: str) -> bool:
    """Whether the text also writes this small, as it does with no name."""
    return bool(_NO_NAME.match(name)) or any(
        text.normal[at].islower() for at in text.places_of(name.lower())[:50]
    )
