"""What stands behind a cue word, and how much it looks like the secret that was announced."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_NUMERIC = re.compile(r"[0-9]+")
_FIGURES = re.compile(r"[0-9][0-9,./:~-]*")
_SYMBOL = re.compile(r"[!@#$%^&*+=?~_\\]")
_MIXED_CASE = re.compile(r"[a-z][A-Z]")
# What follows a number that counts something, and is no code: 8文字, 4桁, 2026年, 16 characters.
_COUNTER = re.compile(
    r"[ ]?(?:[-~〜～%+×,.][0-9]|%|[年月日時分秒桁文字回件個本円名人社種類歳枚台点章版号位倍万千億]"
    r"|ヶ|か所|以上|以下|digits?|char|letters?|numbers?|days?|min|hours?|times|yen|usd|people|users?)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ORDINARY = frozenset({
    "required", "optional", "incorrect", "invalid", "expired", "protected", "manager", "managers",
    "policy", "policies", "reset", "change", "changed", "changes", "update", "updated", "string",
    "text", "varchar", "none", "null", "true", "false", "empty", "unknown", "hidden", "masked",
    "redacted", "secret", "password", "username", "email", "confirm", "confirmation", "security",
    "strength", "login", "signin", "signup", "account", "settings", "field", "fields", "value",
    "values", "please", "enter", "remember", "forgot", "forgotten", "recovery", "default",
    "disabled", "enabled", "needed", "necessary", "unchanged", "separately", "undefined", "unset",
    "example", "sample", "pending",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a cue word, and how it is joined to it."""

    text: str = field(repr=False)
    tight: bool  # by a colon, は, is, or a quote; not by a mere space or line end
    quoted: bool
    alone: bool  # nothing behind it on its line
    followed: str = field(repr=False)


Judge = Callable[[Value], float]


def as_password(value: Value) -> float:
    """How much a value looks chosen as a password; 0 when it does not."""
    text = value.text
    if _FIGURES.fullmatch(text):
        return as_number(value, 4, 16)
    letters, digits = re.search(r"[A-Za-z]", text), re.search(r"[0-9]", text)
    if letters and digits:
        return 0.3 if value.tight or len(text) >= 6 else 0.0
    if not value.tight:
        return 0.0
    if len(text) >= 6 and (_SYMBOL.search(text) or text.count("-") >= 2):
        return 0.3
    if len(text) >= 6 and (value.quoted or _MIXED_CASE.search(text)):
        return 0.2 if text.casefold() not in _ORDINARY else 0.0
    is_word = text.isalpha() and text.casefold() in _ORDINARY
    return 0.1 if len(text) >= 6 and value.alone and text.islower() and not is_word else 0.0


def is_plain_word(value: Value) -> bool:
    """A word that stands at the end of its field, and says nothing about passwords."""
    text = value.text
    closed = value.alone or re.match(r"[\s/,、。|)」]", value.followed) is not None
    return closed and len(text) <= 32 and text.isalnum() and text.casefold() not in _ORDINARY


def as_number(value: Value, shortest: int, longest: int) -> float:
    """How much a value looks like a code of digits, and not like a count or a year."""
    text = value.text
    if not _NUMERIC.fullmatch(text) or not shortest <= len(text) <= longest:
        return 0.0
    if _COUNTER.match(value.followed):
        return 0.0
    if value.tight:
        return 0.3
    return 0.0 if _YEAR.fullmatch(text) else 0.2


def as_pin(value: Value) -> float:
    return as_number(value, 4, 8)


def as_one_time_code(value: Value) -> float:
    """Four to eight digits, perhaps in two groups, or capitals and digits."""
    text = value.text
    if re.fullmatch(r"[0-9]{3,4}-[0-9]{3,4}|[A-Z]-[0-9]{5,8}", text):
        return 0.3
    if value.tight and re.fullmatch(r"(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{5,10}", text):
        return 0.3
    return as_number(value, 4, 8)


def as_key(value: Value) -> float:
    """Letters and digits, long enough for how tightly they are joined to the cue."""
    text = value.text
    if len(text) < (8 if value.tight else 16) or len(set(text)) < 5:
        return 0.0
    return 0.3 if re.search(r"[0-9]", text) and re.search(r"[A-Za-z]", text) else 0.0


def as_long_key(value: Value) -> float:
    """As `as_key`, behind a word that marketers use for other things too: token, secret."""
    return as_key(value) if len(value.text) >= 12 else 0.0


def as_plain_pass(value: Value) -> float:
    """`pass:` and `パス：` are tickets and paths, too."""
    text = value.text
    if not value.tight or _FIGURES.fullmatch(text) or re.search(r"[/\\]", text):
        return 0.0
    return as_password(value)
