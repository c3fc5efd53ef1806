"""What the last sources say, kept for a moment: the sections of one draft share their material.

Kept are values and places, under a keyed digest that means nothing outside this process; the
text itself is not, but for what counts as it is written (links, codes). What is older than a
minute goes with the next check.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock

from guards.grounding.lengths import lengths
from guards.grounding.quantities import quantities
from guards.grounding.traceable import Mention

_MOST_SOURCES = 32
_MOST_MENTIONS = 50_000
# A draft is checked section by section within moments.
_KEPT_S = 60.0


class Readings:
    """The quantities of sources, read once each; safe to share between threads."""

    def __init__(self, *, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._key = secrets.token_bytes(32)
        self._kept: OrderedDict[bytes, tuple[float, tuple[Mention, ...]]] = OrderedDict()
        self._mentions = 0
        self._lock = Lock()

    def of(self, normal: str) -> tuple[Mention, ...]:
        """All that a source says in quantities, and how long what it says lasts."""
        digest = blake2b(normal.encode("utf-8", "surrogatepass"), key=self._key).digest()
        with self._lock:
            self._forget()
            if kept := self._kept.get(digest):
                return kept[1]
        said = quantities(normal)
        found = (*said, *lengths(normal, said))
        with self._lock:
            self._keep(digest, found)
        return found

    def _keep(self, digest: bytes, found: tuple[Mention, ...]) -> None:
        if digest not in self._kept and len(found) <= _MOST_MENTIONS:
            self._kept[digest] = (self._clock_s(), found)
            self._mentions += len(found)
            self._forget()

    def _forget(self) -> None:
        """Drop what is too old or too much, the oldest first."""
        oldest = self._clock_s() - _KEPT_S
        while self._kept:
            since, found = next(iter(self._kept.values()))
            too_much = len(self._kept) > _MOST_SOURCES or self._mentions > _MOST_MENTIONS
            if since > oldest and not too_much:
                return
            self._kept.popitem(last=False)
            self._mentions -= len(found)
