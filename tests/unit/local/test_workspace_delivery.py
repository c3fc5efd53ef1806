"""What the bot receives is signed, complete, and retried as Slack retries."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from deploy.local.workspace.serving import serve
from deploy.local.workspace.signing import signature
from deploy.local.workspace.workspace import Workspace
from tests.unit.local.bots import (
    GENERAL,
    REQUESTER,
    SHARED,
    STRANGER,
    TRANSPORTS,
    Transport,
    bolt_app,
    listening,
    over_http,
    over_socket,
)


class Bot:
    """A bot that keeps what it got and answers what it is told to."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.got: list[tuple[dict[str, str], bytes]] = []

    async def __call__(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.read()))
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]

    def retry_numbers(self) -> list[str | None]:
        return [headers.get("x-slack-retry-num") for headers, _ in self.got]


def test_signature_is_the_documented_one() -> None:
    assert signature(
        "8f742231b10e8888abcd99yyyzzz85a5",
        "1531420618",
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2F"
        b"commands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id="
        b"398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
    ) == ("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")


async def test_request_carries_a_signature_that_the_sdk_accepts(workspace: Workspace) -> None:
    bot = Bot()
    async with listening(bot) as url:
        workspace.send_to(url)
        await workspace.post(REQUESTER, GENERAL, "日本語の本文")
        await workspace.settle()
    verifier = SignatureVerifier(workspace.installation.signing_secret)
    headers, body = bot.got[0]
    lowered = {name.lower(): value for name, value in headers.items()}
    assert verifier.is_valid_request(body, lowered)


async def test_event_envelope_names_team_app_and_shared_channel(workspace: Workspace) -> None:
    bot = Bot()
    async with listening(bot) as url:
        workspace.send_to(url)
        await workspace.post(STRANGER, SHARED, "社外からの発言")
        await workspace.post(REQUESTER, GENERAL, "社内の発言")
        await workspace.settle()
    shared, inside = bot.bodies()
    assert (shared["is_ext_shared_channel"], inside["is_ext_shared_channel"]) == (True, False)
    assert inside["authorizations"][0]["user_id"] == workspace.state.bot_user
    assert inside["event"]["channel_type"] == "channel"
    assert shared["event_id"] != inside["event_id"]


@pytest.mark.parametrize(
    ("answers", "numbers"),
    [
        pytest.param([200], [None], id="acknowledged_at_once"),
        pytest.param([500, 200], [None, "1"], id="acknowledged_on_retry"),
        pytest.param([500, 500, 500, 500], [None, "1", "2", "3"], id="given_up_after_three"),
    ],
)
async def test_event_is_retried_until_acknowledged(
    workspace: Workspace, answers: list[int], numbers: list[str | None]
) -> None:
    bot = Bot(*answers)
    async with listening(bot) as url:
        workspace.send_to(url)
        await workspace.post(REQUESTER, GENERAL, "聞こえますか")
        await workspace.settle()
    assert bot.retry_numbers() == numbers
    assert len({body["event_id"] for body in bot.bodies()}) == 1


async def test_given_up_event_is_said_out_loud(workspace: Workspace) -> None:
    async with listening(Bot(500, 500, 500, 500)) as url:
        workspace.send_to(url)
        await workspace.post(REQUESTER, GENERAL, "聞こえますか")
        await workspace.settle()
    assert [(n.kind, n.code) for n in workspace.notices] == [("undelivered", "dispatch_failed")]


async def test_command_without_an_answer_in_time_fails_visibly() -> None:
    never = asyncio.Event()

    async def silent(_request: web.Request) -> web.Response:
        await never.wait()
        return web.Response()

    workspace = Workspace(ack_timeout_s=0.05)
    async with serve(workspace), listening(silent) as url:
        workspace.send_to(url)
        delivery = await workspace.slash(REQUESTER, GENERAL, "/ringi help")
        never.set()
    assert delivery.status is None
    assert [(n.code, n.user) for n in workspace.notices] == [("operation_timeout", "U0SATOHANA")]


async def test_url_verification_gets_its_challenge_back(workspace: Workspace) -> None:
    async with over_http(workspace, bolt_app(workspace)):
        assert await workspace.verify_url()


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"signature": "v0=00"}, id="forged_signature"),
        pytest.param({"signature": ""}, id="no_signature"),
        pytest.param({"timestamp": "1000000000"}, id="stale_timestamp"),
        pytest.param({"timestamp": ""}, id="no_timestamp"),
    ],
)
async def test_forged_request_reaches_the_bot_as_forged(
    workspace: Workspace, forged: dict[str, Any]
) -> None:
    async with over_http(workspace, bolt_app(workspace)):
        status, _ = await workspace.deliver_raw({"type": "event_callback"}, **forged)
    assert status == 401


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_resent_event_keeps_its_id(workspace: Workspace, transport: Transport) -> None:
    app = bolt_app(workspace)
    seen: list[str] = []

    @app.event("app_mention")
    async def heard(body: dict[str, Any]) -> None:
        seen.append(body["event_id"])

    @app.event("message")
    async def ignored() -> None:
        """Only the mention matters here."""

    async with transport(workspace, app):
        await workspace.mention(REQUESTER, GENERAL, "一度だけ")
        await workspace.settle()
        [mention] = [d for d in workspace.deliveries if d.kind == "app_mention"]
        await workspace.resend(mention)
        await workspace.wait_for(lambda: len(seen) == 2)
    assert len(set(seen)) == 1


async def test_unacknowledged_envelope_is_sent_again_over_the_socket() -> None:
    workspace = Workspace(ack_timeout_s=0.3, retry_delays_s=(0.0,))
    async with serve(workspace):
        app = bolt_app(workspace)
        tries: list[str | None] = []

        @app.middleware
        async def once_deaf(req: Any, resp: Any, next: Callable[[], Any]) -> Any:  # noqa: A002
            tries.append(req.headers.get("x-slack-retry-num", [None])[0])
            if len(tries) > 1:
                return await next()
            resp.status = 500
            return resp

        @app.event("message")
        async def heard() -> None:
            """The acknowledgement is what counts."""

        async with over_socket(workspace, app):
            await workspace.post(REQUESTER, GENERAL, "聞こえますか")
            await workspace.settle()
    assert [d.status for d in workspace.deliveries] == [None, 200]
    assert tries[1] == "1"


async def test_socket_url_works_once(workspace: Workspace, browser_session: Any) -> None:
    url = workspace.sockets.issue_url()
    first = await browser_session.ws_connect(url)
    assert (await first.receive_json())["type"] == "hello"
    with pytest.raises(Exception, match="403"):
        await browser_session.ws_connect(url)
    await first.close()


async def test_client_comes_back_when_asked_to_reconnect(workspace: Workspace) -> None:
    app = bolt_app(workspace)

    @app.event("message")
    async def heard() -> None:
        """The acknowledgement is what counts."""

    async with over_socket(workspace, app):
        before = workspace.sockets.links
        await workspace.sockets.disconnect()
        await workspace.wait_for(lambda: workspace.sockets.links not in (before, ()))
        await workspace.post(REQUESTER, GENERAL, "まだいますか")
        await workspace.settle()
    assert workspace.deliveries[-1].acked
