"""Findings by kind and count, with the reason and never the value."""

from collections import Counter
from collections.abc import Iterable

from bot.records import Seen
from bot.slack.markup import escape
from bot.slack.words import Words

MAX_LINES = 12


def finding_lines(seen: Iterable[Seen], words: Words) -> list[str]:
    """One line for each kind and action, the most frequent first."""
    found = list(seen)
    kinds = Counter((s.action, s.label) for s in found)
    reasons = {(s.action, s.label): s.reason.get(words.locale, "") for s in found}
    lines = [
        words(
            "finding-line",
            label=escape(words.label(label)),
            count=count,
            action=words(f"action-{action}"),
            reason=escape(reasons[action, label]),
        )
        for (action, label), count in kinds.most_common()
    ]
    if len(lines) <= MAX_LINES:
        return lines
    return [*lines[: MAX_LINES - 1], words("finding-more", count=len(lines) - MAX_LINES + 1)]
