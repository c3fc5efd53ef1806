"""A real Bolt app, on both transports, sees what it would see from Slack."""

from typing import Any

import pytest

from deploy.local.workspace.workspace import Workspace
from tests.unit.local.bots import GENERAL, REQUESTER, TRANSPORTS, Transport, bolt_app

FORM = {
    "type": "modal",
    "callback_id": "brief",
    "title": {"type": "plain_text", "text": "ブリーフ"},
    "submit": {"type": "plain_text", "text": "送る"},
    "blocks": [
        {
            "type": "input",
            "block_id": "product",
            "label": {"type": "plain_text", "text": "商品"},
            "element": {"type": "plain_text_input", "action_id": "value"},
        }
    ],
}
CARD: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "承認しますか"}},
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "sign",
                "text": {"type": "plain_text", "text": "承認"},
                "value": "signoff-1",
            }
        ],
    },
]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_mention_is_answered_in_its_thread(
    workspace: Workspace, transport: Transport
) -> None:
    app = bolt_app(workspace)

    @app.event("app_mention")
    async def answer(event: dict[str, Any], say: Any) -> None:
        await say(text="受け付けました", thread_ts=event["ts"])

    async with transport(workspace, app):
        ts = await workspace.mention(REQUESTER, GENERAL, "春の新商品のブリーフ")
        await workspace.wait_for(lambda: len(workspace.messages(GENERAL, ts)) == 2)
    assert workspace.messages(GENERAL, ts)[1].text == "受け付けました"


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_mention_fires_both_the_message_and_the_mention_event(
    workspace: Workspace, transport: Transport
) -> None:
    app = bolt_app(workspace)
    heard: list[tuple[str, str]] = []

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any]) -> None:
        heard.append((event["type"], event["ts"]))

    @app.event("message")
    async def said(event: dict[str, Any]) -> None:
        heard.append((event["type"], event["ts"]))

    async with transport(workspace, app):
        ts = await workspace.mention(REQUESTER, GENERAL, "要約して")
        await workspace.settle()
        await workspace.wait_for(lambda: len(heard) == 2)
    assert sorted(heard) == [("app_mention", ts), ("message", ts)]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_command_opens_a_modal_and_its_submission_arrives(
    workspace: Workspace, transport: Transport
) -> None:
    app = bolt_app(workspace)
    submitted: list[Any] = []

    @app.command("/ringi")
    async def command(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("brief")
    async def submission(ack: Any, view: dict[str, Any]) -> None:
        submitted.append(view["state"]["values"]["product"]["value"]["value"])
        await ack()

    async with transport(workspace, app):
        delivery = await workspace.slash(REQUESTER, GENERAL, "/ringi brief")
        await workspace.wait_for(lambda: workspace.views_for(REQUESTER))
        [view] = workspace.views_for(REQUESTER)
        await workspace.submit_view(REQUESTER, view.id, {"product": "春の緑茶"})
    assert delivery.acked
    assert submitted == ["春の緑茶"]
    assert workspace.views_for(REQUESTER) == []


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_form_error_is_shown_beside_its_field(
    workspace: Workspace, transport: Transport
) -> None:
    app = bolt_app(workspace)

    @app.command("/ringi")
    async def command(ack: Any, body: dict[str, Any], client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.view("brief")
    async def submission(ack: Any) -> None:
        await ack(response_action="errors", errors={"product": "商品名が短すぎます"})

    async with transport(workspace, app):
        await workspace.slash(REQUESTER, GENERAL, "/ringi brief")
        [view] = workspace.views_for(REQUESTER)
        await workspace.submit_view(REQUESTER, view.id, {"product": "茶"})
    assert workspace.views_for(REQUESTER)[0].errors == {"product": "商品名が短すぎます"}


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_click_changes_the_card_it_was_on(workspace: Workspace, transport: Transport) -> None:
    app = bolt_app(workspace)

    @app.action("sign")
    async def sign(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.chat_update(
            channel=body["channel"]["id"],
            ts=body["message"]["ts"],
            text=f"承認済み {body['actions'][0]['value']}",
        )

    async with transport(workspace, app):
        place = workspace.channel(GENERAL)
        sent = await app.client.chat_postMessage(channel=place, text="承認依頼", blocks=CARD)
        await workspace.click(REQUESTER, GENERAL, sent["ts"], "sign")
        await workspace.wait_for(
            lambda: workspace.messages(GENERAL)[0].text == "承認済み signoff-1"
        )
    assert workspace.messages(GENERAL)[0].blocks == []
    assert workspace.refusals() == []


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_acknowledgement_of_a_command_is_seen_by_its_sender_only(
    workspace: Workspace, transport: Transport
) -> None:
    app = bolt_app(workspace)

    @app.command("/ringi")
    async def command(ack: Any) -> None:
        await ack("使い方はこちらです")

    async with transport(workspace, app):
        await workspace.slash(REQUESTER, GENERAL, "/ringi help")
    assert [m.text for m in workspace.ephemerals(REQUESTER)] == ["使い方はこちらです"]
    assert workspace.messages(GENERAL) == []


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_opened_home_shows_what_the_bot_publishes(
    workspace: Workspace, transport: Transport
) -> None:
    app = bolt_app(workspace)

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: Any) -> None:
        view = {"type": "home", "blocks": CARD}
        await client.views_publish(user_id=event["user"], view=view)

    async with transport(workspace, app):
        await workspace.open_home(REQUESTER)
        home = await workspace.wait_for(lambda: workspace.home_of(REQUESTER))
    assert home is not None
    assert home.body["type"] == "home"


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_message_shortcut_carries_the_message(
    workspace: Workspace, transport: Transport
) -> None:
    app = bolt_app(workspace)
    carried: list[str] = []

    @app.message_shortcut("summarise")
    async def shortcut(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        carried.append(body["message"]["text"])
        await respond(text="要約します", response_type="ephemeral")

    async with transport(workspace, app):
        ts = await workspace.post(REQUESTER, GENERAL, "長いお知らせ")
        await workspace.message_shortcut(REQUESTER, GENERAL, ts, "summarise")
        await workspace.wait_for(lambda: workspace.ephemerals(REQUESTER))
    assert carried == ["長いお知らせ"]
