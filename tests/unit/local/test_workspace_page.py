"""The page's own door: this machine's page only, and nothing that could run what people wrote."""

import json
import re
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from deploy.local.workspace.app import PAGE_DIR
from deploy.local.workspace.panels import Panels
from deploy.local.workspace.serving import serve
from deploy.local.workspace.workspace import Workspace
from tests.unit.local.bots import GENERAL, REQUESTER

POST = {"user": "U0SATOHANA", "channel": "C0IRAI0001", "text": "こんにちは"}


Call = AbstractAsyncContextManager[aiohttp.ClientResponse]


async def status(call: Call) -> int:
    async with call as answer:
        await answer.read()
        return answer.status


async def fetched(call: Call) -> Any:
    async with call as answer:
        return await answer.json()


async def test_page_says_something_for_its_persona(
    workspace: Workspace, browser_session: aiohttp.ClientSession
) -> None:
    assert await status(browser_session.post("/local/post", json=POST)) == 200
    assert [m.text for m in workspace.messages(GENERAL)] == ["こんにちは"]


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"host": "attacker.example"}, id="foreign_host"),
        pytest.param({"host": "127.0.0.1.attacker.example"}, id="host_that_looks_local"),
        pytest.param({"origin": "https://attacker.example"}, id="foreign_origin"),
        pytest.param({"origin": "null"}, id="origin_of_a_sandboxed_page"),
        pytest.param({"origin": "http://127.0.0.1:1"}, id="another_local_port"),
        pytest.param({"content-type": "text/plain"}, id="form_without_preflight"),
    ],
)
async def test_call_from_elsewhere_is_refused(
    workspace: Workspace, browser_session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    sent = {"content-type": "application/json"} | headers
    call = browser_session.post("/local/post", data=json.dumps(POST), headers=sent)
    assert await status(call) == 403
    assert workspace.messages(GENERAL) == []


async def test_foreign_host_reads_nothing(browser_session: aiohttp.ClientSession) -> None:
    assert await status(browser_session.get("/", headers={"host": "attacker.example"})) == 403


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[]", id="not_an_object"),
        pytest.param("{", id="not_json"),
        pytest.param("{}", id="nothing_in_it"),
        pytest.param('{"user": 1, "channel": [], "text": {}}', id="wrong_types"),
    ],
)
async def test_malformed_act_is_answered_not_raised(
    browser_session: aiohttp.ClientSession, body: str
) -> None:
    headers = {"content-type": "application/json"}
    assert await status(browser_session.post("/local/post", data=body, headers=headers)) == 400


async def test_stream_tells_of_every_change(
    workspace: Workspace, browser_session: aiohttp.ClientSession
) -> None:
    async with browser_session.get("/local/stream") as stream:
        first = await stream.content.readline()
        await stream.content.readline()
        await workspace.post(REQUESTER, GENERAL, "変わりました")
        second = await stream.content.readline()
    assert int(second.removeprefix(b"data: ")) > int(first.removeprefix(b"data: "))


async def test_snapshot_shows_a_person_only_their_own(
    workspace: Workspace, browser_session: aiohttp.ClientSession
) -> None:
    await workspace.post(REQUESTER, GENERAL, "みんなへ")
    query = {"user": "U0PARTNER1", "channel": "C0IRAI0001"}
    shown = await fetched(browser_session.get("/local/state", params=query))
    assert {c["id"] for c in shown["channels"]} == {"C0PARTNER1", "D0PARTNER1"}
    assert shown["messages"] == []


async def test_panels_show_what_they_are_given(tmp_path: Path) -> None:
    async def requests() -> list[Mapping[str, Any]]:
        return [{"model": "offline"}]

    async def entries() -> list[Mapping[str, Any]]:
        return [{"seq": 1}]

    panels = Panels(model_requests=requests, log_entries=entries, site_dir=tmp_path)
    (tmp_path / "index.html").write_text("<h1>公開</h1>", encoding="utf-8")
    async with serve(Workspace(), panels=panels) as url, aiohttp.ClientSession(url) as session:
        model = await fetched(session.get("/local/model"))
        log = await fetched(session.get("/local/log"))
        async with session.get("/site/") as site:
            assert "公開" in await site.text()
    assert (model, log) == ({"entries": [{"model": "offline"}]}, {"entries": [{"seq": 1}]})
    assert site.headers["content-security-policy"].startswith("sandbox;")


async def test_page_may_load_nothing_from_elsewhere(
    browser_session: aiohttp.ClientSession,
) -> None:
    async with browser_session.get("/") as page:
        policy = page.headers["content-security-policy"]
        await page.read()
    assert "default-src 'none'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", sorted(PAGE_DIR.glob("*.js")), ids=lambda p: p.name)
def test_script_never_parses_text_as_markup(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert danger not in source


def test_page_has_the_same_words_in_both_languages() -> None:
    source = (PAGE_DIR / "words.js").read_text(encoding="utf-8")
    ja, en = source.split("  en: {")
    words = [
        {line.split(":")[0].strip() for line in _entries(half.partition("  ja: {")[2] or half)}
        for half in (ja, en.split("};")[0])
    ]
    assert words[0] == words[1]


def _entries(block: str) -> list[str]:
    """`key: "words"` pairs of one language."""
    return re.findall(r'\b([a-z_]+: ")', block)
