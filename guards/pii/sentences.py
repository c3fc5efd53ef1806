"""Names, sentence by sentence, each sentence searched once.

Tokens and names are the expensive half of the search, and the lines of a thread come back with
every request. What is kept is keyed by a digest under a key of this cache alone, and holds places
and scores, never text. Results with and without the cache are the same, because a sentence is
always searched by itself.
"""

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from presidio_analyzer import RecognizerResult

from guards.pii.labels import Label
from guards.pii.named_columns import named_cells
from guards.pii.names import NameRecognizer
from guards.pii.search import PARTS, Parts
from guards.pii.tokens import LazyArtifacts

# Shorter lines stay together with what follows: 担当 over its name, a name under "Regards,".
_SHORT = 16
# What has no end for so long is cut into pieces; neighbours overlap, so that no name is cut.
_LONG, _OVERLAP = 1_000, 64
# Every sentence of the longest text that a rulebook usually lets in, a few times over.
_ENTRIES = 16_384
# No rulebook asks for less sure a name than this, and each result costs time behind us.
_LEAST = 0.2
_END = re.compile(r"[。!?！？]+|(?<![,:、,\n])\n+")


class Named(NamedTuple):
    """A possible name in one sentence, and what its score is made of."""

    start: int
    end: int
    score: float
    parts: Parts


class Sentence(NamedTuple):
    """A half-open place in a text that is searched by itself.

    Names that begin in [first, until) belong to it; elsewhere it overlaps with its neighbours.
    """

    start: int
    end: int
    first: int
    until: int


def sentences(text: str) -> Iterator[Sentence]:
    """Sentences that together own all of `text`, cut behind sentence and line ends."""
    start = 0
    for match in _END.finditer(text):
        if match.end() - start >= _SHORT:
            yield from _pieces(start, match.end())
            start = match.end()
    if start < len(text):
        yield from _pieces(start, len(text))


def _pieces(start: int, end: int) -> Iterator[Sentence]:
    first = start
    while end - start > _LONG:
        until = start + _LONG - _OVERLAP // 2
        yield Sentence(start, start + _LONG, first, until)
        first, start = until, start + _LONG - _OVERLAP
    yield Sentence(start, end, first, end)


class SentenceCache:
    """What was found in a sentence, for the sentences that were seen last. Thread-safe."""

    def __init__(self, entries: int = _ENTRIES) -> None:
        self._entries = entries
        self._key = secrets.token_bytes(32)
        self._found: OrderedDict[bytes, tuple[Named, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._found)

    def digest(self, sentence: str) -> bytes:
        """The key that stands for `sentence` in this cache and in no other."""
        content = sentence.encode("utf-8", "surrogatepass")
        return blake2b(content, key=self._key, digest_size=16).digest()

    def get(self, digest: bytes) -> tuple[Named, ...] | None:
        """What was found in this sentence; None where it was not seen."""
        with self._lock:
            found = self._found.get(digest)
            if found is not None:
                self._found.move_to_end(digest)
            return found

    def put(self, digest: bytes, found: tuple[Named, ...]) -> None:
        """Keep this, and forget what was not asked for the longest where there are too many."""
        with self._lock:
            self._found[digest] = found
            self._found.move_to_end(digest)
            while len(self._found) > self._entries:
                self._found.popitem(last=False)


class SentenceNames(NameRecognizer):
    """The search for names, sentence by sentence, through a cache of its own."""

    def __init__(self, *, language: str, cache: SentenceCache | None = None) -> None:
        self._cache = SentenceCache() if cache is None else cache
        super().__init__(language=language)

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: Any,  # noqa: ARG002 - tokens of the whole text are never made
    ) -> list[RecognizerResult]:
        """Every possible name, with its score; headings say what stands lines below them."""
        cells = [self._result(0, Named(*cell)) for cell in named_cells(text)]
        return cells + [
            self._result(sentence.start, named)
            for sentence in sentences(text)
            for named in self._named(text[sentence.start : sentence.end], entities)
            if sentence.first <= sentence.start + named.start < sentence.until
        ]

    def _named(self, sentence: str, entities: list[str]) -> tuple[Named, ...]:
        digest = self._cache.digest(sentence)
        found = self._cache.get(digest)
        if found is None:
            found = self._search(sentence, entities)
            self._cache.put(digest, found)
        return found

    def _search(self, sentence: str, entities: list[str]) -> tuple[Named, ...]:
        artifacts = LazyArtifacts(sentence, language=self.supported_language)
        results = super().analyze(sentence, entities, artifacts)
        return tuple(
            Named(r.start, r.end, r.score, (r.recognition_metadata or {}).get(PARTS, ()))
            for r in results
            if r.score >= _LEAST
        )

    def _result(self, offset: int, named: Named) -> RecognizerResult:
        return RecognizerResult(
            Label.PERSON.value,
            offset + named.start,
            offset + named.end,
            named.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: "names",
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                PARTS: named.parts,
            },
        )
