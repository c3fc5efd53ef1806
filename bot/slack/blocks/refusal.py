"""A no, in words: what happened, by which rule, what to change, whom to ask, which number."""

from collections.abc import Mapping

from bot.errors import Blocked, CouldNotRun, RingiError, StoreDown
from bot.slack.blocks.base import Block, Message, actions, button, context, section
from bot.slack.markup import escape
from bot.slack.words import Words


def refusal(
    error: RingiError,
    words: Words,
    *,
    request_id: str,
    contact: str,
    form: Mapping[str, str | int] | None = None,
) -> Message:
    """The words of an error. `form` are ids that reopen the request as a form."""
    said = refusal_text(error, words)
    blocks: list[Block] = [section(f"{_mark(error)} {said}")]
    if passes := error.params.get(f"passes_{words.locale}"):
        blocks.append(context(words("refusal-passes", passes=escape(str(passes)))))
    if form:
        blocks.append(actions(button(words("button-form"), "form", form)))
    blocks.append(context(_footer(error, words, request_id=request_id, contact=contact)))
    return Message(said, blocks)


def refusal_text(error: RingiError, words: Words) -> str:
    """One or two sentences. A code without words of its own still gets an honest sentence."""
    key = f"refusal-{error.code.replace('_', '-')}"
    params: dict[str, str | int] = {"field": "", "limit": 0, "length": 0, "labels": ""}
    params |= {name: _shown(value) for name, value in error.params.items()}
    labels = [label.strip() for label in str(error.params.get("labels", "")).split(",")]
    params["labels"] = escape(words.listed(words.label(label) for label in labels))
    return words(key if key in words else "refusal-other", **params)


def contact_text(contact: str, words: Words) -> str:
    """The person, group or channel of the rulebook, as a mention; words where none is named."""
    match contact[:1]:
        case "U" | "W":
            return f"<@{contact}>"
        case "S":
            return f"<!subteam^{contact}>"
        case "C":
            return f"<#{contact}>"
    return words("contact-none")


def _footer(error: RingiError, words: Words, *, request_id: str, contact: str) -> str:
    rule = words("refusal-rule", rule=escape(error.rule)) if error.rule else ""
    ask = words("refusal-ask", contact=contact_text(contact, words))
    number = words("refusal-number", number=request_id)
    return " · ".join(part for part in (rule, ask, number) if part)


def _mark(error: RingiError) -> str:
    if isinstance(error, Blocked):
        return ":no_entry:"
    return ":warning:" if isinstance(error, (CouldNotRun, StoreDown)) else ":information_source:"


def _shown(value: str | int) -> str | int:
    return escape(value) if isinstance(value, str) else value
