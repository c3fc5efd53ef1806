"""Slack: the tokens, how events will arrive, the scopes, and the channels the rulebook names."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import yaml
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.check import Check, fail, ok, warn
from bot.settings import Settings
from bot.slack.app import build_client
from guards.rulebook import Rulebook

MANIFEST = Path(__file__).resolve().parents[2] / "deploy" / "slack-manifest.yaml"
MAX_CHANNELS = 50

_UNREACHED = (SlackClientError, ClientError, TimeoutError, OSError)


def manifest_scopes() -> frozenset[str]:
    """The bot scopes that deploy/slack-manifest.yaml asks for."""
    manifest = yaml.safe_load(MANIFEST.read_text("utf-8"))
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])


async def check_slack(settings: Settings, rulebook: Rulebook | None) -> list[Check]:
    """Everything about Slack. Asks it nothing where there is no token."""
    found = list(judge_tokens(settings))
    if settings.slack_bot_token is None:
        return found
    token = settings.slack_bot_token.get_secret_value()
    client = build_client(token, api_url=settings.slack_api_url)
    known = await _check_bot_token(client)
    found += known
    if any(check.area == "scopes" for check in known):
        found += await _check_app_token(client, settings)
        found += await _check_channels(client, rulebook) if rulebook else []
    return found


async def _check_bot_token(client: AsyncWebClient) -> list[Check]:
    """`auth.test`: whose token it is, and in its header what the token may do."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        return [_refused("SLACK_BOT_TOKEN", error)]
    except _UNREACHED as error:
        return [_unreached(error)]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    scopes = str(headers.get("x-oauth-scopes", ""))
    granted = {scope.strip() for scope in scopes.split(",") if scope.strip()}
    team, user = answer.get("team", "?"), answer.get("user", "?")
    connected = ok(
        "slack",
        f"ワークスペース「{team}」に @{user} として入れます。",
        f"The token opens the workspace “{team}” as @{user}.",
    )
    return [connected, *judge_scopes(granted, manifest_scopes())]


async def _check_app_token(client: AsyncWebClient, settings: Settings) -> list[Check]:
    """`apps.connections.open` gives an address; nothing connects to it."""
    if settings.slack_app_token is None:
        return []
    try:
        await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        return [_refused("SLACK_APP_TOKEN", error)]
    except _UNREACHED as error:
        return [_unreached(error)]
    return [ok("transport", "アプリトークンは有効です。", "The app-level token is valid.")]


async def _check_channels(client: AsyncWebClient, rulebook: Rulebook) -> list[Check]:
    reviews = {route.review_channel for route in rulebook.routes.values()}
    named = {channel for rule in rulebook.access.rules for channel in rule.channels}
    wanted = sorted(one for one in reviews | named if one not in {"*", "dm"})[:MAX_CHANNELS]
    found: list[Check] = []
    for channel in wanted:
        found += await _check_channel(client, channel, reviews=channel in reviews)
    if wanted and not found:
        found.append(
            ok(
                "channels",
                f"ルールブックの{len(wanted)}チャンネルすべてに参加しています。",
                f"Ringi is in all {len(wanted)} channels of the rulebook.",
            )
        )
    return found


async def _check_channel(client: AsyncWebClient, channel: str, *, reviews: bool) -> list[Check]:
    try:
        answer = await client.conversations_info(channel=channel)
    except SlackApiError as error:
        code = error.response.get("error")
        return [
            fail(
                "channels",
                f"{channel} を読めません（{code}）。ID を確かめ、非公開なら招待してください。",
                f"{channel} can't be read ({code}): check the id; invite Ringi if it is private.",
            )
        ]
    except _UNREACHED as error:
        return [_unreached(error)]
    info: Mapping[str, object] = answer["channel"]
    return list(judge_channel(f"#{info.get('name') or channel}", info, reviews=reviews))


def _refused(name: str, error: SlackApiError) -> Check:
    code = error.response.get("error")
    return fail(
        "slack",
        f"{name} をSlackが受け付けません（{code}）。発行し直してください。",
        f"Slack refuses {name} ({code}): issue a new one.",
    )


def _unreached(error: Exception) -> Check:
    cause = type(error).__name__
    return fail(
        "slack",
        f"Slackに届きません（{cause}）。ネットワークとプロキシを確認してください。",
        f"Slack can't be reached ({cause}): check the network and the proxy.",
    )


def judge_tokens(settings: Settings) -> Iterator[Check]:
    """Which tokens are set, whether they are of the right kind, and how Slack will reach Ringi."""
    if settings.slack_bot_token is None:
        yield warn(
            "slack",
            "SLACK_BOT_TOKEN がありません。make run の手元のワークスペースだけが使えます。",
            "SLACK_BOT_TOKEN is not set: only the local workspace of `make run` works.",
        )
        return
    if not settings.slack_bot_token.get_secret_value().startswith("xoxb-"):
        yield fail(
            "slack",
            "SLACK_BOT_TOKEN はボットトークン（xoxb-…）ではありません。個人用は権限が広すぎます。",
            "SLACK_BOT_TOKEN is no bot token (xoxb-…); a person's token may do far too much.",
        )
    yield _judge_transport(settings)


def _judge_transport(settings: Settings) -> Check:
    if settings.slack_app_token is not None:
        if settings.slack_app_token.get_secret_value().startswith("xapp-"):
            return ok("transport", "Socket Mode で接続します。", "Socket Mode connects to Slack.")
        return fail(
            "transport",
            "SLACK_APP_TOKEN はアプリレベルトークン（xapp-…）ではありません。",
            "SLACK_APP_TOKEN is no app-level token (xapp-…).",
        )
    if settings.slack_signing_secret is not None:
        return ok(
            "transport",
            "HTTPで受けます。署名を確認します（/slack/events）。",
            "HTTP: Slack sends signed requests to /slack/events.",
        )
    return fail(
        "transport",
        "SLACK_APP_TOKEN（Socket Mode）か SLACK_SIGNING_SECRET（HTTP）のどちらかが必要です。",
        "Either SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is needed.",
    )


def judge_scopes(granted: Collection[str], asked: Collection[str]) -> Iterator[Check]:
    """The token's scopes against the manifest's: too few do not work, too many are a risk."""
    missing = ", ".join(sorted(set(asked) - set(granted)))
    surplus = ", ".join(sorted(set(granted) - set(asked)))
    if missing:
        yield fail(
            "scopes",
            f"スコープが足りません：{missing}。"
            "deploy/slack-manifest.yaml を反映し、再インストールしてください。",
            f"Scopes are missing: {missing}. "
            "Apply deploy/slack-manifest.yaml and reinstall the app.",
        )
    if surplus:
        yield warn(
            "scopes",
            f"使わないスコープがあります：{surplus}。外してください。",
            f"Scopes that Ringi does not use: {surplus}. Take them away.",
        )
    if not missing and not surplus:
        yield ok("scopes", "マニフェストと一致しています。", "Exactly those of the manifest.")


def judge_channel(name: str, info: Mapping[str, object], *, reviews: bool) -> Iterator[Check]:
    """A channel that the rulebook names, as `conversations.info` describes it."""
    if not info.get("is_member") and not info.get("is_im"):
        yield (fail if reviews else warn)(
            "channels",
            f"{name} に参加していません。/invite してください。",
            f"Ringi is not in {name}: /invite it.",
        )
    if info.get("is_ext_shared") or info.get("is_pending_ext_shared"):
        yield (fail if reviews else warn)(
            "channels",
            f"{name} は社外と共有されています。"
            + ("承認には使えません。" if reviews else "依頼は断られます。"),
            f"{name} is shared with another company: "
            + ("not a place for reviews." if reviews else "requests there are refused."),
        )
    if info.get("is_archived"):
        yield fail("channels", f"{name} はアーカイブされています。", f"{name} has been archived.")
