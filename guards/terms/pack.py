"""Packs of wording rules, as they are written: YAML in prh's shape, with keys of our own.

A pack is YAML that writers' existing tools (prh, textlint-rule-prh) read: `expected`, `pattern` or
`patterns`, `regexpMustEmpty`, `options.wordBoundary`, `prh`, `specs`. They ignore the rest, and so
see every place where a pattern fits; our own keys say when that place is in order:

- `passes_when`: patterns that must all stand near by, as the survey beside a "No. 1". `near` says
  how near: a number of code points on either side, `sentence`, `head` or `document`.
- `unless`: patterns of which none may stand in the same sentence, as a negation.
- `only_when`: patterns that must all stand in the document, else the rule is about something else.
- `with`: patterns that must all stand `within` a number of code points of the place, or in its
  `sentence`, else it is about something else: a competitor *with* something bad said of it.
- `ng` and `ok`: texts that prove both at load, as `specs` prove the pattern.

What is said at the top of a pack (`label`, `law`, `passes`, `near`, ...) holds for all its rules.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from guards.rulebook import RulebookError
from guards.sections import Product, Words
from guards.strict_yaml import NotYaml, read_yaml

Severity = Literal["info", "warning", "error"]
Near = Annotated[int, Field(gt=0, le=1000)] | Literal["sentence", "head", "document"]


def _as_list(given: object) -> object:
    return (given,) if isinstance(given, str) else given


Patterns = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_as_list)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Spec(_Strict):
    """`from` must become `to` by this rule's pattern alone; equal ones say that it doesn't fit."""

    from_: str = Field(alias="from")
    to: str


class Options(_Strict):
    """prh's own options of a rule."""

    word_boundary: bool = Field(default=False, alias="wordBoundary")


class RuleFile(_Strict):
    """One rule as it is written in a pack. What is None or absent is said by the pack."""

    id: str = ""
    expected: str
    pattern: Patterns = ()
    patterns: Patterns = ()
    regexp_must_empty: str = Field(default="", alias="regexpMustEmpty", pattern=r"^(\$[1-9])?$")
    options: Options = Options()
    prh: str = ""
    specs: tuple[Spec, ...] = ()
    label: str = "TERM"
    severity: Severity = "warning"
    law: Words | None = None
    message: Words | None = None
    passes: Words | None = None
    passes_when: Patterns = ()
    near: Near = 60
    unless: Patterns = ()
    only_when: Patterns = ()
    with_: Patterns = Field(default=(), alias="with")
    within: Annotated[int, Field(gt=0, le=1000)] | Literal["sentence"] = "sentence"
    ng: tuple[str, ...] = ()
    ok: tuple[str, ...] = ()


class PackFile(_Strict):
    """A file of rules, and what holds for all of them."""

    version: Literal[1] = 1
    meta: dict[str, Any] = Field(default_factory=dict)
    products: tuple[Product, ...] = Field(
        default=(), description="what the law is about; nothing means any product"
    )
    label: str | None = None
    severity: Severity | None = None
    law: Words | None = None
    passes: Words | None = None
    passes_when: Patterns = ()
    near: Near | None = None
    unless: Patterns = ()
    rules: tuple[dict[str, Any], ...] = ()

    def inherited(self) -> dict[str, Any]:
        """What a rule says where it says nothing itself."""
        keys = ("label", "severity", "law", "passes", "passes_when", "near", "unless")
        said = {key: getattr(self, key) for key in keys if getattr(self, key)}
        return {
            key: value.model_dump() if isinstance(value, Words) else value
            for key, value in said.items()
        }

    def is_about(self, products: tuple[Product, ...]) -> bool:
        """Whether this pack has anything to say to a team that sells `products`."""
        return not self.products or not products or bool(set(self.products) & set(products))


def read_pack(path: Path) -> tuple[PackFile, tuple[RuleFile, ...]]:
    """The pack and its rules, each rule with what it inherits.

    Raises RulebookError naming the file and the place.
    """
    try:
        content = read_yaml(path)
        pack = PackFile.model_validate(content)
        given = pack.inherited()
        rules = tuple(_rule(path, place, given, said) for place, said in enumerate(pack.rules))
    except NotYaml as error:
        raise RulebookError(str(error)) from None
    except ValidationError as error:
        raise RulebookError("\n".join(_lines(path.name, error))) from None
    return pack, rules


def _rule(path: Path, place: int, given: dict[str, Any], said: dict[str, Any]) -> RuleFile:
    try:
        rule = RuleFile.model_validate({**given, **said})
    except ValidationError as error:
        raise RulebookError("\n".join(_lines(f"{path.name}: rules.{place}", error))) from None
    return rule if rule.id else rule.model_copy(update={"id": f"{path.stem}.{place + 1}"})


def _lines(name: str, error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_input=False):
        place = ".".join(map(str, problem["loc"]))
        dot = "." if ": rules." in name else ": "
        yield f"{name}{dot}{place}: {problem['msg']}"
