"""Literals of which a pattern can't match without one, read off its parse tree."""

from collections.abc import Iterable, Sequence
from itertools import product
from string import digits
from typing import Any

from guards.pii.parse_tree import LOOKS, REPEATS, chars_of, children, op

_MOST_LITERALS = 96
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


def fold(text: str) -> str:
    """Lower case as IGNORECASE sees it: two letters match s and i that lower() leaves alone."""
    return text.lower().replace("ſ", "s").replace("ı", "i")


def are_rare(literals: frozenset[str]) -> bool:
    """Whether a text holds them in few places, so that looking there saves looking elsewhere."""
    return bool(literals) and _frequency(literals) <= _RARE


def literals_of(tree: Any, *, folded: bool) -> frozenset[str]:
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
    if code in REPEATS and value[0] == 0:
        return []
    return [found for child in children(code, value) for found in _required(child)]


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
    if code in (op.AT, *LOOKS):
        return frozenset({""})
    if code is op.LITERAL:
        return frozenset({chr(value)})
    if code is op.IN:
        chars = chars_of(value)
        return None if chars is None else frozenset(chars)
    if code in REPEATS:
        return _exact_repeat(*value)
    parts = [_exact(part) for part in children(code, value)]
    known = [each for each in parts if each is not None]
    if not parts or len(known) < len(parts):
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
