"""App Home, for the person who opens it: what they can ask, asked, and have to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.records import SignOff
from bot.slack import actions as ids
from bot.slack.blocks.base import (
    Block,
    View,
    actions,
    at,
    button,
    context,
    divider,
    header,
    section,
)
from bot.slack.blocks.card import outcome
from bot.slack.blocks.refusal import contact_text
from bot.slack.markup import escape
from bot.slack.words import Words
from guards.rulebook import Rulebook
from guards.sections import AccessRule
from prompts.template import Template


@dataclass(frozen=True, slots=True)
class HomeOf:
    """What one person sees. `queue` is None for somebody who reviews nothing."""

    templates: tuple[Template, ...]
    mine: Sequence[SignOff]
    queue: Sequence[SignOff] | None
    admin: bool
    titles: Mapping[str, str] = field(default_factory=dict, repr=False)  # by sign-off id


def home_view(home: HomeOf, words: Words, *, rulebook: Rulebook) -> View:
    """Reviewers see their queue first, oldest first; everybody sees how to ask."""
    blocks: list[Block] = []
    if home.queue is not None:
        blocks += _queue(home, words, rulebook)
    blocks += _ask(home.templates, words)
    blocks += _mine(home, words, rulebook)
    if home.admin:
        blocks += _rules(words, rulebook)
    contact = contact_text(rulebook.contact, words)
    blocks.append(context(words("home-ai") + " · " + words("refusal-ask", contact=contact)))
    return {"type": "home", "blocks": blocks[:100]}


def _ask(templates: tuple[Template, ...], words: Words) -> list[Block]:
    head = header(words("home-ask"))
    if not templates:
        return [head, section(words("nothing-allowed"))]
    buttons = [
        button(each.title, f"{ids.FORM}:{each.id}", {"t": each.id}) for each in templates[:20]
    ]
    return [head, section(words("home-ask-how")), actions(*buttons)]


def _mine(home: HomeOf, words: Words, rulebook: Rulebook) -> list[Block]:
    head = [divider(), header(words("home-mine"))]
    if not home.mine:
        return [*head, section(words("home-mine-empty"))]
    return [*head, *(section(_line(each, words, home, rulebook)) for each in home.mine[:10])]


def _queue(home: HomeOf, words: Words, rulebook: Rulebook) -> list[Block]:
    head = header(words("home-queue"))
    if not home.queue:
        return [head, section(words("home-queue-empty")), divider()]
    lines = (section(_waiting(each, words, home, rulebook)) for each in home.queue[:20])
    return [head, *lines, divider()]


def _waiting(signoff: SignOff, words: Words, home: HomeOf, rulebook: Rulebook) -> str:
    return _titled(signoff, home) + words(
        "home-waiting",
        destination=destination_title(signoff.destination, words, rulebook),
        requester=f"<@{signoff.requester}>",
        since=at(signoff.created_at),
        until=at(signoff.expires_at),
        where=f"<#{signoff.card_channel}>" if signoff.card_channel else "—",
    )


def _titled(signoff: SignOff, home: HomeOf) -> str:
    title = home.titles.get(signoff.id, "")
    return f"*{escape(title)}*\n" if title else ""


def _line(signoff: SignOff, words: Words, home: HomeOf, rulebook: Rulebook) -> str:
    where = destination_title(signoff.destination, words, rulebook)
    return (
        _titled(signoff, home)
        + f"{escape(where)} · {outcome(signoff, words)} · `{signoff.request_id}`"
    )


def destination_title(name: str, words: Words, rulebook: Rulebook) -> str:
    """The rulebook's title; the bare name where a rulebook of today no longer has it."""
    destination = rulebook.destinations.get(name)
    return destination.title.in_(words.locale) if destination else name


def _rules(words: Words, rulebook: Rulebook) -> list[Block]:
    rules = [_rule(rule, words) for rule in rulebook.access.rules[:15]]
    places = [_destination(name, words, rulebook) for name in list(rulebook.destinations)[:15]]
    return [
        divider(),
        header(words("home-rules")),
        section(words("home-rules-revision", revision=rulebook.revision)),
        section(words("home-rules-access") + "\n" + ("\n".join(rules) or "—")),
        section(words("home-rules-destinations") + "\n" + ("\n".join(places) or "—")),
    ]


def _rule(rule: AccessRule, words: Words) -> str:
    who = [f"<@{p}>" for p in rule.who.people] + [f"<!subteam^{g}>" for g in rule.who.groups]
    who += [escape(role) for role in rule.who.roles]
    return words(
        "home-rule",
        templates=words.listed(_template(each, words) for each in rule.templates),
        channels=words.listed(_channel(each, words) for each in rule.channels),
        who=words("home-everyone") if rule.who.everyone else words.listed(who),
        rule=escape(rule.id),
    )


def _destination(name: str, words: Words, rulebook: Rulebook) -> str:
    destination = rulebook.destinations[name]
    route = rulebook.routes[destination.route]
    return words(
        "home-destination",
        title=escape(destination.title.in_(words.locale)),
        channel=f"<#{route.review_channel}>",
        quorum=route.quorum,
        hours=int(route.expires_hours),
        destination=escape(name),
    )


def _template(template: str, words: Words) -> str:
    return words("home-all-templates") if template == "*" else f"`{escape(template)}`"


def _channel(channel: str, words: Words) -> str:
    match channel:
        case "dm":
            return words("home-direct")
        case "*":
            return words("home-any-channel")
    return f"<#{channel}>"
