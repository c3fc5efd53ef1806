"""Many at once, on a real server: nothing doubled, nothing lost, nothing stuck."""

import asyncio
import subprocess
import sys
import textwrap
from collections import Counter
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.errors import Stale
from bot.records import SignOff, State
from bot.store.cipher import Cipher
from bot.store.connect import connect
from bot.store.decisions import RedisDecisions
from bot.store.jobs import RedisJobs
from bot.store.outbox import RedisOutbox
from bot.store.signoffs import RedisSignoffs
from tests.builders import REVIEWER, SECOND_REVIEWER, TEAM, ballot, entry, publication, signoff
from tests.fakes import Frozen


@pytest.fixture
def processes(redis: Redis, cipher: Cipher, clock: Frozen) -> list[RedisDecisions]:
    """Four writers of one log that know nothing of each other, as four processes would."""
    return [RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock) for _ in range(4)]


async def test_log_of_four_writers_has_no_gap(processes: list[RedisDecisions]) -> None:
    async def write(log: RedisDecisions, who: int) -> None:
        for n in range(25):
            await log.append(entry(request_id=f"{who}-{n}"))

    await asyncio.gather(*(write(log, who) for who, log in enumerate(processes)))
    result = await processes[0].verify()
    assert (result.holds, result.count) == (True, 100)
    told = [c.entry.request_id async for c in processes[0].entries()]
    assert len(set(told)) == 100


async def test_two_racing_votes_never_wedge(
    redis: Redis, processes: list[RedisDecisions], cipher: Cipher, clock: Frozen
) -> None:
    kept: dict[str, Any] = {"team": TEAM, "clock": clock}
    desks = [
        RedisSignoffs(redis, cipher=cipher, days=30, decisions=log, **kept) for log in processes[:2]
    ]
    outbox = RedisOutbox(redis, decisions=processes[2], **kept)
    for n in range(50):
        opened = signoff(id=f"so-{n}", quorum=2)
        await desks[0].open(opened, publication(), entry=entry("submitted"))
        await asyncio.gather(
            _sign(desks[0], opened, REVIEWER), _sign(desks[1], opened, SECOND_REVIEWER)
        )
        known = await desks[0].get(f"so-{n}")
        assert known is not None
        assert (known.state, len(known.votes)) == (State.APPROVED, 2)
    assert await outbox.depth() == 50
    kinds = Counter([c.entry.kind async for c in processes[3].entries()])
    assert kinds == {"submitted": 50, "voted": 50, "approved": 50}


async def _sign(desk: RedisSignoffs, opened: SignOff, person: str) -> None:
    """As the workflow does: expect the first signature's outcome, count again when told to."""
    for state, kind in ((State.IN_REVIEW, "voted"), (State.APPROVED, "approved")):
        cast = ballot(signoff_id=opened.id, person=person)
        try:
            await desk.vote(cast, entitled=True, state=state, entry=entry(kind))
        except Stale as stale:
            if stale.code != "recount":
                raise
        else:
            return
    pytest.fail("neither outcome was right")


async def test_same_event_three_times_at_once_is_one_job(redis: Redis, cipher: Cipher) -> None:
    doors = [RedisJobs(redis, team=TEAM, cipher=cipher) for _ in range(3)]
    kept = await asyncio.gather(*(door.enqueue("ask", {}, dedupe="Ev1") for door in doors))
    assert sorted(kept) == [False, False, True]
    assert await doors[0].depth() == 1


async def test_two_workers_share_no_job(redis: Redis, cipher: Cipher) -> None:
    workers = [RedisJobs(redis, team=TEAM, cipher=cipher) for _ in range(2)]
    for n in range(60):
        await workers[0].enqueue("ask", {"n": n}, dedupe=f"Ev{n}")

    async def work(jobs: RedisJobs, name: str) -> list[object]:
        seen: list[object] = []
        while (job := await jobs.claim(name, wait_ms=50)) is not None:
            seen.append(job.payload["n"])
            assert await jobs.done(job)
        return seen

    first, second = await asyncio.gather(work(workers[0], "w1"), work(workers[1], "w2"))
    assert sorted([*first, *second], key=str) == sorted(range(60), key=str)


DOOMED = """
import asyncio, sys
from bot.store.cipher import Cipher
from bot.store.connect import connect
from bot.store.jobs import RedisJobs
async def main():
    jobs = RedisJobs(connect(sys.argv[1]), team=sys.argv[2], cipher=Cipher(bytes(range(32))))
    job = await jobs.claim("doomed", wait_ms=5000)
    print(job.id, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


def _claim_and_die(url: str) -> str:
    words = [sys.executable, "-c", textwrap.dedent(DOOMED), url, TEAM]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as worker:  # noqa: S603
        assert worker.stdout is not None
        claimed = worker.stdout.readline().strip()
        worker.kill()
    return claimed


async def test_job_of_a_killed_worker_comes_back_on_an_idle_queue(
    store_url: str, cipher: Cipher
) -> None:
    redis = connect(store_url)
    jobs = RedisJobs(redis, team=TEAM, cipher=cipher, visibility_s=0.5)
    await jobs.enqueue("ask", {"n": 7}, dedupe="Ev1")
    claimed = await asyncio.to_thread(_claim_and_die, store_url)
    job = await jobs.claim("heir", wait_ms=20_000)
    assert job is not None
    assert (job.id, job.payload, job.delivery) == (claimed, {"n": 7}, 2)
    await redis.aclose()
