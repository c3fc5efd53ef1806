"""What a state allows: every step of a sign-off, where it leads, and what the log calls it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from bot.errors import Stale
from bot.records import Choice, State


class Step(StrEnum):
    """What can happen to a sign-off."""

    COUNT = "count"  # one signature of several
    APPROVE = "approve"  # the signature that completes the quorum
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    ACCEPT = "accept"  # a reviewer lets values out: a new revision
    EXPIRE = "expire"
    SEND = "send"
    RECEIVE = "receive"  # the destination took it
    RELEASE = "release"  # nothing was sent, it is tried again later
    FAIL = "fail"  # nothing was sent, and that stays so
    LOSE = "lose"  # nobody can tell: a person decides


TRANSITIONS: Mapping[tuple[State, Step], State] = MappingProxyType(
    {
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
)

ENTRY_KINDS: Mapping[Step, str] = MappingProxyType(
    {
        Step.COUNT: "voted",
        Step.APPROVE: "approved",
        Step.SEND_BACK: "sent_back",
        Step.REFUSE: "rejected",
        Step.ACCEPT: "accepted",
        Step.EXPIRE: "expired",
        Step.SEND: "sending",
        Step.RECEIVE: "published",
        Step.RELEASE: "publish_failed",
        Step.FAIL: "publish_failed",
        Step.LOSE: "publish_ambiguous",
    }
)

_TARGETS: Mapping[Step, State] = MappingProxyType(
    {step: to for (_, step), to in TRANSITIONS.items()}
)

TERMINAL: frozenset[State] = frozenset(State) - {source for source, _ in TRANSITIONS}

RESUBMITTABLE: frozenset[State] = frozenset({State.EXPIRED, State.FAILED})
"""Where the same text may ask again: nobody judged it, or nothing was sent."""


def check_step(state: State, step: Step) -> State:
    """The state that `step` leads to. Raises Stale('not_in_state')."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise Stale("not_in_state", params={"state": state.value}) from None


def can_step(state: State, step: Step) -> bool:
    return (state, step) in TRANSITIONS


def target(step: Step) -> State:
    """Where a step leads. Every step of ours leads to one state, wherever it starts."""
    return _TARGETS[step]


def step_of(choice: Choice, *, signatures: int, quorum: int) -> Step:
    """What a vote does, given the signatures that are there before it."""
    if choice is Choice.SEND_BACK:
        return Step.SEND_BACK
    if choice is Choice.REFUSE:
        return Step.REFUSE
    return Step.APPROVE if signatures + 1 >= quorum else Step.COUNT
