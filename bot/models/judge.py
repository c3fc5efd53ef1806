"""A second opinion by a policy-following model, over Chat Completions: masked text in, JSON out."""

import asyncio
from collections.abc import Sequence

import openai
from openai import AsyncOpenAI, omit
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import ModelFailed
from bot.models.client import OPENAI_URL, build_client
from bot.models.failures import VENDOR_ERRORS, failure_of, is_about_shape
from bot.models.streaming import CONNECT_TIMEOUT_S
from bot.records import Judged, Opinion
from prompts.fence import Material, fence

_SCHEMA: ResponseFormatJSONSchema = {
    "type": "json_schema",
    "json_schema": {
        "name": "opinion",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {
                "violation": {"type": "boolean"},
                "rule": {"type": "string"},
                "text": {"type": "integer"},
                "confidence": {"type": "number"},
                "rationale": {"type": "string"},
            },
            "required": ["violation", "rule", "text", "confidence", "rationale"],
            "additionalProperties": False,
        },
    },
}


class _Answer(BaseModel):
    """The answer as the policy asks for it; nothing is converted, nothing may be missing."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    violation: bool
    rule: str = Field(max_length=40)
    text: int
    confidence: float = Field(ge=0, le=1)
    rationale: str = Field(max_length=4_000)


class ChatJudge:
    """A bot.ports.Judge. Each opinion has a connection of its own, since few are asked for."""

    def __init__(self, *, model: str, base_url: str | None = None, api_key: str = "") -> None:
        self._model = model
        self._base_url = base_url or OPENAI_URL
        self._api_key = api_key

    async def opinion(
        self, texts: Sequence[Judged], *, policy: str, rules: frozenset[str], deadline_s: float
    ) -> Opinion:
        """Whether one of `texts` breaks `policy`. Raises ModelFailed only."""
        outcome = await self._outcome(_messages(texts, policy), deadline_s)
        if isinstance(outcome, ModelFailed):
            raise outcome
        return _read(outcome, rules, texts)

    async def _outcome(
        self, messages: list[ChatCompletionMessageParam], deadline_s: float
    ) -> ChatCompletion | ModelFailed:
        """A failure is returned: raised inside, it would carry what the vendor's error quotes."""
        client = build_client(base_url=self._base_url, api_key=self._api_key)
        try:
            async with asyncio.timeout(deadline_s), client:
                return await self._ask(client, messages, deadline_s)
        except TimeoutError:
            return ModelFailed("model_slow", params={"cause": "deadline"})
        except VENDOR_ERRORS as error:
            return failure_of(error)

    async def _ask(
        self,
        client: AsyncOpenAI,
        messages: list[ChatCompletionMessageParam],
        deadline_s: float,
        *,
        with_schema: bool = True,
    ) -> ChatCompletion:
        """With schema and temperature, or once more without where the server can't take them."""
        try:
            return await client.chat.completions.create(
                model=self._model,
                messages=messages,
                response_format=_SCHEMA if with_schema else omit,
                temperature=0 if with_schema else omit,
                store=False,
                timeout=openai.Timeout(deadline_s, connect=min(CONNECT_TIMEOUT_S, deadline_s)),
            )
        except openai.APIStatusError as error:
            if not (with_schema and is_about_shape(error)):
                raise
        return await self._ask(client, messages, deadline_s, with_schema=False)


def _messages(texts: Sequence[Judged], policy: str) -> list[ChatCompletionMessageParam]:
    """The policy as the system's word; the texts fenced, numbered from 1, in the user's turn."""
    return [
        {"role": "system", "content": policy},
        {"role": "user", "content": fence(Material(each.kind, each.text) for each in texts)},
    ]


def _read(completion: ChatCompletion, rules: frozenset[str], texts: Sequence[Judged]) -> Opinion:
    """The client builds answers without checking them, so nothing is trusted."""
    answer = _answer(_content(completion))
    if answer is None or (answer.violation and not _is_of_policy(answer, rules, texts)):
        raise ModelFailed("model_nonsense", params={"cause": "opinion"})
    usage = getattr(completion, "usage", None)
    return Opinion(
        violation=answer.violation,
        rule=answer.rule if answer.violation else "",
        confidence=answer.confidence,
        rationale=answer.rationale,
        text=answer.text - 1 if answer.violation else 0,
        model=str(getattr(completion, "model", None) or ""),
        input_tokens=_count(getattr(usage, "prompt_tokens", None)),
        output_tokens=_count(getattr(usage, "completion_tokens", None)),
    )


def _content(completion: object) -> object:
    choices = getattr(completion, "choices", None)
    first = choices[0] if isinstance(choices, list) and choices else None
    return getattr(getattr(first, "message", None), "content", None)


def _answer(content: object) -> _Answer | None:
    if not isinstance(content, str):
        return None
    try:
        return _Answer.model_validate_json(content)
    except ValidationError:
        return None


def _is_of_policy(answer: _Answer, rules: frozenset[str], texts: Sequence[Judged]) -> bool:
    return answer.rule in rules and 1 <= answer.text <= len(texts)


def _count(tokens: object) -> int:
    return tokens if isinstance(tokens, int) else 0
