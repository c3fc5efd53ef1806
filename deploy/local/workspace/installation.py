"""How the app is installed here: its secrets, its scopes and the events it hears."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import yaml


@dataclass(frozen=True, slots=True)
class Installation:
    """Fresh secrets for each run. `scopes` or `events` None means that all are granted.

    `commands` None means that every slash command belongs to the app.
    """

    bot_token: str = field(
        default_factory=lambda: f"xoxb-local-{secrets.token_hex(16)}", repr=False
    )
    app_token: str = field(
        default_factory=lambda: f"xapp-1-local-{secrets.token_hex(16)}", repr=False
    )
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    commands: frozenset[str] | None = None

    @classmethod
    def from_manifest(cls, path: Path) -> Self:
        """What an app manifest (YAML) asks for, and nothing beyond it."""
        manifest = yaml.safe_load(path.read_text(encoding="utf-8"))
        scopes = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
        subscribed = manifest.get("settings", {}).get("event_subscriptions", {})
        commands = manifest.get("features", {}).get("slash_commands", [])
        return cls(
            scopes=frozenset(scopes),
            events=frozenset(subscribed.get("bot_events", [])),
            commands=frozenset(command["command"] for command in commands),
        )

    def hears(self, event: str) -> bool:
        return self.events is None or event in self.events

    def owns(self, command: str) -> bool:
        return self.commands is None or command in self.commands
