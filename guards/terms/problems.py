"""What is wrong with a set of wording rules though each can be read: rules that never report.

A rule that can't be read, a failing example and an id used twice are errors already at load.
"""

from collections.abc import Iterator, Sequence

from guards.normalise import Text
from guards.terms.pattern import is_literal
from guards.terms.prefilter import Prefilter
from guards.terms.rule import Rule


def problems(rules: Sequence[Rule]) -> list[str]:
    """One line for each rule that can't report anything, naming it and the reason."""
    return list(_problems(rules))


def _problems(rules: Sequence[Rule]) -> Iterator[str]:
    prefilter = Prefilter([rule.pattern for rule in rules])
    # What reports wherever it fits, so that a later rule of the same label adds nothing to it.
    unconditional: dict[tuple[str, str], str] = {}
    for place, rule in enumerate(rules):
        key = (rule.file.label, rule.pattern)
        if key in unconditional:
            yield f"{rule.id}: never reports: '{unconditional[key]}' has the same pattern"
        elif not _fires(rule):
            yield f"{rule.id}: never reports: what it looks for is in order by its own words"
        elif (other := _covering(rule, rules[:place], prefilter)) is not None:
            yield f"{rule.id}: never reports: '{other.id}' reports all of it already"
        if not rule.has_conditions:
            unconditional.setdefault(key, rule.id)


def _fires(rule: Rule) -> bool:
    """Whether any word or example of the rule is a finding. Rules without either are believed."""
    words = _literals(rule)
    if not words and not rule.file.ng:
        return True
    return any(rule.judges(Text.of(text).normal) for text in (*words, *rule.file.ng))


def _covering(rule: Rule, earlier: Sequence[Rule], prefilter: Prefilter) -> Rule | None:
    """An earlier rule of the label that reports each word of `rule` in full, wherever it stands."""
    words = _literals(rule)
    if not words:
        return None
    places = set.intersection(*(set(prefilter.candidates(word)) for word in words))
    others = (earlier[place] for place in sorted(places) if place < len(earlier))
    return next((other for other in others if _covers(other, rule, words)), None)


def _covers(other: Rule, rule: Rule, words: Sequence[str]) -> bool:
    if other.file.label != rule.file.label or other.has_conditions:
        return False
    whole = [
        any((hit.start, hit.end) == (0, len(word)) for hit in other.hits(word)) for word in words
    ]
    return all(whole)


def _literals(rule: Rule) -> tuple[str, ...]:
    """The fixed words that are all a rule looks for; none for a rule with a regular expression."""
    written = (*rule.file.pattern, *rule.file.patterns)
    if not all(map(is_literal, written)):
        return ()
    return tuple(Text.of(word).normal for word in written)
