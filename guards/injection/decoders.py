"""Runs of base64, hex, percent and other notations that hold readable text, and what they say."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import re2

MAX_DEPTH = 3
_SHORTEST = 8  # bytes: a shorter run says nothing that matters
_READABLE = 0.9

_RUNS = re2.compile(
    r"(?P<base64>[A-Za-z0-9+/_-]{16,}={0,2})"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2}[^\s%\"'<>]{0,32}){4,})"
    r"|(?P<quoted>(?:=[0-9A-Fa-f]{2}){6,})"
    r"|(?P<escaped>(?:\\x[0-9A-Fa-f]{2}){6,})"
    r"|(?P<unicode>(?:\\u\{?[0-9A-Fa-f]{4}\}?){4,})"
    r"|(?P<hex>(?:0x)?[0-9A-Fa-f]{2}(?:[\s:,-]{1,2}(?:0x)?[0-9A-Fa-f]{2}){9,})"
    r"|(?P<binary>[01]{8}(?:[\s,]{0,2}[01]{8}){7,})"
    r"|(?P<decimal>[0-9]{2,3}(?:[\s,;]{1,2}[0-9]{2,3}){9,})"
    r"|(?P<morse>[.\-·−–]{1,6}(?:[ /|]{1,3}[.\-·−–]{1,6}){9,})"
)
_HEX_ONLY = re.compile(r"(?:0x)?((?:[0-9A-Fa-f]{2}){8,})")
_MORSE = {
    ".-": "a", "-...": "b", "-.-.": "c", "-..": "d", ".": "e", "..-.": "f", "--.": "g",
    "....": "h", "..": "i", ".---": "j", "-.-": "k", ".-..": "l", "--": "m", "-.": "n",
    "---": "o", ".--.": "p", "--.-": "q", ".-.": "r", "...": "s", "-": "t", "..-": "u",
    "...-": "v", ".--": "w", "-..-": "x", "-.--": "y", "--..": "z",
}  # fmt: skip


class Decoded(NamedTuple):
    """A half-open span of the text and what it says."""

    start: int
    end: int
    text: str


def decoded_runs(text: str, *, depth: int = MAX_DEPTH) -> Iterator[Decoded]:
    """Every encoded run that holds readable text; runs inside of it are decoded, too."""
    if depth == 0:
        return
    for match in _RUNS.finditer(text):
        said = _DECODERS[match.lastgroup or ""](match[0])
        if said is not None:
            start, end = match.span()
            yield Decoded(start, end, _inner(said, depth - 1))


def _inner(text: str, depth: int) -> str:
    parts, done = [], 0
    for run in decoded_runs(text, depth=depth):
        parts += [text[done : run.start], run.text]
        done = run.end
    return "".join([*parts, text[done:]])


def _readable(content: bytes) -> str | None:
    """The content as text, where that is what it is."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    shown = sum(char.isprintable() or char in "\n\r\t" for char in text)
    return text if len(content) >= _SHORTEST and shown >= _READABLE * len(text) else None


def _base64(run: str) -> str | None:
    if _HEX_ONLY.fullmatch(run):
        return _readable(bytes.fromhex(run.removeprefix("0x")))
    body = run.rstrip("=").translate(_URL_SAFE)
    body = body[: len(body) - (len(body) % 4 == 1)]
    try:
        return _readable(base64.b64decode(body + "=" * (-len(body) % 4), validate=True))
    except (binascii.Error, ValueError):
        return None


_URL_SAFE = str.maketrans("-_", "+/")


def _percent(run: str) -> str | None:
    return _readable(unquote_to_bytes(run.replace("+", " ")))


def _hex(run: str) -> str | None:
    return _readable(bytes.fromhex("".join(re.findall(r"[0-9A-Fa-f]{2}(?![xX])", run))))


def _unicode(run: str) -> str | None:
    codes = re.findall(r"[0-9A-Fa-f]{4}", run)
    units = b"".join(int(code, 16).to_bytes(2, "big") for code in codes)
    return _readable(units.decode("utf-16-be", "replace").encode())


def _binary(run: str) -> str | None:
    return _readable(bytes(int(octet, 2) for octet in re.findall(r"[01]{8}", run)))


def _decimal(run: str) -> str | None:
    codes = [int(code) for code in re.findall(r"[0-9]{2,3}", run)]
    return _readable(bytes(codes)) if all(32 <= code < 127 for code in codes) else None


def _morse(run: str) -> str | None:
    plain = run.translate(_DOTS)
    words = re.split(r"\s*[/|]\s*| {2,}", plain)
    letters = ["".join(_MORSE.get(sign, "") for sign in word.split()) for word in words]
    return _readable(" ".join(letters).encode())


_DOTS = str.maketrans("·−–", ".--")

_DECODERS: dict[str, Callable[[str], str | None]] = {
    "base64": _base64,
    "percent": _percent,
    "quoted": lambda run: _readable(bytes.fromhex(run.replace("=", ""))),
    "escaped": lambda run: _readable(bytes.fromhex(run.replace("\\x", ""))),
    "unicode": _unicode,
    "hex": _hex,
    "binary": _binary,
    "decimal": _decimal,
    "morse": _morse,
}
