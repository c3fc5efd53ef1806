"""The few Block Kit shapes that Ringi uses, inside Slack's limits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Block = dict[str, Any]
View = dict[str, Any]

SECTION_CHARS = 3_000
MESSAGE_CHARS = 9_000
"""Of markdown in one message: Slack documents 12,000, and refused 11,300."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted. `text` goes into push notifications: never a value, never a draft."""

    text: str
    blocks: list[Block] = field(repr=False)


def clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def plain_text(text: str, *, limit: int) -> Block:
    return {"type": "plain_text", "text": clip(text, limit), "emoji": True}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": clip(text, SECTION_CHARS), "verbatim": True}


def section(text: str, *, accessory: Block | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return {**block, "accessory": accessory} if accessory else block


def verbatim(text: str) -> Block:
    """A text exactly as it is: nothing in it is rendered or linked."""
    return {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text, limit=150)}


def markdown(text: str) -> Block:
    return {"type": "markdown", "text": text}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(
    text: str,
    action_id: str,
    value: Mapping[str, str | int],
    *,
    style: str = "",
    confirm: Block | None = None,
    label: str = "",
) -> Block:
    """`value` holds ids only: the whole channel can read it. `label` is for screen readers."""
    block: Block = {
        "type": "button",
        "text": plain_text(text, limit=75),
        "action_id": action_id,
        "value": json.dumps(dict(value), ensure_ascii=False, separators=(",", ":")),
    }
    if style:
        block["style"] = style
    if confirm:
        block["confirm"] = confirm
    if label:
        block["accessibility_label"] = clip(label, 75)
    return block


def confirm(*, title: str, text: str, yes: str, no: str, style: str = "primary") -> Block:
    return {
        "title": plain_text(title, limit=100),
        "text": plain_text(text, limit=300),
        "confirm": plain_text(yes, limit=30),
        "deny": plain_text(no, limit=30),
        "style": style,
    }


def option(text: str, value: str, *, description: str = "") -> Block:
    block: Block = {"text": plain_text(text, limit=75), "value": value}
    return {**block, "description": plain_text(description, limit=75)} if description else block


def text_input(
    block_id: str,
    label: str,
    *,
    multiline: bool,
    optional: bool = False,
    hint: str = "",
    initial: str = "",
    placeholder: str = "",
    max_length: int = SECTION_CHARS,
) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": "value", "multiline": multiline}
    element["max_length"] = min(max_length, SECTION_CHARS)
    if initial:
        element["initial_value"] = initial[: element["max_length"]]
    if placeholder:
        element["placeholder"] = plain_text(placeholder, limit=150)
    return input_block(block_id, label, element, optional=optional, hint=hint)


def input_block(
    block_id: str, label: str, element: Block, *, optional: bool = False, hint: str = ""
) -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, limit=2_000),
        "element": element,
        "optional": optional,
    }
    return {**block, "hint": plain_text(hint, limit=2_000)} if hint else block


def modal(
    title: str,
    blocks: list[Block],
    *,
    close: str,
    callback: str = "",
    submit: str = "",
    meta: Mapping[str, str | int] | None = None,
) -> View:
    """`meta` travels through the browser: ids only."""
    view: View = {
        "type": "modal",
        "title": plain_text(title, limit=24),
        "close": plain_text(close, limit=24),
        "blocks": blocks[:100],
    }
    if submit:
        view["submit"] = plain_text(submit, limit=24)
    if callback:
        view["callback_id"] = callback
    if meta:
        view["private_metadata"] = json.dumps(dict(meta), ensure_ascii=False)
    return view


def at(epoch_s: float) -> str:
    """A time in the reader's own zone; the fallback is UTC and says so."""
    fallback = datetime.fromtimestamp(epoch_s, tz=UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(epoch_s)}^{{date_short_pretty}} {{time}}|{fallback}>"
