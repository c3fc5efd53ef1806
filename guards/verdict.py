"""What a guard may say: findings with offsets and reasons, and the verdict they add up to.

Nothing here ever holds the text that was checked: a finding is a label and a place.
Offsets are code points of the original text, half-open.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from guards.normalise import Text


class Side(StrEnum):
    """Which way the text is going: to the model, or back from it."""

    INPUT = "input"
    OUTPUT = "output"


class Action(StrEnum):
    """What a finding asks for, and what a verdict decides; declared from mild to severe."""

    ALLOW = "allow"
    MASK = "mask"
    FLAG = "flag"
    BLOCK = "block"

    @property
    def severity(self) -> int:
        return list(Action).index(self)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, for a person, in both languages."""

    ja: str
    en: str

    def in_(self, locale: str) -> str:
        return self.ja if locale.startswith("ja") else self.en


class Origin(StrEnum):
    """Who wrote the text: the person who asks, or whoever wrote what the request works on."""

    TYPED = "typed"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True)
class Near:
    """A place in `Context.sources` that comes close to what was found."""

    source: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a guard saw: where, how sure (0..1), by which rule, why, and what makes it pass.

    `parts` say what the score is made of, as (name, share) in the order they were added up.
    `near` are the nearest candidates for something that could not be traced.
    """

    guard: str
    label: str
    start: int
    end: int
    score: float
    rule: str
    action: Action
    reason: Reason
    passes: Reason
    parts: tuple[tuple[str, float], ...] = ()
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A guard that could not run. `cause` is the exception's class name, never its message."""

    guard: str
    cause: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a chain of guards decided. A failure stops the request just as a block does."""

    action: Action = Action.ALLOW
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding], failures: Iterable[Failure] = ()) -> "Verdict":
        """The verdict that these findings and failures add up to: the most severe action wins."""
        found = tuple(findings)
        failed = tuple(failures)
        action = max((f.action for f in found), key=lambda a: a.severity, default=Action.ALLOW)
        return cls(Action.BLOCK if failed else action, found, failed)

    @property
    def stops(self) -> bool:
        return self.action is Action.BLOCK

    @property
    def could_not_run(self) -> bool:
        return bool(self.failures)


@dataclass(frozen=True, slots=True)
class Context:
    """What a guard may know besides the text.

    `sources` are the texts an output must be traceable to; `names` are exact personal names
    (a workspace's directory); `whole` are all parts of an output, given with its last one. None of
    them ever appears in findings, reprs or logs.
    """

    side: Side = Side.INPUT
    locale: str = "ja"
    template: str = ""
    sources: tuple[str, ...] = field(default=(), repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    origin: Origin = Origin.MATERIAL
    whole: tuple[str, ...] | None = field(default=None, repr=False)


class Guard(Protocol):
    """One check. Pure: the same text, context and rulebook give the same findings."""

    @property
    def name(self) -> str: ...

    @property
    def sides(self) -> frozenset[Side]: ...

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]: ...
