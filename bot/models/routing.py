"""Which endpoint a server is spoken to on: as the operator says, or found out once."""

import asyncio
from typing import Literal, Protocol

from bot.errors import ModelFailed
from bot.models.chat import ChatModel
from bot.models.client import OPENAI_URL, build_client, is_hosted
from bot.models.responses import ResponsesModel
from bot.models.streaming import Progress
from bot.ports import Model
from bot.records import Completion, Prompt

Api = Literal["auto", "responses", "chat"]

_NO_SUCH_ENDPOINT = frozenset({404, 405, 501})


class ClosableModel(Model, Protocol):
    """A model with connections to give back."""

    async def aclose(self) -> None: ...


class AutoModel:
    """Responses first; Chat where the server doesn't have it, remembered once it has worked."""

    def __init__(self, responses: ClosableModel, chat: ClosableModel) -> None:
        self._responses = responses
        self._chat = chat
        self._chosen: ClosableModel | None = None

    async def complete(
        self,
        prompt: Prompt,
        *,
        deadline_s: float,
        safety_identifier: str,
        max_output_tokens: int,
        on_progress: Progress | None = None,
    ) -> Completion:
        """One completion; the deadline covers both tries. Raises ModelFailed."""
        clock = asyncio.get_running_loop().time
        ends = clock() + deadline_s
        for model in (self._chosen,) if self._chosen else (self._responses, self._chat):
            try:
                completion = await model.complete(
                    prompt,
                    deadline_s=ends - clock(),
                    safety_identifier=safety_identifier,
                    max_output_tokens=max_output_tokens,
                    on_progress=on_progress,
                )
            except ModelFailed as failure:
                if failure.params.get("status") not in _NO_SUCH_ENDPOINT:
                    raise
                missing = failure
            else:
                self._chosen = model
                return completion
        raise missing

    async def aclose(self) -> None:
        """Close the connections."""
        await self._responses.aclose()
        await self._chat.aclose()


def build_model(
    *,
    model: str,
    base_url: str | None = None,
    api_key: str = "",
    api: Api = "auto",
    backoff_s: float = 0.5,
) -> ClosableModel:
    """The model that the settings describe. Nothing is sent yet.

    `auto` is Responses on OpenAI's own service; elsewhere Responses, or Chat where that is missing.
    """
    url = base_url or OPENAI_URL
    client = build_client(base_url=url, api_key=api_key)
    responses = ResponsesModel(client, model=model, backoff_s=backoff_s)
    chat = ChatModel(client, model=model, backoff_s=backoff_s)
    if api == "auto":
        return responses if is_hosted(url) else AutoModel(responses, chat)
    return responses if api == "responses" else chat
