"""Interactive elements and composition objects: buttons, menus, inputs, options, dialogs."""

import re
from collections.abc import Mapping
from typing import Any

from deploy.local.workspace.blockkit.report import Report

ACTION_ID_CHARS = 255
BUTTON_TEXT_CHARS = 75
BUTTON_VALUE_CHARS = 2000
URL_CHARS = 3000
OPTION_TEXT_CHARS = 75
OPTION_VALUE_CHARS = 150
PLACEHOLDER_CHARS = 150
MENU_OPTIONS = 100
CHOICE_OPTIONS = 10
OVERFLOW_OPTIONS = 5
INPUT_CHARS = 3000

STYLES = ("primary", "danger")
SELECTS = ("static_select", "users_select", "channels_select", "conversations_select")
MULTI_SELECTS = ("multi_static_select", "multi_users_select")
CHOICES = ("checkboxes", "radio_buttons")
INPUTS = (*SELECTS, *MULTI_SELECTS, *CHOICES, "plain_text_input", "datepicker")
IN_ACTIONS = ("button", "overflow", *SELECTS, *MULTI_SELECTS, *CHOICES, "datepicker")
IN_SECTION = (*IN_ACTIONS, "image")
IN_CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")

_COMMON = ("action_id", "confirm", "focus_on_load")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

# element type → (required keys, optional keys)
_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "button": (
        ("type", "text"),
        ("action_id", "url", "value", "style", "confirm", "accessibility_label"),
    ),
    "overflow": (("type", "options"), ("action_id", "confirm")),
    "static_select": (
        ("type",),
        (*_COMMON, "placeholder", "options", "option_groups", "initial_option"),
    ),
    "multi_static_select": (
        ("type",),
        (
            *_COMMON,
            "placeholder",
            "options",
            "option_groups",
            "initial_options",
            "max_selected_items",
        ),
    ),
    "users_select": (("type",), (*_COMMON, "placeholder", "initial_user")),
    "multi_users_select": (
        ("type",),
        (*_COMMON, "placeholder", "initial_users", "max_selected_items"),
    ),
    "channels_select": (
        ("type",),
        (*_COMMON, "placeholder", "initial_channel", "response_url_enabled"),
    ),
    "conversations_select": (
        ("type",),
        (
            *_COMMON,
            "placeholder",
            "initial_conversation",
            "default_to_current_conversation",
            "response_url_enabled",
            "filter",
        ),
    ),
    "checkboxes": (("type", "options"), (*_COMMON, "initial_options")),
    "radio_buttons": (("type", "options"), (*_COMMON, "initial_option")),
    "plain_text_input": (
        ("type",),
        (
            "action_id",
            "focus_on_load",
            "placeholder",
            "initial_value",
            "multiline",
            "min_length",
            "max_length",
            "dispatch_action_config",
        ),
    ),
    "datepicker": (("type",), (*_COMMON, "placeholder", "initial_date")),
    "image": (("type", "alt_text"), ("image_url", "slack_file")),
    "feedback_buttons": (("type", "positive_button", "negative_button"), ("action_id",)),
    "icon_button": (
        ("type", "icon", "text"),
        ("action_id", "value", "confirm", "accessibility_label", "visible_to_user_ids"),
    ),
}


def check_element(report: Report, value: Any, at: str, *, allowed: tuple[str, ...]) -> None:
    """One element, of a type that may stand here."""
    if not report.is_object(value, at):
        return
    kind = value.get("type")
    if kind not in allowed:
        report.fail(f"{at}/type", f"unsupported type: {kind}")
        return
    required, optional = _KEYS[kind]
    report.keys(value, at, required, optional)
    report.string(value.get("action_id"), f"{at}/action_id", most=ACTION_ID_CHARS)
    report.text(value.get("placeholder"), f"{at}/placeholder", most=PLACEHOLDER_CHARS, plain=True)
    if value.get("confirm") is not None:
        check_confirm(report, value["confirm"], f"{at}/confirm")
    _check_particulars(report, kind, value, at)


def _check_particulars(report: Report, kind: str, value: Mapping[str, Any], at: str) -> None:
    if kind in ("button", "icon_button"):
        _check_button(report, value, at)
    elif kind == "feedback_buttons":
        for key in ("positive_button", "negative_button"):
            _check_feedback(report, value.get(key), f"{at}/{key}")
    elif kind == "image":
        _check_picture(report, value, at)
    elif kind == "plain_text_input":
        _check_text_input(report, value, at)
    elif kind == "datepicker":
        _check_date(report, value.get("initial_date"), f"{at}/initial_date")
    elif kind in ("static_select", "multi_static_select", "overflow", *CHOICES):
        _check_options(report, kind, value, at)


def _check_button(report: Report, value: Mapping[str, Any], at: str) -> None:
    report.text(value.get("text"), f"{at}/text", most=BUTTON_TEXT_CHARS, plain=True)
    report.string(value.get("url"), f"{at}/url", most=URL_CHARS)
    report.string(value.get("value"), f"{at}/value", most=BUTTON_VALUE_CHARS, least=0)
    report.one_of(value.get("style"), f"{at}/style", STYLES)
    report.string(
        value.get("accessibility_label"), f"{at}/accessibility_label", most=BUTTON_TEXT_CHARS
    )
    if value.get("type") == "icon_button":
        report.one_of(value.get("icon"), f"{at}/icon", ("trash",))


def _check_feedback(report: Report, value: Any, at: str) -> None:
    if value is None or not report.is_object(value, at):
        return
    report.keys(value, at, ("text", "value"), ("accessibility_label",))
    report.text(value.get("text"), f"{at}/text", most=BUTTON_TEXT_CHARS, plain=True)
    report.string(value.get("value"), f"{at}/value", most=BUTTON_VALUE_CHARS)
    report.string(
        value.get("accessibility_label"), f"{at}/accessibility_label", most=BUTTON_TEXT_CHARS
    )


def _check_picture(report: Report, value: Mapping[str, Any], at: str) -> None:
    report.string(value.get("image_url"), f"{at}/image_url", most=URL_CHARS)
    report.string(value.get("alt_text"), f"{at}/alt_text", most=2000)
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        report.fail(at, "must have one of: image_url, slack_file")


def _check_text_input(report: Report, value: Mapping[str, Any], at: str) -> None:
    report.string(value.get("initial_value"), f"{at}/initial_value", most=INPUT_CHARS, least=0)
    report.flag(value.get("multiline"), f"{at}/multiline")
    for key, least in (("min_length", 0), ("max_length", 1)):
        number = value.get(key)
        if number is None:
            continue
        if not isinstance(number, int) or isinstance(number, bool):
            report.fail(f"{at}/{key}", "must be an integer")
        elif not least <= number <= INPUT_CHARS:
            report.fail(f"{at}/{key}", f"must be between {least} and {INPUT_CHARS}")


def _check_date(report: Report, value: object, at: str) -> None:
    if value is not None and not (isinstance(value, str) and _DATE.fullmatch(value)):
        report.fail(at, "must be in format YYYY-MM-DD")


def _check_options(report: Report, kind: str, value: Mapping[str, Any], at: str) -> None:
    most = {"overflow": OVERFLOW_OPTIONS, "checkboxes": CHOICE_OPTIONS}.get(kind, MENU_OPTIONS)
    most = CHOICE_OPTIONS if kind == "radio_buttons" else most
    least = 2 if kind == "overflow" else 1
    rich = kind in CHOICES

    def check(inner: Report, option: Any, where: str) -> None:
        check_option(inner, option, where, rich=rich, link=kind == "overflow")

    if "select" in kind:
        _check_one_source(report, value, at)
        report.items(
            value.get("option_groups"), f"{at}/option_groups", _check_group, most=MENU_OPTIONS
        )
    report.items(value.get("options"), f"{at}/options", check, most=most, least=least)
    _check_initial(report, value, at)


def _check_one_source(report: Report, value: Mapping[str, Any], at: str) -> None:
    if (value.get("options") is None) == (value.get("option_groups") is None):
        report.fail(at, "must have one of: options, option_groups")


def _check_group(report: Report, value: Any, at: str) -> None:
    if not report.is_object(value, at):
        return
    report.keys(value, at, ("label", "options"), ())
    report.text(value.get("label"), f"{at}/label", most=OPTION_TEXT_CHARS, plain=True)
    report.items(value.get("options"), f"{at}/options", check_option, most=MENU_OPTIONS)


def _check_initial(report: Report, value: Mapping[str, Any], at: str) -> None:
    """What is selected at first has to be one of the options, exactly."""
    known = list(value.get("options") or [])
    for group in value.get("option_groups") or []:
        known += group.get("options", []) if isinstance(group, Mapping) else []
    initial = value.get("initial_options")
    single = value.get("initial_option")
    for option in [single] if single is not None else initial or []:
        if option not in known:
            report.fail(at, "initial option is not one of the options")


def check_option(
    report: Report, value: Any, at: str, *, rich: bool = False, link: bool = False
) -> None:
    """One option; only checkboxes and radio buttons may use mrkdwn in it."""
    if not report.is_object(value, at):
        return
    extra = ("description", "url") if link else ("description",)
    report.keys(value, at, ("text", "value"), extra)
    report.text(value.get("text"), f"{at}/text", most=OPTION_TEXT_CHARS, plain=not rich)
    report.string(value.get("value"), f"{at}/value", most=OPTION_VALUE_CHARS)
    report.text(
        value.get("description"), f"{at}/description", most=OPTION_TEXT_CHARS, plain=not rich
    )
    report.string(value.get("url"), f"{at}/url", most=URL_CHARS)


def check_confirm(report: Report, value: Any, at: str) -> None:
    """A confirmation dialog: title 100, text 300, buttons 30 characters."""
    if not report.is_object(value, at):
        return
    report.keys(value, at, ("title", "text", "confirm", "deny"), ("style",))
    report.text(value.get("title"), f"{at}/title", most=100, plain=True)
    report.text(value.get("text"), f"{at}/text", most=300)
    report.text(value.get("confirm"), f"{at}/confirm", most=30, plain=True)
    report.text(value.get("deny"), f"{at}/deny", most=30, plain=True)
    report.one_of(value.get("style"), f"{at}/style", STYLES)
