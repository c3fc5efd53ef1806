"""The PII guard: what the engine finds, decided by the rulebook, in offsets of the original."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from guards.normalise import Text
from guards.pii.engine import analyze, engine_for, warm_up
from guards.pii.labels import DEFAULT_KEY, Label, entry_of
from guards.pii.mentions import lookalikes_in
from guards.pii.spans import Hit, resolve, within
from guards.sections import Pii
from guards.verdict import Action, Context, Finding, Reason, Side

# How sure the search for names must be, by the rulebook's `pii.names`.
_NAME_SCORES = {"strict": 0.2, "balanced": 0.4, "off": 2.0}
_FALLBACK = {Side.INPUT: Action.MASK, Side.OUTPUT: Action.FLAG}
# What is let through must not cover what is hidden, nor that what stops the request.
_YIELDS = {Action.BLOCK: 0, Action.MASK: 1, Action.FLAG: 2, Action.ALLOW: 3}
_DIRECTORY_SCORE = 0.95
_IN_DIRECTORY = (("directory", _DIRECTORY_SCORE),)
_LATIN = re.compile(r"[A-Za-z0-9]")


class PiiGuard:
    """Finds personal data; thread-safe. Raises operators.BadRecognizer for rules that can't be."""

    name = "pii"
    sides = frozenset({Side.INPUT, Side.OUTPUT})

    def __init__(self, rules: Pii) -> None:
        self._rules = rules
        self._engine = engine_for(rules)
        warm_up(self._engine)
        self._reasons = {
            rule.supported_entity: Reason(rule.reason.ja, rule.reason.en)
            for rule in rules.recognizers
            if rule.reason is not None
        }
        self._known = _exactly(tuple(rules.known_terms), ignore_case=True)

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        """Every finding, without overlaps. On the way in, a look-alike placeholder is one too."""
        quoted = self._quoted(text, context)
        tokens = [] if context.side is Side.INPUT else lookalikes_in(text.normal)
        hits = [
            hit
            for hit in [
                *analyze(text.normal, engine=self._engine),
                *self._directory(text, context),
            ]
            if self._counts(hit) and not within(hit.start, hit.end, tokens)
        ]
        hits = self._without_known_terms(text.normal, hits)
        settled = resolve([*quoted, *hits], yields=self._yields(hits, context.side))
        return tuple(self._finding(hit, text, context.side) for hit in settled)

    def _yields(self, hits: Sequence[Hit], side: Side) -> dict[str, int]:
        return {label: _YIELDS[self._action(label, side)] for label in {hit.label for hit in hits}}

    def _quoted(self, text: Text, context: Context) -> list[Hit]:
        if context.side is not Side.INPUT:
            return []
        return [Hit(*span, Label.QUOTED.value, 1.0) for span in lookalikes_in(text.normal)]

    def _directory(self, text: Text, context: Context) -> Iterator[Hit]:
        pattern = _exactly(context.names, ignore_case=False, gaps=True)
        if pattern is not None and self._rules.names != "off":
            for match in pattern.finditer(text.normal):
                yield Hit(*match.span(), Label.PERSON.value, _DIRECTORY_SCORE, _IN_DIRECTORY)

    def _counts(self, hit: Hit) -> bool:
        if hit.label == Label.PERSON:
            return hit.score >= _NAME_SCORES[self._rules.names]
        return hit.score >= self._rules.min_score

    def _without_known_terms(self, normal: str, hits: Sequence[Hit]) -> list[Hit]:
        if self._known is None:
            return list(hits)
        known = [match.span() for match in self._known.finditer(normal)]
        return [hit for hit in hits if not within(hit.start, hit.end, known)]

    def _action(self, label: str, side: Side) -> Action:
        if label == Label.QUOTED:
            return Action.MASK
        actions: Mapping[str, Action] = (
            self._rules.input if side is Side.INPUT else self._rules.output
        )
        return actions.get(label, actions.get(DEFAULT_KEY, _FALLBACK[side]))

    def _finding(self, hit: Hit, text: Text, side: Side) -> Finding:
        start, end = text.span(hit.start, hit.end)
        return Finding(
            guard=self.name,
            label=hit.label,
            start=start,
            end=end,
            score=round(hit.score, 3),
            rule=f"pii.{hit.label}",
            action=self._action(hit.label, side),
            reason=self._reasons.get(hit.label) or entry_of(hit.label).reason,
            passes=passes(hit.label, side),
            parts=hit.parts,
        )


@lru_cache(maxsize=64)
def passes(label: str, side: Side) -> Reason:
    """What an admin changes in the rulebook so that this is no finding any more."""
    return Reason(
        f"個人情報でない語は pii.known_terms に加えます。"
        f"この種類の扱いは pii.{side}.{label} で変えられます。",
        f"Add a word that is no personal data to pii.known_terms, "
        f"or change pii.{side}.{label} in the rulebook.",
    )


@lru_cache(maxsize=32)
def _exactly(
    terms: tuple[str, ...], *, ignore_case: bool, gaps: bool = False
) -> re.Pattern[str] | None:
    """One pattern for these terms, longest first; None for none. One letter is no name.

    With `gaps`, a name of two words may be in any case, and over two lines.
    """
    normal = {Text.of(term).normal.strip() for term in terms}
    long_enough = sorted((t for t in normal if len(t) >= _shortest(t)), key=lambda t: (-len(t), t))
    if not long_enough:
        return None
    return re.compile(
        "|".join(_edged(term, gaps=gaps) for term in long_enough), re.IGNORECASE * ignore_case
    )


def _shortest(term: str) -> int:
    return 3 if _LATIN.match(term) else 2


def _edged(term: str, *, gaps: bool) -> str:
    before = r"(?<![A-Za-z0-9])" if _LATIN.match(term[0]) else ""
    after = r"(?![A-Za-z0-9])" if _LATIN.match(term[-1]) else ""
    words = [re.escape(word) for word in term.split()]
    if _LATIN.search(term) is None:
        # 山田 太郎 in the directory is 山田太郎 in a text.
        return before + (r"\s{0,2}" if gaps else "[ ]?").join(words) + after
    if gaps and len(words) > 1:
        spread = r"\s{1,3}".join(words)
        return f"{before}(?i:{spread}){after}"
    return before + "[ ]".join(words) + after
