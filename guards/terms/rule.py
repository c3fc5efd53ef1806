"""One wording rule, ready to match: where its pattern fits, and whether that place is in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guards.normalise import Text
from guards.terms.pack import RuleFile
from guards.terms.pattern import BadPattern, any_width_or_case, compile_re2, one_of, translate
from guards.terms.reading import Reading
from guards.verdict import Reason

_SEVERITY_SHARES = {"info": 0.5, "warning": 0.7, "error": 0.9}
# Part of the evidence stands there: less sure that it misleads, but still to be looked at.
_PARTLY_SHOWN = -0.2


class ExampleFailed(ValueError):
    """An example of a rule does not come out as the rule says; the message names which."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the normalised text where a rule's pattern fits."""

    start: int
    end: int
    groups: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a pack. Build it with `Rule.of`."""

    file: RuleFile
    pattern: str = field(repr=False)
    _compiled: Any = field(repr=False)
    _expected: str = field(repr=False)
    _passes_when: tuple[Any, ...] = field(repr=False)
    _unless: tuple[Any, ...] = field(repr=False)
    _only_when: tuple[Any, ...] = field(repr=False)
    _with: tuple[Any, ...] = field(repr=False)

    @classmethod
    def of(cls, file: RuleFile) -> "Rule":
        """Compile everything, then run the rule's own examples.

        Raises BadPattern or ExampleFailed.
        """
        written = (*file.pattern, *file.patterns) or (any_width_or_case(file.expected),)
        pattern = one_of(written, word_boundary=file.options.word_boundary)
        compiled = compile_re2(pattern)
        if compiled.search("") is not None:
            raise BadPattern("the pattern fits the empty text")
        conditions = [
            tuple(compile_re2(translate(each)) for each in patterns)
            for patterns in (file.passes_when, file.unless, file.only_when, file.with_)
        ]
        rule = cls(file, pattern, compiled, Text.of(file.expected).normal, *conditions)
        rule._prove()
        return rule

    @property
    def id(self) -> str:
        return self.file.id

    def hits(self, normal: str) -> Iterator[Hit]:
        """Where the pattern fits, conditions aside: what prh would report."""
        must_be_empty = int(self.file.regexp_must_empty[1:] or 0)
        for match in self._compiled.finditer(normal):
            start, end = match.span()
            if start == end or normal[start:end] == self._expected:
                continue
            groups = match.groups("")
            if must_be_empty and len(groups) >= must_be_empty and groups[must_be_empty - 1]:
                continue
            yield Hit(start, end, groups)

    def violations(self, reading: Reading) -> Iterator[tuple[Hit, tuple[tuple[str, float], ...]]]:
        """The hits that are not in order, each with the parts of its score."""
        if not all(reading.holds(pattern) for pattern in self._only_when):
            return
        for hit in self.hits(reading.text):
            parts = self._parts(hit, reading)
            if parts is not None:
                yield hit, parts

    def corrected(self, text: str) -> str:
        """`text` as this rule's pattern would have it, conditions aside."""
        normal = Text.of(text).normal
        parts, done = [], 0
        for hit in self.hits(normal):
            parts += [normal[done : hit.start], self._replacement(hit)]
            done = hit.end
        return "".join([*parts, normal[done:]])

    @property
    def has_conditions(self) -> bool:
        """Whether anything around a place can make it right."""
        return bool(self._passes_when or self._unless or self._only_when or self._with)

    def judges(self, normal: str) -> bool:
        """Whether a place in `normal` is not in order, taken as a text that the rule is about."""
        reading = Reading(normal)
        return any(self._parts(hit, reading) is not None for hit in self.hits(normal))

    def finds(self, text: str) -> bool:
        """Whether anything in `text` is not in order."""
        reading = Reading(Text.of(text).normal)
        return next(self.violations(reading), None) is not None

    def _parts(self, hit: Hit, reading: Reading) -> tuple[tuple[str, float], ...] | None:
        """What the score is made of, or None where this place is in order."""
        if self._is_already_right(hit, reading.text) or self._is_about_something_else(hit, reading):
            return None
        shown = [self._stands_by(pattern, hit, reading) for pattern in self._passes_when]
        if shown and all(shown):
            return None
        severity = ("severity", _SEVERITY_SHARES[self.file.severity])
        return (severity, ("partly_shown", _PARTLY_SHOWN)) if any(shown) else (severity,)

    def _is_about_something_else(self, hit: Hit, reading: Reading) -> bool:
        sentence = reading.sentence(hit.start, hit.end)
        if any(pattern.search(sentence) for pattern in self._unless):
            return True
        within = self.file.within
        looked_at = (
            sentence if within == "sentence" else reading.around(hit.start, hit.end, near=within)
        )
        return not all(pattern.search(looked_at) for pattern in self._with)

    def _stands_by(self, pattern: Any, hit: Hit, reading: Reading) -> bool:
        near = self.file.near
        if near == "document":
            return reading.holds(pattern)
        if near == "head":
            return pattern.search(reading.head) is not None
        if near == "sentence":
            return pattern.search(reading.sentence(hit.start, hit.end)) is not None
        return pattern.search(reading.around(hit.start, hit.end, near=near)) is not None

    def _is_already_right(self, hit: Hit, normal: str) -> bool:
        """お客様 is right although a pattern finds 客様 in it."""
        expected = self._replacement(hit)
        at = expected.find(normal[hit.start : hit.end])
        return 0 <= at <= hit.start and normal.startswith(expected, hit.start - at)

    def _replacement(self, hit: Hit) -> str:
        if "$" not in self._expected:
            return self._expected
        groups = (*hit.groups, *[""] * 9)
        return re.sub(r"\$([1-9])", lambda number: groups[int(number[1]) - 1], self._expected)

    def _prove(self) -> None:
        for number, spec in enumerate(self.file.specs, start=1):
            if self.corrected(spec.from_) != Text.of(spec.to).normal:
                raise ExampleFailed(f"spec {number} does not hold")
        for key, texts, wanted in (("ng", self.file.ng, True), ("ok", self.file.ok, False)):
            for number, text in enumerate(texts, start=1):
                if self.finds(text) is not wanted:
                    raise ExampleFailed(f"{key} {number} does not hold")

    @property
    def reason(self) -> Reason:
        """Why this is a finding, with the law for orientation."""
        message, law = self.file.message, self.file.law
        ja = message.ja if message else self.file.prh or f"「{self.file.expected}」が推奨です。"
        en = message.en if message else self.file.prh or f'Prefer "{self.file.expected}".'
        if law is None:
            return Reason(ja, en)
        return Reason(f"{ja}（参考: {law.ja}）", f"{en} (See: {law.en})")

    @property
    def passes(self) -> Reason:
        """What makes it pass: what the rule says, else writing what it expects."""
        if self.file.passes is not None:
            return Reason(self.file.passes.ja, self.file.passes.en)
        expected = self.file.expected
        return Reason(f"「{expected}」のように書き換えます。", f'Write it like "{expected}".')
