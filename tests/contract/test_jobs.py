"""What every Jobs promises: durable once, delivered until done, finished by its holder only."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.errors import StoreDown
from bot.records import Job
from bot.store.cipher import Cipher
from bot.store.connect import connect
from bot.store.jobs import RedisJobs
from tests.builders import TEAM
from tests.fakes import FakeJobs, Frozen

VISIBILITY_S = 1.0

Queue = FakeJobs | RedisJobs


@dataclass
class House:
    """Jobs, and a way to let time pass for them."""

    jobs: Queue
    away: Queue
    elapse: Callable[[float], Awaitable[None]]


@pytest.fixture(params=["fake", "real"])
def house(request: pytest.FixtureRequest, clock: Frozen, cipher: Cipher) -> House:
    if request.param == "fake":
        away = FakeJobs(clock)
        away.down = True
        return House(FakeJobs(clock, visibility_s=VISIBILITY_S), away, _advance(clock))
    redis, nowhere = request.getfixturevalue("redis"), connect("unix:///nowhere/store.sock")
    jobs = RedisJobs(redis, team=TEAM, cipher=cipher, visibility_s=VISIBILITY_S)
    return House(jobs, RedisJobs(nowhere, team=TEAM, cipher=cipher), asyncio.sleep)


def _advance(clock: Frozen) -> Callable[[float], Awaitable[None]]:
    async def elapse(seconds: float) -> None:
        clock.advance(seconds)

    return elapse


async def claimed(jobs: Queue, consumer: str = "w1", *, wait_ms: int = 100) -> Job:
    job = await jobs.claim(consumer, wait_ms=wait_ms)
    assert job is not None
    return job


async def test_claim_gives_kind_and_payload(house: House) -> None:
    await house.jobs.enqueue("ask", {"text": "お願いします", "n": [1, None]}, dedupe="Ev1")
    job = await claimed(house.jobs)
    assert (job.kind, job.delivery) == ("ask", 1)
    assert job.payload == {"text": "お願いします", "n": [1, None]}


async def test_claim_of_an_empty_queue_gives_none(house: House) -> None:
    assert await house.jobs.claim("w1", wait_ms=0) is None


async def test_same_dedupe_key_keeps_one_job(house: House) -> None:
    kept = [await house.jobs.enqueue("ask", {}, dedupe="Ev1") for _ in range(3)]
    assert kept == [True, False, False]
    assert await house.jobs.depth() == 1


async def test_other_dedupe_key_keeps_another_job(house: House) -> None:
    assert await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    assert await house.jobs.enqueue("ask", {}, dedupe="Ev2")
    first, second = await claimed(house.jobs), await claimed(house.jobs)
    assert first.id != second.id


async def test_jobs_come_in_the_order_they_were_kept(house: House) -> None:
    for n in range(3):
        await house.jobs.enqueue("ask", {"n": n}, dedupe=f"Ev{n}")
        await house.elapse(0.001)
    assert [(await claimed(house.jobs)).payload["n"] for _ in range(3)] == [0, 1, 2]


async def test_dedupe_holds_after_the_job_is_done(house: House) -> None:
    await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    await house.jobs.done(await claimed(house.jobs))
    assert not await house.jobs.enqueue("ask", {}, dedupe="Ev1")


async def test_done_job_is_never_delivered_again(house: House) -> None:
    await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    assert await house.jobs.done(await claimed(house.jobs))
    await house.elapse(VISIBILITY_S * 1.3)
    assert await house.jobs.claim("w2", wait_ms=0) is None


async def test_abandoned_job_goes_to_another_worker(house: House) -> None:
    await house.jobs.enqueue("ask", {"n": 1}, dedupe="Ev1")
    first = await claimed(house.jobs, "w1")
    await house.elapse(VISIBILITY_S * 1.3)
    second = await claimed(house.jobs, "w2", wait_ms=2000)
    assert (second.id, second.payload, second.delivery) == (first.id, {"n": 1}, 2)
    assert second.fence > first.fence


async def test_renewed_job_stays_with_its_worker(house: House) -> None:
    await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    job = await claimed(house.jobs, "w1")
    await house.elapse(VISIBILITY_S * 0.6)
    assert await house.jobs.renew(job)
    await house.elapse(VISIBILITY_S * 0.6)
    assert await house.jobs.claim("w2", wait_ms=0) is None


@pytest.mark.parametrize("act", ["renew", "done"])
async def test_worker_that_lost_its_claim_is_told(house: House, act: str) -> None:
    await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    lost = await claimed(house.jobs, "w1")
    await house.elapse(VISIBILITY_S * 1.3)
    now = await claimed(house.jobs, "w2", wait_ms=2000)
    assert not await getattr(house.jobs, act)(lost)
    assert await house.jobs.done(now)


async def test_worker_that_lost_its_claim_changes_nothing(house: House) -> None:
    await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    lost = await claimed(house.jobs, "w1")
    await house.elapse(VISIBILITY_S * 1.3)
    now = await claimed(house.jobs, "w2", wait_ms=2000)
    await house.jobs.retry(lost, delay_s=0)
    await house.jobs.bury(lost, cause="ModelFailed")
    assert await house.jobs.claim("w3", wait_ms=0) is None
    assert await house.jobs.done(now)


async def test_retried_job_comes_after_its_delay(house: House) -> None:
    await house.jobs.enqueue("ask", {"n": 1}, dedupe="Ev1")
    first = await claimed(house.jobs)
    await house.jobs.retry(first, delay_s=0.5)
    assert await house.jobs.claim("w1", wait_ms=0) is None
    await house.elapse(0.6)
    again = await claimed(house.jobs)
    assert (again.id, again.payload, again.delivery) == (first.id, {"n": 1}, 2)


async def test_retried_job_counts_as_waiting(house: House) -> None:
    await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    await house.jobs.retry(await claimed(house.jobs), delay_s=60)
    assert await house.jobs.depth() == 1


async def test_put_off_job_is_no_longer_its_workers(house: House) -> None:
    await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    job = await claimed(house.jobs)
    await house.jobs.retry(job, delay_s=60)
    assert not await house.jobs.done(job)
    assert await house.jobs.depth() == 1


async def test_buried_job_is_never_delivered_again(house: House) -> None:
    await house.jobs.enqueue("ask", {}, dedupe="Ev1")
    await house.jobs.bury(await claimed(house.jobs), cause="ModelFailed")
    await house.elapse(VISIBILITY_S * 1.3)
    assert await house.jobs.claim("w1", wait_ms=0) is None
    assert await house.jobs.depth() == 0


@pytest.mark.parametrize("act", ["enqueue", "claim", "renew", "done", "retry", "bury", "depth"])
async def test_store_that_is_away_is_store_down(house: House, act: str) -> None:
    job, jobs = Job("j1", "ask", {}), house.away
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "enqueue": lambda: jobs.enqueue("ask", {}, dedupe="Ev1"),
        "claim": lambda: jobs.claim("w1", wait_ms=0),
        "renew": lambda: jobs.renew(job),
        "done": lambda: jobs.done(job),
        "retry": lambda: jobs.retry(job, delay_s=0),
        "bury": lambda: jobs.bury(job, cause="ModelFailed"),
        "depth": jobs.depth,
    }
    with pytest.raises(StoreDown):
        await calls[act]()
