"""What gets in, over both transports, and that nothing is acknowledged that is not kept."""

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.errors import StoreDown
from bot.intake import Intake
from bot.slack.app import build_app
from bot.slack.http import build_http
from bot.slack.logs import quiet_slack_logs
from bot.slack.signature import MAX_AGE_S, Signature
from bot.slack.socket import Socket
from deploy.local.workspace.serving import serve
from deploy.local.workspace.workspace import Workspace
from prompts.library import Library
from tests.fakes import FakeJobs, Frozen
from tests.unit.slack.conftest import ASKER, GENERAL, House, listening

CANARY = "山田花子 090-1234-5678"
EVENT = {"type": "event_callback", "event": {"type": "message", "text": CANARY}}
NOW = 1_793_750_400.0


def signed(secret: str, body: bytes, timestamp: str) -> dict[str, str]:
    base = b"v0:" + timestamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": timestamp, "x-slack-signature": f"v0={digest}"}


# ── signatures ─────────────────────────────────────────────────────────────────────────────────


def test_a_signature_is_what_slacks_own_sdk_calculates() -> None:
    body, timestamp = b'{"a":1}', str(int(NOW))
    theirs = SignatureVerifier("secret").generate_signature(timestamp=timestamp, body=body)
    assert Signature("secret", now=lambda: NOW).of(body, timestamp) == theirs


@pytest.mark.parametrize(
    ("age_s", "holds"),
    [(0, True), (MAX_AGE_S, True), (MAX_AGE_S + 1, False), (-MAX_AGE_S - 1, False)],
    ids=["now", "oldest", "stale", "from-the-future"],
)
def test_a_signature_holds_for_five_minutes(age_s: int, holds: bool) -> None:
    headers = signed("secret", b"x", str(int(NOW) - age_s))
    assert Signature("secret", now=lambda: NOW).holds(b"x", headers) is holds


@pytest.mark.parametrize(
    "timestamp", ["", "abc", "１７９３７５０４００", "1e9", "-1", "9" * 40, "1793750400.0"]
)
def test_a_timestamp_that_is_no_number_is_a_forgery(timestamp: str) -> None:
    headers = signed("secret", b"x", timestamp)
    assert not Signature("secret", now=lambda: NOW).holds(b"x", headers)


async def test_a_process_that_is_not_ready_says_so(library: Library, clock: Frozen) -> None:
    async def not_ready() -> bool:
        return False

    app = build_app(
        token="xoxb-none",
        api_url="http://127.0.0.1:9/api/",
        intake=Intake(FakeJobs(clock)),
        library=library,
    )
    async with (
        listening(build_http(app, signing_secret="s", ready=not_ready)) as base,
        aiohttp.ClientSession() as session,
        session.get(f"{base}/readyz") as answer,
    ):
        assert answer.status == 503


def test_an_empty_signing_secret_is_refused_at_start() -> None:
    with pytest.raises(ValueError, match="empty"):
        Signature("", now=lambda: NOW)


@pytest.mark.parametrize(
    ("timestamp", "signature"),
    [
        (None, "v0=" + "0" * 64),
        (None, ""),
        ("", None),
        ("12345", None),
        ("soon", None),
        (None, "v0=é"),
    ],
    ids=["forged", "unsigned", "no-time", "stale", "no-number", "no-ascii"],
)
async def test_what_slack_did_not_sign_gets_401_and_is_not_logged(
    house: House,
    caplog: pytest.LogCaptureFixture,
    timestamp: str | None,
    signature: str | None,
) -> None:
    caplog.set_level(logging.DEBUG)
    body = json.dumps(EVENT, ensure_ascii=False).encode()
    secret = house.workspace.installation.signing_secret
    headers = signed(secret, body, str(int(time.time())) if timestamp is None else timestamp)
    if signature is not None:
        headers["x-slack-signature"] = signature
    async with aiohttp.ClientSession() as session:
        kind = {"content-type": "application/json"}
        async with session.post(house.url, data=body, headers=kind | headers) as answer:
            assert answer.status == 401
    assert await house.drain() == []
    assert "山田" not in caplog.text


async def test_slacks_url_verification_is_answered(house: House) -> None:
    assert await house.workspace.verify_url()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"x" * 1_000_001, 413),
        (b"\xff\xfe", 400),
        (b"{nonsense", 400),
        (b'{"type":"event_callback","event":{"type":"app_mention","user":"U1"}}', 400),
        (b'{"type":"event_callback","event":{"type":"team_join"}}', 200),
        (b'{"type":"something_new"}', 200),
    ],
    ids=["too-large", "no-utf8", "no-json", "half-an-event", "not-for-us", "unknown"],
)
async def test_signed_nonsense_is_answered_without_a_job(
    house: House, body: bytes, status: int
) -> None:
    answered, _ = await house.workspace.deliver_raw(body)
    assert answered == status
    assert await house.drain() == []


async def test_a_command_that_says_payload_is_read_like_any_other(house: House) -> None:
    await house.workspace.slash(ASKER, GENERAL, "/ringi summary the payload of the rocket")
    (job,) = await house.drain()
    assert job.payload["text"] == "the payload of the rocket"


async def test_health_says_that_the_process_lives(house: House) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("/healthz", "/readyz"):
            async with session.get(house.url.replace("/slack/events", path)) as answer:
                assert answer.status == 200


# ── kept before acknowledged ───────────────────────────────────────────────────────────────────


async def test_with_the_store_away_nothing_is_acknowledged_and_nothing_lost(
    house: House,
) -> None:
    house.jobs.down = True
    await house.workspace.mention(ASKER, GENERAL, "要約して")
    await house.workspace.settle()
    mention = [d for d in house.workspace.deliveries if "app_mention" in str(d.payload)]
    assert {d.status for d in mention} == {503}
    assert len(mention) > 1
    house.jobs.down = False
    assert (await house.workspace.resend(mention[-1])).status == 200
    assert len(await house.drain()) == 1


async def test_with_the_store_away_a_command_fails_visibly_and_its_view_says_why(
    house: House,
) -> None:
    house.jobs.down = True
    delivery = await house.workspace.slash(ASKER, GENERAL, "/ringi summary")
    assert delivery.status == 503
    (view,) = house.workspace.views_for(ASKER)
    assert "いま受け付けられません" in str(view.body)


async def test_a_loading_view_opens_before_the_worker_fills_it(house: House) -> None:
    await house.workspace.slash(ASKER, GENERAL, "/ringi summary")
    assert "Loading" in str(house.workspace.views_for(ASKER)[0].body)
    await house.drain()
    assert "in:text" in str(house.workspace.views_for(ASKER)[0].body)


async def test_a_view_closed_meanwhile_stays_closed(house: House) -> None:
    await house.workspace.slash(ASKER, GENERAL, "/ringi summary")
    await house.workspace.close_view(ASKER, house.workspace.views_for(ASKER)[0].id)
    await house.drain()
    assert house.workspace.views_for(ASKER) == []


@pytest.fixture
async def socketed(library: Library, clock: Frozen) -> AsyncIterator[tuple[Workspace, FakeJobs]]:
    """The same app over Socket Mode."""
    workspace = Workspace(retry_delays_s=(0.0, 0.01), ack_timeout_s=0.3)
    async with serve(workspace):
        jobs = FakeJobs(clock)
        app = build_app(
            token=workspace.installation.bot_token,
            api_url=workspace.api_url,
            intake=Intake(jobs),
            library=library,
        )
        socket = Socket(app, app_token=workspace.installation.app_token)
        running = asyncio.create_task(socket.run())
        async with asyncio.timeout(10):
            while not workspace.sockets.connected:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
        yield workspace, jobs
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_over_socket_mode_a_mention_is_one_job(
    socketed: tuple[Workspace, FakeJobs],
) -> None:
    workspace, jobs = socketed
    await workspace.mention(ASKER, GENERAL, "要約して")
    await workspace.settle()
    assert await jobs.depth() == 1
    assert workspace.refusals() == []


async def test_over_socket_mode_an_envelope_that_is_not_kept_is_not_acknowledged(
    socketed: tuple[Workspace, FakeJobs],
) -> None:
    workspace, jobs = socketed
    jobs.down = True
    await workspace.mention(ASKER, GENERAL, "要約して")
    await workspace.settle()
    mention = [d for d in workspace.deliveries if "app_mention" in str(d.payload)]
    assert 200 not in {d.status for d in mention}
    assert len(mention) > 1


# ── logs ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["slack_bolt.AsyncApp", "slack_sdk.web.async_client"])
def test_a_slack_librarys_words_never_reach_our_logs(
    caplog: pytest.LogCaptureFixture, name: str
) -> None:
    quiet_slack_logs()
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    try:
        raise StoreDown(CANARY)
    except StoreDown:
        logger.exception("failed: %s", CANARY)
    logger.debug(CANARY)
    logger.info(CANARY)
    logger.warning(CANARY)
    assert "山田" not in caplog.text
    assert [r.levelname for r in caplog.records] == ["ERROR", "WARNING"]
    assert "StoreDown" in caplog.text


async def test_a_whole_request_leaves_no_text_in_the_logs(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await house.workspace.mention(ASKER, GENERAL, f"要約して\n{CANARY}")
    await house.workspace.slash(ASKER, GENERAL, f"/ringi summary {urlencode({'a': CANARY})}")
    await house.drain()
    ours = [r for r in caplog.records if r.name.startswith(("bot.", "slack"))]
    assert "山田" not in str([(r.getMessage(), r.__dict__) for r in ours])
