"""Modals: opened within three seconds as a loading view, filled by the worker, errors in words."""

from collections.abc import Mapping

from bot.records import Draft
from bot.signoff.workflow import Review
from bot.slack import actions as ids
from bot.slack.blocks.base import (
    Block,
    Message,
    View,
    context,
    divider,
    input_block,
    modal,
    option,
    section,
    text_input,
    verbatim,
)
from bot.slack.blocks.card import ids_of
from bot.slack.markup import escape, pieces
from bot.slack.words import Words
from guards.rulebook import Rulebook

COMMENT_CHARS = 1_000
VERBATIM_CHARS = 2_900
MAX_CHOICES = 10


def loading() -> View:
    """Before anybody knows the reader's language: both, and the same length of patience."""
    return modal("Ringi", [section("読み込んでいます… / Loading…")], close="閉じる / Close")


def sorry() -> View:
    """The store is away while nobody knows the reader's language."""
    said = (
        ":warning: いま受け付けられません。何も失われていません。数分後にもう一度お試しください。\n"
        "Ringi can’t take this right now. Nothing was lost. Please try again in a few minutes."
    )
    return modal("Ringi", [section(said)], close="閉じる / Close")


def told(message: Message, words: Words) -> View:
    """A message where a form was expected: a refusal, mostly."""
    kept = [b for b in message.blocks if b["type"] != "markdown"]
    return modal("Ringi", kept, close=words("button-close"))


def revise_view(draft: Draft, words: Words, *, meta: dict[str, str | int]) -> View:
    wish = text_input(
        "wish",
        words("revise-label"),
        multiline=True,
        placeholder=words("revise-example"),
        hint=words("revise-hint", revision=draft.revision),
        max_length=COMMENT_CHARS,
    )
    return modal(
        words("revise-title"),
        [wish],
        close=words("button-cancel"),
        callback=ids.REVISE,
        submit=words("revise-submit"),
        meta=meta,
    )


def destination_view(
    draft: Draft,
    words: Words,
    *,
    rulebook: Rulebook,
    destinations: tuple[str, ...],
    hidden: tuple[str, ...],
    meta: dict[str, str | int],
) -> View:
    """Where to, who signs, by when, and what stays hidden."""
    choices = [_destination(name, rulebook, words) for name in destinations[:MAX_CHOICES]]
    element: Block = {
        "type": "radio_buttons",
        "action_id": "value",
        "options": choices,
        "initial_option": choices[0],
    }
    stays = words("submit-hidden", tokens=escape(words.listed(hidden)))
    return modal(
        words("submit-title"),
        [
            input_block("destination", words("submit-where"), element),
            section(stays if hidden else words("submit-nothing-hidden")),
            context(words("submit-note", revision=draft.revision)),
        ],
        close=words("button-cancel"),
        callback=ids.REQUEST_SIGNOFF,
        submit=words("button-request"),
        meta=meta,
    )


def _destination(name: str, rulebook: Rulebook, words: Words) -> Block:
    destination = rulebook.destinations[name]
    route = rulebook.routes[destination.route]
    about = words("submit-route", quorum=route.quorum, hours=int(route.expires_hours))
    return option(destination.title.in_(words.locale), name, description=about)


def comment_view(review: Review, words: Words, *, callback: str) -> View:
    """Why it goes back (`send_back`), or why it will not be published (`refuse`)."""
    key = callback.replace("_", "-")
    said = text_input(
        "comment",
        words(f"{key}-label"),
        multiline=True,
        hint=words(f"{key}-hint"),
        max_length=COMMENT_CHARS,
    )
    return modal(
        words(f"{key}-title"),
        [said],
        close=words("button-cancel"),
        callback=callback,
        submit=words(f"button-{key}"),
        meta=ids_of(review.signoff),
    )


def full_text_view(review: Review, words: Words, *, values: Mapping[str, str] | None) -> View:
    """The exact text, character by character, and a checkbox for each value that may be let out.

    `values` are what the placeholders stand for, or None for somebody who may only read.
    """
    signoff = review.signoff
    blocks: list[Block] = [section(f"*{escape(review.publication.title)}*")]
    choices = _let_out(review, words, values) if values is not None else []
    room = 96 - len(choices)
    blocks += [verbatim(p) for p in pieces(review.publication.body, limit=VERBATIM_CHARS)[:room]]
    blocks += [divider(), *choices]
    blocks.append(context(words("card-digest", digest=signoff.digest, revision=signoff.revision)))
    return modal(
        words("full-text-title"),
        blocks,
        close=words("button-close"),
        callback=ids.FULL_TEXT,
        submit=words("full-text-submit") if choices else "",
        meta=ids_of(signoff),
    )


def _let_out(review: Review, words: Words, values: Mapping[str, str]) -> list[Block]:
    blocks: list[Block] = []
    for start in range(0, len(review.restorable), MAX_CHOICES):
        some = review.restorable[start : start + MAX_CHOICES]
        options = [
            option(f"{token}（{words.label(label)}）", token, description=values.get(token, ""))
            for token, label in some
        ]
        element: Block = {"type": "checkboxes", "action_id": "value", "options": options}
        ticked = [o for o in options if o["value"] in review.signoff.accepted]
        if ticked:
            element["initial_options"] = ticked
        block = input_block(
            f"let-{start}",
            words("full-text-let-out"),
            element,
            optional=True,
            hint=words("full-text-hint"),
        )
        blocks.append(block)
    return blocks[:20]
