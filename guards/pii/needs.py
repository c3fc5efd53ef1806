"""What a pattern can't match without: so many digits, one of these literals, within a width.

Read off the compiled pattern's own parse tree, so that no shape has to declare it and none can
declare it wrongly. Where the tree is not understood, nothing is needed and everything is searched.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from re import _constants as op  # type: ignore[attr-defined] # no public way to a parse tree
from re import _parser as sre  # type: ignore[attr-defined]
from string import ascii_letters, digits
from typing import Any

# Wider than this and windows would cover the text anyway.
_WIDEST = 1_000
_MOST_LITERALS = 96
_ALL_DIGITS = frozenset(digits)
_ALL_ALNUM = frozenset(ascii_letters + digits)
# Where the blocks of Chinese, Japanese and Korean begin; our text has few others behind them.
FIRST_CJK = 0x2E80
# How often a character of this kind stands in business text, roughly: a literal is worth its
# search only where it is rare.
_USUAL = (
    (frozenset(digits), 0.08),
    (frozenset(" \n"), 0.15),
    (frozenset("aeioustrnl"), 0.06),
    (frozenset("ーのにはをたがでしといなっれるかさ"), 0.02),
    (frozenset("@%#&*+=<>{}[]^_|~$;"), 0.002),
)
_ASCII, _OTHER = 0.01, 0.005
_RARE, _RARE_ENOUGH = 0.02, 0.1


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
    tree = sre.parse(pattern.pattern, pattern.flags)
    folded = bool(pattern.flags & re.IGNORECASE) or _folds(tree)
    width, ahead = tree.getwidth()[1], _ahead(tree)
    literals = _literals(tree, folded=folded)
    bounded = width <= _WIDEST and ahead is not None
    return Needs(
        digits=_fewest(tree, _is_digit),
        alnum=_fewest(tree, _is_alnum),
        literals=literals,
        folded=folded,
        width=width if bounded else None,
        ahead=ahead or 0,
        cjk=_fewest(tree, _is_cjk) > 0,
        rare=bool(literals) and _frequency(literals) <= _RARE,
        starts=_starts(tree),
    )


def fold(text: str) -> str:
    """Lower case as IGNORECASE sees it: two letters match s and i that lower() leaves alone."""
    return text.lower().replace("ſ", "s").replace("ı", "i")


def _children(code: Any, value: Any) -> list[Any]:
    """The parts of this node that the match itself goes through; one of them for a branch."""
    if code is op.BRANCH:
        return list(value[1])
    if code is op.SUBPATTERN:
        return [value[3]]
    if code in _REPEATS:
        return [value[2]]
    return [value] if code is op.ATOMIC_GROUP else []


_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_LOOKS = (op.ASSERT, op.ASSERT_NOT)


def _folds(tree: Any) -> bool:
    """Whether some part of the pattern ignores case by itself, as in (?i:…)."""
    return any(
        (code is op.SUBPATTERN and value[1] & re.IGNORECASE) or any(map(_folds, _all(code, value)))
        for code, value in tree
    )


def _all(code: Any, value: Any) -> list[Any]:
    return [value[1]] if code in _LOOKS else _children(code, value)


def _ahead(tree: Any) -> int | None:
    """How far it looks beyond where it is; None where it asks for the end of the text."""
    furthest = 0
    for code, value in tree:
        if code is op.AT and value in (op.AT_END, op.AT_END_LINE, op.AT_END_STRING):
            return None
        if code in _LOOKS and value[0] > 0:
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
    if code in _REPEATS:
        return int(value[0]) * _fewest(value[2], within)
    return sum(_fewest(child, within) for child in _children(code, value))


def _item_within(code: Any, value: Any, within: _Within) -> bool:
    if code is op.LITERAL:
        return within(value, value)
    return code is op.RANGE and within(*value)


def _starts(tree: Any) -> Starts:
    """Where a match can begin, by what may not stand before it and what it begins with."""
    behind = "".join(
        _chars(value[1][0][1]) or ""
        for code, value in tree
        if code is op.ASSERT_NOT and value[0] < 0 and len(value[1]) == 1 and value[1][0][0] is op.IN
    )
    if set(behind) >= _ALL_ALNUM and _begins(tree, _is_alnum):
        return Starts.ALNUM
    return (
        Starts.DIGITS
        if set(behind) >= _ALL_DIGITS and _begins(tree, _is_digit)
        else Starts.ANYWHERE
    )


def _begins(tree: Any, within: _Within) -> bool:
    """Whether the first character of every match is of this kind."""
    for code, value in tree:
        if code in (op.AT, *_LOOKS):
            continue
        if code is op.LITERAL:
            return within(value, value)
        if code is op.IN:
            return all(_item_within(inner, item, within) for inner, item in value)
        children = _children(code, value)
        if not children or not all(_begins(child, within) for child in children):
            return False
        if not (code in _REPEATS and value[0] == 0):
            return True
    return False


def _literals(tree: Any, *, folded: bool) -> frozenset[str]:
    """Literals of which every match holds one; none where that would not narrow the search."""
    best = _best(_required(tree))
    if best is None:
        return frozenset()
    found = {fold(each) for each in best} if folded else best
    if any(not _folds_alone(char) for each in found for char in each):
        return frozenset()
    shortest = frozenset(_without_longer(found))
    return shortest if _frequency(shortest) <= _RARE_ENOUGH else frozenset()


def _folds_alone(char: str) -> bool:
    """Whether lower case is all there is to this letter's case, as with Latin ones but not Σ."""
    return char < "\u0250" or char.lower() == char.upper()


def _without_longer(literals: Iterable[str]) -> list[str]:
    """Those that hold none of the others: 電話番号 is not looked for where 電話 is."""
    kept: list[str] = []
    for literal in sorted(literals, key=lambda each: (len(each), each)):
        if not any(shorter in literal for shorter in kept):
            kept.append(literal)
    return kept


def _required(tree: Any) -> list[frozenset[str]]:
    """Sets of which each holds a literal that is in every match."""
    found: list[frozenset[str]] = []
    run = frozenset({""})
    for code, value in tree:
        exact = _exact_node(code, value)
        if exact is not None and len(run) * len(exact) <= _MOST_LITERALS:
            run = _joined([run, exact])
            continue
        found.append(run)
        run = exact if exact is not None else frozenset({""})
        if exact is None:
            found.extend(_required_by_node(code, value))
    return [each for each in [*found, run] if "" not in each]


def _required_by_node(code: Any, value: Any) -> Iterable[frozenset[str]]:
    if code is op.BRANCH:
        each = [_best(_required(branch)) for branch in value[1]]
        known = [literals for literals in each if literals is not None]
        return [frozenset().union(*known)] if len(known) == len(each) else []
    if code in _REPEATS and value[0] == 0:
        return []
    return [found for child in _children(code, value) for found in _required(child)]


def _exact(tree: Any) -> frozenset[str] | None:
    """All that this part can match, where that is finite and short; None otherwise."""
    run = frozenset({""})
    for code, value in tree:
        exact = _exact_node(code, value)
        if exact is None or len(run) * len(exact) > _MOST_LITERALS:
            return None
        run = _joined([run, exact])
    return run


def _exact_node(code: Any, value: Any) -> frozenset[str] | None:
    if code in (op.AT, *_LOOKS):
        return frozenset({""})
    if code is op.LITERAL:
        return frozenset({chr(value)})
    if code is op.IN:
        chars = _chars(value)
        return None if chars is None else frozenset(chars)
    if code in _REPEATS:
        return _exact_repeat(*value)
    children = [_exact(child) for child in _children(code, value)]
    known = [each for each in children if each is not None]
    if not children or len(known) < len(children):
        return None
    union = frozenset().union(*known)
    return union if len(union) <= _MOST_LITERALS else None


def _exact_repeat(least: int, most: int, tree: Any) -> frozenset[str] | None:
    once = _exact(tree)
    if once is None or most > 4 or len(once) ** most > _MOST_LITERALS:
        return None
    return frozenset().union(*(_joined([once] * times) for times in range(least, most + 1)))


def _joined(parts: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset(map("".join, product(*parts)))


def _chars(items: Any) -> str | None:
    """The characters of a set, where they are few and listed; None for a negated or named one."""
    found = []
    for code, value in items:
        if code is op.LITERAL:
            found.append(chr(value))
        elif code is op.RANGE and value[1] - value[0] < _MOST_LITERALS:
            found.extend(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return "".join(found) if len(found) <= _MOST_LITERALS else None


def _best(candidates: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """The set whose members are rarest together."""
    return min(candidates, key=lambda each: (_frequency(each), len(each)), default=None)


def _frequency(literals: Iterable[str]) -> float:
    return sum(_frequency_of(each) for each in literals)


def _frequency_of(literal: str) -> float:
    product_of_chars = 1.0
    for char in literal.lower():
        usual = _ASCII if char.isascii() else _OTHER
        product_of_chars *= next((often for chars, often in _USUAL if char in chars), usual)
    return product_of_chars
