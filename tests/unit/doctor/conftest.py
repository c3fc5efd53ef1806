"""Settings that come from the test alone, never from the environment of who runs it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings

Make = Callable[..., Settings]


@pytest.fixture
def make_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Make:
    """`make_settings(slack_bot_token="xoxb-…")`; everything else is the default."""
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.chdir(tmp_path)

    def make(**values: object) -> Settings:
        return Settings(**{"home": tmp_path / "home", **values})  # type: ignore[arg-type]

    return make
