"""What is wrong with a set of wording rules though each can be read: rules that never report.

A rule that can't be read, a failing example and an id used twice are errors already at load.
"""

from collections.abc import Iterator, Sequence

from guards.normalise import Text
from guards.terms_pattern import is_literal
from guards.terms_rule import Rule


def problems(rules: Sequence[Rule]) -> list[str]:
    """One line for each rule that can't report anything, naming it and the reason."""
    return list(_problems(rules))


def _problems(rules: Sequence[Rule]) -> Iterator[str]:
    for place, rule in enumerate(rules):
        earlier = [other for other in rules[:place] if other.file.label == rule.file.label]
        twin = next((other for other in earlier if _says_the_same(rule, other)), None)
        if twin is not None:
            yield f"{rule.id}: never reports: '{twin.id}' has the same pattern"
        elif not _fires(rule):
            yield f"{rule.id}: never reports: what it looks for is in order by its own words"
        else:
            covering = next((other for other in earlier if _covers(other, rule)), None)
            if covering is not None:
                yield f"{rule.id}: never reports: '{covering.id}' reports all of it already"


def _says_the_same(rule: Rule, other: Rule) -> bool:
    """The same places, and nothing that keeps the earlier one silent where the later one speaks."""
    return rule.pattern == other.pattern and not other.has_conditions


def _fires(rule: Rule) -> bool:
    """Whether any word or example of the rule is a finding. Rules without either are believed."""
    words = _literals(rule)
    if not words and not rule.file.ng:
        return True
    return any(rule.judges(Text.of(text).normal) for text in (*words, *rule.file.ng))


def _covers(other: Rule, rule: Rule) -> bool:
    """Whether `other` reports each word of `rule` in full, whatever stands around it."""
    words = _literals(rule)
    return (
        bool(words)
        and not other.has_conditions
        and all(
            any(hit.start == 0 and hit.end == len(word) for hit in other.hits(word))
            for word in words
        )
    )


def _literals(rule: Rule) -> tuple[str, ...]:
    """The fixed words that are all a rule looks for; none for a rule with a regular expression."""
    written = (*rule.file.pattern, *rule.file.patterns)
    if not all(map(is_literal, written)):
        return ()
    return tuple(Text.of(word).normal for word in written)
