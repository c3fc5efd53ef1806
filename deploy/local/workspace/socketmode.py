"""Socket Mode: the bot's WebSockets, envelopes with an id, and the acknowledgements they get."""

import asyncio
import itertools
import json
import secrets
from collections.abc import Callable
from contextlib import suppress

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from deploy.local.workspace.records import JsonObject

_INTERACTIVE = ("interactive", "slash_commands")


class SocketMode:
    """All open connections of the app; an envelope goes to one of them, in turn."""

    def __init__(
        self, *, base_url: Callable[[], str], app_id: str, changed: Callable[[], None]
    ) -> None:
        self._base_url = base_url
        self._changed = changed
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._connections: list[WebSocket] = []
        self._turn = itertools.count()
        self._awaited: dict[str, asyncio.Future[JsonObject]] = {}

    @property
    def connected(self) -> bool:
        return bool(self._connections)

    @property
    def links(self) -> tuple[WebSocket, ...]:
        """The open connections, oldest first."""
        return tuple(self._connections)

    def route(self) -> WebSocketRoute:
        return WebSocketRoute("/link/", self._endpoint)

    def issue_url(self) -> str:
        """A WebSocket URL that works once, as `apps.connections.open` answers it."""
        ticket = secrets.token_urlsafe(18)
        self._tickets.add(ticket)
        return f"{self._base_url().replace('http', 'ws', 1)}/link/?ticket={ticket}"

    async def send(
        self,
        route: str,
        payload: JsonObject,
        *,
        timeout_s: float,
        retry_attempt: int = 0,
        retry_reason: str = "",
    ) -> JsonObject:
        """The payload of the acknowledgement. Raises TimeoutError when none came in time."""
        envelope_id = secrets.token_hex(16)
        answer: asyncio.Future[JsonObject] = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = answer
        envelope: JsonObject = {
            "envelope_id": envelope_id,
            "type": route,
            "payload": payload,
            "accepts_response_payload": route in _INTERACTIVE,
        }
        if route == "events_api":
            envelope |= {"retry_attempt": retry_attempt, "retry_reason": retry_reason}
        connection = self._connections[next(self._turn) % len(self._connections)]
        try:
            await connection.send_text(json.dumps(envelope, ensure_ascii=False))
            return await asyncio.wait_for(answer, timeout_s)
        except (WebSocketDisconnect, RuntimeError) as error:
            raise TimeoutError from error
        finally:
            self._awaited.pop(envelope_id, None)

    async def disconnect(self) -> None:
        """Ask every client to come back on a new connection, as Slack does now and then."""
        for connection in list(self._connections):
            with suppress(WebSocketDisconnect, RuntimeError):
                await connection.send_text('{"type":"disconnect","reason":"refresh_requested"}')

    async def _endpoint(self, websocket: WebSocket) -> None:
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await websocket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await websocket.accept()
        self._connections.append(websocket)
        self._changed()
        try:
            await websocket.send_text(json.dumps(self._hello()))
            async for text in websocket.iter_text():
                self._acknowledge(text)
        finally:
            self._connections.remove(websocket)
            self._changed()

    def _hello(self) -> JsonObject:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "local-workspace", "approximate_connection_time": 3600},
        }

    def _acknowledge(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        answer = self._awaited.get(message.get("envelope_id", ""))
        if answer is not None and not answer.done():
            answer.set_result(message.get("payload") or {})
