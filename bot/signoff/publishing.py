"""Send what was approved, once, and know what became of it.

claim → reserve (entry: sending) → compare with what was signed → send → settle (entry: published,
publish_failed or publish_ambiguous). After a crash while sending the destination is asked first;
where it can't be asked, a person decides. Never a blind second try.
"""

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from contextlib import suppress

from bot.errors import PublishAmbiguous, PublishFailed, Refused, Stale
from bot.ports import Decisions, Outbox, Publisher, Signoffs, Surface
from bot.records import Approved, Entry, Job, Json, Receipt, SignOff
from bot.signoff.approvals import Approvals, refusal
from bot.signoff.entries import Entries
from bot.signoff.states import ENTRY_KINDS, TERMINAL, Step, target
from guards.rulebook import Rulebook

MAX_ATTEMPTS = 6
RETRY_DELAYS_S = (2.0, 10.0, 60.0, 300.0, 900.0)

Outcome = Receipt | PublishFailed | PublishAmbiguous | None
"""What became of a call to a destination; None is "it was asked, and does not have it"."""

log = logging.getLogger(__name__)


class Publishing:
    """One consumer of the outbox. `publishers` are keyed by the destination's name.

    `deadline_s` bounds one attempt and must be shorter than the time after which the outbox
    gives an item to another worker: otherwise two could be sending.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        signoffs: Signoffs,
        decisions: Decisions,
        publishers: Mapping[str, Publisher],
        surface: Surface,
        rulebook: Rulebook,
        deadline_s: float = 30.0,
    ) -> None:
        self._outbox = outbox
        self._signoffs = signoffs
        self._publishers = publishers
        self._surface = surface
        self._deadline_s = deadline_s
        self._entries = Entries(decisions, rulebook)
        self._approvals = Approvals(signoffs, decisions)

    async def publish_once(self, consumer: str, *, wait_ms: int) -> SignOff | None:
        """Take one item as far as it goes now; None where none came within the wait.

        Gives back the sign-off as it is then: published, failed, ambiguous, or approved still
        where nothing was sent and it will be tried again. Also None where the item's sign-off
        is gone.
        """
        job = await self._outbox.claim(consumer, wait_ms=wait_ms)
        if job is None:
            return None
        signoff_id = str(job.payload["signoff"])
        try:
            await self._step(job, signoff_id)
        except Stale as stale:  # another worker has the item now, or it was settled before
            log.warning("left alone", extra={"signoff": signoff_id, "code": stale.code})
            return await self._signoffs.get(signoff_id)
        return await self._told(signoff_id)

    async def _step(self, job: Job, signoff_id: str) -> None:
        signoff = await self._signoffs.get(signoff_id)
        if signoff is None:
            await self._drop(job, signoff_id)
            return
        sending = self._entry(signoff, Step.SEND, {"delivery": job.delivery})
        try:
            attempt = await self._outbox.reserve(job, entry=sending)
        except Stale as stale:
            if stale.code != "already_sending":
                raise
            await self._recover(job, signoff)
        else:
            await self._send(job, signoff, attempt=attempt)

    async def _drop(self, job: Job, signoff_id: str) -> None:
        """Nothing is left to publish; the reservation is refused and takes the item away."""
        entry = self._entries.unknown(signoff_id, actor="ringi", role="publisher")
        await self._entries.append(entry)
        with suppress(Refused):
            await self._outbox.reserve(job, entry=entry)

    async def _told(self, signoff_id: str) -> SignOff | None:
        signoff = await self._signoffs.get(signoff_id)
        if signoff is not None and signoff.state in TERMINAL:
            self._approvals.forget(signoff)
            await self._show(signoff)
        return signoff

    # ── sending ────────────────────────────────────────────────────────────────────────────────

    async def _send(self, job: Job, signoff: SignOff, *, attempt: int) -> None:
        try:
            if attempt > MAX_ATTEMPTS:
                raise refusal("too_many_attempts")
            approved = await self._approved(job, signoff, attempt=attempt)
        except PublishFailed as failed:
            await self._settle(job, signoff, failed, attempt=attempt)
            return
        publisher = self._publishers[signoff.destination]
        outcome = await self._outcome(publisher.publish(approved), approved)
        if isinstance(outcome, PublishFailed) and _worth_retrying(outcome, attempt):
            delay_s = RETRY_DELAYS_S[min(attempt, len(RETRY_DELAYS_S)) - 1]
            await self._release(job, signoff, outcome, delay_s=delay_s, attempt=attempt)
        else:
            await self._settle(job, signoff, outcome or _lost("no_receipt"), attempt=attempt)

    async def _recover(self, job: Job, signoff: SignOff) -> None:
        """An earlier attempt may have sent it: ask the destination before anything else."""
        try:
            approved = await self._approved(job, signoff, attempt=job.delivery)
        except PublishFailed as failed:
            await self._settle(job, signoff, _lost(_why(failed)), attempt=job.delivery)
            return
        publisher = self._publishers[signoff.destination]
        outcome = await self._outcome(publisher.find(approved), approved)
        if outcome is None:
            absent = PublishFailed("publish_failed", params={"retry": 1, "why": "not_there"})
            await self._release(job, signoff, absent, delay_s=0.0, attempt=job.delivery)
        else:
            await self._settle(job, signoff, outcome, attempt=job.delivery)

    async def _approved(self, job: Job, signoff: SignOff, *, attempt: int) -> Approved:
        if signoff.destination not in self._publishers:
            raise refusal("unknown_destination")
        revision = job.payload["revision"]
        if not isinstance(revision, int):
            raise refusal("digest")
        return await self._approvals.of(signoff, revision=revision, attempt=attempt)

    async def _outcome(self, call: Awaitable[Receipt | None], approved: Approved) -> Outcome:
        """What became of the call. What can't be told apart from "sent" counts as ambiguous."""
        try:
            async with asyncio.timeout(self._deadline_s):
                receipt = await call
        except (PublishFailed, PublishAmbiguous) as error:
            return error
        except Exception as error:  # noqa: BLE001 - it may have been sent: a person must know
            return _lost(type(error).__name__)
        if receipt is not None and receipt.digest != approved.digest:
            return _lost("other_digest")
        return receipt

    # ── what became of it ──────────────────────────────────────────────────────────────────────

    async def _settle(
        self,
        job: Job,
        signoff: SignOff,
        outcome: Receipt | PublishFailed | PublishAmbiguous,
        *,
        attempt: int,
    ) -> None:
        step = _step_of(outcome)
        entry = self._entry(signoff, step, {"attempt": attempt, **_detail_of(outcome)})
        receipt = outcome if isinstance(outcome, Receipt) else None
        await self._outbox.settle(job, state=target(step), receipt=receipt, entry=entry)

    async def _release(
        self, job: Job, signoff: SignOff, failed: PublishFailed, *, delay_s: float, attempt: int
    ) -> None:
        detail: dict[str, Json] = {"attempt": attempt, "again_in_s": delay_s, **_detail_of(failed)}
        entry = self._entry(signoff, Step.RELEASE, detail)
        await self._outbox.release(job, delay_s=delay_s, entry=entry)

    async def _show(self, signoff: SignOff) -> None:
        """The state is durable by now: a card that can't be reached must not undo that."""
        try:
            await self._surface.show(signoff)
        except Exception as error:  # noqa: BLE001 - logged; the item is settled and gone
            cause = type(error).__name__
            log.error("card not updated", extra={"signoff": signoff.id, "cause": cause})

    def _entry(self, signoff: SignOff, step: Step, detail: Mapping[str, Json]) -> Entry:
        return self._entries.about(
            signoff,
            ENTRY_KINDS[step],
            actor="ringi",
            role="publisher",
            verdict=target(step).value,
            detail=detail,
        )


def _step_of(outcome: Receipt | PublishFailed | PublishAmbiguous) -> Step:
    if isinstance(outcome, Receipt):
        return Step.RECEIVE
    return Step.FAIL if isinstance(outcome, PublishFailed) else Step.LOSE


def _detail_of(outcome: Receipt | PublishFailed | PublishAmbiguous) -> dict[str, Json]:
    if isinstance(outcome, Receipt):
        return {"external_id": outcome.external_id, "url": outcome.url}
    return {"why": _why(outcome)}


def _why(error: PublishFailed | PublishAmbiguous) -> str:
    return str(error.params.get("why", error.code))


def _lost(why: str) -> PublishAmbiguous:
    return PublishAmbiguous("publish_ambiguous", params={"why": why})


def _worth_retrying(failed: PublishFailed, attempt: int) -> bool:
    return failed.params.get("retry") == 1 and attempt < MAX_ATTEMPTS
