"""The peer: Presidio over spaCy's ja_ginza, as its documentation sets up a language.

Its labels are mapped to Presidio's (`Person` to PERSON), without which it finds no name at all.
Installed by the extra `peer`; where it is missing, that is said and nothing is compared.
"""

from importlib.util import find_spec
from typing import Any

from tests.bench.persons import Span

_LANGUAGE = "ja"
_CONFIGURATION = {
    "nlp_engine_name": "spacy",
    "models": [{"lang_code": _LANGUAGE, "model_name": "ja_ginza"}],
    "ner_model_configuration": {
        "model_to_presidio_entity_mapping": {
            "Person": "PERSON", "PERSON": "PERSON", "Province": "LOCATION", "City": "LOCATION",
            "GPE": "LOCATION", "LOC": "LOCATION", "ORG": "ORGANIZATION", "Company": "ORGANIZATION",
        },
        "low_confidence_score_multiplier": 0.4,
        "low_score_entity_names": [],
    },
}  # fmt: skip


class Peer:
    """Presidio + ja_ginza, for Japanese and for Latin text alike: no English model is on PyPI."""

    def __init__(self) -> None:
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import NlpEngineProvider

        engine = NlpEngineProvider(nlp_configuration=_CONFIGURATION).create_engine()
        registry = RecognizerRegistry(supported_languages=[_LANGUAGE])
        registry.load_predefined_recognizers(languages=[_LANGUAGE], nlp_engine=engine)
        self._engine: Any = AnalyzerEngine(
            registry=registry, nlp_engine=engine, supported_languages=[_LANGUAGE]
        )

    def analyze(self, text: str) -> list[Any]:
        return list(self._engine.analyze(text, language=_LANGUAGE))

    def persons(self, text: str) -> list[Span]:
        return [(r.start, r.end) for r in self.analyze(text) if r.entity_type == "PERSON"]

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        return [(r.start, r.end, r.entity_type) for r in self.analyze(text)]


def peer() -> Peer | None:
    """The peer, or None where the extra is not installed."""
    return Peer() if find_spec("ja_ginza") else None
