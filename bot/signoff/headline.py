"""A publication's title: what its own first section says first."""

import re
import unicodedata

MAX_WIDTH = 64
"""In columns: a full-width character takes two, so that a title is as long in both languages."""

_SENTENCE_END = re.compile(r"(?<=[。．！？])|(?<=[.!?])\s|\n")
_LINE_MARK = re.compile(r"^\s*(?:[-*+•・]\s*|#{1,6}\s+|>\s*|\d+[.)]\s+)+")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}")


def headline(text: str, *, fallback: str) -> str:
    """The first sentence of `text` without its Markdown, cut at a clause where it is long."""
    first = next((line for line in text.splitlines() if _plain(line)), "")
    sentence = _SENTENCE_END.split(_plain(first), maxsplit=1)[0].strip().rstrip("。．")
    if not sentence:
        return fallback
    return sentence if _width(sentence) <= MAX_WIDTH else _cut(sentence) + "…"


def _cut(sentence: str) -> str:
    """As much as fits, up to the last clause or word that is whole."""
    kept = sentence
    while _width(kept) >= MAX_WIDTH:
        kept = kept[:-1]
    whole = max(kept.rfind(mark) for mark in ("、", "，", ", ", "；", "; "))
    if whole < 0 or _width(kept[:whole]) < MAX_WIDTH // 3:
        whole = kept.rfind(" ") if kept.isascii() and " " in kept else len(kept)
    return kept[:whole].rstrip(" 、，,；;(（「『")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _plain(line: str) -> str:
    return _EMPHASIS.sub("", _LINK.sub(r"\1", _LINE_MARK.sub("", line))).strip()
