"""What every Outbox promises: one attempt at a time, and a ledger that never guesses."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.errors import Stale
from bot.records import Job, Receipt, State
from bot.store.cipher import Cipher
from bot.store.decisions import RedisDecisions
from bot.store.outbox import RedisOutbox
from bot.store.signoffs import RedisSignoffs
from tests.builders import TEAM, ballot, entry, publication, signoff
from tests.fakes import FakeDecisions, FakeOutbox, FakeSignoffs, Frozen, fake_signoffs

VISIBILITY_S = 0.5


@dataclass
class House:
    """An outbox with one approved sign-off in it, once `approve` was called."""

    signoffs: FakeSignoffs | RedisSignoffs
    outbox: FakeOutbox | RedisOutbox
    decisions: FakeDecisions | RedisDecisions
    elapse: Callable[[float], Awaitable[None]]

    async def approve(self) -> None:
        await self.signoffs.open(signoff(), publication(), entry=entry("submitted"))
        await self.signoffs.vote(
            ballot(), entitled=True, state=State.APPROVED, entry=entry("approved")
        )

    async def claimed(self, *, wait_ms: int = 100) -> Job:
        job = await self.outbox.claim("p1", wait_ms=wait_ms)
        assert job is not None
        return job

    async def sending(self) -> Job:
        await self.approve()
        job = await self.claimed()
        await self.outbox.reserve(job, entry=entry("sending"))
        return job

    async def state(self) -> State:
        known = await self.signoffs.get("so-1")
        assert known is not None
        return known.state

    async def kinds(self) -> list[str]:
        return [chained.entry.kind async for chained in self.decisions.entries()]


@pytest.fixture(params=["fake", "real"])
def house(request: pytest.FixtureRequest, clock: Frozen, cipher: Cipher) -> House:
    async def advance(seconds: float) -> None:
        clock.advance(seconds)

    if request.param == "fake":
        log = FakeDecisions(clock)
        return House(*fake_signoffs(clock, log, visibility_s=VISIBILITY_S), log, advance)
    redis = request.getfixturevalue("redis")
    decisions = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    kept: dict[str, Any] = {"team": TEAM, "decisions": decisions, "clock": clock}
    signoffs = RedisSignoffs(redis, cipher=cipher, days=30, **kept)
    outbox = RedisOutbox(redis, visibility_s=VISIBILITY_S, **kept)
    return House(signoffs, outbox, decisions, asyncio.sleep)


async def test_reserving_says_that_it_is_being_sent(house: House) -> None:
    await house.approve()
    assert await house.outbox.reserve(await house.claimed(), entry=entry("sending")) == 1
    assert await house.state() is State.PUBLISHING
    assert (await house.kinds())[-1] == "sending"


async def test_item_left_while_sending_must_be_asked_about_first(house: House) -> None:
    await house.sending()
    await house.elapse(VISIBILITY_S * 1.4)
    again = await house.claimed(wait_ms=2000)
    with pytest.raises(Stale, match="already_sending"):
        await house.outbox.reserve(again, entry=entry("sending"))
    assert await house.state() is State.PUBLISHING
    assert (await house.kinds()).count("sending") == 1


@pytest.mark.parametrize("state", [State.PUBLISHED, State.FAILED, State.AMBIGUOUS])
async def test_settled_item_is_gone(house: House, state: State) -> None:
    job = await house.sending()
    await house.outbox.settle(job, state=state, receipt=None, entry=entry("published"))
    await house.elapse(VISIBILITY_S * 1.4)
    assert await house.outbox.claim("p1", wait_ms=0) is None
    assert await house.outbox.depth() == 0
    assert await house.state() is state
    assert (await house.kinds())[-1] == "published"


async def test_receipt_is_kept_with_the_signoff(house: House) -> None:
    job = await house.sending()
    receipt = Receipt("page-1", "d1", 1, "https://example.test/page-1")
    await house.outbox.settle(job, state=State.PUBLISHED, receipt=receipt, entry=entry("published"))
    known = await house.signoffs.get("so-1")
    assert known is not None
    assert known.external_id == "page-1"


async def test_item_found_sent_after_a_crash_can_be_settled(house: House) -> None:
    await house.sending()
    await house.elapse(VISIBILITY_S * 1.4)
    again = await house.claimed(wait_ms=2000)
    await house.outbox.settle(again, state=State.PUBLISHED, receipt=None, entry=entry("published"))
    assert await house.state() is State.PUBLISHED


async def test_released_item_is_tried_again_with_the_next_number(house: House) -> None:
    job = await house.sending()
    await house.outbox.release(job, delay_s=0.2, entry=entry("publish_failed"))
    assert await house.outbox.claim("p1", wait_ms=0) is None
    assert await house.state() is State.APPROVED
    await house.elapse(0.3)
    again = await house.claimed()
    assert await house.outbox.reserve(again, entry=entry("sending")) == 2
    assert await house.kinds() == [
        *("submitted", "approved", "sending", "publish_failed", "sending"),
    ]


Act = Callable[[House, Job], Awaitable[Any]]
ACTS: dict[str, Act] = {
    "reserve": lambda house, job: house.outbox.reserve(job, entry=entry("sending")),
    "settle": lambda house, job: house.outbox.settle(
        job, state=State.FAILED, receipt=None, entry=entry("publish_failed")
    ),
    "release": lambda house, job: house.outbox.release(
        job, delay_s=0, entry=entry("publish_failed")
    ),
}


@pytest.mark.parametrize("act", ACTS)
async def test_worker_that_lost_its_claim_changes_nothing(house: House, act: str) -> None:
    lost = await house.sending()
    await house.elapse(VISIBILITY_S * 1.4)
    await house.claimed(wait_ms=2000)
    before = await house.kinds()
    with pytest.raises(Stale, match="claim_lost"):
        await ACTS[act](house, lost)
    assert await house.kinds() == before
    assert await house.state() is State.PUBLISHING


@pytest.mark.parametrize("act", ["settle", "release"])
async def test_item_that_was_not_reserved_can_not_be_settled(house: House, act: str) -> None:
    await house.approve()
    job = await house.claimed()
    with pytest.raises(Stale, match="not_in_state"):
        await ACTS[act](house, job)
    assert await house.kinds() == ["submitted", "approved"]


async def test_item_whose_signoff_moved_on_is_gone(house: House) -> None:
    await house.approve()
    job = await house.claimed()
    failed = entry("publish_failed")
    await house.signoffs.move("so-1", source=State.APPROVED, to=State.FAILED, entry=failed)
    with pytest.raises(Stale, match="not_in_state"):
        await house.outbox.reserve(job, entry=entry("sending"))
    assert await house.outbox.depth() == 0
    assert (await house.kinds())[-1] == "publish_failed"


async def test_renewed_item_stays_with_its_worker(house: House) -> None:
    job = await house.sending()
    await house.elapse(VISIBILITY_S * 0.6)
    assert await house.outbox.renew(job)
    await house.elapse(VISIBILITY_S * 0.5)
    assert await house.outbox.claim("p2", wait_ms=0) is None


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.APPROVED, State.EXPIRED])
async def test_item_settles_only_in_a_state_of_publishing(house: House, state: State) -> None:
    job = await house.sending()
    with pytest.raises(KeyError):
        await house.outbox.settle(job, state=state, receipt=None, entry=entry("published"))
    assert await house.state() is State.PUBLISHING
