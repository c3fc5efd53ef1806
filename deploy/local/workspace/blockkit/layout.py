"""Layout blocks: which there are, what each holds, and on which surface it may stand."""

from collections.abc import Callable, Mapping
from typing import Any

from deploy.local.workspace.blockkit import elements as el
from deploy.local.workspace.blockkit.report import Report

SECTION_CHARS = 3000
SECTION_FIELDS = 10
FIELD_CHARS = 2000
HEADER_CHARS = 150
ACTIONS_ELEMENTS = 25
CONTEXT_ELEMENTS = 10
CONTEXT_ACTIONS_ELEMENTS = 5
LABEL_CHARS = 2000
MARKDOWN_CHARS = 12_000
BLOCK_ID_CHARS = 255

Block = Mapping[str, Any]


def _section(report: Report, block: Block, at: str) -> None:
    if block.get("text") is None and block.get("fields") is None:
        report.fail(at, "must have one of: text, fields")
    report.text(block.get("text"), f"{at}/text", most=SECTION_CHARS)
    report.items(block.get("fields"), f"{at}/fields", _field, most=SECTION_FIELDS)
    report.flag(block.get("expand"), f"{at}/expand")
    if block.get("accessory") is not None:
        el.check_element(report, block["accessory"], f"{at}/accessory", allowed=el.IN_SECTION)


def _field(report: Report, value: Any, at: str) -> None:
    report.text(value, at, most=FIELD_CHARS)


def _header(report: Report, block: Block, at: str) -> None:
    report.text(block.get("text"), f"{at}/text", most=HEADER_CHARS, plain=True)


def _divider(_report: Report, _block: Block, _at: str) -> None:
    """A divider holds nothing that could be wrong."""


def _context(report: Report, block: Block, at: str) -> None:
    report.items(block.get("elements"), f"{at}/elements", _context_item, most=CONTEXT_ELEMENTS)


def _context_item(report: Report, value: Any, at: str) -> None:
    if isinstance(value, Mapping) and value.get("type") == "image":
        el.check_element(report, value, at, allowed=("image",))
    else:
        report.text(value, at, most=SECTION_CHARS)


def _actions(report: Report, block: Block, at: str) -> None:
    def check(inner: Report, value: Any, where: str) -> None:
        el.check_element(inner, value, where, allowed=el.IN_ACTIONS)

    report.items(block.get("elements"), f"{at}/elements", check, most=ACTIONS_ELEMENTS)
    _check_unique_actions(report, block, at)


def _check_unique_actions(report: Report, block: Block, at: str) -> None:
    seen: set[str] = set()
    elements = block.get("elements")
    for index, element in enumerate(elements if isinstance(elements, list) else []):
        action_id = element.get("action_id") if isinstance(element, Mapping) else None
        if not isinstance(action_id, str):
            continue
        if action_id in seen:
            report.fail(f"{at}/elements/{index}/action_id", f"`action_id` {action_id} already used")
        seen.add(action_id)


def _context_actions(report: Report, block: Block, at: str) -> None:
    def check(inner: Report, value: Any, where: str) -> None:
        el.check_element(inner, value, where, allowed=el.IN_CONTEXT_ACTIONS)

    report.items(block.get("elements"), f"{at}/elements", check, most=CONTEXT_ACTIONS_ELEMENTS)
    _check_unique_actions(report, block, at)


def _input(report: Report, block: Block, at: str) -> None:
    report.text(block.get("label"), f"{at}/label", most=LABEL_CHARS, plain=True)
    report.text(block.get("hint"), f"{at}/hint", most=LABEL_CHARS, plain=True)
    report.flag(block.get("optional"), f"{at}/optional")
    report.flag(block.get("dispatch_action"), f"{at}/dispatch_action")
    if block.get("element") is not None:
        el.check_element(report, block["element"], f"{at}/element", allowed=el.INPUTS)


def _markdown(report: Report, block: Block, at: str) -> None:
    report.string(block.get("text"), f"{at}/text", most=MARKDOWN_CHARS)


def _image(report: Report, block: Block, at: str) -> None:
    report.string(block.get("alt_text"), f"{at}/alt_text", most=2000)
    report.string(block.get("image_url"), f"{at}/image_url", most=el.URL_CHARS)
    report.text(block.get("title"), f"{at}/title", most=2000, plain=True)
    if (block.get("image_url") is None) == (block.get("slack_file") is None):
        report.fail(at, "must have one of: image_url, slack_file")


_RICH_PARTS = (
    "rich_text_section",
    "rich_text_list",
    "rich_text_preformatted",
    "rich_text_quote",
)


def _rich_text(report: Report, block: Block, at: str) -> None:
    report.items(block.get("elements"), f"{at}/elements", _rich_part, most=1000, least=0)


def _rich_part(report: Report, value: Any, at: str) -> None:
    if not report.is_object(value, at):
        return
    if value.get("type") not in _RICH_PARTS:
        report.fail(f"{at}/type", f"unsupported type: {value.get('type')}")
    if not isinstance(value.get("elements"), list):
        report.fail(at, "missing required field: elements")


EVERYWHERE = ("message", "modal", "home")
_MESSAGE = ("message",)

# block type → (required keys, optional keys, surfaces, check)
BLOCKS: dict[
    str,
    tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], Callable[[Report, Block, str], None]],
] = {
    "actions": (("elements",), (), EVERYWHERE, _actions),
    "context": (("elements",), (), EVERYWHERE, _context),
    "context_actions": (("elements",), (), _MESSAGE, _context_actions),
    "divider": ((), (), EVERYWHERE, _divider),
    "header": (("text",), (), EVERYWHERE, _header),
    "image": (("alt_text",), ("image_url", "slack_file", "title"), EVERYWHERE, _image),
    "input": (("label", "element"), ("hint", "optional", "dispatch_action"), EVERYWHERE, _input),
    "markdown": (("text",), (), _MESSAGE, _markdown),
    "rich_text": (("elements",), (), EVERYWHERE, _rich_text),
    "section": ((), ("text", "fields", "accessory", "expand"), EVERYWHERE, _section),
}
