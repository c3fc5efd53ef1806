"""Values are cleaned, or refused with the field's name and what is wrong."""

import pytest

from prompts.errors import InvalidValue
from prompts.values import Input, Kind, check


def _input(
    name: str = "a",
    kind: Kind = "string",
    *,
    required: bool = True,
    material: bool = False,
    choices: tuple[str, ...] = (),
) -> Input:
    return Input(name, kind, name, "", required, False, material, 10, choices)


@pytest.mark.parametrize(
    ("field", "values", "code"),
    [
        pytest.param(_input(), {}, "missing", id="missing"),
        pytest.param(_input(), {"a": None}, "missing", id="none"),
        pytest.param(_input(), {"a": " \n"}, "empty", id="blank"),
        pytest.param(_input(), {"a": "\u200b\u2060"}, "empty", id="only invisible characters"),
        pytest.param(_input(), {"a": "x" * 11}, "too_long", id="too long"),
        pytest.param(_input(), {"a": "x", "b": "y"}, "unknown_field", id="unknown field"),
        pytest.param(_input(), {"a": 3}, "wrong_type", id="number for text"),
        pytest.param(_input(kind="integer"), {"a": "1.5"}, "wrong_type", id="not whole"),
        pytest.param(_input(kind="number"), {"a": "many"}, "wrong_type", id="not a number"),
        pytest.param(_input(kind="boolean"), {"a": "maybe"}, "wrong_type", id="neither"),
        pytest.param(_input(kind="array"), {"a": ["x", 1]}, "wrong_type", id="list of other"),
        pytest.param(_input(kind="enum", choices=("x",)), {"a": "y"}, "not_one_of", id="choice"),
    ],
)
def test_unusable_value_names_its_field(field: Input, values: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check([field], values, has_material=False)
    assert refused.value.code == code
    assert refused.value.field == ("b" if code == "unknown_field" else "a")


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        pytest.param(_input(), "  x ", "x", id="trimmed"),
        pytest.param(_input(kind="integer"), "１，２００", "1200", id="full-width digits"),
        pytest.param(_input(kind="integer"), 7, "7", id="a number"),
        pytest.param(_input(kind="number"), 0.5, "0.5", id="a fraction"),
        pytest.param(_input(kind="boolean"), True, "true", id="a truth"),
        pytest.param(_input(kind="boolean"), "No", "false", id="a word"),
        pytest.param(_input(kind="array"), ["x", "y"], "x\ny", id="a list"),
        pytest.param(_input(kind="enum", choices=("x",)), "x", "x", id="a choice"),
    ],
)
def test_usable_value_becomes_clean_text(field: Input, value: object, expected: str) -> None:
    assert check([field], {"a": value}, has_material=False) == {"a": expected}


def test_empty_optional_value_is_left_out() -> None:
    assert check([_input(required=False)], {"a": " "}, has_material=False) == {}


def test_gathered_material_stands_for_its_own_field() -> None:
    assert check([_input(material=True)], {}, has_material=True) == {}


def test_error_never_holds_the_value() -> None:
    with pytest.raises(InvalidValue) as refused:
        check([_input()], {"a": "canary" * 10}, has_material=False)
    assert "canary" not in str(refused.value)
