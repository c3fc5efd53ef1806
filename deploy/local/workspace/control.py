"""The page's own API under `/local/`: the same acts as the Workspace, for one persona at a time."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from deploy.local.workspace.panels import Panels
from deploy.local.workspace.records import Delivery, FormIncomplete, JsonObject, NotThere
from deploy.local.workspace.snapshot import directory, snapshot
from deploy.local.workspace.workspace import Workspace

HEARTBEAT_S = 15.0
Act = Callable[[JsonObject], Awaitable[JsonObject]]


class Control:
    """Routes that a page on this machine may call; who may call is checked in `app`."""

    def __init__(self, workspace: Workspace, *, panels: Panels) -> None:
        self._workspace = workspace
        self._panels = panels

    def routes(self) -> list[Route]:
        acts: dict[str, Act] = {
            "post": self._post,
            "slash": self._slash,
            "click": self._click,
            "message-shortcut": self._message_shortcut,
            "shortcut": self._shortcut,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
        }
        written = [
            Route(f"/local/{name}", _endpoint(act), methods=["POST"]) for name, act in acts.items()
        ]
        return [
            Route("/local/directory", self._directory),
            Route("/local/state", self._state),
            Route("/local/stream", self._stream),
            Route("/local/model", self._model),
            Route("/local/log", self._log),
            *written,
        ]

    async def _directory(self, _request: Request) -> Response:
        return JSONResponse(directory(self._workspace, site=self._panels.site_dir is not None))

    async def _state(self, request: Request) -> Response:
        query = request.query_params
        try:
            user = self._workspace.user(query.get("user", ""))
        except NotThere as error:
            return JSONResponse({"error": str(error)}, status_code=404)
        return JSONResponse(
            snapshot(
                self._workspace,
                user=user,
                channel=query.get("channel", ""),
                thread_ts=query.get("thread") or None,
            )
        )

    async def _model(self, _request: Request) -> Response:
        return JSONResponse({"entries": list(await self._panels.model_requests())})

    async def _log(self, _request: Request) -> Response:
        return JSONResponse({"entries": list(await self._panels.log_entries())})

    async def _stream(self, _request: Request) -> Response:
        return StreamingResponse(
            self._revisions(),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )

    async def _revisions(self) -> AsyncIterator[str]:
        changes = self._workspace.state.changes
        seen = changes.revision
        yield f"data: {seen}\n\n"
        while not changes.ended:
            try:
                seen = await asyncio.wait_for(changes.wait_beyond(seen), HEARTBEAT_S)
            except TimeoutError:
                yield ": still here\n\n"
            else:
                yield f"data: {seen}\n\n"

    async def _post(self, body: JsonObject) -> JsonObject:
        ts = await self._workspace.post(
            body["user"], body["channel"], body["text"], thread_ts=body.get("thread_ts")
        )
        return {"ts": ts}

    async def _slash(self, body: JsonObject) -> JsonObject:
        return _outcome(await self._workspace.slash(body["user"], body["channel"], body["text"]))

    async def _click(self, body: JsonObject) -> JsonObject:
        chosen: dict[str, Any] = {
            "value": body.get("value"),
            "block_id": body.get("block_id"),
            "values": body.get("values"),
        }
        if body.get("view_id"):
            delivery = await self._workspace.click_view(
                body["user"], body["view_id"], body["action_id"], **chosen
            )
        else:
            delivery = await self._workspace.click(
                body["user"], body["channel"], body["ts"], body["action_id"], **chosen
            )
        return _outcome(delivery)

    async def _message_shortcut(self, body: JsonObject) -> JsonObject:
        return _outcome(
            await self._workspace.message_shortcut(
                body["user"], body["channel"], body["ts"], body["callback_id"]
            )
        )

    async def _shortcut(self, body: JsonObject) -> JsonObject:
        return _outcome(await self._workspace.shortcut(body["user"], body["callback_id"]))

    async def _submit(self, body: JsonObject) -> JsonObject:
        try:
            return _outcome(
                await self._workspace.submit_view(body["user"], body["view_id"], body["values"])
            )
        except FormIncomplete as incomplete:
            return {"ok": False, "errors": incomplete.errors}

    async def _close(self, body: JsonObject) -> JsonObject:
        await self._workspace.close_view(
            body["user"], body["view_id"], clear=bool(body.get("clear"))
        )
        return {"ok": True}

    async def _home(self, body: JsonObject) -> JsonObject:
        await self._workspace.open_home(body["user"], tab=body.get("tab", "home"))
        return {"ok": True}


def _outcome(delivery: Delivery) -> JsonObject:
    return {"ok": delivery.acked, "status": delivery.status}


_TEXTS = (
    "user",
    "channel",
    "text",
    "ts",
    "thread_ts",
    "view_id",
    "action_id",
    "callback_id",
    "tab",
)


def _endpoint(act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await act(_parse(await request.body())))
        except NotThere as error:
            return JSONResponse({"ok": False, "error": str(error)}, status_code=404)
        except (ValueError, KeyError) as error:
            problem = {"ok": False, "error": f"bad request: {type(error).__name__}"}
            return JSONResponse(problem, status_code=400)

    return endpoint


def _parse(raw: bytes) -> JsonObject:
    """One act of the page. Raises ValueError for any other shape."""
    body = json.loads(raw)
    if not isinstance(body, dict):
        raise ValueError("not an object")
    if any(not isinstance(body[name], str | None) for name in _TEXTS if name in body):
        raise ValueError("not a text")
    if not isinstance(body.get("values"), dict | None):
        raise ValueError("not fields")
    return body
