"""A spaCy pipeline as a second opinion on names, where an operator installed one: ja_ginza.

Hundreds of times slower than the search by dictionary, so that it runs only where a rulebook
names it in `pii.second_opinions`, and is loaded at the first text, not before.
"""

import importlib.util
import threading
from pathlib import Path
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from guards.pii.labels import Label
from guards.pii.search import PARTS

# How pipelines call a person: spaCy's own say PERSON, multilingual ones PER, ja_ginza Person.
_PERSON = frozenset({"PERSON", "PER", "Person"})
# Sudachi, under ja_ginza, refuses more than 49,149 bytes at once.
_PIECE_CHARS = 10_000
_OVERLAP_CHARS = 100
_SCORE = 0.6


class NotInstalled(ValueError):
    """A pipeline that the rulebook names is not there; the message says how to install it."""


class PipelineRecognizer(EntityRecognizer):
    """PERSON as an installed spaCy pipeline sees it. Thread-safe."""

    def __init__(self, pipeline: str, *, language: str) -> None:
        self._pipeline = pipeline
        self._loaded: Any = None
        self._lock = threading.Lock()
        super().__init__(
            supported_entities=[Label.PERSON.value], name=pipeline, supported_language=language
        )

    def load(self) -> None:
        """Nothing: a pipeline takes seconds and hundreds of megabytes, so it waits for a text."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[RecognizerResult]:  # noqa: ARG002
        """Every person that the pipeline sees."""
        found = {
            (start + entity.start_char, start + entity.end_char)
            for start in range(0, max(1, len(text)), _PIECE_CHARS - _OVERLAP_CHARS)
            for entity in self._entities(text[start : start + _PIECE_CHARS])
            if entity.label_ in _PERSON
        }
        return [
            RecognizerResult(
                Label.PERSON.value,
                *span,
                _SCORE,
                recognition_metadata={PARTS: ((self._pipeline, _SCORE),)},
            )
            for span in sorted(found)
        ]

    def _entities(self, text: str) -> Any:
        # A tokenizer of Sudachi, which ja_ginza holds, is for one thread at a time.
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._pipeline)
            return self._loaded(text).ents


def recognizer_for(name: str, *, language: str) -> EntityRecognizer:
    """The recognizer over the pipeline `name`; raises NotInstalled, before anything is loaded."""
    if not _is_pipeline(name):
        raise NotInstalled(
            f"pii.second_opinions: {name!r} is not installed. "
            f"Install it with: {_HOW.get(name, f'python -m spacy download {name}')}, "
            f"or take it out of the rulebook."
        )
    return PipelineRecognizer(name, language=language)


def _is_pipeline(name: str) -> bool:
    """Whether an installed package of that name holds a spaCy pipeline: those have a meta.json."""
    found = importlib.util.find_spec(name) if name.isidentifier() else None
    places = found.submodule_search_locations if found is not None else None
    return any(next(Path(place).rglob("meta.json"), None) is not None for place in places or ())


_HOW = {"ja_ginza": "pip install ginza ja_ginza"}


def _load(name: str) -> Any:
    import spacy  # seconds and megabytes that nobody pays for without it

    return spacy.load(name, exclude=["parser", "lemmatizer"] if name.startswith("en_") else [])
