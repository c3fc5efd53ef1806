"""A rule that can never decide anything is said, and one that can is not."""

from typing import Any

import pytest

from guards.reach import unreachable
from guards.rulebook import DEFAULT, load, parse

EVERYONE = {"everyone": True}


def rule(rule_id: str, **changes: Any) -> dict[str, Any]:
    told = {"id": rule_id, "channels": ["C1"], "templates": ["summary"], "who": EVERYONE}
    return told | changes


def said(**rulebook: Any) -> list[str]:
    return [words.en for words in unreachable(parse(rulebook, name="r.yaml"))]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param(rule("a"), rule("b"), id="the same"),
        pytest.param(rule("a", templates=["*"]), rule("b"), id="every template"),
        pytest.param(rule("a", channels=["*"]), rule("b"), id="every channel"),
        pytest.param(rule("a"), rule("b", who={"people": ["U1"]}), id="everyone"),
        pytest.param(
            rule("a", who={"people": ["U1", "U2"]}), rule("b", who={"people": ["U2"]}), id="more"
        ),
    ],
)
def test_a_rule_that_an_earlier_one_covers_is_named(
    earlier: dict[str, Any], later: dict[str, Any]
) -> None:
    assert said(access={"rules": [earlier, later]}) == [
        "access.rules.b: never decides, a allows all of it"
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "guests"),
    [
        pytest.param(rule("a", channels=["*"]), rule("b", channels=["dm"]), "refuse", id="dm"),
        pytest.param(rule("a"), rule("b", templates=["*"]), "refuse", id="more templates"),
        pytest.param(rule("a", who={"groups": ["S1"]}), rule("b"), "refuse", id="more people"),
        pytest.param(rule("a"), rule("b", who={"people": ["U1"]}), "allow", id="perhaps a guest"),
    ],
)
def test_a_rule_that_allows_more_is_not_named(
    earlier: dict[str, Any], later: dict[str, Any], guests: str
) -> None:
    assert said(access={"rules": [earlier, later], "guests": guests}) == []


@pytest.mark.parametrize("empty", ["channels", "templates"])
def test_a_rule_without_a_channel_or_template_is_named(empty: str) -> None:
    assert len(said(access={"rules": [rule("a", **{empty: []})]})) == 1


def test_roles_and_routes_that_nothing_uses_are_named() -> None:
    route = {"review_channel": "C9", "reviewers": {"people": ["U1"]}}
    assert said(roles={"editor": {"people": ["U1"]}}, routes={"press": route}) == [
        "roles.editor: no rule uses it",
        "routes.press: no destination uses it",
    ]


def test_a_route_that_asks_for_more_signatures_than_people_is_named() -> None:
    route = {"review_channel": "C9", "reviewers": {"people": ["U1"]}, "quorum": 2}
    site = {"kind": "site", "title": {"ja": "ブログ", "en": "Blog"}, "route": "press"}
    found = said(routes={"press": route}, destinations={"blog": site})
    assert found == ["routes.press: needs 2 signatures, but names 1 people"]


def test_the_rulebook_that_comes_with_ringi_has_none() -> None:
    assert unreachable(load(DEFAULT)) == []
