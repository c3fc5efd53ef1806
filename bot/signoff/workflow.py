"""Sign-offs: submit a draft, answer it, let values out, let it lapse. Entry before effect.

Rights are asked at the moment of the vote, the text is guarded again as it would leave, and a
refusal is an entry too.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.errors import Refused, Stale
from bot.ports import Clock, Decisions, Drafts, People, Signoffs, Vault
from bot.records import Ballot, Choice, Draft, Entry, Json, Publication, Seen, SignOff, State
from bot.signoff import rights
from bot.signoff.digest import digest_of
from bot.signoff.entries import Entries
from bot.signoff.fair_copy import CheckOutput, FairCopies
from bot.signoff.openings import Openings
from bot.signoff.states import ENTRY_KINDS, Step, check_step, step_of
from guards.rulebook import Rulebook
from guards.sections import Route

RECOUNTS = 10

Offered = Callable[[Draft], Collection[str]]
"""The destinations, by name or kind, that this draft's template may go to."""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the card and the full-text view show about one sign-off, as it stands now.

    `restorable` are all masked values in the text as (placeholder, label), let out or not;
    `signoff.accepted` are those that are let out.
    """

    signoff: SignOff
    publication: Publication = field(repr=False)
    seen_in: tuple[Seen, ...]
    seen_out: tuple[Seen, ...]
    restorable: tuple[tuple[str, str], ...]
    template: str
    template_version: str
    draft_revision: int


class Workflow:
    """What people may do with a sign-off before it is sent."""

    def __init__(
        self,
        *,
        signoffs: Signoffs,
        drafts: Drafts,
        decisions: Decisions,
        vault: Vault,
        people: People,
        rulebook: Rulebook,
        clock: Clock,
        check_output: CheckOutput,
        offered: Offered,
    ) -> None:
        self._signoffs = signoffs
        self._drafts = drafts
        self._vault = vault
        self._people = people
        self._rulebook = rulebook
        self._clock = clock
        self._offered = offered
        self._entries = Entries(decisions, rulebook)
        self._copies = FairCopies(vault, check_output=check_output, entries=self._entries)
        self._openings = Openings(
            signoffs=signoffs, clock=clock, rulebook=rulebook, entries=self._entries
        )

    # ── what people do ─────────────────────────────────────────────────────────────────────────

    async def submit(
        self, draft_id: str, *, revision: int, destination: str, person: str
    ) -> SignOff:
        """Ask for a sign-off of this revision. Asking twice gives the one that is there.

        Raises Refused (no_draft, not_your_draft, bot, stranger, guest, unknown_destination,
        destination_not_for_template, unresolved), Stale (draft_moved; not_in_state where this
        very text was judged already), Blocked('blocked_output'), CouldNotRun('guard_failed').
        """
        draft = await self._drafts.get(draft_id)
        if draft is None:
            raise Refused("no_draft")
        async with self._entries.refusals(draft, actor=person, role="requester"):
            if draft.revision != revision:
                raise Stale("draft_moved")
            rights.check_submit(await self._people.fresh(draft.place.team, person), draft)
            offered = self._offered(draft)
            target = rights.check_destination(destination, offered=offered, rulebook=self._rulebook)
            signoff_id, known = await self._openings.round_of(draft, destination)
            if known is not None:
                return known
            publication = await self._copies.of(draft, destination, person=person, accepted=())
            return await self._openings.open(
                signoff_id, draft, publication, route_name=target.route, person=person
            )

    async def vote(self, ballot: Ballot) -> SignOff:
        """Count one answer. The text it is bound to must be the one that is current.

        Raises Refused (unknown_signoff, reviewer_guest, own_request, touched_text, not_reviewer,
        already_voted) or Stale (not_in_state, expired, stale_revision, stale_digest, draft_moved).
        """
        signoff = await self._known(ballot.signoff_id, actor=ballot.person)
        async with self._entries.refusals(signoff, actor=ballot.person, role="reviewer"):
            await self.check_vote(ballot.person, signoff)
            commitments = await self._commit(ballot)
            for _ in range(RECOUNTS):
                try:
                    return await self._count(ballot, signoff, commitments)
                except Stale as stale:
                    if stale.code != "recount":
                        raise
                signoff = await self._known(ballot.signoff_id, actor=ballot.person)
            raise Stale("not_in_state")

    async def accept(
        self, signoff_id: str, *, revision: int, digest: str, person: str, tokens: tuple[str, ...]
    ) -> SignOff:
        """Let out the values of exactly these placeholders, and hide all others again.

        A new revision with a new digest, and all votes fall away: what was signed before was
        another text. The reviewer has only let values out, not touched the text, so they may
        still sign it. Raises what `vote` raises, Refused('unresolved') for a placeholder that
        the text does not mention, and what the output guards stop.
        """
        signoff = await self._known(signoff_id, actor=person)
        async with self._entries.refusals(signoff, actor=person, role="reviewer"):
            await self.check_vote(person, signoff)
            check_step(signoff.state, Step.ACCEPT)
            self._check_current(signoff, revision=revision, digest=digest)
            draft = await self._draft_under_review(signoff)
            return await self._let_out(signoff, draft, person=person, tokens=frozenset(tokens))

    async def review(self, signoff_id: str) -> Review:
        """What a reviewer is to see. Raises Refused: unknown_signoff, no_draft."""
        signoff = await self._signoffs.get(signoff_id)
        if signoff is None:
            raise Refused("unknown_signoff")
        publication = await self._signoffs.publication(signoff_id, revision=signoff.revision)
        draft = await self._drafts.get(signoff.draft_id, revision=signoff.draft_revision)
        if publication is None or draft is None:
            raise Refused("no_draft")
        return Review(
            signoff=signoff,
            publication=publication,
            seen_in=draft.seen_in,
            seen_out=draft.seen_out,
            restorable=await self._copies.restorable(draft),
            template=draft.template,
            template_version=draft.template_version,
            draft_revision=draft.revision,
        )

    async def reveal(self, signoff_id: str, *, person: str) -> Mapping[str, str]:
        """The masked values of the text by placeholder, for a reviewer who decides on them.

        Who saw them is an entry first. Raises Refused where this person may not answer.
        """
        signoff = await self._known(signoff_id, actor=person)
        async with self._entries.refusals(signoff, actor=person, role="reviewer"):
            await self.check_vote(person, signoff)
            draft = await self._draft_under_review(signoff)
            values = await self._copies.values(draft)
            if values:
                detail: dict[str, Json] = {"revealed": list(values)}
                entry = self._entries.about(
                    signoff, "revealed", actor=person, role="reviewer", detail=detail
                )
                await self._entries.append(entry)
            return values

    async def expire_due(self) -> tuple[SignOff, ...]:
        """Lapse what nobody answered in time; gives back those that this call ended.

        Silence never approves. One that was answered meanwhile is left alone.
        """
        lapsed: list[SignOff] = []
        for signoff_id in await self._signoffs.due(now=self._clock.now()):
            signoff = await self._signoffs.get(signoff_id)
            if signoff is not None and signoff.state is State.IN_REVIEW:
                lapsed += await self._expire(signoff)
        return tuple(lapsed)

    # ── what people may ────────────────────────────────────────────────────────────────────────

    async def check_vote(self, person_id: str, signoff: SignOff) -> None:
        """Raises Refused unless this person, as Slack knows them now, may answer."""
        person = await self._people.fresh(signoff.place.team, person_id)
        rights.check_vote(person, signoff, self._route(signoff.route), self._rulebook)

    async def can_vote(self, person_id: str, signoff: SignOff) -> bool:
        """check_vote, for greying a button."""
        try:
            await self.check_vote(person_id, signoff)
        except Refused:
            return False
        return True

    def _route(self, name: str) -> Route:
        route = self._rulebook.routes.get(name)
        if route is None:
            raise Refused("unknown_destination", rule=f"routes.{name}")
        return route

    # ── the steps ──────────────────────────────────────────────────────────────────────────────

    async def _count(
        self, ballot: Ballot, signoff: SignOff, commitments: dict[str, str]
    ) -> SignOff:
        signatures = sum(choice == Choice.SIGN for choice in signoff.votes.values())
        step = step_of(ballot.choice, signatures=signatures, quorum=signoff.quorum)
        state = check_step(signoff.state, step)
        await self._draft_under_review(signoff)
        detail: dict[str, Json] = {
            "choice": ballot.choice.value,
            "signatures": signatures + (ballot.choice is Choice.SIGN),
            "quorum": signoff.quorum,
        }
        entry = self._entries.about(
            replace(signoff, revision=ballot.revision, digest=ballot.digest),
            ENTRY_KINDS[step],
            actor=ballot.person,
            role="reviewer",
            verdict=state.value,
            commitments=commitments,
            detail=detail,
        )
        return await self._signoffs.vote(ballot, entitled=True, state=state, entry=entry)

    async def _let_out(
        self, signoff: SignOff, draft: Draft, *, person: str, tokens: frozenset[str]
    ) -> SignOff:
        labels = dict(await self._copies.restorable(draft))
        if not tokens <= labels.keys():
            raise Refused("unresolved", params={"count": len(tokens - labels.keys())})
        accepted = tuple(token for token in labels if token in tokens)
        if accepted == signoff.accepted:
            return signoff
        publication = await self._copies.of(
            draft, signoff.destination, person=person, accepted=accepted
        )
        revised = replace(
            signoff,
            revision=signoff.revision + 1,
            digest=digest_of(publication),
            votes={},
            accepted=accepted,
        )
        entry = self._accepted(revised, labels, person=person)
        await self._signoffs.revise(revised, publication, after=signoff.revision, entry=entry)
        return revised

    def _accepted(self, revised: SignOff, labels: dict[str, str], *, person: str) -> Entry:
        shown: list[Json] = [{"placeholder": t, "label": labels[t]} for t in revised.accepted]
        return self._entries.about(
            revised,
            ENTRY_KINDS[Step.ACCEPT],
            actor=person,
            role="reviewer",
            detail={"accepted": shown},
        )

    async def _expire(self, signoff: SignOff) -> list[SignOff]:
        to = check_step(signoff.state, Step.EXPIRE)
        kind = ENTRY_KINDS[Step.EXPIRE]
        entry = self._entries.about(signoff, kind, actor="ringi", role="clock", verdict=to.value)
        try:
            moved = await self._signoffs.move(signoff.id, source=signoff.state, to=to, entry=entry)
        except Stale:
            return []
        return [moved]

    async def _commit(self, ballot: Ballot) -> dict[str, str]:
        if not ballot.comment:
            return {}
        return {"comment": await self._vault.commit(ballot.person, ballot.comment)}

    async def _draft_under_review(self, signoff: SignOff) -> Draft:
        """The draft, where it is still the one that was submitted. Raises Stale('draft_moved')."""
        draft = await self._drafts.get(signoff.draft_id)
        if draft is None or draft.revision != signoff.draft_revision:
            raise Stale("draft_moved")
        return draft

    def _check_current(self, signoff: SignOff, *, revision: int, digest: str) -> None:
        if self._clock.now() >= signoff.expires_at:
            raise Stale("expired")
        if signoff.revision != revision:
            raise Stale("stale_revision")
        if signoff.digest != digest:
            raise Stale("stale_digest")

    async def _known(self, signoff_id: str, *, actor: str) -> SignOff:
        signoff = await self._signoffs.get(signoff_id)
        if signoff is None:
            entry = self._entries.unknown(signoff_id, actor=actor, role="reviewer")
            await self._entries.append(entry)
            raise Refused("unknown_signoff")
        return signoff
