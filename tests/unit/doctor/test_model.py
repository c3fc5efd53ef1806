"""The doctor and the model: where text would be sent, and whether anybody answers there."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.doctor.check import Severity
from bot.doctor.model import check_judge, check_model, judge_model_url
from tests.unit.doctor.conftest import Make


async def models(request: Request) -> JSONResponse:
    """Lists one model; the key decides what goes wrong."""
    key = request.headers["authorization"].removeprefix("Bearer ")
    if key.isdigit():
        return JSONResponse({"error": {"message": "no"}}, status_code=int(key))
    one = {"id": "sample-1", "object": "model", "created": 0, "owned_by": "sample"}
    return JSONResponse({"object": "list", "data": [one]})


@pytest.fixture
async def server() -> AsyncIterator[str]:
    """The base URL of a model server that lists `sample-1`."""
    app = Starlette(routes=[Route("/v1/models", models)])
    running = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    task = asyncio.create_task(running.serve())
    while not running.started:  # noqa: ASYNC110 - uvicorn tells no other way
        await asyncio.sleep(0.01)
    port = running.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/v1"
    running.should_exit = True
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest.mark.parametrize(
    ("key", "model", "severity"),
    [
        pytest.param("good", "sample-1", Severity.OK, id="there"),
        pytest.param("good", "other", Severity.FAIL, id="no such model"),
        pytest.param("401", "sample-1", Severity.FAIL, id="key refused"),
        pytest.param("403", "sample-1", Severity.FAIL, id="key not entitled"),
        pytest.param("404", "sample-1", Severity.WARN, id="no list of models"),
        pytest.param("503", "sample-1", Severity.FAIL, id="server broken"),
    ],
)
async def test_model_is_judged_by_its_servers_answer(
    server: str, make_settings: Make, key: str, model: str, severity: Severity
) -> None:
    settings = make_settings(openai_base_url=server, openai_api_key=key, model=model)
    found = await check_model(settings)
    assert [check.severity for check in found] == [Severity.OK, severity]


async def test_model_that_does_not_answer_is_broken(make_settings: Make) -> None:
    found = await check_model(make_settings(openai_base_url="http://127.0.0.1:9/v1"))
    assert found[-1].severity is Severity.FAIL


async def test_the_model_of_second_opinions_is_judged_like_the_other(
    server: str, make_settings: Make
) -> None:
    told = {"judge_base_url": server, "judge_api_key": "401", "judge_model": "sample-1"}
    found = await check_judge(make_settings(**told))
    assert [(check.area, check.severity) for check in found] == [
        ("judge", Severity.OK),
        ("judge", Severity.FAIL),
    ]
    assert "RINGI_JUDGE_API_KEY" in found[-1].words.en


async def test_without_a_second_opinion_nothing_is_said_of_it(make_settings: Make) -> None:
    assert await check_judge(make_settings()) == []


async def test_offline_model_is_a_warning(make_settings: Make) -> None:
    assert [check.severity for check in await check_model(make_settings())] == [Severity.WARN]


@pytest.mark.parametrize(
    ("url", "severity", "kind"),
    [
        pytest.param("https://api.openai.com/v1", Severity.OK, "hosted service", id="openai"),
        pytest.param("https://llm.example.com/v1", Severity.OK, "self-hosted", id="own server"),
        pytest.param("http://[::1]:8000/v1", Severity.OK, "this machine", id="loopback"),
        pytest.param("http://llm.example.com/v1", Severity.FAIL, "not encrypted", id="plain http"),
    ],
)
def test_place_of_the_model_is_told(url: str, severity: Severity, kind: str) -> None:
    (found,) = judge_model_url(url)
    assert found.severity is severity
    assert kind in found.words.en
