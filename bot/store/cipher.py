"""What rests is sealed: AES-256-GCM, one subkey per purpose, each sealed item bound to its key.

Sealed form: 1 byte version, 4 bytes key id, 12 bytes nonce, ciphertext, 16 bytes tag. Version, key
id and the name the item rests under are authenticated, so items can be neither altered nor swapped.
Key ids let a ring hold older keys, which still open and no longer seal.
"""

import base64
import binascii
import hmac
import os
import secrets
import stat
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import StoreDown

KEY_BYTES = 32
TAG_BYTES = 16
_VERSION = b"\x01"
_ID_BYTES = 4
_NONCE_BYTES = 12
_HEAD_BYTES = len(_VERSION) + _ID_BYTES


class Cipher:
    """A ring of master keys: the first seals, all of them open."""

    def __init__(self, key: bytes, *, older: Sequence[bytes] = ()) -> None:
        for master in (key, *older):
            if len(master) != KEY_BYTES:
                raise ValueError(f"a key has {KEY_BYTES} bytes")
        self._ring = {_key_id(master): master for master in (*older, key)}
        self._current = _key_id(key)
        self._subkeys: dict[tuple[bytes, str], bytes] = {}

    def __repr__(self) -> str:
        return f"Cipher(key_id={self.key_id!r})"

    @property
    def key_id(self) -> str:
        """Names the key that seals now; says nothing about it."""
        return self._current.hex()

    def seal(self, content: bytes, *, purpose: str, bound_to: str) -> bytes:
        """Sealed so that only the same purpose and name open it again."""
        head = _VERSION + self._current
        nonce = secrets.token_bytes(_NONCE_BYTES)
        box = AESGCM(self._subkey(self._current, purpose))
        return head + nonce + box.encrypt(nonce, content, head + bound_to.encode())

    def open(self, sealed: bytes, *, purpose: str, bound_to: str) -> bytes:
        """The content. Raises StoreDown('store_unreadable') for another key, name or content."""
        head, rest = sealed[:_HEAD_BYTES], sealed[_HEAD_BYTES:]
        key_id = head[len(_VERSION) :]
        if head[: len(_VERSION)] != _VERSION or key_id not in self._ring:
            raise StoreDown("store_unreadable")
        box = AESGCM(self._subkey(key_id, purpose))
        nonce, ciphertext = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        try:
            return box.decrypt(nonce, ciphertext, head + bound_to.encode())
        except (InvalidTag, ValueError) as error:
            raise StoreDown("store_unreadable") from error

    def log_keys(self) -> Mapping[str, bytes]:
        """The keys that seal the decision log, by key id: for verifying, and for an auditor."""
        return MappingProxyType({i.hex(): self._subkey(i, "log") for i in self._ring})

    def identifier(self, subject: str) -> str:
        """A stable name for a subject that only this key's holder can compute (32 hex digits)."""
        key = self._subkey(self._current, "identifier")
        return hmac.new(key, subject.encode(), sha256).hexdigest()[:32]

    def _subkey(self, key_id: bytes, purpose: str) -> bytes:
        known = self._subkeys.get((key_id, purpose))
        if known is None:
            known = _derive(self._ring[key_id], purpose, KEY_BYTES)
            self._subkeys[key_id, purpose] = known
        return known


def _derive(master: bytes, purpose: str, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=f"ringi 1 {purpose}".encode()).derive(master)


def _key_id(master: bytes) -> bytes:
    return _derive(master, "key id", _ID_BYTES)


def parse_key(text: str) -> bytes:
    """A key written as 64 hex digits or as base64 of 32 bytes. Raises ValueError, without it."""
    words = text.strip()
    try:
        if len(words) == 2 * KEY_BYTES:
            return bytes.fromhex(words)
        key = base64.b64decode(words.replace("-", "+").replace("_", "/"), validate=True)
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("the store key is 64 hex digits or base64 of 32 bytes")
    return key


def load_or_make_key(path: Path) -> bytes:
    """The key in this file; a new one, readable by its owner only, where there is no file yet.

    Raises ValueError where the file holds no key, or others could read it.
    """
    if not path.exists():
        _make_key(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ValueError(f"{path} can be read by others: chmod 600 {path}")
    return parse_key(path.read_text("ascii"))


def _make_key(path: Path) -> None:
    """Written beside its place and linked in: nobody ever reads half a key, the first one stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    except FileExistsError:
        return
    finally:
        beside.unlink()
