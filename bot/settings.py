"""The only reader of the environment: one frozen object, or a refusal that names the wrong key.

Names that Slack, OpenAI and Redis already have keep them; everything of ours starts with RINGI_.
"""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "RINGI_"


class SettingsError(ValueError):
    """The environment can't be used; the message names the key and what is wrong with it."""


class Settings(BaseSettings):
    """Everything an operator can set. Secrets never show in a repr."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        case_sensitive=True,
    )

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_api_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")

    openai_api_key: SecretStr | None = Field(None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(None, validation_alias="OPENAI_BASE_URL")
    model: str = Field("gpt-5.4-mini", validation_alias="RINGI_MODEL")
    model_api: Literal["auto", "responses", "chat"] = Field(
        "auto", validation_alias="RINGI_MODEL_API"
    )

    judge_model: str = Field("", validation_alias="RINGI_JUDGE_MODEL")
    judge_base_url: str | None = Field(None, validation_alias="RINGI_JUDGE_BASE_URL")
    judge_api_key: SecretStr | None = Field(None, validation_alias="RINGI_JUDGE_API_KEY")

    redis_url: SecretStr | None = Field(None, validation_alias="REDIS_URL")

    home: Path = Field(Path(".ringi"), validation_alias="RINGI_HOME")
    locale: Literal["ja", "en"] = Field("ja", validation_alias="RINGI_LOCALE")
    rulebook: Path | None = Field(None, validation_alias="RINGI_RULEBOOK")
    prompts: Path | None = Field(None, validation_alias="RINGI_PROMPTS")
    site_dir: Path | None = Field(None, validation_alias="RINGI_SITE_DIR")
    site_url: str = Field("", validation_alias="RINGI_SITE_URL")
    key: SecretStr | None = Field(None, validation_alias="RINGI_KEY")
    webhook_secrets: dict[str, SecretStr] = Field(
        default_factory=dict, validation_alias="RINGI_WEBHOOK_SECRETS"
    )
    host: str = Field("127.0.0.1", validation_alias="RINGI_HOST")
    port: int = Field(3000, ge=0, le=65535, validation_alias="RINGI_PORT")
    workers: int = Field(4, ge=1, le=64, validation_alias="RINGI_WORKERS")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", validation_alias="RINGI_LOG_LEVEL"
    )

    @property
    def site_folder(self) -> Path:
        return self.site_dir or self.home / "site"

    @property
    def key_file(self) -> Path:
        return self.home / "key"

    @property
    def offline(self) -> bool:
        """No key and no server named: only then may the offline model be used."""
        return self.openai_api_key is None and not self.openai_base_url


def _known_names() -> set[str]:
    names = (field.validation_alias for field in Settings.model_fields.values())
    return {name for name in names if isinstance(name, str) and name.startswith(PREFIX)}


def check_names(environment: Mapping[str, str]) -> None:
    """Refuse a RINGI_ name that nothing reads: a typo there would silently change a rule."""
    known = _known_names()
    for name in environment:
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" — did you mean {near[0]}?" if near else ""
            raise SettingsError(f"unknown setting {name}{hint}")


def load_settings(**overrides: object) -> Settings:
    """Settings from the environment and `.env`. Raises SettingsError in one sentence."""
    check_names(os.environ)
    try:
        return Settings(**overrides)  # type: ignore[arg-type] # pydantic validates
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"setting {name}: {first['msg']}") from None


def locale_hint() -> str:
    """The language to refuse in, where the settings themselves can't be read."""
    return "en" if os.environ.get("RINGI_LOCALE", "").startswith("en") else "ja"
