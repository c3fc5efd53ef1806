"""What the structure of a key can prove: check sums, encodings, JSON inside."""

import base64
import binascii
import hashlib
import json
import re
import string
import zlib
from collections.abc import Callable

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CHECKSUM_CHARS = 6


def crc32_base62(token: str) -> bool:
    """GitHub's and npm's tokens end in the CRC-32 of their random part, six digits in base 62."""
    body = token.rpartition("_")[2]
    random, written = body[:-_CHECKSUM_CHARS], body[-_CHECKSUM_CHARS:]
    checksum, digits = zlib.crc32(random.encode()), ""
    for _ in range(_CHECKSUM_CHARS):
        checksum, digit = divmod(checksum, 62)
        digits = _BASE62[digit] + digits
    return digits == written


def jwt_header(token: str) -> bool:
    """The first part is a JSON object that names its algorithm (RFC 7515)."""
    try:
        header = json.loads(_decoded(token.partition(".")[0]))
    except (ValueError, RecursionError):
        return False
    return isinstance(header, dict) and "alg" in header


def basic_pair(encoded: str) -> bool:
    """`user:password` in base64 (RFC 7617)."""
    try:
        user, colon, password = _decoded(encoded).decode("utf-8").partition(":")
    except ValueError:
        return False
    return bool(colon and password) and (user + password).isprintable()


def discord_id(token: str) -> bool:
    """A Discord token begins with the account's number, in base64."""
    try:
        return _decoded(token.partition(".")[0]).isdigit()
    except ValueError:
        return False


def not_in_word(signature: str) -> bool:
    """A signature is no chain of words: it holds digits, and letters of both cases or `%`."""
    return bool(re.search(r"[0-9]", signature) and re.search(r"[A-Z%+/]", signature))


def is_bitcoin_address(text: str) -> bool:
    """Base58Check of 21 bytes: an address that people publish to be paid."""
    if not 26 <= len(text) <= 35 or not set(text) <= set(_BASE58):
        return False
    number = 0
    for char in text:
        number = number * 58 + _BASE58.index(char)
    if number.bit_length() > 200:
        return False
    raw = number.to_bytes(25, "big")
    return hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]


def is_encoded_text(run: str) -> bool:
    """Base64 of words with spaces between them: hidden perhaps, but no key."""
    try:
        text = _decoded(run[: len(run) // 4 * 4]).decode("ascii")
    except ValueError:
        return False
    return text.isprintable() and " " in text


def _decoded(encoded: str) -> bytes:
    try:
        padded = encoded.rstrip("=") + "=" * (-len(encoded.rstrip("=")) % 4)
        return base64.b64decode(padded, altchars=b"-_" if set("-_") & set(encoded) else None)
    except binascii.Error as error:
        raise ValueError("not base64") from error


# A check of VETOES must hold; one of PROOFS makes us surer, and its absence less sure.
VETOES: dict[str, Callable[[str], bool]] = {
    "basic_pair": basic_pair,
    "discord_id": discord_id,
    "not_in_word": not_in_word,
}
PROOFS: dict[str, Callable[[str], bool]] = {
    "crc32_base62": crc32_base62,
    "jwt_header": jwt_header,
}
