"""Identifiers and addresses are found whole however they are written; figures stay silent."""

import json
from pathlib import Path

import pytest

from guards.normalise import Text
from guards.pii.catalogue import SHAPES
from guards.pii.guard import PiiGuard
from guards.pii.labels import Label
from guards.rulebook import DEFAULT, load
from guards.verdict import Context

CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "identifiers" / "tune.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
GUARD = PiiGuard(load(DEFAULT).pii)
OTHERS = {Label.PERSON, Label.QUOTED}  # names have a corpus of their own


def found(text: str) -> list[list[str]]:
    findings = GUARD.check(Text.of(text), Context())
    return [[f.label, text[f.start : f.end]] for f in findings if f.label not in OTHERS]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_corpus_is_found_as_it_is_marked(row: dict[str, object]) -> None:
    assert found(str(row["text"])) == row["found"]


def test_every_identifier_has_examples_that_are_found() -> None:
    elsewhere = {*OTHERS, Label.SECRET}
    assert {label for row in ROWS for label, _ in row["found"]} == set(Label) - elsewhere


def test_every_shape_has_a_name_of_its_own() -> None:
    names = [shape.name for shape in SHAPES]
    assert len(set(names)) == len(names)
