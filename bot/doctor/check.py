"""One thing that the doctor looked at, and how bad it is. Never holds a secret."""

from dataclasses import dataclass
from enum import IntEnum

from guards.sections import Words


class Severity(IntEnum):
    """The worst one is the exit code."""

    OK = 0
    WARN = 1
    FAIL = 2


@dataclass(frozen=True, slots=True)
class Check:
    """`area` is what was looked at, `words` say what was found and what to do about it."""

    area: str
    severity: Severity
    words: Words


def ok(area: str, ja: str, en: str) -> Check:
    return Check(area, Severity.OK, Words(ja=ja, en=en))


def warn(area: str, ja: str, en: str) -> Check:
    return Check(area, Severity.WARN, Words(ja=ja, en=en))


def fail(area: str, ja: str, en: str) -> Check:
    return Check(area, Severity.FAIL, Words(ja=ja, en=en))
