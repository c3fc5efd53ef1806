"""What a person may do with a sign-off. Nothing here knows a state: see states.py for that."""

from collections.abc import Collection
from contextlib import suppress

from bot.errors import Refused
from bot.records import Draft, Person, SignOff
from guards.access import includes
from guards.rulebook import Rulebook
from guards.sections import Destination, Route


def check_vote(person: Person, signoff: SignOff, route: Route, rulebook: Rulebook) -> None:
    """Raises Refused unless `person` may answer: a full member, named, who didn't touch the text.

    Codes, in this order: reviewer_guest, own_request, touched_text, not_reviewer.
    """
    rule = f"routes.{signoff.route}"
    if _outsider(person, team=signoff.place.team):
        raise Refused("reviewer_guest", rule=rule)
    if person.id == signoff.requester:
        raise Refused("own_request", rule=rule)
    if person.id in signoff.touched_by:
        raise Refused("touched_text", rule=rule)
    if not includes(route.reviewers, person, rulebook):
        raise Refused("not_reviewer", rule=rule)


def can_vote(person: Person, signoff: SignOff, route: Route, rulebook: Rulebook) -> bool:
    """check_vote, for greying a button."""
    try:
        check_vote(person, signoff, route, rulebook)
    except Refused:
        return False
    return True


def check_submit(person: Person, draft: Draft) -> None:
    """Raises Refused unless `person` asked for this draft or worked on it.

    Codes: guest, stranger, bot (a deactivated person counts as a stranger), not_your_draft.
    """
    if person.bot:
        raise Refused("bot")
    if person.stranger or person.deactivated or person.team != draft.place.team:
        raise Refused("stranger")
    if person.guest:
        raise Refused("guest")
    if person.id != draft.requester and person.id not in draft.touched_by:
        raise Refused("not_your_draft")


def check_destination(name: str, *, offered: Collection[str], rulebook: Rulebook) -> Destination:
    """The destination of that name. `offered` are names or kinds that the template may go to.

    Raises Refused: unknown_destination (also where its route is missing) or
    destination_not_for_template.
    """
    rule = f"destinations.{name}"
    destination = rulebook.destinations.get(name)
    if destination is None or destination.route not in rulebook.routes:
        raise Refused("unknown_destination", rule=rule)
    if name not in offered and destination.kind not in offered:
        raise Refused("destination_not_for_template", rule=rule)
    return destination


def destinations_for(offered: Collection[str], rulebook: Rulebook) -> tuple[str, ...]:
    """The names of the destinations to choose from, in the rulebook's order, for a menu."""
    names = []
    for name in rulebook.destinations:
        with suppress(Refused):
            check_destination(name, offered=offered, rulebook=rulebook)
            names.append(name)
    return tuple(names)


def _outsider(person: Person, *, team: str) -> bool:
    away = person.guest or person.stranger or person.deactivated or person.bot
    return away or person.team != team
