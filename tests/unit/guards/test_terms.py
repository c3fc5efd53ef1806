"""Rules in prh's shape: they test themselves at load, and each NG example has an OK twin."""

import json
from pathlib import Path

import pytest

from guards.normalise import Text
from guards.rulebook import DEFAULT, RulebookError, load
from guards.sections import Terms
from guards.terms import BUILT_IN, TermsGuard, load_pack
from guards.terms_pattern import translate
from guards.verdict import Action, Context, Finding, Side

CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "terms" / "tune.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
PACKS = load(DEFAULT).terms.packs
GUARD = TermsGuard.load(load(DEFAULT).terms, base=None)


def found(text: str, guard: TermsGuard = GUARD) -> tuple[Finding, ...]:
    return guard.check(Text.of(text), Context(side=Side.OUTPUT))


def pack(folder: Path, rule: str) -> TermsGuard:
    (folder / "own.yaml").write_text(f"version: 1\nrules:\n  - {rule}\n", encoding="utf-8")
    return TermsGuard.load(Terms(packs=("own.yaml",), action=Action.BLOCK), base=folder)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_ng_is_found_and_its_ok_twin_is_not(row: dict[str, str]) -> None:
    assert row["label"] in {f.label for f in found(row["ng"])}
    assert row["label"] not in {f.label for f in found(row["ok"])}


@pytest.mark.parametrize("name", PACKS)
def test_built_in_packs_hold_and_speak_both_languages(name: str) -> None:
    for rule in load_pack(BUILT_IN / name):
        assert rule.reason.ja != rule.reason.en
        assert rule.file.prh


def test_terms_are_checked_on_the_way_out_only() -> None:
    assert GUARD.sides == {Side.OUTPUT}


def test_a_finding_names_rule_law_and_place() -> None:
    text = "業界Ｎｏ．１のサービス"
    finding = found(text)[0]
    assert finding.rule == "terms.no1"
    assert text[finding.start : finding.end] == "業界Ｎｏ．１"
    assert "参考: 景品表示法" in finding.reason.ja
    assert "See: " in finding.reason.en
    assert finding.action is Action.FLAG


def test_own_packs_lie_beside_the_rulebook(tmp_path: Path) -> None:
    guard = pack(tmp_path, "{expected: 弊社, pattern: 当社, specs: [{from: 当社の, to: 弊社の}]}")
    finding = found("当社です", guard)[0]
    assert (finding.rule, finding.action) == ("terms.own.1", Action.BLOCK)


def test_a_rule_without_pattern_is_about_how_the_word_is_written(tmp_path: Path) -> None:
    guard = pack(tmp_path, "{expected: JavaScript}")
    assert len(found("Javascript と javascript", guard)) == 2
    assert found("JavaScript", guard) == ()


def test_what_is_already_right_is_no_finding(tmp_path: Path) -> None:
    guard = pack(tmp_path, "{expected: お客様, pattern: /客様/}")
    assert found("お客様へ", guard) == ()
    assert len(found("客様へ", guard)) == 1


def test_a_rule_is_silent_where_what_makes_it_right_stands_nearby(tmp_path: Path) -> None:
    guard = pack(tmp_path, "{expected: x, pattern: 最安値, passes_when: /調べ/, near: 10}")
    assert found("最安値（当社調べ）", guard) == ()
    assert len(found("最安値" + "あ" * 20 + "調べ", guard)) == 1


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        pytest.param("{expected: a, pattern: b, specs: [{from: b, to: c}]}",
                     "own.yaml: own.1: spec 1 does not hold", id="a spec that fails"),
        pytest.param("{expected: a, pattern: '/(?=b)/'}",
                     "own.yaml: own.1: the pattern is not one that RE2 knows", id="a look-ahead"),
        pytest.param("{expected: a, pattern: '/(/'}", "own.1: the pattern", id="a broken pattern"),
        pytest.param("{pattern: a}", "own.yaml: rules.0.expected", id="no expected"),
        pytest.param("{expected: a, patern: b}", "own.yaml: rules.0.patern", id="a typo"),
        pytest.param("{id: a, expected: a}\n  - {id: a, expected: b}", "'a' is used twice",
                     id="an id twice"),
    ],
)  # fmt: skip
def test_a_wrong_pack_is_refused_by_file_and_rule(tmp_path: Path, rule: str, problem: str) -> None:
    with pytest.raises(RulebookError) as refused:
        pack(tmp_path, rule)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("written", "re2"),
    [
        pytest.param("a.b", r"a\.b", id="a literal"),
        pytest.param("/a.b/i", "(?i)a.b", id="flags"),
        pytest.param(r"/a\/b/", "a/b", id="a slash"),
        pytest.param("/１００％/", "100%", id="full width"),
        pytest.param("/（株）/", r"\(株\)", id="full-width brackets stay literal"),
        pytest.param(r"/\u3042/", "あ", id="an escape"),
        pytest.param("/(?<n>a)/", "(?P<n>a)", id="a named group"),
    ],
)
def test_prh_patterns_become_re2(written: str, re2: str) -> None:
    assert translate(written) == re2


def test_a_pattern_made_to_hang_others_is_linear_here(tmp_path: Path) -> None:
    guard = pack(tmp_path, "{expected: x, pattern: '/(a+)+b/'}")
    assert found("a" * 5_000, guard) == ()
