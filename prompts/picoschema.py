"""Picoschema, the compact schema of dotprompt's front matter, as JSON Schema.

Understood: scalars with `type, description`; `name?` for optional; `name(array, …)`,
`name(object, …)`, `name(enum, …)`. A mapping with `type` and `properties` is JSON Schema already.
Wildcards are refused: unknown keys are never welcome here.
Source: https://google.github.io/dotprompt/reference/picoschema
"""

import re
from collections.abc import Mapping

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError as JsonSchemaError

JsonSchema = dict[str, object]

_SCALARS = frozenset({"string", "integer", "number", "boolean"})
_KEY = re.compile(r"(?P<name>\w+)(?P<optional>\?)?(?:\((?P<kind>\w+)(?:,\s*(?P<about>.*))?\))?")


class SchemaError(ValueError):
    """The schema can't be used; `key` is the place of what is wrong."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key = key
        self.problem = problem


def to_json_schema(schema: object, *, key: str = "schema") -> JsonSchema:
    """The JSON Schema of an object written in Picoschema (or JSON Schema). Raises SchemaError."""
    if not isinstance(schema, Mapping) or not schema:
        raise SchemaError(key, "must be a mapping of names to types")
    if isinstance(schema.get("properties"), Mapping):
        return _checked(dict(schema), key)
    return _object(schema, key)


def _checked(schema: JsonSchema, key: str) -> JsonSchema:
    try:
        Draft202012Validator.check_schema(schema)
    except JsonSchemaError as error:
        raise SchemaError(key, f"is not valid JSON Schema ({error.validator})") from error
    return schema


def _object(fields: Mapping[object, object], key: str) -> JsonSchema:
    properties: dict[str, JsonSchema] = {}
    required: list[str] = []
    for raw, value in fields.items():
        match = _KEY.fullmatch(str(raw))
        if match is None:
            raise SchemaError(f"{key}.{raw}", "is not a Picoschema name")
        name = match["name"]
        if name in properties:
            raise SchemaError(f"{key}.{name}", "is there twice")
        properties[name] = _property(match["kind"], match["about"], value, f"{key}.{name}")
        if not match["optional"]:
            required.append(name)
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _property(kind: str | None, about: str | None, value: object, key: str) -> JsonSchema:
    found = _typed(kind, value, key)
    return {**found, "description": about.strip()} if about else found


def _typed(kind: str | None, value: object, key: str) -> JsonSchema:
    match kind:
        case None:
            return _scalar(value, key)
        case "array":
            return {"type": "array", "items": _item(value, key)}
        case "object" if isinstance(value, Mapping):
            return _object(value, key)
        case "enum" if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            return {"type": "string", "enum": list(value)}
    raise SchemaError(key, f"({kind}) does not fit its value")


def _item(value: object, key: str) -> JsonSchema:
    return _object(value, key) if isinstance(value, Mapping) else _scalar(value, key)


def _scalar(value: object, key: str) -> JsonSchema:
    kind, _, about = str(value).partition(",")
    if not isinstance(value, str) or kind.strip() not in _SCALARS:
        raise SchemaError(key, f"must be one of {', '.join(sorted(_SCALARS))}")
    found: JsonSchema = {"type": kind.strip()}
    return {**found, "description": about.strip()} if about.strip() else found
