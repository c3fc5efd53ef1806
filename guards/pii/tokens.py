"""Japanese tokens for Presidio: SudachiPy behind an `NlpEngine` of our own, without spaCy models.

Sudachi refuses more than 49,149 bytes at once, so longer text is cut at sentence ends where it
can be, and with an overlap where it can't; nothing is ever skipped. A tokenizer may not be used
by two threads at once, so each thread has its own over one shared dictionary.
"""

import json
import re
import threading
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache
from importlib.resources import files
from itertools import repeat
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from sudachipy import Dictionary, SplitMode

# Four bytes a code point at most: far below Sudachi's limit, and quick to tokenize.
PIECE_CHARS = 4_000
OVERLAP_CHARS = 64
_SENTENCE_END = re.compile(r"[\n。！？!?]")
_JAPANESE = re.compile(r"[々〆ぁ-んァ-ヴー一-鿿豈-﫿\U00020000-\U0003ffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LATIN_WORD = re.compile(r"[^\W_]+|[^\w\s]")
# Spelling variants that the dictionary does not know as names, one for one; and it lists Latin
# words in small letters.
_AS_LISTED = str.maketrans(
    "髙﨑𠮷德濵邊邉齊齋嶋眞槇彌祐惠國廣澤濱瀨" + ascii_uppercase,
    "高崎吉徳浜辺辺斉斎島真槙弥祐恵国広沢浜瀬" + ascii_lowercase,
)


class Kind(IntEnum):
    """What a token is to the search for names."""

    OTHER = 0
    SURNAME = 1
    GIVEN = 2
    NAME = 3
    PLACE = 4
    PROPER = 5
    NOUN = 6
    SUFFIX = 7
    SYMBOL = 8
    UNKNOWN = 9

    # Enum's own asks Python code for each look into a set, and there are many.
    __hash__ = int.__hash__


NAMES = frozenset({Kind.SURNAME, Kind.GIVEN, Kind.NAME})


class Token(NamedTuple):
    """A token with its half-open place in the text."""

    text: str
    start: int
    end: int
    kind: Kind


def pieces(text: str, *, longest: int, overlap: int) -> Iterator[tuple[int, int, int]]:
    """Cut `text` into (start, end, handover), each at most `longest` code points.

    What starts before `handover` belongs to this piece, the rest to the next. Where a sentence
    ends in the second half of a piece the cut is there; otherwise neighbours overlap.
    """
    start = 0
    while len(text) - start > longest:
        cut = 0
        for match in _SENTENCE_END.finditer(text, start + longest // 2, start + longest):
            cut = match.end()
        if cut:
            yield start, cut, cut
            start = cut
        else:
            end = start + longest
            yield start, end, end - overlap // 2
            start = end - overlap
    yield start, len(text), len(text)


def tokenize(text: str) -> list[Token]:
    """The tokens of normalised text, in order and without overlap."""
    if not _JAPANESE.search(text):
        return [
            Token(m.group(), m.start(), m.end(), Kind.OTHER) for m in _LATIN_WORD.finditer(text)
        ]
    plain = text.translate(_AS_LISTED)
    if len(plain) <= PIECE_CHARS:
        return _tokenize_piece(text, plain, 0)
    tokens: list[Token] = []
    for start, end, handover in pieces(plain, longest=PIECE_CHARS, overlap=OVERLAP_CHARS):
        done = tokens[-1].end if tokens else 0
        tokens.extend(
            token
            for token in _tokenize_piece(text, plain[start:end], start)
            if done <= token.start < handover
        )
    return tokens


def _tokenize_piece(text: str, piece: str, offset: int) -> list[Token]:
    """The tokens of `piece`, which stands at `offset`; one list at a time, for this is hot."""
    words = _words(piece)
    starts = [offset + word.begin() for word in words]
    ends = [*starts[1:], offset + len(piece)]
    kinds = map(_kinds().__getitem__, [word.part_of_speech_id() for word in words])
    noun, unknown = Kind.NOUN, Kind.UNKNOWN
    known = [
        unknown if kind is noun and word.is_oov() else kind
        for kind, word in zip(kinds, words, strict=True)
    ]
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    # What Token(…) does, in half the time.
    return list(map(tuple.__new__, repeat(Token), zip(texts, starts, ends, known, strict=True)))


def _words(piece: str) -> list[Any]:
    try:
        return list(_tokenizer().tokenize(piece, SplitMode.C))
    except UnicodeEncodeError:
        # A lone surrogate: no guard's text has one, but Presidio may be asked directly.
        return list(_tokenizer().tokenize(_SURROGATE.sub("\ufffd", piece), SplitMode.C))


class _Local(threading.local):
    tokenizer: Any = None


_local = _Local()
_dictionary_lock = threading.Lock()


def _tokenizer() -> Any:
    if _local.tokenizer is None:
        dictionary = _dictionary()
        # ja_ginza, an optional second opinion, holds sudachipy below 0.7, where it is `create`.
        make = getattr(dictionary, "tokenizer", None) or dictionary.create
        _local.tokenizer = make(fields={"pos"})
    return _local.tokenizer


def _dictionary() -> Any:
    with _dictionary_lock:
        return _shared_dictionary()


@cache
def _shared_dictionary() -> Any:
    """The dictionary under Sudachi's own settings, but for two kinds of plugins.

    Our text is normalised already, and nobody here asks what number some digits are: without
    them Sudachi takes a quarter less time.
    """
    settings = json.loads((files("sudachipy") / "resources" / "sudachi.json").read_text("utf-8"))
    settings["inputTextPlugin"] = []
    settings["pathRewritePlugin"] = [
        plugin
        for plugin in settings["pathRewritePlugin"]
        if not plugin["class"].endswith("JoinNumericPlugin")
    ]
    return Dictionary(config=json.dumps(settings))


class _Kinds(dict[int, Kind]):
    def __missing__(self, pos_id: int) -> Kind:
        kind = self[pos_id] = _kind_of(_dictionary().pos_of(pos_id))
        return kind


@cache
def _kinds() -> _Kinds:
    return _Kinds()


def _kind_of(pos: tuple[str, ...]) -> Kind:
    if pos[1] == "固有名詞":
        if pos[2] == "人名":
            return {"姓": Kind.SURNAME, "名": Kind.GIVEN}.get(pos[3], Kind.NAME)
        return Kind.PLACE if pos[2] == "地名" else Kind.PROPER
    if pos[0] == "名詞":
        return Kind.NOUN
    if pos[0] == "接尾辞":
        return Kind.SUFFIX
    return Kind.SYMBOL if pos[0] in ("補助記号", "空白", "記号") else Kind.OTHER


class LazyArtifacts(NlpArtifacts):
    """Artifacts whose tokens are made when somebody asks; ours stand in for spaCy's."""

    def __init__(self, text: str, *, language: str) -> None:
        self._text = text
        self.entities = []
        self.scores = []
        self.keywords = []
        self.nlp_engine = None
        self.language = language

    def __getattr__(self, name: str) -> Any:
        if name not in ("tokens", "tokens_indices", "lemmas"):
            raise AttributeError(name)
        self.tokens: Any = tokenize(self._text)
        self.tokens_indices = [token.start for token in self.tokens]
        self.lemmas = [token.text for token in self.tokens]
        return getattr(self, name)


class SudachiNlpEngine(NlpEngine):
    """Presidio's NLP engine over Sudachi: tokens with their kind, no entities, no models."""

    def __init__(self, *, language: str) -> None:
        self._language = language

    def load(self) -> None:
        """Load the dictionary and make this thread's tokenizer."""
        _tokenizer()

    def is_loaded(self) -> bool:
        return _local.tokenizer is not None

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        return LazyArtifacts(text, language=language)

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,  # noqa: ARG002 - Presidio's signature
        n_process: int = 1,  # noqa: ARG002
        **_: Any,
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:  # noqa: ARG002
        return False

    def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002
        return not any(char.isalnum() for char in word)

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return [self._language]
