"""A model on loopback that answers what a test wants, in the shape of OpenAI's Responses API."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.serving import serving
from deploy.local import wire

Says = Callable[[list[str]], str]
"""From the ids of the sections that are asked for, to the text of the answer."""


def all_sections(body: str) -> Says:
    """A good answer: this text in every section."""
    return lambda ids: json.dumps(dict.fromkeys(ids, body), ensure_ascii=False)


def one_section(body: str, *, otherwise: str) -> Says:
    """A good answer whose first section is `body`."""
    return lambda ids: json.dumps(dict.fromkeys(ids, otherwise) | {ids[0]: body})


class SpeakingModel:
    """Keeps the bodies that it was sent; `status` other than 200 and `silent` are failures."""

    def __init__(self, says: Says, *, status: int = 200, silent: bool = False) -> None:
        self.bodies: list[dict[str, object]] = []
        self._says = says
        self._status = status
        self._silent = silent

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/v1/responses", self._answer, methods=["POST"])])

    async def _answer(self, request: Request) -> Response:
        body = await request.json()
        self.bodies.append(body)
        if self._silent:
            await asyncio.sleep(60)
        if self._status != 200:
            error = {"message": "no", "type": "x", "param": None, "code": None}
            return JSONResponse({"error": error}, status_code=self._status)
        text = self._says(_section_ids(body))
        answer = wire.Answer("1", "speaking-1", 0, text, True, 10, 10)
        events = wire.RESPONSES.events(answer, [text])
        return StreamingResponse(_lines(events), media_type="text/event-stream")


async def _lines(events: Iterable[str]) -> AsyncIterator[str]:
    for event in events:
        yield event


def _section_ids(body: dict[str, object]) -> list[str]:
    schema = wire.RESPONSES.schema(body)
    assert isinstance(schema, dict)
    return list(schema["properties"])


@asynccontextmanager
async def speaking(model: SpeakingModel) -> AsyncIterator[str]:
    """The base URL for the bot's OPENAI_BASE_URL."""
    async with serving(model.app()) as url:
        yield f"{url}/v1"
