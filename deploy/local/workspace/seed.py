"""Who and what is in the local workspace at the start: one YAML file, checked."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

DEFAULT_SEED = Path(__file__).with_name("seed.yaml")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """One text in both languages."""

    ja: str
    en: str


class Team(Strict):
    id: str
    name: str
    domain: str


class Bot(Strict):
    app_id: str
    bot_id: str
    user_id: str
    name: str


class Person(Strict):
    """One persona. The flags are Slack's: a guest is restricted, a stranger is of another team."""

    id: str
    name: str
    real_name: str
    locale: str
    persona: Literal["requester", "reviewer", "admin", "outsider"]
    title: Words
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False


class SeededChannel(Strict):
    id: str
    name: str
    topic: Words
    members: tuple[str, ...]
    is_private: bool = False
    is_ext_shared: bool = False
    bot_is_member: bool = True


class Usergroup(Strict):
    id: str
    handle: str
    name: str
    members: tuple[str, ...]


class Command(Strict):
    name: str
    hint: Words


class Shortcut(Strict):
    """An entry of the menu beside a message, or of the one beside the composer."""

    callback_id: str
    label: Words


class Seed(Strict):
    team: Team
    bot: Bot
    people: tuple[Person, ...]
    channels: tuple[SeededChannel, ...]
    usergroups: tuple[Usergroup, ...] = ()
    commands: tuple[Command, ...] = ()
    message_shortcuts: tuple[Shortcut, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()


def load_seed(path: Path = DEFAULT_SEED) -> Seed:
    """The checked seed; a wrong or unknown key raises pydantic's error with its place."""
    return Seed.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
