"""The Presidio analyzer that every text goes through, Japanese and English alike.

One registry for all languages: a Japanese message holds English names and American phone numbers
too. No spaCy pipeline and no model runs here, and nothing touches the network.
"""

import os
from collections.abc import Iterable, Sequence
from functools import cache

# tldextract, under some of Presidio's recognizers, fetches a list at first use unless told not to.
os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult

from guards.pii import operators
from guards.pii.catalogue import SHAPES
from guards.pii.search import PARTS, ShapesRecognizer
from guards.pii.second_opinion import NotInstalled, recognizer_for
from guards.pii.sentences import SentenceNames
from guards.pii.spans import Hit
from guards.pii.tables import TableRecognizer
from guards.pii.tokens import SudachiNlpEngine
from guards.sections import Pii, Recognizer

LANGUAGE = "mul"  # ISO 639-2: several languages in one text


@cache
def analyzer() -> AnalyzerEngine:
    """The shared engine of a rulebook that adds nothing, built at first use."""
    return engine_for(Pii())


def engine_for(rules: Pii) -> AnalyzerEngine:
    """The engine that these rules ask for; raises operators.BadRecognizer.

    Its cache of sentences is its own: another rulebook, another engine, another cache.
    """
    names = [] if rules.names == "off" else _names(rules.second_opinions)
    added = operators.build(rules.recognizers, language=LANGUAGE)
    return build_analyzer([*names, *added])


def _names(pipelines: Iterable[str]) -> list[EntityRecognizer]:
    try:
        opinions = [recognizer_for(pipeline, language=LANGUAGE) for pipeline in pipelines]
    except NotInstalled as error:
        raise operators.BadRecognizer(f"pii.second_opinions: {error}") from None
    return [SentenceNames(language=LANGUAGE), *opinions]


def build_analyzer(recognizers: Iterable[EntityRecognizer]) -> AnalyzerEngine:
    """An engine with our shapes and these recognizers, which must speak LANGUAGE."""
    registry = RecognizerRegistry(
        recognizers=[_shapes(), TableRecognizer(_shapes(), language=LANGUAGE), *recognizers],
        supported_languages=[LANGUAGE],
    )
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=SudachiNlpEngine(language=LANGUAGE),
        supported_languages=[LANGUAGE],
        context_aware_enhancer=operators.CuesNearby(),
    )


@cache
def _shapes() -> ShapesRecognizer:
    """Compiled once: it holds no state, so that all engines share it."""
    return ShapesRecognizer(SHAPES, language=LANGUAGE)


def labels_of(recognizers: Sequence[Recognizer]) -> frozenset[str]:
    """The labels that an operator's recognizers give; raises operators.BadRecognizer."""
    return operators.labels_of(operators.build(recognizers, language=LANGUAGE))


def analyze(text: str, *, engine: AnalyzerEngine) -> Sequence[Hit]:
    """Every possible hit in normalised text; overlaps are still there."""
    return [_hit(result) for result in engine.analyze(text, language=LANGUAGE)]


def _hit(result: RecognizerResult) -> Hit:
    """A result with what its score is made of; of a stranger's we know whose it is."""
    metadata = result.recognition_metadata or {}
    score = float(result.score)
    parts = metadata.get(PARTS)
    if parts is None:
        parts = ((str(metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY, "recognizer")), score),)
    return Hit(result.start, result.end, result.entity_type, score, tuple(parts))


def warm_up(engine: AnalyzerEngine) -> None:
    """Load the dictionary and run once, so that the first request does not wait for it."""
    analyze("山田太郎です。taro@example.com", engine=engine)
