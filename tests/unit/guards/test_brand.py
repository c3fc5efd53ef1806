"""The brand profile: words, notation, style, width, length; all places in the original text."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guards.brand.guard import BrandGuard
from guards.brand.words import FixedWords
from guards.normalise import Text
from guards.rulebook import RulebookError
from guards.sections import Brand
from guards.verdict import Action, Context, Finding, Side


def found(text: str, *, base: Path | None = None, **profile: Any) -> tuple[Finding, ...]:
    guard = BrandGuard(Brand.model_validate(profile), base=base)
    return guard.check(Text.of(text), Context(side=Side.OUTPUT))


def places(text: str, *, base: Path | None = None, **profile: Any) -> list[tuple[str, str]]:
    return [
        (f.rule.removeprefix("brand."), text[f.start : f.end])
        for f in found(text, base=base, **profile)
    ]


def test_an_empty_profile_finds_nothing() -> None:
    assert found("格安です。安い。ＡＢＣ abc。javascript") == ()


def test_brand_is_checked_on_the_way_out_only() -> None:
    assert BrandGuard(Brand()).sides == {Side.OUTPUT}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("格安の旅", "格安", id="as it is"),
        pytest.param("ﾌﾟﾚﾐｱﾑな旅", "ﾌﾟﾚﾐｱﾑ", id="half-width kana"),
        pytest.param("ＣＨＥＡＰな旅", "ＣＨＥＡＰ", id="full-width capitals, glued to kana"),
        pytest.param("che\u200bap trips", "che\u200bap", id="a hidden character inside"),
    ],
)
def test_a_banned_word_is_found_however_it_is_written(text: str, word: str) -> None:
    banned = [{"word": "格安"}, {"word": "プレミアム"}, {"word": "cheap"}]
    assert places(text, banned=banned) == [("banned", word)]


@pytest.mark.parametrize("text", ["cheaper", "dirt_cheap", "cheap2"])
def test_a_latin_word_is_found_as_a_whole_word_only(text: str) -> None:
    assert places(text, banned=[{"word": "cheap"}]) == []


def test_a_banned_word_says_why_and_what_to_use_instead() -> None:
    reason = {"ja": "高級感を損ないます。", "en": "It sounds cheap."}
    finding = found("格安", banned=[{"word": "格安", "instead": "お手頃", "reason": reason}])[0]
    assert (finding.reason.ja, finding.reason.en) == (reason["ja"], reason["en"])
    assert "お手頃" in finding.passes.ja
    assert "お手頃" in finding.passes.en
    assert (finding.label, finding.action) == ("BRAND", Action.FLAG)
    assert sum(share for _, share in finding.parts) == finding.score


def test_a_banned_list_lies_beside_the_rulebook(tmp_path: Path) -> None:
    (tmp_path / "ng.txt").write_text("# 禁止語\n\n格安\tお手頃\n投げ売り\n", encoding="utf-8")
    text = "格安の投げ売り"
    assert places(text, base=tmp_path, banned_lists=["ng.txt"]) == [
        ("banned", "格安"),
        ("banned", "投げ売り"),
    ]
    assert "お手頃" in found(text, base=tmp_path, banned_lists=["ng.txt"])[0].passes.ja


def test_ten_thousand_words_are_found_like_one(tmp_path: Path) -> None:
    words = [f"禁止語{number:05}号" for number in range(10_000)]
    (tmp_path / "many.txt").write_text("\n".join(words), encoding="utf-8")
    text = "これは禁止語00042号と禁止語09999号です。"
    assert places(text, base=tmp_path, banned_lists=["many.txt"]) == [
        ("banned", "禁止語00042号"),
        ("banned", "禁止語09999号"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ユーザの声", [("notation", "ユーザ")], id="wrong"),
        pytest.param("ユーザーの声", [], id="right, though it holds what is wrong"),
        pytest.param("javascriptとJavaScript", [("notation", "javascript")], id="case"),
        pytest.param("お問合せは", [("notation", "問合せ")], id="inside a word"),
    ],
)
def test_notation_is_one_way_only(text: str, expected: list[tuple[str, str]]) -> None:
    notation = {"ユーザ": "ユーザー", "javascript": "JavaScript", "問合せ": "問い合わせ"}
    assert places(text, notation=notation) == expected
    assert {f.label for f in found(text, notation=notation)} <= {"NOTATION"}


def test_words_off_the_tone_are_found() -> None:
    assert places("めっちゃお得です", tone_avoid=["めっちゃ"]) == [("tone", "めっちゃ")]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("新商品を発売します。好評である。", 1, id="である"),
        pytest.param("香りがよい。ぜひお試しください。", 1, id="an adjective"),
        pytest.param("昨年より増えた。今年も続けます。", 1, id="a past tense"),
        pytest.param("発売しました。楽しみですね。ご覧ください。", 0, id="polite throughout"),
        pytest.param(
            "# 売上が増えた\n- 店舗を増やす\n売上が増えました。", 0, id="headings and items"
        ),
        pytest.param("「これはうまい。」とのお声をいただきました。", 0, id="a quotation"),
        pytest.param("新商品のお願い。香りの違い。11月発売。", 0, id="ends in a noun"),
        pytest.param("ありがとう。", 0, id="a greeting"),
    ],
)
def test_polite_text_has_no_plain_sentence(text: str, ends: int) -> None:
    assert len(found(text, style="polite")) == ends


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("売上は増えた。来月も続けます。", 1, id="ます"),
        pytest.param("これは仮説である。検証が必要だ。", 0, id="plain throughout"),
    ],
)
def test_plain_text_has_no_polite_sentence(text: str, ends: int) -> None:
    assert len(found(text, style="plain")) == ends


@pytest.mark.parametrize(
    ("width", "text", "wrong"),
    [
        pytest.param("half", "２０２６年 10月 ＡＢＣ", ["２０２６", "ＡＢＣ"], id="half"),
        pytest.param("full", "2026年１０月 abc", ["2026", "abc"], id="full"),
        pytest.param("full", "https://example.com/a1 と a@example.com", [], id="addresses stay"),
    ],
)
def test_letters_and_digits_have_one_width(width: str, text: str, wrong: list[str]) -> None:
    assert [place for _, place in places(text, width=width)] == wrong


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        pytest.param("件名: あいうえおか", ["か"], id="a field"),
        pytest.param("【件名】：あいうえおかき", ["かき"], id="a field in brackets"),
        pytest.param("件名: あいうえお", [], id="just right"),
        pytest.param("## 件名\n\nあいうえおか\n\n## 本文\n\nあいうえおか", ["か"], id="a heading"),
    ],
)
def test_a_titled_part_has_its_length(text: str, beyond: list[str]) -> None:
    assert [place for _, place in places(text, max_chars={"件名": 5})] == beyond


def test_the_whole_text_has_its_length() -> None:
    finding = found("あいうえお\n", max_chars={"*": 3})[0]
    assert (finding.start, finding.end) == (3, 5)
    assert "3字" in finding.reason.ja


@pytest.mark.parametrize(
    ("profile", "problem"),
    [
        pytest.param({"banned": [{"word": "\u200b"}]}, "a word is empty", id="nothing to see"),
        pytest.param({"tone_avoid": ["あ" * 101]}, "longer than 100", id="too long"),
        pytest.param({"tone_avoid": ["ＡＢＣ", "abc"]}, "is there twice", id="twice"),
        pytest.param({"notation": {"Ｗｅｂ": "Web"}}, "can never be found", id="a width alone"),
        pytest.param({"banned_lists": ["none.txt"]}, "'none.txt' can't be read", id="no file"),
    ],
)  # fmt: skip
def test_a_profile_that_can_never_work_is_refused(profile: dict[str, Any], problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        BrandGuard(Brand.model_validate(profile))


@given(
    words=st.lists(st.text("あいab_", min_size=1, max_size=4), min_size=1, max_size=8),
    text=st.text("あいab_ ", max_size=40),
)
def test_literals_find_the_leftmost_longest_word(words: list[str], text: str) -> None:
    literals = FixedWords(words)
    reach = 0
    for start, end, word in literals.find(text):
        assert start >= reach
        assert text[start:end] == word in set(words)
        reach = end
    assert bool(list(literals.find(text))) == any(stands_in(word, text) for word in words)


def stands_in(word: str, text: str) -> bool:
    at = text.find(word)
    while at >= 0:
        around = text[at - 1 : at] if at else "", text[at + len(word) : at + len(word) + 1]
        if not (latin(around[0]) and latin(word[0])) and not (latin(around[1]) and latin(word[-1])):
            return True
        at = text.find(word, at + 1)
    return False


def latin(char: str) -> bool:
    return char != "" and char in "ab_"


@pytest.mark.parametrize("char", ["あ", "a", " ", "#", ":", "。", "【", "1", "\t"])
def test_a_hundred_thousand_of_one_character_come_to_an_end(char: str) -> None:
    profile: dict[str, Any] = {
        "style": "polite", "width": "full", "max_chars": {"*": 200_000, "件名": 5},
        "banned": [{"word": char.strip() * 50 or "x"}, {"word": "ああああい"}],
    }  # fmt: skip
    assert isinstance(found(char * 100_000, **profile), tuple)
