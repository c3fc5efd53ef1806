"""What the guards were shown, kept in the vault so that another rulebook can be tried on it later.

It rests sealed and lapses with `retention.vault_days`, like everything else that holds text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from bot.errors import StoreDown
from bot.records import Seen
from guards.normalise import Text
from guards.verdict import Context, Side


@dataclass(frozen=True, slots=True)
class Checked:
    """The texts of one guard run, by part, with what the guards knew besides.

    `names` are only those of the directory that the texts held.
    """

    side: str
    locale: str
    template: str
    parts: Mapping[str, str] = field(repr=False)
    sources: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)

    @property
    def context(self) -> Context:
        return Context(Side(self.side), self.locale, self.template, self.sources, self.names)


_CHECKED: TypeAdapter[Checked] = TypeAdapter(Checked)


def checked_key(trace: str, side: str) -> str:
    """Where the texts of this run rest in the vault."""
    return f"checked:{trace}:{side}"


def to_bytes(parts: Mapping[str, str], context: Context, seen: Iterable[Seen]) -> bytes:
    """A guard run as JSON, texts and all: for the vault only."""
    names = _mentioned(parts, context.names, seen)
    return _CHECKED.dump_json(
        Checked(context.side.value, context.locale, context.template, parts, context.sources, names)
    )


def from_bytes(content: bytes) -> Checked:
    """What `to_bytes` wrote. Raises StoreDown('store_unreadable') for another shape."""
    try:
        return _CHECKED.validate_json(content)
    except ValidationError:
        raise StoreDown("store_unreadable") from None


def _mentioned(
    parts: Mapping[str, str], names: Iterable[str], seen: Iterable[Seen]
) -> tuple[str, ...]:
    known = {_bare(name): name for name in names}
    if not known:
        return ()
    found = (_bare(parts[s.part][s.start : s.end]) for s in seen if s.label == "PERSON")
    return tuple(dict.fromkeys(known[name] for name in found if name in known))


def _bare(name: str) -> str:
    return "".join(Text.of(name).normal.casefold().split())
