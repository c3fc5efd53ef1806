"""The store and the key: is it there, does it keep what it is given, who could read it."""

import contextlib
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from redis.exceptions import ResponseError

from bot.doctor.check import Check, fail, ok, warn
from bot.errors import StoreDown
from bot.settings import Settings
from bot.store.cipher import parse_key
from bot.store.connect import connect, reaching
from bot.store.embedded import embedded

MIN_SERVER = (7, 0)

_PERSISTENCE = ("appendonly", "appendfsync", "maxmemory-policy")


async def check_store(settings: Settings) -> list[Check]:
    """The server of REDIS_URL, or that the embedded one starts."""
    if settings.redis_url is None:
        return await _check_embedded(settings.home / "store")
    url = settings.redis_url.get_secret_value()
    try:
        return [*judge_store_url(url), *await _check_server(url)]
    except (StoreDown, ValueError) as error:
        cause = type(error.__cause__ or error).__name__
        return [
            fail(
                "store",
                f"REDIS_URL のサーバーに届きません（{cause}）。起動と宛先を確認してください。",
                f"The server of REDIS_URL can't be reached ({cause}): is it running, and there?",
            )
        ]


async def _check_embedded(folder: Path) -> list[Check]:
    """Where there is no data yet it is tried in a folder that goes away again."""
    with _existing(folder) as place:
        try:
            async with embedded(place) as url:
                answers = await _check_server(url)
        except (StoreDown, OSError) as error:
            cause = type(error.__cause__ or error).__name__
            return [
                fail(
                    "store",
                    f"内蔵ストアが起動しません（{cause}）。{folder}/server.log をご覧ください。",
                    f"The embedded store does not start ({cause}); see {folder}/server.log.",
                )
            ]
    kept = ok(
        "store",
        f"内蔵ストアを使います（{folder}）。1台で動かすときの既定です。",
        f"The embedded store is used ({folder}): the default on one machine.",
    )
    return [kept, *answers]


@contextlib.contextmanager
def _existing(folder: Path) -> Iterator[Path]:
    if folder.exists():
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="ringi-doctor-") as aside:
        yield Path(aside)


async def _check_server(url: str) -> list[Check]:
    """Raises StoreDown."""
    redis = connect(url)
    try:
        with reaching():
            info: dict[str, Any] = await redis.info("server")
            config = await _config(redis)
    finally:
        await redis.aclose()
    return [judge_version(str(info.get("redis_version", "0"))), *judge_persistence(config)]


async def _config(redis: Any) -> dict[str, str]:
    """Empty where the server does not tell (managed services often do not)."""
    try:
        answer = await redis.config_get(*_PERSISTENCE)
    except ResponseError:
        return {}
    return {_text(name): _text(value) for name, value in answer.items()}


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


def check_key(settings: Settings) -> Check:
    """The key that seals what rests. Makes none."""
    if settings.key is not None:
        return _judge_key(settings.key.get_secret_value(), "RINGI_KEY")
    path = settings.key_file
    if not path.exists():
        return _no_key_yet(settings)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return fail(
            "key",
            f"{path} を他の人が読めます。chmod 600 {path} を実行してください。",
            f"{path} can be read by others: chmod 600 {path}",
        )
    try:
        return _judge_key(path.read_text("ascii"), str(path))
    except (OSError, ValueError) as error:
        cause = type(error).__name__
        return fail("key", f"{path} を読めません（{cause}）。", f"{path} can't be read ({cause}).")


def _judge_key(text: str, name: str) -> Check:
    try:
        parse_key(text)
    except ValueError:
        return fail(
            "key",
            f"{name} が鍵ではありません。openssl rand -base64 32 で作れます。",
            f"{name} is not a key: openssl rand -base64 32 makes one.",
        )
    return ok(
        "key",
        f"{name} で暗号化します。控えを別の場所に保管してください。",
        f"{name} seals what rests. Keep a copy of it elsewhere.",
    )


def _no_key_yet(settings: Settings) -> Check:
    if settings.redis_url is not None:
        return warn(
            "key",
            "RINGI_KEY がありません。複数のプロセスで動かすなら、同じ鍵を設定してください。",
            "RINGI_KEY is not set: processes on several machines must share one key.",
        )
    return ok(
        "key",
        f"最初の起動で {settings.key_file} に鍵を作ります。",
        f"A key will be made in {settings.key_file} at the first start.",
    )


def judge_store_url(url: str) -> Iterator[Check]:
    """How the way to the store is protected."""
    parts = urlsplit(url)
    if parts.scheme == "unix" or parts.hostname in {"localhost", "127.0.0.1", "::1"}:
        return
    if parts.scheme != "rediss":
        yield warn(
            "store",
            "ストアへの通信が暗号化されていません。社内網の外を通るなら rediss:// にしてください。",
            "The way to the store is not encrypted: use rediss:// unless it is a private network.",
        )
    if not parts.password:
        yield fail(
            "store",
            "ストアにパスワードがありません。REDIS_URL に設定してください。",
            "The store asks for no password: set one, and put it into REDIS_URL.",
        )


def judge_version(version: str) -> Check:
    """Redis or Valkey, by the version it says it is compatible with."""
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if numbers < MIN_SERVER:
        return fail(
            "store",
            f"サーバーが古すぎます（{version}）。7.0 以上が必要です。",
            f"The server is too old ({version}); 7.0 or newer is needed.",
        )
    return ok("store", f"応答しています（互換 {version}）。", f"It answers (compatible {version}).")


def judge_persistence(config: Mapping[str, str]) -> Iterator[Check]:
    """Whether an entry that was acknowledged survives a power cut, and stays."""
    names = {"appendonly", "appendfsync", "maxmemory-policy"}
    if not names <= set(config):
        yield warn(
            "store",
            "永続化の設定を読めません。appendonly yes、appendfsync always、"
            "maxmemory-policy noeviction を管理画面で確認してください。",
            "The persistence settings can't be read: make sure of appendonly yes, "
            "appendfsync always, maxmemory-policy noeviction.",
        )
        return
    found = list(_persistence_problems(config))
    yield from found
    if not found:
        yield ok("store", "書き込みは毎回ディスクに残ります。", "Every write is on disk at once.")


def _persistence_problems(config: Mapping[str, str]) -> Iterator[Check]:
    fsync = config["appendfsync"]
    if config["appendonly"] != "yes" or fsync == "no":
        yield fail(
            "store",
            "書き込みがディスクに残りません。appendonly yes と appendfsync always にしてください。",
            "Writes do not reach the disk: set appendonly yes and appendfsync always.",
        )
    elif fsync != "always":
        yield warn(
            "store",
            f"appendfsync {fsync}：停電で直前1秒の記録を失います。always にしてください。",
            f"appendfsync {fsync}: a power cut loses the last second. Set it to always.",
        )
    policy = config["maxmemory-policy"]
    if policy != "noeviction":
        yield fail(
            "store",
            f"maxmemory-policy {policy}：記録が消されることがあります。noeviction にしてください。",
            f"maxmemory-policy {policy} may throw entries away: set noeviction.",
        )
