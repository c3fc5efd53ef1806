"""What every model adapter promises, over the offline model and over a server that misbehaves."""

import asyncio
import logging
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.errors import ModelFailed
from bot.models.routing import Api, ClosableModel, build_model
from bot.records import ChatMessage, Completion, Prompt
from deploy.local.model import MODEL, build_app
from prompts.library import Library
from prompts.template import UnusableAnswer
from tests.contract.scripted_model import GOOD, ScriptedModel

APIS = pytest.mark.parametrize("api", ["responses", "chat", "auto"])
CANARY = "canary-4421"
SCHEMA = {
    "type": "object",
    "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
    "required": ["a", "b"],
    "additionalProperties": False,
}
PROMPT = Prompt(
    (ChatMessage("system", "answer in JSON"), ChatMessage("user", CANARY)), "pair", SCHEMA
)


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The app on a free port of the loopback, in its own thread; its URL."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join()


@pytest.fixture(scope="module")
def offline() -> Iterator[str]:
    """The offline model's URL."""
    with serving(build_app()) as url:
        yield url


@pytest.fixture(scope="module")
def misbehaving() -> Iterator[tuple[ScriptedModel, str]]:
    """The misbehaving server and its URL."""
    model = ScriptedModel()
    with serving(model.app()) as url:
        yield model, url


@pytest.fixture
def scripted(misbehaving: tuple[ScriptedModel, str]) -> tuple[ScriptedModel, str]:
    """The misbehaving server, which was asked nothing yet."""
    misbehaving[0].calls.clear()
    return misbehaving


async def ask(
    url: str,
    api: Api,
    *,
    prompt: Prompt = PROMPT,
    model: str = MODEL,
    deadline_s: float = 20.0,
    progress: list[int] | None = None,
) -> Completion:
    """One completion through a fresh adapter, which is closed again."""
    adapter = build_model(
        model=model, base_url=f"{url}/v1", api_key="k-test", api=api, backoff_s=0.001
    )
    try:
        return await complete(adapter, prompt=prompt, deadline_s=deadline_s, progress=progress)
    finally:
        await adapter.aclose()


async def complete(
    adapter: ClosableModel,
    *,
    prompt: Prompt = PROMPT,
    deadline_s: float = 20.0,
    progress: list[int] | None = None,
) -> Completion:
    return await adapter.complete(
        prompt,
        deadline_s=deadline_s,
        safety_identifier="person-key",
        max_output_tokens=4_000,
        on_progress=None if progress is None else progress.append,
    )


def summary_prompt(locale: str) -> Prompt:
    library = Library.load(Path(__file__).parents[2] / "prompts")
    template = library.get("summary", locale)
    messages = template.render({"text": "発売日は2027年1月20日で確定です。担当は⟦人物1⟧です。"})
    chat = tuple(ChatMessage(m.role, m.text) for m in messages)
    return Prompt(chat, template.id, template.output_schema())


# ── over the offline model ─────────────────────────────────────────────────────────────────────


@APIS
async def test_completion_holds_text_model_endpoint_and_usage(offline: str, api: Api) -> None:
    completion = await ask(offline, api, prompt=summary_prompt("ja"))
    path = "chat/completions" if api == "chat" else "responses"
    assert completion.endpoint == f"{offline}/v1/{path}"
    assert completion.model == MODEL
    assert completion.finish == "stop"
    assert completion.input_tokens > completion.output_tokens > 0


@APIS
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_offline_draft_can_be_read_as_sections(offline: str, api: Api, locale: str) -> None:
    completion = await ask(offline, api, prompt=summary_prompt(locale))
    library = Library.load(Path(__file__).parents[2] / "prompts")
    sections = library.get("summary", locale).read_sections(completion.text)
    assert any("⟦人物1⟧" in s.body for s in sections)


@APIS
async def test_progress_grows_to_the_length_of_the_text(offline: str, api: Api) -> None:
    progress: list[int] = []
    completion = await ask(offline, api, prompt=summary_prompt("ja"), progress=progress)
    assert progress == sorted(progress)
    assert len(progress) > 1
    assert progress[-1] == len(completion.text)


@APIS
async def test_what_is_sent_asks_for_no_storage_and_names_nobody(offline: str, api: Api) -> None:
    await ask(offline, api, prompt=summary_prompt("ja"))
    async with httpx2.AsyncClient(trust_env=False) as client:
        kept = (await client.get(f"{offline}/_ringi/requests")).json()["requests"]
    body = kept[-1]["body"]
    assert body["store"] is False
    assert body["safety_identifier"] == "person-key"
    assert "user" not in body


@APIS
async def test_answer_over_the_token_limit_is_incomplete(offline: str, api: Api) -> None:
    adapter = build_model(model=MODEL, base_url=f"{offline}/v1", api=api)
    with pytest.raises(ModelFailed, match="model_incomplete"):
        await adapter.complete(
            summary_prompt("ja"), deadline_s=20, safety_identifier="p", max_output_tokens=10
        )
    await adapter.aclose()


@APIS
async def test_unknown_model_is_told_with_its_status(offline: str, api: Api) -> None:
    with pytest.raises(ModelFailed) as failed:
        await ask(offline, api, model="other", prompt=summary_prompt("ja"))
    assert failed.value.params["status"] == 404


# ── over a server that misbehaves ──────────────────────────────────────────────────────────────

Scripted = tuple[ScriptedModel, str]


@APIS
@pytest.mark.parametrize(
    ("how", "code", "calls"),
    [
        ("down", "model_down", 3),
        ("gateway", "model_down", 3),
        ("half", "model_down", 3),
        ("busy", "model_busy", 3),
        ("fails_inside", "model_busy", 3),
        ("busy_for_long", "model_busy", 1),
        ("no_quota", "model_busy", 1),
        ("no_key", "model_auth", 1),
        ("forbidden", "model_auth", 1),
        ("refuses", "model_refused", 1),
        ("filtered", "model_refused", 1),
        ("too_long", "model_incomplete", 1),
        ("cut_off", "model_incomplete", 1),
        ("empty", "model_nonsense", 1),
        ("nothing", "model_nonsense", 1),
        ("nonsense", "model_nonsense", 1),
        ("html", "model_nonsense", 1),
        ("redirects", "model_down", 1),
    ],
)
async def test_failure_is_mapped_and_retried_only_where_that_can_help(
    scripted: Scripted, api: Api, how: str, code: str, calls: int
) -> None:
    model, url = scripted
    with pytest.raises(ModelFailed) as failed:
        await ask(f"{url}/{how}", api)
    assert failed.value.code == code
    assert model.calls == {how: calls}


@APIS
@pytest.mark.parametrize("how", ["slow", "slow_stream"])
async def test_deadline_ends_a_slow_answer(scripted: Scripted, api: Api, how: str) -> None:
    _, url = scripted
    with pytest.raises(ModelFailed, match="model_slow"):
        await ask(f"{url}/{how}", api, deadline_s=0.3)


@APIS
async def test_server_that_is_not_there_is_down(api: Api) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ModelFailed, match="model_down"):
        await ask(f"http://127.0.0.1:{port}", api)


@APIS
async def test_short_trouble_is_ridden_out(scripted: Scripted, api: Api) -> None:
    model, url = scripted
    assert (await ask(f"{url}/recovers", api)).text == GOOD
    assert model.calls["recovers"] == 3


@APIS
async def test_server_without_schemas_is_asked_without_one_from_then_on(
    scripted: Scripted, api: Api
) -> None:
    model, url = scripted
    adapter = build_model(model="m", base_url=f"{url}/no_schema/v1", api=api)
    assert [(await complete(adapter)).text for _ in range(2)] == [GOOD, GOOD]
    assert model.calls["no_schema"] == 3
    await adapter.aclose()


async def test_auto_finds_chat_once_and_remembers(scripted: Scripted) -> None:
    model, url = scripted
    adapter = build_model(model="m", base_url=f"{url}/only_chat/v1", api="auto")
    endpoints = [(await complete(adapter)).endpoint for _ in range(2)]
    assert endpoints == [f"{url}/only_chat/v1/chat/completions"] * 2
    assert model.calls["only_chat"] == 3
    await adapter.aclose()


@APIS
async def test_answer_of_another_shape_is_unusable_as_sections(
    scripted: Scripted, api: Api
) -> None:
    _, url = scripted
    completion = await ask(f"{url}/good", api)
    template = Library.load(Path(__file__).parents[2] / "prompts").get("summary", "en")
    with pytest.raises(UnusableAnswer, match="unknown_section"):
        template.read_sections(completion.text)


@APIS
@pytest.mark.parametrize("how", ["quotes", "down", "nonsense", "slow"])
async def test_prompt_appears_in_no_log_and_no_traceback(
    scripted: Scripted, api: Api, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    _, url = scripted
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ModelFailed) as failed:
        await ask(f"{url}/{how}", api, deadline_s=0.5 if how == "slow" else 20)
    shown = "".join(traceback.format_exception(failed.value)) + repr(failed.value.params)
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert CANARY not in shown + logged
    assert "k-test" not in shown + logged
    assert failed.value.__context__ is None


@APIS
async def test_answer_appears_in_no_log_and_no_repr(
    scripted: Scripted, api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    completion = await ask(f"{scripted[1]}/good", api)
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert GOOD not in repr(completion) + logged


async def test_cancelled_call_stays_cancelled(scripted: Scripted) -> None:
    begun = asyncio.Event()
    adapter = build_model(model="m", base_url=f"{scripted[1]}/slow_stream/v1", api="responses")
    call = adapter.complete(
        PROMPT,
        deadline_s=20,
        safety_identifier="p",
        max_output_tokens=100,
        on_progress=lambda _: begun.set(),
    )
    task = asyncio.ensure_future(call)
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await adapter.aclose()
