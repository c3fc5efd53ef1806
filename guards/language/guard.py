"""The language guard: the form of what the model wrote. Drafts only."""

from collections.abc import Iterator
from functools import cache

from guards.language.chatter import chatter
from guards.language.politeness import mixed_politeness
from guards.language.scripts import wrong_language
from guards.language.sections import empty_sections, leftover_markers
from guards.language.seen import WORDS, Seen
from guards.normalise import Text
from guards.sections import Language
from guards.verdict import Context, Finding, Side


class LanguageGuard:
    """Finds what makes a draft unfit in form; thread-safe, linear in the length of the text."""

    name = "language"
    sides = frozenset({Side.OUTPUT})

    def __init__(self, rules: Language) -> None:
        self._rules = rules

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        """Every finding, in text order."""
        seen = sorted(_seen(text.normal, context), key=lambda s: (s.start, s.end, s.rule))
        return tuple(self._finding(each, text) for each in seen)

    def _finding(self, seen: Seen, text: Text) -> Finding:
        start, end = text.span(seen.start, seen.end)
        words = WORDS[seen.rule]
        return Finding(
            guard=self.name,
            label=words.label,
            start=start,
            end=end,
            score=seen.score,
            rule=f"language.{seen.rule}",
            action=self._rules.action,
            reason=words.reason,
            passes=words.passes,
            parts=seen.parts,
        )


def _seen(normal: str, context: Context) -> Iterator[Seen]:
    @cache
    def sources() -> tuple[str, ...]:
        return tuple(Text.of(source).normal for source in context.sources)

    yield from wrong_language(normal, locale=context.locale, sources=sources)
    empty = list(empty_sections(normal))
    yield from empty
    for marker in leftover_markers(normal):
        if not any(each.start <= marker.start and marker.end <= each.end for each in empty):
            yield marker
    yield from chatter(normal)
    if context.locale.startswith("ja"):
        yield from mixed_politeness(normal)
