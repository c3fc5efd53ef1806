"""The whole life of a sign-off as a table: what leads where, and that nothing else does."""

import itertools

import pytest

from bot.errors import Stale
from bot.records import Choice, State
from bot.signoff.states import (
    ENTRY_KINDS,
    RESUBMITTABLE,
    TERMINAL,
    TRANSITIONS,
    Step,
    can_step,
    check_step,
    step_of,
    target,
)

ALLOWED = {
    (State.IN_REVIEW, Step.COUNT): State.IN_REVIEW,
    (State.IN_REVIEW, Step.APPROVE): State.APPROVED,
    (State.IN_REVIEW, Step.SEND_BACK): State.CHANGES_REQUESTED,
    (State.IN_REVIEW, Step.REFUSE): State.REFUSED,
    (State.IN_REVIEW, Step.ACCEPT): State.IN_REVIEW,
    (State.IN_REVIEW, Step.EXPIRE): State.EXPIRED,
    (State.APPROVED, Step.SEND): State.PUBLISHING,
    (State.PUBLISHING, Step.RECEIVE): State.PUBLISHED,
    (State.PUBLISHING, Step.RELEASE): State.APPROVED,
    (State.PUBLISHING, Step.FAIL): State.FAILED,
    (State.PUBLISHING, Step.LOSE): State.AMBIGUOUS,
}


@pytest.mark.parametrize(
    ("state", "step"), list(itertools.product(State, Step)), ids=lambda part: part.value
)
def test_every_pair_of_state_and_step_is_decided(state: State, step: Step) -> None:
    """A step leads where the table says, and from everywhere else it is refused."""
    expected = ALLOWED.get((state, step))
    assert can_step(state, step) is (expected is not None)
    if expected is not None:
        assert check_step(state, step) is expected
        return
    with pytest.raises(Stale) as refused:
        check_step(state, step)
    assert refused.value.code == "not_in_state"
    assert refused.value.params == {"state": state.value}


def test_nothing_comes_after_an_end() -> None:
    """Ends are ends: a published text can't be approved again, a lapsed one not signed."""
    assert {
        State.PUBLISHED,
        State.CHANGES_REQUESTED,
        State.REFUSED,
        State.EXPIRED,
        State.FAILED,
        State.AMBIGUOUS,
    } == TERMINAL


def test_only_a_quorum_of_signatures_leads_to_approved_from_review() -> None:
    """Neither silence nor a clock approves."""
    into = {step for (state, step), to in TRANSITIONS.items() if to is State.APPROVED}
    assert into == {Step.APPROVE, Step.RELEASE}
    assert {state for (state, step) in TRANSITIONS if step is Step.RELEASE} == {State.PUBLISHING}


def test_a_step_leads_to_the_same_state_from_everywhere() -> None:
    """`target` has no ambiguous case."""
    for (_, step), to in TRANSITIONS.items():
        assert target(step) is to


def test_every_step_has_its_entry_kind() -> None:
    """No transition happens without a name in the log."""
    assert ENTRY_KINDS.keys() == set(Step)


def test_only_what_nobody_judged_may_be_asked_again_unchanged() -> None:
    """A text that was sent back or refused has to change first."""
    assert {State.EXPIRED, State.FAILED} == RESUBMITTABLE


@pytest.mark.parametrize(
    ("choice", "signatures", "quorum", "step"),
    [
        pytest.param(Choice.SIGN, 0, 1, Step.APPROVE, id="only-signature"),
        pytest.param(Choice.SIGN, 0, 2, Step.COUNT, id="first-of-two"),
        pytest.param(Choice.SIGN, 1, 2, Step.APPROVE, id="second-of-two"),
        pytest.param(Choice.SIGN, 5, 2, Step.APPROVE, id="more-than-needed"),
        pytest.param(Choice.SEND_BACK, 1, 2, Step.SEND_BACK, id="send-back"),
        pytest.param(Choice.REFUSE, 1, 2, Step.REFUSE, id="refuse"),
    ],
)
def test_what_a_vote_does(choice: Choice, signatures: int, quorum: int, step: Step) -> None:
    """One no is enough; a yes counts towards the quorum."""
    assert step_of(choice, signatures=signatures, quorum=quorum) is step
