"""The Presidio analyzer that every text goes through, Japanese and English alike.

One registry for all languages: a Japanese message holds English names and American phone numbers
too. No spaCy pipeline and no model runs here, and nothing touches the network.
"""

import os
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

# tldextract, under some of Presidio's recognizers, fetches a list at first use unless told not to.
os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

from guards.pii import common, japan
from guards.pii.search import PARTS, ShapesRecognizer
from guards.pii.sentences import SentenceNames
from guards.pii.spans import Hit
from guards.pii.tokens import SudachiNlpEngine

LANGUAGE = "mul"  # ISO 639-2: several languages in one text


class _ShapesKnowTheirCues(ContextAwareEnhancer):
    """Scores stay as the shapes gave them: Presidio's own enhancer copies every result deeply."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,  # noqa: ARG002 - Presidio's signature
        raw_results: list[RecognizerResult],
        nlp_artifacts: Any,  # noqa: ARG002
        recognizers: list[EntityRecognizer],  # noqa: ARG002
        context: list[str] | None = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        return raw_results


@cache
def analyzer() -> AnalyzerEngine:
    """The shared engine, built at first use."""
    return build_analyzer()


def build_analyzer(extra: Iterable[EntityRecognizer] = ()) -> AnalyzerEngine:
    """An engine with our recognizers and `extra` ones, which must speak LANGUAGE."""
    shapes = (*japan.SHAPES, *common.SHAPES)
    registry = RecognizerRegistry(
        recognizers=[
            ShapesRecognizer(shapes, language=LANGUAGE),
            SentenceNames(language=LANGUAGE),
            *extra,
        ],
        supported_languages=[LANGUAGE],
    )
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=SudachiNlpEngine(language=LANGUAGE),
        supported_languages=[LANGUAGE],
        context_aware_enhancer=_ShapesKnowTheirCues(),
    )


def analyze(text: str, *, engine: AnalyzerEngine | None = None) -> Sequence[Hit]:
    """Every possible hit in normalised text; overlaps are still there."""
    results = (engine or analyzer()).analyze(text, language=LANGUAGE)
    return [_hit(result) for result in results]


def _hit(result: RecognizerResult) -> Hit:
    """A result with what its score is made of; of a stranger's we know whose it is."""
    metadata = result.recognition_metadata or {}
    score = float(result.score)
    parts = metadata.get(PARTS)
    if parts is None:
        parts = ((str(metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY, "recognizer")), score),)
    return Hit(result.start, result.end, result.entity_type, score, tuple(parts))


def warm_up() -> None:
    """Load the dictionary and run once, so that the first request does not wait for it."""
    analyze("山田太郎です。taro@example.com")
