"""What every test may ask for. The store is a real server on a private unix socket."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from redis.asyncio import Redis

from bot.store.cipher import Cipher
from bot.store.connect import connect
from bot.store.embedded import embedded
from tests.fakes import Frozen

# A test asserts no time: what a property costs depends on the machine and on who calls it first.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def store_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One embedded store for the whole run; its URL."""
    folder: Path = tmp_path_factory.mktemp("store")
    # A loop factory, because a plain Runner would take away pytest-asyncio's own loop.
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        stack = AsyncExitStack()
        url = runner.run(stack.enter_async_context(embedded(folder)))
        yield url
        runner.run(stack.aclose())


@pytest.fixture
async def store_url(store_server: str) -> str:
    """The URL of an empty store."""
    client = connect(store_server)
    await client.flushall()
    await client.aclose()
    return store_server


@pytest.fixture
async def redis(store_url: str) -> AsyncIterator[Redis]:
    """A client of an empty store."""
    client = connect(store_url)
    yield client
    await client.aclose()


@pytest.fixture
def cipher() -> Cipher:
    """A cipher under a key that exists only in tests."""
    return Cipher(bytes(range(32)))


@pytest.fixture
def clock() -> Frozen:
    """A clock that stands still until a test moves it."""
    return Frozen()
