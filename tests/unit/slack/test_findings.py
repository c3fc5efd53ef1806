"""Findings are told by kind and count, with their way out, as many as Slack takes."""

import pytest

from bot.slack.blocks.findings import MAX_CHARS, MAX_LINES, masked_lines, noted_lines
from bot.slack.words import Words, words_in
from tests import builders

WAY_OUT = {"ja": "出典を加えます。", "en": "Add its source."}


@pytest.fixture(params=["ja", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    return words_in(request.param)


def test_what_is_to_be_checked_says_what_makes_it_pass(words: Words) -> None:
    flagged = builders.seen(action="flag", label="NUMBER", passes=WAY_OUT)
    (line,) = noted_lines([flagged, flagged], words)
    assert words.label("NUMBER") in line
    assert "2" in line
    assert WAY_OUT[words.locale] in line


def test_what_was_masked_needs_no_way_out(words: Words) -> None:
    masked = builders.seen(action="mask", passes=WAY_OUT)
    assert WAY_OUT[words.locale] not in "".join(masked_lines([masked], words))


def test_what_is_only_noted_in_the_log_is_not_told(words: Words) -> None:
    assert noted_lines([builders.seen(action="allow")], words) == []
    assert masked_lines([builders.seen(action="flag")], words) == []


@pytest.mark.parametrize("length", [1, 60, 400], ids=["short", "usual", "long"])
def test_more_kinds_than_fit_are_counted(words: Words, length: int) -> None:
    way_out = dict.fromkeys(("ja", "en"), "あ" * length)
    kinds = [builders.seen(action="flag", label=f"KIND_{n}", passes=way_out) for n in range(40)]
    lines = noted_lines(kinds, words)
    assert len(lines) <= MAX_LINES
    assert len("\n".join(lines)) < MAX_CHARS + 100
    assert str(40 - len(lines) + 1) in lines[-1]
