"""The processes: `serve` (web), `work` (workers), and the loops that they are made of."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine

from bot.bootstrap import (
    Office,
    Store,
    build_office,
    build_parts,
    build_web,
    load_library,
    load_rulebook,
    open_store,
)
from bot.errors import RingiError
from bot.logs import set_up_logs
from bot.serving import serving
from bot.settings import Settings, SettingsError
from bot.slack.http import build_health, build_http
from bot.slack.socket import Socket
from bot.worker import Worker

Say = Callable[[str], None]

WAIT_MS = 1_000
TICK_S = 15.0

log = logging.getLogger(__name__)


class SystemClock:
    """Answers bot.ports.Clock."""

    def now(self) -> float:
        return time.time()


# ── the two processes ──────────────────────────────────────────────────────────────────────────


async def serve(settings: Settings, *, say: Say) -> int:
    """The web process: over HTTP, or over Socket Mode where an app token is set."""
    set_up_logs(settings.log_level)
    rulebook, _ = load_rulebook(settings)
    async with (
        open_store(settings, rulebook, clock=SystemClock()) as store,
        web(settings, store) as at,
    ):
        say(f"ringi serve: {at}")
        await until_stopped()
    return 0


async def work(settings: Settings, *, say: Say) -> int:
    """A worker process: `RINGI_WORKERS` jobs at a time, the outbox, and the clock."""
    set_up_logs(settings.log_level)
    rulebook, base = load_rulebook(settings)
    clock = SystemClock()
    async with open_store(settings, rulebook, clock=clock) as store:
        office = build_office(
            build_parts(settings, store, rulebook=rulebook, base=base, clock=clock)
        )
        async with working(settings, store, office):
            say(f"ringi work: {settings.workers} jobs at a time")
            await until_stopped()
        await office.model.aclose()
    return 0


@contextlib.asynccontextmanager
async def web(settings: Settings, store: Store) -> AsyncIterator[str]:
    """Slack's door, open for as long as this lasts; what it is, in words."""

    async def ready() -> bool:
        try:
            return bool(await store.redis.ping())
        except Exception:  # noqa: BLE001 - whatever it is, we are not ready
            return False

    app = build_web(settings, store, load_library(settings))
    if settings.slack_app_token is not None:
        door = Socket(app, app_token=settings.slack_app_token.get_secret_value())
        health = serving(build_health(ready), host=settings.host, port=settings.port)
        async with health, tasks([forever(door.run)]):
            yield "Socket Mode"
        return
    if settings.slack_signing_secret is None:
        raise SettingsError("neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set")
    secret = settings.slack_signing_secret.get_secret_value()
    http = build_http(app, signing_secret=secret, ready=ready)
    async with serving(http, host=settings.host, port=settings.port) as url:
        yield f"{url}/slack/events"


# ── the loops ──────────────────────────────────────────────────────────────────────────────────


@contextlib.asynccontextmanager
async def working(settings: Settings, store: Store, office: Office) -> AsyncIterator[None]:
    """Workers, the outbox and the clock, running for as long as this lasts."""
    await asyncio.to_thread(office.warm_up)
    me = f"{socket.gethostname()}-{os.getpid()}"
    workers = [
        Worker(
            store.jobs,
            office.handlers.handle,
            on_dead=office.handlers.on_dead,
            name=f"{me}-{number}",
        )
        for number in range(settings.workers)
    ]
    loops = [forever(worker.run_once) for worker in workers]
    loops.append(forever(lambda: office.publishing.publish_once(me, wait_ms=WAIT_MS)))
    loops.append(forever(lambda: lapse(office), every_s=TICK_S))
    async with tasks(loops):
        yield


async def lapse(office: Office) -> None:
    """End what nobody answered in time, and say so on the card and to the requester."""
    for signoff in await office.workflow.expire_due():
        await office.surface.show(signoff)


async def forever(
    step: Callable[[], Awaitable[object]], *, every_s: float = 0.0, after_error_s: float = 1.0
) -> None:
    """Run `step` again and again. What goes wrong is logged by its name, never ends the loop.

    The same trouble is logged once until the step works again.
    """
    before = ""
    while True:
        try:
            await step()
        except Exception as error:  # noqa: BLE001 - a loop that ends is worse than one that logs
            trouble = error.code if isinstance(error, RingiError) else type(error).__name__
            if trouble != before:
                log.error("step failed; trying again", extra={"cause": trouble})
            before = trouble
            await asyncio.sleep(after_error_s)
        else:
            before = ""
            await asyncio.sleep(every_s)


@contextlib.asynccontextmanager
async def tasks(work: list[Coroutine[object, object, None]]) -> AsyncIterator[None]:
    """Run these beside the block; they are cancelled, and waited for, when it ends."""
    running = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        await _end(running)


async def _end(running: list[asyncio.Task[None]]) -> None:
    """Cancel until it holds: a client library may turn a cancellation into its own error."""
    pending = set(running)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)
    await asyncio.gather(*running, return_exceptions=True)


async def until_stopped() -> None:
    """Wait for SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
