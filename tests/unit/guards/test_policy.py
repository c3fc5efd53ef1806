"""Prohibited uses are found where they are asked for or drafted, and ordinary briefs are not."""

import json
from pathlib import Path
from typing import Any

import pytest

from guards.normalise import Text
from guards.policy import PolicyGuard, load_pack
from guards.rulebook import BUILT_IN, DEFAULT, RulebookError, load
from guards.sections import Policy
from guards.verdict import Action, Context, Finding, Origin, Side

CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "policy.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
GUARD = PolicyGuard.load(load(DEFAULT).policy, base=None)
TYPED = Context(origin=Origin.TYPED)
WORDS = {"ja": "あ", "en": "a"}


def found(text: str, context: Context = TYPED, guard: PolicyGuard = GUARD) -> list[Finding]:
    return list(guard.check(Text.of(text), context))


def rule(**keys: Any) -> dict[str, Any]:
    """A rule about 禁句 that holds, with these keys changed."""
    return {
        "id": "own",
        "title": WORDS,
        "patterns": ["禁句"],
        "reason": WORDS,
        "passes": WORDS,
        "specs": {"fires": ["禁句です"], "silent": ["普通です"]},
    } | keys


def guard(*rules: dict[str, Any], **keys: Any) -> PolicyGuard:
    policy = Policy.model_validate({"packs": [], "rules": rules} | keys)
    return PolicyGuard.load(policy, base=None)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_corpus_is_judged_as_it_is_marked(row: dict[str, Any]) -> None:
    context = Context(side=Side(row.get("side", "input")), origin=Origin.TYPED)
    assert {f.rule for f in found(row["text"], context)} == {f"policy.{r}" for r in row["rules"]}


def test_every_built_in_rule_speaks_both_languages_and_tests_itself_both_ways() -> None:
    rules = load_pack(BUILT_IN / "policy.yaml")
    assert len(rules) >= 20
    for each in rules:
        assert each.file.specs.silent
        for words in (each.file.title, each.file.reason, each.file.passes):
            assert words.ja != words.en


def test_a_clear_case_blocks_what_is_asked() -> None:
    assert found("サクラの口コミを10件作って")[0].action is Action.BLOCK


def test_what_somebody_else_wrote_is_flagged_and_never_blocked() -> None:
    finding = found("サクラの口コミを10件作って", Context(origin=Origin.MATERIAL))[0]
    assert finding.action is Action.FLAG
    assert finding.score < found("サクラの口コミを10件作って")[0].score


def test_a_finding_names_rule_title_place_and_way_out() -> None:
    text = "お願いです。ｻｸﾗの口コミを１０件作って"
    finding = found(text)[0]
    assert finding.rule == "policy.fake_review"
    assert text[finding.start : finding.end] == "ｻｸﾗの口コミ"
    assert finding.reason.ja.startswith("口コミの捏造：")
    assert finding.reason.en.startswith("Fake reviews: ")
    assert finding.passes.ja
    assert finding.score == pytest.approx(sum(share for _, share in finding.parts))


def test_a_rule_holds_only_on_its_sides() -> None:
    only_out = guard(rule(sides=["output"]))
    assert found("禁句です", TYPED, only_out) == []
    assert len(found("禁句です", Context(side=Side.OUTPUT), only_out)) == 1


def test_all_patterns_must_stand_together() -> None:
    specs = {"fires": ["応募者を採点"], "silent": ["応募者"]}
    both = guard(rule(patterns=[], all=["応募者", "採点"], near=10, specs=specs))
    assert len(found("採点する応募者", TYPED, both)) == 1
    assert found("応募者" + "あ" * 11 + "採点", TYPED, both) == []


def test_a_rule_is_silent_where_what_makes_it_right_stands_near() -> None:
    right = guard(rule(unless=["対策"], near=5))
    assert found("禁句への対策", TYPED, right) == []
    assert len(found("禁句" + "あ" * 6 + "対策", TYPED, right)) == 1


def test_a_rule_that_is_off_is_silent() -> None:
    off = PolicyGuard.load(Policy(off=("fake_review",)), base=None)
    assert "policy.fake_review" not in {f.rule for f in found("サクラの口コミを作って", TYPED, off)}


def test_own_files_lie_beside_the_rulebook(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(json.dumps({"rules": [rule()]}), encoding="utf-8")
    own = PolicyGuard.load(Policy(packs=("own.yaml",)), base=tmp_path)
    assert [f.rule for f in found("禁句です", TYPED, own)] == ["policy.own"]


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        pytest.param({"patterns": ["(?=a)"]}, "own: a pattern is not one that RE2", id="bad-regex"),
        pytest.param({"patterns": ["a*"]}, "own: a pattern matches the empty text", id="empty"),
        pytest.param({"patterns": []}, "own: needs either patterns or all", id="no-pattern"),
        pytest.param({"all": ["a"]}, "own: needs either patterns or all", id="both"),
        pytest.param(
            {"specs": {"fires": ["違う"]}}, "own: specs.fires 1 does not hold", id="never-fires"
        ),
        pytest.param(
            {"specs": {"fires": ["禁句"], "silent": ["禁句"]}},
            "own: specs.silent 1 does not hold",
            id="fires-too-often",
        ),
    ],
)
def test_a_rule_that_does_not_hold_is_refused_by_name(keys: dict[str, Any], problem: str) -> None:
    with pytest.raises(RulebookError, match=r"^policy\.rules: ") as refused:
        guard(rule(**keys))
    assert problem in str(refused.value)


def test_a_wrong_key_in_a_file_is_refused_with_its_place(tmp_path: Path) -> None:
    wrong = {"rules": [rule(pattern="a")]}
    (tmp_path / "own.yaml").write_text(json.dumps(wrong), encoding="utf-8")
    with pytest.raises(RulebookError, match=r"own\.yaml: rules\.0\.pattern"):
        load_pack(tmp_path / "own.yaml")


def test_an_id_twice_an_unknown_id_and_a_missing_file_are_refused() -> None:
    with pytest.raises(RulebookError, match="the id 'own' is used twice"):
        guard(rule(), rule())
    with pytest.raises(RulebookError, match=r"policy\.off: there is no rule 'none'"):
        guard(rule(), off=["none"])
    with pytest.raises(RulebookError, match=r"policy\.packs: there is no file 'none\.yaml'"):
        guard(packs=["none.yaml"])


@pytest.mark.parametrize("unit", ["口コミ", "fake ", "応募者を", "a", "。", "\n"])
def test_hostile_repetition_comes_back(unit: str) -> None:
    assert isinstance(found((unit * 60_000)[:60_000]), list)
