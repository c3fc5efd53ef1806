"""Which template a sentence asks for: a sum of keyword weights that anybody can check by hand.

Only the first and the last line are read, because what stands between is usually the material.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from prompts.template import Template

SURE_SCORE = 3
SURE_LEAD = 2
_LINE_REACH = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    template_id: str
    score: int


@dataclass(frozen=True, slots=True)
class Route:
    """`template_id` is the best guess or None; only a `sure` one may be used without asking."""

    template_id: str | None
    sure: bool
    candidates: tuple[Candidate, ...]


def plain(text: str) -> str:
    """Text as words are compared: NFKC, no case, no white space around."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def route(templates: Iterable[Template], text: str) -> Route:
    """The best template for what is asked, and whether the lead is clear enough not to ask."""
    ask = _ask(text)
    scored = (Candidate(t.id, score(t, ask)) for t in templates)
    candidates = tuple(
        sorted((c for c in scored if c.score > 0), key=lambda c: (-c.score, c.template_id))
    )
    if not candidates:
        return Route(None, False, ())
    best = candidates[0]
    lead = best.score - (candidates[1].score if len(candidates) > 1 else 0)
    return Route(best.template_id, best.score >= SURE_SCORE and lead >= SURE_LEAD, candidates)


def score(template: Template, ask: str) -> int:
    """The sum of the weights of this template's keywords that stand in the text."""
    return sum(weight for word, weight in template.keywords.items() if _stands_in(plain(word), ask))


def _ask(text: str) -> str:
    lines = [line for line in map(plain, text.splitlines()) if line]
    return " \n ".join(dict.fromkeys(line[:_LINE_REACH] for line in (*lines[:1], *lines[-1:])))


def _stands_in(word: str, ask: str) -> bool:
    """Latin words as whole words, so that 'brief' is not in 'briefly'; Japanese ones anywhere."""
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", ask) is not None
    return word in ask
