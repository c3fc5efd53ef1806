"""A draft in its thread: the guarded text, what was found, and what can be done with it."""

import json
from collections.abc import Collection

from bot.records import Answer
from bot.slack import actions as ids
from bot.slack.blocks.base import (
    MESSAGE_CHARS,
    Block,
    Message,
    actions,
    button,
    context,
    markdown,
    section,
)
from bot.slack.blocks.findings import masked_lines, noted_lines
from bot.slack.markup import pieces, safe_markdown
from bot.slack.words import Words


def draft_messages(
    answer: Answer,
    words: Words,
    *,
    title: str,
    publishable: bool,
    hosts: Collection[str] = (),
) -> list[Message]:
    """One message, or several where the text is longer than one may be; buttons on the last.

    `title` is the template's. `publishable` is whether there is a destination to sign off for.
    """
    text = words("draft-ready", title=title, revision=answer.draft.revision)
    parts = pieces(safe_markdown(answer.text, hosts=hosts), limit=MESSAGE_CHARS)
    messages = [Message(text, [_head(answer, words, title=title), *_body(p)]) for p in parts[:1]]
    messages += [Message(text, _body(part)) for part in parts[1:]]
    for number, message in enumerate(messages, start=1):
        message.blocks.append(_made_by_ai(answer, words, number=number, of=len(messages)))
    messages[-1].blocks.extend(_foot(answer, words, publishable=publishable))
    return messages


def _head(answer: Answer, words: Words, *, title: str) -> Block:
    return section(words("draft-head", title=title, revision=answer.draft.revision))


def _body(part: str) -> list[Block]:
    return [markdown(part)]


def _made_by_ai(answer: Answer, words: Words, *, number: int, of: int) -> Block:
    draft = answer.draft
    line = words("draft-by-ai", template=draft.template, version=draft.template_version)
    part = words("draft-part", number=number, of=of) if of > 1 else ""
    return context(" · ".join(filter(None, (line, part, words("number", number=answer.trace)))))


def _foot(answer: Answer, words: Words, *, publishable: bool) -> list[Block]:
    blocks: list[Block] = []
    seen = (*answer.draft.seen_in, *answer.draft.seen_out)
    masked, noted = masked_lines(answer.draft.seen_in, words), noted_lines(seen, words)
    if masked:
        blocks.append(context(words("draft-masked") + "\n" + "\n".join(masked)))
    if noted:
        blocks.append(context(words("draft-noted") + "\n" + "\n".join(noted)))
    return [*blocks, _buttons(answer, words, publishable=publishable), _feedback(answer, words)]


def _buttons(answer: Answer, words: Words, *, publishable: bool) -> Block:
    value: dict[str, str | int] = {"d": answer.draft.id, "r": answer.draft.revision}
    found = [button(words("button-revise"), ids.REVISE, value, label=words("label-of-revise"))]
    if publishable:
        label = words("label-of-request")
        request = button(
            words("button-request"), ids.REQUEST_SIGNOFF, value, style="primary", label=label
        )
        found.append(request)
    return actions(*found)


def _feedback(answer: Answer, words: Words) -> Block:
    def choice(name: str) -> Block:
        return {
            "text": {"type": "plain_text", "text": words(f"feedback-{name}")},
            "accessibility_label": words(f"feedback-{name}-label"),
            "value": json.dumps({"f": name, "d": answer.draft.id, "r": answer.draft.revision}),
        }

    element = {
        "type": "feedback_buttons",
        "action_id": ids.FEEDBACK,
        "positive_button": choice("good"),
        "negative_button": choice("bad"),
    }
    return {"type": "context_actions", "elements": [element]}
