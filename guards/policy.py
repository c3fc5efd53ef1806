"""Uses that the house forbids, as rules with reasons: what is asked for, and what was drafted.

A rule is RE2 on normalised text: one of its `patterns`, or `all` of several close together,
unless something stands by that makes it right. Its specs are run when it is loaded.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import re2
from pydantic import ValidationError

from guards.normalise import Text
from guards.rulebook import RulebookError, find_file
from guards.sections import Policy, PolicyRule, Strict
from guards.strict_yaml import NotYaml, read_yaml
from guards.verdict import Action, Context, Finding, Origin, Reason, Side

LABEL = "POLICY"
_PATTERN_SHARE, _EACH_MORE, _ASKED = 0.6, 0.1, 0.2


class PolicyFile(Strict):
    """A file of rules."""

    version: Literal[1] = 1
    rules: tuple[PolicyRule, ...] = ()


class _Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to match; `lead` finds every place worth a closer look."""

    file: PolicyRule
    lead: Any = field(repr=False)
    others: tuple[Any, ...] = field(repr=False)
    unless: Any = field(repr=False)

    @classmethod
    def of(cls, file: PolicyRule) -> "Rule":
        """Compile a rule; raises re2.error for a pattern that RE2 does not know."""
        leads = (*file.patterns, *file.all[:1])
        return cls(
            file,
            lead=_any_of(leads),
            others=tuple(compile_re2(each) for each in file.all[1:]),
            unless=_any_of(file.unless) if file.unless else None,
        )

    def matches(self, normal: str) -> Iterator[_Span]:
        """Where `normal` goes against this rule; linear in its length."""
        leads = [_Span(*m.span()) for m in self.lead.finditer(normal)]
        if not leads:
            return
        others = [[_Span(*m.span()) for m in each.finditer(normal)] for each in self.others]
        rights = [_Span(*m.span()) for m in self.unless.finditer(normal)] if self.unless else []
        for lead in leads:
            near = [self._nearest(lead, spans) for spans in others]
            found = [span for span in near if span is not None]
            if len(found) < len(others) or self._nearest(lead, rights) is not None:
                continue
            together = [lead, *found]
            yield _Span(min(s.start for s in together), max(s.end for s in together))

    def _nearest(self, lead: _Span, spans: Sequence[_Span]) -> _Span | None:
        """The one of `spans`, which are in order, that is closest to `lead` and near enough."""
        at = bisect_left(spans, lead)
        close = [
            span for span in spans[max(0, at - 1) : at + 2] if _gap(lead, span) <= self.file.near
        ]
        return min(close, key=lambda span: _gap(lead, span), default=None)


def _gap(one: _Span, other: _Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


class PolicyGuard:
    """Finds what the rules forbid. Thread-safe.

    What somebody else wrote is no request: a rule that blocks only flags in material.
    """

    name = "policy"
    sides = frozenset({Side.INPUT, Side.OUTPUT})

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)

    @classmethod
    def load(cls, policy: Policy, *, base: Path | None) -> "PolicyGuard":
        """Every rule of the rulebook; raises RulebookError naming the file and the rule."""
        packs = [find_file(name, base, key="policy.packs") for name in policy.packs]
        rules = [rule for pack in packs for rule in load_pack(pack)]
        rules += [_checked(rule, file="policy.rules") for rule in policy.rules]
        ids = [rule.file.id for rule in rules]
        for twice in sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
            raise RulebookError(f"policy: the id '{twice}' is used twice")
        for unknown in sorted(set(policy.off) - set(ids)):
            raise RulebookError(f"policy.off: there is no rule '{unknown}'")
        return cls([rule for rule in rules if rule.file.id not in policy.off])

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        """One finding for each place and rule; of overlapping ones of a rule, the first."""
        return tuple(
            self._finding(rule, text, span, context)
            for rule in self._rules
            if context.side in rule.file.sides
            for span in _apart(rule.matches(text.normal))
        )

    def _finding(self, rule: Rule, text: Text, span: _Span, context: Context) -> Finding:
        start, end = text.span(*span)
        asked = context.side is Side.OUTPUT or context.origin is Origin.TYPED
        parts = [("pattern", _PATTERN_SHARE), *(("together", _EACH_MORE) for _ in rule.others[:2])]
        parts += [("asked", _ASKED)] if asked else []
        return Finding(
            guard=self.name,
            label=LABEL,
            start=start,
            end=end,
            score=round(sum(share for _, share in parts), 3),
            rule=f"policy.{rule.file.id}",
            action=rule.file.action if asked else Action.FLAG,
            reason=_reason(rule.file),
            passes=Reason(rule.file.passes.ja, rule.file.passes.en),
            parts=tuple(parts),
        )


def _reason(file: PolicyRule) -> Reason:
    return Reason(f"{file.title.ja}：{file.reason.ja}", f"{file.title.en}: {file.reason.en}")


def _apart(spans: Iterator[_Span]) -> Iterator[_Span]:
    """Without those that overlap the one before."""
    reach = -1
    for span in sorted(spans):
        if span.start >= reach:
            reach = span.end
            yield span


def load_pack(path: Path) -> list[Rule]:
    """The rules of one file; raises RulebookError naming the file and what is wrong."""
    try:
        pack = PolicyFile.model_validate(read_yaml(path))
    except NotYaml as error:
        raise RulebookError(str(error)) from None
    except ValidationError as error:
        raise RulebookError(f"{path.name}: {_first_problem(error)}") from None
    return [_checked(rule, file=path.name) for rule in pack.rules]


def _first_problem(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _checked(file_rule: PolicyRule, *, file: str) -> Rule:
    """The rule, compiled and tested by its own specs."""
    where = f"{file}: {file_rule.id}"
    if bool(file_rule.patterns) == bool(file_rule.all):
        raise RulebookError(f"{where}: needs either patterns or all")
    try:
        rule = Rule.of(file_rule)
    except re2.error:
        raise RulebookError(f"{where}: a pattern is not one that RE2 knows") from None
    if any(pattern.search("") for pattern in (rule.lead, *rule.others)):
        raise RulebookError(f"{where}: a pattern matches the empty text")
    for expected, sentences in ((True, file_rule.specs.fires), (False, file_rule.specs.silent)):
        for number, sentence in enumerate(sentences, start=1):
            if any(True for _ in rule.matches(Text.of(sentence).normal)) is not expected:
                kind = "fires" if expected else "silent"
                raise RulebookError(f"{where}: specs.{kind} {number} does not hold")
    return rule


def compile_re2(pattern: str) -> Any:
    """A compiled pattern, of any case, that says nothing on stderr when it is wrong."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = 32 << 20
    return re2.compile(pattern, options)


def _any_of(patterns: Sequence[str]) -> Any:
    for pattern in patterns:
        compile_re2(pattern)  # each is whole by itself: `a)|(?:b` is not
    return compile_re2("|".join(f"(?:{pattern})" for pattern in patterns))
