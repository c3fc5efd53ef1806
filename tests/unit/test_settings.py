"""The environment is read once, strictly, and never shown."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env`, and none of our names in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("RINGI_LOCALE", "OPENAI_API_KEY", "OPENAI_BASE_URL", "SLACK_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def test_a_mistyped_name_is_refused_with_the_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGI_RULEBOK", "x.yaml")
    with pytest.raises(SettingsError, match=r"RINGI_RULEBOK.*RINGI_RULEBOOK"):
        load_settings()


def test_a_wrong_value_is_refused_with_its_name_and_without_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINGI_WORKERS", "sekret")
    with pytest.raises(SettingsError, match="RINGI_WORKERS") as caught:
        load_settings()
    assert "sekret" not in str(caught.value)


def test_secrets_show_in_no_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "OPENAI_API_KEY", "REDIS_URL", "RINGI_KEY"):
        monkeypatch.setenv(name, "sekret")
    monkeypatch.setenv("RINGI_WEBHOOK_SECRETS", '{"hook": "sekret"}')
    assert "sekret" not in repr(load_settings())


@pytest.mark.parametrize(
    ("name", "offline"),
    [("OPENAI_API_KEY", False), ("OPENAI_BASE_URL", False), ("RINGI_MODEL", True)],
)
def test_a_key_or_a_server_turns_the_offline_model_off(
    monkeypatch: pytest.MonkeyPatch, name: str, offline: bool
) -> None:
    monkeypatch.setenv(name, "https://model.example")
    assert load_settings().offline is offline


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    settings: Settings = load_settings()
    assert settings.offline
