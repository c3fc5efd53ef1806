"""prh's patterns as RE2 on normalised text: `/regex/flags`, literals, lists of both.

RE2 is linear in the text whatever an admin writes. What it doesn't know (look-around, references
back), and what would fit the empty text, is refused.
"""

import re
from collections.abc import Sequence
from typing import Any

import re2

from guards.normalise import Text

_LITERAL_REGEX = re.compile(r"/(?P<body>(?:[^/\\]|\\.)+)/(?P<flags>[a-z]*)", re.DOTALL)
_SURVIVES_ESCAPE = re.compile(r"\\u\{?(?P<code>[0-9A-Fa-f]{4,6})\}?")
_MEMORY_BYTES = 16 << 20


class BadPattern(ValueError):
    """A pattern that can't be used; the message says why, in words."""


def compile_re2(pattern: str) -> Any:
    """A compiled pattern. Raises BadPattern; says nothing on stderr."""
    try:
        return re2.compile(pattern, options())
    except re2.error:
        raise BadPattern("the pattern is not one that RE2 knows") from None


def options() -> Any:
    """How every pattern here is read."""
    chosen = re2.Options()
    chosen.log_errors = False
    chosen.max_mem = _MEMORY_BYTES
    return chosen


def one_of(written: Sequence[str], *, word_boundary: bool = False) -> str:
    """All of a rule's patterns as one, as prh joins them: the first that fits wins."""
    flags = {_flags(pattern) for pattern in written}
    if len(flags) > 1:
        # prh refuses it as well.
        raise BadPattern("its patterns have different flags")
    bodies = [translate(pattern, flags=False) for pattern in written]
    if word_boundary:
        bodies = [rf"\b(?:{body})\b" for body in bodies]
    joined = bodies[0] if len(bodies) == 1 else "(?:" + "|".join(bodies) + ")"
    return _with_flags(joined, flags.pop())


def is_literal(pattern: str) -> bool:
    """Whether prh takes this for a fixed word."""
    return _LITERAL_REGEX.fullmatch(pattern) is None


def any_width_or_case(expected: str) -> str:
    """What prh looks for where a rule has no pattern: `expected`, in any width and case."""
    return "/" + re.escape(expected).replace("/", r"\/") + "/i"


def translate(pattern: str, *, flags: bool = True) -> str:
    """prh's `/regex/flags` or a literal, as RE2 on normalised text."""
    written = _LITERAL_REGEX.fullmatch(pattern)
    if written is None:
        return re.escape(Text.of(pattern).normal)
    body = _SURVIVES_ESCAPE.sub(lambda m: chr(int(m["code"], 16)), written["body"])
    body = body.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
    readable = "".join(map(_as_normal, body.replace(r"\/", "/")))
    return _with_flags(readable, _flags(pattern)) if flags else readable


def _flags(pattern: str) -> str:
    """Of prh's flags those that change what fits; prh itself always adds `m`."""
    written = _LITERAL_REGEX.fullmatch(pattern)
    return "".join(flag for flag in "is" if written and flag in written["flags"])


def _with_flags(body: str, flags: str) -> str:
    # `m`: ^ and $ at every line, as in prh. Only where it says something, for short patterns.
    wanted = flags + ("m" if "^" in body or "$" in body else "")
    return f"(?{wanted}){body}" if wanted else body


def _as_normal(char: str) -> str:
    """Full-width letters in a pattern match what the text became; they stay literal."""
    normal = Text.of(char).normal
    return char if normal == char else re.escape(normal)
