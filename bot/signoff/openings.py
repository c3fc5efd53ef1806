"""Open a sign-off for a text, once for each time that it may be asked for."""

import hashlib

from bot.errors import Stale
from bot.ports import Clock, Signoffs
from bot.records import Draft, Publication, SignOff, State
from bot.signoff.digest import digest_of
from bot.signoff.entries import Entries
from bot.signoff.states import RESUBMITTABLE
from guards.rulebook import Rulebook

MAX_ROUNDS = 100


class Openings:
    """Derived ids make a second delivery of the same wish harmless."""

    def __init__(
        self, *, signoffs: Signoffs, clock: Clock, rulebook: Rulebook, entries: Entries
    ) -> None:
        self._signoffs = signoffs
        self._clock = clock
        self._rulebook = rulebook
        self._entries = entries

    async def round_of(self, draft: Draft, destination: str) -> tuple[str, SignOff | None]:
        """An id that is free, or the sign-off of this very text that is there already.

        A text that lapsed or could not be sent may ask again; one that a reviewer judged may
        not, unchanged: Stale('not_in_state').
        """
        for round_ in range(1, MAX_ROUNDS):
            signoff_id = signoff_id_of(draft, destination, round_=round_)
            known = await self._signoffs.get(signoff_id)
            if known is None:
                return signoff_id, None
            if known.state in {State.CHANGES_REQUESTED, State.REFUSED}:
                raise Stale("not_in_state", params={"state": known.state.value})
            if known.state not in RESUBMITTABLE:
                return signoff_id, known
        raise Stale("not_in_state")

    async def open(
        self,
        signoff_id: str,
        draft: Draft,
        publication: Publication,
        *,
        route_name: str,
        person: str,
    ) -> SignOff:
        """Put it before the reviewers; the same wish twice at once gives the same sign-off."""
        signoff = self._new(signoff_id, draft, publication, route_name=route_name)
        entry = self._entries.about(signoff, "submitted", actor=person, role="requester")
        try:
            await self._signoffs.open(signoff, publication, entry=entry)
        except Stale:
            known = await self._signoffs.get(signoff.id)
            if known is None or known.digest != signoff.digest:
                raise
            return known
        return signoff

    def _new(
        self, signoff_id: str, draft: Draft, publication: Publication, *, route_name: str
    ) -> SignOff:
        now = self._clock.now()
        route = self._rulebook.routes[route_name]
        return SignOff(
            id=signoff_id,
            draft_id=draft.id,
            draft_revision=draft.revision,
            request_id=draft.request_id,
            place=draft.place,
            locale=draft.locale,
            destination=publication.destination,
            route=route_name,
            revision=1,
            digest=digest_of(publication),
            state=State.IN_REVIEW,
            requester=draft.requester,
            touched_by=tuple(dict.fromkeys((draft.requester, *draft.touched_by))),
            quorum=route.quorum,
            votes={},
            accepted=(),
            created_at=now,
            expires_at=now + route.expires_hours * 3600,
            rulebook=self._rulebook.revision,
        )


def signoff_id_of(draft: Draft, destination: str, *, round_: int) -> str:
    """The id of one asking: the same wish gives the same id, a lapsed one the next."""
    wish = f"{draft.id}\n{draft.revision}\n{destination}\n{round_}"
    return f"so_{hashlib.sha256(wish.encode()).hexdigest()[:20]}"
