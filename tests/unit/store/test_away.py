"""A store that is away or hangs: StoreDown, soon, from every call; and back without a restart."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.errors import StoreDown
from bot.records import Job, State
from bot.store.cipher import Cipher
from bot.store.connect import connect
from bot.store.decisions import RedisDecisions
from bot.store.drafts import RedisDrafts
from bot.store.embedded import embedded
from bot.store.jobs import RedisJobs
from bot.store.outbox import RedisOutbox
from bot.store.signoffs import RedisSignoffs
from bot.store.vault import RedisVault
from tests.builders import PLACE, TEAM, ballot, draft, entry, publication, signoff
from tests.fakes import Frozen

ITEM = Job("so-1.1", "publish", {"signoff": "so-1", "revision": 1}, fence=1)


class Ports:
    """All of the store over one client."""

    def __init__(self, redis: Redis, cipher: Cipher, clock: Frozen) -> None:
        self.decisions = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
        kept: dict[str, Any] = {"team": TEAM, "decisions": self.decisions, "clock": clock}
        self.jobs = RedisJobs(redis, team=TEAM, cipher=cipher)
        self.vault = RedisVault(redis, team=TEAM, cipher=cipher, days=30)
        self.drafts = RedisDrafts(redis, team=TEAM, cipher=cipher, days=30)
        self.signoffs = RedisSignoffs(redis, cipher=cipher, days=30, **kept)
        self.outbox = RedisOutbox(redis, **kept)


async def _entries(ports: Ports) -> None:
    async for _ in ports.decisions.entries():
        pass


Call = Callable[[Ports], Awaitable[Any]]
CALLS: dict[str, Call] = {
    "jobs.enqueue": lambda p: p.jobs.enqueue("ask", {}, dedupe="Ev1"),
    "jobs.claim": lambda p: p.jobs.claim("w1", wait_ms=60_000),
    "jobs.dead": lambda p: p.jobs.dead(),
    "vault.put": lambda p: p.vault.put("k", b"x"),
    "vault.get": lambda p: p.vault.get("k"),
    "vault.swap": lambda p: p.vault.swap("k", old=None, new=b"x"),
    "vault.commit": lambda p: p.vault.commit("U1", "x"),
    "vault.shred": lambda p: p.vault.shred("U1"),
    "drafts.put": lambda p: p.drafts.put(draft()),
    "drafts.get": lambda p: p.drafts.get("draft-1"),
    "drafts.in_thread": lambda p: p.drafts.in_thread(PLACE),
    "decisions.append": lambda p: p.decisions.append(entry()),
    "decisions.entries": _entries,
    "decisions.verify": lambda p: p.decisions.verify(),
    "signoffs.open": lambda p: p.signoffs.open(signoff(), publication(), entry=entry()),
    "signoffs.get": lambda p: p.signoffs.get("so-1"),
    "signoffs.publication": lambda p: p.signoffs.publication("so-1", revision=1),
    "signoffs.card": lambda p: p.signoffs.attach_card("so-1", channel="C1", ts="1.1"),
    "signoffs.vote": lambda p: p.signoffs.vote(
        ballot(), entitled=True, state=State.APPROVED, entry=entry()
    ),
    "signoffs.revise": lambda p: p.signoffs.revise(
        signoff(), publication(), after=1, entry=entry()
    ),
    "signoffs.move": lambda p: p.signoffs.move(
        "so-1", source=State.IN_REVIEW, to=State.EXPIRED, entry=entry()
    ),
    "signoffs.due": lambda p: p.signoffs.due(now=0),
    "signoffs.of_person": lambda p: p.signoffs.of_person("U1"),
    "signoffs.queue": lambda p: p.signoffs.queue(),
    "outbox.claim": lambda p: p.outbox.claim("w1", wait_ms=60_000),
    "outbox.reserve": lambda p: p.outbox.reserve(ITEM, entry=entry()),
    "outbox.settle": lambda p: p.outbox.settle(
        ITEM, state=State.FAILED, receipt=None, entry=entry()
    ),
    "outbox.release": lambda p: p.outbox.release(ITEM, delay_s=0, entry=entry()),
    "outbox.ledger": lambda p: p.outbox.ledger("so-1", revision=1),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_store_that_is_not_there_is_store_down(
    call: Call, cipher: Cipher, clock: Frozen, tmp_path: Path
) -> None:
    redis = connect(f"unix://{tmp_path}/none.sock")
    with pytest.raises(StoreDown, match="store_down"):
        await call(Ports(redis, cipher, clock))
    await redis.aclose()


async def test_store_that_hangs_is_store_down_and_comes_back(
    cipher: Cipher, clock: Frozen, tmp_path: Path
) -> None:
    async with embedded(tmp_path) as url:
        redis = connect(url, timeout_s=0.3)
        ports = Ports(redis, cipher, clock)
        await ports.vault.put("k", b"x")
        pid = int((await redis.info("server"))["process_id"])
        os.kill(pid, signal.SIGSTOP)
        try:
            for call in CALLS.values():
                async with asyncio.timeout(10):  # far above 0.3 s: a hang fails, a slow box passes
                    with pytest.raises(StoreDown):
                        await call(ports)
        finally:
            os.kill(pid, signal.SIGCONT)
        assert await ports.vault.get("k") == b"x"
        await redis.aclose()


async def test_more_callers_than_connections_wait_their_turn(
    store_url: str, cipher: Cipher
) -> None:
    redis = connect(store_url, connections=4)
    jobs = RedisJobs(redis, team=TEAM, cipher=cipher)
    kept = await asyncio.gather(*(jobs.enqueue("ask", {}, dedupe=f"Ev{n}") for n in range(100)))
    assert kept == [True] * 100
    await redis.aclose()
