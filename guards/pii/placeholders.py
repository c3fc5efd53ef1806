"""Placeholders: stable stand-ins for masked values within one thread, and the way back.

`⟦人物1⟧` is closed by a bracket, so that no placeholder is the beginning of another; a second
spelling of the same value is `⟦人物1-2⟧`, so that each comes back as it was written. Whoever types
something that looks like a placeholder gets it quoted: it fetches nobody's value.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from guards.normalise import Text
from guards.pii.labels import entry_of
from guards.pii.mentions import Mention, mentions
from guards.verdict import Action, Finding

_NUMBER = re.compile(r"(?P<number>[0-9]+)(?:-(?P<form>[0-9]+))?⟧\Z")


class TooManyPlaceholders(Exception):
    """The thread holds as many masked values as the rulebook allows."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with values put back, and which placeholders it mentioned, in order of appearance.

    `used` are those that were put back; `invented` look like placeholders but stand for nothing.
    """

    text: str = field(repr=False)
    used: tuple[str, ...]
    invented: tuple[str, ...]


class Placeholders:
    """The ledger of one thread: each masked value and its placeholder. Not thread-safe.

    Values that are equal after normalisation share a number; each spelling has a form of its own.
    Numbers start anew in a new ledger, so what was masked with one must not be restored with
    another: `id` tells them apart.
    """

    def __init__(self, locale: str, *, limit: int = 500, id: str = "") -> None:  # noqa: A002
        self.locale = locale
        self.limit = limit
        self.id = id
        self._values: dict[str, tuple[str, str]] = {}  # token → (label, value)
        self._tokens: dict[tuple[str, str], str] = {}  # (label, value) → token
        self._numbers: dict[tuple[str, str], int] = {}  # (label, normal value) → number
        self._forms: Counter[tuple[str, int]] = Counter()  # (kind, number) → spellings
        self._last: Counter[str] = Counter()  # kind → highest number
        self._places: dict[tuple[str, int, int], str] = {}  # (kind, number, form) → token

    def __repr__(self) -> str:
        return f"Placeholders(locale={self.locale!r}, count={len(self)})"

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, token: str) -> bool:
        return token in self._values

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every placeholder given out, oldest first."""
        return tuple(self._values)

    def token_for(self, value: str, label: str) -> str:
        """The placeholder of this value, a new one at first; raises TooManyPlaceholders."""
        known = self._tokens.get((label, value))
        if known is not None:
            return known
        if len(self) >= self.limit:
            raise TooManyPlaceholders
        kind = entry_of(label).ja.kind
        number = self._numbers.get((label, _normal(value)), self._last[kind] + 1)
        form = self._forms[kind, number] + 1
        token = _token(label, number, form, self.locale)
        self._hold(token, label, value, number, form)
        return token

    def value_of(self, token: str) -> str:
        """The value that this placeholder stands for; raises KeyError for one not given out."""
        return self._values[token][1]

    def label(self, token: str) -> str:
        """What kind of value this placeholder stands for; raises KeyError likewise."""
        return self._values[token][0]

    def find(self, mention: Mention) -> str | None:
        """The placeholder that this mention means, however it was written."""
        return self._places.get((mention.kind, mention.number, mention.form))

    def to_json(self) -> str:
        """Everything, values included: for the vault only."""
        held = [[token, label, value] for token, (label, value) in self._values.items()]
        return json.dumps({"id": self.id, "locale": self.locale, "limit": self.limit, "held": held})

    @classmethod
    def from_json(cls, text: str) -> "Placeholders":
        """What `to_json` wrote."""
        data = json.loads(text)
        ledger = cls(data["locale"], limit=data["limit"], id=data["id"])
        for token, label, value in data["held"]:
            written = _NUMBER.search(token)
            if written is None:
                raise ValueError("not a ledger")
            ledger._hold(token, label, value, int(written["number"]), int(written["form"] or 1))
        return ledger

    def _hold(self, token: str, label: str, value: str, number: int, form: int) -> None:
        kind = entry_of(label).ja.kind
        self._values[token] = (label, value)
        self._tokens[label, value] = token
        self._numbers[label, _normal(value)] = number
        self._forms[kind, number] += 1
        self._last[kind] = max(self._last[kind], number)
        self._places[kind, number, form] = token


def mask(text: str, findings: Sequence[Finding], placeholders: Placeholders) -> str:
    """`text` with every finding that asks for MASK replaced by its placeholder.

    Overlapping findings are hidden together, under the label of the longest.
    """
    parts: list[str] = []
    done = 0
    for start, end, label in _merged(
        f for f in findings if f.action is Action.MASK and f.start < f.end
    ):
        parts += [text[done:start], placeholders.token_for(text[start:end], label)]
        done = end
    return "".join([*parts, text[done:]])


def restore(
    text: str,
    placeholders: Placeholders,
    *,
    only: frozenset[str] | None = None,
    missing: str | None = None,
) -> Restored:
    """`text` with the values put back, of all placeholders or of `only` these.

    An invented placeholder stays as it is written, or becomes `missing`. Values are never read
    for placeholders again.
    """
    used: dict[str, None] = {}
    invented: dict[str, None] = {}

    def put_back(token: str | None, mention: Mention, written: str) -> str:
        if token is None:
            invented[written] = None
            return written if missing is None else missing
        if only is not None and token not in only:
            return written
        used[token] = None
        return placeholders.value_of(token) + mention.honorific

    replaced = _replace(text, placeholders, put_back)
    return Restored(replaced, tuple(used), tuple(invented))


def restore_json(
    text: str, placeholders: Placeholders, *, only: frozenset[str] | None = None
) -> Restored:
    """JSON with the values put back in its strings, so that a quote in a value breaks nothing.

    Raises ValueError for what is not JSON, nested too deeply, or has two keys become one.
    """
    used: dict[str, None] = {}
    invented: dict[str, None] = {}

    def walk(node: object) -> object:
        if isinstance(node, str):
            restored = restore(node, placeholders, only=only)
            used.update(dict.fromkeys(restored.used))
            invented.update(dict.fromkeys(restored.invented))
            return restored.text
        if isinstance(node, dict):
            found = {walk(key): walk(value) for key, value in node.items()}
            if len(found) < len(node):
                raise ValueError("two keys became one")
            return found
        return [walk(each) for each in node] if isinstance(node, list) else node

    try:
        replaced = json.dumps(walk(json.loads(text)), ensure_ascii=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return Restored(replaced, tuple(used), tuple(invented))


def redact(text: str, placeholders: Placeholders, keep: frozenset[str]) -> str:
    """`text` with every placeholder that is not in `keep` replaced by ［氏名は非公開］ or the like.

    Invented placeholders stay: they stand for nothing.
    """

    def withhold(token: str | None, mention: Mention, written: str) -> str:  # noqa: ARG001
        if token is None or token in keep:
            return written
        return entry_of(placeholders.label(token)).in_(placeholders.locale).withheld

    return _replace(text, placeholders, withhold)


def _replace(
    text: str, placeholders: Placeholders, by: Callable[[str | None, Mention, str], str]
) -> str:
    parts: list[str] = []
    done = 0
    for mention in mentions(text):
        written = text[mention.start : mention.end]
        parts += [text[done : mention.start], by(placeholders.find(mention), mention, written)]
        done = mention.end
    return "".join([*parts, text[done:]])


def _merged(findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    """Disjoint (start, end, label) in order that together cover every finding."""
    merged: list[tuple[int, int, str, int]] = []
    for f in sorted(findings, key=lambda f: (f.start, -f.end)):
        length = f.end - f.start
        if merged and f.start < merged[-1][1]:
            start, end, label, longest = merged[-1]
            label = f.label if length > longest else label
            merged[-1] = (start, max(end, f.end), label, max(longest, length))
        else:
            merged.append((f.start, f.end, f.label, length))
    return [(start, end, label) for start, end, label, _ in merged]


def _normal(value: str) -> str:
    return Text.of(value).normal.strip()


def _token(label: str, number: int, form: int, locale: str) -> str:
    kind = entry_of(label).in_(locale).kind
    gap = "" if locale.startswith("ja") else " "
    return f"⟦{kind}{gap}{number}⟧" if form == 1 else f"⟦{kind}{gap}{number}-{form}⟧"
