"""The secrets guard: formats, cue words and randomness, in one pass over what could hold one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Protocol

import re2

from guards.normalise import Text
from guards.rulebook import RulebookError
from guards.secrets import entropy, private_keys, tables
from guards.secrets.cues import CUES
from guards.secrets.formats import Format, formats
from guards.secrets.phrases import PHRASES
from guards.secrets.words import Rule, Sighting
from guards.sections import Secrets
from guards.verdict import Context, Finding, Side

LABEL = "SECRET"


class _Led(Protocol):
    """A rule that looks where one of its literals stands."""

    @property
    def rule(self) -> Rule: ...

    @property
    def literals(self) -> tuple[str, ...]: ...

    def at(self, normal: str, literal: tuple[int, int]) -> Iterator[Sighting]: ...


class SecretsGuard:
    """Finds keys, tokens and passwords; thread-safe."""

    name = "secrets"
    sides = frozenset({Side.INPUT, Side.OUTPUT})

    def __init__(self, rules: Secrets) -> None:
        """Raises RulebookError when `off` names a rule that there is not."""
        for unknown in sorted(set(rules.off) - rule_ids()):
            raise RulebookError(f"secrets.off: there is no rule '{unknown}'")
        self._rules = rules
        self._search = _search()

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        """Every secret once: of what overlaps, the longest, then the surest."""
        seen = (s for s in self._search.run(text.normal) if s.rule.id not in self._rules.off)
        return tuple(self._finding(s, text, context.side) for s in _settled(seen))

    def _finding(self, sighting: Sighting, text: Text, side: Side) -> Finding:
        start, end = text.span(sighting.start, sighting.end)
        return Finding(
            guard=self.name,
            label=LABEL,
            start=start,
            end=end,
            score=sighting.score,
            rule=f"secrets.{sighting.rule.id}",
            action=self._rules.input if side is Side.INPUT else self._rules.output,
            reason=sighting.rule.reason,
            passes=sighting.rule.passes,
            parts=sighting.parts,
        )


class _Search:
    """Every rule behind one pattern of all their literals. Holds no text but literals."""

    def __init__(self) -> None:
        led: tuple[_Led, ...] = (*formats(), *CUES, *PHRASES)
        self._literals = [
            (literal if isinstance(rule, Format) else literal.casefold(), rule)
            for rule in led
            for literal in rule.literals
        ]
        exact = {literal for literal, rule in self._literals if isinstance(rule, Format)}
        folded = {literal for literal, rule in self._literals if not isinstance(rule, Format)}
        exact.add(private_keys.BEGIN)
        self._landmarks = _alternation(exact, folded)
        self._worth_a_look = _alternation(exact, folded, entropy.LONG_RUN)
        self._rules_in = lru_cache(maxsize=2048)(self._find_rules_in)

    def run(self, normal: str) -> Iterator[Sighting]:
        """All sightings, overlapping ones too; linear in the length of the text."""
        if not self._worth_a_look.search(normal):
            return
        yield from entropy.random_runs(normal)
        yield from private_keys.private_keys(normal)
        yield from tables.secret_cells(normal)
        inside: dict[Format, None] = {}
        for landmark in self._landmarks.finditer(normal):
            at = landmark.start()
            for rule, start, end in self._rules_in(landmark.group()):
                if isinstance(rule, Format) and rule.inside:
                    inside[rule] = None
                else:
                    yield from rule.at(normal, (at + start, at + end))
        for each in inside:
            yield from each.all_in(normal)

    def _find_rules_in(self, landmark: str) -> tuple[tuple[_Led, int, int], ...]:
        """The rules whose literal is this landmark or part of it (`key` in `api key`)."""
        folded = landmark.casefold()
        places = [
            (rule, (landmark if isinstance(rule, Format) else folded).find(literal), len(literal))
            for literal, rule in self._literals
        ]
        places.sort(key=lambda place: -place[2])
        return tuple((rule, at, at + length) for rule, at, length in places if at >= 0)


@cache
def _search() -> _Search:
    return _Search()


def rule_ids() -> frozenset[str]:
    """Every id that `secrets.off` may name."""
    led = {rule.rule.id for rule in (*formats(), *CUES)}
    return frozenset(led | {entropy.RULE.id, private_keys.RULE.id})


def _alternation(exact: Iterable[str], folded: Iterable[str], *others: str) -> Any:
    """One RE2 pattern; of two literals in one place, the longer."""
    literals = [(literal, re2.escape(literal)) for literal in exact]
    literals += [(literal, f"(?i:{re2.escape(literal)})") for literal in folded]
    written = [pattern for _, pattern in sorted(literals, key=lambda each: (-len(each[0]), each))]
    return re2.compile("|".join([*written, *others]))


def _settled(seen: Iterable[Sighting]) -> list[Sighting]:
    """Without overlaps, in text order; what overlaps is one secret, from first to last character.

    Its name comes from the rule that knows most, then the longer span, then the earlier literal.
    """
    kept: list[Sighting] = []
    for sighting in sorted(seen, key=lambda s: (s.start, -s.end)):
        if kept and sighting.start < kept[-1].end:
            kept[-1] = _joined(kept[-1], sighting)
        else:
            kept.append(sighting)
    return kept


def _joined(one: Sighting, other: Sighting) -> Sighting:
    best = max(one, other, key=lambda s: (s.rule.how, s.end - s.start))
    return replace(best, start=min(one.start, other.start), end=max(one.end, other.end))
