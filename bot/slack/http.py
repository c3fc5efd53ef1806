"""The HTTP transport: one signed route for everything Slack sends, and two for health."""

import time
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.slack.signature import Signature

MAX_BODY_BYTES = 1_000_000


class TooLarge(Exception):
    """The body is larger than anything Slack sends."""


def build_http(
    app: AsyncApp,
    *,
    signing_secret: str,
    ready: Callable[[], Awaitable[bool]],
    now: Callable[[], float] = time.time,
) -> Starlette:
    """`POST /slack/events`, `GET /healthz`, `GET /readyz`. Unsigned requests get 401, unread."""
    door = Door(app, Signature(signing_secret, now=now))
    events = Route("/slack/events", door.events, methods=["POST"])
    return Starlette(routes=[events, *_health_routes(ready)])


def build_health(ready: Callable[[], Awaitable[bool]]) -> Starlette:
    """Only the two for health, beside Socket Mode."""
    return Starlette(routes=_health_routes(ready))


def _health_routes(ready: Callable[[], Awaitable[bool]]) -> list[Route]:
    async def health(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def readiness(_request: Request) -> Response:
        if await ready():
            return PlainTextResponse("ready")
        return PlainTextResponse("not ready", status_code=503)

    return [
        Route("/healthz", health, methods=["GET"]),
        Route("/readyz", readiness, methods=["GET"]),
    ]


class Door:
    """Lets in what Slack signed, and answers with what the app said."""

    def __init__(self, app: AsyncApp, signature: Signature) -> None:
        self._app = app
        self._signature = signature

    async def events(self, request: Request) -> Response:
        try:
            body = await _read(request)
        except TooLarge:
            return PlainTextResponse("too large", status_code=413)
        if not self._signature.holds(body, request.headers):
            return PlainTextResponse("invalid request", status_code=401)
        try:
            asked = AsyncBoltRequest(body=body.decode(), headers=dict(request.headers))
        except ValueError:  # not UTF-8, or JSON that is none
            return PlainTextResponse("unreadable", status_code=400)
        answered = await self._app.async_dispatch(asked)
        return Response(
            answered.body,
            status_code=answered.status,
            headers=dict(answered.first_headers_without_set_cookie()),
        )


async def _read(request: Request) -> bytes:
    """The body, refused as soon as it is too large; a false Content-Length changes nothing."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            raise TooLarge
    return bytes(body)
