"""The embedded store: private, durable, shared by who comes second, gone with who started it."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.errors import StoreDown
from bot.store.connect import connect
from bot.store.embedded import embedded, server_binary


@asynccontextmanager
async def client(url: str) -> AsyncIterator[Redis]:
    redis = connect(url)
    try:
        yield redis
    finally:
        await redis.aclose()


async def server_pid(url: str) -> int:
    async with client(url) as redis:
        return int((await redis.info("server"))["process_id"])


async def gone(pid: int) -> None:
    """Returns once no such process runs; a zombie that nobody waits for counts as ended."""
    state = Path(f"/proc/{pid}/stat")
    async with asyncio.timeout(20):
        while _runs(state):  # noqa: ASYNC110 - another process ends
            await asyncio.sleep(0.02)


def _runs(state: Path) -> bool:
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("port", "0"),
        ("appendonly", "yes"),
        ("appendfsync", "always"),
        ("maxmemory-policy", "noeviction"),
        ("unixsocketperm", "700"),
    ],
)
async def test_server_runs_with_our_options(store_url: str, option: str, value: str) -> None:
    async with client(store_url) as redis:
        assert await redis.config_get(option) == {option: value}


async def test_folder_is_its_owners_only(tmp_path: Path) -> None:
    async with embedded(tmp_path / "data"):
        made = [tmp_path / "data", *(tmp_path / "data").rglob("*.aof")]
    assert len(made) > 1
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in made} == {0}


async def test_data_is_there_after_a_restart(tmp_path: Path) -> None:
    async with embedded(tmp_path) as url, client(url) as redis:
        await redis.set("k", "kept")
    async with embedded(tmp_path) as url, client(url) as redis:
        assert await redis.get("k") == b"kept"


async def test_write_survives_a_killed_server(tmp_path: Path) -> None:
    async with embedded(tmp_path) as url:
        async with client(url) as redis:
            await redis.set("k", "kept")
        os.kill(await server_pid(url), signal.SIGKILL)
    async with embedded(tmp_path) as url, client(url) as redis:
        assert await redis.get("k") == b"kept"


async def test_second_user_of_a_folder_shares_the_server(tmp_path: Path) -> None:
    async with embedded(tmp_path) as first:
        async with embedded(tmp_path) as second:
            assert await server_pid(first) == await server_pid(second)
        async with client(first) as redis:
            assert await redis.ping()


async def test_server_ends_with_its_context(tmp_path: Path) -> None:
    async with embedded(tmp_path) as url:
        pid = await server_pid(url)
    assert not _runs(Path(f"/proc/{pid}/stat"))


async def test_folder_too_long_for_a_socket_still_works(tmp_path: Path) -> None:
    async with embedded(tmp_path / ("x" * 120)) as url, client(url) as redis:
        assert await redis.ping()
    assert not Path(url.removeprefix("unix://")).parent.exists()


OWNER = """
import asyncio, pathlib, sys
from bot.store.embedded import embedded
async def main():
    async with embedded(pathlib.Path(sys.argv[1])) as url:
        print(url, flush=True)
        await asyncio.sleep(600)
asyncio.run(main())
"""


def start_owner(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    words = [sys.executable, "-c", textwrap.dedent(OWNER), str(folder)]
    owner = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert owner.stdout is not None
    return owner, owner.stdout.readline().strip()


def end(owner: "subprocess.Popen[str]") -> None:
    owner.kill()
    owner.communicate()


async def test_server_ends_with_a_killed_owner(tmp_path: Path) -> None:
    owner, url = await asyncio.to_thread(start_owner, tmp_path)
    pid = await server_pid(url)
    end(owner)
    await gone(pid)


async def test_killed_owner_leaves_no_lock_behind(tmp_path: Path) -> None:
    owner, url = await asyncio.to_thread(start_owner, tmp_path)
    async with client(url) as redis:
        await redis.set("k", "kept")
    end(owner)
    async with embedded(tmp_path) as again, client(again) as redis:
        assert await redis.get("k") == b"kept"


async def test_server_left_over_is_ended_and_its_data_kept(tmp_path: Path) -> None:
    socket = tmp_path / "store.sock"
    words = [
        str(server_binary()),
        "--port",
        "0",
        "--dir",
        str(tmp_path),
        "--unixsocket",
        str(socket),
    ]
    left = subprocess.Popen([*words, "--appendonly", "yes"], stdout=subprocess.DEVNULL)  # noqa: S603, ASYNC220
    async with asyncio.timeout(20):
        while not socket.exists():  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.02)
    async with client(f"unix://{socket}") as redis:
        await redis.set("k", "kept")
    async with embedded(tmp_path) as url, client(url) as redis:
        assert await redis.get("k") == b"kept"
    left.wait(20)


def install(folder: Path, name: str, version: str) -> Path:
    """A program that says its version and can do nothing else."""
    program = folder / name
    program.write_text(f"#!/bin/sh\ncase $1 in --version) echo 'server v={version} x';; esac\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("name", ["valkey-server", "redis-server"])
def test_server_on_path_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    installed = install(tmp_path, name, "7.0.15")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert server_binary() == installed


def test_server_that_is_too_old_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "redis-server", "6.2.14")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert server_binary().name == "valkey-server"
    assert tmp_path not in server_binary().parents


async def test_server_that_ends_at_once_is_store_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "valkey-server", "9.0.0")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(StoreDown):
        async with embedded(tmp_path / "data"):
            pytest.fail("no server can be running")
