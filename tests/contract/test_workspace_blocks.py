"""Block Kit as Slack takes it: our table of limits, and the SDK's own validators beside it."""

from collections.abc import Mapping
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks import block_elements as sdk
from slack_sdk.models.blocks.basic_components import ConfirmObject, Option
from slack_sdk.models.views import View

from deploy.local.workspace.blockkit import elements as ours
from deploy.local.workspace.blockkit.surfaces import (
    check_message_blocks,
    check_view,
    markdown_is_too_long,
    metadata_error,
)

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(chars: int = 5, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn("あ" * chars), **more}


def fields(count: int, chars: int = 5) -> Json:
    return {"type": "section", "fields": [mrkdwn("あ" * chars)] * count}


def button(text: int = 2, **more: Any) -> Json:
    return {"type": "button", "text": plain("押" * text), "action_id": "press", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def buttons(count: int) -> Json:
    return actions(*(button(action_id=f"press-{n}") for n in range(count)))


def option(n: int = 0, *, text: int = 2, value: int = 2) -> Json:
    return {"text": plain("選" * text), "value": f"{n}" + "v" * (value - len(str(n)))}


def options(count: int) -> list[Json]:
    return [option(n, value=4) for n in range(count)]


def select(count: int, kind: str = "static_select") -> Json:
    return actions({"type": kind, "action_id": "pick", "options": options(count)})


def confirm(title: int = 5, text: int = 5, yes: int = 2, no: int = 2) -> Json:
    return {
        "title": plain("題" * title),
        "text": mrkdwn("文" * text),
        "confirm": plain("は" * yes),
        "deny": plain("い" * no),
    }


def field(label: int = 2, hint: int = 2, **element: Any) -> Json:
    inner = {"type": "plain_text_input", "action_id": "value", **element}
    return {
        "type": "input",
        "block_id": "in",
        "label": plain("名" * label),
        "hint": plain("助" * hint),
        "element": inner,
    }


def feedback(text: int = 2) -> Json:
    element = {
        "type": "feedback_buttons",
        "positive_button": {"text": plain("良" * text), "value": "good"},
        "negative_button": {"text": plain("直す"), "value": "bad"},
    }
    return {"type": "context_actions", "elements": [element]}


# what is measured → (block at the limit, block one beyond it)
LIMITS: dict[str, tuple[Json, Json]] = {
    "section_text_3000": (section(3000), section(3001)),
    "section_fields_10": (fields(10), fields(11)),
    "section_field_2000": (fields(1, 2000), fields(1, 2001)),
    "header_150": (
        {"type": "header", "text": plain("見" * 150)},
        {"type": "header", "text": plain("見" * 151)},
    ),
    "markdown_12000": (
        {"type": "markdown", "text": "あ" * 12_000},
        {"type": "markdown", "text": "あ" * 12_001},
    ),
    "context_elements_10": (
        {"type": "context", "elements": [mrkdwn("a")] * 10},
        {"type": "context", "elements": [mrkdwn("a")] * 11},
    ),
    "actions_elements_25": (buttons(25), buttons(26)),
    "block_id_255": (section(block_id="b" * 255), section(block_id="b" * 256)),
    "button_text_75": (actions(button(75)), actions(button(76))),
    "button_value_2000": (actions(button(value="v" * 2000)), actions(button(value="v" * 2001))),
    "button_label_75": (
        actions(button(accessibility_label="l" * 75)),
        actions(button(accessibility_label="l" * 76)),
    ),
    "action_id_255": (actions(button(action_id="a" * 255)), actions(button(action_id="a" * 256))),
    "select_options_100": (select(100), select(101)),
    "overflow_options_5": (select(5, "overflow"), select(6, "overflow")),
    "overflow_options_at_least_2": (select(2, "overflow"), select(1, "overflow")),
    "checkboxes_10": (select(10, "checkboxes"), select(11, "checkboxes")),
    "radio_buttons_10": (select(10, "radio_buttons"), select(11, "radio_buttons")),
    "option_text_75": (
        actions({"type": "static_select", "action_id": "a", "options": [option(text=75)]}),
        actions({"type": "static_select", "action_id": "a", "options": [option(text=76)]}),
    ),
    "option_value_150": (
        actions({"type": "static_select", "action_id": "a", "options": [option(value=150)]}),
        actions({"type": "static_select", "action_id": "a", "options": [option(value=151)]}),
    ),
    "confirm_title_100": (
        actions(button(confirm=confirm(title=100))),
        actions(button(confirm=confirm(title=101))),
    ),
    "confirm_text_300": (
        actions(button(confirm=confirm(text=300))),
        actions(button(confirm=confirm(text=301))),
    ),
    "confirm_yes_30": (
        actions(button(confirm=confirm(yes=30))),
        actions(button(confirm=confirm(yes=31))),
    ),
    "confirm_no_30": (
        actions(button(confirm=confirm(no=30))),
        actions(button(confirm=confirm(no=31))),
    ),
    "input_label_2000": (field(label=2000), field(label=2001)),
    "input_hint_2000": (field(hint=2000), field(hint=2001)),
    "placeholder_150": (
        field(placeholder=plain("例" * 150)),
        field(placeholder=plain("例" * 151)),
    ),
    "text_input_max_length_3000": (field(max_length=3000), field(max_length=3001)),
    "feedback_text_75": (feedback(75), feedback(76)),
    "image_alt_2000": (
        {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "図" * 2000},
        {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "図" * 2001},
    ),
}


@pytest.mark.parametrize("name", LIMITS)
def test_block_at_its_limit_is_accepted(name: str) -> None:
    assert check_message_blocks([LIMITS[name][0]]) == []


@pytest.mark.parametrize("name", LIMITS)
def test_block_beyond_its_limit_is_refused_with_the_place(name: str) -> None:
    [objection] = check_message_blocks([LIMITS[name][1]])
    assert "[json-pointer:/blocks/0" in objection


WRONG: dict[str, Json] = {
    "unknown_type": {"type": "carousel_of_wishes"},
    "no_type": {"text": plain("a")},
    "unknown_key": section(colour="red"),
    "section_without_text_or_fields": {"type": "section"},
    "empty_text": {"type": "section", "text": mrkdwn("")},
    "header_in_mrkdwn": {"type": "header", "text": mrkdwn("a")},
    "mrkdwn_with_emoji_flag": {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "a", "emoji": True},
    },
    "button_in_mrkdwn": actions({"type": "button", "action_id": "a", "text": mrkdwn("a")}),
    "unknown_style": actions(button(style="gold")),
    "same_action_id_twice": actions(button(), button()),
    "button_in_an_input": {"type": "input", "label": plain("a"), "element": button()},
    "text_input_in_actions": actions({"type": "plain_text_input", "action_id": "a"}),
    "select_without_options": actions({"type": "static_select", "action_id": "a"}),
    "initial_option_that_is_no_option": actions(
        {
            "type": "static_select",
            "action_id": "a",
            "options": [option(1)],
            "initial_option": option(2),
        }
    ),
    "image_without_alt_text": {"type": "image", "image_url": "https://example.com/a.png"},
    "image_without_source": {"type": "image", "alt_text": "図"},
    "date_in_another_format": actions(
        {"type": "datepicker", "action_id": "a", "initial_date": "2026/04/01"}
    ),
    "feedback_buttons_in_actions": actions(*feedback()["elements"]),
    "elements_that_are_no_list": {"type": "actions", "elements": {"a": 1}},
    "text_that_is_a_string": {"type": "section", "text": "plain string"},
}


@pytest.mark.parametrize("name", WRONG)
def test_malformed_block_is_refused(name: str) -> None:
    assert check_message_blocks([WRONG[name]])


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(None, id="none"),
        pytest.param([None], id="null_block"),
        pytest.param(["text"], id="string_block"),
        pytest.param([[]], id="list_block"),
        pytest.param([actions(button(action_id={"a": 1}))], id="object_as_action_id"),
        pytest.param([section(block_id=["b"])], id="list_as_block_id"),
        pytest.param("blocks", id="string"),
    ],
)
def test_any_json_is_judged_without_an_exception(blocks: Any) -> None:
    assert isinstance(check_message_blocks(blocks), list)


def test_same_block_id_twice_is_refused() -> None:
    assert check_message_blocks([section(block_id="b"), section(block_id="b")])


@pytest.mark.parametrize(("count", "accepted"), [(50, True), (51, False)])
def test_message_takes_fifty_blocks(count: int, *, accepted: bool) -> None:
    assert (check_message_blocks([{"type": "divider"}] * count) == []) is accepted


@pytest.mark.parametrize(("chars", "too_long"), [(5_000, False), (5_001, True)])
def test_markdown_blocks_are_counted_together(chars: int, *, too_long: bool) -> None:
    blocks = [{"type": "markdown", "text": "あ" * chars}] * 2
    assert markdown_is_too_long(blocks) is too_long


# ── views


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("題"), "blocks": list(blocks), **more}


VIEW_LIMITS: dict[str, tuple[Json, Json]] = {
    "title_24": (modal(title=plain("題" * 24)), modal(title=plain("題" * 25))),
    "submit_24": (modal(submit=plain("送" * 24)), modal(submit=plain("送" * 25))),
    "close_24": (modal(close=plain("閉" * 24)), modal(close=plain("閉" * 25))),
    "private_metadata_3000": (
        modal(private_metadata="m" * 3000),
        modal(private_metadata="m" * 3001),
    ),
    "callback_id_255": (modal(callback_id="c" * 255), modal(callback_id="c" * 256)),
    "blocks_100": (modal(*[{"type": "divider"}] * 100), modal(*[{"type": "divider"}] * 101)),
}


@pytest.mark.parametrize("name", VIEW_LIMITS)
def test_view_at_its_limit_is_accepted_and_beyond_refused(name: str) -> None:
    at_limit, beyond = VIEW_LIMITS[name]
    assert check_view(at_limit, surface="modal") == []
    assert len(check_view(beyond, surface="modal")) == 1


@pytest.mark.parametrize(
    ("view", "surface"),
    [
        pytest.param(modal(field()), "modal", id="input_without_submit"),
        pytest.param({"type": "modal", "blocks": []}, "modal", id="modal_without_title"),
        pytest.param(modal(), "home", id="modal_as_home"),
        pytest.param({"type": "home", "blocks": []}, "modal", id="home_as_modal"),
        pytest.param(modal({"type": "markdown", "text": "a"}), "modal", id="markdown_in_modal"),
        pytest.param(
            {"type": "home", "blocks": [feedback()]}, "home", id="feedback_buttons_in_home"
        ),
        pytest.param({"type": "home"}, "home", id="home_without_blocks"),
        pytest.param([], "modal", id="not_an_object"),
    ],
)
def test_view_that_slack_would_refuse_is_refused(view: Any, surface: str) -> None:
    assert check_view(view, surface=surface)


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        pytest.param({"event_type": "a", "event_payload": {}}, None, id="fine"),
        pytest.param([], "invalid_metadata_format", id="not_an_object"),
        pytest.param({"event_payload": {}}, "invalid_metadata_schema", id="no_event_type"),
        pytest.param(
            {"event_type": "a", "event_payload": {"x": "あ" * 3000}},
            "metadata_too_large",
            id="too_large",
        ),
    ],
)
def test_metadata_is_judged_as_slack_does(metadata: Any, code: str | None) -> None:
    assert metadata_error(metadata) == code


# ── the SDK's own validators, as an independent opinion

SDK_CAN_TELL = (
    "section_text_3000",
    "section_fields_10",
    "header_150",
    "markdown_12000",
    "context_elements_10",
    "actions_elements_25",
    "block_id_255",
    "input_label_2000",
    "input_hint_2000",
    "image_alt_2000",
)


def sdk_accepts(block: Mapping[str, Any]) -> bool:
    parsed = Block.parse(dict(block))
    assert parsed is not None
    try:
        parsed.validate_json()
    except SlackObjectFormationError:
        return False
    return True


@pytest.mark.parametrize("name", SDK_CAN_TELL)
def test_sdk_draws_the_same_line_for_blocks(name: str) -> None:
    at_limit, beyond = LIMITS[name]
    assert (sdk_accepts(at_limit), sdk_accepts(beyond)) == (True, False)


def test_sdk_names_the_same_numbers_for_elements() -> None:
    assert sdk.ButtonElement.text_max_length == ours.BUTTON_TEXT_CHARS
    assert sdk.ButtonElement.value_max_length == ours.BUTTON_VALUE_CHARS
    assert sdk.InteractiveElement.action_id_max_length == ours.ACTION_ID_CHARS
    assert sdk.InputInteractiveElement.placeholder_max_length == ours.PLACEHOLDER_CHARS
    assert sdk.StaticSelectElement.options_max_length == ours.MENU_OPTIONS
    assert sdk.OverflowMenuElement.options_max_length == ours.OVERFLOW_OPTIONS
    assert Option.label_max_length == ours.OPTION_TEXT_CHARS
    assert Option.value_max_length == ours.OPTION_VALUE_CHARS
    assert (ConfirmObject.title_max_length, ConfirmObject.text_max_length) == (100, 300)
    assert (View.title_max_length, View.blocks_max_length) == (24, 100)
    assert View.private_metadata_max_length == 3000
