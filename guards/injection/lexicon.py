"""The cues and signals of guards/rulebooks/injection.yaml, checked and compiled.

The words are data, so that whoever knows a language can add to them without knowing the code.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import re2
from pydantic import Field, ValidationError

from guards.injection.patterns import compiled
from guards.sections import Strict, Words
from guards.strict_yaml import NotYaml, read_yaml
from guards.verdict import Origin

FILE = Path(__file__).parents[1] / "rulebooks" / "injection.yaml"
_LONGEST_GATE = 9_000  # characters of patterns: a longer one grows states faster than it saves


class LexiconError(ValueError):
    """The lexicon can't be used; the message names the file and the key, never a text."""


class Worth(Strict):
    """How much a signal says, by who wrote the text."""

    material: float = Field(ge=0, le=1)
    typed: float = Field(ge=0, le=1)


class CueFile(Strict):
    """`common` ones are in most texts, so that asking whether they are there saves nothing."""

    find: tuple[str, ...]
    common: bool = False
    except_: tuple[str, ...] = Field(default=(), alias="except")


class SignalFile(Strict):
    any_: tuple[str, ...] = Field(alias="any")
    within: int = Field(gt=0, le=600)
    worth: Worth
    seen: Words
    firm: bool = False
    across: bool = False


class DisguiseFile(Strict):
    """`worth` where instructions are found behind it, `alone` where they are not."""

    worth: float = Field(ge=0, le=1)
    alone: float = Field(ge=0, le=1)
    seen: Words


class Keywords(Strict):
    en: str
    short: str
    ja: str


class LexiconFile(Strict):
    version: Literal[1]
    cues: dict[str, CueFile]
    signals: dict[str, SignalFile]
    disguises: dict[str, DisguiseFile]
    keywords: Keywords


@dataclass(frozen=True, slots=True)
class Cue:
    """What to look for, and finds that do not count. Spans are in UTF-8 bytes."""

    find: Any = field(repr=False)
    except_: Any = field(repr=False)

    def spans(self, text: bytes) -> list[tuple[int, int]]:
        """Where the cue is in `text`, in order."""
        found = [match.span() for match in self.find.finditer(text)]
        if not found or self.except_ is None:
            return found
        not_meant = [match.span() for match in self.except_.finditer(text)]
        return [span for span in found if not _overlaps(span, not_meant)] if not_meant else found


@dataclass(frozen=True, slots=True)
class Gate:
    """One pattern for several cues: where it finds nothing, none of them is there."""

    names: frozenset[str]
    _any: Any = field(repr=False)

    def is_open(self, text: bytes) -> bool:
        return self._any.search(text) is not None


@dataclass(frozen=True, slots=True)
class Signal:
    """Cues that mean something together. `needs` are alternatives, each a tuple of cue names."""

    id: str
    needs: tuple[tuple[str, ...], ...]
    within: int
    worth: Mapping[Origin, float]
    seen: Words
    firm: bool
    across: bool


@dataclass(frozen=True, slots=True)
class Disguise:
    id: str
    worth: float
    alone: float
    seen: Words


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything that is looked for. There is one, so it is equal to itself alone."""

    cues: Mapping[str, Cue] = field(repr=False)
    gates: tuple["Gate", ...] = field(repr=False)
    signals: tuple[Signal, ...] = field(repr=False)
    disguises: Mapping[str, Disguise] = field(repr=False)
    keywords: frozenset[str] = field(repr=False)
    short_words: frozenset[str] = field(repr=False)
    ja_keywords: tuple[str, ...] = field(repr=False)


@cache
def lexicon() -> Lexicon:
    """The one that comes with Ringi; read once. Raises LexiconError."""
    return load(FILE)


def load(path: Path) -> Lexicon:
    """A lexicon from its file. Raises LexiconError with the key that is wrong."""
    try:
        file = LexiconFile.model_validate(read_yaml(path))
    except NotYaml as error:
        raise LexiconError(str(error)) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise LexiconError(f"{path.name}: {place}: {first['msg']}") from None
    for signal_id, signal in file.signals.items():
        for name in " ".join(signal.any_).split():
            if name not in file.cues:
                raise LexiconError(f"{path.name}: signals.{signal_id}: there is no cue '{name}'")
    return Lexicon(
        cues={name: _cue(path, name, cue) for name, cue in file.cues.items()},
        gates=tuple(_gates(file.cues)),
        signals=tuple(_signal(name, signal) for name, signal in file.signals.items()),
        disguises={n: Disguise(n, d.worth, d.alone, d.seen) for n, d in file.disguises.items()},
        keywords=frozenset(file.keywords.en.split()),
        short_words=frozenset(file.keywords.short.split()),
        ja_keywords=tuple(file.keywords.ja.split()),
    )


def _signal(name: str, file: SignalFile) -> Signal:
    return Signal(
        id=name,
        needs=tuple(tuple(alternative.split()) for alternative in file.any_),
        within=file.within,
        worth={Origin.MATERIAL: file.worth.material, Origin.TYPED: file.worth.typed},
        seen=file.seen,
        firm=file.firm,
        across=file.across,
    )


def _cue(path: Path, name: str, file: CueFile) -> Cue:
    try:
        return Cue(compiled(file.find), compiled(file.except_) if file.except_ else None)
    except re2.error:
        raise LexiconError(f"{path.name}: cues.{name}: not a pattern that RE2 knows") from None


def _gates(cues: Mapping[str, CueFile]) -> Iterator[Gate]:
    """The cues that are not common, packed in order until a pattern would be too long."""
    names: list[str] = []
    patterns: list[str] = []
    for name, cue in cues.items():
        if cue.common:
            continue
        if names and sum(map(len, (*patterns, *cue.find))) > _LONGEST_GATE:
            yield Gate(frozenset(names), compiled(tuple(patterns)))
            names, patterns = [], []
        names.append(name)
        patterns += cue.find
    if names:
        yield Gate(frozenset(names), compiled(tuple(patterns)))


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Whether one of `others`, which are in order and disjoint, shares a byte with `span`."""
    at = bisect_left(others, (span[1], 0))
    return at > 0 and others[at - 1][1] > span[0]
