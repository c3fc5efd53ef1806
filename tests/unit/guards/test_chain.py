"""A chain adds up what its guards say; what can't run, blocks."""

from collections.abc import Callable
from itertools import count

import pytest

from guards.chain import BUILDERS, Chain, build_chain
from guards.normalise import Text
from guards.rulebook import Rulebook, RulebookError, parse
from guards.verdict import Action, Context, Failure, Finding, Reason, Side

BOTH = frozenset(Side)
WHY = Reason("あ", "a")


def finding(action: Action = Action.FLAG, *, start: int = 0, end: int = 1) -> Finding:
    return Finding("fake", "X", start, end, 1.0, "fake.x", action, WHY, WHY)


class Fake:
    def __init__(
        self,
        check: Callable[[Text], tuple[Finding, ...]] = lambda _: (),
        *,
        name: str = "fake",
        sides: frozenset[Side] = BOTH,
    ) -> None:
        self.name, self.sides, self._check = name, sides, check

    def check(self, text: Text, _: Context) -> tuple[Finding, ...]:
        return self._check(text)


def raising(_: Text) -> tuple[Finding, ...]:
    raise RuntimeError("the text is here")


def test_no_findings_allow() -> None:
    verdict = Chain([Fake()]).check("こんにちは", Context())
    assert verdict.action is Action.ALLOW
    assert not verdict.could_not_run


def test_the_most_severe_action_wins() -> None:
    guards = [Fake(lambda _: (finding(Action.MASK),)), Fake(lambda _: (finding(Action.BLOCK),))]
    assert Chain(guards).check("a", Context()).stops


def test_guard_that_raises_blocks() -> None:
    verdict = Chain([Fake(raising, name="broken")]).check("a", Context())
    assert verdict.stops
    assert verdict.failures == (Failure("broken", "RuntimeError"),)
    assert "the text is here" not in repr(verdict)


def test_guards_behind_a_broken_one_still_speak() -> None:
    verdict = Chain([Fake(raising), Fake(lambda _: (finding(),))]).check("a", Context())
    assert len(verdict.findings) == 1


def test_guard_over_budget_blocks() -> None:
    ticks = count()
    chain = Chain([Fake(name="slow")], budget_s=1.5, clock=lambda: float(next(ticks)))
    assert chain.check("a", Context()).failures == (Failure("slow", "OverBudget"),)


def test_guards_that_the_budget_never_reached_are_failures_too() -> None:
    ticks = count()
    guards = [Fake(name="one"), Fake(name="two")]
    verdict = Chain(guards, budget_s=1.5, clock=lambda: float(next(ticks))).check("a", Context())
    assert [failure.guard for failure in verdict.failures] == ["one", "two"]


def test_only_guards_of_the_side_are_asked() -> None:
    chain = Chain([Fake(raising, sides=frozenset({Side.OUTPUT}))])
    assert chain.check("a", Context(side=Side.INPUT)).action is Action.ALLOW
    assert chain.check("a", Context(side=Side.OUTPUT)).stops


def test_a_text_that_is_no_text_blocks() -> None:
    verdict = Chain([Fake()]).check(None, Context())  # type: ignore[arg-type]
    assert verdict.could_not_run


def test_an_unknown_guard_is_refused_by_name() -> None:
    with pytest.raises(RulebookError, match="unknown guard: pij"):
        build_chain(Rulebook(), only=["pij"])


def test_the_chain_holds_all_guards_or_those_asked_for() -> None:
    assert build_chain(Rulebook()).names == tuple(BUILDERS)
    assert build_chain(Rulebook(), only=["grounding", "terms"]).names == ("terms", "grounding")


def test_a_pack_that_is_not_there_is_refused_at_build() -> None:
    rulebook = parse({"terms": {"packs": ["none.yaml"]}}, name="test")
    with pytest.raises(RulebookError, match=r"no file 'none\.yaml'"):
        build_chain(rulebook, only=["terms"])
