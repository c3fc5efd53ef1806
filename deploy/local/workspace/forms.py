"""Interactive elements inside blocks: finding them, pressing them, filling them in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from deploy.local.workspace.blockkit.elements import INPUTS
from deploy.local.workspace.records import FormIncomplete, JsonObject, NotThere

Blocks = Sequence[JsonObject]

_PICKS = {
    "users_select": ("initial_user", "selected_user"),
    "multi_users_select": ("initial_users", "selected_users"),
    "channels_select": ("initial_channel", "selected_channel"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "datepicker": ("initial_date", "selected_date"),
    "plain_text_input": ("initial_value", "value"),
}
_ONE_OPTION = ("static_select", "radio_buttons", "overflow")
_SEVERAL_OPTIONS = ("multi_static_select", "checkboxes")


def elements_of(blocks: Blocks) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Every (block, interactive element) in reading order."""
    for block in blocks:
        if block["type"] in ("actions", "context_actions"):
            for element in block["elements"]:
                yield block, element
        for key in ("accessory", "element"):
            if key in block and block[key]["type"] != "image":
                yield block, block[key]


def find_element(
    blocks: Blocks, action_id: str, *, block_id: str | None = None, value: str | None = None
) -> tuple[JsonObject, JsonObject]:
    """The block and element that a click means; `value` tells buttons of one action id apart."""
    for block, element in elements_of(blocks):
        fits_block = block_id is None or block["block_id"] == block_id
        if element["action_id"] == action_id and fits_block and _offers(element, value):
            return block, element
    raise NotThere(f"no element {action_id} is shown here")


def _offers(element: JsonObject, value: str | None) -> bool:
    if value is None or element["type"] not in ("button", "icon_button"):
        return True
    return bool(element.get("value") == value)


def action_of(block: JsonObject, element: JsonObject, *, value: Any, action_ts: str) -> JsonObject:
    """One entry of a payload's `actions`: what was pressed or selected."""
    common = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts,
    }
    if element["type"] in ("button", "icon_button"):
        pressed = {key: element[key] for key in ("text", "value", "style") if key in element}
        return common | pressed
    if element["type"] == "feedback_buttons":
        return common | _feedback(element, value)
    return common | typed_value(element, value)


def _feedback(element: JsonObject, value: Any) -> JsonObject:
    for key in ("positive_button", "negative_button"):
        if element[key]["value"] == value:
            return {"text": element[key]["text"], "value": value}
    raise NotThere("no feedback button has this value")


def typed_value(element: JsonObject, value: Any) -> JsonObject:
    """What Slack puts into `state.values` for this element and a plain Python value."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        chosen = None if value in (None, "") else _option(element, value)
        return {"type": kind, "selected_option": chosen}
    if kind in _SEVERAL_OPTIONS:
        return {"type": kind, "selected_options": [_option(element, v) for v in value or []]}
    return {"type": kind, _PICKS[kind][1]: value if value != "" else None}


def _option(element: JsonObject, value: str) -> JsonObject:
    grouped = [o for group in element.get("option_groups") or [] for o in group["options"]]
    for option in (element.get("options") or []) + grouped:
        if option["value"] == value:
            return dict(option)
    raise NotThere(f"{element['action_id']} offers no option {value}")


def initial_value(element: JsonObject) -> Any:
    """The plain value an element has before anyone touches it."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        return (element.get("initial_option") or {}).get("value")
    if kind in _SEVERAL_OPTIONS:
        return [option["value"] for option in element.get("initial_options") or []]
    return element.get(_PICKS[kind][0])


def fill(blocks: Blocks, values: Mapping[str, Any]) -> JsonObject:
    """`state.values` of a surface. `values` is block id or action id → plain value.

    A value may also be nested as `{block_id: {action_id: value}}`.
    """
    filled: JsonObject = {}
    for block, element in elements_of(blocks):
        if element["type"] in INPUTS:
            value = _given(block, element, values)
            typed = typed_value(element, value)
            filled.setdefault(block["block_id"], {})[element["action_id"]] = typed
    return filled


def _given(block: JsonObject, element: JsonObject, values: Mapping[str, Any]) -> Any:
    block_id, action_id = block["block_id"], element["action_id"]
    if block_id in values:
        given = values[block_id]
        if not isinstance(given, Mapping):
            return given
        return given.get(action_id, initial_value(element))
    return values[action_id] if action_id in values else initial_value(element)


def check_complete(blocks: Blocks, values: Mapping[str, Any]) -> None:
    """Raise FormIncomplete where Slack's own client would not let the person submit."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            problem = _problem(block, _given(block, block["element"], values))
            if problem is not None:
                errors[block["block_id"]] = problem
    if errors:
        raise FormIncomplete(errors)


def _problem(block: JsonObject, value: Any) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "required"
    if block["element"]["type"] == "plain_text_input":
        if len(value) < block["element"].get("min_length", 0):
            return "too_short"
        if len(value) > block["element"].get("max_length", 3000):
            return "too_long"
    return None
