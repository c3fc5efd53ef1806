"""What the requester is told in their thread when something happens to their sign-off."""

from collections.abc import Mapping

from bot.records import SignOff, State
from bot.slack.blocks.base import Block, Message, at, context, section
from bot.slack.blocks.card import place_of
from bot.slack.markup import quoted
from bot.slack.words import Words

TOLD = frozenset(State) - {State.PUBLISHING}
"""Between approved and published nothing happens that somebody could act on."""


def notice(
    signoff: SignOff, words: Words, *, destination: str, comments: Mapping[str, str], contact: str
) -> Message:
    """State by state, in words; a comment or reason as a quotation of the person who wrote it."""
    said = words(
        f"told-{signoff.state.value.replace('_', '-')}",
        requester=f"<@{signoff.requester}>",
        destination=destination,
        who=f"<@{signoff.decided_by}>" if signoff.decided_by else "—",
        until=at(signoff.expires_at),
        place=place_of(signoff) if signoff.external_id else "—",
        contact=contact,
    )
    blocks: list[Block] = [section(said)]
    blocks += [section(f"<@{person}>\n{quoted(text)}") for person, text in comments.items()]
    blocks.append(context(words("number", number=signoff.request_id)))
    return Message(words("told-text", state=words(f"state-{signoff.state}")), blocks)
