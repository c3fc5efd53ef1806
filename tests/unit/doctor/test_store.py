"""The doctor and what rests: server, persistence, key."""

from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.doctor.check import Severity
from bot.doctor.store import (
    check_key,
    check_store,
    judge_persistence,
    judge_store_url,
    judge_version,
)
from bot.store.cipher import load_or_make_key
from tests.unit.doctor.conftest import Make

SAFE = {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction"}


async def test_embedded_store_is_in_order_and_leaves_nothing_behind(make_settings: Make) -> None:
    settings = make_settings()
    found = await check_store(settings)
    assert {check.severity for check in found} == {Severity.OK}
    assert not settings.home.exists()


async def test_running_server_is_asked_how_it_persists(
    make_settings: Make, store_url: str, redis: Redis
) -> None:
    settings = make_settings(redis_url=store_url)
    assert {check.severity for check in await check_store(settings)} == {Severity.OK}
    await redis.config_set("appendfsync", "everysec")
    try:
        assert max(check.severity for check in await check_store(settings)) is Severity.WARN
    finally:
        await redis.config_set("appendfsync", "always")


@pytest.mark.parametrize(
    "url",
    ["redis://127.0.0.1:9/0", "unix:///nowhere/store.sock", "mysql://127.0.0.1/"],
    ids=["nobody listens", "no socket", "no such scheme"],
)
async def test_unreachable_store_is_broken(make_settings: Make, url: str) -> None:
    found = await check_store(make_settings(redis_url=url))
    assert found[-1].severity is Severity.FAIL


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        pytest.param({}, Severity.OK, id="safe"),
        pytest.param({"appendfsync": "everysec"}, Severity.WARN, id="a second at risk"),
        pytest.param({"appendfsync": "no"}, Severity.FAIL, id="whenever"),
        pytest.param({"appendonly": "no"}, Severity.FAIL, id="memory only"),
        pytest.param({"maxmemory-policy": "allkeys-lru"}, Severity.FAIL, id="evicts"),
    ],
)
def test_persistence_is_judged_by_what_can_be_lost(
    change: dict[str, str], severity: Severity
) -> None:
    assert [check.severity for check in judge_persistence({**SAFE, **change})] == [severity]


def test_settings_that_cannot_be_read_are_a_warning() -> None:
    assert [check.severity for check in judge_persistence({})] == [Severity.WARN]


@pytest.mark.parametrize(
    ("version", "severity"),
    [("6.2.14", Severity.FAIL), ("7.0.15", Severity.OK), ("10.1", Severity.OK)],
)
def test_server_must_be_new_enough(version: str, severity: Severity) -> None:
    assert judge_version(version).severity is severity


@pytest.mark.parametrize(
    ("url", "severities"),
    [
        pytest.param("redis://127.0.0.1:6379/0", [], id="this machine"),
        pytest.param("unix:///run/redis.sock", [], id="socket"),
        pytest.param("rediss://:pw@redis.example.com/0", [], id="tls and password"),
        pytest.param("redis://:pw@redis/0", [Severity.WARN], id="no tls"),
        pytest.param("rediss://redis.example.com/0", [Severity.FAIL], id="no password"),
    ],
)
def test_way_to_the_store_is_judged(url: str, severities: list[Severity]) -> None:
    assert [check.severity for check in judge_store_url(url)] == severities


def test_key_file_made_by_ringi_is_in_order(make_settings: Make) -> None:
    settings = make_settings()
    load_or_make_key(settings.key_file)
    assert check_key(settings).severity is Severity.OK


def test_key_file_that_others_can_read_is_broken(make_settings: Make) -> None:
    settings = make_settings()
    load_or_make_key(settings.key_file)
    settings.key_file.chmod(0o640)
    assert check_key(settings).severity is Severity.FAIL


def test_key_file_that_is_no_key_is_broken(make_settings: Make) -> None:
    settings = make_settings()
    settings.key_file.parent.mkdir()
    settings.key_file.touch(0o600)
    assert check_key(settings).severity is Severity.FAIL


def test_no_key_yet_makes_none(make_settings: Make) -> None:
    settings = make_settings()
    assert check_key(settings).severity is Severity.OK
    assert not settings.key_file.exists()


@pytest.mark.parametrize(
    ("values", "severity"),
    [
        pytest.param({"key": "00" * 32}, Severity.OK, id="good"),
        pytest.param({"key": "canary-short"}, Severity.FAIL, id="short"),
        pytest.param({"redis_url": "redis://redis/0"}, Severity.WARN, id="shared store, own key"),
    ],
)
def test_key_of_the_environment_is_judged_and_never_shown(
    make_settings: Make, values: dict[str, str], severity: Severity, tmp_path: Path
) -> None:
    found = check_key(make_settings(home=tmp_path / "none", **values))
    assert found.severity is severity
    assert "canary" not in repr(found)
