"""What people do with a sign-off: asked, signed, sent back, let out, lapsed, refused."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.errors import Blocked, CouldNotRun, Refused, RingiError, Stale, StoreDown
from bot.records import Choice, SignOff, State
from bot.signoff.digest import digest_of
from guards.verdict import Action, Failure, Finding, Reason, Verdict
from tests.unit.signoff.house import House, ballot, draft_of, person

WHY = Reason("番号", "a number")
CARD = Finding(
    "pii", "CREDIT_CARD", 3, 19, 1.0, "pii.CREDIT_CARD", Action.BLOCK, reason=WHY, passes=WHY
)


@pytest.fixture
def house() -> House:
    return House()


async def refused_code(house: House, signoff: SignOff, person_id: str) -> str:
    with pytest.raises(Refused) as refused:
        await house.workflow.vote(ballot(signoff, person_id))
    return refused.value.code


# ── asking ─────────────────────────────────────────────────────────────────────────────────────


async def test_submitted_draft_is_in_review_with_its_digest(house: House) -> None:
    """The sign-off names the exact text, who may not sign it, and until when."""
    signoff = await house.submitted()
    assert signoff.state is State.IN_REVIEW
    assert signoff.digest == digest_of(await house.publication(signoff))
    assert signoff.touched_by == ("U0ASK", "U0EDIT")
    assert signoff.expires_at == house.clock.now() + 72 * 3600
    assert await house.signoffs.get(signoff.id) == signoff


async def test_submitting_is_guarded_and_logged_before_it_is_there(house: House) -> None:
    """guarded → submitted; the entry names the text by digest, never by its words."""
    signoff = await house.submitted()
    assert house.log.kinds == ["guarded", "submitted"]
    detail = house.entry("submitted").detail
    assert (detail["signoff"], detail["digest"]) == (signoff.id, signoff.digest)
    assert "玉露" not in repr([c.entry for c in house.log.chained])


async def test_guards_see_exactly_what_would_leave(house: House) -> None:
    """Title and body of the publication, not the draft."""
    signoff = await house.submitted()
    text = await house.publication(signoff)
    assert house.checked == [(1, f"{text.title}\n\n{text.body}")]


async def test_asking_twice_gives_the_one_that_is_there(house: House) -> None:
    """A second delivery of the same wish opens nothing."""
    draft = await house.draft()
    first, second = await asyncio.gather(house.submit(draft), house.submit(draft))
    third = await house.submit(draft)
    assert first.id == second.id == third.id
    assert house.log.kinds.count("submitted") == 1


async def test_two_destinations_are_two_sign_offs(house: House) -> None:
    """Each with its own route."""
    draft = await house.draft()
    site, hook = await house.submit(draft), await house.submit(draft, destination="hook")
    assert site.id != hook.id
    assert (site.quorum, hook.quorum) == (1, 2)


async def test_revision_that_moved_on_is_not_submitted(house: House) -> None:
    """The button of an older revision asks for nothing."""
    draft = await house.draft()
    await house.draft("新しい文です。", revision=2)
    with pytest.raises(Stale) as stale:
        await house.submit(draft)
    assert stale.value.code == "draft_moved"
    assert house.entry("refused").reason == "draft_moved"


async def test_unknown_draft_is_refused(house: House) -> None:
    """There is nothing to sign."""
    with pytest.raises(Refused) as refused:
        await house.submit(draft_of())
    assert refused.value.code == "no_draft"


@pytest.mark.parametrize(
    ("destination", "asker", "code"),
    [
        pytest.param("blog", "U0ASK", "unknown_destination", id="unknown-destination"),
        pytest.param("hook", "U0ASK", "destination_not_for_template", id="not-for-template"),
        pytest.param("site", "U0RITA", "not_your_draft", id="somebody-elses"),
        pytest.param("site", "U0GUEST", "guest", id="guest"),
    ],
)
async def test_refused_submission_is_an_entry_and_opens_nothing(
    house: House, destination: str, asker: str, code: str
) -> None:
    """Unknown means no, and the log says so."""
    house.offered = ("site",)
    draft = await house.draft()
    with pytest.raises(Refused) as refused:
        await house.submit(draft, destination=destination, person=asker)
    assert refused.value.code == code
    assert house.entry("refused").reason == code
    assert await house.signoffs.queue() == []


async def test_card_number_in_the_draft_stops_the_submission(house: House) -> None:
    """A blocked text is not even put before a reviewer."""
    house.verdict = Verdict.of([CARD])
    with pytest.raises(Blocked) as blocked:
        await house.submitted()
    assert (blocked.value.code, blocked.value.rule) == ("blocked_output", "pii.CREDIT_CARD")
    assert house.log.kinds == ["guarded", "refused"]
    assert house.entry("guarded").findings[0]["label"] == "CREDIT_CARD"
    assert await house.signoffs.queue() == []


async def test_guard_that_could_not_run_stops_the_submission(house: House) -> None:
    """Not having looked is not having found nothing."""
    house.verdict = Verdict.of([], [Failure("pii", "RuntimeError")])
    with pytest.raises(CouldNotRun) as stopped:
        await house.submitted()
    assert stopped.value.code == "guard_failed"
    assert await house.signoffs.queue() == []


async def test_flagged_text_may_be_submitted(house: House) -> None:
    """A flag is for the reviewer to see."""
    house.verdict = Verdict.of([replace(CARD, action=Action.FLAG)])
    assert (await house.submitted()).state is State.IN_REVIEW


@pytest.mark.parametrize("choice", [Choice.SEND_BACK, Choice.REFUSE])
async def test_judged_text_can_not_be_asked_again_unchanged(house: House, choice: Choice) -> None:
    """The next asking needs another revision."""
    draft = await house.draft()
    signoff = await house.submit(draft)
    await house.workflow.vote(ballot(signoff, "U0RITA", choice))
    with pytest.raises(Stale) as stale:
        await house.submit(draft)
    assert stale.value.code == "not_in_state"
    changed = await house.draft("直しました。", revision=2)
    assert (await house.submit(changed)).id != signoff.id


async def test_lapsed_text_may_be_asked_again(house: House) -> None:
    """Nobody judged it: the same text gets a new sign-off."""
    draft = await house.draft()
    first = await house.submit(draft)
    house.clock.advance(73 * 3600)
    await house.workflow.expire_due()
    second = await house.submit(draft)
    assert second.id != first.id
    assert second.state is State.IN_REVIEW


# ── answering ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("choice", "state", "kind"),
    [
        pytest.param(Choice.SIGN, State.APPROVED, "approved", id="sign"),
        pytest.param(Choice.SEND_BACK, State.CHANGES_REQUESTED, "sent_back", id="send-back"),
        pytest.param(Choice.REFUSE, State.REFUSED, "rejected", id="refuse"),
    ],
)
async def test_answer_decides_and_is_logged(
    house: House, choice: Choice, state: State, kind: str
) -> None:
    """One reviewer is enough where the route asks for one."""
    signoff = await house.submitted()
    after = await house.workflow.vote(ballot(signoff, "U0RITA", choice))
    assert (after.state, after.decided_by) == (state, "U0RITA")
    entry = house.entry(kind)
    assert (entry.actor, entry.detail["digest"]) == ("U0RITA", signoff.digest)
    assert entry.rule == "routes.open"


async def test_only_an_approval_goes_to_the_outbox(house: House) -> None:
    """What was sent back is never sent out."""
    signoff = await house.submitted()
    await house.workflow.vote(ballot(signoff, "U0RITA", Choice.SEND_BACK))
    assert await house.outbox.claim("w", wait_ms=0) is None


async def test_quorum_of_two_needs_two_people(house: House) -> None:
    """The first signature is kept, the second decides, the same one twice does not."""
    signoff = await house.submitted("hook")
    first = await house.workflow.vote(ballot(signoff, "U0RITA"))
    assert first.state is State.IN_REVIEW
    assert house.entry("voted").detail["signatures"] == 1
    assert await refused_code(house, signoff, "U0RITA") == "already_voted"
    second = await house.workflow.vote(ballot(signoff, "U0REN"))
    assert second.state is State.APPROVED


async def test_two_reviewers_at_once_are_both_counted(house: House) -> None:
    """Neither vote is lost and the sign-off is not wedged."""
    signoff = await house.submitted("hook")
    await asyncio.gather(
        house.workflow.vote(ballot(signoff, "U0RITA")),
        house.workflow.vote(ballot(signoff, "U0REN")),
    )
    after = await house.signoffs.get(signoff.id)
    assert after is not None
    assert (after.state, len(after.votes)) == (State.APPROVED, 2)


@pytest.mark.parametrize(
    ("voter", "code"),
    [
        ("U0ASK", "own_request"),
        ("U0EDIT", "touched_text"),
        ("U0NOBODY", "not_reviewer"),
        ("U0GUEST", "reviewer_guest"),
    ],
)
async def test_vote_without_the_right_is_an_entry_and_counts_nothing(
    house: House, voter: str, code: str
) -> None:
    """The requester does not sign their own, whatever the rulebook names them."""
    signoff = await house.submitted()
    assert await refused_code(house, signoff, voter) == code
    entry = house.entry("refused")
    assert (entry.actor, entry.reason, entry.detail["signoff"]) == (voter, code, signoff.id)
    assert await house.signoffs.get(signoff.id) == signoff


async def test_rights_are_read_at_the_moment_of_the_vote(house: House) -> None:
    """Who left the company a minute ago may not sign."""
    signoff = await house.submitted()
    assert await house.workflow.can_vote("U0RITA", signoff)
    house.people.known["U0RITA"] = person("U0RITA", deactivated=True)
    assert await refused_code(house, signoff, "U0RITA") == "reviewer_guest"
    assert house.people.asked[-1] == "U0RITA"
    assert not await house.workflow.can_vote("U0RITA", signoff)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"revision": 7}, "stale_revision", id="revision"),
        pytest.param({"digest": "f" * 64}, "stale_digest", id="digest"),
    ],
)
async def test_button_of_another_text_counts_nothing(
    house: House, change: dict[str, object], code: str
) -> None:
    """A vote is bound to the exact text that its button stood under."""
    signoff = await house.submitted()
    with pytest.raises(Stale) as stale:
        await house.workflow.vote(replace(ballot(signoff, "U0RITA"), **change))  # type: ignore[arg-type]
    assert stale.value.code == code
    assert house.entry("refused").reason == code
    assert await house.signoffs.get(signoff.id) == signoff


async def test_draft_revised_meanwhile_can_not_be_signed(house: House) -> None:
    """The requester wants another text by now."""
    signoff = await house.submitted()
    await house.draft("もっと短く。", revision=2)
    assert await refused_code(house, signoff, "U0RITA") == "draft_moved"


async def test_vote_after_the_deadline_counts_nothing(house: House) -> None:
    """Also where nobody has lapsed it yet."""
    signoff = await house.submitted()
    house.clock.advance(72 * 3600)
    assert await refused_code(house, signoff, "U0RITA") == "expired"


async def test_decided_sign_off_takes_no_more_votes(house: House) -> None:
    """A card that is still open somewhere is not live."""
    signoff = await house.approved()
    assert await refused_code(house, signoff, "U0REN") == "not_in_state"


async def test_unknown_sign_off_is_refused_and_logged(house: House) -> None:
    """A made-up button is an entry."""
    signoff = replace(await house.submitted(), id="so_made_up")
    assert await refused_code(house, signoff, "U0RITA") == "unknown_signoff"
    assert house.entry("refused").detail == {"signoff": "so_made_up"}


async def test_comment_is_committed_to_and_never_logged(house: House) -> None:
    """The log can prove which comment it was, and holds none of it."""
    signoff = await house.submitted()
    await house.workflow.vote(ballot(signoff, "U0RITA", Choice.SEND_BACK, "価格を確認してください"))
    entry = house.entry("sent_back")
    expected = await house.vault.commit("U0RITA", "価格を確認してください")
    assert entry.commitments == {"comment": expected}
    assert "価格" not in repr(entry)


@pytest.mark.parametrize("away", ["signoffs", "log", "drafts"])
async def test_store_that_is_away_counts_nothing(house: House, away: str) -> None:
    """No entry, no vote."""
    signoff = await house.submitted()
    getattr(house, away).down = True
    with pytest.raises(StoreDown):
        await house.workflow.vote(ballot(signoff, "U0RITA"))
    getattr(house, away).down = False
    assert await house.signoffs.get(signoff.id) == signoff


# ── letting values out ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def masked(house: House) -> SignOff:
    """In review, with two masked values in the text."""
    await house.masked(PERSON="佐藤はな", EMAIL_ADDRESS="hana@tea.example")
    return await house.submitted("hook", "担当は⟦人物1⟧、連絡先は⟦メール1⟧です。")


async def test_a_reviewer_sees_what_they_decide_on_and_that_is_an_entry_first(
    house: House,
) -> None:
    """The values by placeholder; the entry names placeholders, never values."""
    await house.masked(PERSON="山田花子")
    signoff = await house.submitted(body="⟦人物1⟧が話します。")
    assert await house.workflow.reveal(signoff.id, person="U0RITA") == {"⟦人物1⟧": "山田花子"}
    assert house.entry("revealed").detail["revealed"] == ["⟦人物1⟧"]
    assert "山田" not in repr([c.entry for c in house.log.chained])


async def test_whoever_may_not_answer_sees_no_masked_value(house: House) -> None:
    """Nor does the requester, to whom the thread shows them anyway."""
    await house.masked(PERSON="山田花子")
    signoff = await house.submitted(body="⟦人物1⟧が話します。")
    with pytest.raises(Refused):
        await house.workflow.reveal(signoff.id, person="U0ASK")
    assert "revealed" not in house.log.kinds


async def accept(house: House, signoff: SignOff, *tokens: str, by: str = "U0RITA") -> SignOff:
    return await house.workflow.accept(
        signoff.id, revision=signoff.revision, digest=signoff.digest, person=by, tokens=tokens
    )


async def test_review_shows_what_is_hidden_without_showing_it(
    house: House, masked: SignOff
) -> None:
    """The reviewer sees kinds, and the text exactly as it would leave."""
    review = await house.workflow.review(masked.id)
    assert [label for _, label in review.restorable] == ["PERSON", "EMAIL_ADDRESS"]
    assert "佐藤" not in review.publication.body
    assert (review.template, review.template_version, review.draft_revision) == (
        "summary",
        "1.0",
        1,
    )


async def test_accepted_value_makes_a_new_revision_and_votes_fall_away(
    house: House, masked: SignOff
) -> None:
    """What was signed before was another text."""
    signed = await house.workflow.vote(ballot(masked, "U0REN"))
    (token, _), _ = (await house.workflow.review(masked.id)).restorable
    after = await accept(house, signed, token)
    assert (after.revision, after.votes, after.accepted) == (2, {}, (token,))
    assert after.digest != masked.digest
    assert "佐藤はな" in (await house.publication(after)).body
    assert "hana@tea.example" not in (await house.publication(after)).body
    assert await refused_code(house, masked, "U0REN") == "stale_revision"


async def test_entry_of_an_acceptance_names_placeholders_never_values(
    house: House, masked: SignOff
) -> None:
    """Which kinds were let out, by whom."""
    (token, _), _ = (await house.workflow.review(masked.id)).restorable
    await accept(house, masked, token)
    entry = house.entry("accepted")
    assert entry.detail["accepted"] == [{"placeholder": token, "label": "PERSON"}]
    assert "佐藤" not in repr([c.entry for c in house.log.chained])


async def test_accepting_reviewer_may_still_sign(house: House, masked: SignOff) -> None:
    """They let a value out; they did not touch the text."""
    (token, _), _ = (await house.workflow.review(masked.id)).restorable
    after = await accept(house, masked, token)
    assert (await house.workflow.vote(ballot(after, "U0RITA"))).votes == {"U0RITA": "sign"}


async def test_a_value_let_out_before_the_draft_moved_is_not_signed(
    house: House, masked: SignOff
) -> None:
    """The reviewer who let it out sees a draft that somebody else changed meanwhile."""
    (token, _), _ = (await house.workflow.review(masked.id)).restorable
    after = await accept(house, masked, token)
    await house.draft("担当は⟦人物1⟧です。", revision=2, touched_by=("U0ASK", "U0RITA"))
    with pytest.raises(Stale, match="draft_moved"):
        await house.workflow.vote(ballot(after, "U0REN"))
    later = await house.submit((await house.drafts.get("d_1")) or draft_of(), destination="hook")
    with pytest.raises(Refused, match="touched_text"):
        await house.workflow.vote(ballot(later, "U0RITA"))


async def test_values_of_another_ledger_are_not_let_out(house: House) -> None:
    """The thread's placeholders lapsed, and ⟦人物1⟧ is somebody else by now."""
    await house.masked(PERSON="佐藤はな")
    draft = await house.draft("担当は⟦人物1⟧です。", names="an older ledger")
    with pytest.raises(Refused, match="unresolved"):
        await house.submit(draft)


async def test_acceptance_can_be_taken_back(house: House, masked: SignOff) -> None:
    """What is not ticked is hidden again."""
    tokens = [token for token, _ in (await house.workflow.review(masked.id)).restorable]
    out = await accept(house, masked, *tokens)
    back = await accept(house, out)
    assert (back.revision, back.accepted, back.digest) == (3, (), masked.digest)


async def test_accepting_what_is_accepted_changes_nothing(house: House, masked: SignOff) -> None:
    """No revision, no lost votes."""
    assert await accept(house, masked) == masked
    assert "accepted" not in house.log.kinds


@pytest.mark.parametrize(
    ("by", "tokens", "code"),
    [
        pytest.param("U0ASK", (), "own_request", id="requester"),
        pytest.param("U0NOBODY", (), "not_reviewer", id="nobody"),
        pytest.param("U0RITA", ("⟦人物9⟧",), "unresolved", id="unknown-placeholder"),
    ],
)
async def test_value_is_let_out_only_by_a_reviewer_and_only_if_it_is_there(
    house: House, masked: SignOff, by: str, tokens: tuple[str, ...], code: str
) -> None:
    """A refusal is an entry and changes nothing."""
    with pytest.raises(Refused) as refused:
        await accept(house, masked, *tokens, by=by)
    assert refused.value.code == code
    assert house.entry("refused").reason == code
    assert await house.signoffs.get(masked.id) == masked


async def test_let_out_text_is_guarded_again(house: House, masked: SignOff) -> None:
    """A value that must not leave is stopped here too."""
    (token, _), _ = (await house.workflow.review(masked.id)).restorable
    house.verdict = Verdict.of([CARD])
    with pytest.raises(Blocked):
        await accept(house, masked, token)
    assert await house.signoffs.get(masked.id) == masked
    assert "佐藤はな" in house.checked[-1][1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"revision": 9}, "stale_revision", id="revision"),
        pytest.param({"digest": "f" * 64}, "stale_digest", id="digest"),
    ],
)
async def test_acceptance_on_another_text_is_stale(
    house: House, masked: SignOff, change: dict[str, object], code: str
) -> None:
    """The modal was open on an older text."""
    with pytest.raises(Stale) as stale:
        await accept(house, replace(masked, **change))  # type: ignore[arg-type]
    assert stale.value.code == code


async def test_acceptance_after_the_deadline_is_stale(house: House, masked: SignOff) -> None:
    """As a vote would be."""
    house.clock.advance(72 * 3600)
    with pytest.raises(RingiError) as stale:
        await accept(house, masked)
    assert stale.value.code == "expired"


async def test_text_that_names_nobody_known_is_not_submitted(house: House) -> None:
    """An invented placeholder does not reach a reviewer."""
    with pytest.raises(Refused) as refused:
        await house.submitted(body="担当は⟦人物4⟧です。")
    assert refused.value.code == "unresolved"


# ── lapsing ────────────────────────────────────────────────────────────────────────────────────


async def test_silence_lapses_and_never_approves(house: House) -> None:
    """At the deadline, with an entry, and once."""
    signoff = await house.submitted()
    assert await house.workflow.expire_due() == ()
    house.clock.advance(72 * 3600)
    (lapsed,) = await house.workflow.expire_due()
    assert (lapsed.id, lapsed.state) == (signoff.id, State.EXPIRED)
    assert house.entry("expired").role == "clock"
    assert await house.workflow.expire_due() == ()


async def test_answer_that_comes_just_before_the_lapse_wins(house: House) -> None:
    """The lapse finds it decided and leaves it alone."""
    signoff = await house.submitted()
    house.clock.advance(72 * 3600)
    lapse = house.signoffs.move

    async def answered_first(*args: Any, **more: Any) -> SignOff:
        house.tray.signoffs[signoff.id] = replace(signoff, state=State.REFUSED)
        return await lapse(*args, **more)

    house.signoffs.move = answered_first  # type: ignore[method-assign]
    assert await house.workflow.expire_due() == ()
    assert "expired" not in house.log.kinds


async def test_route_that_is_gone_lets_nobody_sign(house: House) -> None:
    """Unknown means no, also when the rulebook changed under a sign-off."""
    signoff = await house.submitted()
    house.tray.signoffs[signoff.id] = replace(signoff, route="closed")
    assert await refused_code(house, signoff, "U0RITA") == "unknown_destination"


async def test_decided_sign_off_does_not_lapse(house: House) -> None:
    """An answer in time stays."""
    await house.approved()
    house.clock.advance(100 * 3600)
    assert await house.workflow.expire_due() == ()


async def test_review_of_nothing_is_refused(house: House) -> None:
    """No card for what is not there."""
    with pytest.raises(Refused) as refused:
        await house.workflow.review("so_none")
    assert refused.value.code == "unknown_signoff"
