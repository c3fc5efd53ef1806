"""The rulebook: one YAML file that says what may be asked, by whom, and what is masked or stopped.

Unknown keys are refused at load, with the place of the wrong key. `revision` is the digest that
every decision is stamped with.
"""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from guards.verdict import Action


class RulebookError(ValueError):
    """The rulebook can't be used; the message names the file, the key and what is wrong with it."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """One text in both languages."""

    ja: str
    en: str

    def in_(self, locale: str) -> str:
        return self.ja if locale.startswith("ja") else self.en


class Who(Strict):
    """People, by any of these ways. `everyone` is every full member, never a guest or stranger."""

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = Field((), description="Slack user group ids (S…)")
    roles: tuple[str, ...] = Field((), description="names from `roles`")
    everyone: bool = False


class AccessRule(Strict):
    """These people may use these templates in these channels."""

    id: str
    channels: tuple[str, ...] = Field(
        description="channel ids; 'dm' is a direct message with Ringi; '*' is any channel"
    )
    templates: tuple[str, ...] = Field(description="template ids, or '*'")
    who: Who


class Access(Strict):
    guests: Literal["refuse", "allow"] = "refuse"
    external_channels: Literal["refuse", "allow"] = "refuse"
    rules: tuple[AccessRule, ...] = ()
    page_hosts: tuple[str, ...] = Field((), description="hosts whose pages may become material")


PerLabel = dict[str, Action]


class Pii(Strict):
    """Actions per label and side; `default` decides for labels that are not named."""

    names: Literal["strict", "balanced", "off"] = "balanced"
    known_terms: tuple[str, ...] = Field((), description="companies, products: never a finding")
    min_score: float = Field(0.4, ge=0, le=1)
    input: PerLabel = Field(default_factory=lambda: {"default": Action.MASK})
    output: PerLabel = Field(default_factory=lambda: {"default": Action.FLAG})


class Terms(Strict):
    packs: tuple[str, ...] = Field((), description="prh-shape YAML files, beside the rulebook")
    action: Action = Action.FLAG


class Grounding(Strict):
    action: Action = Action.FLAG


class Limits(Strict):
    input_chars: int = Field(60_000, gt=0, description="of one request, values and material")
    guard_budget_s: float = Field(10.0, gt=0)
    model_deadline_s: float = Field(120.0, gt=0)
    output_tokens: int = Field(4_000, gt=0)
    placeholders: int = Field(500, gt=0, description="masked values in one thread")


class Retention(Strict):
    vault_days: int = Field(30, gt=0, description="how long masked values, material and drafts rest")


class Destination(Strict):
    kind: Literal["site", "webhook"]
    title: Words
    route: str
    url: str | None = Field(None, description="webhook: where to send; https, or http on loopback")


class Route(Strict):
    """Who must sign for a destination. The requester and whoever touched the text never may."""

    review_channel: str
    reviewers: Who
    quorum: int = Field(1, ge=1)
    expires_hours: float = Field(72, gt=0)


class Rulebook(Strict):
    version: Literal[1] = 1
    locale: Literal["ja", "en"] = "ja"
    contact: str = Field("", description="whom to ask: a person (U…), group (S…) or channel (C…)")
    roles: dict[str, Who] = Field(default_factory=dict)
    access: Access = Field(default_factory=Access)
    pii: Pii = Field(default_factory=Pii)
    terms: Terms = Field(default_factory=Terms)
    grounding: Grounding = Field(default_factory=Grounding)
    limits: Limits = Field(default_factory=Limits)
    retention: Retention = Field(default_factory=Retention)
    destinations: dict[str, Destination] = Field(default_factory=dict)
    routes: dict[str, Route] = Field(default_factory=dict)

    @property
    def revision(self) -> str:
        """Twelve hex digits of the SHA-256 over the canonical content."""
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()[:12]
