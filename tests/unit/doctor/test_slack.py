"""The doctor and Slack: tokens, scopes against the manifest, channels of the rulebook."""

from collections.abc import AsyncIterator

import pytest

from bot.doctor.check import Check, Severity
from bot.doctor.slack import (
    MANIFEST,
    check_slack,
    judge_channel,
    judge_scopes,
    judge_tokens,
    manifest_scopes,
)
from deploy.local.workspace.installation import Installation
from deploy.local.workspace.serving import serve
from deploy.local.workspace.workspace import Workspace
from guards.rulebook import Rulebook, parse
from tests.unit.doctor.conftest import Make

IRAI, SHONIN, PARTNER = "C0IRAI0001", "C0SHONIN01", "C0PARTNER1"


def severities(found: list[Check], area: str) -> list[Severity]:
    return [check.severity for check in found if check.area == area]


def rulebook_for(channel: str, *, review: str = SHONIN) -> Rulebook:
    return parse(
        {
            "contact": "U0TAKAHASI",
            "access": {
                "rules": [
                    {
                        "id": "one",
                        "channels": [channel, "dm"],
                        "templates": ["summary"],
                        "who": {"people": ["U0SATOHANA"]},
                    }
                ]
            },
            "routes": {"r": {"review_channel": review, "reviewers": {"groups": ["S0REVIEWER"]}}},
        },
        name="rulebook.yaml",
    )


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    """A local Slack in which the app was installed from the manifest."""
    local = Workspace(installation=Installation.from_manifest(MANIFEST))
    async with serve(local):
        yield local


async def test_app_installed_from_the_manifest_is_in_order(
    workspace: Workspace, make_settings: Make
) -> None:
    settings = make_settings(
        slack_api_url=workspace.api_url,
        slack_bot_token=workspace.installation.bot_token,
        slack_app_token=workspace.installation.app_token,
    )
    found = await check_slack(settings, rulebook_for(IRAI))
    assert {check.severity for check in found} == {Severity.OK}
    assert {check.area for check in found} == {"slack", "transport", "scopes", "channels"}


@pytest.mark.parametrize("token", ["slack_bot_token", "slack_app_token"])
async def test_refused_token_is_broken_and_never_shown(
    workspace: Workspace, make_settings: Make, token: str
) -> None:
    tokens = {
        "slack_bot_token": workspace.installation.bot_token,
        "slack_app_token": workspace.installation.app_token,
    }
    tokens[token] = tokens[token].partition("-")[0] + "-forged-canary"
    found = await check_slack(make_settings(slack_api_url=workspace.api_url, **tokens), None)
    assert severities(found, "slack")[-1] is Severity.FAIL
    assert "canary" not in repr(found)


async def test_slack_that_does_not_answer_is_broken(make_settings: Make) -> None:
    settings = make_settings(
        slack_api_url="http://127.0.0.1:9/api/", slack_bot_token="xoxb-x", slack_app_token="xapp-x"
    )
    found = await check_slack(settings, None)
    assert severities(found, "slack") == [Severity.FAIL]


async def test_channel_that_is_not_there_is_broken(
    workspace: Workspace, make_settings: Make
) -> None:
    settings = make_settings(
        slack_api_url=workspace.api_url,
        slack_bot_token=workspace.installation.bot_token,
        slack_signing_secret="s",
    )
    found = await check_slack(settings, rulebook_for("C0NOWHERE1"))
    assert severities(found, "channels") == [Severity.FAIL]


def test_no_bot_token_is_only_a_warning(make_settings: Make) -> None:
    found = list(judge_tokens(make_settings()))
    assert [check.severity for check in found] == [Severity.WARN]


@pytest.mark.parametrize(
    "tokens",
    [
        pytest.param(
            {"slack_bot_token": "xoxp-1", "slack_app_token": "xapp-1"}, id="a person's token"
        ),
        pytest.param({"slack_bot_token": "xoxb-1"}, id="no transport"),
        pytest.param(
            {"slack_bot_token": "xoxb-1", "slack_app_token": "xoxb-1"}, id="bot token as app token"
        ),
    ],
)
def test_wrong_tokens_are_broken(make_settings: Make, tokens: dict[str, str]) -> None:
    found = judge_tokens(make_settings(**tokens))
    assert Severity.FAIL in [check.severity for check in found]


@pytest.mark.parametrize(
    ("change", "severity", "named"),
    [
        pytest.param(frozenset(), Severity.OK, "", id="exactly the manifest"),
        pytest.param(
            frozenset({"chat:write"}), Severity.FAIL, "chat:write", id="missing is broken"
        ),
        pytest.param(
            frozenset({"users:read.email"}), Severity.WARN, "users:read.email", id="surplus warns"
        ),
    ],
)
def test_scopes_are_held_against_the_manifest(
    change: frozenset[str], severity: Severity, named: str
) -> None:
    asked = manifest_scopes()
    found = list(judge_scopes(asked ^ change, asked))
    assert [check.severity for check in found] == [severity]
    assert all(named in words for words in (found[0].words.ja, found[0].words.en))


@pytest.mark.parametrize(
    ("info", "reviews", "severities"),
    [
        pytest.param({"is_member": True}, True, [], id="member"),
        pytest.param({"is_member": False}, False, [Severity.WARN], id="not invited"),
        pytest.param({"is_member": False}, True, [Severity.FAIL], id="not invited to the review"),
        pytest.param(
            {"is_member": True, "is_ext_shared": True}, True, [Severity.FAIL], id="outsiders review"
        ),
        pytest.param(
            {"is_member": True, "is_pending_ext_shared": True},
            False,
            [Severity.WARN],
            id="outsiders invited",
        ),
        pytest.param({"is_member": True, "is_archived": True}, False, [Severity.FAIL], id="old"),
    ],
)
def test_channel_is_judged_by_what_slack_says(
    info: dict[str, object], reviews: bool, severities: list[Severity]
) -> None:
    found = judge_channel("#x", info, reviews=reviews)
    assert [check.severity for check in found] == severities
