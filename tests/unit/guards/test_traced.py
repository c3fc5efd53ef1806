"""Placeholders that got lost on the way through the model are said."""

import pytest

from guards.normalise import Text
from guards.pii.traced import PlaceholderGuard
from guards.sections import Traced
from guards.verdict import Action, Context, Finding, Side

SOURCE = "⟦人物1⟧さんの電話は⟦電話1⟧です。"


def check(text: str, *, whole: tuple[str, ...] | None = None) -> tuple[Finding, ...]:
    context = Context(Side.OUTPUT, sources=(SOURCE,), whole=whole)
    return PlaceholderGuard(Traced()).check(Text.of(text), context)


def test_known_placeholders_are_no_finding_however_they_are_written() -> None:
    assert check("⟦人物1⟧様へ【電話１】、[Person 1]") == ()


@pytest.mark.parametrize("written", ["⟦人物2⟧", "[Email 1]", "【口座1】"])
def test_an_invented_placeholder_is_a_finding_at_its_place(written: str) -> None:
    text = f"👪㈱ 担当は{written}です"
    found = check(text)
    assert [text[f.start : f.end] for f in found] == [written]
    assert (found[0].label, found[0].action) == ("PLACEHOLDER_INVENTED", Action.FLAG)


@pytest.mark.parametrize("written", ["人物1", "人物 １", "Person 1", "電話1"])
def test_a_known_placeholder_without_its_brackets_is_a_finding(written: str) -> None:
    text = f"担当は{written}です。⟦人物1⟧"
    found = check(text)
    assert [(f.label, text[f.start : f.end]) for f in found] == [
        ("PLACEHOLDER_UNBRACKETED", written)
    ]


@pytest.mark.parametrize(
    "text", ["人物10は別の話", "人物3", "Personal 1", "人物像1つ", "emaıl 1", "EMAİL 1"]
)
def test_words_that_only_begin_like_one_are_no_finding(text: str) -> None:
    assert check(text) == ()


def test_a_missing_one_is_noted_once_for_all_parts_together() -> None:
    assert check("⟦人物1⟧") == ()
    found = check("以上", whole=("⟦人物1⟧", "以上"))
    assert [(f.label, f.action) for f in found] == [("PLACEHOLDER_MISSING", Action.ALLOW)]
    assert check("以上", whole=("⟦人物1⟧は⟦電話1⟧", "以上")) == ()


def test_without_sources_there_is_nothing_to_trace_to() -> None:
    guard = PlaceholderGuard(Traced())
    assert guard.check(Text.of("⟦人物9⟧"), Context(Side.OUTPUT)) == ()
