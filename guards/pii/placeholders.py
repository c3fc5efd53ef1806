"""Placeholders: stable stand-ins for masked values within one thread, and the way back.

`⟦人物1⟧` is closed by a bracket, so that no placeholder is the beginning of another. A model may
bend it on its way (【人物１】, [Person 1]); reading back is tolerant of width, space and brackets.
Whoever types something that looks like a placeholder gets it quoted: it fetches nobody's value.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from guards.normalise import Text
from guards.pii.labels import LABELS, Label
from guards.verdict import Action, Finding

_KINDS = {
    words.kind.casefold(): label
    for label, entry in LABELS.items()
    for words in (entry.ja, entry.en)
}
_KIND = "|".join(sorted((re.escape(kind) for kind in _KINDS), key=lambda k: (-len(k), k)))
_INSIDE = rf"[ ]*(?P<kind>{_KIND})[ ]*(?P<number>[0-9]{{1,6}})[ ]*"
_EXACT = re.compile(rf"⟦(?P<kind>{_KIND}) ?(?P<number>[0-9]{{1,6}})⟧", re.IGNORECASE | re.ASCII)
# Single brackets, or [[ ]]: as many on both sides, so that a neighbour's bracket is left alone.
_TOLERANT = re.compile(
    rf"\[\[{_INSIDE}\]\]|[\[⟦【〔〖〚<{{]{_INSIDE}[\]⟧】〕〗〛>}}]".replace(
        "?P<kind>", "?P<kind_>", 1
    ).replace("?P<number>", "?P<number_>", 1),
    re.IGNORECASE | re.ASCII,
)
# Whatever normalisation may turn into an opening bracket.
_OPENING = re.compile(
    r"[\[⟦【〔〖〚<{\ufe17\ufe37\ufe39\ufe3b\ufe47\ufe5b\ufe5d\ufe64\uff1c\uff3b\uff5b"
    r"\U0001f12a\U0001f240-\U0001f248]"
)


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

    Values that are equal after normalisation share one placeholder and read back as the first.
    Numbers start anew in a new ledger, so what was masked with one must not be restored with
    another: `id` tells them apart.
    """

    def __init__(self, locale: str, *, limit: int = 500, id: str = "") -> None:  # noqa: A002
        self.locale = locale
        self.limit = limit
        self.id = id
        self._values: dict[str, tuple[str, str]] = {}  # token → (label, value)
        self._tokens: dict[tuple[str, str], str] = {}  # (label, normal value) → token

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
        key = (label, Text.of(value).normal.strip())
        known = self._tokens.get(key)
        if known is not None:
            return known
        if len(self) >= self.limit:
            raise TooManyPlaceholders
        number = 1 + sum(1 for held, _ in self._values.values() if held == label)
        token = _token(label, number, self.locale)
        self._values[token] = (label, value)
        self._tokens[key] = token
        return token

    def value_of(self, token: str) -> str:
        """The value that this placeholder stands for; raises KeyError for one not given out."""
        return self._values[token][1]

    def label(self, token: str) -> str:
        """What kind of value this placeholder stands for; raises KeyError likewise."""
        return self._values[token][0]

    def find(self, label: str, number: int) -> str | None:
        """The placeholder given out under this number, however it was written."""
        token = _token(label, number, self.locale)
        return token if token in self._values else None

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
            ledger._values[token] = (label, value)
            ledger._tokens[(label, Text.of(value).normal.strip())] = token
        return ledger


def lookalikes(text: str) -> list[tuple[int, int]]:
    """The half-open spans of `text` that would be read as placeholders."""
    return [(start, end) for start, end, _, _ in _mentions(text)]


def mask(text: str, findings: Sequence[Finding], placeholders: Placeholders) -> str:
    """`text` with every finding that asks for MASK replaced by its placeholder.

    Overlapping findings are hidden together, under the label of the longest.
    """
    spans = _merged(f for f in findings if f.action is Action.MASK and f.start < f.end)
    tokens = [placeholders.token_for(text[s:e], label) for s, e, label in spans]
    for (start, end, _), token in zip(reversed(spans), reversed(tokens), strict=True):
        text = text[:start] + token + text[end:]
    return text


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

    def put_back(token: str | None, written: str) -> str:
        if token is None:
            invented[written] = None
            return written if missing is None else missing
        if only is not None and token not in only:
            return written
        used[token] = None
        return placeholders.value_of(token)

    replaced = _replace(text, placeholders, put_back)
    return Restored(replaced, tuple(used), tuple(invented))


def redact(text: str, placeholders: Placeholders, keep: frozenset[str]) -> str:
    """`text` with every placeholder that is not in `keep` replaced by ［氏名は非公開］ or the like.

    Invented placeholders stay: they stand for nothing.
    """

    def withhold(token: str | None, written: str) -> str:
        if token is None or token in keep:
            return written
        return LABELS[Label(placeholders.label(token))].in_(placeholders.locale).withheld

    return _replace(text, placeholders, withhold)


def _replace(text: str, placeholders: Placeholders, by: Callable[[str | None, str], str]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, label, number in _mentions(text):
        token = placeholders.find(label, number)
        parts += [text[done:start], by(token, text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _mentions(text: str) -> Iterator[tuple[int, int, str, int]]:
    """(start, end, label, number) of all that reads as a placeholder, in order.

    Exact ones come first and divide the text; what stands between is read tolerantly, so that
    a mark or bracket beside an exact one can't be swallowed.
    """
    exact = list(_EXACT.finditer(text))
    edges = [0, *(edge for m in exact for edge in m.span()), len(text)]
    for place, (start, end) in enumerate(pairwise(edges)):
        if place % 2:
            match = exact[place // 2]
            yield start, end, _KINDS[match["kind"].casefold()], int(match["number"])
        else:
            yield from _tolerant_mentions(text, start, end)


def _tolerant_mentions(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, int]]:
    if not _OPENING.search(text, start, end):
        return
    between = Text.of(text[start:end])
    for match in _TOLERANT.finditer(between.normal):
        kind = match["kind"] or match["kind_"]
        number = match["number"] or match["number_"]
        first, last = between.span(*match.span())
        yield start + first, start + last, _KINDS[kind.casefold()], int(number)


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


def _token(label: str, number: int, locale: str) -> str:
    kind = LABELS[Label(label)].in_(locale).kind
    return f"⟦{kind}{number}⟧" if locale.startswith("ja") else f"⟦{kind} {number}⟧"
