"""From approved to sent, once: what is compared, what is asked, who is told."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.errors import PublishAmbiguous, PublishFailed, StoreDown
from bot.records import Approved, Choice, Publication, Receipt, SignOff, State
from bot.signoff.publishing import MAX_ATTEMPTS, Publishing
from tests.unit.signoff.house import FakePublisher, House, ballot, receipt

REFUSED = PublishFailed("publish_failed", params={"retry": 0, "why": "status_404"})
UNREACHED = PublishFailed("publish_failed", params={"retry": 1, "why": "no_connection"})
LOST = PublishAmbiguous("publish_ambiguous", params={"why": "status_500"})


@pytest.fixture
def house() -> House:
    return House()


async def publish(house: House, publishing: Publishing | None = None) -> SignOff | None:
    return await (publishing or house.publishing).publish_once("w1", wait_ms=0)


async def crash_while_sending(house: House) -> None:
    """A worker dies between handing the text over and writing down what became of it."""
    job = await house.outbox.claim("dead", wait_ms=0)
    assert job is not None
    signoff = await house.signoffs.get(str(job.payload["signoff"]))
    assert signoff is not None
    await house.outbox.reserve(job, entry=house.entry("approved"))
    house.clock.advance(3600)


# ── the good way ───────────────────────────────────────────────────────────────────────────────


async def test_approved_text_is_sent_exactly_as_signed(house: House) -> None:
    """The publisher gets the signed digest, the signers and the attempt."""
    signoff = await house.approved("hook")
    await publish(house)
    (sent,) = house.publisher.sent
    assert sent.publication == await house.publication(signoff)
    assert (sent.digest, sent.attempt, sent.signers) == (signoff.digest, 1, ("U0REN", "U0RITA"))
    assert sent.publication_id == f"{signoff.id}.1"


async def test_sending_is_logged_before_and_publishing_after(house: House) -> None:
    """No entry, no publication; the receipt is in the log."""
    await house.approved()
    after = await publish(house)
    assert after is not None
    assert (after.state, after.external_id) == (State.PUBLISHED, "page-1")
    assert house.log.kinds == ["guarded", "submitted", "approved", "sending", "published"]
    detail = house.entry("published").detail
    assert (detail["external_id"], detail["attempt"]) == ("page-1", 1)


async def test_requester_is_shown_the_end_once(house: House) -> None:
    """The card is brought up to date when it is decided."""
    await house.approved()
    after = await publish(house)
    assert await publish(house) is None
    assert house.surface.shown == [after]


async def test_nothing_to_send_is_nothing(house: House) -> None:
    """A sign-off in review is not in the outbox."""
    await house.submitted()
    assert await publish(house) is None
    assert house.publisher.sent == []


async def test_two_workers_send_once(house: House) -> None:
    """One item, one sender."""
    await house.approved()
    await asyncio.gather(publish(house), publish(house, house.new_publishing()))
    assert len(house.publisher.sent) == 1


async def test_card_that_can_not_be_reached_does_not_undo_the_publication(house: House) -> None:
    """The state is durable; the failure is logged."""
    await house.approved()
    house.surface.broken = True
    after = await publish(house)
    assert after is not None
    assert after.state is State.PUBLISHED


# ── what is compared at the moment of sending ──────────────────────────────────────────────────


def _other_text(house: House, signoff: SignOff) -> None:
    tampered = Publication("site", "題", "別の本文", {"locale": "ja"})
    house.signoffs._publications[signoff.id, signoff.revision] = tampered


def _no_text(house: House, signoff: SignOff) -> None:
    del house.signoffs._publications[signoff.id, signoff.revision]


def _text_does_not_open(house: House, _: SignOff) -> None:
    async def sealed_otherwise(signoff_id: str, *, revision: int) -> Publication | None:
        raise StoreDown("store_unreadable", params={"n": len(signoff_id) + revision})

    house.signoffs.publication = sealed_otherwise  # type: ignore[method-assign]


def _other_digest(house: House, signoff: SignOff) -> None:
    _keep(house, replace(signoff, digest="f" * 64))


def _other_destination(house: House, signoff: SignOff) -> None:
    _keep(house, replace(signoff, destination="hook"))


def _no_signature(house: House, signoff: SignOff) -> None:
    _keep(house, replace(signoff, votes={}))


def _own_signature(house: House, signoff: SignOff) -> None:
    _keep(house, replace(signoff, votes={"U0ASK": Choice.SIGN.value}))


def _no_publisher(house: House, _: SignOff) -> None:
    house.publishing = house.new_publishing(other=FakePublisher())


def _not_in_log(house: House, _: SignOff) -> None:
    house.log.chained = [c for c in house.log.chained if c.entry.kind != "approved"]


def _forged_in_log(house: House, _: SignOff) -> None:
    house.log.chained = [
        replace(c, seal="0" * 64) if c.entry.kind == "approved" else c for c in house.log.chained
    ]


def _keep(house: House, signoff: SignOff) -> None:
    house.tray.signoffs[signoff.id] = signoff


@pytest.mark.parametrize(
    ("tamper", "why"),
    [
        pytest.param(_other_text, "digest", id="text-changed"),
        pytest.param(_no_text, "text_gone", id="text-gone"),
        pytest.param(_text_does_not_open, "text_unreadable", id="text-altered-at-rest"),
        pytest.param(_other_digest, "digest", id="sign-off-changed"),
        pytest.param(_other_destination, "digest", id="destination-changed"),
        pytest.param(_not_in_log, "digest", id="no-approval-in-the-log"),
        pytest.param(_forged_in_log, "digest", id="approval-without-our-seal"),
        pytest.param(_no_signature, "quorum", id="nobody-signed"),
        pytest.param(_own_signature, "signers", id="signed-by-the-requester"),
        pytest.param(_no_publisher, "unknown_destination", id="destination-gone"),
    ],
)
async def test_what_is_not_what_was_signed_is_not_sent(
    house: House, tamper: Callable[[House, SignOff], None], why: str
) -> None:
    """The state says failed, the log says why, the requester is told, nobody got anything."""
    signoff = await house.approved()
    tamper(house, signoff)
    after = await publish(house)
    assert after is not None
    assert after.state is State.FAILED
    assert house.entry("publish_failed").detail["why"] == why
    assert house.publisher.sent == []
    assert [shown.state for shown in house.surface.shown] == [State.FAILED]


async def test_vanished_sign_off_leaves_the_outbox(house: House) -> None:
    """Nothing is left to publish, and the item does not come back for ever."""
    signoff = await house.approved()
    del house.tray.signoffs[signoff.id]
    assert await publish(house) is None
    assert house.entry("refused").reason == "unknown_signoff"
    house.clock.advance(3600)
    assert await house.outbox.claim("w1", wait_ms=0) is None


async def test_approvals_are_found_after_a_restart(house: House) -> None:
    """The log is read from its beginning by a process that knows nothing."""
    await house.approved()
    after = await publish(house, house.new_publishing(site=house.publisher))
    assert after is not None
    assert after.state is State.PUBLISHED


# ── known failures ─────────────────────────────────────────────────────────────────────────────


async def test_clear_no_ends_it(house: House) -> None:
    """Trying again would not help."""
    await house.approved()
    house.publisher.outcomes = [REFUSED]
    after = await publish(house)
    assert after is not None
    assert after.state is State.FAILED
    assert house.entry("publish_failed").detail["why"] == "status_404"


async def test_destination_that_was_not_reached_is_tried_again_later(house: House) -> None:
    """Not before the delay, then with the next attempt's number and the same id."""
    await house.approved()
    house.publisher.outcomes = [UNREACHED]
    waiting = await publish(house)
    assert waiting is not None
    assert waiting.state is State.APPROVED
    assert house.surface.shown == []
    assert await publish(house) is None
    house.clock.advance(60)
    after = await publish(house)
    assert after is not None
    assert after.state is State.PUBLISHED
    first, second = house.publisher.sent
    assert (first.attempt, second.attempt) == (1, 2)
    assert first.publication_id == second.publication_id


async def test_trying_again_has_an_end(house: House) -> None:
    """After the last attempt it has failed, and people are told."""
    await house.approved()
    house.publisher.outcomes = [UNREACHED] * (MAX_ATTEMPTS + 5)
    for _ in range(MAX_ATTEMPTS):
        after = await publish(house)
        house.clock.advance(3600)
    assert after is not None
    assert after.state is State.FAILED
    assert len(house.publisher.sent) == MAX_ATTEMPTS
    assert await publish(house) is None


# ── nobody can tell ────────────────────────────────────────────────────────────────────────────


class Slow(FakePublisher):
    async def publish(self, approved: Approved) -> Receipt:
        self.sent.append(approved)
        await asyncio.sleep(60)
        return receipt(approved)


class OtherText(FakePublisher):
    async def publish(self, approved: Approved) -> Receipt:
        self.sent.append(approved)
        return replace(receipt(approved), digest="f" * 64)


def told(outcome: Exception) -> FakePublisher:
    publisher = FakePublisher()
    publisher.outcomes = [outcome]
    return publisher


@pytest.mark.parametrize(
    ("publisher", "why"),
    [
        pytest.param(told(LOST), "status_500", id="destination-says-nothing"),
        pytest.param(Slow(), "TimeoutError", id="no-answer-in-time"),
        pytest.param(told(RuntimeError("boom")), "RuntimeError", id="bug-in-the-adapter"),
        pytest.param(OtherText(), "other_digest", id="receipt-of-another-text"),
    ],
)
async def test_ambiguous_is_left_to_a_person(
    house: House, publisher: FakePublisher, why: str
) -> None:
    """It is never tried blindly again."""
    await house.approved()
    publishing = house.new_publishing(site=publisher)
    after = await publish(house, publishing)
    assert after is not None
    assert after.state is State.AMBIGUOUS
    assert house.entry("publish_ambiguous").detail["why"] == why
    house.clock.advance(86_400)
    assert await publish(house, publishing) is None
    assert len(publisher.sent) == 1
    assert [shown.state for shown in house.surface.shown] == [State.AMBIGUOUS]


# ── after a crash ──────────────────────────────────────────────────────────────────────────────


async def test_after_a_crash_the_destination_is_asked_first(house: House) -> None:
    """It has the text: published, and nothing was sent twice."""
    signoff = await house.approved()
    await crash_while_sending(house)
    house.publisher.found = Receipt("page-1", signoff.digest, 1)
    after = await publish(house)
    assert after is not None
    assert (after.state, after.external_id) == (State.PUBLISHED, "page-1")
    assert house.publisher.sent == []
    assert len(house.publisher.searched) == 1


async def test_text_that_did_not_arrive_before_the_crash_is_sent(house: House) -> None:
    """The destination does not have it: the next attempt sends it."""
    await house.approved()
    await crash_while_sending(house)
    waiting = await publish(house)
    assert waiting is not None
    assert waiting.state is State.APPROVED
    after = await publish(house)
    assert after is not None
    assert after.state is State.PUBLISHED
    assert [sent.attempt for sent in house.publisher.sent] == [2]


async def test_destination_that_can_not_be_asked_leaves_it_to_a_person(house: House) -> None:
    """Never a blind second try."""
    await house.approved()
    await crash_while_sending(house)
    house.publisher.found = LOST
    after = await publish(house)
    assert after is not None
    assert after.state is State.AMBIGUOUS
    assert house.publisher.sent == []


async def test_another_text_found_after_a_crash_is_ambiguous(house: House) -> None:
    """What is there is not what was signed."""
    signoff = await house.approved()
    await crash_while_sending(house)
    house.publisher.found = Receipt("page-1", "f" * 64, 1)
    after = await publish(house)
    assert after is not None
    assert (after.id, after.state) == (signoff.id, State.AMBIGUOUS)


async def test_text_that_changed_during_a_crash_is_ambiguous(house: House) -> None:
    """It may have been sent: "failed" would say that it was not."""
    signoff = await house.approved()
    await crash_while_sending(house)
    _other_text(house, signoff)
    after = await publish(house)
    assert after is not None
    assert after.state is State.AMBIGUOUS
    assert house.publisher.searched == []


async def test_item_that_another_worker_took_over_is_left_to_it(house: House) -> None:
    """Whoever lost the claim while sending writes nothing down; the other one asks."""
    await house.approved()
    house.publishing = house.new_publishing(site=Overtaken(house))
    left = await publish(house)
    assert left is not None
    assert left.state is State.PUBLISHING
    assert house.surface.shown == []
    house.clock.advance(3600)
    after = await publish(house)
    assert after is not None
    assert after.state is State.PUBLISHED


class Overtaken(FakePublisher):
    """Takes so long that the item goes to another worker, which dies."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house

    async def publish(self, approved: Approved) -> Receipt:
        self.found = receipt(approved)
        self._house.clock.advance(3600)
        await self._house.outbox.claim("other", wait_ms=0)
        return self.found


async def test_crashing_at_every_attempt_has_an_end(house: House) -> None:
    """A text that kills its worker each time is not tried for ever."""
    await house.approved()
    for _ in range(MAX_ATTEMPTS):
        await crash_while_sending(house)
        await publish(house)
    after = await publish(house)
    assert after is not None
    assert after.state is State.FAILED
    assert house.entry("publish_failed").detail["why"] == "too_many_attempts"
    assert house.publisher.sent == []


# ── the store is away ──────────────────────────────────────────────────────────────────────────


async def test_no_entry_no_publication(house: House) -> None:
    """A log that can't be written stops the sending before it begins."""
    await house.approved()
    house.log.down = True
    with pytest.raises(StoreDown):
        await publish(house)
    assert house.publisher.sent == []


async def test_store_lost_after_sending_is_asked_about_later(house: House) -> None:
    """The receipt could not be written down: the destination tells it again."""
    await house.approved()
    house.publishing = house.new_publishing(site=GoesAway(house))
    with pytest.raises(StoreDown):
        await publish(house)
    house.log.down = False
    house.clock.advance(3600)
    after = await publish(house)
    assert after is not None
    assert after.state is State.PUBLISHED


class GoesAway(FakePublisher):
    """Takes the text; then the store is gone."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house

    async def publish(self, approved: Approved) -> Receipt:
        self.found = receipt(approved)
        self._house.log.down = True
        return await super().publish(approved)


async def test_vote_that_decides_twice_is_sent_once(house: House) -> None:
    """A second click on the same card adds nothing to the outbox."""
    signoff = await house.approved()
    with pytest.raises(Exception, match="not_in_state"):
        await house.workflow.vote(ballot(signoff, "U0REN"))
    await publish(house)
    assert await publish(house) is None
    assert len(house.publisher.sent) == 1
