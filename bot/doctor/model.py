"""The models: the one that drafts and the one that gives second opinions. Sends no prompt."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from openai import APIConnectionError, APIStatusError, AuthenticationError, PermissionDeniedError

from bot.doctor.check import Check, fail, ok, warn
from bot.models.client import OPENAI_URL, build_client, is_hosted, is_loopback
from bot.settings import Settings

TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Server:
    """A model at a server, and the settings that name them. `area` is where it is reported."""

    area: str
    url: str
    model: str
    key: str = field(repr=False)
    key_setting: str
    model_setting: str


async def check_model(settings: Settings) -> list[Check]:
    """`GET /models` of the server that the settings name."""
    if settings.offline:
        return [
            warn(
                "model",
                "鍵もURLもないため、手元のオフラインモデル（素材からの抜き書き）を使います。",
                "No key and no URL: the offline model of this machine, which only extracts.",
            )
        ]
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
    url = settings.openai_base_url or OPENAI_URL
    names = ("OPENAI_API_KEY", "RINGI_MODEL")
    return await _check(Server("model", url, settings.model, key, *names))


async def check_judge(settings: Settings) -> list[Check]:
    """The same of the model that gives second opinions; nothing where none is named."""
    if not settings.judge_model:
        return []
    key = settings.judge_api_key.get_secret_value() if settings.judge_api_key else ""
    url = settings.judge_base_url or OPENAI_URL
    names = ("RINGI_JUDGE_API_KEY", "RINGI_JUDGE_MODEL")
    return await _check(Server("judge", url, settings.judge_model, key, *names))


async def _check(server: Server) -> list[Check]:
    return [*judge_model_url(server.url, area=server.area), await _ask(server)]


def judge_model_url(url: str, *, area: str = "model") -> Iterator[Check]:
    """Where what people write is sent to."""
    host = urlsplit(url).hostname or "?"
    if is_loopback(url):
        yield ok(area, f"このマシンのモデルです（{host}）。", f"A model on this machine ({host}).")
    elif urlsplit(url).scheme != "https":
        yield fail(
            area,
            f"{host} へ暗号化せずに送ります。https のURLにしてください。",
            f"What is sent to {host} is not encrypted: use an https URL.",
        )
    elif is_hosted(url):
        yield ok(area, f"外部サービスです（{host}）。", f"A hosted service ({host}).")
    else:
        yield ok(area, f"自社サーバーのモデルです（{host}）。", f"A self-hosted model ({host}).")


async def _ask(server: Server) -> Check:
    client = build_client(base_url=server.url, api_key=server.key)
    try:
        names = {model.id for model in (await client.models.list(timeout=TIMEOUT_S)).data}
    except (AuthenticationError, PermissionDeniedError):
        return fail(
            server.area,
            f"モデルのサーバーが鍵を受け付けません。{server.key_setting} を確認してください。",
            f"The model's server refuses the key: check {server.key_setting}.",
        )
    except APIStatusError as error:
        return _no_list(error.status_code, area=server.area)
    except APIConnectionError as error:
        cause = type(error.__cause__ or error).__name__
        said = f"モデルに届きません（{cause}）。", f"The model can't be reached ({cause})."
        return fail(server.area, *said)
    finally:
        await client.close()
    return _judge_name(server, names)


def _judge_name(server: Server, names: set[str]) -> Check:
    if server.model in names:
        return ok(server.area, f"{server.model} を使えます。", f"{server.model} is there.")
    return fail(
        server.area,
        f"サーバーに {server.model} がありません。{server.model_setting} を確認してください。",
        f"The server has no {server.model}: check {server.model_setting}.",
    )


def _no_list(status: int, *, area: str) -> Check:
    if status >= 500:
        return fail(
            area,
            f"モデルのサーバーが {status} を返しました。",
            f"The model's server answers {status}.",
        )
    return warn(
        area,
        f"応答しますが、モデルの一覧を出しません（{status}）。名前は確かめられません。",
        f"It answers, but does not list its models ({status}): the name is unproved.",
    )
