"""The vendor's client goes only where it was sent, and adapters fit the server they speak to."""

import logging

import pytest

from bot.models.chat import ChatModel
from bot.models.client import build_client, is_hosted, is_loopback
from bot.models.responses import ResponsesModel
from bot.models.routing import Api, AutoModel, build_model


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8000/v1", True),
        ("http://[::1]:8000/v1", True),
        ("http://localhost/v1", True),
        ("http://10.0.0.1/v1", False),
        ("http://127.0.0.1.example/v1", False),
        ("https://api.openai.com/v1", False),
    ],
)
def test_only_this_machine_is_loopback(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://api.openai.com/v1", True),
        ("https://eu.api.openai.com/v1", True),
        ("https://team.openai.azure.com/openai/v1", True),
        ("https://openai.com.example/v1", False),
        ("https://notopenai.com/v1", False),
        ("http://127.0.0.1:8000/v1", False),
    ],
)
def test_hosted_is_told_by_the_host_alone(url: str, expected: bool) -> None:
    assert is_hosted(url) is expected


@pytest.mark.parametrize(
    ("api", "url", "expected"),
    [
        ("auto", None, ResponsesModel),
        ("auto", "http://127.0.0.1:1/v1", AutoModel),
        ("responses", "http://127.0.0.1:1/v1", ResponsesModel),
        ("chat", None, ChatModel),
    ],
)
async def test_adapter_fits_the_setting_and_the_server(
    api: Api, url: str | None, expected: type
) -> None:
    model = build_model(model="m", base_url=url, api=api)
    assert isinstance(model, expected)
    await model.aclose()


async def test_client_neither_retries_nor_takes_its_key_from_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k-environment")
    client = build_client(base_url="http://127.0.0.1:1/v1", api_key="")
    assert client.max_retries == 0
    assert client.api_key != "k-environment"
    await client.close()


@pytest.mark.parametrize("name", ["openai", "httpx2", "httpcore2"])
async def test_vendors_loggers_stay_quiet(name: str) -> None:
    logging.getLogger(name).setLevel(logging.DEBUG)
    await build_client(base_url="http://127.0.0.1:1/v1", api_key="k").close()
    assert not logging.getLogger(name).isEnabledFor(logging.INFO)


async def test_endpoint_shows_no_credentials() -> None:
    model = ResponsesModel(
        build_client(base_url="http://user:pass@127.0.0.1:9/v1", api_key="k"), model="m"
    )
    assert model.endpoint == "http://127.0.0.1:9/v1/responses"
    await model.aclose()
