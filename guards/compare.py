"""What two rulebooks decide about the same text, and where they part."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from guards.verdict import Action, Verdict


class Seen(NamedTuple):
    """A finding as far as it decides something: not its score, not its words."""

    part: str
    guard: str
    label: str
    start: int
    end: int
    action: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision: the most severe action, and what was found where."""

    action: str
    seen: Counter[Seen]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two outcomes part. `gone` and `new` are findings of one of them only."""

    before: str
    after: str
    gone: tuple[Seen, ...]
    new: tuple[Seen, ...]

    @property
    def same(self) -> bool:
        return self.before == self.after and not self.gone and not self.new


def outcome(verdicts: Mapping[str, Verdict]) -> Outcome:
    """What a chain decided about these parts; a guard that could not run is a block."""
    seen = Counter(
        Seen(part, f.guard, f.label, f.start, f.end, f.action.value)
        for part, verdict in verdicts.items()
        for f in verdict.findings
    )
    return Outcome(severest(verdict.action for verdict in verdicts.values()), seen)


def severest(actions: Iterable[Action]) -> str:
    """The action that decides; allow where there is none."""
    return max(actions, key=lambda action: action.severity, default=Action.ALLOW).value


def difference(before: Outcome, after: Outcome) -> Difference:
    """What is decided otherwise, findings in the order of the text."""
    gone = tuple(sorted((before.seen - after.seen).elements()))
    new = tuple(sorted((after.seen - before.seen).elements()))
    return Difference(before.action, after.action, gone, new)
