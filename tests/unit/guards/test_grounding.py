"""What a draft says in numbers, dates and links must stand in a source."""

import pytest

from guards.grounding import GroundingGuard
from guards.normalise import Text
from guards.sections import Grounding
from guards.verdict import Action, Context, Side

SOURCE = (
    "売上は1億2,000万円で前年比12.5%増。2026年11月3日に発表し、3割が若年層です。"
    "詳細は https://example.com/news/a へ。価格980円、前回の2.5倍。受付は11月30日まで。"
    "| 媒体 | 費用（円） |\n| 検索 | 345,678 |\nBudget: $1.2 million, by Dec 24, 2026."
)


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
