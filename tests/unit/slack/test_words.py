"""Both catalogues say the same things, and there are words for everything that can happen."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.errors import Blocked, Refused
from bot.records import Choice, State
from bot.slack.blocks.notice import TOLD
from bot.slack.blocks.refusal import refusal_text
from bot.slack.words import FOLDER, LOCALES, UnknownWords, words_in
from guards.pii.labels import Label
from guards.verdict import Action

SOURCES = (Path("bot"), Path("guards/access.py"))
CODE = re.compile(
    r"(?:Refused|BadInput|Blocked|Stale|CouldNotRun|ModelFailed|StoreDown|PublishFailed"
    r"|PublishAmbiguous|AccessDenied)\(\s*\"([a-z_]+)\""
)
MODEL_CODE = re.compile(r"\"(model_[a-z_]+)\"")
NOT_CODES = frozenset({"model_called", "model_answered", "model_failed"})  # kinds of entries
LITERAL = re.compile(r"words(?:_in\([^)]*\))?\(\s*\"([a-z][a-z-]+)\"")


class Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent's
        self.found.add(node.id.name)


def catalogue(locale: str) -> dict[str, frozenset[str]]:
    parsed = FluentParser().parse((FOLDER / f"{locale}.ftl").read_text(encoding="utf-8"))
    found: dict[str, frozenset[str]] = {}
    for entry in parsed.body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{entry.id.name} stands twice"
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = frozenset(variables.found)
    return found


def codes() -> set[str]:
    found: set[str] = set()
    for source in SOURCES:
        for file in source.rglob("*.py") if source.is_dir() else [source]:
            text = file.read_text(encoding="utf-8")
            found |= set(CODE.findall(text)) | set(MODEL_CODE.findall(text))
    return found - NOT_CODES


def test_both_catalogues_have_the_same_texts_and_variables() -> None:
    assert catalogue("ja") == catalogue("en")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_error_code_has_words(locale: str) -> None:
    words = words_in(locale)
    assert len(codes()) > 30
    assert [c for c in sorted(codes()) if f"refusal-{c.replace('_', '-')}" not in words] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_choice_action_and_label_has_words(locale: str) -> None:
    words = words_in(locale)
    needed = [f"state-{state}" for state in State] + [f"choice-{choice}" for choice in Choice]
    needed += [f"action-{action}" for action in Action] + [f"label-{label}" for label in Label]
    needed += [f"told-{state.replace('_', '-')}" for state in TOLD]
    assert [key for key in needed if key not in words] == []


def test_every_text_that_is_asked_for_exists() -> None:
    asked: set[str] = set()
    for file in Path("bot/slack").rglob("*.py"):
        asked |= set(LITERAL.findall(file.read_text(encoding="utf-8")))
    assert asked - {"key"} - set(catalogue("ja")) == set()


def test_an_unknown_text_is_an_error_and_never_an_empty_string() -> None:
    with pytest.raises(UnknownWords):
        words_in("ja")("no-such-text")


def test_a_missing_variable_is_an_error() -> None:
    with pytest.raises(UnknownWords):
        words_in("ja")("number")


@pytest.mark.parametrize(
    ("slack", "ours"), [("ja-JP", "ja"), ("en-GB", "en"), ("fr-FR", "en")], ids=str
)
def test_a_locale_is_japanese_or_english(slack: str, ours: str) -> None:
    assert words_in(slack).locale == ours


def test_a_code_without_words_still_gets_an_honest_sentence() -> None:
    assert refusal_text(Refused("brand_new"), words_in("en")).startswith("Your request could not")


def test_a_block_names_the_kinds_in_the_readers_language() -> None:
    error = Blocked("blocked_output", params={"labels": "CREDIT_CARD, MY_NUMBER", "count": 2})
    assert "カード番号、マイナンバー" in refusal_text(error, words_in("ja"))
    assert "Card number, My Number" in refusal_text(error, words_in("en"))


def test_a_parameter_cannot_smuggle_markup_into_a_refusal() -> None:
    error = Refused("missing_field", params={"field": "<!channel>"})
    assert "<!channel>" not in refusal_text(error, words_in("en"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_that_a_term_pack_finds_has_a_name(locale: str) -> None:
    folder = Path("guards/rulebooks")
    packs = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.yaml"))
    labels = set(re.findall(r"label: ([A-Z_]+)", packs))
    assert labels
    assert all(words_in(locale).label(label) != label for label in labels)
