"""People act only on what they see, and forms hold what Slack's own client would hold."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from deploy.local.workspace.forms import check_complete, fill, typed_value
from deploy.local.workspace.objects import encode_typed
from deploy.local.workspace.records import FormIncomplete, NotThere
from deploy.local.workspace.seed import load_seed
from deploy.local.workspace.workspace import Workspace
from tests.unit.local.bots import GENERAL, REQUESTER, REVIEWER

BUTTON: list[dict[str, Any]] = [
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "sign", "text": {"type": "plain_text", "text": "承認"}}
        ],
    }
]


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def field(block_id: str, element: dict[str, Any], *, optional: bool = False) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id),
        "optional": optional,
        "element": {"action_id": "value", **element},
    }


CHOICES = [{"text": plain("日本語"), "value": "ja"}, {"text": plain("英語"), "value": "en"}]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("a < b & c", "a &lt; b &amp; c", id="entities"),
        pytest.param("<@U0RINGIBOT> 要約", "<@U0RINGIBOT> 要約", id="mention"),
        pytest.param(
            "見て https://example.com/a?b=1&c=2。",
            "見て <https://example.com/a?b=1&amp;c=2>。",
            id="link_before_japanese_full_stop",
        ),
        pytest.param("<script>", "&lt;script&gt;", id="markup_of_others"),
    ],
)
def test_typed_text_is_stored_as_slack_stores_it(typed: str, stored: str) -> None:
    assert encode_typed(typed) == stored


@pytest.mark.parametrize(
    ("element", "value", "typed"),
    [
        pytest.param({"type": "plain_text_input"}, "茶", {"value": "茶"}, id="text"),
        pytest.param({"type": "plain_text_input"}, "", {"value": None}, id="empty_text"),
        pytest.param(
            {"type": "static_select", "options": CHOICES},
            "en",
            {"selected_option": CHOICES[1]},
            id="select",
        ),
        pytest.param(
            {"type": "checkboxes", "options": CHOICES},
            ["ja", "en"],
            {"selected_options": CHOICES},
            id="checkboxes",
        ),
        pytest.param(
            {"type": "radio_buttons", "options": CHOICES},
            None,
            {"selected_option": None},
            id="radio_untouched",
        ),
        pytest.param({"type": "users_select"}, "U1", {"selected_user": "U1"}, id="person"),
        pytest.param(
            {"type": "datepicker"}, "2026-04-01", {"selected_date": "2026-04-01"}, id="date"
        ),
    ],
)
def test_value_is_typed_as_in_view_state(
    element: dict[str, Any], value: Any, typed: dict[str, Any]
) -> None:
    assert typed_value(element, value) == {"type": element["type"], **typed}


def test_untouched_field_keeps_its_initial_value() -> None:
    blocks = [field("aim", {"type": "plain_text_input", "initial_value": "認知"})]
    assert fill(blocks, {})["aim"]["value"]["value"] == "認知"


@pytest.mark.parametrize(
    ("element", "value", "problem"),
    [
        pytest.param({"type": "plain_text_input"}, "", "required", id="empty"),
        pytest.param({"type": "plain_text_input", "min_length": 3}, "茶", "too_short", id="short"),
        pytest.param(
            {"type": "plain_text_input", "max_length": 3}, "茶茶茶茶", "too_long", id="long"
        ),
        pytest.param({"type": "checkboxes", "options": CHOICES}, [], "required", id="none_chosen"),
    ],
)
def test_incomplete_form_is_not_handed_in(
    element: dict[str, Any], value: Any, problem: str
) -> None:
    with pytest.raises(FormIncomplete) as caught:
        check_complete([field("product", element)], {"product": value})
    assert caught.value.errors == {"product": problem}


def test_optional_field_may_stay_empty() -> None:
    check_complete([field("aim", {"type": "plain_text_input"}, optional=True)], {})


async def test_button_that_is_not_shown_can_not_be_pressed(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    sent = await client.chat_postMessage(channel="C0IRAI0001", text="x", blocks=BUTTON)
    with pytest.raises(NotThere):
        await workspace.click(REQUESTER, GENERAL, str(sent["ts"]), "refuse")


async def test_person_outside_the_channel_can_not_press_its_buttons(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    sent = await client.chat_postMessage(channel="C0PARTNER1", text="x", blocks=BUTTON)
    with pytest.raises(NotThere):
        await workspace.click("alex.morgan", "partner-共有", str(sent["ts"]), "sign")


async def test_ephemeral_message_of_another_can_not_be_pressed(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(
        channel="C0IRAI0001", user="U0SATOHANA", text="x", blocks=BUTTON
    )
    [shown] = workspace.ephemerals(REQUESTER)
    with pytest.raises(NotThere):
        await workspace.click(REVIEWER, GENERAL, shown.ts, "sign")


async def test_modal_of_another_can_not_be_handed_in(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    trigger = workspace.state.triggers.issue("U0SATOHANA")
    view = {"type": "modal", "title": plain("確認"), "blocks": []}
    opened = await client.views_open(trigger_id=trigger, view=view)
    with pytest.raises(NotThere):
        await workspace.submit_view(REVIEWER, str(opened["view"]["id"]), {})


def test_seed_has_every_persona_in_both_languages() -> None:
    seed = load_seed()
    assert {p.persona for p in seed.people} == {"requester", "reviewer", "admin", "outsider"}
    assert {p.locale for p in seed.people} == {"ja-JP", "en-US"}
    assert all(p.title.ja and p.title.en for p in seed.people)


def test_secrets_and_texts_are_not_in_any_repr(workspace: Workspace) -> None:
    shown = repr(workspace.installation)
    assert workspace.installation.bot_token not in shown
    assert workspace.installation.signing_secret not in shown
