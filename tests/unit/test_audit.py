"""The story of a request, told from the log alone, in both languages."""

import re
from pathlib import Path

import pytest

from bot.audit import story_of, story_words, tell
from bot.records import Chained, Entry, Json
from bot.signoff.states import ENTRY_KINDS
from tests import builders

LOCALES = ["ja", "en"]
DESK_KINDS = set(
    re.findall(r'_log\.record\(\s*ask,\s*"([a-z_]+)"', Path("bot/desk/desk.py").read_text("utf-8"))
)


def chained(seq: int, entry: Entry) -> Chained:
    return Chained(seq, "2026-11-21T01:02:03.000004+00:00", entry, "", "", "", "")


def ids_of(locale: str) -> set[str]:
    text = Path(f"bot/audit.{locale}.ftl").read_text("utf-8")
    return set(re.findall(r"^([a-z][a-z_-]*) =", text, re.MULTILINE))


def test_both_languages_tell_the_same() -> None:
    assert ids_of("ja") == ids_of("en")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_of_entry_has_its_sentence(locale: str) -> None:
    kinds = DESK_KINDS | set(ENTRY_KINDS.values()) | {"guarded", "refused", "feedback", "submitted"}
    assert len(kinds) > 12
    missing = [k for k in kinds if f"story-{k.replace('_', '-')}" not in story_words(locale)]
    assert missing == []


def test_a_story_follows_the_number_of_a_follow_up_to_its_request() -> None:
    log = [
        chained(1, builders.entry("asked", request_id="r1", trace="r1")),
        chained(2, builders.entry("asked", request_id="other", trace="other")),
        chained(3, builders.entry("asked", request_id="r1", trace="r2")),
    ]
    assert [c.seq for c in story_of(log, "r2")] == [1, 3]
    assert story_of(log, "unknown") == []


@pytest.mark.parametrize(
    ("locale", "said"), [("ja", "自分の依頼を自分で承認"), ("en", "your own request")]
)
def test_a_refusal_is_told_in_the_words_that_the_person_saw(locale: str, said: str) -> None:
    entry = builders.entry("refused", reason="own_request", rule="routes.marketing")
    (line,) = tell(chained(7, entry), story_words(locale))
    assert said in line
    assert "own_request" in line


@pytest.mark.parametrize(
    ("locale", "said"), [("ja", "別のモデル judge-1 の意見"), ("en", "second model judge-1 said")]
)
def test_a_second_opinion_is_told_apart_from_the_draft(locale: str, said: str) -> None:
    detail: dict[str, Json] = {"purpose": "second_opinion", "model": "judge-1", "confidence": 0.8}
    entry = Entry("model_answered", "r1", "U1", "requester", "T1", verdict="flag", detail=detail)
    (line,) = tell(chained(7, entry), story_words(locale))
    assert said in line
