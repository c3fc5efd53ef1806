"""Whole surfaces: the blocks of a message, a modal, an App Home, and message metadata."""

import json
from collections.abc import Mapping
from typing import Any

from deploy.local.workspace.blockkit.layout import BLOCK_ID_CHARS, BLOCKS
from deploy.local.workspace.blockkit.report import Report

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARS = 40_000
# The documentation says 12,000 for all `markdown` blocks of a message together; in practice
# 9,600 passed and 11,300 were refused, so what lies above this is refused here too.
MARKDOWN_TOTAL_CHARS = 10_000
VIEW_TITLE_CHARS = 24
PRIVATE_METADATA_CHARS = 3000
CALLBACK_ID_CHARS = 255
METADATA_BYTES = 8000

_VIEW_KEYS = ("private_metadata", "callback_id", "external_id")
_MODAL_KEYS = ("close", "submit", "clear_on_close", "notify_on_close", "submit_disabled")


def check_message_blocks(blocks: Any) -> list[str]:
    """Slack's objections to a message's blocks; none means accepted."""
    report = Report()
    _check_blocks(report, blocks, "/blocks", surface="message", most=MESSAGE_BLOCKS)
    return report.found


def markdown_is_too_long(blocks: Any) -> bool:
    """Whether the `markdown` blocks of a message add up to more than Slack takes."""
    texts = [
        b.get("text")
        for b in (blocks if isinstance(blocks, list) else [])
        if isinstance(b, Mapping) and b.get("type") == "markdown"
    ]
    return sum(len(text) for text in texts if isinstance(text, str)) > MARKDOWN_TOTAL_CHARS


def check_view(view: Any, *, surface: str) -> list[str]:
    """Slack's objections to a view for this surface: `modal` or `home`."""
    report = Report()
    if not report.is_object(view, "/view"):
        return report.found
    if view.get("type") != surface:
        report.fail("/view/type", f"must be one of: {surface}")
    required = ("type", "title", "blocks") if surface == "modal" else ("type", "blocks")
    optional = (*_VIEW_KEYS, *_MODAL_KEYS) if surface == "modal" else (*_VIEW_KEYS, "title")
    report.keys(view, "/view", required, optional)
    for key in ("title", "submit", "close"):
        report.text(view.get(key), f"/view/{key}", most=VIEW_TITLE_CHARS, plain=True)
    for key, most in (
        ("private_metadata", PRIVATE_METADATA_CHARS),
        ("callback_id", CALLBACK_ID_CHARS),
        ("external_id", CALLBACK_ID_CHARS),
    ):
        report.string(view.get(key), f"/view/{key}", most=most, least=0)
    _check_blocks(report, view.get("blocks"), "/view/blocks", surface=surface, most=VIEW_BLOCKS)
    _check_submit(report, view, surface)
    return report.found


def _check_submit(report: Report, view: Mapping[str, Any], surface: str) -> None:
    blocks = view.get("blocks")
    listed = blocks if isinstance(blocks, list) else []
    kinds = [block.get("type") for block in listed if isinstance(block, Mapping)]
    if surface == "modal" and "input" in kinds and view.get("submit") is None:
        report.fail("/view", "missing required field: submit")


def _check_blocks(report: Report, blocks: Any, at: str, *, surface: str, most: int) -> None:
    if blocks is None:
        return

    def check(inner: Report, block: Any, where: str) -> None:
        check_block(inner, block, where, surface=surface)

    report.items(blocks, at, check, most=most, least=0)
    _check_unique_block_ids(report, blocks, at)


def check_block(report: Report, block: Any, at: str, *, surface: str) -> None:
    """One layout block on one surface."""
    if not report.is_object(block, at):
        return
    known = BLOCKS.get(str(block.get("type")))
    if known is None or surface not in known[2]:
        report.fail(f"{at}/type", f"unsupported type: {block.get('type')}")
        return
    required, optional, _surfaces, check = known
    report.keys(block, at, ("type", *required), ("block_id", *optional))
    report.string(block.get("block_id"), f"{at}/block_id", most=BLOCK_ID_CHARS)
    check(report, block, at)


def _check_unique_block_ids(report: Report, blocks: Any, at: str) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks if isinstance(blocks, list) else []):
        block_id = block.get("block_id") if isinstance(block, Mapping) else None
        if not isinstance(block_id, str):
            continue
        if block_id in seen:
            report.fail(f"{at}/{index}/block_id", f"`block_id` {block_id} already used")
        seen.add(block_id)


def metadata_error(metadata: Any) -> str | None:
    """Slack's error code for message metadata, or None when it is fine."""
    if not isinstance(metadata, Mapping):
        return "invalid_metadata_format"
    if not isinstance(metadata.get("event_type"), str) or not isinstance(
        metadata.get("event_payload"), Mapping
    ):
        return "invalid_metadata_schema"
    if len(json.dumps(metadata, ensure_ascii=False).encode()) > METADATA_BYTES:
        return "metadata_too_large"
    return None
