"""A server in the shape of OpenAI's API that misbehaves; the first part of the path says how."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from deploy.local import wire

GOOD = '{"a": "one", "b": "two"}'
_FOREVER_S = 3_600
REFUSAL = "I can't help with that."

Behaviour = Callable[[Request, wire.Shape], Awaitable[Response]]


class ScriptedModel:
    """Counts what it was asked."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def app(self) -> Starlette:
        """The server: /{how}/v1/responses and /{how}/v1/chat/completions."""
        return Starlette(
            routes=[
                Route("/{how}/v1/responses", self._responses, methods=["POST"]),
                Route("/{how}/v1/chat/completions", self._chat, methods=["POST"]),
            ]
        )

    async def _responses(self, request: Request) -> Response:
        return await self._answer(request, wire.RESPONSES)

    async def _chat(self, request: Request) -> Response:
        return await self._answer(request, wire.CHAT)

    async def _answer(self, request: Request, shape: wire.Shape) -> Response:
        how = request.path_params["how"]
        self.calls[how] += 1
        return await self._behaviours()[how](request, shape)

    def _behaviours(self) -> dict[str, Behaviour]:
        return {
            "good": _good,
            "down": _status(500),
            "gateway": _status(502),
            "busy": _status(429),
            "busy_for_long": _status(429, headers={"retry-after": "60"}),
            "no_quota": _status(429, code="insufficient_quota"),
            "no_key": _status(401),
            "forbidden": _status(403),
            "missing": _status(404, code="model_not_found"),
            "too_long": _status(400, code="context_length_exceeded"),
            "filtered": _status(400, code="content_filter"),
            "redirects": _redirects,
            "quotes": _quotes,
            "no_schema": _no_schema,
            "only_chat": _only_chat,
            "recovers": self._recovers,
            "slow": _slow,
            "slow_stream": _slow_stream,
            "refuses": _refuses,
            "cut_off": _cut_off,
            "half": _half,
            "empty": _empty,
            "nothing": _nothing,
            "nonsense": _nonsense,
            "html": _html,
            "fails_inside": _fails_inside,
        }

    async def _recovers(self, request: Request, shape: wire.Shape) -> Response:
        if self.calls["recovers"] < 3:
            return await _status(503)(request, shape)
        return await _good(request, shape)


def _answer_of(text: str, *, complete: bool = True) -> wire.Answer:
    return wire.Answer("1", "scripted-1", 0, text, complete, 7, 11)


def _events(shape: wire.Shape, text: str = GOOD, *, complete: bool = True) -> Iterator[str]:
    pieces = [text[n : n + 5] for n in range(0, len(text), 5)]
    return shape.events(_answer_of(text, complete=complete), pieces)


def _stream(events: Iterator[str] | list[str]) -> Response:
    return StreamingResponse(iter(events), media_type="text/event-stream")


async def _good(_request: Request, shape: wire.Shape) -> Response:
    return _stream(_events(shape))


async def _slow(request: Request, shape: wire.Shape) -> Response:
    await asyncio.sleep(_FOREVER_S)
    return await _good(request, shape)


async def _slow_stream(_request: Request, shape: wire.Shape) -> Response:
    events = list(_events(shape))

    async def trickle() -> AsyncIterator[str]:
        for event in events[: len(events) // 2]:
            yield event
        await asyncio.sleep(_FOREVER_S)

    return StreamingResponse(trickle(), media_type="text/event-stream")


def _status(
    status: int, *, code: str = "scripted", headers: dict[str, str] | None = None
) -> Behaviour:
    async def answer(_request: Request, _shape: wire.Shape) -> Response:
        error = {"message": "scripted", "type": "scripted", "param": None, "code": code}
        return JSONResponse({"error": error}, status_code=status, headers=headers)

    return answer


async def _redirects(request: Request, _shape: wire.Shape) -> Response:
    return RedirectResponse(str(request.url).replace("/redirects/", "/good/"), status_code=307)


async def _quotes(request: Request, _shape: wire.Shape) -> Response:
    """An error that quotes the prompt, as several servers do."""
    quoted = json.dumps(await request.json(), ensure_ascii=False)
    error = {"message": f"can't read {quoted}", "type": "x", "param": None, "code": "x"}
    return JSONResponse({"error": error}, status_code=400)


async def _no_schema(request: Request, shape: wire.Shape) -> Response:
    if shape.schema(await request.json()) is not None:
        return await _status(400)(request, shape)
    return await _good(request, shape)


async def _only_chat(request: Request, shape: wire.Shape) -> Response:
    if shape is wire.RESPONSES:
        return await _status(404)(request, shape)
    return await _good(request, shape)


async def _refuses(_request: Request, shape: wire.Shape) -> Response:
    if shape is wire.CHAT:
        delta = {"role": "assistant", "refusal": REFUSAL}
        last = {"index": 0, "delta": delta, "finish_reason": "stop"}
        return _stream([f"data: {json.dumps({'choices': [last]})}\n\n", "data: [DONE]\n\n"])
    refusal = _event({"type": "response.refusal.delta", "delta": REFUSAL})
    return _stream([refusal, *_events(shape, "")])


async def _cut_off(_request: Request, shape: wire.Shape) -> Response:
    return _stream(_events(shape, complete=False))


async def _half(_request: Request, shape: wire.Shape) -> Response:
    events = list(_events(shape))
    return _stream(events[: len(events) // 2])


async def _empty(_request: Request, shape: wire.Shape) -> Response:
    return _stream(_events(shape, " \n"))


async def _nothing(_request: Request, _shape: wire.Shape) -> Response:
    return _stream([])


async def _nonsense(_request: Request, _shape: wire.Shape) -> Response:
    return _stream(["data: {not json\n\n"])


async def _html(_request: Request, _shape: wire.Shape) -> Response:
    return Response("<html>a captive portal</html>", media_type="text/html")


async def _fails_inside(_request: Request, shape: wire.Shape) -> Response:
    if shape is wire.CHAT:
        return _stream([f"data: {json.dumps({'error': {'code': 'rate_limit_exceeded'}})}\n\n"])
    failed = {"status": "failed", "error": {"code": "rate_limit_exceeded", "message": "x"}}
    return _stream([_event({"type": "response.failed", "response": failed})])


def _event(data: dict[str, object]) -> str:
    return f"event: {data['type']}\ndata: {json.dumps({'sequence_number': 0, **data})}\n\n"
