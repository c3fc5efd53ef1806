"""The doctor and the rules: what is too permissive, impossible or forgotten."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bot.doctor.check import Severity
from bot.doctor.rules import check_rulebook, check_site, check_templates, judge_rulebook
from guards.rulebook import parse
from tests.unit.doctor.conftest import Make

PROMPTS = Path(__file__).resolve().parents[3] / "prompts"

SOUND: dict[str, Any] = {
    "contact": "U1",
    "access": {
        "rules": [
            {"id": "one", "channels": ["C1"], "templates": ["summary"], "who": {"groups": ["S1"]}}
        ]
    },
    "pii": {"output": {"default": "flag", "CREDIT_CARD": "block", "MY_NUMBER": "block"}},
    "destinations": {
        "site": {"kind": "site", "title": {"ja": "サイト", "en": "Site"}, "route": "r"}
    },
    "routes": {"r": {"review_channel": "C2", "reviewers": {"people": ["U1", "U2"]}}},
}

HOOK = {
    "kind": "webhook",
    "title": {"ja": "送信先", "en": "Hook"},
    "route": "r",
    "url": "https://hooks.example.com/in",
}


def changed(path: str, value: object) -> dict[str, Any]:
    """The sound rulebook with one key set: `routes.r.quorum`."""
    content = deepcopy(SOUND)
    *way, last = path.split(".")
    place: Any = content
    for step in way:
        place = place[int(step)] if step.isdigit() else place.setdefault(step, {})
    place[last] = value
    return content


def severities(content: dict[str, Any], *secrets: str) -> list[Severity]:
    return [check.severity for check in judge_rulebook(parse(content, name="r"), secrets)]


def test_sound_rulebook_is_in_order() -> None:
    assert severities(SOUND) == [Severity.OK]


@pytest.mark.parametrize(
    ("path", "value", "severity"),
    [
        pytest.param("access.rules", [], Severity.WARN, id="nobody may ask"),
        pytest.param("access.guests", "allow", Severity.WARN, id="guests"),
        pytest.param("access.external_channels", "allow", Severity.WARN, id="shared channels"),
        pytest.param("contact", "", Severity.WARN, id="nobody to ask"),
        pytest.param("pii.names", "off", Severity.WARN, id="names unmasked"),
        pytest.param("pii.input", {"default": "allow"}, Severity.WARN, id="nothing masked"),
        pytest.param("pii.output", {"default": "flag"}, Severity.WARN, id="cards only flagged"),
        pytest.param("routes.r.quorum", 2, Severity.WARN, id="a reviewer cannot ask"),
        pytest.param("routes.r.quorum", 3, Severity.FAIL, id="quorum never reached"),
        pytest.param("routes.r.reviewers", {"everyone": True}, Severity.WARN, id="all may sign"),
        pytest.param("routes.r.reviewers", {}, Severity.FAIL, id="nobody may sign"),
        pytest.param("destinations.hook", HOOK, Severity.FAIL, id="webhook without secret"),
        pytest.param(
            "routes.unused",
            {"review_channel": "C2", "reviewers": {"groups": ["S1"]}},
            Severity.WARN,
            id="route to nowhere",
        ),
    ],
)
def test_weakness_is_named(path: str, value: object, severity: Severity) -> None:
    assert severities(changed(path, value)) == [severity]


def test_no_destination_is_a_warning() -> None:
    assert severities({**SOUND, "destinations": {}, "routes": {}}) == [Severity.WARN]


@pytest.mark.parametrize("key", ["channels", "templates"])
def test_everyone_with_a_star_is_too_permissive(key: str) -> None:
    rule = {**SOUND["access"]["rules"][0], "who": {"everyone": True}, key: ["*"]}
    assert severities(changed("access.rules", [rule])) == [Severity.WARN]


def test_groups_are_never_counted_against_the_quorum() -> None:
    content = changed("routes.r.reviewers", {"groups": ["S1"]})
    content["routes"]["r"]["quorum"] = 9
    assert severities(content) == [Severity.OK]


def test_secret_for_no_webhook_is_a_warning() -> None:
    assert severities(SOUND, "gone") == [Severity.WARN]


def test_term_pack_that_is_not_there_is_broken(make_settings: Make, tmp_path: Path) -> None:
    rulebook = parse(changed("terms.packs", ["nowhere.yaml"]), name="r")
    found = check_rulebook(make_settings(), rulebook, tmp_path)
    assert found[-1].severity is Severity.FAIL


def test_templates_of_the_house_load() -> None:
    found = check_templates(PROMPTS)
    assert found.severity is Severity.OK
    assert "campaign_brief" in found.words.ja


def test_folder_without_templates_is_broken(tmp_path: Path) -> None:
    assert check_templates(tmp_path).severity is Severity.FAIL


def test_site_folder_that_can_be_made_is_in_order_and_not_made(make_settings: Make) -> None:
    settings = make_settings()
    (found,) = check_site(settings, parse(SOUND, name="r"))
    assert found.severity is Severity.OK
    assert not settings.site_folder.exists()


def test_site_folder_that_is_a_file_is_broken(make_settings: Make, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    (found,) = check_site(make_settings(site_dir=blocked), parse(SOUND, name="r"))
    assert found.severity is Severity.FAIL
