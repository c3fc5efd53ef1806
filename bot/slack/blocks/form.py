"""A template's inputs as a modal, in the viewer's language, with errors beside the field."""

from collections.abc import Mapping

from bot.records import Json
from bot.slack import actions as ids
from bot.slack.blocks.base import (
    SECTION_CHARS,
    Block,
    View,
    actions,
    button,
    context,
    input_block,
    modal,
    option,
    section,
    text_input,
)
from bot.slack.markup import escape
from bot.slack.words import Words, words_in
from prompts.library import Library
from prompts.template import Input, InvalidValue, Template, UnknownTemplate
from prompts.values import check

FIELD = "in:"
WHERE = "where"


def chooser_view(templates: list[Template], words: Words, *, meta: Mapping[str, str | int]) -> View:
    """Which template? Those that this person may use."""
    blocks: list[Block] = []
    for template in templates[:40]:
        pick = button(words("button-choose"), f"{ids.FORM}:{template.id}", {"t": template.id})
        about = f"*{escape(template.title)}*\n{escape(template.description)}"
        blocks.append(section(about, accessory=pick))
    if not blocks:
        blocks = [section(words("nothing-allowed"))]
    return modal(words("chooser-title"), blocks, close=words("button-close"), meta=meta)


def form_view(
    template: Template,
    words: Words,
    *,
    meta: Mapping[str, str | int],
    ask_where: bool,
    kept: str = "",
) -> View:
    """The fields. `kept` says, where material is kept already, what: it is not asked for again."""
    inputs = [i for i in template.inputs if not (i.material and kept)]
    blocks = [section(f"*{escape(template.title)}*\n{escape(template.description)}")]
    if kept:
        blocks.append(context(kept))
    elif template.material_input and any(i.from_material for i in inputs):
        blocks.append(context(words("form-either", field=escape(template.material_input.title))))
    blocks += [_field(each, words) for each in inputs]
    if ask_where:
        blocks.append(_where(words))
    blocks.append(context(words("form-note")))
    return modal(
        words("form-title"),
        blocks,
        close=words("button-cancel"),
        callback=ids.FORM,
        submit=words("form-submit"),
        meta={**meta, "t": template.id, "l": template.locale},
    )


def needs_form(template: Template, *, has_material: bool) -> bool:
    """Whether there are fields to fill in that what was brought does not answer."""
    return any(each.needed(has_material=has_material) for each in template.inputs)


def form_values(payload: Mapping[str, Json]) -> dict[str, str]:
    """What was filled in, by the template's own field ids."""
    values = payload.get("values")
    found = values if isinstance(values, dict) else {}
    return {
        block.removeprefix(FIELD): str(value)
        for block, value in found.items()
        if block.startswith(FIELD) and value is not None
    }


def form_errors(library: Library, payload: Mapping[str, Json]) -> dict[str, str]:
    """The words for each field that can't be used, by block id; empty where all can."""
    meta = payload.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    locale = str(meta.get("l"))
    try:
        template = library.get(str(meta.get("t")), locale)
    except UnknownTemplate:
        return {}  # the worker refuses it, in words
    values = form_values(payload)
    pasted = any(values.get(each.id, "").strip() for each in template.inputs if each.material)
    has_material = bool(meta.get("a")) or pasted
    found: dict[str, str] = {}
    for each in template.inputs:
        given = {each.id: values[each.id]} if each.id in values else {}
        try:
            check((each,), given, has_material=has_material)
        except InvalidValue as error:
            found[f"{FIELD}{each.id}"] = _wrong(error, each, words_in(locale))
    return found


def _wrong(error: InvalidValue, each: Input, words: Words) -> str:
    if each.from_material and error.code in {"missing", "empty"}:
        return words("field-missing-or-material")
    return words(f"field-{error.code.replace('_', '-')}", limit=error.limit)


def _field(each: Input, words: Words) -> Block:
    block_id = f"{FIELD}{each.id}"
    choices = each.choices or (("true", "false") if each.kind == "boolean" else ())
    if choices:
        names = {c: words(f"choice-{c}") if each.kind == "boolean" else c for c in choices}
        options = [option(names[c], c) for c in choices[:100]]
        element: Block = {"type": "static_select", "action_id": "value", "options": options}
        return input_block(block_id, each.title, element, optional=not each.always, hint=each.hint)
    return text_input(
        block_id,
        each.title,
        multiline=each.multiline or each.material,
        optional=not each.always,
        hint=_hint(each, words),
        max_length=each.max_chars,
    )


def _hint(each: Input, words: Words) -> str:
    longer = words("form-longer") if each.material and each.max_chars > SECTION_CHARS else ""
    return " ".join(part for part in (each.hint, longer) if part)


def _where(words: Words) -> Block:
    element: Block = {
        "type": "conversations_select",
        "action_id": "value",
        "default_to_current_conversation": True,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return input_block(
        WHERE, words("form-where"), element, optional=True, hint=words("form-where-hint")
    )


def chips(templates: list[Template], *, ask: str) -> Block:
    """One button for each template that may be meant; the text itself rests in the vault."""
    return actions(
        *(
            button(each.title, f"{ids.CHOOSE}:{each.id}", {"a": ask, "t": each.id})
            for each in templates[:5]
        )
    )
