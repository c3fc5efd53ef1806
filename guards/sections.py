"""The sections of a rulebook, one class each: what an admin may write, and what holds otherwise.

Keys that are not here are refused. guards.rulebook puts them together.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from guards.verdict import Action, Side


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
    groups: tuple[str, ...] = Field(default=(), description="Slack user group ids (S…)")
    roles: tuple[str, ...] = Field(default=(), description="names from `roles`")
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
    page_hosts: tuple[str, ...] = Field(
        default=(), description="hosts whose pages may become material"
    )


PerLabel = dict[str, Action]


class RecognizerPattern(Strict):
    """One pattern of a recognizer, on RE2: no look-around, no references back."""

    name: str = ""
    regex: str = Field(min_length=1)
    score: float = Field(default=0.5, gt=0, le=1)


class Recognizer(Strict):
    """A recognizer beside ours, in Presidio's own words: patterns and terms, or `use`."""

    use: str | None = Field(
        default=None, description="a recognizer of Presidio's by name, as ItVatCodeRecognizer"
    )
    name: str = ""
    supported_entity: str | None = Field(
        default=None,
        pattern=r"^[A-Z][A-Z0-9_]{0,63}$",
        description="the label of what it finds; of your own, or one of ours",
    )
    patterns: tuple[RecognizerPattern, ...] = ()
    deny_list: tuple[str, ...] = Field(default=(), description="terms, in any case and width")
    deny_list_score: float = Field(default=1.0, gt=0, le=1)
    context: tuple[str, ...] = Field(
        default=(), description="words nearby that make it surer, by 0.35"
    )
    reason: Words | None = Field(default=None, description="what a finding says to people")


class Pii(Strict):
    """Actions per label and side; `default` decides for labels that are not named."""

    names: Literal["strict", "balanced", "off"] = "balanced"
    known_terms: tuple[str, ...] = Field(
        default=(), description="companies, products: never a finding"
    )
    min_score: float = Field(default=0.4, ge=0, le=1)
    input: PerLabel = Field(default_factory=lambda: {"default": Action.MASK})
    output: PerLabel = Field(default_factory=lambda: {"default": Action.FLAG})
    recognizers: tuple[Recognizer, ...] = ()
    second_opinions: tuple[str, ...] = Field(
        default=(), description="spaCy pipelines that look for names too, as ja_ginza; slow"
    )


Product = Literal["cosmetics", "food", "supplements", "devices", "other"]


class Terms(Strict):
    """Wording rules for drafts. A pack may be about some products only, as the law on health is."""

    packs: tuple[str, ...] = Field(
        default=(), description="prh-shape YAML files, beside the rulebook"
    )
    products: tuple[Product, ...] = Field(
        default=(), description="what the team sells; nothing written means anything"
    )
    action: Action = Action.FLAG


class BannedWord(Strict):
    """A word that the brand does not use, why, and what it uses instead."""

    word: str = Field(min_length=1)
    instead: str = ""
    reason: Words | None = None


class Brand(Strict):
    """How the brand writes. What is not said is not checked."""

    style: Literal["polite", "plain", "off"] = Field(
        default="off", description="敬体 (です・ます), 常体 (だ・である)"
    )
    banned: tuple[BannedWord, ...] = ()
    banned_lists: tuple[str, ...] = Field(
        default=(), description="text files beside the rulebook: one word a line, tab, another word"
    )
    tone_avoid: tuple[str, ...] = Field(default=(), description="words that don't fit the tone")
    notation: dict[str, str] = Field(
        default_factory=dict, description="how it must not be written: how the brand writes it"
    )
    width: Literal["half", "full", "off"] = Field(
        default="off", description="of letters and digits; web and mail addresses stay as they are"
    )
    max_chars: dict[str, int] = Field(
        default_factory=dict, description="by heading or field, as 件名; '*' is the whole text"
    )
    action: Action = Action.FLAG


class Grounding(Strict):
    """What a draft says must stand in the material. `off` names kinds that need not."""

    action: Action = Action.FLAG
    off: tuple[Literal["NUMBER", "DATE", "TIME", "LINK", "NAME", "QUOTATION"], ...] = ()


class Secrets(Strict):
    """Keys, tokens, passwords. `off` names rules that stay silent, as `aws_access_key`."""

    input: Action = Action.MASK
    output: Action = Action.BLOCK
    off: tuple[str, ...] = ()


class Injection(Strict):
    """Instructions to the model, hidden in material or typed by the person who asks.

    `second_opinion` asks a model of the operator's choice, too: about what was flagged, or always.
    """

    material: Action = Action.FLAG
    typed: Action = Action.FLAG
    min_score: float = Field(default=0.5, ge=0, le=1)
    second_opinion: Literal["off", "flagged", "always"] = "off"


class Traced(Strict):
    """Placeholders of a draft: made up or without their brackets, and left out."""

    invented: Action = Action.FLAG
    missing: Action = Action.ALLOW


class PolicySpecs(Strict):
    """Sentences that a rule tests itself with when it is loaded."""

    fires: tuple[str, ...] = Field(min_length=1)
    silent: tuple[str, ...] = ()


class PolicyRule(Strict):
    """One prohibited use: RE2 patterns on normalised text, any of `patterns` or `all` together.

    Of `all`, the first is looked for; the others must stand within `near` code points of it.
    What stands that near and matches `unless` makes it right.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Words
    patterns: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    near: int = Field(default=40, gt=0, le=400, description="code points")
    unless: tuple[str, ...] = ()
    sides: tuple[Side, ...] = Field(default=(Side.INPUT, Side.OUTPUT), min_length=1)
    action: Literal[Action.FLAG, Action.BLOCK] = Action.FLAG
    reason: Words
    passes: Words
    specs: PolicySpecs


class Policy(Strict):
    """Uses that the house forbids. `off` names rules that stay silent, as `fake_review`."""

    packs: tuple[str, ...] = Field(
        default=("policy.yaml",), description="rule files, beside the rulebook or Ringi's own"
    )
    rules: tuple[PolicyRule, ...] = ()
    off: tuple[str, ...] = ()


class Language(Strict):
    """The form of a draft: its language, politeness, sections, and chatter of the model."""

    action: Action = Action.FLAG


class Limits(Strict):
    input_chars: int = Field(
        default=60_000, gt=0, description="of one request, values and material"
    )
    guard_budget_s: float = Field(default=10.0, gt=0)
    model_deadline_s: float = Field(default=120.0, gt=0)
    output_tokens: int = Field(default=4_000, gt=0)
    placeholders: int = Field(default=500, gt=0, description="masked values in one thread")


class Retention(Strict):
    vault_days: int = Field(
        default=30, gt=0, description="how long masked values, material and drafts rest"
    )


class Destination(Strict):
    kind: Literal["site", "webhook"]
    title: Words
    route: str
    url: str | None = Field(
        default=None, description="webhook: where to send; https, or http on loopback"
    )


class Route(Strict):
    """Who must sign for a destination. The requester and whoever touched the text never may."""

    review_channel: str
    reviewers: Who
    quorum: int = Field(default=1, ge=1)
    expires_hours: float = Field(default=72, gt=0)
