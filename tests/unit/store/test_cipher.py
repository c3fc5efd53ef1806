"""The cipher: only the right key, purpose and place open what was sealed."""

import base64
import stat
from pathlib import Path

import pytest

from bot.errors import StoreDown
from bot.store.cipher import Cipher, load_or_make_key, parse_key

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


def test_sealed_content_opens_again(cipher: Cipher) -> None:
    sealed = cipher.seal("山田".encode(), purpose="vault", bound_to="k")
    assert cipher.open(sealed, purpose="vault", bound_to="k") == "山田".encode()


def test_same_content_never_seals_the_same(cipher: Cipher) -> None:
    sealed = {cipher.seal(b"x", purpose="vault", bound_to="k") for _ in range(10)}
    assert len(sealed) == 10


@pytest.mark.parametrize(
    ("key", "purpose", "bound_to"),
    [(OTHER, "vault", "k"), (KEY, "jobs", "k"), (KEY, "vault", "other")],
    ids=["other key", "other purpose", "other place"],
)
def test_anything_else_does_not_open(key: bytes, purpose: str, bound_to: str) -> None:
    sealed = Cipher(KEY).seal(b"x", purpose="vault", bound_to="k")
    with pytest.raises(StoreDown, match="store_unreadable"):
        Cipher(key).open(sealed, purpose=purpose, bound_to=bound_to)


@pytest.mark.parametrize("place", [0, 2, 7, 20, -1], ids=["v", "key id", "nonce", "text", "tag"])
def test_altered_byte_does_not_open(cipher: Cipher, place: int) -> None:
    sealed = bytearray(cipher.seal(b"content", purpose="vault", bound_to="k"))
    sealed[place] ^= 1
    with pytest.raises(StoreDown, match="store_unreadable"):
        cipher.open(bytes(sealed), purpose="vault", bound_to="k")


@pytest.mark.parametrize("length", [0, 1, 5, 16, 32])
def test_cut_content_does_not_open(cipher: Cipher, length: int) -> None:
    sealed = cipher.seal(b"content", purpose="vault", bound_to="k")[:length]
    with pytest.raises(StoreDown, match="store_unreadable"):
        cipher.open(sealed, purpose="vault", bound_to="k")


def test_older_key_opens_and_no_longer_seals() -> None:
    old = Cipher(OTHER).seal(b"x", purpose="vault", bound_to="k")
    turned = Cipher(KEY, older=[OTHER])
    assert turned.open(old, purpose="vault", bound_to="k") == b"x"
    fresh = turned.seal(b"y", purpose="vault", bound_to="k")
    assert Cipher(KEY).open(fresh, purpose="vault", bound_to="k") == b"y"
    assert set(turned.log_keys()) == {Cipher(KEY).key_id, Cipher(OTHER).key_id}


def test_identifier_is_stable_and_keyed() -> None:
    assert Cipher(KEY).identifier("U1") == Cipher(KEY).identifier("U1")
    assert Cipher(KEY).identifier("U1") != Cipher(OTHER).identifier("U1")


def test_repr_shows_no_key() -> None:
    assert repr(Cipher(KEY)) == f"Cipher(key_id={Cipher(KEY).key_id!r})"


def test_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Cipher(b"short")


@pytest.mark.parametrize(
    "text",
    [KEY.hex(), base64.b64encode(KEY).decode(), base64.urlsafe_b64encode(KEY).decode() + "\n"],
    ids=["hex", "base64", "urlsafe"],
)
def test_key_is_read_in_each_spelling(text: str) -> None:
    assert parse_key(text) == KEY


@pytest.mark.parametrize("text", ["", "password", "zz" * 32, base64.b64encode(b"x" * 31).decode()])
def test_what_is_no_key_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(ValueError, match="64 hex digits") as refused:
        parse_key(text)
    assert not text or text not in str(refused.value)


def test_first_run_makes_a_key_that_stays(tmp_path: Path) -> None:
    path = tmp_path / "home" / "key"
    assert load_or_make_key(path) == load_or_make_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    assert load_or_make_key(tmp_path / "a") != load_or_make_key(tmp_path / "b")


def test_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_or_make_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(ValueError, match="chmod 600"):
        load_or_make_key(tmp_path / "key")
