"""The parse tree of a compiled pattern, as the standard library's own parser gives it.

There is no public way to it; whoever reads it must hold for whatever node is not known here.
"""

from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["LOOKS", "REPEATS", "chars_of", "children", "op", "tree_of"]

REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
LOOKS = (op.ASSERT, op.ASSERT_NOT)
# Longer lists of characters are no list of literals any more.
_MOST_CHARS = 96


def tree_of(pattern: str, flags: int) -> Any:
    """The tree: a sequence of (code, value)."""
    return parser.parse(pattern, flags)


def children(code: Any, value: Any) -> list[Any]:
    """The parts of this node that the match itself goes through; one of them for a branch."""
    if code is op.BRANCH:
        return list(value[1])
    if code is op.SUBPATTERN:
        return [value[3]]
    if code in REPEATS:
        return [value[2]]
    return [value] if code is op.ATOMIC_GROUP else []


def chars_of(items: Any) -> str | None:
    """The characters of a set, where they are few and listed; None for a negated or named one."""
    found = []
    for code, value in items:
        if code is op.LITERAL:
            found.append(chr(value))
        elif code is op.RANGE and value[1] - value[0] < _MOST_CHARS:
            found.extend(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return "".join(found) if len(found) <= _MOST_CHARS else None
