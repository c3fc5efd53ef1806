"""The guard over a draft's wording: every rule of the packs, asked only where it could fit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from guards.normalise import Text
from guards.sections import Terms
from guards.terms.loading import load_rules
from guards.terms.prefilter import Prefilter
from guards.terms.reading import Reading
from guards.terms.rule import Hit, Rule
from guards.verdict import Action, Context, Finding, Side

_Parts = tuple[tuple[str, float], ...]


class TermsGuard:
    """Finds what the packs' rules are about; on drafts only. Thread-safe."""

    name = "terms"
    sides = frozenset({Side.OUTPUT})

    def __init__(self, rules: Sequence[Rule], *, action: Action) -> None:
        self._rules = tuple(rules)
        self._action = action
        self._prefilter = Prefilter([rule.pattern for rule in self._rules])

    @classmethod
    def load(cls, terms: Terms, *, base: Path | None) -> "TermsGuard":
        """Every pack of the rulebook, from `base` or from those that come with Ringi."""
        return cls(load_rules(terms, base=base), action=terms.action)

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:  # noqa: ARG002
        """One finding for each place; of rules with the same label, the one that sees more."""
        reading = Reading(text.normal)
        seen = [
            (hit, rule, parts)
            for rule in map(self._rules.__getitem__, self._prefilter.candidates(text.normal))
            for hit, parts in rule.violations(reading)
        ]
        return tuple(self._finding(rule, text, hit, parts) for hit, rule, parts in _widest(seen))

    def _finding(self, rule: Rule, text: Text, hit: Hit, parts: _Parts) -> Finding:
        start, end = text.span(hit.start, hit.end)
        return Finding(
            guard=self.name,
            label=rule.file.label,
            start=start,
            end=end,
            score=round(sum(share for _, share in parts), 2),
            rule=f"terms.{rule.id}",
            action=self._action,
            reason=rule.reason,
            passes=rule.passes,
            parts=parts,
        )


def _widest(seen: Sequence[tuple[Hit, Rule, _Parts]]) -> Iterator[tuple[Hit, Rule, _Parts]]:
    """Without those that lie within one of the same label; in text order."""
    reach: dict[str, int] = {}
    for hit, rule, parts in sorted(seen, key=lambda s: (s[0].start, -s[0].end)):
        if hit.end > reach.get(rule.file.label, -1):
            reach[rule.file.label] = hit.end
            yield hit, rule, parts
