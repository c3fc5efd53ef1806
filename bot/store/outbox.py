"""The outbox of approved sign-offs, and the ledger of what became of each attempt.

The ledger of one revision goes reserved → sending → sent | failed | ambiguous. Who finds `sending`
there does not know whether it was sent, and has to ask the destination.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis

from bot.ports import Clock
from bot.records import Entry, Job, Json, Receipt, State
from bot.store.connect import reaches
from bot.store.decisions import RedisDecisions
from bot.store.keys import Keys
from bot.store.landing import check, signoff_keys
from bot.store.script import Arg, Reply, Script
from bot.store.streams import Queue

QUEUE = "outbox"
LEDGER_STATES: Mapping[State, str] = {
    State.PUBLISHED: "sent",
    State.FAILED: "failed",
    State.AMBIGUOUS: "ambiguous",
}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What became of one revision at its destination, after `attempt` attempts."""

    state: str
    destination: str
    digest: str
    attempt: int
    at: float
    external_id: str = ""
    url: str = ""


class RedisOutbox:
    """One team's outbox. `visibility_s` must be longer than any attempt to publish may take."""

    def __init__(
        self,
        redis: Redis,
        *,
        team: str,
        decisions: RedisDecisions,
        clock: Clock,
        visibility_s: float = 60.0,
    ) -> None:
        self._redis = redis
        self._keys = Keys(team)
        self._decisions = decisions
        self._clock = clock
        self._queue = Queue(
            redis,
            QUEUE,
            keys=self._keys,
            decode=_payload,
            visibility_s=visibility_s,
            keep_dead_s=0,
        )
        self._reserve, self._settle, self._release = (
            Script(redis, script, uses=["log", "queue", "signoff", "ledger"])
            for script in ("reserve", "settle", "release")
        )

    async def claim(self, consumer: str, *, wait_ms: int) -> Job | None:
        """The next item; payload {"signoff": id, "revision": n}."""
        return await self._queue.claim(consumer, wait_ms=wait_ms)

    async def renew(self, job: Job) -> bool:
        """Keep an item longer. False: it is another worker's now."""
        return await self._queue.renew(job)

    async def reserve(self, job: Job, *, entry: Entry) -> int:
        """approved → publishing and ledger → sending; the attempt's number, from 1.

        Raises Stale: already_sending (ask the destination first), claim_lost (another worker's),
        not_in_state or unknown_signoff (nothing is left to publish; the item is gone).
        """
        reply = await self._land(self._reserve, job, entry, args=[self._now()])
        return int(reply[1])

    async def settle(
        self, job: Job, *, state: State, receipt: Receipt | None, entry: Entry
    ) -> None:
        """publishing → published, failed or ambiguous; the item is gone.

        Raises Stale: claim_lost, not_in_state, unknown_signoff; then nothing changed.
        """
        told = ("", "") if receipt is None else (receipt.external_id, receipt.url)
        args = [state.value, LEDGER_STATES[state], self._now(), *told]
        await self._land(self._settle, job, entry, args=args)

    async def release(self, job: Job, *, delay_s: float, entry: Entry) -> None:
        """Nothing was sent: publishing → approved, ledger → reserved, delivered again later.

        Raises Stale as `settle` does.
        """
        args: list[Arg] = [self._now(), int(delay_s * 1000)]
        await self._land(self._release, job, entry, args=args)

    @reaches
    async def ledger(self, signoff_id: str, *, revision: int) -> LedgerLine | None:
        """What became of this revision; None where it was never tried."""
        told: Any = await self._redis.hgetall(self._keys.ledger(signoff_id, revision))
        if not told:
            return None
        line: dict[str, Any] = {name.decode(): value.decode() for name, value in told.items()}
        return LedgerLine(**line | {"attempt": int(line["attempt"]), "at": float(line["at"])})

    async def depth(self) -> int:
        """How many approved sign-offs are on their way."""
        return await self._queue.depth()

    async def _land(self, script: Script, job: Job, entry: Entry, *, args: Sequence[Arg]) -> Reply:
        signoff_id, revision = str(job.payload["signoff"]), int(str(job.payload["revision"]))
        keys = [
            *signoff_keys(self._keys, signoff_id),
            self._keys.ledger(signoff_id, revision),
            self._queue.stream,
            self._queue.item(job.id),
            self._queue.later,
        ]
        own: list[Arg] = [job.fence, job.id, *args]
        _, reply = await self._decisions.land(entry, script, keys=keys, args=own)
        check(reply)
        return reply

    def _now(self) -> str:
        return repr(self._clock.now())


def item_id(signoff_id: str, revision: int) -> str:
    """One item for one revision, however often it is asked for."""
    return f"{signoff_id}.{revision}"


def item_payload(signoff_id: str, revision: int) -> str:
    """Ids only; nothing to seal."""
    return json.dumps({"signoff": signoff_id, "revision": revision})


def _payload(_: str, content: bytes) -> Mapping[str, Json]:
    payload: Mapping[str, Json] = json.loads(content)
    return payload
