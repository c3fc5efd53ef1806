"""Rules of a rulebook that can never decide anything: not wrong, but not what somebody meant."""

from collections.abc import Iterator

from guards.access import ANY, DIRECT
from guards.rulebook import Rulebook
from guards.sections import Access, AccessRule, Route, Who, Words


def unreachable(rulebook: Rulebook) -> list[Words]:
    """One sentence for each rule, role and route that nothing can reach."""
    return [*_covered(rulebook.access), *_unused_roles(rulebook), *_routes(rulebook)]


def _covered(access: Access) -> Iterator[Words]:
    guests = access.guests == "allow"
    for place, rule in enumerate(access.rules):
        for earlier in access.rules[:place]:
            if _covers(earlier, rule, guests=guests):
                yield Words(
                    ja=f"access.rules.{rule.id}: {earlier.id} がすべて許可済みで、効きません。",
                    en=f"access.rules.{rule.id}: never decides, {earlier.id} allows all of it",
                )
                break
        if not rule.channels or not rule.templates:
            yield Words(
                ja=f"access.rules.{rule.id}: channels か templates が空のため、効きません。",
                en=f"access.rules.{rule.id}: never decides, it names no channel or no template",
            )


def _covers(wide: AccessRule, narrow: AccessRule, *, guests: bool) -> bool:
    channels = set(narrow.channels) - set(wide.channels)
    if ANY in wide.channels:
        channels &= {DIRECT}  # '*' is any channel, but never a direct message
    templates = () if ANY in wide.templates else set(narrow.templates) - set(wide.templates)
    return not channels and not templates and _includes(wide.who, narrow.who, guests=guests)


def _includes(wide: Who, narrow: Who, *, guests: bool) -> bool:
    """Whether whoever `narrow` names is named by `wide`; `everyone` there never means a guest."""
    if wide.everyone and not guests:
        return True
    if narrow.everyone:
        return wide.everyone
    return all(
        set(getattr(narrow, way)) <= set(getattr(wide, way))
        for way in ("people", "groups", "roles")
    )


def _unused_roles(rulebook: Rulebook) -> Iterator[Words]:
    used = {role for rule in rulebook.access.rules for role in rule.who.roles}
    used |= {role for route in rulebook.routes.values() for role in route.reviewers.roles}
    for role in rulebook.roles:
        if role not in used and role != "admin":
            yield Words(
                ja=f"roles.{role}: どの規則にも使われていません。",
                en=f"roles.{role}: no rule uses it",
            )


def _routes(rulebook: Rulebook) -> Iterator[Words]:
    used = {destination.route for destination in rulebook.destinations.values()}
    for name, route in rulebook.routes.items():
        if name not in used:
            yield Words(
                ja=f"routes.{name}: どの公開先にも使われていません。",
                en=f"routes.{name}: no destination uses it",
            )
        most = _most_reviewers(rulebook, route)
        if most is not None and most < route.quorum:
            yield Words(
                ja=f"routes.{name}: 承認者が {most} 人で、{route.quorum} 人に足りません。",
                en=f"routes.{name}: needs {route.quorum} signatures, but names {most} people",
            )


def _most_reviewers(rulebook: Rulebook, route: Route) -> int | None:
    """How many people may sign at most; None where groups or everyone decide that."""
    whos = [route.reviewers, *(rulebook.roles[role] for role in route.reviewers.roles)]
    if any(who.everyone or who.groups for who in whos):
        return None
    return len({person for who in whos for person in who.people})
