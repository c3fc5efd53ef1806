"""Take jobs one at a time: claim, keep, handle, finish — or try again, or bury and say so."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from bot.ports import Jobs
from bot.records import Job

Handle = Callable[[Job], Awaitable[None]]

MAX_DELIVERIES = 5
RETRY_DELAYS_S = (1.0, 5.0, 30.0, 120.0)

log = logging.getLogger(__name__)


class Worker:
    """One consumer. `handle` answers people itself; what escapes it is retried, then buried."""

    def __init__(
        self,
        jobs: Jobs,
        handle: Handle,
        *,
        on_dead: Handle,
        name: str,
        renew_every_s: float = 15.0,
        wait_ms: int = 1_000,
    ) -> None:
        self._jobs = jobs
        self._handle = handle
        self._on_dead = on_dead
        self._name = name
        self._renew_every_s = renew_every_s
        self._wait_ms = wait_ms

    async def run_once(self) -> bool:
        """Handle at most one job; False where none came within the wait."""
        job = await self._jobs.claim(self._name, wait_ms=self._wait_ms)
        if job is None:
            return False
        if job.delivery > MAX_DELIVERIES:
            await self._bury(job, "TooManyDeliveries")
            return True
        await self._work(job)
        return True

    async def _work(self, job: Job) -> None:
        try:
            if not await self._handled(job):
                return
        except Exception as error:  # noqa: BLE001 - whatever escapes is retried, then buried
            await self._failed(job, type(error).__name__)
        else:
            await self._jobs.done(job)

    async def _handled(self, job: Job) -> bool:
        """True when handled; False when the claim was lost and another worker has the job now."""
        task = asyncio.ensure_future(self._handle(job))
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=self._renew_every_s)
                if not task.done() and not await self._jobs.renew(job):
                    log.warning("claim lost", extra={"job": job.id, "kind": job.kind})
                    return False
            await task
        finally:
            await _stop(task)
        return True

    async def _failed(self, job: Job, cause: str) -> None:
        log.error(
            "job failed", extra={"job": job.id, "kind": job.kind, "cause": cause, "n": job.delivery}
        )
        if job.delivery >= MAX_DELIVERIES:
            await self._bury(job, cause)
        else:
            delay_s = RETRY_DELAYS_S[min(job.delivery, len(RETRY_DELAYS_S)) - 1]
            await self._jobs.retry(job, delay_s=delay_s)

    async def _bury(self, job: Job, cause: str) -> None:
        await self._jobs.bury(job, cause=cause)
        await self._on_dead(job)


async def _stop(task: "asyncio.Future[None]") -> None:
    if not task.done():
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task
