"""Grounding: what a draft says in numbers, dates, names, quotations and links stands in a source.

A model that adds a figure makes a claim that nobody can stand behind. Each one is pointed out,
with what comes nearest in the material; whoever signs decides.
"""

from guards.grounding.material import Difference, Material, Trace, claims
from guards.grounding.material_words import fold
from guards.grounding.readings import Readings
from guards.grounding.reasons import passes, reason
from guards.grounding.traceable import Kind, Mention, Word
from guards.normalise import Text
from guards.pii.mentions import lookalikes_in
from guards.pii.spans import within
from guards.sections import Grounding
from guards.verdict import Context, Finding, Side

# How sure the form of a mention is that it claims something.
_FORMS = {
    Kind.NUMBER: 0.5,
    Kind.DATE: 0.6,
    Kind.TIME: 0.6,
    Kind.LINK: 0.7,
    Kind.NAME: 0.4,
    Kind.QUOTATION: 0.5,
}
_NOT_THERE = 0.2
# A slip that looks like one weighs more than a mere absence.
_SLIPS = {
    Difference.SCALE: 0.2,
    Difference.UNIT: 0.1,
    Difference.DIRECTION: 0.2,
    Difference.WEEKDAY: 0.2,
    Difference.YEAR: 0.1,
    Difference.ADDRESS: 0.1,
    Difference.ROUNDED: -0.1,
}
# ①, ⑫, ❸ number the draft's own points.
_CIRCLED = (range(0x2460, 0x2500), range(0x2776, 0x2794), range(0x3251, 0x32C0))


class GroundingGuard:
    """Traces every quantity, name, quotation and link of a draft to `context.sources`.

    Without sources nothing can be traced, and every one is a finding that says so.
    """

    name = "grounding"
    sides = frozenset({Side.OUTPUT})

    def __init__(self, rules: Grounding, *, known_terms: tuple[str, ...] = ()) -> None:
        """`known_terms` are names that need no source: one's own company and products."""
        self._action = rules.action
        self._readings = Readings()
        self._off = frozenset(rules.off)
        self._known_terms = frozenset(fold(term) for term in known_terms)

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        """One finding for each claim that no source contains."""
        material = Material(context.sources, self._readings)
        placeholders = lookalikes_in(text.normal)
        return tuple(
            self._finding(mention, trace, text)
            for mention in claims(text.normal)
            if mention.kind.value not in self._off
            and not within(mention.start, mention.end, placeholders)
            and not _is_circled(mention, text)
            and not self._is_known(mention)
            and (trace := material.trace(mention)) is not None
        )

    def _is_known(self, mention: Mention) -> bool:
        return mention.kind is Kind.NAME and any(
            isinstance(reading, Word) and fold(reading.text) in self._known_terms
            for reading in mention.readings
        )

    def _finding(self, mention: Mention, trace: Trace, text: Text) -> Finding:
        start, end = text.span(mention.start, mention.end)
        parts = [("form", _FORMS[mention.kind]), ("not_in_material", _NOT_THERE)]
        if trace.difference in _SLIPS:
            parts.append((trace.difference.value, _SLIPS[trace.difference]))
        return Finding(
            guard=self.name,
            label=mention.kind.value,
            start=start,
            end=end,
            score=round(sum(share for _, share in parts), 3),
            rule=f"grounding.{mention.kind.value.lower()}",
            action=self._action,
            reason=reason(mention.kind, trace.difference),
            passes=passes(mention.kind, trace.difference),
            parts=tuple(parts),
            near=trace.near,
        )


def _is_circled(mention: Mention, text: Text) -> bool:
    start, end = text.span(mention.start, mention.end)
    return any(all(ord(c) in row for c in text.original[start:end]) for row in _CIRCLED)
