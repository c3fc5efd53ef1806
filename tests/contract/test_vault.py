"""What every Vault promises: what was put, nothing else; swapped only by who knows the old."""

import asyncio

import pytest

from bot.store.cipher import Cipher
from bot.store.vault import RedisVault
from tests.builders import TEAM
from tests.fakes import FakeVault

Vault = FakeVault | RedisVault


@pytest.fixture(params=["fake", "real"])
def vault(request: pytest.FixtureRequest, cipher: Cipher) -> Vault:
    if request.param == "fake":
        return FakeVault()
    return RedisVault(request.getfixturevalue("redis"), team=TEAM, cipher=cipher, days=30)


async def test_get_gives_what_was_put(vault: Vault) -> None:
    await vault.put("names:C1:1.1", "山田太郎".encode())
    assert await vault.get("names:C1:1.1") == "山田太郎".encode()


async def test_get_of_nothing_gives_none(vault: Vault) -> None:
    assert await vault.get("names:C1:1.1") is None


async def test_put_replaces(vault: Vault) -> None:
    await vault.put("k", b"one")
    await vault.put("k", b"two")
    assert await vault.get("k") == b"two"


async def test_swap_of_nothing_starts(vault: Vault) -> None:
    assert await vault.swap("k", old=None, new=b"one")
    assert await vault.get("k") == b"one"


async def test_swap_of_what_rests_replaces_it(vault: Vault) -> None:
    await vault.put("k", b"one")
    assert await vault.swap("k", old=b"one", new=b"two")
    assert await vault.get("k") == b"two"


@pytest.mark.parametrize("old", [None, b"other", b""], ids=["nothing", "other", "empty"])
async def test_swap_of_something_else_changes_nothing(vault: Vault, old: bytes | None) -> None:
    await vault.put("k", b"one")
    assert not await vault.swap("k", old=old, new=b"two")
    assert await vault.get("k") == b"one"


async def test_of_racing_swaps_one_wins(vault: Vault) -> None:
    await vault.put("k", b"old")
    swaps = [vault.swap("k", old=b"old", new=bytes([n])) for n in range(8)]
    won = await asyncio.gather(*swaps)
    assert won.count(True) == 1
    assert await vault.get("k") == bytes([won.index(True)])


async def test_commitment_to_a_text_repeats(vault: Vault) -> None:
    assert await vault.commit("U1", "本文") == await vault.commit("U1", "本文")


async def test_racing_first_commitments_agree(vault: Vault) -> None:
    made = await asyncio.gather(*(vault.commit("U1", "本文") for _ in range(8)))
    assert len(set(made)) == 1


@pytest.mark.parametrize(
    ("subject", "text"), [("U2", "本文"), ("U1", "本 文")], ids=["who", "what"]
)
async def test_other_subject_or_text_gives_another_commitment(
    vault: Vault, subject: str, text: str
) -> None:
    assert await vault.commit("U1", "本文") != await vault.commit(subject, text)


async def test_shredded_subject_can_prove_nothing(vault: Vault) -> None:
    before = await vault.commit("U1", "本文")
    assert await vault.shred("U1")
    assert await vault.commit("U1", "本文") != before


async def test_shredding_an_unknown_subject_says_so(vault: Vault) -> None:
    assert not await vault.shred("U1")
