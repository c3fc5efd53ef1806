"""What a paragraph of warning would not keep: the rules that the whole house stands on."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

from bot.ports import Publisher
from bot.publishers.site import Site
from bot.publishers.webhook import Webhook
from bot.records import Approved, Publication

ROOT = Path(__file__).parents[2]
SHIPPED = ("bot", "guards", "prompts", "deploy")


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of these rooms: its path from the root, and its syntax tree."""
    for room in rooms:
        for file in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            yield file.relative_to(ROOT).as_posix(), tree


def names_called(tree: ast.Module) -> set[str]:
    """The last part of everything that is called: `Approved` for `records.Approved(…)`."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {ast.unparse(func).rpartition(".")[2] for func in calls}


def names_used(tree: ast.Module) -> set[str]:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name))
    return {node.attr if isinstance(node, ast.Attribute) else node.id for node in nodes}


def test_only_the_sign_off_builds_what_a_publisher_takes() -> None:
    """Nothing can be published past it."""
    builders = {path for path, tree in modules(*SHIPPED) if "Approved" in names_called(tree)}
    assert builders == {"bot/signoff/approvals.py"}


@pytest.mark.parametrize("publisher", [Publisher, Site, Webhook])
@pytest.mark.parametrize("method", ["publish", "find"])
def test_destination_takes_only_what_was_approved(publisher: type, method: str) -> None:
    """A draft or a publication handed to it is a type error."""
    hints = get_type_hints(getattr(publisher, method))
    assert hints["approved"] is Approved


@pytest.mark.parametrize(
    ("signers", "problem"),
    [
        pytest.param((), "nobody signed", id="nobody"),
        pytest.param(("U0ASK",), "touched the text", id="own"),
        pytest.param(("U0RITA", "U0ASK"), "touched the text", id="one-of-two"),
    ],
)
def test_approved_can_not_be_built_without_a_second_person(
    signers: tuple[str, ...], problem: str
) -> None:
    """Not by a mistake inside the sign-off either."""
    with pytest.raises(ValueError, match=problem):
        Approved(
            signoff_id="so_1",
            revision=1,
            digest="0" * 64,
            attempt=1,
            publication=Publication("site", "題", "本文"),
            signers=signers,
            touched_by=("U0ASK",),
        )


def test_nobody_but_the_settings_reads_the_environment() -> None:
    """What configures Ringi is known, and refused at start where it is wrong."""
    readers = {
        path
        for path, tree in modules("bot", "guards", "prompts")
        if names_used(tree) & {"getenv", "environ"}
    }
    # guards.pii.engine only writes: it keeps tldextract off the network before importing it
    assert readers - {"guards/pii/engine.py"} <= {"bot/settings.py"}


def test_only_the_list_of_keys_names_keys() -> None:
    """A key that is spelled twice is one day spelled in two ways."""
    spellers = {
        path
        for path, tree in modules("bot/store")
        if any(
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.startswith(("{", "ringi:"))
            for node in ast.walk(tree)
        )
    }
    assert spellers <= {"bot/store/keys.py"}


@pytest.mark.parametrize("room", SHIPPED)
def test_package_files_hold_a_docstring_and_nothing_else(room: str) -> None:
    """So that nothing heavy loads by accident."""
    for path, tree in modules(room):
        if path.endswith("__init__.py"):
            assert ast.get_docstring(tree), path
            assert len(tree.body) == 1, path


def test_everybody_imports_only_whom_they_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts of pyproject.toml hold."""
    monkeypatch.chdir(ROOT)
    # in a process of its own: run here, it would turn off every logger of this one
    lint = (
        "import sys; from importlinter.cli import lint_imports as go; sys.exit(go(no_cache=True))"
    )
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", lint], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout
