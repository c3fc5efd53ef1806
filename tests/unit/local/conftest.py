"""A served workspace with a clock that tests may move, and clients of it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from deploy.local.workspace.serving import serve
from deploy.local.workspace.workspace import Workspace
from tests.unit.local.bots import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def workspace(clock: Clock) -> AsyncIterator[Workspace]:
    workspace = Workspace(now=clock, retry_delays_s=(0.0, 0.01, 0.01))
    async with serve(workspace):
        yield workspace


@pytest.fixture
def client(workspace: Workspace) -> AsyncWebClient:
    return AsyncWebClient(token=workspace.installation.bot_token, base_url=workspace.api_url)


@pytest.fixture
async def browser_session(workspace: Workspace) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(workspace.state.base_url) as session:
        yield session
