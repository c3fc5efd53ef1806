"""The decision log: a stream whose ids are the sequence, each entry chained to the one before it.

Hashes are computed here, the order is decided in Redis: a script lands an entry only while the head
is still the one it was chained to. Whatever else the script writes lands with it or not at all.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from typing import Any

from redis.asyncio import Redis

from bot.errors import LogBroken, StoreDown
from bot.ports import Clock
from bot.records import Chained, Entry
from bot.store.chain import GENESIS, Head, from_line, is_sealed, link, to_line
from bot.store.cipher import Cipher
from bot.store.connect import reaches, reaching
from bot.store.keys import Keys
from bot.store.script import Arg, Reply, Script
from bot.store.verify import Verification, Verifier

_ATTEMPTS = 60
_PAGE = 500


class RedisDecisions:
    """One team's log. Share one object among all that write entries in a process."""

    def __init__(self, redis: Redis, *, team: str, cipher: Cipher, clock: Clock) -> None:
        self._redis = redis
        self._keys = Keys(team)
        self._clock = clock
        self._log_keys = cipher.log_keys()
        self._key_id = cipher.key_id
        self._append = Script(redis, "append", uses=["log"])
        self._head = Head()  # the last one we saw; another process may be further
        self._turn = asyncio.Lock()  # our own writers would only make each other's heads old

    async def append(self, entry: Entry) -> Chained:
        """Chain and keep. Once this returns the entry is durable."""
        chained, _ = await self.land(entry, self._append)
        return chained

    async def land(
        self, entry: Entry, script: Script, *, keys: Sequence[str] = (), args: Sequence[Arg] = ()
    ) -> tuple[Chained, Reply]:
        """Run a script that appends `entry` together with its own writes (scripts/log.lua).

        Chains again as long as other writers are faster. Raises LogBroken where the head record
        and the stream disagree; then nothing was written.
        """
        async with self._turn:
            for attempt in range(_ATTEMPTS):
                chained = self._link(entry)
                reply = await self._try(chained, script, keys, args)
                if reply[0] == b"moved":
                    self._head = Head(int(reply[1]), reply[2].decode())
                    await asyncio.sleep(random.uniform(0, 0.001 * attempt))  # noqa: S311
                    continue
                if reply[0] == b"ok":
                    self._head = Head(chained.seq, chained.hash)
                return chained, reply
        raise StoreDown("store_down")

    async def entries(self, *, after: int = 0) -> AsyncIterator[Chained]:
        """In order. Raises LogBroken where a line can't be read at all."""
        seq = after
        async for line in self._lines(after=after):
            seq += 1
            try:
                chained = from_line(line)
            except (ValueError, TypeError, RecursionError) as error:
                raise LogBroken("log_broken", params={"seq": seq}) from error
            yield chained

    def is_ours(self, chained: Chained) -> bool:
        """Whether the entry says what was sealed with one of the log's keys."""
        return is_sealed(chained, self._log_keys)

    @reaches
    async def head(self) -> Head:
        """The newest entry, as the log's own record has it."""
        told: Any = await self._redis.hmget(self._keys.log_head, ["seq", "hash"])
        seq, digest = told
        return Head(int(seq or 0), (digest or GENESIS.encode()).decode())

    async def verify(self) -> Verification:
        """Check the whole log, seals included, against the head it had at the start."""
        head = await self.head()
        verifier = Verifier(self._log_keys)
        async for line in self._lines(after=0, upto=head.seq):
            if not verifier.feed(line):
                break
        return verifier.result(head=head)

    async def _try(
        self, chained: Chained, script: Script, keys: Sequence[str], args: Sequence[Arg]
    ) -> Reply:
        own: list[Arg] = [chained.prev, chained.seq, chained.hash, to_line(chained)]
        reply = await script(keys=[self._keys.log, self._keys.log_head, *keys], args=[*own, *args])
        if reply[0] == b"broken":
            raise LogBroken("log_broken", params={"seq": chained.seq})
        return reply

    def _link(self, entry: Entry) -> Chained:
        key = self._log_keys[self._key_id]
        return link(entry, self._head, now=self._clock.now(), key_id=self._key_id, key=key)

    async def _lines(self, *, after: int, upto: int | None = None) -> AsyncIterator[bytes]:
        first, last = f"{after + 1}-0", "+" if upto is None else f"{upto}-0"
        while True:
            with reaching():
                page: Any = await self._redis.xrange(self._keys.log, first, last, count=_PAGE)
            for _, fields in page:
                yield fields.get(b"line", b"")
            if len(page) < _PAGE:
                return
            first = f"({page[-1][0].decode()}"
