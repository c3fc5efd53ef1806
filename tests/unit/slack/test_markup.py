"""People's words come in plain; a model's words go out calling nobody and hiding no link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.markup import escape, pieces, plain, quoted, safe_markdown


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<@UBOT> 要約して", "要約して"),
        ("<@U1|花子> へ", "@花子 へ"),
        ("<#C1|general> で", "#general で"),
        ("<!channel> 注意", "@channel 注意"),
        ("<!subteam^S1|@team>", "@team"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<tel:0312345678|03-1234-5678>", "03-1234-5678"),
        ("<https://a.example/x|資料>", "資料 (https://a.example/x)"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_slacks_tokens_are_read_as_what_people_typed(sent: str, read: str) -> None:
    assert plain(sent, bot="UBOT") == read


@pytest.mark.parametrize(
    "call",
    ["<!channel>", "<!here>", "<!everyone>", "<!subteam^S1|x>", "<@U1>", "<#C1>", "`<!channel>`"],
)
def test_a_model_calls_nobody(call: str) -> None:
    safe = safe_markdown(f"前 {call} 後")
    assert "<!" not in safe
    assert "<@" not in safe
    assert "<#" not in safe


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[資料](https://evil.example/a)", "資料 (`https://evil.example/a`)"),
        ("![x](https://evil.example/p.png)", "x (`https://evil.example/p.png`)"),
        ("https://evil.example/a。", "`https://evil.example/a`。"),
        ("<https://evil.example|銀行>", "銀行 (`https://evil.example`)"),
        ("[x](javascript:alert)", "x (`javascript:alert`)"),
        ("[資料](https://ok.example/a)", "[資料](https://ok.example/a)"),
        ("[x](https://ok.example@evil.example)", "x (`https://ok.example@evil.example`)"),
        ("`https://evil.example`", "`https://evil.example`"),
    ],
)
def test_a_link_elsewhere_is_shown_and_not_linked(written: str, shown: str) -> None:
    assert safe_markdown(written, hosts=("ok.example",)) == shown


@given(st.text())
def test_no_text_at_all_calls_anybody(text: str) -> None:
    safe = safe_markdown(text)
    assert not any(call in safe for call in ("<!", "<@", "<#"))


@given(st.text(min_size=1), st.integers(min_value=1, max_value=50))
def test_pieces_are_short_enough_and_lose_only_blank_lines(text: str, limit: int) -> None:
    found = pieces(text, limit=limit)
    assert all(len(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_pieces_are_cut_between_paragraphs() -> None:
    assert pieces("あああ\n\nいいい\n\nううう", limit=9) == ["あああ\n\nいいい", "ううう"]


def test_escaped_text_is_what_it_was() -> None:
    assert plain(escape("<b> & 'c'")) == "<b> & 'c'"


def test_a_quotation_marks_every_line() -> None:
    assert quoted("一\n<二>") == ">一\n>&lt;二&gt;"
