"""Picoschema becomes the JSON Schema that its reference describes, or is refused by key."""

import pytest

from prompts.picoschema import SchemaError, to_json_schema


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        pytest.param("a", "string", {"type": "string"}, id="scalar"),
        pytest.param(
            "a", "integer, how many", {"type": "integer", "description": "how many"}, id="described"
        ),
        pytest.param(
            "a(array, tags)",
            "string",
            {"type": "array", "items": {"type": "string"}, "description": "tags"},
            id="array",
        ),
        pytest.param(
            "a(enum, how)",
            ["x", "y"],
            {"type": "string", "enum": ["x", "y"], "description": "how"},
            id="enum",
        ),
    ],
)
def test_property_becomes_json_schema(key: str, value: object, expected: object) -> None:
    assert to_json_schema({key: value})["properties"] == {"a": expected}


def test_question_mark_makes_a_property_optional() -> None:
    assert to_json_schema({"a": "string", "b?": "string"})["required"] == ["a"]


def test_nested_object_refuses_unknown_keys_too() -> None:
    schema = to_json_schema({"who(object)": {"name": "string"}})
    inner = schema["properties"]["who"]  # type: ignore[index]
    assert inner["additionalProperties"] is False


def test_json_schema_is_taken_as_it_is() -> None:
    given = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert to_json_schema(given) == given


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        pytest.param({"a": "text"}, "schema.a", id="unknown type"),
        pytest.param({"(*)": "string"}, "schema.(*)", id="wildcard"),
        pytest.param({"a(enum)": "x"}, "schema.a", id="enum without a list"),
        pytest.param({"a": "string", "a?": "string"}, "schema.a", id="twice"),
        pytest.param({"a(object)": {"b": 1}}, "schema.a.b", id="wrong inside an object"),
        pytest.param({}, "schema", id="nothing"),
        pytest.param({"properties": {}, "type": "thing"}, "schema", id="invalid JSON Schema"),
    ],
)
def test_wrong_schema_is_refused_by_its_key(schema: object, place: str) -> None:
    with pytest.raises(SchemaError) as refused:
        to_json_schema(schema)
    assert refused.value.key == place
