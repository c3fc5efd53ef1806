"""A publication's title: what its own first section says first."""

import re

MAX_CHARS = 60

_SENTENCE_END = re.compile(r"(?<=[。．！？])|(?<=[.!?])\s|\n")
_LINE_MARK = re.compile(r"^\s*(?:[-*+•・]\s*|#{1,6}\s+|>\s*|\d+[.)]\s+)+")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}")


def headline(text: str, *, fallback: str) -> str:
    """The first sentence of `text` without its Markdown, at most 60 characters."""
    first = next((line for line in text.splitlines() if _plain(line)), "")
    sentence = _SENTENCE_END.split(_plain(first), maxsplit=1)[0].strip().rstrip("。．")
    if not sentence:
        return fallback
    return sentence if len(sentence) <= MAX_CHARS else sentence[: MAX_CHARS - 1].rstrip() + "…"


def _plain(line: str) -> str:
    return _EMPHASIS.sub("", _LINK.sub(r"\1", _LINE_MARK.sub("", line))).strip()
