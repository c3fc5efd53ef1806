"""What a draft says in numbers, dates, names, quotations and links must stand in a source."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guards.grounding.guard import GroundingGuard
from guards.normalise import Text
from guards.sections import Grounding
from guards.verdict import Action, Context, Finding, Near, Side

TUNE = Path(__file__).parents[2] / "corpus" / "guards" / "grounding" / "tune.jsonl"
PAIRS = [json.loads(line) for line in TUNE.read_text(encoding="utf-8").splitlines()]
SOURCE = (
    "売上は1億2,000万円で前年比12.5%増。2026年11月3日に発表し、3割が若年層です。"
    "詳細は https://example.com/news/a へ。価格980円、前回の2.5倍。受付は11月30日まで。"
    "| 媒体 | 費用（円） |\n| 検索 | 345,678 |\nBudget: $1.2 million, by Dec 24, 2026."
)


def findings(draft: str, *sources: str) -> tuple[Finding, ...]:
    context = Context(side=Side.OUTPUT, sources=sources)
    return GroundingGuard(Grounding()).check(Text.of(draft), context)


def untraced(draft: str, *sources: str) -> list[tuple[str, str]]:
    context = Context(side=Side.OUTPUT, sources=sources or (SOURCE,))
    found = GroundingGuard(Grounding()).check(Text.of(draft), context)
    return [(f.label, draft[f.start : f.end]) for f in found]


@pytest.mark.parametrize(
    "draft",
    ["1億2,000万円", "120,000,000円", "1.2億円", "１億２０００万円", "¥120,000,000", "1億2000万",
     "12.5%", "１２．５パーセント", "30%", "980円", "2.5x", "345,678円", "1,200,000ドル", "$1.2M"],
)  # fmt: skip
def test_an_amount_is_traced_however_it_is_written(draft: str) -> None:
    assert untraced(draft) == []


@pytest.mark.parametrize(
    "draft",
    ["2026年11月3日", "令和8年11月3日", "R8.11.3", "2026/11/03", "2026-11-3", "11月3日", "11/3",
     "2026年11月", "2026年", "Nov 3, 2026", "3 November 2026", "November 2026", "12月24日"],
)  # fmt: skip
def test_a_date_is_traced_however_much_of_it_is_said(draft: str) -> None:
    assert untraced(draft) == []


@pytest.mark.parametrize(
    ("draft", "label"),
    [
        pytest.param("981円", "NUMBER", id="another amount"),
        pytest.param("980%", "NUMBER", id="a rate is no amount"),
        pytest.param("15%", "NUMBER", id="another rate"),
        pytest.param("3.5倍", "NUMBER", id="another factor"),
        pytest.param("約4,000名", "NUMBER", id="a bare number"),
        pytest.param("2027年", "DATE", id="another year"),
        pytest.param("11月4日", "DATE", id="another day"),
        pytest.param("2025年11月3日", "DATE", id="another year of the day"),
        pytest.param("https://example.com/news/b", "LINK", id="another page"),
        pytest.param("https://example.org/news/a", "LINK", id="another host"),
    ],
)
def test_what_no_source_says_is_found(draft: str, label: str) -> None:
    assert [found for found, _ in untraced(draft)] == [label]


@pytest.mark.parametrize(
    "draft", ["3つの要点", "1. 結論\n2. 要点", "⟦電話12⟧へ", "数字のない文です。", ""]
)
def test_counts_and_placeholders_are_no_claims(draft: str) -> None:
    assert untraced(draft) == []


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/news/a.",
        "http://www.EXAMPLE.com/news/a/",
        "(https://example.com/news/a)",
    ],
)
def test_a_link_is_traced_by_host_and_path(link: str) -> None:
    assert untraced(link) == []


def test_without_sources_nothing_is_traced() -> None:
    context = Context(side=Side.OUTPUT)
    assert len(GroundingGuard(Grounding()).check(Text.of("980円"), context)) == 1


def test_any_source_will_do() -> None:
    assert untraced("12円と34円", "12円", "34円") == []


def test_the_span_is_the_amount_in_the_original() -> None:
    assert untraced("売上は９９９億円です") == [("NUMBER", "９９９億円")]


def test_action_and_reason_come_with_the_finding() -> None:
    guard = GroundingGuard(Grounding(action=Action.BLOCK))
    finding = guard.check(Text.of("77%"), Context(side=Side.OUTPUT))[0]
    assert finding.action is Action.BLOCK
    assert finding.rule == "grounding.number"
    assert finding.reason.ja
    assert finding.reason.en


def test_a_very_long_number_is_read() -> None:
    assert len(untraced("9" * 5_000)) == 1


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])
def test_a_draft_that_keeps_to_its_material_is_silent(pair: dict[str, Any]) -> None:
    assert untraced(pair["ok"], *pair["sources"]) == []


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])
def test_what_is_wrong_is_found_and_nothing_else(pair: dict[str, Any]) -> None:
    draft = pair["ng"]
    wrong = [(at := draft.index(part), at + len(part)) for part in pair["wrong"]]
    found = [(f.start, f.end) for f in findings(draft, *pair["sources"])]
    assert [any(_overlap(one, other) for other in found) for one in wrong] == [True] * len(wrong)
    assert [one for one in found if not any(_overlap(one, other) for other in wrong)] == []


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@pytest.mark.parametrize(
    ("source", "draft", "label"),
    [
        pytest.param("担当は佐藤さん。", "担当は鈴木さん。", "NAME", id="a person"),
        pytest.param("アオゾラ社と提携。", "アオバ社と提携。", "NAME", id="a company"),
        pytest.param("We met Ms. Carter.", "We met Ms. Walker.", "NAME", id="a person, en"),
        pytest.param("開場は17時。", "開場は18時。", "TIME", id="a time"),
        pytest.param(
            "社長は「価格は当面変えない方針だ」と述べた。",
            "社長は「価格は来春上げる方針だ」と述べた。",
            "QUOTATION",
            id="a quotation",
        ),
    ],
)
def test_each_kind_has_its_own_label_and_rule(source: str, draft: str, label: str) -> None:
    found = findings(draft, source)
    assert [(f.label, f.rule) for f in found] == [(label, f"grounding.{label.lower()}")]


@pytest.mark.parametrize(
    ("source", "draft", "said"),
    [
        pytest.param("予算は1.2億円。", "予算は1.2万円。", "at another scale", id="scale"),
        pytest.param("350名が参加。", "350社が参加。", "another unit", id="unit"),
        pytest.param("売上は118,930円。", "売上は12万円。", "without saying so", id="rounded"),
        pytest.param("売上は20%増。", "売上は20%減。", "another way", id="direction"),
        pytest.param("2026年5月1日開始", "2025年5月1日開始", "another year", id="year"),
        pytest.param("5月1日開始", "5月2日開始", "another month or day", id="day"),
        pytest.param("2026年5月1日開始", "2026年5月1日（月）開始", "a weekday", id="weekday"),
        pytest.param("https://a.example/x", "https://a.example/y", "host or path", id="link"),
        pytest.param("軽いのが特長。", "40%軽い。", "nothing there comes near", id="nothing"),
        pytest.param("", "40%軽い。", "no material was given", id="no material"),
    ],
)
def test_the_reason_says_what_is_different(source: str, draft: str, said: str) -> None:
    (finding,) = findings(draft, source)
    assert said in finding.reason.en


def test_the_nearest_candidates_are_places_in_the_original_sources() -> None:
    sources = ("会場は神戸。", "予算は３４０万円、実績は３５２万円。")
    (finding,) = findings("予算は345万円。", *sources)
    assert finding.near == (Near(1, 3, 8), Near(1, 12, 17))
    assert [sources[n.source][n.start : n.end] for n in finding.near] == [
        "３４０万円",
        "３５２万円",
    ]


def test_no_more_than_three_candidates_are_named() -> None:
    (finding,) = findings("合計は50円。", "10円、20円、30円、40円、60円、70円")
    assert len(finding.near) == 3


@pytest.mark.parametrize("draft", ["40%", "5月2日", "18時", "https://a.example/y", "鈴木さん"])
def test_the_score_is_the_sum_of_its_parts(draft: str) -> None:
    (finding,) = findings(draft, "50% 5月1日 17時 https://a.example/x 佐藤さん")
    assert finding.score == pytest.approx(sum(share for _, share in finding.parts))
    assert 0 < finding.score <= 1


def test_kinds_that_the_rulebook_leaves_out_are_silent() -> None:
    guard = GroundingGuard(Grounding(off=("NAME",)))
    found = guard.check(Text.of("鈴木さんは40%"), Context(side=Side.OUTPUT, sources=("佐藤さん",)))
    assert [f.label for f in found] == ["NUMBER"]


def test_known_terms_need_no_source() -> None:
    guard = GroundingGuard(Grounding(), known_terms=("ミナト食品",))
    context = Context(side=Side.OUTPUT, sources=("新商品の案",))
    assert guard.check(Text.of("株式会社ミナト食品の新商品"), context) == ()


def test_findings_hold_no_text() -> None:
    found = findings("鈴木さんは「価格は来春上げる方針だ」と述べ、987,654円を示した。", "佐藤さん")
    assert len(found) == 3
    assert not any(word in repr(found) for word in ("鈴木", "来春", "987"))


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "9,",
        "1/",
        "千",
        "Ab ",
        "社",
        "ア社",
        "「あいうえおかきくけこ」と言い、",
        ".com/",
        "1\t",
        "|1",
    ],
)
def test_a_long_run_of_anything_is_read(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    assert findings(text, text) == ()


_PIECES = (
    "0 3 12 2026 1,200 3.5 〇 二 十 万 億 円 % 割 分の 倍 年度 月 日 時 半 間 （木） 〜 - / "
    ": . 約 超 "
    "前年比 増 Q1 FY 四半期 令和 pm 午後 March Thu million $ third half 人に 社 株式会社 "
    "アオバ 佐藤 氏 "
    'Mr. Ann Inc 「 」と述べ 『 』 said " https://a.example/x b.com A-1 | \t \n 単位：千円 '
    "（円） 率 "
    "来年 ⟦人物1⟧ ① ½ ㈱ \u200b \ud800 \x00"
)
PIECES = st.sampled_from(_PIECES.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join), st.text(max_size=20))
def test_whatever_is_written_spans_stay_inside_their_texts(draft: str, other: str) -> None:
    source = draft[::-1] + other
    for finding in findings(draft, source):
        assert 0 <= finding.start < finding.end <= len(draft)
        assert all(0 <= near.start < near.end <= len(source) for near in finding.near)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PAIRS), min_size=1, max_size=3))
def test_a_text_is_grounded_in_itself(pairs: list[dict[str, Any]]) -> None:
    text = "\n\n".join(source for pair in pairs for source in pair["sources"])
    assert untraced(text, text) == []
