"""A library loads whole and in both languages, or names the file and the key that is wrong."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from prompts.errors import TemplateError, UnknownTemplate
from prompts.library import Library

Spoil = Callable[..., Path]


def test_three_templates_ship_in_both_languages(library: Library) -> None:
    assert library.ids() == ("campaign_brief", "competitor_digest", "summary")
    assert len(library.templates) == 6


@pytest.mark.parametrize(
    ("template_id", "locale"),
    [("nothing", "ja"), ("_rules", "ja"), ("../summary", "en"), ("", "ja")],
)
def test_unknown_template_is_refused(library: Library, template_id: str, locale: str) -> None:
    with pytest.raises(UnknownTemplate):
        library.get(template_id, locale)


def test_locale_may_carry_a_region(library: Library) -> None:
    assert library.get("summary", "ja-JP").locale == "ja"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ブリーフ", "campaign_brief"),
        ("Brief", "campaign_brief"),
        ("ｓｕｍｍａｒｙ", "summary"),
        ("競合", "competitor_digest"),
        ("competitor_digest", "competitor_digest"),
        ("poem", None),
        ("", None),
    ],
)
def test_short_names_find_their_template(library: Library, word: str, expected: str | None) -> None:
    assert library.by_alias(word) == expected


def test_hash_can_be_checked_with_a_plain_tool(folder: Path) -> None:
    files = (folder / "summary.ja.prompt", folder / "_rules.ja.prompt")
    expected = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
    assert Library.load(folder).get("summary", "ja").hash == expected


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        pytest.param("ringi.owner:", "ringi.ownr:", "ringi.", id="unknown key of ours"),
        pytest.param("description: ", "model: x\ndescription: ", "model", id="model"),
        pytest.param("ringi.version: 1.0.0", "ringi.version: new", "ringi.version", id="version"),
        pytest.param("ringi.stage: team", "ringi.stage: live", "ringi.stage", id="stage"),
        pytest.param("ringi.risk:", "ringi.stage: team\nringi.risk:", "line", id="key twice"),
        pytest.param("name: summary", "name: digest", "name", id="other name"),
        pytest.param("focus?: string", "focus?: text", "input.schema.focus", id="input type"),
        pytest.param("focus?:", "focus?(object):", "input.schema.focus", id="input object"),
        pytest.param("  focus:", "  focal:", "ringi.inputs", id="words for no input"),
        pytest.param("decisions: string", "decisions?: string", "output.schema", id="optional"),
        pytest.param("\n  decisions: {", "\n  decision: {", "ringi.sections", id="section words"),
        pytest.param("{{>rules}}", "", "body", id="without the ground rules"),
        pytest.param("{{>rules}}", "{{>rules}} {{focus}}", "body.focus", id="value in system"),
        pytest.param("{{materials}}", "{{text}}", "body.text", id="material unfenced"),
        pytest.param("{{materials}}", "", "body.text", id="input never used"),
        pytest.param("{{#if focus}}", "{{#if style}}", "body.focus", id="optional unguarded"),
        pytest.param("{{materials}}", "{{materials}}{{secret}}", "body.secret", id="no such input"),
        pytest.param("{{materials}}", "{{#if style}}{{materials}}", "body", id="not closed"),
        pytest.param('{{role "user"}}', '{{role "model"}}', "body", id="other roles"),
    ],
)
def test_wrong_file_is_refused_by_name_and_key(spoil: Spoil, old: str, new: str, key: str) -> None:
    folder = spoil(old, new)
    with pytest.raises(TemplateError) as refused:
        Library.load(folder)
    assert refused.value.file.startswith("summary.")
    assert refused.value.key.startswith(key)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        pytest.param("1.0.0", "1.0.1", "ringi.version", id="version"),
        pytest.param("risk: internal", "risk: external", "ringi.risk", id="risk"),
        pytest.param("focus?: string", "focus: string", "input.schema", id="required"),
    ],
)
def test_languages_that_differ_are_refused(spoil: Spoil, old: str, new: str, key: str) -> None:
    folder = spoil(old, new, files="summary.en.prompt")
    with pytest.raises(TemplateError) as refused:
        Library.load(folder)
    assert refused.value.key == key


@pytest.mark.parametrize("missing", ["summary.en.prompt", "_rules.ja.prompt"])
def test_missing_language_is_refused_by_file(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(TemplateError) as refused:
        Library.load(folder)
    assert refused.value.file == missing


def test_empty_folder_is_refused(folder: Path) -> None:
    for file in folder.glob("summary.*"):
        file.unlink()
    with pytest.raises(TemplateError):
        Library.load(folder)


def test_file_without_front_matter_is_refused(folder: Path) -> None:
    (folder / "summary.ja.prompt").write_text("hello", encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        Library.load(folder)
    assert refused.value.key == "front matter"


def test_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "summary.ja.prompt").write_bytes("要約".encode("shift_jis"))
    with pytest.raises(TemplateError) as refused:
        Library.load(folder)
    assert refused.value.key == "encoding"


def test_short_name_of_two_templates_is_refused(folder: Path) -> None:
    for locale in ("ja", "en"):
        content = (folder / f"summary.{locale}.prompt").read_text(encoding="utf-8")
        content = content.replace("name: summary", "name: recap")
        (folder / f"recap.{locale}.prompt").write_text(content, encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        Library.load(folder)
    assert refused.value.key == "ringi.aliases"


def test_retired_template_is_kept_for_its_drafts_but_not_offered(spoil: Spoil) -> None:
    library = Library.load(spoil("stage: team", "stage: retired"))
    assert library.get("summary", "ja").stage == "retired"
    assert library.ids() == ()
    assert library.by_alias("summary") is None
    assert library.route("要約して", "ja").template_id is None
