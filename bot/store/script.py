"""The Lua files beside this module, as things that can be called.

Each script starts from the shared functions it uses, so that there is one way to append to the log
and one way to give up an item of a queue. Redis runs a script alone and whole, but takes nothing
back when it fails half-way: scripts check everything first and write afterwards.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from redis.asyncio import Redis

from bot.store.connect import reaching

_FOLDER = Path(__file__).parent / "scripts"

Arg = str | bytes | int | float
Reply = Any


class Script:
    """One Lua file, loaded at first use and again if the server forgot it."""

    def __init__(self, redis: Redis, name: str, *, uses: Sequence[str] = ()) -> None:
        text = "\n".join((_FOLDER / f"{part}.lua").read_text("utf-8") for part in (*uses, name))
        self._script = redis.register_script(text)

    async def __call__(self, *, keys: Sequence[str], args: Sequence[Arg] = ()) -> Reply:
        """What the script returned, bytes undecoded. Raises StoreDown."""
        with reaching():
            return await self._script(keys=list(keys), args=list(args))
