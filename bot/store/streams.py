"""A queue with at-least-once delivery on a Redis stream: what jobs and the outbox share.

The stream carries ids; what an item is rests in a hash of its own, so that an item keeps its id and
its count of deliveries through every retry. A claim raises the queue's fence, and only the holder
of an item's highest fence may finish it, hold it or put it off.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from bot.errors import StoreDown
from bot.records import Job, Json
from bot.store.connect import reaches
from bot.store.keys import Keys
from bot.store.script import Arg, Script

GROUP = "workers"
_SLICE_MS = 250  # how long one read blocks: late items and abandoned ones are looked at in between

_UNREADABLE_DELIVERIES = 5

Decode = Callable[[str, bytes], Mapping[str, Json]]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An item that was given up. `cause` is a class name or a code, never a message."""

    id: str
    kind: str
    cause: str
    delivery: int


class Queue:
    """One named queue of one team. `visibility_s` is how long a silent worker keeps an item."""

    def __init__(
        self,
        redis: Redis,
        name: str,
        *,
        keys: Keys,
        decode: Decode,
        visibility_s: float,
        keep_dead_s: float,
    ) -> None:
        self._redis = redis
        self._keys = keys
        self._decode = decode
        self._visibility_ms = int(visibility_s * 1000)
        self._reclaim_every_s = visibility_s / 4
        self._keep_dead_s = int(keep_dead_s)
        self._name = name
        self.stream = keys.stream(name)
        self.later = keys.later(name)
        self._cursor: bytes | str = "0-0"
        self._reclaim_at = 0.0
        self._grouped = False
        self._due, self._take, self._renew, self._done, self._retry, self._bury = (
            Script(redis, script, uses=["queue"])
            for script in ("due", "take", "renew", "done", "retry", "bury")
        )

    def item(self, item_id: str) -> str:
        """The key of an item's hash."""
        return self._keys.item(self._name, item_id)

    @reaches
    async def claim(self, consumer: str, *, wait_ms: int) -> Job | None:
        """The next item: put off and due, abandoned, or new. Waits at most about `wait_ms`."""
        until = time.monotonic() + wait_ms / 1000
        while True:
            left_ms = int((until - time.monotonic()) * 1000)
            message = await self._next(consumer, block_ms=min(left_ms, _SLICE_MS))
            job = await self._taken(message, consumer) if message else None
            if job is not None or (message is None and left_ms <= 0):
                return job

    async def renew(self, job: Job) -> bool:
        """Start the visibility over. False: another worker has the item, or it is finished."""
        return bool(await self._renew(keys=[self.stream, self.item(job.id)], args=[job.fence]))

    async def done(self, job: Job) -> bool:
        """Forget the item. False: another worker has it."""
        return bool(await self._done(keys=[self.stream, self.item(job.id)], args=[job.fence]))

    async def retry(self, job: Job, *, delay_s: float) -> bool:
        """Deliver the item again after `delay_s`. False: another worker has it."""
        keys = [self.stream, self.item(job.id), self.later]
        return bool(await self._retry(keys=keys, args=[job.fence, job.id, int(delay_s * 1000)]))

    async def bury(self, job: Job, *, cause: str) -> bool:
        """To the dead letters: id, kind and cause for good, the payload for `keep_dead_s`."""
        keys = [self.stream, self.item(job.id), self._keys.dead(self._name)]
        args: list[Arg] = [job.fence, job.id, cause, self._keep_dead_s]
        return bool(await self._bury(keys=keys, args=args))

    @reaches
    async def dead(self, *, limit: int = 100) -> tuple[DeadLetter, ...]:
        """What was given up, newest first."""
        letters: Any = await self._redis.xrevrange(self._keys.dead(self._name), count=limit)
        return tuple(_letter(fields) for _, fields in letters)

    @reaches
    async def depth(self) -> int:
        """How many items are not finished, those put off included."""
        return await self._redis.xlen(self.stream) + await self._redis.zcard(self.later)

    # ── the next message ─────────────────────────────────────────────────────────────────────

    async def _next(self, consumer: str, *, block_ms: int) -> tuple[bytes, str] | None:
        """A message's id and its item's id."""
        try:
            await self._make_group()
            await self._due(keys=[self.later, self.stream])
            return await self._abandoned(consumer) or await self._new(consumer, block_ms=block_ms)
        except ResponseError as error:
            if not str(error).startswith("NOGROUP"):
                raise
            self._grouped = False  # the store lost its data while we were running
            return None

    async def _make_group(self) -> None:
        if self._grouped:
            return
        try:
            await self._redis.xgroup_create(self.stream, GROUP, id="0", mkstream=True)
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise
        self._grouped = True

    async def _abandoned(self, consumer: str) -> tuple[bytes, str] | None:
        """On a timer, whether or not new messages come: an idle queue keeps no dead claim."""
        while time.monotonic() >= self._reclaim_at:
            reply: Any = await self._redis.xautoclaim(
                self.stream, GROUP, consumer, self._visibility_ms, self._cursor, count=1
            )
            self._cursor, messages = reply[0], reply[1]
            if messages:
                return _message(messages[0])
            if self._cursor == b"0-0":
                self._reclaim_at = time.monotonic() + self._reclaim_every_s
                break
        return None

    async def _new(self, consumer: str, *, block_ms: int) -> tuple[bytes, str] | None:
        reply: Any = await self._redis.xreadgroup(
            GROUP, consumer, {self.stream: ">"}, count=1, block=block_ms if block_ms > 0 else None
        )
        return _message(reply[0][1][0]) if reply else None

    async def _taken(self, message: tuple[bytes, str], consumer: str) -> Job | None:
        message_id, item_id = message
        taken = await self._take(
            keys=[self.stream, self.item(item_id), self._keys.fence(self._name)],
            args=[message_id, consumer],
        )
        if not taken:
            return None
        kind, rest, delivery, fence = taken
        job = Job(item_id, kind.decode(), {}, int(delivery), int(fence))
        try:
            return replace(job, payload=self._decode(item_id, rest))
        except StoreDown:
            await self._unreadable(job)
            raise

    async def _unreadable(self, job: Job) -> None:
        """Sealed under a key this worker has not: another may have it, but not for ever."""
        if job.delivery >= _UNREADABLE_DELIVERIES:
            await self.bury(job, cause="Unreadable")
        else:
            await self.retry(job, delay_s=self._visibility_ms / 1000)


def _message(message: Any) -> tuple[bytes, str]:
    message_id, fields = message
    return message_id, fields[b"id"].decode()


def _letter(fields: Mapping[bytes, bytes]) -> DeadLetter:
    told = {name.decode(): value.decode() for name, value in fields.items()}
    return DeadLetter(told["id"], told["kind"], told["cause"], int(told["delivery"]))
