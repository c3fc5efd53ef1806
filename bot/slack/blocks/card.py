"""The review card, in the order that a reviewer asks: what and where to, who, findings, text."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.records import SignOff, State
from bot.signoff.workflow import Review
from bot.slack import actions as ids
from bot.slack.blocks.base import (
    Block,
    Message,
    actions,
    at,
    button,
    confirm,
    context,
    divider,
    header,
    markdown,
    section,
)
from bot.slack.blocks.findings import masked_lines, noted_lines
from bot.slack.markup import escape, quoted, safe_markdown
from bot.slack.words import Words

PREVIEW_CHARS = 1_800
DIFFERENCE_LINES = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """What the card shows besides the review: names in words, and what people wrote about it.

    `difference` is what changed since the last revision, as lines of a diff.
    """

    template: str
    destination: str
    hosts: Collection[str] = ()
    difference: tuple[str, ...] = field(default=(), repr=False)
    comments: Mapping[str, str] = field(default_factory=dict, repr=False)


def card(review: Review, words: Words, *, shown: Shown) -> Message:
    """The card as it stands now; once decided, its buttons have given way to the end state."""
    signoff = review.signoff
    text = words("card-text", template=shown.template, state=words(f"state-{signoff.state}"))
    blocks = [
        header(words("card-head", destination=shown.destination)),
        section(_asked(review, words, shown)),
        *_found(review, words),
        divider(),
        *_text(review, words, shown),
        *_difference(words, shown),
        *(_buttons(review, words, shown) if signoff.state is State.IN_REVIEW else ()),
        *_end(signoff, words, shown),
        context(_footer(review, words)),
    ]
    return Message(text, blocks)


def ids_of(signoff: SignOff) -> dict[str, str | int]:
    """What a button is bound to: one sign-off, one revision, one exact text."""
    return {"s": signoff.id, "r": signoff.revision, "d": signoff.digest}


def outcome(signoff: SignOff, words: Words) -> str:
    """'承認済み — @人 · 時刻', for the card and for lists."""
    state = words(f"state-{signoff.state}")
    who = f"<@{signoff.decided_by}>" if signoff.decided_by.startswith(("U", "W")) else ""
    when = at(signoff.decided_at) if signoff.decided_at else ""
    tail = " · ".join(part for part in (who, when) if part)
    return f"{_MARKS[signoff.state]} *{state}*" + (f" — {tail}" if tail else "")


_MARKS = {
    State.IN_REVIEW: ":hourglass_flowing_sand:",
    State.APPROVED: ":white_check_mark:",
    State.PUBLISHING: ":outbox_tray:",
    State.PUBLISHED: ":white_check_mark:",
    State.CHANGES_REQUESTED: ":leftwards_arrow_with_hook:",
    State.REFUSED: ":no_entry_sign:",
    State.EXPIRED: ":alarm_clock:",
    State.FAILED: ":warning:",
    State.AMBIGUOUS: ":grey_question:",
}


def _asked(review: Review, words: Words, shown: Shown) -> str:
    signoff = review.signoff
    return words(
        "card-asked",
        title=escape(review.publication.title),
        requester=f"<@{signoff.requester}>",
        template=escape(shown.template),
        version=review.template_version,
        revision=review.draft_revision,
    )


def _found(review: Review, words: Words) -> list[Block]:
    masked = masked_lines(review.seen_in, words)
    noted = noted_lines((*review.seen_in, *review.seen_out), words)
    hidden = [t for t, _ in review.restorable if t not in review.signoff.accepted]
    lines = [words("card-found"), *(noted or [words("card-found-none")])]
    if masked:
        lines += [words("card-masked"), *masked]
    if hidden:
        lines.append(words("card-hidden", tokens=escape(words.listed(hidden))))
    if review.signoff.accepted:
        let_out = escape(words.listed(review.signoff.accepted))
        lines.append(words("card-let-out", tokens=let_out))
    return [section("\n".join(lines))]


def _text(review: Review, words: Words, shown: Shown) -> list[Block]:
    body = safe_markdown(review.publication.body, hosts=shown.hosts)
    if len(body) <= PREVIEW_CHARS:
        return [markdown(body)]
    cut = body.rfind("\n", 0, PREVIEW_CHARS)
    preview = body[: cut if cut > 0 else PREVIEW_CHARS]
    return [markdown(preview), context(words("card-cut", count=len(body)))]


def _difference(words: Words, shown: Shown) -> list[Block]:
    if not shown.difference:
        return []
    added = sum(line.startswith("+") for line in shown.difference)
    removed = sum(line.startswith("-") for line in shown.difference)
    head = words("card-difference", added=added, removed=removed)
    changed = [_changed(line) for line in shown.difference if line[1:].strip()]
    lines = changed[:DIFFERENCE_LINES]
    if len(changed) > len(lines):
        lines.append(words("card-difference-more", count=len(changed) - len(lines)))
    shown_lines = "\n".join(lines)
    return [section(f"{head}\n```{shown_lines}```")]


def _changed(line: str) -> str:
    """The sign and the words; a list's own dash would read as a second sign."""
    text = line[1:].strip().removeprefix("- ")
    return escape(f"{line[0]} {text}"[:200]).replace("`", "'")


def _buttons(review: Review, words: Words, shown: Shown) -> list[Block]:
    value = ids_of(review.signoff)
    sure = confirm(
        title=words("confirm-sign-title"),
        text=words("confirm-sign", destination=shown.destination),
        yes=words("button-sign"),
        no=words("button-cancel"),
    )
    return [
        actions(
            button(words("button-sign"), ids.SIGN, value, style="primary", confirm=sure),
            button(words("button-send-back"), ids.SEND_BACK, value),
            button(words("button-refuse"), ids.REFUSE, value, style="danger"),
            button(words("button-full-text"), ids.FULL_TEXT, value),
        )
    ]


def _end(signoff: SignOff, words: Words, shown: Shown) -> list[Block]:
    signed = [f"<@{person}>" for person, choice in signoff.votes.items() if choice == "sign"]
    lines = []
    if signoff.state is not State.IN_REVIEW:
        lines.append(outcome(signoff, words))
    elif signed:
        lines.append(words("card-count", signed=len(signed), quorum=signoff.quorum))
    if signed:
        lines.append(words("card-signed", people=words.listed(signed)))
    if signoff.external_id:
        lines.append(words("card-published-at", place=place_of(signoff)))
    lines += [f"<@{person}>\n{quoted(said)}" for person, said in shown.comments.items()]
    return [section("\n".join(lines))] if lines else []


def place_of(signoff: SignOff) -> str:
    """Where it was published: a link where the destination gave one, else its own id."""
    at = signoff.url or signoff.external_id
    web = at.startswith(("https://", "http://")) and not set(at) & set("|<> ")
    return f"<{at}>" if web else f"`{escape(signoff.external_id)}`"


def _footer(review: Review, words: Words) -> str:
    signoff = review.signoff
    parts = [words("card-digest", digest=signoff.digest[:12], revision=signoff.revision)]
    if signoff.state is State.IN_REVIEW:
        parts.insert(0, words("card-expires", when=at(signoff.expires_at)))
    parts += [words("made-by-ai"), words("number", number=signoff.request_id)]
    return " · ".join(parts)
