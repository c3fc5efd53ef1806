"""Private keys in PEM and OpenPGP armour, however their lines are wrapped or escaped."""

import re
from collections.abc import Iterator

from guards.secrets.words import Rule, Sighting
from guards.verdict import Reason

RULE = Rule("private_key", Reason("", ""), "private_key")
BEGIN = "BEGIN "
_HEADER = re.compile(
    r"-{2,5}[ ]?BEGIN (?P<kind>(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?)[ ]?-{2,5}"
)
_LONGEST = 20_000
# The lines behind a header whose end is missing: a paste that was cut off.
_LINES = re.compile(
    r"(?:(?:\s|\\[nr]|>){0,8}[A-Za-z0-9+/]{16,500}={0,2}){1,200}"
    r"(?:(?:\s|\\[nr]|>){0,8}[A-Za-z0-9+/]{1,15}={0,2}(?![A-Za-z0-9]))?"
)


def private_keys(normal: str) -> Iterator[Sighting]:
    """Each key from its header to its end, or to the last line that looks like one."""
    done = 0
    for match in _HEADER.finditer(normal):
        if match.start() < done:
            continue
        done = _end(normal, match)
        yield Sighting(match.start(), done, RULE, (("format", 0.95),))


def _end(normal: str, header: re.Match[str]) -> int:
    footer = re.compile(rf"-{{2,5}}[ ]?END {re.escape(header['kind'])}[ ]?-{{2,5}}")
    last = footer.search(normal, header.end(), header.end() + _LONGEST)
    if last is not None:
        return last.end()
    lines = _LINES.match(normal, header.end())
    return lines.end() if lines is not None else header.end()
