"""POST /v1/responses: nothing is stored, the answer streams in and is handed over whole."""

from collections.abc import AsyncIterator
from typing import Any, cast

from openai import omit
from openai.types.responses import ResponseInputParam, ResponseTextConfigParam

from bot.models.failures import failure_of_code
from bot.models.streaming import Ask, Heard, StreamingModel
from bot.records import Completion, Prompt

_FINISH = {"max_output_tokens": "length", "content_filter": "content_filter"}


class ResponsesModel(StreamingModel):
    """A model behind the Responses endpoint."""

    path = "responses"

    async def _stream(self, ask: Ask, *, with_schema: bool) -> Completion:
        stream = await self._client.responses.create(
            model=self._model,
            input=_input(ask.prompt),
            text=_format(ask.prompt) if with_schema else omit,
            max_output_tokens=ask.max_output_tokens,
            safety_identifier=ask.safety_identifier,
            store=False,
            stream=True,
            timeout=ask.timeout,
        )
        async with stream:
            heard = await _hear(stream, Heard(self._model, ask.on_progress))
        return heard.completion(self.endpoint)


def _input(prompt: Prompt) -> ResponseInputParam:
    return cast(ResponseInputParam, [{"role": m.role, "content": m.text} for m in prompt.messages])


def _format(prompt: Prompt) -> ResponseTextConfigParam:
    return {
        "format": {
            "type": "json_schema",
            "name": prompt.schema_name,
            "schema": dict(prompt.schema),
            "strict": True,
        }
    }


async def _hear(events: AsyncIterator[Any], heard: Heard) -> Heard:
    """Listen to the end. The client builds events without checking them, so nothing is trusted."""
    async for event in events:
        match getattr(event, "type", None):
            case "response.output_text.delta":
                heard.add(getattr(event, "delta", None))
            case "response.refusal.delta" | "response.refusal.done":
                heard.refused = True
            case "response.completed" | "response.incomplete" as last:
                _close(heard, getattr(event, "response", None), complete=last.endswith("completed"))
            case "response.failed":
                error = getattr(getattr(event, "response", None), "error", None)
                raise failure_of_code(str(getattr(error, "code", "")))
            case "error":
                raise failure_of_code(str(getattr(event, "code", "")))
    return heard


def _close(heard: Heard, response: object, *, complete: bool) -> None:
    heard.model = str(getattr(response, "model", None) or heard.model)
    usage = getattr(response, "usage", None)
    heard.count(
        input_tokens=getattr(usage, "input_tokens", None),
        output_tokens=getattr(usage, "output_tokens", None),
    )
    reason = getattr(getattr(response, "incomplete_details", None), "reason", None)
    heard.finish = "stop" if complete else _FINISH.get(str(reason), "length")
