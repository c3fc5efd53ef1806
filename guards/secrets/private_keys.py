"""Private keys in PEM and OpenPGP armour, however their lines are wrapped or escaped."""

import re
from collections.abc import Iterator

from guards.secrets.words import How, Rule, Sighting

RULE = Rule("private_key", "private_key", How.FORMAT)
BEGIN = "BEGIN "
_HEADER = re.compile(r"-{2,5}[ ]?BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?[ ]?-{2,5}")
_FOOTER = re.compile(r"-{2,5}[ ]?END (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?[ ]?-{2,5}")
# How the body of a private key begins: PKCS#1, PKCS#8 (RSA, EC, Ed25519), SEC 1 and
# OpenSSH. A public key and a certificate begin otherwise.
_BODY = re.compile(
    r"(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{3}IBA(?:AK[BC]|DAN)|MIGHAgEAMBMGByqGSM49|MHcCAQEE|MC4CAQAwBQYDK2Vw|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/]{24,500}={0,2}"
)
_LONGEST = 20_000
# The lines behind a header whose end is missing: a paste that was cut off.
_LINES = re.compile(
    r"(?:(?:\s|\\[nr]|>){0,8}[A-Za-z0-9+/]{16,500}={0,2}){1,200}"
    r"(?:(?:\s|\\[nr]|>){0,8}[A-Za-z0-9+/]{1,15}={0,2}(?![A-Za-z0-9]))?"
)


def private_keys(normal: str) -> Iterator[Sighting]:
    """Each key from its header to its end, or to the last line that looks like one.

    The lines of a key without its header count too: their first bytes say what they are.
    """
    headers = list(_HEADER.finditer(normal))
    for place, header in enumerate(headers, start=1):
        limit = headers[place].start() if place < len(headers) else len(normal)
        yield Sighting(header.start(), _end(normal, header, limit), RULE, (("format", 0.95),))
    for body in _BODY.finditer(normal):
        lines = _LINES.match(normal, body.end())
        end = lines.end() if lines is not None else body.end()
        yield Sighting(body.start(), end, RULE, (("format", 0.85),))


def _end(normal: str, header: re.Match[str], limit: int) -> int:
    footer = _FOOTER.search(normal, header.end(), min(limit, header.end() + _LONGEST))
    if footer is not None:
        return footer.end()
    lines = _LINES.match(normal, header.end())
    return lines.end() if lines is not None else header.end()
