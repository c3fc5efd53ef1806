"""Who may ask what, where; which pages may be read; where a text may go. Unknown means no.

Pure functions over the rulebook: they read nothing and remember nothing.
"""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from guards.rulebook import Rulebook
from guards.sections import AccessRule, Destination, Who

DIRECT = "dm"
ANY = "*"


class AccessDenied(Exception):
    """The rulebook says no: `code` picks the words, `rule` is the rule or setting that decided."""

    def __init__(self, code: str, *, rule: str) -> None:
        super().__init__(code)
        self.code = code
        self.rule = rule


class Subject(Protocol):
    """A person (or app) as the workspace knows them."""

    @property
    def id(self) -> str: ...

    @property
    def groups(self) -> frozenset[str]:
        """Ids of the user groups they are in."""

    @property
    def guest(self) -> bool: ...

    @property
    def stranger(self) -> bool:
        """Whether they belong to another organisation."""

    @property
    def bot(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Allowed:
    """The rulebook says yes, and this is the rule that said so."""

    rule: str


def includes(who: Who, subject: Subject, rulebook: Rulebook) -> bool:
    """Whether `who` names this subject: by id, group or role, or as one of `everyone`."""
    full_member = not (subject.guest or subject.stranger or subject.bot)
    return (
        subject.id in who.people
        or not subject.groups.isdisjoint(who.groups)
        or (who.everyone and full_member)
        or any(includes(rulebook.roles[role], subject, rulebook) for role in who.roles)
    )


def roles_of(subject: Subject, rulebook: Rulebook) -> frozenset[str]:
    """The names of every role this subject has."""
    return frozenset(
        role for role, who in rulebook.roles.items() if includes(who, subject, rulebook)
    )


def check_access(
    rulebook: Rulebook,
    subject: Subject,
    *,
    channel: str,
    is_dm: bool,
    external: bool | None,
    template: str,
) -> Allowed:
    """Raise AccessDenied unless this subject may use this template in this channel.

    `external` is whether outsiders can read the channel; None means that it could not be read,
    and is refused. A rule's '*' is any channel, but never a direct message: that is 'dm'.
    """
    _check_kind_of_subject(rulebook, subject)
    _check_outsiders(rulebook, external=external)
    here = DIRECT if is_dm else channel
    rules = [rule for rule in rulebook.access.rules if _names_channel(rule, here, is_dm=is_dm)]
    if not rules:
        raise AccessDenied("channel_unknown", rule="access.rules")
    offering = [rule for rule in rules if ANY in rule.templates or template in rule.templates]
    if not offering:
        raise AccessDenied("template_not_here", rule=f"access.{rules[0].id}")
    for rule in offering:
        if includes(rule.who, subject, rulebook):
            return Allowed(f"access.{rule.id}")
    raise AccessDenied("person_not_allowed", rule=f"access.{offering[0].id}")


def templates_for(
    rulebook: Rulebook, subject: Subject, *, channel: str, is_dm: bool, external: bool | None
) -> frozenset[str]:
    """The template ids that this subject may use here; '*' among them means every template."""
    named = {template for rule in rulebook.access.rules for template in rule.templates}

    def allowed(template: str) -> bool:
        try:
            check_access(
                rulebook,
                subject,
                channel=channel,
                is_dm=is_dm,
                external=external,
                template=template,
            )
        except AccessDenied:
            return False
        return True

    return frozenset(template for template in named if allowed(template))


def check_page_host(rulebook: Rulebook, url: str) -> Allowed:
    """Raise AccessDenied unless the host of `url` is on the list; '*.host' names its subdomains."""
    host = _host(url)
    for entry in rulebook.access.page_hosts:
        listed = entry.lower().rstrip(".")
        if host and (host == listed or (listed[:2] == "*." and host.endswith(listed[1:]))):
            return Allowed(f"access.page_hosts.{listed}")
    raise AccessDenied("page_host", rule="access.page_hosts")


def check_destination(rulebook: Rulebook, destination: str) -> Destination:
    """The destination of that name; raises AccessDenied when the rulebook has none."""
    try:
        return rulebook.destinations[destination]
    except KeyError:
        raise AccessDenied("destination_unknown", rule="destinations") from None


def _check_kind_of_subject(rulebook: Rulebook, subject: Subject) -> None:
    if subject.bot:
        raise AccessDenied("bot", rule="access.bots")
    if subject.stranger:
        raise AccessDenied("stranger", rule="access.strangers")
    if subject.guest and rulebook.access.guests == "refuse":
        raise AccessDenied("guest", rule="access.guests")


def _check_outsiders(rulebook: Rulebook, *, external: bool | None) -> None:
    if external is None:
        raise AccessDenied("external_channel", rule="access.external_channels.unreadable")
    if external and rulebook.access.external_channels == "refuse":
        raise AccessDenied("external_channel", rule="access.external_channels")


def _names_channel(rule: AccessRule, here: str, *, is_dm: bool) -> bool:
    return here in rule.channels or (ANY in rule.channels and not is_dm)


def _host(url: str) -> str:
    """The lower-case ASCII host of an http(s) URL, or '' when there is none to be trusted."""
    try:
        parts = urlsplit(url.strip())
        if parts.scheme not in ("http", "https") or parts.username is not None:
            return ""
        return (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        return ""
