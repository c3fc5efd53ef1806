"""Sign-offs: every change is one script that checks, writes and appends its entry, or nothing."""

from collections.abc import Sequence
from typing import Any

from redis.asyncio import Redis

from bot.errors import Stale
from bot.ports import Clock
from bot.records import Ballot, Entry, Publication, SignOff, State
from bot.store.cipher import Cipher
from bot.store.codec import (
    publication_from_bytes,
    publication_to_bytes,
    signoff_from_fields,
    signoff_to_fields,
)
from bot.store.connect import reaches
from bot.store.decisions import RedisDecisions
from bot.store.keys import Keys
from bot.store.landing import check, signoff_keys
from bot.store.outbox import QUEUE, item_id, item_payload
from bot.store.script import Arg, Script
from bot.store.vault import DAY_S

_PURPOSE = "publications"
_OF_PERSON = 20
_QUEUE = 50


class RedisSignoffs:
    """One team's sign-offs, kept `days` after their deadline or their last change."""

    def __init__(
        self,
        redis: Redis,
        *,
        team: str,
        cipher: Cipher,
        decisions: RedisDecisions,
        clock: Clock,
        days: float,
    ) -> None:
        self._redis = redis
        self._keys = Keys(team)
        self._cipher = cipher
        self._decisions = decisions
        self._clock = clock
        self._keep_s = int(days * DAY_S)
        self._open, self._revise, self._move = (
            Script(redis, script, uses=["log", "signoff"]) for script in ("open", "revise", "move")
        )
        self._vote = Script(redis, "vote", uses=["log", "queue", "signoff"])
        self._card = Script(redis, "card")

    # ── writing ──────────────────────────────────────────────────────────────────────────────

    async def open(self, signoff: SignOff, publication: Publication, *, entry: Entry) -> None:
        """Keep a new one. Raises Stale('not_in_state') where its id is taken."""
        name = self._keys.publication(signoff.id, signoff.revision)
        keys = [name, self._keys.of_person(signoff.requester)]
        args = [*self._times(signoff), self._seal(name, publication), *signoff_to_fields(signoff)]
        await self._land(self._open, signoff.id, entry, keys=keys, args=args)

    async def revise(
        self, signoff: SignOff, publication: Publication, *, after: int, entry: Entry
    ) -> None:
        """Replace revision `after`; votes fall away, the card stays.

        Raises Stale: unknown_signoff, not_in_state, expired, stale_revision.
        """
        name = self._keys.publication(signoff.id, signoff.revision)
        fields = signoff_to_fields(signoff)
        args = [*self._times(signoff), self._seal(name, publication), after, *fields]
        await self._land(self._revise, signoff.id, entry, keys=[name], args=args)

    async def vote(self, ballot: Ballot, *, entitled: bool, state: State, entry: Entry) -> SignOff:
        """Count one vote; see the port. Raises Stale('recount') where it leads to another state."""
        item = item_id(ballot.signoff_id, ballot.revision)
        keys = [self._keys.stream(QUEUE), self._keys.item(QUEUE, item)]
        args: list[Arg] = [ballot.signoff_id, ballot.revision, ballot.digest, ballot.person]
        args += [ballot.choice.value, int(entitled), state.value, self._now(), self._keep_s]
        args += [item, item_payload(ballot.signoff_id, ballot.revision)]
        return await self._land(self._vote, ballot.signoff_id, entry, keys=keys, args=args)

    async def move(self, signoff_id: str, *, source: State, to: State, entry: Entry) -> SignOff:
        """One transition. Raises Stale('not_in_state') where it is not in `source` any more.

        Never to approved: only a vote leads there, because it writes the outbox item too.
        """
        if to is State.APPROVED:
            raise ValueError("only a vote approves")
        args = [signoff_id, source.value, to.value, entry.actor, self._now(), self._keep_s]
        return await self._land(self._move, signoff_id, entry, args=args)

    async def attach_card(self, signoff_id: str, *, channel: str, ts: str) -> None:
        """Remember where the card stands. Raises Stale('unknown_signoff')."""
        if not await self._card(keys=[self._keys.signoff(signoff_id)], args=[channel, ts]):
            raise Stale("unknown_signoff")

    # ── reading ──────────────────────────────────────────────────────────────────────────────

    async def get(self, signoff_id: str) -> SignOff | None:
        """The sign-off as it is now."""
        return next(iter(await self._all([signoff_id])), None)

    @reaches
    async def publication(self, signoff_id: str, *, revision: int) -> Publication | None:
        """Exactly what was submitted as this revision."""
        name = self._keys.publication(signoff_id, revision)
        sealed: Any = await self._redis.get(name)
        if sealed is None:
            return None
        return publication_from_bytes(self._cipher.open(sealed, purpose=_PURPOSE, bound_to=name))

    @reaches
    async def due(self, *, now: float) -> Sequence[str]:
        """Sign-offs in review whose deadline is `now` or earlier, the oldest first."""
        ids: Any = await self._redis.zrange(
            self._keys.deadlines, "-inf", repr(now), byscore=True, offset=0, num=100
        )
        return [signoff_id.decode() for signoff_id in ids]

    async def of_person(self, person: str) -> Sequence[SignOff]:
        """Theirs as requester, newest first, at most 20."""
        name = self._keys.of_person(person)
        return await self._all(await self._range(name, _OF_PERSON, newest=True))

    async def queue(self) -> Sequence[SignOff]:
        """In review, oldest first, at most 50."""
        return await self._all(await self._range(self._keys.in_review, _QUEUE, newest=False))

    # ── how ──────────────────────────────────────────────────────────────────────────────────

    async def _land(
        self,
        script: Script,
        signoff_id: str,
        entry: Entry,
        *,
        keys: Sequence[str] = (),
        args: Sequence[Arg],
    ) -> SignOff:
        home = signoff_keys(self._keys, signoff_id)
        _, reply = await self._decisions.land(entry, script, keys=[*home, *keys], args=args)
        check(reply)
        signoff = signoff_from_fields(reply[1])
        if signoff is None:
            raise Stale("unknown_signoff")
        return signoff

    @reaches
    async def _range(self, name: str, count: int, *, newest: bool) -> list[str]:
        ids: Any = await self._redis.zrange(name, 0, count - 1, desc=newest)
        return [signoff_id.decode() for signoff_id in ids]

    @reaches
    async def _all(self, signoff_ids: Sequence[str]) -> list[SignOff]:
        """Those that are still kept, in this order."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for signoff_id in signoff_ids:
                pipe.hgetall(self._keys.signoff(signoff_id))
            kept: list[dict[bytes, bytes]] = await pipe.execute()
        read = (signoff_from_fields([w for pair in k.items() for w in pair]) for k in kept)
        return [signoff for signoff in read if signoff is not None]

    def _times(self, signoff: SignOff) -> list[Arg]:
        created, expires = repr(signoff.created_at), repr(signoff.expires_at)
        return [signoff.id, created, expires, self._now(), self._keep_s]

    def _now(self) -> str:
        return repr(self._clock.now())

    def _seal(self, name: str, publication: Publication) -> bytes:
        content = publication_to_bytes(publication)
        return self._cipher.seal(content, purpose=_PURPOSE, bound_to=name)
