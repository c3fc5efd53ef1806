"""Buttons and modals of drafts and sign-offs: the ids go in, what came of it is shown."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.errors import Refused, RingiError, Stale, StoreDown
from bot.ports import Drafts, Signoffs, Surface, Vault
from bot.records import Ballot, Choice, Draft, Json, SignOff, State
from bot.signoff.rights import destinations_for
from bot.signoff.workflow import Workflow
from bot.slack import actions as ids
from bot.slack.answering import Answering, Visit
from bot.slack.blocks.base import Message, View, context, section
from bot.slack.blocks.modals import (
    comment_view,
    destination_view,
    full_text_view,
    revise_view,
    told,
)
from bot.slack.blocks.refusal import refusal
from bot.slack.replies import Replies
from bot.slack.surface import comment_key
from guards.rulebook import Rulebook
from prompts.library import Library

_TOKEN = re.compile(r"⟦[^⟦⟧]{1,40}⟧")


class Signing:
    """What people do with a draft and with a review card. Rights are the workflow's to check."""

    def __init__(
        self,
        *,
        answering: Answering,
        workflow: Workflow,
        surface: Surface,
        drafts: Drafts,
        signoffs: Signoffs,
        vault: Vault,
        library: Library,
        rulebook: Rulebook,
        replies: Replies,
    ) -> None:
        self._answering = answering
        self._workflow = workflow
        self._surface = surface
        self._drafts = drafts
        self._signoffs = signoffs
        self._vault = vault
        self._library = library
        self._rulebook = rulebook
        self._replies = replies

    # ── buttons that open a modal ──────────────────────────────────────────────────────────────

    async def open_revise(self, visit: Visit) -> None:
        draft = await self._draft(visit.arrival.value)
        meta: dict[str, str | int] = {"d": draft.id, "r": draft.revision}
        await self.fill(visit, revise_view(draft, visit.words, meta=meta))

    async def open_request(self, visit: Visit) -> None:
        """Where to? Only the destinations that this template may go to."""
        draft = await self._draft(visit.arrival.value)
        template = self._library.get(draft.template, visit.words.locale)
        destinations = destinations_for(template.destinations, self._rulebook)
        if not destinations:
            raise Refused("destination_not_for_template")
        view = destination_view(
            draft,
            visit.words,
            rulebook=self._rulebook,
            destinations=destinations,
            hidden=_tokens(draft),
            meta={"d": draft.id, "r": draft.revision},
        )
        await self.fill(visit, view)

    async def open_comment(self, visit: Visit) -> None:
        """Send back and refuse both ask for a reason; rights are checked before it is typed."""
        value = visit.arrival.value
        review = await self._workflow.review(str(value.get("s")))
        await self._workflow.check_vote(visit.person.id, review.signoff)
        _check_open(review.signoff, value)
        action, _ = ids.action_of(visit.arrival.text("action"))
        await self.fill(visit, comment_view(review, visit.words, callback=action))

    async def open_full_text(self, visit: Visit) -> None:
        review = await self._workflow.review(str(visit.arrival.value.get("s")))
        may = await self._workflow.can_vote(visit.person.id, review.signoff)
        values = None
        if may and review.signoff.state is State.IN_REVIEW:
            values = await self._workflow.reveal(review.signoff.id, person=visit.person.id)
        await self.fill(visit, full_text_view(review, visit.words, values=values))

    # ── what is decided ────────────────────────────────────────────────────────────────────────

    async def revise(self, visit: Visit) -> None:
        """The wish from the modal, as if it had been written in the draft's thread."""
        draft = await self._draft(visit.arrival.mapping("meta"))
        wish = str(visit.arrival.mapping("values").get("wish") or "")
        arrival = replace(visit.arrival, channel=draft.place.channel, thread=draft.place.thread)
        there = await self._answering.visit(arrival, place=draft.place)
        await self._answering.revise(there, wish)

    async def submit(self, visit: Visit) -> None:
        meta = visit.arrival.mapping("meta")
        signoff = await self._workflow.submit(
            str(meta.get("d")),
            revision=_number(meta.get("r")),
            destination=str(visit.arrival.mapping("values").get("destination") or ""),
            person=visit.person.id,
        )
        await self._surface.show(signoff)

    async def sign(self, visit: Visit) -> None:
        await self._vote(visit, visit.arrival.value, Choice.SIGN, comment="")

    async def decide(self, visit: Visit) -> None:
        """Sent back or refused, with the reason from the modal."""
        choice = Choice(visit.arrival.text("callback"))
        comment = str(visit.arrival.mapping("values").get("comment") or "").strip()
        await self._vote(visit, visit.arrival.mapping("meta"), choice, comment=comment)

    async def accept(self, visit: Visit) -> None:
        """Let out the values whose boxes are ticked, hide the others."""
        meta = visit.arrival.mapping("meta")
        tokens: list[str] = []
        for block, ticked in visit.arrival.mapping("values").items():
            if block.startswith("let-") and isinstance(ticked, list):
                tokens += [str(token) for token in ticked]
        try:
            signoff = await self._workflow.accept(
                str(meta.get("s")),
                revision=_number(meta.get("r")),
                digest=str(meta.get("d")),
                person=visit.person.id,
                tokens=tuple(tokens),
            )
        except Stale:
            await self._refresh(str(meta.get("s")))
            if not visit.arrival.again:  # delivered again, it finds its own new revision
                raise
            return
        await self._surface.show(signoff)

    async def _refresh(self, signoff_id: str) -> None:
        signoff = await self._signoffs.get(signoff_id)
        if signoff is not None:
            await self._surface.show(signoff)

    async def _vote(
        self, visit: Visit, bound: Mapping[str, Json], choice: Choice, *, comment: str
    ) -> None:
        ballot = Ballot(
            signoff_id=str(bound.get("s")),
            revision=_number(bound.get("r")),
            digest=str(bound.get("d")),
            person=visit.person.id,
            choice=choice,
            comment=comment,
        )
        try:
            signoff = await self._workflow.vote(ballot)
        except Refused as error:
            signoff = await self._counted_before(visit, ballot, error)
        if comment:
            key = comment_key(signoff.id, visit.person.id)
            await self._vault.put(key, comment.encode())
        await self._surface.show(signoff)

    async def _counted_before(self, visit: Visit, ballot: Ballot, error: Refused) -> SignOff:
        """A job that is delivered again finds its own vote: that is no second one.

        Anybody else's refusal brings the card up to date, so that nobody acts on an old one.
        """
        signoff = await self._signoffs.get(ballot.signoff_id)
        if signoff is None:
            raise error
        if visit.arrival.again and signoff.votes.get(ballot.person) == ballot.choice.value:
            return signoff
        if isinstance(error, Stale):
            await self._surface.show(signoff)
        raise error

    async def feedback(self, visit: Visit) -> None:
        """Recorded without the text; thanked for."""
        value = visit.arrival.value
        await self._answering.feedback(visit, str(value.get("d")), said=str(value.get("f")))
        thanks = visit.words("feedback-thanks")
        await self.tell(visit, Message(thanks, [section(thanks)]))

    # ── telling the one who pressed ────────────────────────────────────────────────────────────

    async def refused(self, visit: Visit, error: RingiError) -> None:
        """To this person alone: in the modal where one is open, else beside the button."""
        if isinstance(error, StoreDown):
            raise error
        message = refusal(
            error,
            visit.words,
            request_id=visit.arrival.id,
            contact=self._rulebook.contact,
        )
        if visit.arrival.mapping("view"):
            await self._replies.fill(visit.arrival.mapping("view"), told(message, visit.words))
        else:
            await self.tell(visit, message)

    async def tell(self, visit: Visit, message: Message) -> None:
        place = visit.place
        if visit.arrival.kind == "pressed" and not visit.arrival.is_dm:
            in_thread = visit.arrival.thread != visit.arrival.ts
            place = replace(place, thread=visit.arrival.thread if in_thread else None)
        await self._replies.privately(place, visit.person.id, message)

    async def fill(self, visit: Visit, view: View) -> None:
        """Into the loading view; where that could not be opened, ask for another press."""
        opened = visit.arrival.mapping("view")
        if opened:
            await self._replies.fill(opened, view)
            return
        again = visit.words("press-again")
        await self.tell(visit, Message(again, [context(again)]))

    async def _draft(self, bound: Mapping[str, Json]) -> Draft:
        """The draft that the button was under, where it is still the current revision."""
        draft = await self._drafts.get(str(bound.get("d")))
        if draft is None:
            raise Refused("no_draft")
        if draft.revision != _number(bound.get("r")):
            raise Stale("draft_moved")
        return draft


def _check_open(signoff: SignOff, value: Mapping[str, Json]) -> None:
    if signoff.state is not State.IN_REVIEW:
        raise Stale("not_in_state", params={"state": signoff.state.value})
    if signoff.revision != _number(value.get("r")) or signoff.digest != value.get("d"):
        raise Stale("stale_revision")


def _tokens(draft: Draft) -> tuple[str, ...]:
    """The placeholders that the draft mentions, in order; never their values."""
    found = (token for s in draft.sections for token in _TOKEN.findall(s.body))
    return tuple(dict.fromkeys(found))


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0
