"""One request goes the whole way, and nothing personal is left lying about."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.slack import actions as ids
from bot.store.export import to_jsonl
from deploy.local.cast import REVIEWER, Cast, material, planted
from deploy.local.stack import Stack, local_stack
from deploy.local.workspace.records import Message
from tests.journeys.conftest import published

LOCALES = ["ja", "en"]


class Kept(logging.Handler):
    """Where an operator's own handler would stand: at the root, at DEBUG."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[list[logging.LogRecord]]:
    """Every record that reaches the root. (caplog itself also listens behind the quiet loggers.)"""
    caplog.set_level(logging.DEBUG)
    kept = Kept()
    logging.getLogger().addHandler(kept)
    yield kept.records
    logging.getLogger().removeHandler(kept)


async def everything(redis: Any) -> bytes:
    """Every key of the store with all that it holds, raw and as a client reads it."""
    found: list[bytes] = []
    read = {"stream": redis.xrange, "hash": redis.hgetall, "string": redis.get}
    async for key in redis.scan_iter():
        found += [key, await redis.dump(key) or b""]
        kind = (await redis.type(key)).decode()
        if kind in read:
            held = await read[kind](key)
            found += held.values() if kind == "hash" else [_bytes(held)]
    return b"\n".join(found)


def _bytes(held: Any) -> bytes:
    if isinstance(held, bytes):
        return held
    return b"".join(name + value for _, fields in held for name, value in fields.items())


@pytest.mark.parametrize("locale", LOCALES)
async def test_a_request_goes_from_the_ask_to_the_published_page(
    stack: Stack, locale: str, settings: Settings
) -> None:
    cast = Cast(stack.workspace, locale=locale)
    ask = {
        "ja": "この原稿からブリーフを作ってください",
        "en": "Please turn this into a campaign brief",
    }
    thread = await cast.ask(f"{ask[locale]}\n\n{material('press_release', locale)}")
    draft = await cast.draft(thread)
    shorter = {"ja": "もっと短く", "en": "Make it shorter"}
    await cast.ask_in(thread, shorter[locale])
    revised = await cast.draft(thread, revision=2)
    assert len(revised.text) < len(draft.text)
    card = await cast.request_signoff(revised)
    await cast.press(REVIEWER, card, ids.SIGN)
    done = await published(stack)

    kinds = [c.entry.kind for c in await stack.log() if c.entry.request_id == done.request_id]
    asked = ["asked", "guarded", "model_called", "model_answered", "guarded", "drafted"]
    signed = ["guarded", "submitted", "approved", "sending", "published"]
    assert kinds == [*asked, *asked, *signed]
    assert (await stack.store.decisions.verify()).holds
    (page,) = settings.site_folder.glob("so_*.html")
    assert done.digest in page.read_text(encoding="utf-8")
    await stack.workspace.wait_for(lambda: not _buttons(cast, card))


@pytest.mark.parametrize("locale", LOCALES)
async def test_planted_values_are_found_nowhere(
    stack: Stack, locale: str, settings: Settings, said: list[logging.LogRecord]
) -> None:
    cast = Cast(stack.workspace, locale=locale)
    brief = {"ja": "ブリーフを作って", "en": "Write a campaign brief"}
    thread = await cast.ask(f"{brief[locale]}\n\n{material('press_release', locale)}")
    card = await cast.request_signoff(await cast.draft(thread))
    await cast.press(REVIEWER, card, ids.SIGN)
    await published(stack)

    places = {
        "model": json.dumps(list(await stack.sent_to_model()), ensure_ascii=False).encode(),
        "log": "\n".join(to_jsonl(c) for c in await stack.log()).encode(),
        "store": await everything(stack.store.redis),
        "disk": b"".join(f.read_bytes() for f in _files(settings.home)),
        "log lines": str([(r.getMessage(), r.__dict__) for r in said]).encode(),
    }
    assert all(places.values())
    values = planted(locale)
    assert len(values) == 20
    found = [(v, where) for v in values for where, held in places.items() if _stands_in(v, held)]
    assert found == []


async def test_over_socket_mode_the_same_request_gets_its_draft(settings: Settings) -> None:
    async with local_stack(settings, socket_mode=True) as stack:
        cast = Cast(stack.workspace, locale="ja")
        thread = await cast.ask(f"要約してください\n\n{material('competitor', 'ja')}")
        card = await cast.request_signoff(await cast.draft(thread))
        await cast.press(REVIEWER, card, ids.SIGN)
        assert (await published(stack)).external_id
        assert {d.transport for d in stack.workspace.deliveries} == {"socket"}


async def test_a_word_in_english_makes_an_english_revision(stack: Stack) -> None:
    cast = Cast(stack.workspace, locale="ja")
    thread = await cast.ask(f"要約してください\n\n{material('competitor', 'ja')}")
    await cast.draft(thread)
    await cast.ask_in(thread, "英語で")
    revised = await cast.draft(thread, revision=2)
    assert "## Conclusion" in revised.text


async def test_two_requests_at_once_are_answered_each_in_its_thread(stack: Stack) -> None:
    ja, en = Cast(stack.workspace, locale="ja"), Cast(stack.workspace, locale="en")
    one = await ja.ask(f"要約してください\n\n{material('competitor', 'ja')}")
    two = await en.ask(f"Please summarise this\n\n{material('competitor', 'en')}")
    assert "1,280円" in (await ja.draft(one)).text
    assert "1,280 yen" in (await en.draft(two)).text


def _buttons(cast: Cast, card: Message) -> bool:
    return any(block["type"] == "actions" for block in cast.card(card).blocks)


def _files(folder: Path) -> list[Path]:
    return [f for f in folder.rglob("*") if f.is_file()]


def _stands_in(value: str, held: bytes) -> bool:
    """As UTF-8, and as JSON escapes it."""
    return value.encode() in held or json.dumps(value)[1:-1].encode() in held
