"""The shipped library, and a folder of templates that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prompts.library import Library

SHIPPED = Path(__file__).parents[3] / "prompts"


@pytest.fixture(scope="session")
def library() -> Library:
    """The templates that ship."""
    return Library.load(SHIPPED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the summary template and the ground rules, to change."""
    for name in ("summary", "_rules"):
        for locale in ("ja", "en"):
            shutil.copy(SHIPPED / f"{name}.{locale}.prompt", tmp_path)
    return tmp_path


@pytest.fixture
def spoil(folder: Path) -> Callable[..., Path]:
    """Replace a piece of a template file, in one language or in both."""

    def change(old: str, new: str, *, files: str = "summary.*.prompt") -> Path:
        for file in folder.glob(files):
            content = file.read_text(encoding="utf-8")
            assert old in content
            file.write_text(content.replace(old, new), encoding="utf-8")
        return folder

    return change
