"""OpenAI's two request and answer shapes, as far as the offline model speaks them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says; not `complete` where the token limit cut it off."""

    id: str
    model: str
    created: int
    text: str = field(repr=False)
    complete: bool
    input_tokens: int
    output_tokens: int


class Shape(Protocol):
    """One endpoint's way to put a request and an answer."""

    def messages(self, body: Body) -> list[tuple[str, str]]: ...

    def schema(self, body: Body) -> object: ...

    def max_tokens(self, body: Body) -> int | None: ...

    def whole(self, answer: Answer) -> dict[str, object]: ...

    def events(self, answer: Answer, pieces: Sequence[str]) -> Iterator[str]: ...


class _Responses:
    def messages(self, body: Body) -> list[tuple[str, str]]:
        given = body.get("input")
        if isinstance(given, str):
            return [("user", given)]
        first = [("system", str(body["instructions"]))] if body.get("instructions") else []
        return first + _messages(given)

    def schema(self, body: Body) -> object:
        return _at(body, "text", "format", "schema")

    def max_tokens(self, body: Body) -> int | None:
        return _number(body.get("max_output_tokens"))

    def whole(self, answer: Answer) -> dict[str, object]:
        details = None if answer.complete else {"reason": "max_output_tokens"}
        return {
            "id": f"resp_{answer.id}",
            "object": "response",
            "created_at": answer.created,
            "status": "completed" if answer.complete else "incomplete",
            "error": None,
            "incomplete_details": details,
            "model": answer.model,
            "output": [_item(answer, answer.text)],
            "parallel_tool_calls": False,
            "store": False,
            "tool_choice": "auto",
            "tools": [],
            "usage": _responses_usage(answer),
        }

    def events(self, answer: Answer, pieces: Sequence[str]) -> Iterator[str]:
        item = {"item_id": f"msg_{answer.id}", "output_index": 0}
        text = {**item, "content_index": 0}
        whole = self.whole(answer)
        begun = {**whole, "status": "in_progress", "output": [], "usage": None}
        told: list[tuple[str, dict[str, object]]] = [
            ("response.created", {"response": begun}),
            ("response.in_progress", {"response": begun}),
            ("response.output_item.added", {"output_index": 0, "item": _item(answer, None)}),
            ("response.content_part.added", {**text, "part": _part("")}),
            *(("response.output_text.delta", {**text, "delta": p, "logprobs": []}) for p in pieces),
            ("response.output_text.done", {**text, "text": answer.text, "logprobs": []}),
            ("response.content_part.done", {**text, "part": _part(answer.text)}),
            ("response.output_item.done", {"output_index": 0, "item": _item(answer, answer.text)}),
            (f"response.{whole['status']}", {"response": whole}),
        ]
        for number, (kind, event) in enumerate(told):
            data = {"type": kind, "sequence_number": number, **event}
            yield f"event: {kind}\ndata: {_json(data)}\n\n"


class _Chat:
    def messages(self, body: Body) -> list[tuple[str, str]]:
        return _messages(body.get("messages"))

    def schema(self, body: Body) -> object:
        return _at(body, "response_format", "json_schema", "schema")

    def max_tokens(self, body: Body) -> int | None:
        return _number(body.get("max_completion_tokens", body.get("max_tokens")))

    def whole(self, answer: Answer) -> dict[str, object]:
        message = {"role": "assistant", "content": answer.text, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": _finish(answer)}
        return {
            **_head(answer, "chat.completion"),
            "choices": [{**choice, "logprobs": None}],
            "usage": _chat_usage(answer),
        }

    def events(self, answer: Answer, pieces: Sequence[str]) -> Iterator[str]:
        deltas: list[dict[str, object]] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": piece} for piece in pieces]
        head = _head(answer, "chat.completion.chunk")
        for delta in deltas:
            choice = {"index": 0, "delta": delta, "finish_reason": None}
            yield f"data: {_json({**head, 'choices': [choice]})}\n\n"
        last = {"index": 0, "delta": {}, "finish_reason": _finish(answer)}
        yield f"data: {_json({**head, 'choices': [last]})}\n\n"
        yield f"data: {_json({**head, 'choices': [], 'usage': _chat_usage(answer)})}\n\n"
        yield "data: [DONE]\n\n"


RESPONSES: Shape = _Responses()
CHAT: Shape = _Chat()


def _messages(given: object) -> list[tuple[str, str]]:
    found = given if isinstance(given, list) else []
    return [(str(m.get("role", "")), _text(m.get("content"))) for m in found if isinstance(m, dict)]


def _text(content: object) -> str:
    """Content as one text; both endpoints also allow a list of parts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return "\n".join(str(p.get("text", "")) for p in parts if isinstance(p, dict))


def _at(body: Body, *path: str) -> object:
    found: object = body
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _part(text: str) -> dict[str, object]:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _item(answer: Answer, text: str | None) -> dict[str, object]:
    """The one output message: begun where `text` is None, done otherwise."""
    done = "completed" if answer.complete else "incomplete"
    return {
        "id": f"msg_{answer.id}",
        "type": "message",
        "role": "assistant",
        "status": "in_progress" if text is None else done,
        "content": [] if text is None else [_part(text)],
    }


def _finish(answer: Answer) -> str:
    return "stop" if answer.complete else "length"


def _head(answer: Answer, kind: str) -> dict[str, object]:
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": kind,
        "created": answer.created,
        "model": answer.model,
    }


def _responses_usage(answer: Answer) -> dict[str, object]:
    return {
        "input_tokens": answer.input_tokens,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": answer.output_tokens,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": answer.input_tokens + answer.output_tokens,
    }


def _chat_usage(answer: Answer) -> dict[str, int]:
    return {
        "prompt_tokens": answer.input_tokens,
        "completion_tokens": answer.output_tokens,
        "total_tokens": answer.input_tokens + answer.output_tokens,
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
