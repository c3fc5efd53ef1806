"""What two rulebooks decide about one text is told apart by what decides, not by scores."""

import pytest

from guards.compare import difference, outcome
from guards.verdict import Action, Failure, Finding, Reason, Verdict

WHY = Reason("あ", "a")


def found(label: str = "A", *, action: Action = Action.FLAG, score: float = 1.0) -> Finding:
    return Finding("g", label, 0, 1, score, "g.a", action, WHY, WHY)


def verdict(*findings: Finding) -> dict[str, Verdict]:
    return {"text": Verdict.of(findings)}


def test_equal_outcomes_differ_in_nothing_whatever_their_scores() -> None:
    assert difference(outcome(verdict(found())), outcome(verdict(found(score=0.5)))).same


@pytest.mark.parametrize(
    "after",
    [
        verdict(),
        verdict(found("B")),
        verdict(found(action=Action.BLOCK)),
        verdict(found(), found()),
    ],
    ids=["gone", "another label", "another action", "twice"],
)
def test_whatever_decides_something_is_a_difference(after: dict[str, Verdict]) -> None:
    assert not difference(outcome(verdict(found())), outcome(after)).same


def test_gone_and_new_findings_are_listed_with_their_places() -> None:
    seen = difference(outcome(verdict(found("A"))), outcome(verdict(found("B"))))
    assert [s.label for s in seen.gone] == ["A"]
    assert [(s.label, s.part, s.start, s.end) for s in seen.new] == [("B", "text", 0, 1)]


def test_the_severest_part_decides_and_a_guard_that_could_not_run_blocks() -> None:
    assert outcome({}).action == "allow"
    assert outcome({**verdict(), "b": Verdict.of([found()])}).action == "flag"
    assert outcome({"a": Verdict.of([], [Failure("g", "X")])}).action == "block"
