"""Rules in prh's shape: they test themselves at load, and each NG example has an OK twin."""

import json
from pathlib import Path

import pytest

from guards.normalise import Text
from guards.rulebook import BUILT_IN, DEFAULT, RulebookError, load
from guards.sections import Terms
from guards.terms.guard import TermsGuard
from guards.terms.loading import load_pack, load_rules
from guards.terms.pattern import translate
from guards.terms.prefilter import Prefilter, PrefilterFailed
from guards.terms.problems import problems
from guards.terms.reading import Reading
from guards.verdict import Action, Context, Finding, Side

CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "terms" / "tune.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
PACKS = load(DEFAULT).terms.packs
GUARD = TermsGuard.load(load(DEFAULT).terms, base=None)


def found(text: str, guard: TermsGuard = GUARD) -> tuple[Finding, ...]:
    return guard.check(Text.of(text), Context(side=Side.OUTPUT))


def own(folder: Path, rules: str, *, top: str = "") -> Terms:
    text = f"version: 1\n{top}\nrules:\n  - {rules}\n"
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    return Terms(packs=("own.yaml",), action=Action.BLOCK)


def pack(folder: Path, rules: str, *, top: str = "") -> TermsGuard:
    return TermsGuard.load(own(folder, rules, top=top), base=folder)


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


def test_a_rule_with_company_is_silent_without_it(tmp_path: Path) -> None:
    guard = pack(tmp_path, "{expected: x, pattern: 他社, with: [/遅い/, /高い/]}")
    assert len(found("他社は遅いし、高い。", guard)) == 1
    assert found("他社は遅い。送料が高い。", guard) == ()


def test_company_may_be_asked_for_across_sentences(tmp_path: Path) -> None:
    guard = pack(tmp_path, "{expected: x, pattern: 他社, with: /遅い/, within: 10}")
    assert len(found("他社です。遅い。", guard)) == 1
    assert found("他社です。" + "あ" * 10 + "遅い。", guard) == ()


RULE = "expected: x, pattern: 最安値"


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        pytest.param(
            "passes_when: [/調べ/, /月/]",
            "最安値（9月、当社調べ）",
            "最安値（当社調べ）",
            id="all that passes_when asks for",
        ),
        pytest.param(
            "passes_when: /調べ/, near: sentence",
            "最安値、当社調べ。",
            "最安値。当社調べ。",
            id="in the sentence",
        ),
        pytest.param(
            "passes_when: /広告/, near: head",
            "広告 最安値",
            "あ" * 41 + "広告 最安値",
            id="at the head",
        ),
        pytest.param(
            "passes_when: /住所/, near: document",
            "最安値" + "あ" * 900 + "住所",
            "最安値" + "あ" * 900,
            id="anywhere",
        ),
        pytest.param(
            "unless: /ではありません/",
            "最安値ではありません。",
            "最安値。うそではありません。",
            id="a negation of the same sentence",
        ),
        pytest.param(
            "only_when: /円/", "最安値", "最安値。100円", id="only where the text is about it"
        ),
        pytest.param(
            "passes_when: /調べ/, near: 5",
            "最安値※" + "あ" * 90 + "※9月、当社調べ",
            "最安値" + "あ" * 90 + "※9月、当社調べ",
            id="a note under the same mark",
        ),
    ],
)
def test_conditions_tell_what_is_in_order(
    tmp_path: Path, rule: str, right: str, wrong: str
) -> None:
    guard = pack(tmp_path, f"{{{RULE}, {rule}}}")
    assert found(right, guard) == ()
    assert len(found(wrong, guard)) == 1


def test_what_a_pack_says_holds_for_its_rules_unless_they_say_otherwise(tmp_path: Path) -> None:
    top = "label: PRICE\nseverity: error\npasses_when: /調べ/\npasses: { ja: 根拠, en: proof }"
    guard = pack(
        tmp_path, f"{{{RULE}}}\n  - {{expected: y, pattern: 半額, passes_when: []}}", top=top
    )
    cheap, half = found("最安値で半額", guard)
    assert {cheap.label, half.label} == {"PRICE"}
    assert (cheap.passes.ja, cheap.passes.en) == ("根拠", "proof")
    assert [f.rule for f in found("最安値で半額（当社調べ）", guard)] == ["terms.own.2"]


def test_evidence_in_part_lowers_the_score_and_is_named(tmp_path: Path) -> None:
    guard = pack(tmp_path, f"{{{RULE}, severity: error, passes_when: [/調べ/, /月/]}}")
    none, part = found("最安値", guard)[0], found("最安値（当社調べ）", guard)[0]
    assert none.parts == (("severity", 0.9),)
    assert [name for name, _ in part.parts] == ["severity", "partly_shown"]
    assert part.score < none.score
    assert sum(share for _, share in part.parts) == pytest.approx(part.score)


@pytest.mark.parametrize("key", ["ng: [最安値ではない]", "ok: [最安値]"])
def test_examples_prove_the_conditions_at_load(tmp_path: Path, key: str) -> None:
    with pytest.raises(RulebookError, match=r"own\.yaml: own\.1: (ng|ok) 1 does not hold"):
        pack(tmp_path, f"{{{RULE}, unless: /ではない/, {key}}}")


def test_two_packs_cannot_use_one_id(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("rules: [{id: same, expected: x}]", encoding="utf-8")
    with pytest.raises(RulebookError, match=r"b\.yaml: the id 'same' is used in a\.yaml as well"):
        TermsGuard.load(Terms(packs=("a.yaml", "b.yaml")), base=tmp_path)


@pytest.mark.parametrize(
    ("products", "silent"),
    [((), False), (("food",), False), (("other",), True), (("other", "cosmetics"), False)],
)
def test_a_pack_about_other_products_is_silent(
    tmp_path: Path, products: tuple[str, ...], silent: bool
) -> None:
    own(tmp_path, f"{{{RULE}}}", top="products: [cosmetics, food]")
    terms = Terms.model_validate({"packs": ["own.yaml"], "products": products})
    assert (found("最安値", TermsGuard.load(terms, base=tmp_path)) == ()) is silent


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        pytest.param(
            "{id: a, expected: x, pattern: y}\n  - {id: b, expected: z, pattern: y}",
            "b: never reports: 'a' has the same pattern",
            id="the same pattern again",
        ),
        pytest.param(
            "{id: a, expected: x}\n  - {id: b, expected: お客様, pattern: お客様}",
            "b: never reports: what it looks for is in order",
            id="what it expects",
        ),
        pytest.param(
            "{id: a, expected: x, pattern: 使わない, unless: /使わない/}",
            "a: never reports: what it looks for is in order",
            id="its own exception",
        ),
        pytest.param(
            "{id: a, expected: x, pattern: '/最安値?/'}\n  - {id: b, expected: y, pattern: 最安値}",
            "b: never reports: 'a' reports all of it",
            id="inside an earlier rule",
        ),
    ],
)
def test_rules_that_can_never_report_are_named(tmp_path: Path, rules: str, problem: str) -> None:
    lines = problems(load_rules(own(tmp_path, rules), base=tmp_path))
    assert [line[: len(problem)] for line in lines] == [problem]


def test_every_rule_of_the_built_in_packs_can_report() -> None:
    assert problems(load_rules(load(DEFAULT).terms, base=None)) == []


def test_the_prefilter_hides_no_hit() -> None:
    rules = load_rules(load(DEFAULT).terms, base=None)
    prefilter = Prefilter([rule.pattern for rule in rules])
    for row in ROWS:
        normal = Text.of(row["ng"]).normal
        hitting = {at for at, rule in enumerate(rules) if any(rule.hits(normal))}
        assert hitting <= set(prefilter.candidates(normal))


def test_a_prefilter_that_gives_no_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    prefilter = Prefilter(["a"])
    monkeypatch.setattr("guards.terms.prefilter._CANARY", "what no rule looks for")
    with pytest.raises(PrefilterFailed):
        prefilter.candidates("a")


def test_without_packs_nothing_is_found() -> None:
    assert found("業界No.1", TermsGuard.load(Terms(), base=None)) == ()


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        pytest.param("一つ。二つ。三つ", 4, "二つ。", id="ja"),
        pytest.param(
            "We are No. 1 here. We know.", 8, "We are No. 1 here.", id="a dot that ends nothing"
        ),
        pytest.param("見出し\n本文", 5, "本文", id="a line"),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, at: int, sentence: str) -> None:
    assert Reading(text).sentence(at, at + 1).strip() == sentence


@pytest.mark.parametrize(
    "text",
    [
        "\ud800最安値",
        "最安値\x00",
        "🎌" * 50 + "絶対",
        "\u202e絶対に勝つ",
        "絶" + "\u0301" * 90 + "対",
    ],
)
def test_odd_text_keeps_its_places(text: str) -> None:
    for finding in found(text):
        assert 0 <= finding.start < finding.end <= len(text)


def test_a_pattern_made_to_hang_others_is_linear_here(tmp_path: Path) -> None:
    guard = pack(tmp_path, "{expected: x, pattern: '/(a+)+b/'}")
    assert found("a" * 5_000, guard) == ()


@pytest.mark.parametrize("mark", ["※1", "※2026年9月調べ", "(注1)", "注", "[12]", "*3", "†"])
def test_a_mark_is_read_wherever_it_stands(mark: str) -> None:
    """Also where the distance that is looked at ends in the middle of it."""
    for gap in range(60):
        text = f"業界No.1の実績{'あ' * gap}{mark}です。\n{mark} 2026年9月、当社調べ"
        assert isinstance(found(text), tuple)
