"""A chain adds up what its guards say; what can't run, blocks."""

from collections.abc import Callable
from itertools import count
from math import inf, nan

import pytest

from guards.chain import BUILDERS, Chain, build_chain
from guards.normalise import Text
from guards.rulebook import Rulebook, RulebookError, parse
from guards.verdict import Action, Context, Failure, Finding, Reason, Side

BOTH = frozenset(Side)
WHY = Reason("あ", "a")


def finding(
    action: Action = Action.FLAG,
    *,
    start: int = 0,
    end: int = 1,
    score: float = 1.0,
    guard: str = "fake",
) -> Finding:
    return Finding(guard, "X", start, end, score, "fake.x", action, WHY, WHY)


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


@pytest.mark.parametrize(
    "nonsense",
    [
        finding(start=-1),
        finding(end=4),
        finding(start=3, end=2),
        finding(score=nan),
        finding(score=inf),
        finding(score=-0.1),
        finding(score=1.1),
    ],
    ids=["before", "behind", "reversed", "nan", "infinite", "negative", "above one"],
)
def test_guard_that_returns_nonsense_blocks(nonsense: Finding) -> None:
    verdict = Chain([Fake(lambda _: (nonsense,), name="odd")]).check("abc", Context())
    assert verdict.stops
    assert verdict.failures == (Failure("odd", "BadFinding"),)
    assert not verdict.findings


def test_guard_that_returns_no_findings_at_all_blocks() -> None:
    chain = Chain([Fake(lambda _: None, name="odd")])  # type: ignore[arg-type, return-value]
    assert chain.check("abc", Context()).failures == (Failure("odd", "TypeError"),)


@pytest.mark.parametrize(
    ("secret", "personal", "kept"),
    [
        pytest.param(Action.MASK, Action.MASK, False, id="both are masked"),
        pytest.param(Action.BLOCK, Action.MASK, False, id="the secret stops it"),
        pytest.param(Action.MASK, Action.BLOCK, True, id="the personal data stops it"),
        pytest.param(Action.FLAG, Action.MASK, True, id="the secret is let through"),
        pytest.param(Action.ALLOW, Action.MASK, True, id="the secret is allowed"),
    ],
)
def test_personal_data_within_a_secret_is_part_of_it(
    secret: Action, personal: Action, kept: bool
) -> None:
    whole = finding(secret, start=1, end=9, guard="secrets")
    inside = finding(personal, start=3, end=9, guard="pii")
    chain = Chain([Fake(lambda _: (inside,)), Fake(lambda _: (whole,))])
    assert (inside in chain.check("a" * 12, Context()).findings) is kept


@pytest.mark.parametrize(("start", "end"), [(0, 2), (8, 10), (9, 12)])
def test_personal_data_beside_a_secret_stays(start: int, end: int) -> None:
    whole = finding(Action.MASK, start=1, end=9, guard="secrets")
    beside = finding(Action.MASK, start=start, end=end, guard="pii")
    chain = Chain([Fake(lambda _: (whole, beside))])
    assert beside in chain.check("a" * 12, Context()).findings


@pytest.mark.parametrize(
    ("address", "secret", "labels"),
    [
        pytest.param("mask", "mask", ["URL_CREDENTIALS"], id="both masked"),
        pytest.param("block", "block", ["URL_CREDENTIALS"], id="both stop it"),
        pytest.param("flag", "mask", ["SECRET"], id="the address is only noted"),
        pytest.param("mask", "block", ["SECRET"], id="the secret stops it"),
    ],
)
def test_an_address_with_a_password_keeps_its_own_name(
    address: str, secret: str, labels: list[str]
) -> None:
    rules = {
        "pii": {"input": {"default": "mask", "URL_CREDENTIALS": address}},
        "secrets": {"input": secret},
    }
    chain = build_chain(parse(rules, name="test"), only=["pii", "secrets"])
    found = chain.check("DBは postgres://app:Xk29fQwe81@db.example.com/p です", Context()).findings
    assert sorted(f.label for f in found) == sorted(labels)


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
