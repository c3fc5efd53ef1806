"""The decision log as JSON Lines: one entry a line, then one line that says where it ends.

The last line carries the head and its seal, so that a file that was cut short shows it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hmac import compare_digest

import rfc8785

from bot.records import Chained
from bot.store.chain import Head, from_line, seal_of, to_line
from bot.store.verify import Verification, Verifier

_END = "end_of_log"


def to_jsonl(chained: Chained) -> str:
    """One entry as one line, without the line's end."""
    return to_line(chained)


def from_jsonl(line: str) -> Chained:
    """Back again. Raises ValueError for anything else."""
    return from_line(line)


def end_line(head: Head, *, key_id: str, log_keys: Mapping[str, bytes]) -> str:
    """The line that ends a file, sealed by the log key."""
    seal = seal_of(_end_words(head), log_keys[key_id])
    told: dict[str, str | int] = {
        "kind": _END,
        "seq": head.seq,
        "hash": head.hash,
        "key_id": key_id,
        "seal": seal,
    }
    return rfc8785.dumps(told).decode()


def export(
    entries: Iterable[Chained], *, key_id: str, log_keys: Mapping[str, bytes]
) -> Iterator[str]:
    """All lines of a file, in order, each without its end."""
    head = Head()
    for chained in entries:
        head = Head(chained.seq, chained.hash)
        yield to_jsonl(chained)
    yield end_line(head, key_id=key_id, log_keys=log_keys)


def verify_file(lines: Iterable[str], log_keys: Mapping[str, bytes] | None) -> Verification:
    """Check an exported file. One without a good last line counts as truncated."""
    verifier = Verifier(log_keys)
    head: Head | None = None
    for line in lines:
        if not line.strip():
            continue
        if head is not None:  # nothing may follow the end
            verifier.feed(b"")
            break
        head = _end(line, log_keys)
        if head is None and not verifier.feed(line):
            break
    return verifier.result(head=head or Head(verifier.seq + 1, ""))


def _end(line: str, log_keys: Mapping[str, bytes] | None) -> Head | None:
    """The head that an end line names, or None where this is no (good) end line."""
    try:
        told = json.loads(line)
        if told["kind"] != _END:
            return None
        head = Head(int(told["seq"]), str(told["hash"]))
        key_id, seal = str(told["key_id"]), str(told["seal"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if log_keys is None:
        return head
    key = log_keys.get(key_id)
    good = key is not None and compare_digest(seal_of(_end_words(head), key), seal)
    return head if good else None


def _end_words(head: Head) -> str:
    return f"{_END} {head.seq} {head.hash}"
