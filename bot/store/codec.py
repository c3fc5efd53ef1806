"""Records as they rest: sealed JSON for what holds text, plain hash fields for a sign-off.

A sign-off's fields are plain because the scripts check them; they are ids, counts and times.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.errors import StoreDown
from bot.records import Draft, Place, Publication, SignOff, State

_DRAFT: TypeAdapter[Draft] = TypeAdapter(Draft)
_PUBLICATION: TypeAdapter[Publication] = TypeAdapter(Publication)

T = TypeVar("T")

_VOTE = "vote:"
_WHOLE = frozenset({"draft_revision", "revision", "quorum"})
_TIMES = frozenset({"created_at", "expires_at", "decided_at"})
_LISTS = frozenset({"touched_by", "accepted"})


def draft_to_bytes(draft: Draft) -> bytes:
    """A draft as JSON, texts and all: to be sealed at once."""
    return _DRAFT.dump_json(draft)


def draft_from_bytes(content: bytes) -> Draft:
    """The draft. Raises StoreDown('store_unreadable') for another shape."""
    return _read(_DRAFT, content)


def publication_to_bytes(publication: Publication) -> bytes:
    """A publication as JSON, texts and all: to be sealed at once."""
    return _PUBLICATION.dump_json(publication)


def publication_from_bytes(content: bytes) -> Publication:
    """The publication. Raises StoreDown('store_unreadable') for another shape."""
    return _read(_PUBLICATION, content)


def signoff_to_fields(signoff: SignOff) -> list[str]:
    """Names and values in turn, as HSET takes them."""
    told = {name: getattr(signoff, name) for name in _names() if name != "votes"}
    told |= {_VOTE + person: choice for person, choice in signoff.votes.items()}
    return [word for name, value in told.items() for word in (name, _rest(value))]


def signoff_from_fields(flat: Sequence[bytes]) -> SignOff | None:
    """The sign-off in a flat reply of HGETALL; None where there is none."""
    words = [word.decode() for word in flat]
    told = dict(zip(words[::2], words[1::2], strict=True))
    if not told:
        return None
    votes = {name.removeprefix(_VOTE): v for name, v in told.items() if name.startswith(_VOTE)}
    record: dict[str, Any] = {name: _read_field(name, told) for name in _names() if name != "votes"}
    return SignOff(**record, votes=votes)


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(SignOff))


def _rest(value: object) -> str:
    if isinstance(value, Place):
        return json.dumps(asdict(value))
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, str) else repr(value)


def _read_field(name: str, told: Mapping[str, str]) -> object:
    value = told[name]
    if name in _WHOLE:
        return int(value)
    if name in _TIMES:
        return float(value)
    if name in _LISTS:
        return tuple(json.loads(value))
    if name == "place":
        return Place(**json.loads(value))
    return State(value) if name == "state" else value


def _read(shape: TypeAdapter[T], content: bytes) -> T:
    try:
        return shape.validate_json(content)
    except ValidationError:
        # Not chained: pydantic's message quotes what it read.
        raise StoreDown("store_unreadable") from None
