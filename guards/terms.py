"""Words that must not go out as they stand: rule packs in prh's shape, on RE2.

A pack is YAML that writers' existing tools (prh, textlint-rule-prh) read: `expected`, `pattern`
or `patterns`, `prh`, `specs`. Our own optional keys, which they ignore: `id`, `label`, `severity`,
`law`, `message` (both languages), `passes_when` (a pattern that makes it right when it stands
nearby) and `near` (how near, in code points). A rule's specs are run when it is loaded.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import re2
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guards.normalise import Text
from guards.rulebook import RulebookError
from guards.sections import Terms, Words
from guards.strict_yaml import NotYaml, read_yaml
from guards.verdict import Action, Context, Finding, Reason, Side

BUILT_IN = Path(__file__).parent / "rulebooks"
_SCORES = {"info": 0.5, "warning": 0.7, "error": 0.9}
_LITERAL_REGEX = re.compile(r"/(?P<body>(?:[^/\\]|\\.)+)/(?P<flags>[a-z]*)", re.DOTALL)
_SURVIVES_ESCAPE = re.compile(r"\\u\{?(?P<code>[0-9A-Fa-f]{4,6})\}?")


class Spec(BaseModel):
    """`from` must become `to` by this rule; equal ones say that the rule stays silent."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    from_: str = Field(alias="from")
    to: str


class RuleFile(BaseModel):
    """One rule as it is written in a pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = ""
    expected: str
    pattern: str | tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    prh: str = ""
    specs: tuple[Spec, ...] = ()
    label: str = "TERM"
    severity: Literal["info", "warning", "error"] = "warning"
    law: Words | None = None
    message: Words | None = None
    passes_when: str = ""
    near: int = Field(60, gt=0, le=1000)


class PackFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    version: Literal[1] = 1
    meta: dict[str, Any] = Field(default_factory=dict)
    rules: tuple[RuleFile, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule ready to match on normalised text."""

    id: str
    file: RuleFile
    patterns: tuple[str, ...] = field(repr=False)

    @cached_property
    def _compiled(self) -> tuple[Any, ...]:
        return tuple(compile_re2(pattern) for pattern in self.patterns)

    @cached_property
    def _passes(self) -> Any:
        when = self.file.passes_when
        return compile_re2(translate(when)) if when else None

    @cached_property
    def _expected(self) -> str:
        return Text.of(self.file.expected).normal

    def compile(self) -> None:
        """Compile everything now; raises re2.error."""
        _ = self._compiled, self._passes

    def matches(self, normal: str) -> Iterator[tuple[int, int]]:
        """Spans of `normal` that go against this rule."""
        for compiled in self._compiled:
            for match in compiled.finditer(normal):
                start, end = match.span()
                if start < end and not self._is_right(normal, start, end, match):
                    yield start, end

    def corrected(self, text: str) -> str:
        """`text` as this rule would have it."""
        normal = Text.of(text).normal
        for compiled in self._compiled:
            parts, done = [], 0
            for match in compiled.finditer(normal):
                start, end = match.span()
                if start < end and not self._is_right(normal, start, end, match):
                    parts += [normal[done:start], self._replacement(match)]
                    done = end
            normal = "".join([*parts, normal[done:]])
        return normal

    def _is_right(self, normal: str, start: int, end: int, match: Any) -> bool:
        expected = self._replacement(match)
        at = expected.find(normal[start:end])
        # お客様 is right although a pattern finds 客様 in it.
        if at >= 0 and normal.startswith(expected, start - at) and start >= at:
            return True
        if self._passes is None:
            return False
        near = self.file.near
        return bool(self._passes.search(normal[max(0, start - near) : end + near]))

    def _replacement(self, match: Any) -> str:
        if "$" not in self._expected:
            return self._expected
        groups = ("", *match.groups(""), *[""] * 9)
        return re.sub(r"\$([1-9])", lambda number: groups[int(number[1])], self._expected)

    @property
    def reason(self) -> Reason:
        message, law = self.file.message, self.file.law
        ja = message.ja if message else self.file.prh or f"「{self.file.expected}」が推奨です。"
        en = message.en if message else self.file.prh or f'Prefer "{self.file.expected}".'
        if law is None:
            return Reason(ja, en)
        return Reason(f"{ja}（参考: {law.ja}）", f"{en} (See: {law.en})")

    @property
    def passes(self) -> Reason:
        expected = self.file.expected
        return Reason(f"「{expected}」のように書き換えます。", f'Write it like "{expected}".')


class TermsGuard:
    """Finds what the packs' rules are about; on drafts only. Thread-safe."""

    name = "terms"
    sides = frozenset({Side.OUTPUT})

    def __init__(self, rules: Sequence[Rule], *, action: Action) -> None:
        self._rules = tuple(rules)
        self._action = action

    @classmethod
    def load(cls, terms: Terms, *, base: Path | None) -> "TermsGuard":
        """Every pack of the rulebook, from `base` or from those that come with Ringi."""
        rules = [rule for name in terms.packs for rule in load_pack(_find(name, base))]
        return cls(rules, action=terms.action)

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:  # noqa: ARG002
        """One finding for each place; of rules with the same label, the one that sees more."""
        # Each rule on its own: an RE2 set that runs out of memory would just say "no match".
        seen = [
            (start, end, rule)
            for rule in self._rules
            for start, end in sorted(set(rule.matches(text.normal)))
        ]
        return tuple(self._finding(rule, text, (start, end)) for start, end, rule in _widest(seen))

    def _finding(self, rule: Rule, text: Text, span: tuple[int, int]) -> Finding:
        start, end = text.span(*span)
        return Finding(
            guard=self.name,
            label=rule.file.label,
            start=start,
            end=end,
            score=_SCORES[rule.file.severity],
            rule=f"terms.{rule.id}",
            action=self._action,
            reason=rule.reason,
            passes=rule.passes,
        )


def _widest(seen: Sequence[tuple[int, int, Rule]]) -> Iterator[tuple[int, int, Rule]]:
    """Without those that lie within one of the same label; in text order."""
    reach: dict[str, int] = {}
    for start, end, rule in sorted(seen, key=lambda s: (s[0], -s[1])):
        if end > reach.get(rule.file.label, -1):
            reach[rule.file.label] = end
            yield start, end, rule


def load_pack(path: Path) -> list[Rule]:
    """The rules of one pack; a bad rule or failing spec is a RulebookError naming file and rule."""
    try:
        pack = PackFile.model_validate(read_yaml(path))
    except NotYaml as error:
        raise RulebookError(str(error)) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise RulebookError(f"{path.name}: {place}: {first['msg']}") from None
    rules = [_rule(path, place, file) for place, file in enumerate(pack.rules, start=1)]
    ids = [rule.id for rule in rules]
    for twice in sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
        raise RulebookError(f"{path.name}: the id '{twice}' is used twice")
    return rules


def _rule(path: Path, place: int, file: RuleFile) -> Rule:
    name = file.id or f"{path.stem}.{place}"
    given = file.pattern if isinstance(file.pattern, tuple) else (file.pattern,)
    written = [*given, *file.patterns] or [_any_case(file.expected)]
    rule = Rule(name, file, tuple(translate(pattern) for pattern in written))
    try:
        rule.compile()
    except re2.error:
        raise RulebookError(f"{path.name}: {name}: the pattern is not one that RE2 knows") from None
    for number, spec in enumerate(file.specs, start=1):
        if rule.corrected(spec.from_) != Text.of(spec.to).normal:
            raise RulebookError(f"{path.name}: {name}: spec {number} does not hold")
    return rule


def _any_case(expected: str) -> str:
    return "/" + re.escape(expected).replace("/", r"\/") + "/i"


def translate(pattern: str) -> str:
    """prh's `/regex/flags` or a literal, as RE2 on normalised text."""
    written = _LITERAL_REGEX.fullmatch(pattern)
    if written is None:
        return re.escape(Text.of(pattern).normal)
    body = _SURVIVES_ESCAPE.sub(lambda m: chr(int(m["code"], 16)), written["body"])
    body = body.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
    flags = "".join(flag for flag in "ims" if flag in written["flags"])
    return (f"(?{flags})" if flags else "") + "".join(map(_as_normal, body.replace(r"\/", "/")))


def _as_normal(char: str) -> str:
    """Full-width letters in a pattern match what the text became; they stay literal."""
    normal = Text.of(char).normal
    return char if normal == char else re.escape(normal)


def compile_re2(pattern: str) -> Any:
    """A compiled pattern that says nothing on stderr when it is wrong."""
    return re2.compile(pattern, _options())


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    return options


def _find(name: str, base: Path | None) -> Path:
    for folder in (base, BUILT_IN):
        if folder is not None and (folder / name).is_file():
            return folder / name
    raise RulebookError(f"terms.packs: there is no file '{name}'")
