"""Recognizers that an operator adds in the rulebook: patterns of their own, or Presidio's by name.

Their patterns run on RE2, so that none can hang a worker; there `\\b` and `\\w` know ASCII only and
see the boundary between kana and Latin. Presidio's own recognizers are told the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import re2
from presidio_analyzer import (
    EntityRecognizer,
    LocalRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerResult,
    predefined_recognizers,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

from guards.normalise import Text
from guards.pii.labels import Label
from guards.pii.search import PARTS
from guards.sections import Recognizer

# How far a cue word may stand before a value, in code points; a third of that after.
_CUE_WINDOW = 48
# Presidio's own figures for what a cue word adds, and for the least it then comes to.
_CUE_SHARE = 0.35
_LEAST_WITH_CUE = 0.4
_MEMORY_BYTES = 64 << 20
_LATIN = re.compile(r"[A-Za-z0-9]")
# These two have a meaning of their own: what a person typed like a placeholder, and secrets.
_TAKEN = frozenset({Label.QUOTED.value, Label.SECRET.value})


class BadRecognizer(ValueError):
    """A recognizer that can't be used; the message names the key and says what is wrong."""


def build(rules: Sequence[Recognizer], *, language: str) -> list[EntityRecognizer]:
    """The recognizers that these rules ask for, speaking `language`; raises BadRecognizer."""
    built = [_build(rule, f"pii.recognizers.{at}", language) for at, rule in enumerate(rules)]
    names = [rule.name or rule.use for rule in rules]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise BadRecognizer(f"pii.recognizers.{at}.name: '{name}' is used twice")
    return built


def _build(rule: Recognizer, key: str, language: str) -> EntityRecognizer:
    if rule.use is not None:
        return _predefined(rule, key, language)
    if not rule.name:
        raise BadRecognizer(f"{key}.name: is missing")
    if not rule.supported_entity:
        raise BadRecognizer(f"{key}.supported_entity: is missing")
    if rule.supported_entity in _TAKEN:
        raise BadRecognizer(f"{key}.supported_entity: '{rule.supported_entity}' is taken")
    if not (rule.patterns or rule.deny_list):
        raise BadRecognizer(f"{key}: needs patterns or a deny_list")
    return PatternsRecognizer(rule, list(_compiled(rule, key)), language=language)


def _compiled(rule: Recognizer, key: str) -> Iterator[tuple[Any, float]]:
    for at, pattern in enumerate(rule.patterns):
        yield _re2(pattern.regex, f"{key}.patterns.{at}.regex"), pattern.score
    terms = [Text.of(term).normal.strip() for term in rule.deny_list]
    if not all(terms):
        raise BadRecognizer(f"{key}.deny_list: a term is empty")
    if terms:
        longest_first = sorted(terms, key=lambda term: (-len(term), term))
        yield _re2("|".join(map(_edged, longest_first)), f"{key}.deny_list"), rule.deny_list_score


def _re2(pattern: str, key: str) -> Any:
    """As Presidio compiles them: over lines, `^` and `$` at each, in any case."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.dot_nl = True
    options.max_mem = _MEMORY_BYTES
    try:
        return re2.compile(f"(?m:{pattern})", options)
    except re2.error:
        problem = "is no pattern that RE2 knows (it has no look-around and no references back)"
        raise BadRecognizer(f"{key}: {problem}") from None


def _edged(term: str) -> str:
    before = r"\b" if _LATIN.match(term[0]) else ""
    after = r"\b" if _LATIN.match(term[-1]) else ""
    return f"{before}{re2.escape(term)}{after}"


def _predefined(rule: Recognizer, key: str, language: str) -> EntityRecognizer:
    """Presidio's recognizer of this name, whatever languages it was registered for."""
    if rule.patterns or rule.deny_list or rule.supported_entity:
        raise BadRecognizer(f"{key}: 'use' takes no patterns, deny_list or supported_entity")
    kind = getattr(predefined_recognizers, rule.use or "", None)
    if not (isinstance(kind, type) and issubclass(kind, EntityRecognizer)):
        raise BadRecognizer(f"{key}.use: Presidio has no recognizer '{rule.use}'")
    if issubclass(kind, SpacyRecognizer):
        raise BadRecognizer(f"{key}.use: name its pipeline in pii.second_opinions instead")
    try:
        recognizer = kind(supported_language=language)  # type: ignore[call-arg]
    except Exception as error:  # noqa: BLE001 - whatever a stranger's constructor lacks
        problem = f"'{rule.use}' can't be used without settings of its own"
        raise BadRecognizer(f"{key}.use: {problem} ({type(error).__name__})") from None
    recognizer.context = [*(recognizer.context or []), *rule.context]
    if isinstance(recognizer, PatternRecognizer):
        _see_kana_as_no_letters(recognizer)
    return recognizer


def _see_kana_as_no_letters(recognizer: Any) -> None:
    recognizer.patterns = [
        Pattern(each.name, f"(?a){each.regex}", each.score) for each in recognizer.patterns
    ]


class PatternsRecognizer(LocalRecognizer):
    """Patterns and literal terms of one label, by RE2."""

    def __init__(
        self, rule: Recognizer, compiled: Sequence[tuple[Any, float]], *, language: str
    ) -> None:
        self._compiled = tuple(compiled)
        self._name = rule.name
        super().__init__(
            supported_entities=[rule.supported_entity or ""],
            name=rule.name,
            supported_language=language,
            context=list(rule.context),
        )

    def load(self) -> None:
        """Nothing: patterns come compiled."""

    def analyze(
        self,
        text: str,
        entities: list[str],  # noqa: ARG002 - Presidio's signature
        nlp_artifacts: Any = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        """Every match that is not empty."""
        return [
            RecognizerResult(
                self.supported_entities[0],
                match.start(),
                match.end(),
                score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self._name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for pattern, score in self._compiled
            for match in pattern.finditer(text)
            if match.end() > match.start()
        ]


class CuesNearby(ContextAwareEnhancer):
    """A recognizer's context words raise its scores, in languages without spaces too.

    Presidio's own enhancer compares lemmas of tokens, and copies every result deeply.
    """

    def __init__(self) -> None:
        super().__init__(_CUE_SHARE, _LEAST_WITH_CUE, _CUE_WINDOW, _CUE_WINDOW // 3)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: Any,  # noqa: ARG002 - Presidio's signature
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        """The same results, of which those with a cue word nearby score higher."""
        cues = {each.id: _cues(tuple(each.context)) for each in recognizers if each.context}
        if cues:
            for result in raw_results:
                metadata = result.recognition_metadata or {}
                pattern = cues.get(metadata.get(RecognizerResult.RECOGNIZER_IDENTIFIER_KEY, ""))
                if pattern is not None and pattern.search(_near(text, result)):
                    _raise_score(result)
        return raw_results


def _near(text: str, result: RecognizerResult) -> str:
    before = text[max(0, result.start - _CUE_WINDOW) : result.start]
    return before + "\n" + text[result.end : result.end + _CUE_WINDOW // 3]


def _raise_score(result: RecognizerResult) -> None:
    name = str(result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY])
    before = float(result.score)
    result.score = min(1.0, max(_LEAST_WITH_CUE, before + _CUE_SHARE))
    share = round(result.score - before, 3)
    result.recognition_metadata[PARTS] = ((name, before), ("cue", share))


@lru_cache(maxsize=256)
def _cues(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words; a Latin one only as a whole."""
    normal = sorted({Text.of(word).normal.strip() for word in words} - {""})
    return re.compile("|".join(map(_whole, normal)) or r"(?!)", re.IGNORECASE)


def _whole(word: str) -> str:
    before = r"(?<![A-Za-z0-9])" if _LATIN.match(word[0]) else ""
    after = r"(?![A-Za-z0-9])" if _LATIN.match(word[-1]) else ""
    return before + re.escape(word) + after


def labels_of(recognizers: Iterable[EntityRecognizer]) -> frozenset[str]:
    """The labels that these recognizers give."""
    return frozenset(label for each in recognizers for label in each.get_supported_entities())
