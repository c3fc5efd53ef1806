"""What a person types, and what they are told: exit codes, words, machine-readable lines."""

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.bootstrap import cipher_of
from bot.records import Chained
from bot.settings import Settings, load_settings
from bot.store.chain import Head, link
from bot.store.export import export
from guards.rulebook import DEFAULT
from tests import builders

PROMPTS = Path("prompts").resolve()

Tamper = Callable[[list[str]], list[str]]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env`, and none of our names in the environment."""
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.chdir(tmp_path)


def ringi(*words: str, stdin: str | bytes = "", **environment: str) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin, env=environment)


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# ── guard scan ─────────────────────────────────────────────────────────────────────────────────


def test_scan_answers_each_line_with_its_id_and_offsets_in_the_original() -> None:
    text = "連絡は０９０－１２３４－５６７８まで"
    result = ringi("guard", "scan", stdin=json.dumps({"id": "a", "text": text}) + "\n")
    (line,) = lines_of(result)
    (finding,) = line["findings"]
    assert result.exit_code == 0
    assert (line["id"], line["verdict"]) == ("a", "mask")
    assert text[finding["start"] : finding["end"]] == "０９０－１２３４－５６７８"


@pytest.mark.parametrize(
    "bad",
    [b"no json\n", b'{"id": "a"}\n', b'{"id": "a", "text": 5}\n', b"[]\n", b"\xff\xfe\x00\n"],
    ids=["text", "no-text", "number", "list", "bytes"],
)
def test_scan_names_a_line_that_it_cannot_read_and_goes_on(bad: bytes) -> None:
    result = ringi("guard", "scan", stdin=bad + b'{"id": "b", "text": "ok"}\n')
    wrong, right = lines_of(result)
    assert result.exit_code == 1
    assert (wrong["line"], right["verdict"]) == (1, "allow")
    assert wrong["error"]


def test_scan_of_nothing_says_nothing() -> None:
    result = ringi("guard", "scan")
    assert (result.exit_code, result.stdout) == (0, "")


def test_scan_with_an_unknown_guard_names_the_known_ones() -> None:
    result = ringi("guard", "scan", "--guards", "pii,foo")
    assert result.exit_code == 2
    assert "foo" in result.stderr
    assert "grounding" in result.stderr


# ── audit verify --file ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Three entries exported on a machine whose key is in `.ringi/key`."""
    cipher = cipher_of(load_settings())
    head, entries = Head(), list[Chained]()
    for kind in ("asked", "guarded", "model_called"):
        key = cipher.log_keys()[cipher.key_id]
        entry = builders.entry(kind)
        entries.append(link(entry, head, now=1_800_000_000.0, key_id=cipher.key_id, key=key))
        head = Head(entries[-1].seq, entries[-1].hash)
    file = tmp_path / "log.jsonl"
    lines = export(entries, key_id=cipher.key_id, log_keys=cipher.log_keys())
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return file


def test_verify_says_that_a_whole_log_holds(log: Path) -> None:
    result = ringi("audit", "verify", "--file", str(log), RINGI_LOCALE="en")
    assert result.exit_code == 0
    assert "3" in result.stderr


def test_verify_says_that_without_the_key_no_seal_was_checked(log: Path) -> None:
    Path(".ringi/key").unlink()
    result = ringi("audit", "verify", "--file", str(log))
    assert result.exit_code == 0
    assert "封印は確かめていません" in result.stderr


def altered(lines: list[str]) -> list[str]:
    return [lines[0], lines[1].replace("U0000ASK", "U0000EVE"), *lines[2:]]


@pytest.mark.parametrize(
    ("tamper", "broken"),
    [
        (altered, 2),
        (lambda lines: [*lines[:1], *lines[2:]], 2),
        (lambda lines: lines[:3], 4),
        (lambda lines: [lines[1], lines[0], *lines[2:]], 1),
        (lambda lines: ["no json", *lines[1:]], 1),
        (lambda lines: lines[:0], 1),
    ],
    ids=["altered", "taken-out", "cut-short", "swapped", "unreadable", "empty"],
)
@pytest.mark.parametrize("has_key", [True, False], ids=["key", "no-key"])
def test_verify_names_the_first_broken_entry(
    log: Path, tamper: Tamper, broken: int, *, has_key: bool
) -> None:
    lines = log.read_text("utf-8").splitlines()
    tampered = tamper(lines)
    assert tampered != lines
    log.write_text("".join(f"{line}\n" for line in tampered), "utf-8")
    if not has_key:
        Path(".ringi/key").unlink()
    result = ringi("audit", "verify", "--file", str(log))
    assert result.exit_code == 1
    assert f"{broken} 番目" in result.stderr


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "bytes"])
def test_verify_names_a_file_that_it_cannot_read(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "other.jsonl"
    if content is not None:
        file.write_bytes(content)
    result = ringi("audit", "verify", "--file", str(file))
    assert result.exit_code == 2
    assert str(file) in result.stderr


def test_output_ends_quietly_where_its_reader_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(*_: object, **__: object) -> int:
        raise BrokenPipeError(errno.EPIPE, "gone")

    monkeypatch.setattr("bot.audit.show", story)
    result = ringi("audit", "show", "r1")
    assert (result.exit_code, result.stderr) == (1, "")


# ── settings, rules and prompts ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("locale", "said"), [("ja", "設定に誤りがあります"), ("en", "A setting is wrong")]
)
def test_mistyped_setting_is_refused_in_the_readers_language(locale: str, said: str) -> None:
    result = ringi("doctor", RINGI_RULEBOK="x.yaml", RINGI_LOCALE=locale)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "RINGI_RULEBOOK" in result.stderr


def test_rules_check_says_the_revision_of_a_sound_rulebook() -> None:
    result = ringi("rules", "check", str(DEFAULT), RINGI_LOCALE="en")
    assert result.exit_code == 0
    assert "ok (revision " in result.stderr


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"acess: {}\n", "acess"),
        (b"a: [1\n", "line 2"),
        (b"", "empty"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"pii: {input: {default: hide}}\n", "pii.input.default"),
    ],
    ids=["key", "yaml", "empty", "bytes", "value"],
)
def test_rules_check_names_what_is_wrong(tmp_path: Path, content: bytes, named: str) -> None:
    file = tmp_path / "rulebook.yaml"
    file.write_bytes(content)
    result = ringi("rules", "check", str(file))
    assert result.exit_code == 1
    assert "ルールブックを使えません" in result.stderr
    assert named in result.stderr


def test_rules_schema_is_a_json_schema() -> None:
    assert "$schema" in json.loads(ringi("rules", "schema").stdout)


def test_prompts_lint_says_which_templates_it_read() -> None:
    result = ringi("prompts", "lint", RINGI_PROMPTS=str(PROMPTS))
    assert result.exit_code == 0
    assert "campaign_brief, competitor_digest, summary" in result.stderr


@pytest.mark.parametrize(
    ("locale", "said"), [("ja", "日本語で書かれていません"), ("en", "is not written in Japanese")]
)
def test_prompts_lint_says_each_problem_in_words(tmp_path: Path, locale: str, said: str) -> None:
    folder = tmp_path / "prompts"
    shutil.copytree(PROMPTS, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    ours = folder / "summary.ja.prompt"
    text = ours.read_text("utf-8").replace("ringi.title: 要約", "ringi.title: Recap note")
    ours.write_text(text, "utf-8")
    result = ringi("prompts", "lint", RINGI_PROMPTS=str(folder), RINGI_LOCALE=locale)
    assert result.exit_code == 1
    assert result.stderr == f"summary.ja.prompt: ringi.title: {said}\n"


def test_prompts_lint_names_the_folder_that_holds_no_templates(tmp_path: Path) -> None:
    result = ringi("prompts", "lint", RINGI_PROMPTS=str(tmp_path / "none"))
    assert result.exit_code == 1
    assert str(tmp_path / "none") in result.stderr
    assert "テンプレートを使えません" in result.stderr
