"""Drafts: every revision sealed, one pointer to the current one, one to a thread's newest draft."""

from typing import Any

from redis.asyncio import Redis

from bot.errors import Stale
from bot.records import Draft, Place
from bot.store.cipher import Cipher
from bot.store.codec import draft_from_bytes, draft_to_bytes
from bot.store.connect import reaches
from bot.store.keys import Keys
from bot.store.script import Arg, Script
from bot.store.vault import DAY_S

_PURPOSE = "drafts"


class RedisDrafts:
    """One team's drafts. `days` is how long a draft rests after its last revision."""

    def __init__(self, redis: Redis, *, team: str, cipher: Cipher, days: float) -> None:
        self._redis = redis
        self._keys = Keys(team)
        self._cipher = cipher
        self._lifetime_ms = int(days * DAY_S * 1000)
        self._put = Script(redis, "draft")

    async def put(self, draft: Draft) -> None:
        """Keep this revision. Raises Stale('draft_moved') unless it follows the current one."""
        name = self._keys.draft_revision(draft.id, draft.revision)
        sealed = self._cipher.seal(draft_to_bytes(draft), purpose=_PURPOSE, bound_to=name)
        keys = [self._keys.draft(draft.id), name, *self._thread(draft.place)]
        args: list[Arg] = [draft.revision, sealed, draft.id, self._lifetime_ms]
        if not await self._put(keys=keys, args=args):
            raise Stale("draft_moved")

    @reaches
    async def get(self, draft_id: str, *, revision: int | None = None) -> Draft | None:
        """One revision, or the current one. None: there is none, or not any more."""
        if revision is None:
            current: Any = await self._redis.get(self._keys.draft(draft_id))
            if current is None:
                return None
            revision = int(current)
        name = self._keys.draft_revision(draft_id, revision)
        sealed: Any = await self._redis.get(name)
        if sealed is None:
            return None
        return draft_from_bytes(self._cipher.open(sealed, purpose=_PURPOSE, bound_to=name))

    async def in_thread(self, place: Place) -> Draft | None:
        """The draft of a thread that was last written or revised."""
        for name in self._thread(place):
            draft_id = await self._draft_of(name)
            if draft_id is not None:
                return await self.get(draft_id)
        return None

    @reaches
    async def _draft_of(self, thread: str) -> str | None:
        draft_id: Any = await self._redis.get(thread)
        return None if draft_id is None else str(draft_id.decode())

    def _thread(self, place: Place) -> list[str]:
        return [] if place.thread is None else [self._keys.thread(place.channel, place.thread)]
