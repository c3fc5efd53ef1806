"""Who may answer, who may ask: the whole table."""

import itertools

import pytest

from bot.errors import Refused
from bot.records import Draft, Person, SignOff
from bot.signoff.rights import (
    can_vote,
    check_destination,
    check_submit,
    check_vote,
    destinations_for,
)
from guards.rulebook import Rulebook
from tests.unit.signoff.house import RULEBOOK, draft_of, person, signoff_of

OUTSIDE: dict[str, dict[str, bool | str]] = {
    "member": {},
    "guest": {"guest": True},
    "stranger": {"stranger": True},
    "bot": {"bot": True},
    "deactivated": {"deactivated": True},
    "other-team": {"team": "T9"},
}
PART = {
    "requester": ("U0ASK", "own_request"),
    "toucher": ("U0EDIT", "touched_text"),
    "nobody": ("U0NOBODY", "not_reviewer"),
    "reviewer": ("U0RITA", ""),
}


@pytest.mark.parametrize(
    ("kind", "part"), list(itertools.product(OUTSIDE, PART)), ids=lambda part: part
)
def test_who_may_vote(kind: str, part: str) -> None:
    """Only a full member who is named as a reviewer and has nothing to do with the text."""
    person_id, code = PART[part]
    voter = person(person_id, **OUTSIDE[kind])
    expected = code if kind == "member" else "reviewer_guest"
    route = RULEBOOK.routes["open"]
    assert can_vote(voter, signoff_of(), route, RULEBOOK) is (expected == "")
    if expected:
        with pytest.raises(Refused) as refused:
            check_vote(voter, signoff_of(), route, RULEBOOK)
        assert (refused.value.code, refused.value.rule) == (expected, "routes.open")


@pytest.mark.parametrize(
    ("voter", "signoff", "code"),
    [
        pytest.param(person("U0ASK"), signoff_of(touched_by=()), "own_request", id="untouched-own"),
        pytest.param(
            person("U0RITA"), signoff_of(touched_by=("U0RITA",)), "touched_text", id="by-a-wish"
        ),
    ],
)
def test_being_a_reviewer_does_not_help_with_ones_own_text(
    voter: Person, signoff: SignOff, code: str
) -> None:
    """A requester named as a reviewer still may not sign."""
    with pytest.raises(Refused) as refused:
        check_vote(voter, signoff, RULEBOOK.routes["open"], RULEBOOK)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("asker", "code"),
    [
        pytest.param(person("U0ASK"), "", id="requester"),
        pytest.param(person("U0EDIT"), "", id="toucher"),
        pytest.param(person("U0RITA"), "not_your_draft", id="somebody-else"),
        pytest.param(person("U0ASK", guest=True), "guest", id="guest"),
        pytest.param(person("U0ASK", stranger=True), "stranger", id="stranger"),
        pytest.param(person("U0ASK", team="T9"), "stranger", id="other-team"),
        pytest.param(person("U0ASK", deactivated=True), "stranger", id="deactivated"),
        pytest.param(person("U0ASK", bot=True), "bot", id="bot"),
    ],
)
def test_who_may_submit(asker: Person, code: str) -> None:
    """A draft is submitted by somebody who worked on it."""
    draft: Draft = draft_of()
    if not code:
        check_submit(asker, draft)
        return
    with pytest.raises(Refused) as refused:
        check_submit(asker, draft)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "offered", "code"),
    [
        pytest.param("site", ("site",), "", id="by-name"),
        pytest.param("hook", ("webhook",), "", id="by-kind"),
        pytest.param("hook", ("site",), "destination_not_for_template", id="not-for-template"),
        pytest.param("hook", (), "destination_not_for_template", id="template-goes-nowhere"),
        pytest.param("blog", ("blog",), "unknown_destination", id="not-in-the-rulebook"),
    ],
)
def test_where_a_draft_may_go(name: str, offered: tuple[str, ...], code: str) -> None:
    """The rulebook and the template both have to know the destination."""
    if not code:
        found = check_destination(name, offered=offered, rulebook=RULEBOOK)
        assert found is RULEBOOK.destinations[name]
        return
    with pytest.raises(Refused) as refused:
        check_destination(name, offered=offered, rulebook=RULEBOOK)
    assert (refused.value.code, refused.value.rule) == (code, f"destinations.{name}")


def test_destination_without_its_route_does_not_exist() -> None:
    """Nobody could sign for it."""
    routeless = Rulebook.model_construct(destinations=RULEBOOK.destinations, routes={})
    with pytest.raises(Refused) as refused:
        check_destination("site", offered=("site",), rulebook=routeless)
    assert refused.value.code == "unknown_destination"


def test_menu_holds_what_would_be_taken() -> None:
    """In the rulebook's order."""
    assert destinations_for(("webhook",), RULEBOOK) == ("hook",)
    assert destinations_for(("site",), RULEBOOK) == ("site", "lost")
