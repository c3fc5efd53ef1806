"""Words that must not go out as they stand: rule packs in prh's shape, on RE2.

The ways to write a rule are in guards.terms_pack; what is wrong with a set of them, in
guards.terms_problems.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from guards.normalise import Text
from guards.rulebook import RulebookError
from guards.sections import Terms
from guards.terms_pack import read_pack
from guards.terms_pattern import BadPattern
from guards.terms_prefilter import Prefilter
from guards.terms_reading import Reading
from guards.terms_rule import ExampleFailed, Hit, Rule
from guards.verdict import Action, Context, Finding, Side

BUILT_IN = Path(__file__).parent / "rulebooks"
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


def load_rules(terms: Terms, *, base: Path | None) -> list[Rule]:
    """The rules of every pack that is about the team's products.

    Raises RulebookError naming the file and the rule; also for an id that two packs use.
    """
    rules: list[Rule] = []
    homes: dict[str, str] = {}
    for name in terms.packs:
        pack = load_pack(_find(name, base), terms=terms)
        for rule in pack:
            if rule.id in homes:
                other = homes[rule.id]
                raise RulebookError(f"{name}: the id '{rule.id}' is used in {other} as well")
        homes |= {rule.id: name for rule in pack}
        rules += pack
    return rules


def load_pack(path: Path, *, terms: Terms | None = None) -> list[Rule]:
    """The rules of one pack; a bad rule or failing example is a RulebookError naming both.

    A pack that is not about `terms.products` is read and proved all the same, and gives no rule.
    """
    pack, files = read_pack(path)
    rules = []
    for file in files:
        try:
            rules.append(Rule.of(file))
        except (BadPattern, ExampleFailed) as error:
            raise RulebookError(f"{path.name}: {file.id}: {error}") from None
    ids = [rule.id for rule in rules]
    for twice in sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
        raise RulebookError(f"{path.name}: the id '{twice}' is used twice")
    return rules if terms is None or pack.is_about(terms.products) else []


def _find(name: str, base: Path | None) -> Path:
    for folder in (base, BUILT_IN):
        if folder is not None and (folder / name).is_file():
            return folder / name
    raise RulebookError(f"terms.packs: there is no file '{name}'")
