"""Everything Slack sends comes through here once: parsed, kept, and only then acknowledged.

Bolt acknowledges an event before its listener runs; a global middleware runs before that. So this
is a middleware that answers by itself, the same on both transports.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import ClientError
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StoreDown
from bot.intake import Intake
from bot.records import Json
from bot.slack.actions import FORM
from bot.slack.blocks.form import form_errors
from bot.slack.blocks.modals import loading, sorry
from bot.slack.parse import Parsed, parse
from prompts.library import Library

OPEN_WITHIN_S = 2.0

log = logging.getLogger(__name__)


class Reception(AsyncMiddleware):
    """Keeps each payload as a job. Nothing is acknowledged that is not kept."""

    def __init__(self, intake: Intake, *, library: Library) -> None:
        self._intake = intake
        self._library = library

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002 - Bolt's signature
    ) -> BoltResponse:
        """200 once the job is kept (or was before), 400 unreadable, 503 while the store is away."""
        try:
            parsed = parse(_body(req), self._library)
        except (KeyError, TypeError, AttributeError) as error:
            log.warning("payload not understood", extra={"cause": type(error).__name__})
            return BoltResponse(status=400)
        if parsed is None:
            return BoltResponse(status=200)
        errors = self._errors(parsed)
        if errors:
            return _json({"response_action": "errors", "errors": errors})
        return await self._keep(parsed, req.context.client or AsyncWebClient())

    async def _keep(self, parsed: Parsed, client: AsyncWebClient) -> BoltResponse:
        """Open the view that has to be open in time, then keep the job that fills it."""
        payload = parsed.payload
        if parsed.trigger:
            payload["view"] = await _open(client, parsed.trigger)
        try:
            await self._intake.accept(parsed.kind, payload, dedupe=parsed.dedupe)
        except StoreDown:
            log.error("store is away: nothing acknowledged", extra={"kind": parsed.kind})
            await _apologise(client, payload.get("view"), opened=bool(parsed.trigger))
            return BoltResponse(status=503)
        clears = parsed.kind == "filled"
        return _json({"response_action": "clear"}) if clears else BoltResponse(status=200)

    def _errors(self, parsed: Parsed) -> dict[str, str]:
        if parsed.kind != "filled" or parsed.payload.get("callback") != FORM:
            return {}
        return form_errors(self._library, parsed.payload)


async def _open(client: AsyncWebClient, trigger: str) -> Json:
    """Id and hash of the loading view, or None where it could not be opened in time."""
    try:
        async with asyncio.timeout(OPEN_WITHIN_S):
            opened = await client.views_open(trigger_id=trigger, view=loading())
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.warning("view not opened", extra={"cause": type(error).__name__})
        return None
    view: Mapping[str, Any] = opened["view"]
    return {"id": view["id"], "hash": view["hash"]}


async def _apologise(client: AsyncWebClient, view: Json, *, opened: bool) -> None:
    """Not even a loading view is left hanging."""
    if not opened or not isinstance(view, dict):
        return
    try:
        async with asyncio.timeout(OPEN_WITHIN_S):
            await client.views_update(view_id=str(view["id"]), view=sorry())
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.warning("view not updated", extra={"cause": type(error).__name__})


def _body(req: AsyncBoltRequest) -> Mapping[str, Any]:
    """Bolt reads a form whose text says 'payload' as empty; read it again then."""
    if req.body or req.mode != "http":
        return req.body
    return dict(parse_qsl(req.raw_body, keep_blank_values=True))


def _json(content: Mapping[str, object]) -> BoltResponse:
    return BoltResponse(
        status=200,
        body=json.dumps(content, ensure_ascii=False),
        headers={"content-type": ["application/json"]},
    )
