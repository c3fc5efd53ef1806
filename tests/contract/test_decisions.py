"""What every Decisions promises: an unbroken chain, in the order things were decided."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.records import Chained
from bot.store.chain import GENESIS
from bot.store.cipher import Cipher
from bot.store.decisions import RedisDecisions
from bot.store.verify import verify
from tests.builders import TEAM, entry
from tests.fakes import FakeDecisions, Frozen

Decisions = FakeDecisions | RedisDecisions


@pytest.fixture(params=["fake", "real"])
def decisions(request: pytest.FixtureRequest, cipher: Cipher, clock: Frozen) -> Decisions:
    if request.param == "fake":
        return FakeDecisions(clock)
    redis = request.getfixturevalue("redis")
    return RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)


async def told(decisions: Decisions, *, after: int = 0) -> list[Chained]:
    return [chained async for chained in decisions.entries(after=after)]


async def test_first_entry_starts_the_chain(decisions: Decisions) -> None:
    first = await decisions.append(entry())
    assert (first.seq, first.prev) == (1, GENESIS)


async def test_each_entry_names_the_one_before(decisions: Decisions) -> None:
    first = await decisions.append(entry("asked"))
    second = await decisions.append(entry("guarded"))
    assert (second.seq, second.prev) == (2, first.hash)


async def test_entry_comes_back_as_it_was_chained(decisions: Decisions) -> None:
    whole = entry(
        findings=({"guard": "pii", "label": "PERSON", "start": 0, "end": 2, "score": 0.85},),
        commitments={"input": "ab" * 32},
        detail={"usage": {"in": 12, "out": 3.5}, "signers": ["U1"], "none": None, "ok": True},
        reason="氏名",
    )
    chained = await decisions.append(whole)
    assert await told(decisions) == [chained]
    assert chained.entry == whole


async def test_an_entry_that_was_read_back_is_ours(decisions: Decisions) -> None:
    await decisions.append(entry("approved"))
    assert [decisions.is_ours(chained) for chained in await told(decisions)] == [True]


@pytest.mark.parametrize(
    "forged",
    [
        {"entry": entry("approved", actor="U0OTHER")},
        {"seal": "0" * 64},
        {"hash": "0" * 64},
        {"seq": 7},
        {"key_id": "ffffffff"},
    ],
    ids=["content", "seal", "hash", "place", "key"],
)
async def test_an_entry_that_says_something_else_is_not_ours(
    decisions: Decisions, forged: dict[str, Any]
) -> None:
    chained = await decisions.append(entry("approved"))
    assert not decisions.is_ours(replace(chained, **forged))


async def test_timestamp_is_utc_with_microseconds(decisions: Decisions, clock: Frozen) -> None:
    clock.time = 1_793_750_400.25
    assert (await decisions.append(entry())).ts == "2026-11-04T00:00:00.250000Z"


async def test_entries_after_a_place_leave_out_what_was_before(decisions: Decisions) -> None:
    for kind in ("asked", "guarded", "drafted"):
        await decisions.append(entry(kind))
    assert [c.seq for c in await told(decisions, after=1)] == [2, 3]


async def test_empty_log_has_no_entries(decisions: Decisions) -> None:
    assert await told(decisions) == []


async def test_concurrent_entries_make_one_chain(decisions: Decisions) -> None:
    await asyncio.gather(*(decisions.append(entry(request_id=f"r{n}")) for n in range(40)))
    chained = await told(decisions)
    assert [c.seq for c in chained] == list(range(1, 41))
    assert verify(chained, None).holds


async def test_text_that_no_canonical_json_can_hold_is_refused(decisions: Decisions) -> None:
    with pytest.raises(ValueError, match=r"(?i)nan"):
        await decisions.append(entry(detail={"score": float("nan")}))
    assert await told(decisions) == []
