"""The Bolt app: one global middleware keeps every payload before Slack is told it arrived."""

import logging

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.intake import Intake
from bot.slack.listeners import Reception
from bot.slack.logs import quiet_slack_logs
from prompts.library import Library

CLIENT_TIMEOUT_S = 10


def build_client(token: str | None, *, api_url: str) -> AsyncWebClient:
    """A Web API client that waits out rate limits and retries 5xx and broken connections."""
    quiet_slack_logs()
    return AsyncWebClient(
        token=token,
        base_url=api_url,
        timeout=CLIENT_TIMEOUT_S,
        logger=logging.getLogger("slack_sdk.web"),
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(max_retry_count=2),
            AsyncRateLimitErrorRetryHandler(max_retry_count=2),
            AsyncServerErrorRetryHandler(max_retry_count=2),
        ],
    )


def build_app(*, token: str, api_url: str, intake: Intake, library: Library) -> AsyncApp:
    """The web process's app. Signatures are checked in bot.slack.http, over the raw bytes."""

    async def authorize(context: AsyncBoltContext) -> AuthorizeResult:
        # our own, because Bolt's asks auth.test on every request
        return AuthorizeResult(
            enterprise_id=context.enterprise_id, team_id=context.team_id, bot_token=token
        )

    bolt_log = logging.getLogger("slack_bolt.ringi")
    bolt_log.setLevel(logging.ERROR)  # its warnings are about settings that we chose
    app = AsyncApp(
        name="ringi",
        client=build_client(None, api_url=api_url),
        authorize=authorize,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,  # bot.slack.parse drops every bot's events
        attaching_function_token_enabled=False,
        logger=bolt_log,
    )
    app.use(Reception(intake, library=library))
    return app
