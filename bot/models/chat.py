"""POST /v1/chat/completions, which every self-hosted server speaks; nothing is stored."""

from collections.abc import AsyncIterator
from typing import Any, cast

from openai import omit
from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from bot.models.client import is_hosted
from bot.models.streaming import Ask, Heard, StreamingModel
from bot.records import Completion, Prompt


class ChatModel(StreamingModel):
    """A model behind the Chat Completions endpoint."""

    path = "chat/completions"

    async def _stream(self, ask: Ask, *, with_schema: bool) -> Completion:
        # OpenAI's newer models refuse max_tokens; several self-hosted servers know nothing else.
        hosted = is_hosted(str(self._client.base_url))
        stream = await self._client.chat.completions.create(
            model=self._model,
            messages=_messages(ask.prompt),
            response_format=_format(ask.prompt) if with_schema else omit,
            max_completion_tokens=ask.max_output_tokens if hosted else omit,
            max_tokens=omit if hosted else ask.max_output_tokens,
            safety_identifier=ask.safety_identifier,
            store=False,
            stream=True,
            stream_options={"include_usage": True},
            timeout=ask.timeout,
        )
        heard = Heard(self._model, ask.on_progress)
        async with stream:
            await _hear(stream, heard)
        return heard.completion(self.endpoint)


def _messages(prompt: Prompt) -> list[ChatCompletionMessageParam]:
    messages = [{"role": m.role, "content": m.text} for m in prompt.messages]
    return cast(list[ChatCompletionMessageParam], messages)


def _format(prompt: Prompt) -> ResponseFormatJSONSchema:
    return {
        "type": "json_schema",
        "json_schema": {
            "name": prompt.schema_name,
            "schema": dict(prompt.schema),
            "strict": True,
        },
    }


async def _hear(chunks: AsyncIterator[Any], heard: Heard) -> None:
    """Listen to the end. The client builds chunks without checking them, so nothing is trusted."""
    async for chunk in chunks:
        heard.model = str(getattr(chunk, "model", None) or heard.model)
        if (usage := getattr(chunk, "usage", None)) is not None:
            heard.count(
                input_tokens=getattr(usage, "prompt_tokens", None),
                output_tokens=getattr(usage, "completion_tokens", None),
            )
        for choice in getattr(chunk, "choices", None) or ():
            delta = getattr(choice, "delta", None)
            heard.add(getattr(delta, "content", None))
            heard.refused = heard.refused or bool(getattr(delta, "refusal", None))
            heard.finish = str(getattr(choice, "finish_reason", None) or heard.finish)
