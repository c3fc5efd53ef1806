"""Patterns that hold in Japanese text: one shape is one pattern, its cue words and its check.

Presidio's own patterns lean on `\\b` and `\\w`, which see no boundary between kana and Latin;
ours use ASCII look-arounds. Presidio's pattern recognizer also skips a pattern that times out;
guards.pii.search has no time-out to skip: every pattern is linear, an error is raised, not logged.
"""

from collections.abc import Callable
from dataclasses import dataclass

from guards.pii.labels import Label

# Look-arounds: not part of a longer Latin word or number.
ALONE = r"(?<![A-Za-z0-9])"
END = r"(?![A-Za-z0-9])"
# No digit on either side, nor one behind a separator that could continue the number.
NO_DIGIT_BEFORE = r"(?<![0-9])(?<![0-9][-.])"
NO_DIGIT_AFTER = r"(?![0-9]|[-.][0-9])"
DASH = r"[-‐‑‒–—―−ー－─]"
CUE_WINDOW = 24
CUE_WINDOW_AFTER = 16


@dataclass(frozen=True, slots=True)
class Shape:
    """One pattern. A group named `v`, where there is one, is the span.

    `score` holds without a cue word nearby, `cued_score` with one (within CUE_WINDOW code points
    before, or CUE_WINDOW_AFTER after). `valid` sees the matched span and may veto it. `against`
    are words that, right before the value, say that it is something else (an order number).
    `check_digit` is the share of `score` that `valid` earns by checking a check digit.
    Where `listed` is given, further values of this pattern count that follow the first in a list.
    """

    label: Label
    name: str
    pattern: str
    score: float
    cues: str = ""
    cued_score: float = 0.0
    valid: Callable[[str], bool] | None = None
    ignore_case: bool = False
    against: str = ""
    check_digit: float = 0.0
    listed: str = ""


def digits_of(text: str) -> str:
    """Only the ASCII digits of `text`."""
    return "".join(c for c in text if "0" <= c <= "9")
