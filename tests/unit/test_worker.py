"""Jobs are handled once, retried with patience, and buried in the open."""

import asyncio

import pytest

from bot.errors import StoreDown
from bot.processes import forever, tasks
from bot.records import Job
from bot.worker import MAX_DELIVERIES, RETRY_DELAYS_S, Worker
from tests.fakes import FakeJobs, Frozen


class Hands:
    """What handles jobs; `fails` says how often it raises first."""

    def __init__(self, *, fails: int = 0, error: Exception | None = None) -> None:
        self.handled: list[str] = []
        self.dead: list[str] = []
        self._fails = fails
        self._error = error or RuntimeError("山田太郎")

    async def handle(self, job: Job) -> None:
        if self._fails:
            self._fails -= 1
            raise self._error
        self.handled.append(job.id)

    async def on_dead(self, job: Job) -> None:
        self.dead.append(job.id)


def worker(jobs: FakeJobs, hands: Hands, *, renew_every_s: float = 15.0) -> Worker:
    return Worker(
        jobs, hands.handle, on_dead=hands.on_dead, name="w", wait_ms=1, renew_every_s=renew_every_s
    )


async def test_a_job_is_handled_and_gone(clock: Frozen) -> None:
    jobs, hands = FakeJobs(clock), Hands()
    await jobs.enqueue("said", {}, dedupe="1")
    assert await worker(jobs, hands).run_once()
    assert len(hands.handled) == 1
    assert await jobs.depth() == 0


async def test_an_empty_queue_is_said(clock: Frozen) -> None:
    assert not await worker(FakeJobs(clock), Hands()).run_once()


async def test_a_job_that_fails_is_tried_again_later_not_at_once(clock: Frozen) -> None:
    jobs, hands = FakeJobs(clock), Hands(fails=1)
    await jobs.enqueue("said", {}, dedupe="1")
    one = worker(jobs, hands)
    assert await one.run_once()
    assert not await one.run_once()
    clock.advance(RETRY_DELAYS_S[0])
    assert await one.run_once()
    assert len(hands.handled) == 1


async def test_a_job_that_never_works_is_buried_and_somebody_is_told(
    clock: Frozen, caplog: pytest.LogCaptureFixture
) -> None:
    jobs, hands = FakeJobs(clock), Hands(fails=99)
    await jobs.enqueue("said", {}, dedupe="1")
    for _ in range(MAX_DELIVERIES):
        assert await worker(jobs, hands).run_once()
        clock.advance(max(RETRY_DELAYS_S))
    assert [cause for _, cause in jobs.letters] == ["RuntimeError"]
    assert len(hands.dead) == 1
    assert "山田" not in caplog.text


async def test_a_long_job_keeps_its_claim(clock: Frozen) -> None:
    jobs, hands = FakeJobs(clock, visibility_s=60), Hands()
    slow = asyncio.Event()

    async def handle(job: Job) -> None:
        await slow.wait()
        await hands.handle(job)

    await jobs.enqueue("said", {}, dedupe="1")
    one = Worker(jobs, handle, on_dead=hands.on_dead, name="w", wait_ms=1, renew_every_s=0.01)
    running = asyncio.create_task(one.run_once())
    await asyncio.sleep(0.05)
    clock.advance(50)
    await asyncio.sleep(0.05)
    clock.advance(50)
    assert await jobs.claim("other", wait_ms=1) is None
    slow.set()
    await running
    assert len(hands.handled) == 1


async def test_a_job_whose_claim_is_lost_is_stopped_and_left_to_its_new_holder(
    clock: Frozen,
) -> None:
    jobs, hands = FakeJobs(clock, visibility_s=60), Hands()
    stopped = asyncio.Event()

    async def handle(job: Job) -> None:
        clock.advance(61)
        await jobs.claim("other", wait_ms=1)
        try:
            await asyncio.sleep(60)
        finally:
            stopped.set()

    await jobs.enqueue("said", {}, dedupe="1")
    one = Worker(jobs, handle, on_dead=hands.on_dead, name="w", wait_ms=1, renew_every_s=0.01)
    await one.run_once()
    assert stopped.is_set()
    assert await jobs.depth() == 1
    assert not jobs.letters


async def test_a_loop_outlives_whatever_its_step_raises() -> None:
    raised = iter([StoreDown("store_down"), RuntimeError("x"), ValueError("y")])
    done = asyncio.Event()

    async def step() -> None:
        error = next(raised, None)
        if error is not None:
            raise error
        done.set()

    async with tasks([forever(step, after_error_s=0)]):
        await asyncio.wait_for(done.wait(), 5)


async def test_a_step_that_swallows_its_cancellation_is_still_ended() -> None:
    async def stubborn() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            raise StoreDown("store_down") from None

    async with asyncio.timeout(10), tasks([forever(stubborn, after_error_s=60)]):
        await asyncio.sleep(0.01)
