"""One form for every guard, and the way back to the original's offsets."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guards.normalise import _UNCHANGED, Text, _clusters

AWKWARD = st.text(
    st.sampled_from("aZ09 山か゛\u3099\u0301㈱ﾊﾟ。\u200b\u202e\ufe00\U000e0041\x00\ud800👩‍👧𠮷\n")
)


@pytest.mark.parametrize(
    ("original", "normal"),
    [
        pytest.param("㈱青葉", "(株)青葉", id="one character becomes three"),
        pytest.param("ﾊﾟｰﾃｨｰ", "パーティー", id="two become one"),
        pytest.param("か\u3099", "が", id="a combining mark joins"),
        pytest.param("０９０－１２３４", "090-1234", id="full width"),
        pytest.param("a\u200bb\u202ec\U000e0041d", "abcd", id="hidden characters go"),
        pytest.param("4\x001", "41", id="NUL goes"),
        pytest.param("葛\U000e0100城", "葛城", id="a variation selector goes"),
        pytest.param("\ud800x", "\ufffdx", id="a lone surrogate is replaced"),
        pytest.param("a\tb\r\nc", "a\tb\r\nc", id="tab and line ends stay"),
        pytest.param("", "", id="empty"),
    ],
)
def test_normal_form(original: str, normal: str) -> None:
    assert Text.of(original).normal == normal


def test_span_covers_the_characters_a_match_came_from() -> None:
    original = "連絡先：㈱青葉 ０３−\u200b１２３４"
    text = Text.of(original)
    match = re.search(r"03−1234", text.normal)
    assert match is not None
    start, end = text.span(*match.span())
    assert original[start:end] == "０３−\u200b１２３４"


def test_span_of_a_part_of_an_expanded_character_is_the_whole_character() -> None:
    assert Text.of("㈱").span(1, 2) == (0, 1)


def test_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Text.of("山").span(0, 2)


def test_text_is_silent_in_its_repr() -> None:
    assert "秘密" not in repr(Text.of("秘密"))


@given(AWKWARD | st.text())
def test_every_span_maps_back_in_order(original: str) -> None:
    text = Text.of(original)
    spans = [text.span(at, at + 1) for at in range(len(text.normal))]
    assert all(0 <= start < end <= len(original) for start, end in spans)
    assert spans == sorted(spans)
    assert text.span(0, len(text.normal))[1] <= len(original)


@given(AWKWARD)
def test_normalising_in_stretches_is_normalising_character_by_character(original: str) -> None:
    one_by_one = "".join(normal for _, _, normal in _clusters(original, 0, len(original)))
    assert Text.of(original).normal == one_by_one


def test_what_is_taken_as_unchanged_is_unchanged() -> None:
    taken = [c for c in map(chr, range(0xFFFF)) if _UNCHANGED.fullmatch(c)]
    assert len(taken) > 20_000
    assert all(unicodedata.normalize("NFKC", c) == c for c in taken)
    assert not any(unicodedata.combining(c) for c in taken)


def test_a_pile_of_marks_is_cut_into_short_clusters() -> None:
    text = Text.of("a" + "\u0301\u0323" * 5_000)
    assert text.span(0, len(text.normal)) == (0, 10_001)
