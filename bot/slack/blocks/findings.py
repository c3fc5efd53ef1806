"""Findings by kind and count, with the reason and what makes them pass, and never the value."""

from collections import Counter
from collections.abc import Iterable

from bot.records import Seen
from bot.slack.markup import escape
from bot.slack.words import Words
from guards.verdict import Action

MAX_LINES = 12
MAX_CHARS = 1_800  # of a context element's 2,000
_TO_CHECK = (Action.FLAG.value, Action.BLOCK.value)


def masked_lines(seen: Iterable[Seen], words: Words) -> list[str]:
    """What was hidden before the model saw it."""
    return finding_lines((s for s in seen if s.action == Action.MASK), words)


def noted_lines(seen: Iterable[Seen], words: Words) -> list[str]:
    """What a person should look at, in what was asked and in the draft."""
    return finding_lines((s for s in seen if s.action in _TO_CHECK), words)


def finding_lines(seen: Iterable[Seen], words: Words) -> list[str]:
    """One line for each kind and action, the most frequent first; as many as fit."""
    found = list(seen)
    kinds = Counter((s.action, s.label) for s in found)
    example = {(s.action, s.label): s for s in reversed(found)}
    lines = [_line(example[kind], count, words) for kind, count in kinds.most_common(MAX_LINES + 1)]
    room = _fitting(lines)
    if room == len(lines) == len(kinds):
        return lines
    shown = min(room, MAX_LINES - 1)
    return [*lines[:shown], words("finding-more", count=len(kinds) - shown)]


def _line(seen: Seen, count: int, words: Words) -> str:
    line = words(
        "finding-line",
        label=escape(words.label(seen.label)),
        count=count,
        action=words(f"action-{seen.action}"),
        reason=escape(seen.reason.get(words.locale, "")),
    )
    passes = seen.passes.get(words.locale, "")
    if seen.action not in _TO_CHECK or not passes:
        return line
    return line + "\n" + words("finding-passes", passes=escape(passes))


def _fitting(lines: list[str]) -> int:
    """How many lines fit in one element, with room for the words that say how many did not."""
    length = 0
    for place, line in enumerate(lines):
        length += len(line) + 1
        if length > MAX_CHARS:
            return place
    return len(lines)
