"""What Ringi does and how to ask, for the person who asks."""

from bot.slack.blocks.base import Block, Message, context, section
from bot.slack.blocks.refusal import contact_text
from bot.slack.markup import escape
from bot.slack.words import Words
from prompts.template import Template


def help_message(
    templates: list[Template], words: Words, *, contact: str, unknown: str = "", near: str = ""
) -> Message:
    """`unknown` is the sub-command that nobody knows, `near` the one that may have been meant."""
    blocks: list[Block] = []
    if unknown:
        blocks.append(section(words("help-unknown", word=escape(unknown))))
    if near:
        blocks.append(section(words("help-near", near=escape(near))))
    blocks.append(section(words("help-what")))
    lines = [_line(template) for template in templates[:20]]
    blocks.append(section("\n".join(lines) if lines else words("nothing-allowed")))
    blocks.append(section(words("help-ways")))
    blocks.append(context(words("refusal-ask", contact=contact_text(contact, words))))
    return Message(words("help-text"), blocks)


def _line(template: Template) -> str:
    word = template.aliases[0] if template.aliases else template.id
    about = f"*{escape(template.title)}* — {escape(template.description)}"
    return f"• `/ringi {escape(word)}` {about}"
