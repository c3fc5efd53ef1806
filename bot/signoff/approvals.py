"""Is this exact text what was signed? Asked at the moment of sending, of three witnesses.

The stored publication, the sign-off and the `approved` entry in the decision log must name the
same digest; otherwise nothing is sent.
"""

from dataclasses import dataclass

from bot.errors import PublishFailed, StoreDown
from bot.ports import Decisions, Signoffs
from bot.records import Approved, Choice, Publication, SignOff
from bot.signoff.digest import digest_of
from bot.signoff.states import ENTRY_KINDS, Step


@dataclass(frozen=True, slots=True)
class Approval:
    """The exact text that an `approved` entry names."""

    revision: int
    digest: str


class Approvals:
    """Builds what a publisher takes. Follows the log: all of it once, then only its new end."""

    def __init__(self, signoffs: Signoffs, decisions: Decisions) -> None:
        self._signoffs = signoffs
        self._decisions = decisions
        self._seen_seq = 0
        self._known: dict[str, Approval] = {}

    async def of(self, signoff: SignOff, *, revision: int, attempt: int) -> Approved:
        """What may leave. Raises PublishFailed with `why` where it is not what was signed."""
        publication = await self._text(signoff, revision=revision)
        if not self._same(signoff, publication, revision, await self._in_log(signoff.id)):
            raise refusal("digest")
        return _approved(signoff, publication, attempt=attempt)

    async def _text(self, signoff: SignOff, *, revision: int) -> Publication:
        """A text that was altered at rest no longer opens: waiting would not mend it."""
        try:
            publication = await self._signoffs.publication(signoff.id, revision=revision)
        except StoreDown as error:
            if error.code == "store_unreadable":
                raise refusal("text_unreadable") from error
            raise
        if publication is None:
            raise refusal("text_gone")
        return publication

    def forget(self, signoff: SignOff) -> None:
        """It has left, or never will."""
        self._known.pop(signoff.id, None)

    def _same(
        self, signoff: SignOff, publication: Publication, revision: int, logged: Approval | None
    ) -> bool:
        here = Approval(revision, digest_of(publication))
        signed = Approval(signoff.revision, signoff.digest)
        return here == signed == logged and publication.destination == signoff.destination

    async def _in_log(self, signoff_id: str) -> Approval | None:
        if signoff_id not in self._known:
            await self._catch_up()
        return self._known.get(signoff_id)

    async def _catch_up(self) -> None:
        async for chained in self._decisions.entries(after=self._seen_seq):
            detail = chained.entry.detail
            revision = detail.get("revision")
            approves = chained.entry.kind == ENTRY_KINDS[Step.APPROVE]
            # Whoever owns the database can add a line, but not our seal on it.
            if approves and isinstance(revision, int) and self._decisions.is_ours(chained):
                approval = Approval(revision, str(detail.get("digest")))
                self._known[str(detail.get("signoff"))] = approval
            self._seen_seq = chained.seq


def refusal(why: str) -> PublishFailed:
    """Nothing may be sent, and trying again would not change that."""
    return PublishFailed("publish_failed", params={"retry": 0, "why": why})


def _approved(signoff: SignOff, publication: Publication, *, attempt: int) -> Approved:
    signers = tuple(sorted(p for p, choice in signoff.votes.items() if choice == Choice.SIGN))
    if len(signers) < max(1, signoff.quorum):
        raise refusal("quorum")
    try:
        return Approved(
            signoff_id=signoff.id,
            revision=signoff.revision,
            digest=signoff.digest,
            attempt=attempt,
            publication=publication,
            signers=signers,
            touched_by=signoff.touched_by,
            locale=signoff.locale,
        )
    except ValueError:
        raise refusal("signers") from None
