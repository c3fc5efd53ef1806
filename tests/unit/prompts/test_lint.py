"""The shipped templates are clean; each kind of problem is found, and worded in both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prompts.library import Library
from prompts.lint import WORDS, Problem, lint

Spoil = Callable[..., Path]


def test_shipped_templates_are_clean(library: Library) -> None:
    assert lint(library) == []


@pytest.mark.parametrize(
    ("old", "new", "files", "code"),
    [
        pytest.param("title: 結論", "title: End", "", "", id="a short English heading is fine"),
        pytest.param(
            "ringi.title: 要約", "ringi.title: Recap", "sum*.ja.*", "not_japanese", id="ja"
        ),
        pytest.param("title: Summary", "title: 要約", "sum*.en.*", "not_english", id="en"),
        pytest.param(
            "title: Summary", f"title: {'S' * 25}", "sum*.en.*", "title_too_long", id="title"
        ),
        pytest.param("risk: internal", "risk: external", "sum*", "no_destination", id="risk"),
        pytest.param(": 3", ": 1", "sum*", "unreachable", id="keywords"),
    ],
)
def test_problem_is_found(spoil: Spoil, old: str, new: str, files: str, code: str) -> None:
    folder = spoil(old, new, files=files or "summary.ja.prompt")
    if code == "no_destination":
        spoil("[site, webhook]", "[]")
    assert {p.code for p in lint(Library.load(folder))} == ({code} if code else set())


def test_strong_keyword_of_two_templates_is_found(folder: Path) -> None:
    for locale in ("ja", "en"):
        content = (folder / f"summary.{locale}.prompt").read_text(encoding="utf-8")
        content = content.replace("name: summary", "name: notes")
        content = content.replace("aliases: [", "aliases: [notes] #")
        content = content.replace(
            "ringi.title: ", "ringi.title: My " if locale == "en" else "ringi.title: 別の"
        )
        (folder / f"notes.{locale}.prompt").write_text(content, encoding="utf-8")
    assert {p.code for p in lint(Library.load(folder))} == {"shared_keyword"}


@pytest.mark.parametrize("code", WORDS)
def test_every_problem_has_its_words_in_both_languages(code: str) -> None:
    problem = Problem("a.ja.prompt", "key", code)
    assert problem.in_("ja") != problem.in_("en")
