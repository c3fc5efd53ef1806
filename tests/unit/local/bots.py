"""A small Bolt app on either transport, and who is asked to do what."""

import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from deploy.local.workspace.workspace import Workspace

REQUESTER = "佐藤はな"
REVIEWER = "鈴木けん"
STRANGER = "取引先（見本）"
GENERAL = "#marketing-依頼"
REVIEW = "#承認"
SHARED = "#partner-共有"

Transport = Callable[[Workspace, AsyncApp], AbstractAsyncContextManager[None]]


class Clock:
    """The real time, as Bolt checks it against its own, and what a test adds to it."""

    def __init__(self) -> None:
        self.ahead_s = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead_s


def bolt_app(workspace: Workspace) -> AsyncApp:
    client = AsyncWebClient(token=workspace.installation.bot_token, base_url=workspace.api_url)
    return AsyncApp(client=client, signing_secret=workspace.installation.signing_secret)


@asynccontextmanager
async def over_http(workspace: Workspace, app: AsyncApp) -> AsyncIterator[None]:
    """The app behind a real HTTP server that the workspace delivers to."""

    async def events(request: web.Request) -> web.Response:
        bolt_request = AsyncBoltRequest(
            body=(await request.read()).decode(), headers=dict(request.headers)
        )
        answer = await app.async_dispatch(bolt_request)
        headers = {k: v[0] for k, v in answer.headers.items() if k != "content-length"}
        return web.Response(status=answer.status, text=answer.body, headers=headers)

    async with listening(events) as url:
        workspace.send_to(url)
        yield


@asynccontextmanager
async def listening(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[str]:
    """Any handler as a bot's URL."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await handler(request)

    server = web.Application()
    server.router.add_post("/slack/events", handle)
    runner = web.AppRunner(server)
    await runner.setup()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    await web.SockSite(runner, listener).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def over_socket(workspace: Workspace, app: AsyncApp) -> AsyncIterator[None]:
    """The app connected through Socket Mode."""
    handler = AsyncSocketModeHandler(app, workspace.installation.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await workspace.wait_for(lambda: workspace.sockets.connected)
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


TRANSPORTS = [
    pytest.param(over_http, id="http"),
    pytest.param(over_socket, id="socket_mode"),
]
