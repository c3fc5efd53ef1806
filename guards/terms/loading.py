"""From the packs a rulebook names to rules that are proved and ready.

The ways to write a rule are in guards.terms.pack; what is wrong with a set of them, in
guards.terms.problems.
"""

from pathlib import Path

from guards.rulebook import RulebookError, find_file
from guards.sections import Terms
from guards.terms.pack import read_pack
from guards.terms.pattern import BadPattern
from guards.terms.rule import ExampleFailed, Rule


def load_rules(terms: Terms, *, base: Path | None) -> list[Rule]:
    """The rules of every pack that is about the team's products.

    Raises RulebookError naming the file and the rule; also for an id that two packs use.
    """
    rules: list[Rule] = []
    homes: dict[str, str] = {}
    for name in terms.packs:
        pack = load_pack(find_file(name, base, key="terms.packs"), terms=terms)
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
