"""The doctor's report: one line a check, the worst is the exit code, in either language."""

from pathlib import Path

import pytest

from bot.doctor.check import Check, Severity, fail, ok, warn
from bot.doctor.examine import AREAS, MARKS, checks, examine, report, worst
from tests.unit.doctor.conftest import Make

WELL, WARNED, BROKEN = (
    ok("key", "良い", "fine"),
    warn("site", "注意", "mind"),
    fail("slack", "×", "x"),
)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        pytest.param([WELL], 0, id="well"),
        pytest.param([WELL, WARNED], 1, id="warned"),
        pytest.param([BROKEN, WARNED, WELL], 2, id="broken"),
    ],
)
def test_worst_check_is_the_exit_code(found: list[Check], code: int) -> None:
    assert worst(found) == code


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_report_has_a_word_beside_every_mark(locale: str) -> None:
    lines = report([WELL, WARNED, BROKEN], locale=locale)
    for line, check in zip(lines, (WELL, WARNED, BROKEN), strict=False):
        assert line.startswith(MARKS[check.severity].in_(locale))
        assert line.endswith(f"{AREAS[check.area].in_(locale)}: {check.words.in_(locale)}")


def test_every_severity_has_its_words() -> None:
    assert set(MARKS) == set(Severity)


async def test_fresh_machine_gets_warnings_only(make_settings: Make) -> None:
    said: list[str] = []
    code = await examine(make_settings(locale="en"), say=said.append)
    assert code == Severity.WARN, "\n".join(said)
    assert said[-1] == "It works, but mind the warnings."


async def test_unreadable_rulebook_is_broken_and_the_rest_is_still_looked_at(
    make_settings: Make, tmp_path: Path
) -> None:
    bad = tmp_path / "rulebook.yaml"
    bad.write_text("acess: {}\n")
    found = await checks(make_settings(rulebook=bad))
    assert worst(found) is Severity.FAIL
    assert {"templates", "key", "store", "model", "slack"} <= {check.area for check in found}


async def test_report_never_shows_a_secret(make_settings: Make) -> None:
    settings = make_settings(
        slack_api_url="http://127.0.0.1:9/api/",
        slack_bot_token="xoxb-canary",
        slack_signing_secret="canary",
        openai_api_key="canary",
        openai_base_url="http://127.0.0.1:9/v1",
        redis_url="redis://:canary@127.0.0.1:9/0",
        key="canary",
        webhook_secrets={"hook": "canary"},
    )
    said: list[str] = []
    await examine(settings, say=said.append)
    assert "canary" not in "\n".join(said)
