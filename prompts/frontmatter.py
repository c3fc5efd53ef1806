"""The front matter of a `.prompt` file: dotprompt's own keys, and ours under `ringi.`.

Unknown keys are refused, and so are keys that stand twice. `model`, `config` and `tools` are
dotprompt keys that Ringi doesn't take from a template: the operator decides those.
"""

from collections.abc import Hashable
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from prompts.errors import TemplateError

_MARK = "---"
_NAMESPACE = "ringi"

Locale = Literal["ja", "en"]
LOCALES: tuple[Locale, ...] = ("ja", "en")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class InputBlock(Strict):
    schema_: dict[str, object] = Field(alias="schema")


class OutputBlock(Strict):
    format: Literal["json"] = "json"
    schema_: dict[str, object] = Field(alias="schema")


class InputWords(Strict):
    """How one input is asked for. `material` marks the one that carries what is worked on."""

    title: str = Field(min_length=1, max_length=48)
    hint: str = Field("", max_length=150)
    multiline: bool = False
    material: bool = False
    from_material: bool = False
    max_chars: int | None = Field(None, gt=0)


class SectionWords(Strict):
    """How one section is headed, and how long it may get."""

    title: str = Field(min_length=1, max_length=80)
    max_chars: int = Field(6_000, gt=0)


class Governance(Strict):
    """Our own keys: who answers for the template, and what its drafts may be used for."""

    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    stage: Literal["draft", "pilot", "team", "org", "retired"]
    owner: str = Field(min_length=1)
    risk: Literal["internal", "external"]
    data_class: Literal["public", "internal", "confidential"]
    destinations: tuple[str, ...] = ()
    human_role: str = Field(min_length=1)
    title: str = Field(min_length=1, max_length=40)
    aliases: tuple[str, ...] = ()
    keywords: dict[str, int] = Field(default_factory=dict)
    inputs: dict[str, InputWords]
    sections: dict[str, SectionWords]


class FrontMatter(Strict):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    variant: Locale
    description: str = Field(min_length=1, max_length=200)
    input: InputBlock
    output: OutputBlock
    ringi: Governance


class _OnceLoader(yaml.SafeLoader):
    """YAML in which a key that stands twice is an error, not a silent override."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise yaml.constructor.ConstructorError(
                None, None, "a key is there twice", node.start_mark
            )
        return super().construct_mapping(node, deep)


def split(content: str, *, file: str) -> tuple[FrontMatter, str]:
    """Front matter and body of a `.prompt` file. Raises TemplateError with the key's name."""
    lines = content.split("\n")
    if lines[0].rstrip() != _MARK or _MARK not in (line.rstrip() for line in lines[1:]):
        raise TemplateError(file, "front matter", "must stand first, between two lines of ---")
    end = next(n for n, line in enumerate(lines) if n and line.rstrip() == _MARK)
    keys = _keys("\n".join(lines[1:end]), file)
    try:
        return FrontMatter.model_validate(keys), "\n".join(lines[end + 1 :])
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise TemplateError(file, ".".join(map(str, first["loc"])), first["msg"]) from error


def _keys(text: str, file: str) -> dict[str, object]:
    """dotprompt's namespaced keys gathered: `ringi.version` becomes `version` under `ringi`."""
    try:
        raw = yaml.load(text, Loader=_OnceLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        where = f"line {place.line + 2}" if place else "front matter"
        raise TemplateError(file, where, getattr(error, "problem", None) or "not YAML") from error
    if not isinstance(raw, dict):
        raise TemplateError(file, "front matter", "must be a mapping")
    if _NAMESPACE in raw:
        raise TemplateError(file, _NAMESPACE, "write our keys as ringi.version, ringi.stage, …")
    ours: dict[str, object] = {}
    keys: dict[str, object] = {_NAMESPACE: ours}
    for key, value in raw.items():
        namespace, _, name = str(key).partition(".")
        own = namespace == _NAMESPACE and bool(name)
        (ours if own else keys)[name if own else str(key)] = value
    return keys
