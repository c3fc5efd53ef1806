"""Runs of ASCII letters and digits that no person would write: keys of providers we don't know.

Only what stands on its own counts. A path, a file name, a hash, a UUID, an identifier made of
words and the body of a picture are as long, and are no secrets.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator

from guards.secrets.checks import is_bitcoin_address, is_encoded_text
from guards.secrets.words import How, Rule, Sighting

RULE = Rule("high_entropy", "random", How.RANDOMNESS)
SHORTEST = 20
LONG_RUN = "[A-Za-z0-9+/_-]{20}"
_LONGEST = 200  # longer runs are encoded files, certificates, public keys
# One run, with what may show that it is part of something else.
_RUN = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_TOKEN_BEFORE = re.compile(r"[^\s、。「」『』()<>|\"'`]{0,400}\Z")
_PART_OF_SOMETHING = re.compile(
    r"://|www\.|base64,|[#@\\?&%.]\Z|ssh-|sha[0-9]{1,3}[-:]|urn:|[A-Za-z0-9-]\.[A-Za-z]{2,10}/|\A/|\A~",
    re.IGNORECASE,
)
_EXTENSION_AFTER = re.compile(r"\.[A-Za-z0-9]{1,5}(?![A-Za-z0-9])|[@%?&\\]|://")
# Public by nature: OpenSSH public keys, YouTube channels, Bitcoin addresses.
_PUBLIC = re.compile(r"AAAA[A-Z][23]N|UC[A-Za-z0-9_-]{22}\Z|(?:bc|ltc)1[a-z0-9]{38,60}\Z")
_HEX = re.compile(r"[0-9A-Fa-f-]+")
# What people write: words, capitalised words, abbreviations, years and other numbers.
WORDLIKE = re.compile(r"[A-Z]?[a-z]{4,}|[A-Z]{4,}|[0-9]{4,}")
_MOSTLY = 0.7  # of a run must be left when what people write is taken out
_ENOUGH_OF_A_LINE = 0.5  # … of a full line of base64, where chance spells more short words
_FULL_LINE = 60
_NEAR_MAXIMUM = 0.8  # of the most that a run of this length could hold


def random_runs(normal: str) -> Iterator[Sighting]:
    """Every run that looks drawn at random. Linear: each run is looked at once."""
    for match in _RUN.finditer(normal):
        start, end = match.span()
        run = match[0].strip("=-_/+")
        start += match[0].find(run) if run else 0
        if (
            SHORTEST <= len(run) <= _LONGEST
            and _is_random(run)
            and not is_bitcoin_address(run)
            and not is_encoded_text(run)
            and _stands_alone(normal, start, end)
        ):
            yield Sighting(start, end, RULE, _parts(run))


def _stands_alone(normal: str, start: int, end: int) -> bool:
    before = _TOKEN_BEFORE.search(normal, max(0, start - 400), start)
    if before is not None and _PART_OF_SOMETHING.search(before[0]):
        return False
    return _EXTENSION_AFTER.match(normal, end) is None


def _is_random(run: str) -> bool:
    if (
        _HEX.fullmatch(run)
        or _PUBLIC.match(run)
        or not (re.search(r"[0-9]", run) and re.search(r"[A-Za-z]", run))
    ):
        return False
    if len(re.findall(r"[0-9]", run)) < 2:
        return False
    left = len(WORDLIKE.sub("", run))
    share = _ENOUGH_OF_A_LINE if len(run) >= _FULL_LINE else _MOSTLY
    return left >= share * len(run) and _share_of_maximum(run) >= _NEAR_MAXIMUM


def _share_of_maximum(run: str) -> float:
    """Shannon entropy of the characters, over the most that this length and alphabet allow."""
    counts = Counter(run)
    bits = -sum(n / len(run) * math.log2(n / len(run)) for n in counts.values())
    return bits / math.log2(min(len(run), _alphabet(run)))


def _alphabet(run: str) -> int:
    size = 26 * bool(re.search(r"[a-z]", run)) + 26 * bool(re.search(r"[A-Z]", run))
    return size + 10 * bool(re.search(r"[0-9]", run)) + 4 * bool(re.search(r"[+/_-]", run))


def _parts(run: str) -> tuple[tuple[str, float], ...]:
    entropy = round(0.4 * min(1.0, _share_of_maximum(run)), 3)
    return (("entropy", entropy), ("length", round(min(0.25, len(run) / 200), 3)))
