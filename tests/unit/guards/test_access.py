"""Who may ask what, where. Unknown means no."""

from dataclasses import dataclass

import pytest

from guards.access import (
    AccessDenied,
    check_access,
    check_destination,
    check_page_host,
    includes,
    roles_of,
    templates_for,
)
from guards.rulebook import Rulebook, parse
from guards.sections import Who

RULEBOOK = parse(
    {
        "roles": {"marketer": {"groups": ["SMKT"]}, "admin": {"people": ["UADMIN"]}},
        "access": {
            "rules": [
                {
                    "id": "marketing",
                    "channels": ["CMKT"],
                    "templates": ["summary", "campaign_brief"],
                    "who": {"roles": ["marketer"]},
                },
                {"id": "dms", "channels": ["dm"], "templates": ["*"], "who": {"everyone": True}},
                {
                    "id": "admins",
                    "channels": ["*"],
                    "templates": ["audit"],
                    "who": {"people": ["UADMIN"]},
                },
            ],
            "page_hosts": ["example.com", "*.example.org"],
        },
        "destinations": {
            "blog": {"kind": "site", "title": {"ja": "ブログ", "en": "Blog"}, "route": "press"}
        },
        "routes": {"press": {"review_channel": "CREV", "reviewers": {"people": ["UR"]}}},
    },
    name="test",
)


@dataclass(frozen=True)
class Someone:
    id: str = "U1"
    groups: frozenset[str] = frozenset({"SMKT"})
    guest: bool = False
    stranger: bool = False
    bot: bool = False


def ask(
    subject: Someone | None = None,
    *,
    channel: str = "CMKT",
    is_dm: bool = False,
    external: bool | None = False,
    template: str = "summary",
    rulebook: Rulebook = RULEBOOK,
) -> str:
    return check_access(
        rulebook,
        subject or Someone(),
        channel=channel,
        is_dm=is_dm,
        external=external,
        template=template,
    ).rule


def test_a_member_of_a_named_role_may_ask_in_a_named_channel() -> None:
    assert ask() == "access.marketing"


@pytest.mark.parametrize(
    ("subject", "place", "code", "rule"),
    [
        pytest.param(Someone(bot=True), {}, "bot", "access.bots", id="a bot"),
        pytest.param(Someone(stranger=True), {}, "stranger", "access.strangers", id="a stranger"),
        pytest.param(Someone(guest=True), {}, "guest", "access.guests", id="a guest"),
        pytest.param(
            Someone(),
            {"external": True},
            "external_channel",
            "access.external_channels",
            id="an external channel",
        ),
        pytest.param(
            Someone(),
            {"external": None},
            "external_channel",
            "access.external_channels.unreadable",
            id="a channel that could not be read",
        ),
        pytest.param(
            Someone(),
            {"template": "competitor_digest"},
            "template_not_here",
            "access.marketing",
            id="a template not offered here",
        ),
        pytest.param(
            Someone(groups=frozenset()),
            {},
            "person_not_allowed",
            "access.marketing",
            id="somebody the rule does not name",
        ),
    ],
)
def test_what_the_rulebook_does_not_allow_is_refused(
    subject: Someone, place: dict[str, object], code: str, rule: str
) -> None:
    with pytest.raises(AccessDenied) as denied:
        ask(subject, **place)  # type: ignore[arg-type]
    assert (denied.value.code, denied.value.rule) == (code, rule)


def test_a_channel_that_no_rule_names_is_unknown() -> None:
    rulebook = RULEBOOK.model_copy(
        update={"access": RULEBOOK.access.model_copy(update={"rules": RULEBOOK.access.rules[:2]})}
    )
    with pytest.raises(AccessDenied, match="channel_unknown"):
        ask(channel="CELSE", rulebook=rulebook)


def test_the_empty_rulebook_allows_nothing() -> None:
    with pytest.raises(AccessDenied, match="channel_unknown"):
        ask(rulebook=Rulebook())


def test_any_channel_does_not_mean_a_direct_message() -> None:
    admin = Someone(id="UADMIN")
    only_any = RULEBOOK.access.model_copy(update={"rules": RULEBOOK.access.rules[2:]})
    rulebook = RULEBOOK.model_copy(update={"access": only_any})
    assert ask(admin, channel="CANY", template="audit", rulebook=rulebook) == "access.admins"
    with pytest.raises(AccessDenied, match="channel_unknown"):
        ask(admin, channel="D1", is_dm=True, template="audit", rulebook=rulebook)


@pytest.mark.parametrize("kind", ["guest", "stranger", "bot"])
def test_everyone_is_full_members_only(kind: str) -> None:
    who = Who(everyone=True)
    assert includes(who, Someone(), RULEBOOK)
    assert not includes(who, Someone(**{kind: True}), RULEBOOK)  # type: ignore[arg-type]


def test_roles_come_from_groups_and_ids() -> None:
    assert roles_of(Someone(id="UADMIN"), RULEBOOK) == {"marketer", "admin"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param({"channel": "CMKT", "is_dm": False}, {"summary", "campaign_brief"}, id="here"),
        pytest.param({"channel": "D1", "is_dm": True}, {"summary", "campaign_brief", "audit", "*"},
                     id="in a direct message"),
        pytest.param({"channel": "CELSE", "is_dm": False}, set(), id="nowhere"),
    ],
)  # fmt: skip
def test_the_menu_offers_what_may_be_asked(place: dict[str, object], expected: set[str]) -> None:
    offered = templates_for(RULEBOOK, Someone(), external=False, **place)  # type: ignore[arg-type]
    assert offered == expected


@pytest.mark.parametrize(
    "url",
    ["https://example.com/a", "http://EXAMPLE.com.", "https://a.b.example.org/x?y=1"],
)
def test_a_listed_host_may_be_read(url: str) -> None:
    assert check_page_host(RULEBOOK, url).rule.startswith("access.page_hosts.")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com.evil.test/",
        "https://evil.test/example.com",
        "https://example.com@evil.test/",
        "https://notexample.org/",
        "https://example.org/",
        "ftp://example.com/",
        "//example.com",
        "https://[broken",
        "",
    ],
)
def test_any_other_host_is_refused(url: str) -> None:
    with pytest.raises(AccessDenied, match="page_host"):
        check_page_host(RULEBOOK, url)


def test_a_destination_must_be_in_the_rulebook() -> None:
    assert check_destination(RULEBOOK, "blog").kind == "site"
    with pytest.raises(AccessDenied, match="destination_unknown"):
        check_destination(RULEBOOK, "elsewhere")
