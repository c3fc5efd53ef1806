"""What both endpoints have in common: one deadline over everything, few retries, one fallback."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

import openai

from bot.errors import ModelFailed
from bot.models.failures import (
    VENDOR_ERRORS,
    failure_of,
    is_about_shape,
    may_retry,
    retry_after_s,
)
from bot.records import Completion, Prompt

ATTEMPTS = 3
CONNECT_TIMEOUT_S = 10.0

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Ask:
    """One call, as a person's request caused it."""

    prompt: Prompt
    deadline_s: float
    safety_identifier: str
    max_output_tokens: int
    on_progress: Progress | None = None

    @property
    def timeout(self) -> openai.Timeout:
        return openai.Timeout(self.deadline_s, connect=min(CONNECT_TIMEOUT_S, self.deadline_s))


@dataclass(slots=True)
class Heard:
    """What has come out of a stream so far. `finish` stays "" until the server says it is done."""

    model: str
    on_progress: Progress | None = None
    finish: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    refused: bool = False
    _parts: list[str] = field(default_factory=list, repr=False)
    _chars: int = 0

    def add(self, delta: object) -> None:
        """One more piece of text; progress is the number of characters in this attempt."""
        if not isinstance(delta, str) or not delta:
            return
        self._parts.append(delta)
        self._chars += len(delta)
        if self.on_progress is not None:
            self.on_progress(self._chars)

    def count(self, *, input_tokens: object, output_tokens: object) -> None:
        self.input_tokens = input_tokens if isinstance(input_tokens, int) else 0
        self.output_tokens = output_tokens if isinstance(output_tokens, int) else 0

    def completion(self, endpoint: str) -> Completion:
        """The whole answer. Raises ModelFailed where it was refused, cut off or empty."""
        text = "".join(self._parts)
        if self.refused or self.finish == "content_filter":
            raise ModelFailed("model_refused")
        if self.finish == "length":
            raise ModelFailed("model_incomplete")
        if text and not self.finish:
            raise ModelFailed("model_down", params={"cause": "half_stream"})
        if not text.strip() or self.finish != "stop":
            raise ModelFailed("model_nonsense", params={"cause": "empty"})
        return Completion(
            text=text,
            model=self.model,
            endpoint=endpoint,
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
            finish=self.finish,
        )


class StreamingModel(ABC):
    """A bot.ports.Model over one endpoint of an OpenAI-shaped server."""

    path: str

    def __init__(self, client: openai.AsyncOpenAI, *, model: str, backoff_s: float = 0.5) -> None:
        self._client = client
        self._model = model
        self._backoff_s = backoff_s
        self._without_schema: set[str] = set()

    @property
    def endpoint(self) -> str:
        """Where it is sent, without credentials."""
        url = self._client.base_url
        port = f":{url.port}" if url.port else ""
        return f"{url.scheme}://{url.host}{port}{url.path.rstrip('/')}/{self.path}"

    async def complete(
        self,
        prompt: Prompt,
        *,
        deadline_s: float,
        safety_identifier: str,
        max_output_tokens: int,
        on_progress: Progress | None = None,
    ) -> Completion:
        """One completion within the deadline, retries included. Raises ModelFailed only."""
        ask = Ask(prompt, deadline_s, safety_identifier, max_output_tokens, on_progress)
        try:
            async with asyncio.timeout(deadline_s) as limit:
                return await self._attempts(ask, ends=limit.when() or 0.0)
        except TimeoutError:
            pass
        raise ModelFailed("model_slow", params={"cause": "deadline"})

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    @abstractmethod
    async def _stream(self, ask: Ask, *, with_schema: bool) -> Completion:
        """One request. May raise the vendor's errors."""

    async def _attempts(self, ask: Ask, *, ends: float) -> Completion:
        """Up to ATTEMPTS requests; a wait that would outlast the deadline is not begun."""
        number = 0
        while True:
            outcome, asked_s = await self._outcome(ask)
            if isinstance(outcome, Completion):
                return outcome
            wait_s = self._backoff_s * 2**number if asked_s is None else asked_s
            number += 1
            too_late = asyncio.get_running_loop().time() + wait_s >= ends
            if number == ATTEMPTS or too_late or not may_retry(outcome):
                raise outcome
            await asyncio.sleep(wait_s)

    async def _outcome(self, ask: Ask) -> tuple[Completion | ModelFailed, float | None]:
        """A completion or a failure, and how long the server wants us to wait.

        A failure is returned, not raised from the vendor's error: that one would hang on it as
        its context, and a traceback would show what the server quoted from the prompt.
        """
        try:
            return await self._once(ask), None
        except ModelFailed as failure:
            return failure, None
        except VENDOR_ERRORS as error:
            return failure_of(error), retry_after_s(error)

    async def _once(self, ask: Ask) -> Completion:
        """With the schema, or once more without it where the server can't take it."""
        name = ask.prompt.schema_name
        if name not in self._without_schema:
            try:
                return await self._stream(ask, with_schema=True)
            except openai.APIStatusError as error:
                if not is_about_shape(error):
                    raise
        completion = await self._stream(ask, with_schema=False)
        self._without_schema.add(name)
        return completion
