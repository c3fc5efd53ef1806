"""The Web API answers a real SDK client as Slack does, errors included."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from deploy.local.workspace.installation import Installation
from deploy.local.workspace.serving import serve
from deploy.local.workspace.workspace import Workspace
from tests.unit.local.bots import GENERAL, REQUESTER, SHARED, STRANGER, Clock

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "確認"}, "blocks": []}
LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "あ" * 3001}}]


async def refusal(call: Any) -> str:
    """The error code that a call was answered with."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_wrong_token_is_refused(workspace: Workspace) -> None:
    client = AsyncWebClient(token="xoxb-wrong", base_url=workspace.api_url)
    assert await refusal(client.auth_test()) == "invalid_auth"


async def test_missing_token_is_refused(workspace: Workspace) -> None:
    client = AsyncWebClient(base_url=workspace.api_url)
    assert await refusal(client.auth_test()) == "not_authed"


async def test_unknown_method_is_refused_and_shown_by_name(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    assert await refusal(client.api_call("chat.postCarrierPigeon")) == "unknown_method"
    assert [n.source for n in workspace.refusals()] == ["chat.postCarrierPigeon"]


async def test_timestamps_are_unique_and_increase(client: AsyncWebClient) -> None:
    sent = [await client.chat_postMessage(channel="C0IRAI0001", text=str(n)) for n in range(20)]
    stamps = [str(one["ts"]) for one in sent]
    assert stamps == sorted(set(stamps))


async def test_history_is_newest_first_and_leaves_replies_out(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    first = await workspace.post(REQUESTER, GENERAL, "一つ目")
    await workspace.post(REQUESTER, GENERAL, "返信", thread_ts=first)
    await workspace.post(REQUESTER, GENERAL, "二つ目")
    answer = await client.conversations_history(channel="C0IRAI0001")
    assert [m["text"] for m in answer["messages"]] == ["二つ目", "一つ目"]
    assert answer["messages"][1]["reply_count"] == 1


async def test_replies_come_in_pages_with_the_parent_first(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    root = await workspace.post(REQUESTER, GENERAL, "親")
    for n in range(3):
        await workspace.post(REQUESTER, GENERAL, f"返信{n}", thread_ts=root)
    texts: list[str] = []
    async for page in await client.conversations_replies(channel="C0IRAI0001", ts=root, limit=2):
        texts += [m["text"] for m in page["messages"]]
    assert texts == ["親", "返信0", "返信1", "返信2"]


async def test_reply_to_a_reply_joins_its_thread(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    root = await workspace.post(REQUESTER, GENERAL, "親")
    reply = await workspace.post(REQUESTER, GENERAL, "返信", thread_ts=root)
    answer = await client.chat_postMessage(channel="C0IRAI0001", text="孫", thread_ts=reply)
    assert answer["message"]["thread_ts"] == root


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"text": ""}, "no_text", id="neither_text_nor_blocks"),
        pytest.param({"text": "あ" * 40_001}, "msg_too_long", id="text_too_long"),
        pytest.param({"text": "x", "blocks": LONG}, "invalid_blocks", id="section_too_long"),
        pytest.param(
            {"text": "x", "blocks": [{"type": "markdown", "text": "あ" * 5_001}] * 2},
            "msg_blocks_too_long",
            id="markdown_blocks_together",
        ),
        pytest.param({"text": "x", "thread_ts": "1.0"}, "thread_not_found", id="no_such_thread"),
        pytest.param({"text": "x", "channel": "C404"}, "channel_not_found", id="no_such_channel"),
        pytest.param(
            {"text": "x", "metadata": {"event_type": "a"}},
            "invalid_metadata_schema",
            id="metadata_without_payload",
        ),
    ],
)
async def test_message_that_slack_would_refuse_is_refused(
    client: AsyncWebClient, fields: dict[str, Any], code: str
) -> None:
    call = client.api_call("chat.postMessage", json={"channel": "C0IRAI0001", **fields})
    assert await refusal(call) == code


async def test_refused_blocks_name_the_place_and_the_limit(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0IRAI0001", text="x", blocks=LONG)
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


async def test_person_message_can_not_be_changed_by_the_bot(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    ts = await workspace.post(REQUESTER, GENERAL, "わたしの発言")
    call = client.chat_update(channel="C0IRAI0001", ts=ts, text="書き換え")
    assert await refusal(call) == "cant_update_message"


async def test_ephemeral_message_is_seen_by_one_person(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="C0IRAI0001", user="U0SATOHANA", text="内緒")
    assert [m.text for m in workspace.ephemerals(REQUESTER)] == ["内緒"]
    assert workspace.messages(GENERAL) == []


async def test_person_is_described_with_locale_and_guest_flags(client: AsyncWebClient) -> None:
    english = await client.users_info(user="U0ALEXMORG", include_locale=True)
    guest = await client.users_info(user="U0GUESTKYO")
    stranger = await client.users_info(user="U0PARTNER1")
    assert english["user"]["locale"] == "en-US"
    assert guest["user"]["is_restricted"]
    assert stranger["user"]["is_stranger"]


async def test_shared_channel_says_so(client: AsyncWebClient) -> None:
    shared = await client.conversations_info(channel="C0PARTNER1")
    inside = await client.conversations_info(channel="C0IRAI0001")
    assert (shared["channel"]["is_ext_shared"], inside["channel"]["is_ext_shared"]) == (True, False)


async def test_usergroup_lists_its_members(client: AsyncWebClient) -> None:
    answer = await client.usergroups_users_list(usergroup="S0REVIEWER")
    assert answer["users"] == ["U0SUZUKIKN", "U0ITOMIKI1"]


async def test_message_to_a_person_lands_in_their_direct_channel(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="U0SATOHANA", text="直接")
    assert [m.text for m in workspace.messages(workspace.direct(REQUESTER))] == ["直接"]


async def test_reaction_is_added_once_and_removed(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    ts = await workspace.post(REQUESTER, GENERAL, "見てください")
    await client.reactions_add(channel="C0IRAI0001", timestamp=ts, name="eyes")
    again = client.reactions_add(channel="C0IRAI0001", timestamp=ts, name="eyes")
    assert await refusal(again) == "already_reacted"
    await client.reactions_remove(channel="C0IRAI0001", timestamp=ts, name="eyes")
    assert workspace.messages(GENERAL)[0].reactions == {}


async def test_status_goes_away_when_the_bot_answers(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    ts = await workspace.post(REQUESTER, GENERAL, "依頼")
    await client.assistant_threads_setStatus(
        channel_id="C0IRAI0001", thread_ts=ts, status="確認しています"
    )
    assert list(workspace.state.statuses.values()) == ["確認しています"]
    await client.chat_postMessage(channel="C0IRAI0001", thread_ts=ts, text="できました")
    assert workspace.state.statuses == {}


# ── triggers, views, response URLs


async def test_trigger_works_once(workspace: Workspace, client: AsyncWebClient) -> None:
    trigger = workspace.state.triggers.issue("U0SATOHANA")
    await client.views_open(trigger_id=trigger, view=MODAL)
    again = client.views_open(trigger_id=trigger, view=MODAL)
    assert await refusal(again) == "exchanged_trigger_id"


async def test_trigger_expires_after_three_seconds(
    workspace: Workspace, client: AsyncWebClient, clock: Clock
) -> None:
    trigger = workspace.state.triggers.issue("U0SATOHANA")
    clock.ahead_s += 3.1
    assert await refusal(client.views_open(trigger_id=trigger, view=MODAL)) == "expired_trigger_id"


async def test_made_up_trigger_is_refused(client: AsyncWebClient) -> None:
    assert await refusal(client.views_open(trigger_id="1.a", view=MODAL)) == "invalid_trigger_id"


async def test_update_with_an_old_hash_is_refused(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    trigger = workspace.state.triggers.issue("U0SATOHANA")
    opened = (await client.views_open(trigger_id=trigger, view=MODAL))["view"]
    updated = await client.views_update(view_id=opened["id"], hash=opened["hash"], view=MODAL)
    stale = client.views_update(view_id=opened["id"], hash=opened["hash"], view=MODAL)
    assert updated["view"]["hash"] != opened["hash"]
    assert await refusal(stale) == "hash_conflict"


async def test_fourth_modal_is_not_stacked(workspace: Workspace, client: AsyncWebClient) -> None:
    issue = workspace.state.triggers.issue
    await client.views_open(trigger_id=issue("U0SATOHANA"), view=MODAL)
    await client.views_push(trigger_id=issue("U0SATOHANA"), view=MODAL)
    await client.views_push(trigger_id=issue("U0SATOHANA"), view=MODAL)
    fourth = client.views_push(trigger_id=issue("U0SATOHANA"), view=MODAL)
    assert await refusal(fourth) == "push_limit_reached"


def response_url(workspace: Workspace, message_ts: str | None = None) -> str:
    token = workspace.state.response_urls.issue(
        "U0SATOHANA", "C0IRAI0001", message_ts=message_ts, thread_ts=None
    )
    return f"{workspace.state.base_url}/respond/{token}"


async def test_response_url_works_five_times(workspace: Workspace) -> None:
    hook = AsyncWebhookClient(response_url(workspace))
    statuses = [(await hook.send(text=str(n))).status_code for n in range(6)]
    assert statuses == [200] * 5 + [404]


async def test_response_url_dies_after_thirty_minutes(workspace: Workspace, clock: Clock) -> None:
    hook = AsyncWebhookClient(response_url(workspace))
    clock.ahead_s += 30 * 60 + 1
    assert (await hook.send(text="遅い")).status_code == 404


async def test_response_url_replaces_and_removes_the_original(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    ts = str((await client.chat_postMessage(channel="C0IRAI0001", text="前"))["ts"])
    hook = AsyncWebhookClient(response_url(workspace, ts))
    await hook.send(text="後", replace_original=True)
    assert [m.text for m in workspace.messages(GENERAL)] == ["後"]
    await hook.send(delete_original=True)
    assert workspace.messages(GENERAL) == []


# ── scopes


async def test_call_without_its_scope_is_refused(tmp_path: Any) -> None:
    manifest = tmp_path / "manifest.yaml"
    manifest.write_text("oauth_config: {scopes: {bot: [chat:write]}}", encoding="utf-8")
    workspace = Workspace(installation=Installation.from_manifest(manifest))
    async with serve(workspace):
        client = AsyncWebClient(token=workspace.installation.bot_token, base_url=workspace.api_url)
        granted = (await client.auth_test()).headers["x-oauth-scopes"]
        posted = await client.chat_postMessage(channel="C0IRAI0001", text="書ける")
        refused = await refusal(client.users_info(user="U0SATOHANA"))
    assert (granted, posted["ok"], refused) == ("chat:write", True, "missing_scope")


async def test_stranger_is_a_member_of_the_shared_channel_only(workspace: Workspace) -> None:
    with pytest.raises(LookupError):
        await workspace.post(STRANGER, GENERAL, "見えないはずの場所")
    assert await workspace.post(STRANGER, SHARED, "こんにちは")
