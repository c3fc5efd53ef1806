"""The offline model: a loopback server in the shape of OpenAI's API that drafts by extracting.

It speaks POST /v1/responses and POST /v1/chat/completions, streaming and not, and GET /v1/models.
GET /_ringi/requests gives back the last requests, so that people can see what a model is sent.
It is only started where no key and no server are named.
"""

import asyncio
import json
import time
import uuid
from collections import deque
from collections.abc import AsyncIterator, Iterator

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from deploy.local import wire
from deploy.local.drafting import write
from deploy.local.extract import read_task

MODEL = "ringi-offline-1"
KEPT_REQUESTS = 50

_PIECE_CHARS = 80
_CHARS_PER_TOKEN = 2  # a rough count, so that usage is there to be shown


class OfflineModel:
    """The three endpoints, and the memory of what was sent to them."""

    def __init__(self, *, pace_s: float) -> None:
        self._pace_s = pace_s
        self._requests: deque[dict[str, object]] = deque(maxlen=KEPT_REQUESTS)

    async def responses(self, request: Request) -> Response:
        """POST /v1/responses."""
        return await self._answer(request, wire.RESPONSES)

    async def chat(self, request: Request) -> Response:
        """POST /v1/chat/completions."""
        return await self._answer(request, wire.CHAT)

    async def models(self, _request: Request) -> Response:
        """GET /v1/models: one."""
        model = {"id": MODEL, "object": "model", "created": 0, "owned_by": "ringi"}
        return JSONResponse({"object": "list", "data": [model]})

    async def requests(self, _request: Request) -> Response:
        """GET /_ringi/requests: what was sent, oldest first, as it came."""
        return JSONResponse({"requests": list(self._requests)})

    async def _answer(self, request: Request, shape: wire.Shape) -> Response:
        try:
            body = await request.json()
        except ValueError:
            return _error(400, "invalid_json", "the body is not JSON")
        if not isinstance(body, dict):
            return _error(400, "invalid_json", "the body is not an object")
        self._requests.append({"at": time.time(), "path": request.url.path, "body": body})
        if body.get("model") != MODEL:
            return _error(404, "model_not_found", f"the only model here is {MODEL}")
        task = read_task(shape.messages(body), shape.schema(body))
        if task is None:
            return _error(400, "no_sections", "no sections are asked for")
        answer = _answered(write(task), body, shape)
        if body.get("stream") is not True:
            return JSONResponse(shape.whole(answer))
        return StreamingResponse(
            self._paced(shape.events(answer, _pieces(answer.text))),
            media_type="text/event-stream",
            headers={"cache-control": "no-store"},
        )

    async def _paced(self, events: Iterator[str]) -> AsyncIterator[str]:
        for event in events:
            yield event
            await asyncio.sleep(self._pace_s)


def build_app(*, pace_s: float = 0.0) -> Starlette:
    """The server; `pace_s` is how long it waits between two pieces of a stream."""
    model = OfflineModel(pace_s=pace_s)
    # Only names of this machine are answered, so that no web page can reach it through DNS.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(
        routes=[
            Route("/v1/responses", model.responses, methods=["POST"]),
            Route("/v1/chat/completions", model.chat, methods=["POST"]),
            Route("/v1/models", model.models),
            Route("/_ringi/requests", model.requests),
        ],
        middleware=[hosts],
    )


def _answered(text: str, body: dict[str, object], shape: wire.Shape) -> wire.Answer:
    tokens = len(text) // _CHARS_PER_TOKEN
    limit = shape.max_tokens(body)
    cut = limit is not None and tokens > limit
    kept = text[: (limit or 0) * _CHARS_PER_TOKEN] if cut else text
    return wire.Answer(
        id=uuid.uuid4().hex,
        model=MODEL,
        created=int(time.time()),
        text=kept,
        complete=not cut,
        input_tokens=len(json.dumps(body, ensure_ascii=False)) // _CHARS_PER_TOKEN,
        output_tokens=len(kept) // _CHARS_PER_TOKEN,
    )


def _pieces(text: str) -> list[str]:
    return [text[n : n + _PIECE_CHARS] for n in range(0, len(text), _PIECE_CHARS)]


def _error(status: int, code: str, message: str) -> Response:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return JSONResponse({"error": error}, status_code=status)
