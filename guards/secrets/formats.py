"""Secrets whose format says whose they are: formats.yaml, ready to match."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from pydantic import model_validator

from guards.secrets.checks import PROOFS, VETOES
from guards.secrets.entropy import WORDLIKE
from guards.secrets.words import How, Kind, Rule, Sighting
from guards.sections import Strict, Words
from guards.strict_yaml import read_yaml
from guards.verdict import Reason

_FILE = Path(__file__).with_name("formats.yaml")
# Between a provider's name and its key: how far, and the words of which one must stand there.
_REACH = 90
_KEY_WORDS = (
    "token", "トークン", "key", "キー", "secret", "シークレット", "auth", "認証", "credential",
    "password", "パスワード", "鍵", "pat", "sid",
)  # fmt: skip
# A key in two or three lines; what follows a break goes on like a key, and is no lower-case word.
_LONGEST_WRAPPED = 400
_MOST_BREAKS = 2
_BREAK = re.compile(
    r"(?<=[A-Za-z0-9_+/=-])[ ]?\r?\n[> ]{0,4}(?=[a-z_+/-]{0,40}[A-Z0-9])(?=[A-Za-z0-9_+/=-])"
)
_REST = re.compile(
    r"[ ]?\r?\n[> ]{0,4}(?P<run>(?=[A-Z_-]{0,80}[a-z0-9])(?=[A-Za-z_-]{0,80}[0-9])"
    r"[A-Za-z0-9_-]{8,200})(?![A-Za-z0-9])"
)


class FormatFile(Strict):
    """One format as it is written in formats.yaml."""

    id: str
    provider: str | Words
    kind: Kind
    pattern: str
    starts: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    words: tuple[str, ...] = _KEY_WORDS
    inside: bool = False
    joined: bool = False
    carrier: bool = False
    check: Literal["", "crc32_base62", "jwt_header", "basic_pair", "discord_id", "not_in_word"] = ""

    @model_validator(mode="after")
    def _is_led_by_one_thing(self) -> "FormatFile":
        if bool(self.starts) == bool(self.beside):
            raise ValueError(f"{self.id}: needs either starts or beside")
        return self


class _File(Strict):
    version: Literal[1]
    formats: tuple[FormatFile, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that begins with (or holds) a literal."""

    rule: Rule
    literals: tuple[str, ...]
    inside: bool
    check: str
    pattern: re.Pattern[str] = field(repr=False)

    def at(self, normal: str, literal: tuple[int, int]) -> Iterator[Sighting]:
        """The secret that begins with this literal, if one does."""
        match = self.pattern.match(normal, literal[0])
        if match is not None:
            yield from self._seen(match)
        if self.rule.how is How.FORMAT and (match is None or _goes_on(normal, match.end())):
            yield from self._over_lines(normal, literal[0])

    def _over_lines(self, normal: str, start: int) -> Iterator[Sighting]:
        """The secret that begins here and that a mail or a narrow column has wrapped."""
        snippet = normal[max(0, start - 1) : start + _LONGEST_WRAPPED]
        breaks = list(islice(_BREAK.finditer(snippet), _MOST_BREAKS))
        if not breaks:
            return
        whole, places = _unwrapped(snippet, breaks)
        match = self.pattern.match(whole, min(1, start))
        for each in self._seen(match) if match is not None else ():
            first, last = places[each.start], places[each.end - 1]
            if any(first < b.start() < last for b in breaks):
                offset = max(0, start - 1)
                yield replace(each, start=offset + first, end=offset + last + 1)

    def all_in(self, normal: str) -> Iterator[Sighting]:
        """Every secret of this format."""
        for match in self.pattern.finditer(normal):
            yield from self._seen(match)

    def _seen(self, match: re.Match[str]) -> Iterator[Sighting]:
        start, end = match.span(match.lastgroup or 0)
        value = match.string[start:end]
        veto, proof = VETOES.get(self.check), PROOFS.get(self.check)
        if is_filler(value) or (veto is not None and not veto(value)):
            return
        parts = [("format", 0.9)]
        if veto is not None:
            parts.append(("structure", 0.1))
        if proof is not None:
            parts = [("format", 0.7), *([("checksum", 0.3)] if proof(value) else [])]
        yield Sighting(start, end, self.rule, tuple(parts))


@dataclass(frozen=True, slots=True)
class Beside:
    """A format that many values have: it counts where its provider's name stands before it."""

    rule: Rule
    literals: tuple[str, ...]
    words: re.Pattern[str] = field(repr=False)
    pattern: re.Pattern[str] = field(repr=False)

    def at(self, normal: str, literal: tuple[int, int]) -> Iterator[Sighting]:
        """The secret after the provider's name, with a word for a key between them."""
        start, end = literal
        if start and normal[start - 1].isascii() and normal[start - 1].isalpha():
            return
        match = self.pattern.search(normal, end, end + _REACH + 600)
        if match is None or match.start() - end > _REACH or not _is_mixed(match[0]):
            return
        if self.words.search(normal, start, match.start()):
            parts = (("format", 0.4), ("provider", 0.3), ("cue", 0.2))
            yield Sighting(*match.span(), self.rule, parts)


def _goes_on(normal: str, end: int) -> bool:
    """Whether the next line looks like the rest of a key of no fixed length."""
    rest = _REST.match(normal, end)
    return rest is not None and len(WORDLIKE.sub("", rest["run"])) >= len(rest["run"]) / 2


def _unwrapped(snippet: str, breaks: Sequence[re.Match[str]]) -> tuple[str, Sequence[int]]:
    """The snippet without its line breaks, and where each character of it stood."""
    parts, places, at = [], list[int](), 0
    for wrap in breaks:
        parts.append(snippet[at : wrap.start()])
        places.extend(range(at, wrap.start()))
        at = wrap.end()
    places.extend(range(at, len(snippet)))
    return "".join([*parts, snippet[at:]]), places


def is_filler(value: str) -> bool:
    """`ghp_xxxxxxxx`, `AKIA****`: a place for a key, not one. Its second half is one character."""
    return len(set(value[len(value) // 2 :])) == 1 and len(value) > 8


def _is_mixed(value: str) -> bool:
    return bool(re.search(r"[0-9]", value) and re.search(r"[A-Za-z]", value))


@cache
def formats() -> tuple[Format | Beside, ...]:
    """Every format, in the order of the file."""
    written = _File.model_validate(read_yaml(_FILE)).formats
    return tuple(_beside(each) if each.beside else _format(each) for each in written)


def _rule(written: FormatFile) -> Rule:
    named = written.provider
    provider = Reason(named, named) if isinstance(named, str) else Reason(named.ja, named.en)
    how = How.PROVIDER if written.beside else How.CARRIER if written.carrier else How.FORMAT
    return Rule(written.id, written.kind, how, provider)


def _edged(written: FormatFile) -> Any:
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9\[(]", written.pattern) else ""
    after = "" if written.joined else r"(?![A-Za-z0-9])"
    return re.compile(f"{before}(?:{written.pattern}){after}")


def _format(written: FormatFile) -> Format:
    return Format(
        rule=_rule(written),
        literals=written.starts,
        inside=written.inside,
        check=written.check,
        pattern=_edged(written),
    )


def _beside(written: FormatFile) -> Beside:
    words = "|".join(re.escape(word) for word in written.words)
    return Beside(
        rule=_rule(written),
        literals=written.beside,
        words=re.compile(words, re.IGNORECASE),
        pattern=_edged(written),
    )
