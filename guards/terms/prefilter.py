"""Which of many rules could fit a text at all, found in one pass over it."""

from collections.abc import Sequence

import re2

from guards.terms.pattern import options

# A noncharacter: nobody's text. Its rule must answer every time, see `candidates`.
_CANARY = "\ufdd1ringi\ufdd1"


class PrefilterFailed(RuntimeError):
    """The pass gave no answer, so that its silence means nothing."""


class Prefilter:
    """The literals that each pattern can't do without, as one automaton. Thread-safe."""

    __slots__ = ("_filter",)

    def __init__(self, patterns: Sequence[str]) -> None:
        self._filter = re2.Filter()
        for pattern in (_CANARY, *patterns):
            self._filter.Add(pattern, options())
        self._filter.Compile()
        self.candidates("")

    def candidates(self, normal: str) -> list[int]:
        """The places in `patterns` of those that may fit `normal`, in order.

        Raises PrefilterFailed: an automaton out of memory would just say "nothing fits", so each
        text carries a canary that has to be found.
        """
        found = self._filter.Match(normal + _CANARY, potential=True)
        if not found or found[0] != 0:
            raise PrefilterFailed("the prefilter did not find its canary")
        return [place - 1 for place in found[1:]]
