"""The vault: masked values, material and drafts, sealed at rest and gone after their lifetime."""

import hmac
import secrets
from hashlib import sha256
from typing import Any

from redis.asyncio import Redis

from bot.store.cipher import KEY_BYTES, TAG_BYTES, Cipher
from bot.store.connect import reaches
from bot.store.keys import Keys
from bot.store.script import Script

DAY_S = 86_400
_CONTENT = "vault"
_SUBJECT_KEY = "commitments"


class RedisVault:
    """One team's vault. `days` is how long content rests after it was last put."""

    def __init__(self, redis: Redis, *, team: str, cipher: Cipher, days: float) -> None:
        self._redis = redis
        self._keys = Keys(team)
        self._cipher = cipher
        self._lifetime_ms = int(days * DAY_S * 1000)
        self._swap = Script(redis, "swap")

    @reaches
    async def put(self, key: str, content: bytes) -> None:
        """Keep `content`, whatever rested there before."""
        name = self._keys.vault(key)
        await self._redis.set(name, self._seal(name, content), px=self._lifetime_ms)

    @reaches
    async def get(self, key: str) -> bytes | None:
        """What rests there, or None once it is gone."""
        name = self._keys.vault(key)
        sealed: Any = await self._redis.get(name)
        return None if sealed is None else self._open(name, sealed)

    @reaches
    async def swap(self, key: str, *, old: bytes | None, new: bytes) -> bool:
        """Put `new` only where `old` (or nothing) still rests. False: nothing was changed."""
        name = self._keys.vault(key)
        sealed: Any = await self._redis.get(name)
        resting = None if sealed is None else self._open(name, sealed)
        if resting != old:
            return False
        # Every sealing has a nonce of its own, so its tag names this very version.
        tag = b"" if sealed is None else sealed[-TAG_BYTES:]
        args = [tag, self._seal(name, new), self._lifetime_ms]
        return bool(await self._swap(keys=[name], args=args))

    async def commit(self, subject: str, text: str) -> str:
        """HMAC-SHA-256 of the text under the subject's own key, in hex.

        The key outlives the vault's lifetime, because commitments in the decision log must stay
        provable; `shred` ends it.
        """
        key = await self._subject_key(subject)
        return hmac.new(key, text.encode(errors="surrogatepass"), sha256).hexdigest()

    @reaches
    async def shred(self, subject: str) -> bool:
        """Delete the subject's key: their commitments prove nothing any more. False: had none."""
        return bool(await self._redis.delete(self._keys.subject(subject)))

    @reaches
    async def _subject_key(self, subject: str) -> bytes:
        name = self._keys.subject(subject)
        resting: Any = await self._redis.get(name)
        if resting is None:
            fresh = secrets.token_bytes(KEY_BYTES)
            sealed = self._cipher.seal(fresh, purpose=_SUBJECT_KEY, bound_to=name)
            resting = await self._redis.set(name, sealed, nx=True, get=True)
            if resting is None:
                return fresh
        return self._cipher.open(resting, purpose=_SUBJECT_KEY, bound_to=name)

    def _seal(self, name: str, content: bytes) -> bytes:
        return self._cipher.seal(content, purpose=_CONTENT, bound_to=name)

    def _open(self, name: str, sealed: bytes) -> bytes:
        return self._cipher.open(sealed, purpose=_CONTENT, bound_to=name)
