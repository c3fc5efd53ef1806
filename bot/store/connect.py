"""A client for the store, and the one way its errors become ours.

Nothing is retried by the client: a script that counts a vote must not run twice because its reply
was lost. Whoever called decides, with the redelivery of jobs behind them.
"""

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from bot.errors import StoreDown

P = ParamSpec("P")
T = TypeVar("T")


def connect(url: str, *, timeout_s: float = 5.0, connections: int = 64) -> Redis:
    """A client for `redis://`, `rediss://` or `unix://`. Connects at the first command.

    Every command ends within `timeout_s` of waiting for a connection and again for the answer.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=connections,
        timeout=timeout_s,
        socket_timeout=timeout_s,
        socket_connect_timeout=timeout_s,
        retry=Retry(NoBackoff(), 0),
        protocol=2,
    )
    return Redis.from_pool(pool)


@contextmanager
def reaching() -> Iterator[None]:
    """Whatever keeps the store from answering is StoreDown. The cause stays attached."""
    try:
        yield
    except (RedisError, OSError, TimeoutError) as error:
        raise StoreDown("store_down") from error


def reaches(method: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """The same for a whole method that talks to the store."""

    @wraps(method)
    async def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        with reaching():
            return await method(*args, **kwargs)

    return guarded
