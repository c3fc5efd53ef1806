"""How a cue is written as a pattern: blanks stand for gaps, ASCII words stand alone."""

import re
from typing import Any

import re2

# A blank in a cue stands for what may stand between two words without parting them.
_BLANK = r"(?:[\s\"'“”‘’_,*-]{1,4})"
_MEMORY_BYTES = 64 << 20  # for the states of one pattern; without room RE2 is right, but slow
_BLANKS = re.compile(r"\\.|\[(?:\\.|[^\]])*\]| ")  # a class keeps its blank
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
# In a pattern that is not ASCII, each ASCII word of a group stands alone: AI, but not in "email".
_WORD_OF_A_GROUP = re.compile(r"(?<=[|(:])([a-z]+)(?=[|)])")
_ALONE = r"\\b\1\\b"


def compiled(patterns: tuple[str, ...]) -> Any:
    """One pattern for all, over UTF-8 bytes. ASCII words stand alone, glued to kana or not."""
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = _MEMORY_BYTES
    parts = [_edged(part) for pattern in patterns for part in _alternatives(pattern)]
    return re2.compile("|".join(parts), options)


def _alternatives(pattern: str) -> list[str]:
    """The pattern's top-level alternatives, since each has edges of its own."""
    parts, depth, start, in_class = [], 0, 0, False
    escaped = False
    for at, char in enumerate(pattern):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
    return [*parts, pattern[start:]]


def _edged(pattern: str) -> str:
    """The pattern, unable to begin or end inside an ASCII word."""
    spread = _BLANKS.sub(lambda m: _BLANK if m[0] == " " else m[0], pattern)
    if not pattern.isascii():
        return f"(?:{_WORD_OF_A_GROUP.sub(_ALONE, spread)})"
    opening, closing = pattern.lstrip("(?:"), pattern.rstrip(")?+*")
    before = r"\b" if opening[:1] in _LETTERS else ""
    after = r"\b" if closing[-1:] in _LETTERS or closing.endswith("[a-z]") else ""
    return f"{before}(?:{spread}){after}"
