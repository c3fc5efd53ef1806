"""The two servers of the measurement, each in a process of its own, both with a slow model.

Each takes favourable ground: Bolt's default gets a thread per HTTP connection and is spared its
`auth.test`, so that only its own way of acknowledging is measured.
"""

import asyncio
import logging
import socketserver
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

from bot.bootstrap import PROMPTS
from bot.intake import Intake
from bot.processes import forever
from bot.records import Job
from bot.serving import serving
from bot.slack.app import build_app
from bot.slack.http import build_http
from bot.store.cipher import Cipher
from bot.store.connect import connect
from bot.store.jobs import RedisJobs
from bot.worker import Worker
from prompts.library import Library

SECRET = "bench-secret"
TEAM = "bench"
WORKERS = 50
KEY = bytes(32)

Ready = Connection
"""Told the server's URL as soon as it listens."""


# ── Ringi: kept, acknowledged; the model is a worker's business ────────────────────────────────


def ringi_web(ready: Ready, store_url: str) -> None:
    asyncio.run(_ringi_web(ready, store_url))


async def _ringi_web(ready: Ready, store_url: str) -> None:
    app = build_app(
        token="xoxb-bench",
        api_url="http://127.0.0.1:9/api/",
        intake=Intake(RedisJobs(connect(store_url), team=TEAM, cipher=Cipher(KEY))),
        library=Library.load(PROMPTS),
    )
    async with serving(build_http(app, signing_secret=SECRET, ready=_always)) as url:
        ready.send(f"{url}/slack/events")
        await asyncio.Event().wait()


async def _always() -> bool:
    return True


def ringi_work(_ready: Ready, store_url: str, model_s: float) -> None:
    asyncio.run(_ringi_work(store_url, model_s))


async def _ringi_work(store_url: str, model_s: float) -> None:
    jobs = RedisJobs(connect(store_url), team=TEAM, cipher=Cipher(KEY))

    async def ask_model(_job: Job) -> None:
        await asyncio.sleep(model_s)

    workers = (
        forever(Worker(jobs, ask_model, on_dead=ask_model, name=f"bench-{number}").run_once)
        for number in range(WORKERS)
    )
    await asyncio.gather(*workers)


# ── Bolt's default: the synchronous App, acknowledging first, as its documentation shows ───────


class _ThreadedServer(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 1024


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


def bolt_default(ready: Ready, model_s: float) -> None:
    logging.disable()  # it would write six lines about each command it could not acknowledge
    app = App(signing_secret=SECRET, authorize=_authorize)
    app.command("/ringi")(_answer_with(model_s))
    server = make_server(
        "127.0.0.1",
        0,
        SlackRequestHandler(app),
        server_class=_ThreadedServer,
        handler_class=_Silent,
    )
    ready.send(f"http://127.0.0.1:{server.server_port}/slack/events")
    server.serve_forever()


def _authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-bench", bot_id="B1")


def _answer_with(model_s: float) -> Callable[[Ack], None]:
    def answer(ack: Ack) -> None:
        ack()
        time.sleep(model_s)

    return answer
