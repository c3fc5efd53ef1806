"""The demo's transcript fits a terminal, and shows what the model read as the model read it."""

import pytest

from deploy.local.lines import masked_sentences, rows, texts_in, width


@pytest.mark.parametrize(
    "line",
    [
        "お茶を淹れる時間まで商品にする" * 4,
        "The tasting room was paid for in advance. " * 4,
        "x" * 90,
    ],
    ids=["japanese", "english", "one-word"],
)
def test_no_row_is_wider_than_the_terminal_and_nothing_is_lost(line: str) -> None:
    made = rows(line, 40, most=99)
    assert max(map(width, made)) <= 40
    assert len(made) > 1
    assert "".join(made).replace(" ", "") == line.replace(" ", "")


def test_english_breaks_between_words() -> None:
    assert rows("one two three", 8, most=9) == ["one two", "  three"]


def test_what_is_left_out_is_said() -> None:
    assert rows("one two three", 6, most=2) == ["one", "  two …"]


def test_continuation_stands_under_its_line() -> None:
    assert rows("   a b c", 7, most=9) == ["   a b", "     c"]


def test_no_row_begins_with_closing_punctuation() -> None:
    assert rows("お茶です。次", 8, most=9) == ["お茶です。", "  次"]


def test_request_body_is_read_without_escapes() -> None:
    body = {"input": [{"content": 'say "tea"\nnext'}], "store": False}
    assert list(texts_in(body)) == ['say "tea"\nnext']


@pytest.mark.parametrize(
    ("line", "shown"),
    [("担当は⟦人物1⟧さん", True), ("⟦ と ⟧ で囲まれた仮名は", False), ("Mr. ⟦Person 12⟧", True)],
    ids=["masked", "rule", "english"],
)
def test_only_masked_sentences_are_shown(line: str, *, shown: bool) -> None:
    assert masked_sentences(f"first\n{line}\nlast") == ([line] if shown else [])


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("前の文です。担当は⟦人物1⟧です。次の文です。", "担当は⟦人物1⟧です。"),
        (
            "Before. Ask Mr. ⟦Person 1⟧ at Tea Co., Ltd. today. After.",
            "Ask Mr. ⟦Person 1⟧ at Tea Co., Ltd. today.",
        ),
    ],
    ids=["japanese", "english"],
)
def test_sentences_around_a_masked_one_are_left_out(line: str, shown: str) -> None:
    assert masked_sentences(line) == [shown]
