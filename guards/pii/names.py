"""Personal names: runs of name-like tokens, judged by what they are and what stands around them."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from presidio_analyzer import EntityRecognizer, RecognizerResult

from guards.pii.english_names import english_names
from guards.pii.labels import Label
from guards.pii.name_context import shares
from guards.pii.name_runs import Base, Run, runs
from guards.pii.name_words import words
from guards.pii.tokens import Kind, Token

_BASES = {
    Base.FULL: 0.85,
    Base.BUILT: 0.6,
    Base.JOINED_NAMES: 0.65,
    Base.NOBLE: 0.45,
    Base.UNKNOWNS: 0.45,
    Base.JOINED: 0.25,
    Base.THINGS: 0.1,
    Base.NUMBERED: 0.75,
    Base.FAMILY: 0.5,
    Base.RATHER_WORD: 0.2,
    Base.GIVEN: 0.45,
    Base.LISTED: 0.4,
    Base.PLACE: 0.2,
    Base.FOREIGN: 0.5,
    Base.WORD: 0.15,
    Base.CALLED: 0.3,
}


class Name(NamedTuple):
    start: int
    end: int
    score: float


def japanese_names(text: str, tokens: Sequence[Token]) -> Iterator[Name]:
    for run in runs(text, tokens):
        parts = [(run.base.value, _BASES[run.base]), *shares(text, run.start, run.end, base=run.base)]
        if run.base in (Base.FAMILY, Base.PLACE) and _is_listed_place(tokens, run.last): parts.append(("listed among places", -.2))
        score = sum(share for _, share in parts)
        if score > 0.1: yield Name(run.start, run.end, min(.95, score))


_LISTING = frozenset("、・,/と")


def _is_listed_place(tokens: Sequence[Token], at: int) -> bool:
    """長野 in 山形、長野、静岡: a place, because its neighbours are."""
    if tokens[at].text not in words("ja_rather_places"):
        return False
    left, right = tokens[max(0, at - 2) : at], tokens[at + 1 : at + 3]
    return (len(left) == 2 and _is_place_beside(left[1], left[0])) or (
        len(right) == 2 and _is_place_beside(right[0], right[1])
    )


def _is_place_beside(mark: Token, word: Token) -> bool:
    return mark.text in _LISTING and (word.kind is Kind.PLACE or word.text in words("ja_rather_places"))


class NameRecognizer(EntityRecognizer):
    """PERSON in Japanese and English text."""

    def __init__(self, *, language: str) -> None:
        super().__init__(
            supported_entities=[Label.PERSON.value], name="names", supported_language=language
        )

    def load(self) -> None:
        """Nothing: the dictionary belongs to the NLP engine."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[RecognizerResult]:  # noqa: ARG002
        """Every possible name, with its score."""
        found = [*japanese_names(text, nlp_artifacts.tokens), *english_names(text)]
        return [RecognizerResult(Label.PERSON.value, *span) for span in found]
