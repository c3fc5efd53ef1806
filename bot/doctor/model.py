"""The model: which one, whose, and whether it answers. Sends no prompt."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from openai import APIConnectionError, APIStatusError, AuthenticationError, PermissionDeniedError

from bot.doctor.check import Check, fail, ok, warn
from bot.models.client import OPENAI_URL, build_client, is_hosted, is_loopback
from bot.settings import Settings

TIMEOUT_S = 10.0


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
    url = settings.openai_base_url or OPENAI_URL
    return [*judge_model_url(url), await _ask(settings, url)]


def judge_model_url(url: str) -> Iterator[Check]:
    """Where what people write is sent to."""
    host = urlsplit(url).hostname or "?"
    if is_loopback(url):
        yield ok(
            "model", f"このマシンのモデルです（{host}）。", f"A model on this machine ({host})."
        )
    elif urlsplit(url).scheme != "https":
        yield fail(
            "model",
            f"{host} へ暗号化せずに送ります。https のURLにしてください。",
            f"What is sent to {host} is not encrypted: use an https URL.",
        )
    elif is_hosted(url):
        yield ok("model", f"外部サービスです（{host}）。", f"A hosted service ({host}).")
    else:
        yield ok("model", f"自社サーバーのモデルです（{host}）。", f"A self-hosted model ({host}).")


async def _ask(settings: Settings, url: str) -> Check:
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
    client = build_client(base_url=url, api_key=key)
    try:
        names = {model.id for model in (await client.models.list(timeout=TIMEOUT_S)).data}
    except (AuthenticationError, PermissionDeniedError):
        return fail(
            "model",
            "モデルのサーバーが鍵を受け付けません。OPENAI_API_KEY を確認してください。",
            "The model's server refuses the key: check OPENAI_API_KEY.",
        )
    except APIStatusError as error:
        return _no_list(error.status_code)
    except APIConnectionError as error:
        cause = type(error.__cause__ or error).__name__
        return fail(
            "model", f"モデルに届きません（{cause}）。", f"The model can't be reached ({cause})."
        )
    finally:
        await client.close()
    return judge_model_name(settings.model, names)


def judge_model_name(model: str, names: set[str]) -> Check:
    if model in names:
        return ok("model", f"{model} を使えます。", f"{model} is there.")
    return fail(
        "model",
        f"サーバーに {model} がありません。RINGI_MODEL を確認してください。",
        f"The server has no {model}: check RINGI_MODEL.",
    )


def _no_list(status: int) -> Check:
    if status >= 500:
        return fail(
            "model",
            f"モデルのサーバーが {status} を返しました。",
            f"The model's server answers {status}.",
        )
    return warn(
        "model",
        f"応答しますが、モデルの一覧を出しません（{status}）。名前は確かめられません。",
        f"It answers, but does not list its models ({status}): the name is unproved.",
    )
