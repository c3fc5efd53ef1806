"""Jobs: durable before Slack is acknowledged, sealed at rest, delivered until they are done."""

import json
import secrets
from collections.abc import Mapping

from redis.asyncio import Redis

from bot.records import Job, Json
from bot.store.cipher import Cipher
from bot.store.keys import Keys
from bot.store.script import Arg, Script
from bot.store.streams import DeadLetter, Queue

DEDUPE_S = 24 * 3600  # Slack delivers an event again for up to a day
_PURPOSE = "jobs"


class RedisJobs:
    """One team's jobs. `keep_dead_days` is how long a dead letter's payload can be looked at."""

    def __init__(
        self,
        redis: Redis,
        *,
        team: str,
        cipher: Cipher,
        visibility_s: float = 60.0,
        keep_dead_days: float = 30.0,
    ) -> None:
        self._keys = Keys(team)
        self._cipher = cipher
        self._enqueue = Script(redis, "enqueue", uses=["queue"])
        self._queue = Queue(
            redis,
            "jobs",
            keys=self._keys,
            decode=self._open,
            visibility_s=visibility_s,
            keep_dead_s=keep_dead_days * 24 * 3600,
        )

    async def enqueue(self, kind: str, payload: Mapping[str, Json], *, dedupe: str) -> bool:
        """Keep the job once per `dedupe` and day. False: it was seen before."""
        job_id = secrets.token_hex(12)
        keys = [self._keys.seen(dedupe), self._queue.stream, self._queue.item(job_id)]
        args: list[Arg] = [DEDUPE_S, job_id, kind, self._seal(job_id, payload)]
        return bool(await self._enqueue(keys=keys, args=args))

    async def claim(self, consumer: str, *, wait_ms: int) -> Job | None:
        """The next job; waits at most about `wait_ms`."""
        return await self._queue.claim(consumer, wait_ms=wait_ms)

    async def renew(self, job: Job) -> bool:
        """Keep a long job. False: it is another worker's now."""
        return await self._queue.renew(job)

    async def done(self, job: Job) -> bool:
        """Forget the job. False: it is another worker's now."""
        return await self._queue.done(job)

    async def retry(self, job: Job, *, delay_s: float) -> None:
        """Deliver it again after `delay_s`, unless it is another worker's now."""
        await self._queue.retry(job, delay_s=delay_s)

    async def bury(self, job: Job, *, cause: str) -> None:
        """To the dead letters, unless it is another worker's now. `cause` is a class name."""
        await self._queue.bury(job, cause=cause)

    async def dead(self, *, limit: int = 100) -> tuple[DeadLetter, ...]:
        """What was given up, newest first, for the operator."""
        return await self._queue.dead(limit=limit)

    async def depth(self) -> int:
        """How many jobs are not finished, those put off included."""
        return await self._queue.depth()

    def _seal(self, job_id: str, payload: Mapping[str, Json]) -> bytes:
        content = json.dumps(payload, ensure_ascii=False).encode()
        return self._cipher.seal(content, purpose=_PURPOSE, bound_to=self._queue.item(job_id))

    def _open(self, job_id: str, sealed: bytes) -> Mapping[str, Json]:
        bound_to = self._queue.item(job_id)
        content = self._cipher.open(sealed, purpose=_PURPOSE, bound_to=bound_to)
        payload: Mapping[str, Json] = json.loads(content)
        return payload
