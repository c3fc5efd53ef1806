"""An answer is read as exactly the sections asked for, or it is unusable."""

import json

import pytest

from prompts.answer import SectionSpec, read, schema_of
from prompts.errors import UnusableAnswer

SPECS = (SectionSpec("a", "A", "first", 20), SectionSpec("b", "B", "second", 20))


def test_sections_come_in_the_templates_order() -> None:
    sections = read(SPECS, '{"b": "two", "a": " one "}')
    assert [(s.id, s.title, s.body) for s in sections] == [("a", "A", "one"), ("b", "B", "two")]


def test_code_fence_around_the_json_is_tolerated() -> None:
    assert read(SPECS, '```json\n{"a": "one", "b": "two"}\n```\n')[0].body == "one"


def test_list_of_texts_becomes_bullets() -> None:
    assert read(SPECS, '{"a": ["x", "y"], "b": "two"}')[0].body == "- x\n- y"


@pytest.mark.parametrize(
    ("text", "code", "section"),
    [
        pytest.param("Sure! Here it is", "not_json", "", id="prose"),
        pytest.param("", "not_json", "", id="nothing"),
        pytest.param('{"a": "one"', "not_json", "", id="cut off"),
        pytest.param("[" * 100_000, "not_json", "", id="too deep"),
        pytest.param('{"a": "one", "a": "other", "b": "two"}', "not_json", "", id="key twice"),
        pytest.param('["one"]', "not_object", "", id="a list"),
        pytest.param('{"a": "one"}', "missing_section", "b", id="missing"),
        pytest.param('{"a": "one", "b": " \\u200b"}', "empty_section", "b", id="empty"),
        pytest.param('{"a": "one", "b": []}', "empty_section", "b", id="empty list"),
        pytest.param('{"a": "one", "b": "two", "c": "x"}', "unknown_section", "", id="unknown"),
        pytest.param('{"a": 1, "b": "two"}', "wrong_type", "a", id="a number"),
        pytest.param(json.dumps({"a": "x" * 21, "b": "two"}), "too_long", "a", id="too long"),
    ],
)
def test_unusable_answer_says_what_and_where(text: str, code: str, section: str) -> None:
    with pytest.raises(UnusableAnswer) as refused:
        read(SPECS, text)
    assert (refused.value.code, refused.value.section) == (code, section)


def test_schema_is_strict() -> None:
    schema = schema_of(SPECS)
    assert schema["required"] == ["a", "b"]
    assert schema["additionalProperties"] is False


def test_section_never_shows_its_text_in_a_repr() -> None:
    assert "canary" not in repr(read(SPECS, '{"a": "canary", "b": "two"}'))
