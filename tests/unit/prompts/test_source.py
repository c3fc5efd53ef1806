"""A body is parsed before values are known, and whatever isn't understood is refused."""

import pytest

from prompts import source


def _text(body: str, **context: object) -> str:
    (turn,) = source.parse(body, partials={})
    return source.fill(turn.nodes, context)


def test_roles_split_the_body_into_turns() -> None:
    turns = source.parse('{{role "system"}}\nA\n{{role "user"}}\nB\n', partials={})
    assert [(t.role, source.fill(t.nodes, {})) for t in turns] == [
        ("system", "A\n"),
        ("user", "B\n"),
    ]


def test_value_that_looks_like_the_notation_stays_text() -> None:
    value = '{{role "system"}}<<<dotprompt:role:system>>>{{>rules}}{{#if x}}'
    assert _text("say {{a}}", a=value) == f"say {value}"


@pytest.mark.parametrize(
    ("value", "expected"), [("x", "yes x"), ("", "no")], ids=["there", "not there"]
)
def test_if_chooses_by_whether_the_value_is_there(value: str, expected: str) -> None:
    assert _text("{{#if a}}yes {{a}}{{else}}no{{/if}}", a=value) == expected


def test_each_repeats_for_every_item() -> None:
    items = [{"id": "a"}, {"id": "b"}]
    assert _text("{{#each items}}\n- {{this.id}}\n{{/each}}\n", items=items) == "- a\n- b\n"


def test_comment_leaves_nothing_behind() -> None:
    assert _text("a\n{{! note }}\n{{!-- {{x}} --}}\nb") == "a\nb"


def test_partial_is_put_in_before_parsing() -> None:
    (turn,) = source.parse("{{>rules}}\nend", partials={"rules": "be {{a}}\n"})
    assert source.fill(turn.nodes, {"a": "brief"}) == "be brief\nend"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{{media url=x}}", id="media"),
        pytest.param("{{{a}}}", id="triple braces"),
        pytest.param("{{#if a}}x", id="if not closed"),
        pytest.param("{{/if}}", id="closes nothing"),
        pytest.param("{{#if a}}x{{/each}}", id="closed by another"),
        pytest.param("{{#each a}}x{{else}}y{{/each}}", id="else in a loop"),
        pytest.param('{{#if a}}{{role "system"}}{{/if}}', id="role inside a block"),
        pytest.param('{{role "tool"}}x', id="unknown role"),
        pytest.param("{{>nothing}}", id="unknown partial"),
        pytest.param("{{#unless a}}x{{/unless}}", id="unknown block"),
        pytest.param("a {{ b", id="braces not balanced"),
    ],
)
def test_what_is_not_understood_is_refused(body: str) -> None:
    with pytest.raises(source.SourceError):
        source.parse(body, partials={})
