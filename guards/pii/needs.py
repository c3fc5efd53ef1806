"""What a pattern can't match without: so many digits, one of these literals, within a width.

Read off the compiled pattern's own parse tree, so that no shape has to declare it and none can
declare it wrongly. Where the tree is not understood, nothing is needed and everything is searched.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from string import ascii_letters, digits
from typing import Any

from guards.pii.literals import are_rare, literals_of
from guards.pii.parse_tree import LOOKS, REPEATS, chars_of, children, op, tree_of

# Wider than this and windows would cover the text anyway.
_WIDEST = 1_000
_ALL_DIGITS = frozenset(digits)
_ALL_ALNUM = frozenset(ascii_letters + digits)
# Where the blocks of Chinese, Japanese and Korean begin; our text has few others behind them.
FIRST_CJK = 0x2E80


class Starts(Enum):
    """Where a match can begin."""

    ANYWHERE = "anywhere"
    DIGITS = "at the first of some digits"
    ALNUM = "at the first of some ASCII letters or digits"


@dataclass(frozen=True, slots=True)
class Needs:
    """What every match holds.

    At least `digits` ASCII digits and `alnum` ASCII letters or digits, a character of Chinese,
    Japanese or Korean if `cjk` and, if there are any, one of `literals` (lower-case if `folded`);
    it is at most `width` code points long (None: unknown), and looks at most `ahead` code points
    beyond its end. Literals that are `rare` stand in few places of a text. Where it `starts`
    with a digit or letter, that is the first of a row of them.
    """

    digits: int = 0
    alnum: int = 0
    literals: frozenset[str] = frozenset()
    folded: bool = False
    width: int | None = None
    ahead: int = 0
    cjk: bool = False
    rare: bool = False
    starts: Starts = Starts.ANYWHERE


def needs_of(pattern: re.Pattern[str]) -> Needs:
    """What `pattern` needs."""
    tree = tree_of(pattern.pattern, pattern.flags)
    folded = bool(pattern.flags & re.IGNORECASE) or _folds(tree)
    width, ahead = tree.getwidth()[1], _ahead(tree)
    literals = literals_of(tree, folded=folded)
    bounded = width <= _WIDEST and ahead is not None
    return Needs(
        digits=_fewest(tree, _is_digit),
        alnum=_fewest(tree, _is_alnum),
        literals=literals,
        folded=folded,
        width=width if bounded else None,
        ahead=ahead or 0,
        cjk=_fewest(tree, _is_cjk) > 0,
        rare=are_rare(literals),
        starts=_starts(tree),
    )


def _folds(tree: Any) -> bool:
    """Whether some part of the pattern ignores case by itself, as in (?i:…)."""
    return any(
        (code is op.SUBPATTERN and value[1] & re.IGNORECASE) or any(map(_folds, _all(code, value)))
        for code, value in tree
    )


def _all(code: Any, value: Any) -> list[Any]:
    return [value[1]] if code in LOOKS else children(code, value)


def _ahead(tree: Any) -> int | None:
    """How far it looks beyond where it is; None where it asks for the end of the text, or
    where that can't be told."""
    furthest = 0
    for code, value in tree:
        at_end = code is op.AT and value in (op.AT_END, op.AT_END_LINE, op.AT_END_STRING)
        if at_end or code is op.GROUPREF_EXISTS:
            return None
        if code in LOOKS and value[0] > 0:
            furthest = max(furthest, value[1].getwidth()[1])
        if code is op.AT:
            furthest = max(furthest, 1)
        inner = [_ahead(child) for child in _all(code, value)]
        if None in inner:
            return None
        furthest = max([furthest, *(each for each in inner if each is not None)])
    return furthest if furthest <= _WIDEST else None


_Within = Callable[[int, int], bool]


def _is_digit(first: int, last: int) -> bool:
    return ord("0") <= first and last <= ord("9")


def _is_alnum(first: int, last: int) -> bool:
    return (
        last < 128 and chr(first).isalnum() and all(map(str.isalnum, map(chr, range(first, last))))
    )


def _is_cjk(first: int, last: int) -> bool:  # noqa: ARG001 - one signature for all
    return first >= FIRST_CJK


def _fewest(tree: Any, within: _Within) -> int:
    """The fewest characters of a kind that a match can hold; `within` knows the kind's ranges."""
    return sum(_fewest_in_node(code, value, within) for code, value in tree)


def _fewest_in_node(code: Any, value: Any, within: _Within) -> int:
    if code is op.LITERAL:
        return int(within(value, value))
    if code is op.IN:
        return int(all(_item_within(code, item, within) for code, item in value))
    if code is op.BRANCH:
        return min(_fewest(branch, within) for branch in value[1])
    if code in REPEATS:
        return int(value[0]) * _fewest(value[2], within)
    return sum(_fewest(child, within) for child in children(code, value))


def _item_within(code: Any, value: Any, within: _Within) -> bool:
    if code is op.LITERAL:
        return within(value, value)
    return code is op.RANGE and within(*value)


def _starts(tree: Any) -> Starts:
    """Where a match can begin, by what may not stand before it and what it begins with."""
    behind: set[str] = set()
    for code, value in tree:
        if code not in (op.AT, *LOOKS):
            break
        if code is op.ASSERT_NOT and value[0] < 0 and len(value[1]) == 1:
            inner, items = value[1][0]
            behind |= set(chars_of(items) or "") if inner is op.IN else set()
    if behind >= _ALL_ALNUM and _begins(tree, _is_alnum):
        return Starts.ALNUM
    if behind >= _ALL_DIGITS and _begins(tree, _is_digit):
        return Starts.DIGITS
    return Starts.ANYWHERE


def _begins(tree: Any, within: _Within) -> bool:
    """Whether the first character of every match is of this kind."""
    for code, value in tree:
        if code in (op.AT, *LOOKS):
            continue
        if code is op.LITERAL:
            return within(value, value)
        if code is op.IN:
            return all(_item_within(inner, item, within) for inner, item in value)
        parts = children(code, value)
        if not parts or not all(_begins(part, within) for part in parts):
            return False
        if not (code in REPEATS and value[0] == 0):
            return True
    return False
