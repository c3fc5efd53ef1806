"""From what was asked to parts, messages and sections, and back. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.errors import BadInput, ModelFailed
from bot.records import ChatMessage, Completion, Draft, Material, Section
from guards.pii.mentions import lookalikes
from prompts.template import InvalidValue, Message, Template, UnusableAnswer

_TO_ENGLISH = re.compile(r"英語|英訳|英文|\b(?:in|into|to) english\b", re.IGNORECASE)
_TO_JAPANESE = re.compile(r"日本語|和訳|邦訳|\b(?:in|into|to) japanese\b", re.IGNORECASE)


def draft_id(request_id: str) -> str:
    """The draft of a request; derived, so that a job delivered twice finds its own draft."""
    return f"d_{request_id}"


def as_markdown(sections: tuple[Section, ...]) -> str:
    return "\n\n".join(f"## {s.title}\n\n{s.body}" for s in sections)


def locale_asked(text: str, current: str) -> str:
    """'英語で' and 'in Japanese' change the draft's language; anything else keeps it."""
    if _TO_ENGLISH.search(text):
        return "en"
    if _TO_JAPANESE.search(text):
        return "ja"
    return current


def checked(
    template: Template, values: Mapping[str, str], *, materials: tuple[Material, ...]
) -> Mapping[str, str]:
    try:
        return template.check_values(values, has_material=bool(materials))
    except InvalidValue as error:
        code = {"missing": "missing_field", "empty": "missing_field", "too_long": "field_too_long"}
        params: dict[str, str | int] = {"field": error.field, "limit": error.limit}
        raise BadInput(code.get(error.code, "field_invalid"), params=params) from None


def parts(values: Mapping[str, str], materials: tuple[Material, ...]) -> dict[str, str]:
    parts = {f"values.{name}": value for name, value in values.items()}
    return parts | {f"material.{m.id}": m.text for m in materials}


def readable(text: str) -> str:
    """Half an emoji, as a client may cut it, can't be written anywhere: it becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mentions_names(draft: Draft) -> bool:
    texts = (*(s.body for s in draft.sections), *parts(draft.values, draft.materials).values())
    return any(lookalikes(text) for text in texts)


def unparts(
    parts: Mapping[str, str], values: Mapping[str, str], materials: tuple[Material, ...]
) -> tuple[dict[str, str], tuple[Material, ...]]:
    masked_values = {name: parts[f"values.{name}"] for name in values}
    return masked_values, tuple(replace(m, text=parts[f"material.{m.id}"]) for m in materials)


def render(
    template: Template, values: Mapping[str, str], materials: tuple[Material, ...]
) -> tuple[ChatMessage, ...]:
    return chat(template.render(values, materials=[(m.source, m.text) for m in materials]))


def chat(messages: tuple[Message, ...]) -> tuple[ChatMessage, ...]:
    return tuple(ChatMessage(m.role, m.text) for m in messages)


def read_sections(template: Template, completion: Completion) -> tuple[Section, ...]:
    try:
        sections = template.read_sections(completion.text)
    except UnusableAnswer as error:
        empty = error.code in {"empty_section", "missing_section"}
        code = "model_empty_section" if empty else "model_nonsense"
        raise ModelFailed(code, params={"section": error.section}) from None
    return tuple(Section(s.id, s.title, s.body) for s in sections)
