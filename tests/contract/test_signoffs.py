"""What every Signoffs promises: one script's worth of checks, in order, and then all or nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.errors import Refused, RingiError, Stale
from bot.records import Choice, State
from bot.store.cipher import Cipher
from bot.store.decisions import RedisDecisions
from bot.store.outbox import RedisOutbox
from bot.store.signoffs import RedisSignoffs
from tests.builders import (
    EDITOR,
    NOW,
    REQUESTER,
    REVIEWER,
    SECOND_REVIEWER,
    TEAM,
    ballot,
    entry,
    publication,
    signoff,
)
from tests.fakes import FakeDecisions, FakeOutbox, FakeSignoffs, Frozen, fake_signoffs


@dataclass
class House:
    """Sign-offs with the log they write to and the outbox they fill."""

    signoffs: FakeSignoffs | RedisSignoffs
    outbox: FakeOutbox | RedisOutbox
    decisions: FakeDecisions | RedisDecisions

    async def kinds(self) -> list[str]:
        return [chained.entry.kind async for chained in self.decisions.entries()]

    async def open(self, **changes: Any) -> None:
        await self.signoffs.open(signoff(**changes), publication(), entry=entry("submitted"))

    async def vote(self, *, state: State = State.APPROVED, **changes: Any) -> Any:
        kind = "approved" if state is State.APPROVED else "voted"
        cast = ballot(**changes)
        return await self.signoffs.vote(cast, entitled=True, state=state, entry=entry(kind))


@pytest.fixture(params=["fake", "real"])
def house(request: pytest.FixtureRequest, clock: Frozen, cipher: Cipher) -> House:
    if request.param == "fake":
        log = FakeDecisions(clock)
        return House(*fake_signoffs(clock, log), log)
    redis = request.getfixturevalue("redis")
    decisions = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    kept: dict[str, Any] = {"team": TEAM, "decisions": decisions, "clock": clock}
    signoffs = RedisSignoffs(redis, cipher=cipher, days=30, **kept)
    return House(signoffs, RedisOutbox(redis, **kept), decisions)


# ── opening and reading ────────────────────────────────────────────────────────────────────────


async def test_opened_signoff_comes_back_as_it_was(house: House) -> None:
    await house.open(accepted=("⟦人物1⟧",))
    assert await house.signoffs.get("so-1") == signoff(accepted=("⟦人物1⟧",))
    assert await house.kinds() == ["submitted"]


async def test_publication_comes_back_as_it_was(house: House) -> None:
    await house.open()
    assert await house.signoffs.publication("so-1", revision=1) == publication()


async def test_unknown_signoff_is_none(house: House) -> None:
    assert await house.signoffs.get("so-1") is None
    assert await house.signoffs.publication("so-1", revision=1) is None


async def test_taken_id_can_not_be_opened_again(house: House) -> None:
    await house.open()
    with pytest.raises(Stale, match="not_in_state"):
        await house.open(digest="d2")
    assert await house.signoffs.get("so-1") == signoff()
    assert await house.kinds() == ["submitted"]


async def test_card_is_remembered(house: House) -> None:
    await house.open()
    await house.signoffs.attach_card("so-1", channel="C0REVIEW", ts="1.1")
    known = await house.signoffs.get("so-1")
    assert known == signoff(card_channel="C0REVIEW", card_ts="1.1")


async def test_card_of_an_unknown_signoff_is_refused(house: House) -> None:
    with pytest.raises(Stale, match="unknown_signoff"):
        await house.signoffs.attach_card("so-1", channel="C0REVIEW", ts="1.1")


# ── voting ─────────────────────────────────────────────────────────────────────────────────────


async def test_signature_that_completes_the_quorum_approves(house: House) -> None:
    await house.open()
    voted = await house.vote()
    assert voted.state is State.APPROVED
    assert voted.votes == {REVIEWER: "sign"}
    assert (voted.decided_by, voted.decided_at) == (REVIEWER, NOW)
    assert await house.signoffs.get("so-1") == voted
    assert await house.kinds() == ["submitted", "approved"]


async def test_approval_fills_the_outbox(house: House) -> None:
    await house.open()
    await house.vote()
    item = await house.outbox.claim("p1", wait_ms=100)
    assert item is not None
    assert item.payload == {"signoff": "so-1", "revision": 1}
    assert await house.outbox.depth() == 1


async def test_signature_below_the_quorum_waits_for_more(house: House) -> None:
    await house.open(quorum=2)
    voted = await house.vote(state=State.IN_REVIEW)
    assert (voted.state, voted.decided_by) == (State.IN_REVIEW, "")
    assert await house.outbox.depth() == 0


async def test_second_signature_completes_a_quorum_of_two(house: House) -> None:
    await house.open(quorum=2)
    await house.vote(state=State.IN_REVIEW)
    voted = await house.vote(person=SECOND_REVIEWER)
    assert voted.state is State.APPROVED
    assert set(voted.votes) == {REVIEWER, SECOND_REVIEWER}


@pytest.mark.parametrize(
    ("choice", "state"),
    [(Choice.SEND_BACK, State.CHANGES_REQUESTED), (Choice.REFUSE, State.REFUSED)],
    ids=["send back", "refuse"],
)
async def test_one_no_decides(house: House, choice: Choice, state: State) -> None:
    await house.open(quorum=2)
    voted = await house.vote(choice=choice, state=state)
    assert (voted.state, voted.votes) == (state, {REVIEWER: choice.value})
    assert await house.outbox.depth() == 0


OBJECTIONS: list[tuple[str, type[RingiError], dict[str, Any], dict[str, Any]]] = [
    ("unknown_signoff", Stale, {"id": "so-2"}, {}),
    ("stale_revision", Stale, {"revision": 2}, {}),
    ("stale_digest", Stale, {}, {"digest": "d2"}),
    ("own_request", Refused, {}, {"person": REQUESTER}),
    ("touched_text", Refused, {}, {"person": EDITOR}),
    ("recount", Stale, {"quorum": 2}, {}),
    ("expired", Stale, {"expires_at": NOW}, {}),
]


@pytest.mark.parametrize(
    ("code", "error", "opened", "cast"), OBJECTIONS, ids=[case[0] for case in OBJECTIONS]
)
async def test_vote_that_may_not_count_changes_nothing(
    house: House, code: str, error: type[RingiError], opened: dict[str, Any], cast: dict[str, Any]
) -> None:
    await house.open(**opened)
    before = await house.signoffs.get(opened.get("id", "so-1"))
    with pytest.raises(error, match=f"^{code}$"):
        await house.vote(**cast)
    assert await house.signoffs.get(opened.get("id", "so-1")) == before
    assert await house.kinds() == ["submitted"]
    assert await house.outbox.depth() == 0


async def test_person_who_is_not_entitled_is_refused(house: House) -> None:
    await house.open()
    with pytest.raises(Refused, match="not_reviewer"):
        await house.signoffs.vote(
            ballot(), entitled=False, state=State.APPROVED, entry=entry("approved")
        )


async def test_second_vote_of_the_same_person_is_refused(house: House) -> None:
    await house.open(quorum=2)
    await house.vote(state=State.IN_REVIEW)
    with pytest.raises(Stale, match="already_voted"):
        await house.vote()


async def test_vote_after_the_decision_is_refused(house: House) -> None:
    await house.open()
    await house.vote()
    with pytest.raises(Stale, match="not_in_state"):
        await house.vote(person=SECOND_REVIEWER)


CHECKS: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("expired", {"expires_at": NOW, "revision": 2}, {}, True),
    ("stale_revision", {"revision": 2, "digest": "d2"}, {}, True),
    ("stale_digest", {"digest": "d2"}, {}, False),
    ("not_reviewer", {}, {"person": REQUESTER}, False),
    ("own_request", {}, {"person": REQUESTER}, True),
    ("touched_text", {"votes": {EDITOR: "sign"}}, {"person": EDITOR}, True),
    ("already_voted", {"votes": {REVIEWER: "sign"}, "quorum": 3}, {}, True),
]


@pytest.mark.parametrize(
    ("code", "opened", "cast", "entitled"), CHECKS, ids=[case[0] for case in CHECKS]
)
async def test_first_objection_is_the_one_that_is_told(
    house: House, code: str, opened: dict[str, Any], cast: dict[str, Any], entitled: bool
) -> None:
    await house.open(**opened)
    with pytest.raises(RingiError, match=f"^{code}$"):
        await house.signoffs.vote(
            ballot(**cast), entitled=entitled, state=State.APPROVED, entry=entry("approved")
        )


async def test_of_two_racing_signatures_one_approves(house: House) -> None:
    await house.open()
    racing = (house.vote(person=person) for person in (REVIEWER, SECOND_REVIEWER))
    ended = await asyncio.gather(*racing, return_exceptions=True)
    assert sorted(isinstance(end, Stale) for end in ended) == [False, True]
    assert await house.kinds() == ["submitted", "approved"]
    assert await house.outbox.depth() == 1


# ── revising and moving ────────────────────────────────────────────────────────────────────────


async def test_revision_drops_the_votes_and_keeps_the_card(house: House) -> None:
    await house.open(quorum=2)
    await house.vote(state=State.IN_REVIEW)
    await house.signoffs.attach_card("so-1", channel="C0REVIEW", ts="1.1")
    revised = signoff(quorum=2, revision=2, digest="d2", accepted=("⟦人物1⟧",))
    await house.signoffs.revise(
        revised, publication(body="other"), after=1, entry=entry("accepted")
    )
    now = await house.signoffs.get("so-1")
    assert now == replace(revised, card_channel="C0REVIEW", card_ts="1.1")
    assert await house.kinds() == ["submitted", "voted", "accepted"]


async def test_both_revisions_can_be_read(house: House) -> None:
    await house.open()
    await house.signoffs.revise(
        signoff(revision=2), publication(body="other"), after=1, entry=entry("accepted")
    )
    first = await house.signoffs.publication("so-1", revision=1)
    second = await house.signoffs.publication("so-1", revision=2)
    assert first == publication()
    assert second == publication(body="other")


async def test_vote_on_the_replaced_text_is_refused(house: House) -> None:
    await house.open()
    await house.signoffs.revise(
        signoff(revision=2, digest="d2"), publication(), after=1, entry=entry("accepted")
    )
    with pytest.raises(Stale, match="stale_revision"):
        await house.vote()


Open = dict[str, Any]


@pytest.mark.parametrize(
    ("code", "opened", "after"),
    [
        ("unknown_signoff", {"id": "so-2"}, 1),
        ("not_in_state", {"state": State.REFUSED}, 1),
        ("expired", {"expires_at": NOW}, 1),
        ("stale_revision", {"revision": 3}, 1),
    ],
    ids=["unknown", "decided", "expired", "moved on"],
)
async def test_revision_that_comes_too_late_changes_nothing(
    house: House, code: str, opened: Open, after: int
) -> None:
    await house.open(**opened)
    with pytest.raises(Stale, match=f"^{code}$"):
        await house.signoffs.revise(
            signoff(revision=after + 1), publication(), after=after, entry=entry("accepted")
        )
    assert await house.signoffs.publication("so-1", revision=2) is None
    assert await house.kinds() == ["submitted"]


async def expire(house: House) -> Any:
    lapsed = entry("expired", actor="ringi")
    return await house.signoffs.move("so-1", source=State.IN_REVIEW, to=State.EXPIRED, entry=lapsed)


async def test_move_leads_to_its_state(house: House) -> None:
    await house.open()
    moved = await expire(house)
    assert (moved.state, moved.decided_by, moved.decided_at) == (State.EXPIRED, "ringi", NOW)
    assert await house.signoffs.get("so-1") == moved
    assert await house.kinds() == ["submitted", "expired"]


async def test_move_from_another_state_changes_nothing(house: House) -> None:
    await house.open()
    await house.vote()
    with pytest.raises(Stale, match="not_in_state"):
        await expire(house)
    assert await house.kinds() == ["submitted", "approved"]


async def test_move_of_an_unknown_signoff_is_refused(house: House) -> None:
    with pytest.raises(Stale, match="unknown_signoff"):
        await expire(house)


async def test_nothing_but_a_vote_approves(house: House) -> None:
    await house.open()
    with pytest.raises(ValueError, match="only a vote"):
        await house.signoffs.move(
            "so-1", source=State.IN_REVIEW, to=State.APPROVED, entry=entry("approved")
        )


# ── what is waiting ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("late", "ids"), [(-1, []), (0, ["so-1"]), (1, ["so-1"])], ids=["before", "at", "after"]
)
async def test_signoff_is_due_from_its_deadline_on(
    house: House, late: float, ids: list[str]
) -> None:
    await house.open(expires_at=NOW + 10)
    assert list(await house.signoffs.due(now=NOW + 10 + late)) == ids


async def test_what_expires_first_is_due_first(house: House) -> None:
    await house.open(id="so-1", expires_at=NOW + 20)
    await house.open(id="so-2", expires_at=NOW + 10)
    assert list(await house.signoffs.due(now=NOW + 30)) == ["so-2", "so-1"]


Decide = Callable[[House], Any]


@pytest.mark.parametrize("decide", [House.vote, expire], ids=["approved", "expired"])
async def test_decided_signoff_waits_no_more(house: House, decide: Decide) -> None:
    await house.open()
    await decide(house)
    assert list(await house.signoffs.queue()) == []
    assert list(await house.signoffs.due(now=NOW + 9999)) == []


async def test_queue_starts_with_the_oldest(house: House) -> None:
    await house.open(id="so-1", created_at=NOW + 1)
    await house.open(id="so-2", created_at=NOW)
    assert [known.id for known in await house.signoffs.queue()] == ["so-2", "so-1"]


async def test_queue_is_at_most_fifty(house: House) -> None:
    for n in range(52):
        await house.open(id=f"so-{n:02}", created_at=NOW + n)
    queue = await house.signoffs.queue()
    assert [known.id for known in queue] == [f"so-{n:02}" for n in range(50)]


async def test_own_signoffs_start_with_the_newest_and_are_at_most_twenty(house: House) -> None:
    for n in range(22):
        await house.open(id=f"so-{n:02}", created_at=NOW + n)
    await house.open(id="so-other", requester="U00OTHER")
    theirs = await house.signoffs.of_person(REQUESTER)
    assert [known.id for known in theirs] == [f"so-{n:02}" for n in reversed(range(2, 22))]


async def test_own_signoffs_stay_after_the_decision(house: House) -> None:
    await house.open()
    await house.vote()
    assert [known.state for known in await house.signoffs.of_person(REQUESTER)] == [State.APPROVED]
