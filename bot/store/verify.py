"""Does the decision log hold? Pure, for the living log and for an exported file alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hmac import compare_digest

from bot.records import Chained
from bot.store.chain import Head, digest_of, from_line, seal_of


@dataclass(frozen=True, slots=True)
class Verification:
    """`count` entries held, up to `head`. Where it broke: the first broken entry, and why.

    `why` is one of: unreadable · gap · order · link · altered · unknown_key · seal · truncated.
    `sealed` is False where no keys were given, so that only hashes and links were checked.
    """

    count: int
    head: Head
    broken_seq: int | None = None
    why: str = ""
    sealed: bool = True

    @property
    def holds(self) -> bool:
        return self.broken_seq is None


class Verifier:
    """Fed one entry after the other, from the first; stops at the first that does not hold."""

    def __init__(self, log_keys: Mapping[str, bytes] | None) -> None:
        self._keys = log_keys
        self._head = Head()
        self._broken: tuple[int, str] | None = None

    @property
    def seq(self) -> int:
        """How many entries held so far."""
        return self._head.seq

    def feed(self, entry: Chained | str | bytes) -> bool:
        """False once the chain is broken: nothing after that place means anything."""
        if self._broken is None:
            chained = _parsed(entry)
            why = "unreadable" if chained is None else self._fault(chained)
            if chained is None or why:
                self._broken = (self._head.seq + 1, why)
            else:
                self._head = Head(chained.seq, chained.hash)
        return self._broken is None

    def result(self, *, head: Head | None = None) -> Verification:
        """What was found; `head`, where known, is the newest entry there should be."""
        if self._broken is None and head is not None and head != self._head:
            self._broken = (min(self._head.seq, head.seq) + 1, "truncated")
        seq, why = self._broken or (None, "")
        return Verification(self._head.seq, self._head, seq, why, self._keys is not None)

    def _fault(self, chained: Chained) -> str:
        due = self._head.seq + 1
        if chained.seq != due:
            return "gap" if chained.seq > due else "order"
        if chained.prev != self._head.hash:
            return "link"
        if chained.hash != _recomputed(chained):
            return "altered"
        return self._seal_fault(chained)

    def _seal_fault(self, chained: Chained) -> str:
        if self._keys is None:
            return ""
        key = self._keys.get(chained.key_id)
        if key is None:
            return "unknown_key"
        return "" if compare_digest(seal_of(chained.hash, key), chained.seal) else "seal"


def verify(
    entries: Iterable[Chained | str | bytes],
    log_keys: Mapping[str, bytes] | None,
    *,
    head: Head | None = None,
) -> Verification:
    """Check entries (or their lines) from the first one on."""
    verifier = Verifier(log_keys)
    for entry in entries:
        if not verifier.feed(entry):
            break
    return verifier.result(head=head)


def _parsed(entry: Chained | str | bytes) -> Chained | None:
    if isinstance(entry, Chained):
        return entry
    try:
        return from_line(entry)
    except (ValueError, TypeError, RecursionError):
        return None


def _recomputed(chained: Chained) -> str:
    place = {"ts": chained.ts, "prev": chained.prev, "key_id": chained.key_id}
    try:
        return digest_of(chained.entry, seq=chained.seq, **place)
    except (ValueError, TypeError, RecursionError):
        return ""  # not even canonical: can't be what was written
