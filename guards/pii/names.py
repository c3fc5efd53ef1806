"""Personal names: what words say on their own, and what stands around them.

Scores from 0.4 on are names to a `balanced` rulebook, from 0.2 on to a `strict` one.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from guards.pii.english_names import english_names
from guards.pii.found_names import FoundName, weigh
from guards.pii.kana_names import kana_names, readings
from guards.pii.labels import Label
from guards.pii.name_bases import Base
from guards.pii.name_context import shares
from guards.pii.name_mentions import with_company
from guards.pii.name_runs import runs
from guards.pii.search import PARTS
from guards.pii.spaced_names import spaced_names
from guards.pii.tokens import Token
from guards.pii.written_names import written_names

# How sure the words alone make us. Found by trying on labelled sentences, not learnt from them.
_ALONE = {
    Base.FULL: 0.85,
    Base.NUMBERED: 0.75,
    Base.JOINED_NAMES: 0.65,
    Base.BUILT: 0.6,
    Base.FAMILY: 0.5,
    Base.FOREIGN: 0.5,
    Base.GIVEN: 0.5,
    Base.NOBLE: 0.45,
    Base.UNKNOWNS: 0.45,
    Base.LISTED: 0.4,
    Base.CALLED: 0.3,
    Base.JOINED: 0.25,
    Base.RATHER_WORD: 0.2,
    Base.PLACE: 0.2,
    Base.WORD: 0.15,
    Base.THINGS: 0.1,
}
_PARTS_ALONE = {base: (base.value, share) for base, share in _ALONE.items()}
# What is a name by itself stays a possibility whatever stands around it: strict rulebooks mask it.
_POSSIBLE = 0.2
_NAME_BY_ITSELF = 0.4
_WORTH_TELLING = 0.15


def japanese_names(text: str, tokens: Sequence[Token]) -> Iterator[FoundName]:
    """Every possible name in normalised Japanese text, in order."""
    yield from with_company(text, list(_by_themselves(text, tokens)))


def _by_themselves(text: str, tokens: Sequence[Token]) -> Iterator[FoundName]:
    """Every possible name by its words and what is around them, in order of its first token."""
    for run in runs(text, tokens):
        part = _PARTS_ALONE[run.base]
        alone = part[1]
        least = _POSSIBLE if alone >= _NAME_BY_ITSELF else 0.0
        parts = [part, *shares(text, tokens, run)]
        name = weigh(run.start, run.end, parts, least=least)
        if name.score >= _WORTH_TELLING:
            yield name


def found_names(text: str, tokens: Sequence[Token]) -> Iterator[FoundName]:
    """Every possible name in normalised text; what is found twice overlaps."""
    japanese = list(japanese_names(text, tokens))
    yield from japanese
    yield from readings(text, japanese)
    yield from kana_names(text)
    yield from spaced_names(text, japanese_names)
    yield from english_names(text)
    yield from written_names(text)


class NameRecognizer(EntityRecognizer):
    """PERSON in Japanese and English text."""

    def __init__(self, *, language: str) -> None:
        super().__init__(
            supported_entities=[Label.PERSON.value], name="names", supported_language=language
        )

    def load(self) -> None:
        """Nothing: the dictionary belongs to the NLP engine, and the lists load at first use."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[RecognizerResult]:  # noqa: ARG002
        """Every possible name, with its score and what that is made of."""
        return [
            RecognizerResult(
                Label.PERSON.value,
                name.start,
                name.end,
                name.score,
                recognition_metadata={PARTS: name.parts},
            )
            for name in found_names(text, nlp_artifacts.tokens)
        ]
