"""The webhook destination, from the draft to a receiver that verifies what it was sent."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from standardwebhooks import Webhook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.records import State
from bot.serving import serving
from bot.settings import Settings
from bot.slack import actions as ids
from deploy.local.cast import REVIEWER, Cast
from deploy.local.stack import RULEBOOK, Stack, local_stack
from tests.journeys.conftest import ended

SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
ASK = "要約してください\n\n新しいお茶を12月1日に発売します。価格は1,280円です。"


class Receiver:
    """Verifies each delivery as a customer's server would; `status` is what it then answers."""

    def __init__(self, *, status: int = 200) -> None:
        self.taken: list[tuple[str, dict[str, object]]] = []
        self._status = status

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/take", self._take, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        body = await request.body()
        Webhook(SECRET).verify(body, dict(request.headers))
        self.taken.append((request.headers["webhook-id"], json.loads(body)))
        return JSONResponse({"id": "article-7"}, status_code=self._status)


def rulebook_with(url: str, folder: Path) -> Path:
    """The local rulebook with a second destination."""
    hook = (
        f"destinations:\n  hook: {{ kind: webhook, url: '{url}', route: marketing,"
        " title: { ja: 自社サイト, en: Our site } }\n"
    )
    path = folder / "rulebook.yaml"
    rules = RULEBOOK.read_text(encoding="utf-8").replace("destinations:\n", hook)
    path.write_text(rules, encoding="utf-8")
    return path


@asynccontextmanager
async def with_receiver(settings: Settings, receiver: Receiver) -> AsyncIterator[Stack]:
    async with serving(receiver.app()) as url:
        path = rulebook_with(f"{url}/take", settings.home.parent)
        here = {"rulebook": path, "webhook_secrets": {"hook": SecretStr(SECRET)}}
        async with local_stack(settings.model_copy(update=here)) as stack:
            yield stack


async def test_a_signed_text_arrives_once_signed_and_with_its_digest(settings: Settings) -> None:
    receiver = Receiver()
    async with with_receiver(settings, receiver) as stack:
        cast = Cast(stack.workspace, locale="ja")
        draft = await cast.draft(await cast.ask(ASK))
        card = await cast.request_signoff(draft, destination="hook")
        await cast.press(REVIEWER, card, ids.SIGN)
        signoff = await ended(stack)
        assert (signoff.state, signoff.external_id) == (State.PUBLISHED, "article-7")
        ((webhook_id, body),) = receiver.taken
        assert webhook_id == f"{signoff.id}.1"
        assert body["digest"] == signoff.digest
        assert "1,280円" in str(body["body_markdown"])


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        pytest.param(400, State.FAILED, "公開できませんでした", id="refused"),
        pytest.param(500, State.AMBIGUOUS, "確認", id="unclear"),
    ],
)
async def test_a_receiver_that_does_not_take_it_is_never_asked_twice_blindly(
    settings: Settings, status: int, state: State, words: str
) -> None:
    receiver = Receiver(status=status)
    async with with_receiver(settings, receiver) as stack:
        cast = Cast(stack.workspace, locale="ja")
        draft = await cast.draft(await cast.ask(ASK))
        card = await cast.request_signoff(draft, destination="hook")
        await cast.press(REVIEWER, card, ids.SIGN)
        assert (await ended(stack)).state is state
        told = await cast.told_in(draft.thread, has=words)
        assert "受付番号" in told
        assert len(receiver.taken) == 1
