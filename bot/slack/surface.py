"""Where people see what became of a sign-off: its card, and a word in the requester's thread.

Answers bot.ports.Surface. May be called again for the same state: the card is brought up to date,
the requester is told once.
"""

import difflib
import time
from collections.abc import Sequence

from bot.errors import CouldNotRun
from bot.ports import Drafts, Jobs, People, Signoffs, Vault
from bot.records import Draft, Place, Publication, SignOff
from bot.signoff.workflow import Review, Workflow
from bot.slack.actions import SHOW
from bot.slack.blocks.base import Message
from bot.slack.blocks.card import Shown, card
from bot.slack.blocks.home import destination_title
from bot.slack.blocks.notice import TOLD, notice
from bot.slack.blocks.refusal import contact_text
from bot.slack.replies import NotReachable, Replies
from bot.slack.words import Words, words_in
from guards.rulebook import Rulebook
from prompts.library import Library
from prompts.template import UnknownTemplate

SHOW_AGAIN = 5
TELLING_S = 20.0
"""How long a worker may take to post one notice; shorter than a dead worker's job rests."""


class QueuedSurface:
    """Answers bot.ports.Surface through the queue, for steps that must not be undone or delayed.

    A card that can't be reached now is tried again like any other job, and buried in the open.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    async def show(self, signoff: SignOff) -> None:
        dedupe = f"show:{signoff.id}:{signoff.revision}:{signoff.state}"
        await self._jobs.enqueue(SHOW, {"signoff": signoff.id}, dedupe=dedupe)


def comment_key(signoff_id: str, person: str) -> str:
    """Where a reviewer's comment rests in the vault."""
    return f"comment:{signoff_id}:{person}"


class SlackSurface:
    """Shows sign-offs in the review channel and in threads."""

    def __init__(
        self,
        *,
        replies: Replies,
        workflow: Workflow,
        signoffs: Signoffs,
        drafts: Drafts,
        vault: Vault,
        people: People,
        library: Library,
        rulebook: Rulebook,
    ) -> None:
        self._replies = replies
        self._workflow = workflow
        self._signoffs = signoffs
        self._drafts = drafts
        self._vault = vault
        self._people = people
        self._library = library
        self._rulebook = rulebook

    async def show(self, signoff: SignOff) -> None:
        """Card first, then the requester: a reviewer must never act on an old card.

        Shown again where it moved on meanwhile: another worker may have shown the newer state
        before this one's older picture arrived, and the card must end up right for ever.
        """
        review = await self._workflow.review(signoff.id)
        for _ in range(SHOW_AGAIN):
            comments = await self._comments(review.signoff)
            await self._show_card(review, comments)
            await self._tell(review.signoff, comments)
            shown, review = review, await self._workflow.review(signoff.id)
            if _same(shown.signoff, review.signoff):
                return

    async def _show_card(self, review: Review, comments: dict[str, str]) -> None:
        words = words_in(self._rulebook.locale)
        message = card(review, words, shown=await self._shown(review, words, comments))
        signoff = review.signoff
        if signoff.card_ts:
            await self._replies.update(signoff.card_channel, signoff.card_ts, message)
            return
        channel = self._rulebook.routes[signoff.route].review_channel
        ts = await self._replies.post(Place(signoff.place.team, channel), message)
        await self._signoffs.attach_card(signoff.id, channel=channel, ts=ts)

    async def _shown(self, review: Review, words: Words, comments: dict[str, str]) -> Shown:
        return Shown(
            template=self._title(review.template, words),
            destination=destination_title(review.signoff.destination, words, self._rulebook),
            hosts=self._rulebook.access.page_hosts,
            difference=await self._difference(review),
            comments=comments,
        )

    def _title(self, template: str, words: Words) -> str:
        try:
            return self._library.get(template, words.locale).title
        except UnknownTemplate:  # an old draft of a template that is gone
            return template

    async def _comments(self, signoff: SignOff) -> dict[str, str]:
        found = {}
        for person in signoff.votes:
            kept = await self._vault.get(comment_key(signoff.id, person))
            if kept is not None:
                found[person] = kept.decode()
        return found

    # ── what changed since the last revision ───────────────────────────────────────────────────

    async def _difference(self, review: Review) -> tuple[str, ...]:
        signoff = review.signoff
        if signoff.revision > 1:
            earlier = signoff.revision - 1
            before = await self._signoffs.publication(signoff.id, revision=earlier)
            return _changed(_lines(before), _lines(review.publication))
        if signoff.draft_revision > 1:
            return await self._between_drafts(signoff)
        return ()

    async def _between_drafts(self, signoff: SignOff) -> tuple[str, ...]:
        """Drafts keep their placeholders, so that no value shows up in the difference."""
        revision = signoff.draft_revision
        before = await self._drafts.get(signoff.draft_id, revision=revision - 1)
        after = await self._drafts.get(signoff.draft_id, revision=revision)
        return _changed(_draft_lines(before), _draft_lines(after))

    # ── the requester ──────────────────────────────────────────────────────────────────────────

    async def _tell(self, signoff: SignOff, comments: dict[str, str]) -> None:
        """Once for each revision and state, whoever calls how often, and however many at once.

        The news is claimed before it is posted. A claim is let go where posting fails, and is
        void after a while, so that a worker that died over it leaves nobody in silence.
        """
        if signoff.state not in TOLD:
            return
        key = f"told:{signoff.id}"
        news = f"{signoff.revision}:{signoff.state}".encode()
        before = await self._vault.get(key)
        if before == news or _being_told(before, news):
            return
        claim = news + b" since %d" % time.time()
        if not await self._vault.swap(key, old=before, new=claim):
            return
        try:
            await self._post(signoff, await self._notice(signoff, comments))
        except BaseException:
            await self._vault.swap(key, old=claim, new=before or b"")
            raise
        await self._vault.swap(key, old=claim, new=news)

    async def _post(self, signoff: SignOff, message: Message) -> None:
        try:
            await self._replies.post(signoff.place, message)
        except NotReachable:
            await self._replies.directly(signoff.place.team, signoff.requester, message)

    async def _notice(self, signoff: SignOff, comments: dict[str, str]) -> Message:
        words = words_in(await self._locale(signoff))
        return notice(
            signoff,
            words,
            destination=destination_title(signoff.destination, words, self._rulebook),
            comments=comments,
            contact=contact_text(self._rulebook.contact, words),
        )

    async def _locale(self, signoff: SignOff) -> str:
        try:
            person = await self._people.person(signoff.place.team, signoff.requester)
        except CouldNotRun:
            return self._rulebook.locale
        return person.locale


def _being_told(kept: bytes | None, news: bytes) -> bool:
    told, _, since = (kept or b"").partition(b" since ")
    return told == news and bool(since) and time.time() - int(since) < TELLING_S


def _same(before: SignOff, after: SignOff) -> bool:
    return (before.state, before.revision, before.votes) == (
        after.state,
        after.revision,
        after.votes,
    )


def _lines(publication: Publication | None) -> list[str]:
    return publication.body.splitlines() if publication else []


def _draft_lines(draft: Draft | None) -> list[str]:
    return [line for s in draft.sections for line in s.body.splitlines()] if draft else []


def _changed(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Added and removed lines; none where there is nothing to compare with."""
    if not before:
        return ()
    found = difflib.unified_diff(before, after, n=0, lineterm="")
    return tuple(line for line in found if not line.startswith(("---", "+++", "@@")))
