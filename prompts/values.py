"""What a template asks a person for, and whether what they gave can be used."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prompts.errors import InvalidValue

Kind = Literal["string", "integer", "number", "boolean", "enum", "array"]

_TRUTH = {"true": "true", "yes": "true", "false": "false", "no": "false"}


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a template. `choices` is empty unless `kind` is enum.

    `from_material`: a required field that may stay empty where there is material to read it from.
    """

    id: str
    kind: Kind
    title: str
    hint: str
    required: bool
    multiline: bool
    material: bool
    max_chars: int
    choices: tuple[str, ...] = ()
    from_material: bool = False

    @property
    def always(self) -> bool:
        """Required, whatever else is given."""
        return self.required and not self.from_material

    def needed(self, *, has_material: bool) -> bool:
        """Required, given what else there is."""
        return self.required and not (has_material and (self.material or self.from_material))


def check(
    inputs: Sequence[Input], values: Mapping[str, object], *, has_material: bool
) -> dict[str, str]:
    """The values as clean text, empty optional ones left out. Raises InvalidValue."""
    known = {each.id for each in inputs}
    for name in values:
        if name not in known:
            raise InvalidValue(name, "unknown_field")
    pasted = any(has_content(str(values.get(each.id) or "")) for each in inputs if each.material)
    has_material = has_material or pasted
    checked = {each.id: _checked(each, values, has_material=has_material) for each in inputs}
    return {name: value for name, value in checked.items() if value is not None}


def has_content(text: str) -> bool:
    """Whether anything in it can be seen: white space and format characters don't count."""
    return any(unicodedata.category(c) not in {"Cf", "Cc"} and not c.isspace() for c in text)


def _checked(each: Input, values: Mapping[str, object], *, has_material: bool) -> str | None:
    needed = each.needed(has_material=has_material)
    if values.get(each.id) is None:
        if needed:
            raise InvalidValue(each.id, "missing")
        return None
    text = _text(each, values[each.id])
    if not has_content(text):
        if needed:
            raise InvalidValue(each.id, "empty")
        return None
    if len(text) > each.max_chars:
        raise InvalidValue(each.id, "too_long", limit=each.max_chars)
    return _typed(each, text.strip())


def _text(each: Input, value: object) -> str:
    if isinstance(value, str):
        return value
    if each.kind == "boolean" and isinstance(value, bool):
        return str(value).lower()
    numeric = each.kind in {"integer", "number"} and isinstance(value, int | float)
    if numeric and not isinstance(value, bool):
        return str(value)
    if each.kind == "array" and isinstance(value, list):
        return "\n".join(_item(each, item) for item in value)
    raise InvalidValue(each.id, "wrong_type")


def _item(each: Input, item: object) -> str:
    if not isinstance(item, str):
        raise InvalidValue(each.id, "wrong_type")
    return item


def _typed(each: Input, text: str) -> str:
    """Text that fits the field's kind; digits and words of choice may be full-width."""
    plain = unicodedata.normalize("NFKC", text)
    match each.kind:
        case "integer" | "number":
            return _number(each, plain.replace(",", ""))
        case "boolean" if plain.casefold() in _TRUTH:
            return _TRUTH[plain.casefold()]
        case "boolean":
            raise InvalidValue(each.id, "wrong_type")
        case "enum" if text not in each.choices:
            raise InvalidValue(each.id, "not_one_of")
    return text


def _number(each: Input, text: str) -> str:
    try:
        int(text) if each.kind == "integer" else float(text)
    except ValueError:
        raise InvalidValue(each.id, "wrong_type") from None
    return text
