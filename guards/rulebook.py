"""The rulebook: one YAML file that says what may be asked, by whom, and what is masked or stopped.

Unknown keys are refused at load, with the place of the wrong key. `revision` is the digest that
every decision is stamped with.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, ValidationError

from guards.pii.labels import DEFAULT_KEY, LABELS, Label
from guards.sections import (
    Access,
    Brand,
    Destination,
    Grounding,
    Injection,
    Language,
    Limits,
    Pii,
    Policy,
    Retention,
    Route,
    Secrets,
    Strict,
    Terms,
    Traced,
    Who,
)
from guards.strict_yaml import NotYaml, read_yaml

BUILT_IN = Path(__file__).parent / "rulebooks"
DEFAULT = BUILT_IN / "default.yaml"


class RulebookError(ValueError):
    """The rulebook can't be used; the message names the file, the key and what is wrong with it."""


class Rulebook(Strict):
    version: Literal[1] = 1
    locale: Literal["ja", "en"] = "ja"
    contact: str = Field(
        default="", description="whom to ask: a person (U…), group (S…) or channel (C…)"
    )
    roles: dict[str, Who] = Field(default_factory=dict)
    access: Access = Field(default_factory=Access)
    pii: Pii = Field(default_factory=Pii)
    placeholders: Traced = Field(default_factory=Traced)
    secrets: Secrets = Field(default_factory=Secrets)
    injection: Injection = Field(default_factory=Injection)
    terms: Terms = Field(default_factory=Terms)
    brand: Brand = Field(default_factory=Brand)
    grounding: Grounding = Field(default_factory=Grounding)
    policy: Policy = Field(default_factory=Policy)
    language: Language = Field(default_factory=Language)
    limits: Limits = Field(default_factory=Limits)
    retention: Retention = Field(default_factory=Retention)
    destinations: dict[str, Destination] = Field(default_factory=dict)
    routes: dict[str, Route] = Field(default_factory=dict)

    # The SHA-256 of each file that the rulebook names, by its name; `load` fills it.
    _files: dict[str, str] = PrivateAttr(default_factory=dict)

    @property
    def revision(self) -> str:
        """Twelve hex digits of the SHA-256 over the canonical content and the files it names."""
        told = {"rulebook": self.model_dump(mode="json"), "files": self._files}
        content = json.dumps(told, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()[:12]


def load(path: Path) -> Rulebook:
    """Read and check a rulebook; raises RulebookError with every problem, one a line."""
    try:
        content = read_yaml(path)
    except NotYaml as error:
        raise RulebookError(str(error)) from None
    rulebook = parse(content, name=path.name)
    rulebook._files.update(_digests(rulebook, path.parent))
    return rulebook


def parse(content: object, *, name: str) -> Rulebook:
    """A rulebook from what its YAML says; `name` is the file's name for the messages."""
    try:
        rulebook = Rulebook.model_validate(content)
    except ValidationError as error:
        raise RulebookError(_lines(name, _in_words(error))) from None
    problems = list(_contradictions(rulebook))
    if problems:
        raise RulebookError(_lines(name, problems))
    return rulebook


def find_file(name: str, base: Path | None, *, key: str) -> Path:
    """A file that the rulebook names under `key`: beside it, or one that comes with Ringi.

    Raises RulebookError where there is none.
    """
    for folder in (base, BUILT_IN):
        if folder is not None and (folder / name).is_file():
            return folder / name
    raise RulebookError(f"{key}: there is no file '{name}'")


def _digests(rulebook: Rulebook, base: Path) -> Iterator[tuple[str, str]]:
    named = {
        "terms.packs": rulebook.terms.packs,
        "policy.packs": rulebook.policy.packs,
        "brand.banned_lists": rulebook.brand.banned_lists,
    }
    for key, names in named.items():
        for name in names:
            content = find_file(name, base, key=key).read_bytes()
            yield f"{key}/{name}", hashlib.sha256(content).hexdigest()


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the rulebook, as published in guards/rulebooks/rulebook.schema.json."""
    schema = Rulebook.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _lines(name: str, problems: list[str]) -> str:
    return "\n".join(f"{name}: {problem}" for problem in problems)


_WORDS = {
    "extra_forbidden": "there is no such key",
    "missing": "is missing",
    "model_type": "must be a mapping of keys",
    "dict_type": "must be a mapping of keys",
    "tuple_type": "must be a list",
    "string_type": "must be text (put it in quotes)",
}


def _in_words(error: ValidationError) -> list[str]:
    """One line a problem: the place of the key, and what is wrong with it."""
    return [
        f"{'.'.join(map(str, problem['loc'])) or 'the file'}: "
        + _WORDS.get(problem["type"], problem["msg"][:1].lower() + problem["msg"][1:])
        for problem in error.errors(include_url=False)
    ]


def _contradictions(rulebook: Rulebook) -> Iterator[str]:
    """What no single key shows: names that lead nowhere, ids given twice, roles in circles."""
    yield from _unknown_roles(rulebook)
    yield from _unknown_labels(rulebook)
    ids = [rule.id for rule in rulebook.access.rules]
    for twice in sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
        yield f"access.rules: the id '{twice}' is used twice"
    for name, destination in rulebook.destinations.items():
        if destination.route not in rulebook.routes:
            yield f"destinations.{name}.route: there is no route '{destination.route}'"
        if destination.kind == "webhook" and not destination.url:
            yield f"destinations.{name}.url: a webhook needs one"
        if destination.url and not _is_safe_url(destination.url):
            yield f"destinations.{name}.url: must be https, or http on this machine"


def _unknown_roles(rulebook: Rulebook) -> Iterator[str]:
    places = {f"access.rules.{rule.id}.who": rule.who for rule in rulebook.access.rules}
    places |= {
        f"routes.{name}.reviewers": route.reviewers for name, route in rulebook.routes.items()
    }
    for place, who in places.items():
        for role in who.roles:
            if role not in rulebook.roles:
                yield f"{place}.roles: there is no role '{role}'"
    for name, who in rulebook.roles.items():
        if who.roles:
            yield f"roles.{name}.roles: a role can't hold other roles"


def _unknown_labels(rulebook: Rulebook) -> Iterator[str]:
    """Labels that nobody gives, and recognizers that can't be used."""
    # Secrets have a guard of their own: an action here would decide nothing.
    known = {DEFAULT_KEY, *(label.value for label in LABELS)} - {Label.SECRET.value}
    try:
        known |= _labels_of_operators(rulebook.pii)
    except ValueError as error:
        yield str(error)
        return
    for side in ("input", "output"):
        for label in getattr(rulebook.pii, side):
            if label not in known:
                hint = f" (secrets are in secrets.{side})" if label == Label.SECRET else ""
                yield f"pii.{side}.{label}: there is no such label{hint}"


def _labels_of_operators(rules: Pii) -> frozenset[str]:
    if not rules.recognizers:
        return frozenset()
    # Imported here, because Presidio takes seconds and few rulebooks add recognizers.
    from guards.pii.engine import labels_of

    return labels_of(rules.recognizers)


def _is_safe_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.username is not None or not url.isprintable():
        return False
    loopback = parts.hostname in ("127.0.0.1", "::1", "localhost")
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and loopback)
    )
