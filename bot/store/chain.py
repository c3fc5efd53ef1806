"""How one decision is chained to the one before it. Pure: no store, no clock.

`hash` is SHA-256 over the RFC 8785 canonical JSON of every other field but `seal`; `seal` is
HMAC-SHA-256 of that hash under the log key that `key_id` names. The first `prev` is GENESIS.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rfc8785

from bot.records import Chained, Entry, Json

GENESIS = "0" * 64
VERSION = 1
_ENTRY_FIELDS = frozenset(Entry.__dataclass_fields__)
_CHAIN_FIELDS = frozenset({"v", "seq", "ts", "prev", "key_id", "hash", "seal"})


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry there should be. Sequence 0 is an empty log."""

    seq: int = 0
    hash: str = GENESIS


def link(entry: Entry, head: Head, *, now: float, key_id: str, key: bytes) -> Chained:
    """`entry` as the one after `head`. `now` is UTC epoch seconds."""
    seq, ts = head.seq + 1, timestamp(now)
    digest = digest_of(entry, seq=seq, ts=ts, prev=head.hash, key_id=key_id)
    return Chained(seq, ts, entry, head.hash, digest, key_id, seal_of(digest, key))


def timestamp(now: float) -> str:
    """ISO 8601, UTC, microseconds: `2026-11-21T01:02:03.000004Z`."""
    moment = datetime.fromtimestamp(now, UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="microseconds") + "Z"


def digest_of(entry: Entry, *, seq: int, ts: str, prev: str, key_id: str) -> str:
    """SHA-256 over everything that the entry says and where it stands, in hex."""
    return sha256(rfc8785.dumps(_content(entry, seq, ts, prev, key_id))).hexdigest()


def seal_of(digest: str, key: bytes) -> str:
    """HMAC-SHA-256 of a hash, in hex: only a holder of the log key can make it."""
    return hmac.new(key, digest.encode(), sha256).hexdigest()


def is_sealed(chained: Chained, log_keys: Mapping[str, bytes]) -> bool:
    """Whether hash and seal fit what the entry says, under one of these keys."""
    key = log_keys.get(chained.key_id)
    if key is None:
        return False
    digest = digest_of(
        chained.entry, seq=chained.seq, ts=chained.ts, prev=chained.prev, key_id=chained.key_id
    )
    seal = seal_of(digest, key)
    return hmac.compare_digest(digest, chained.hash) and hmac.compare_digest(seal, chained.seal)


def to_line(chained: Chained) -> str:
    """One line of canonical JSON: the same entry always reads the same."""
    content = _content(chained.entry, chained.seq, chained.ts, chained.prev, chained.key_id) | {
        "hash": chained.hash,
        "seal": chained.seal,
    }
    return rfc8785.dumps(content).decode()


def from_line(line: str | bytes) -> Chained:
    """The entry in a line. Raises ValueError for anything that `to_line` can't have written."""
    content = json.loads(line, object_pairs_hook=_no_doubles)
    if not isinstance(content, dict) or set(content) != _ENTRY_FIELDS | _CHAIN_FIELDS:
        raise ValueError("not an entry of the decision log")
    if content["v"] != VERSION or not isinstance(content["seq"], int):
        raise ValueError("an entry of another version")
    told = {name: content[name] for name in _ENTRY_FIELDS}
    entry = Entry(**told | {"findings": tuple(told["findings"])})
    place = {name: content[name] for name in ("seq", "ts", "prev", "hash", "key_id", "seal")}
    return Chained(entry=entry, **place)


def _content(entry: Entry, seq: int, ts: str, prev: str, key_id: str) -> dict[str, Any]:
    told = {name: _json(getattr(entry, name)) for name in _ENTRY_FIELDS}
    return told | {"v": VERSION, "seq": seq, "ts": ts, "prev": prev, "key_id": key_id}


def _json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _json(inner) for name, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_json(inner) for inner in value]
    return value


def _no_doubles(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """A field that is there twice reads differently to different readers."""
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a field is there twice")
    return content
