"""What every destination promises, and what each promises besides. Real folder, real servers."""

import asyncio
import base64
import fcntl
import json
import stat
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from bot.errors import PublishAmbiguous, PublishFailed
from bot.ports import Publisher
from bot.publishers.site import Site
from bot.publishers.webhook import Webhook, WebhookUrlError
from bot.records import Approved, Publication
from bot.signoff.digest import digest_of
from tests.fakes import Frozen

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()

BODY = """## 結論

しずく玉露は十一月に発売します。**数量は限定です。**

- [公式の案内](https://tea.example/shizuku)
- 価格は税込み 1,980 円

| 商品 | 価格 |
|---|---|
| しずく玉露 | 1,980 円 |
"""


def approved_text(
    body: str = BODY, *, title: str = "しずく玉露は十一月に発売", **changes: Any
) -> Approved:
    publication = Publication("site", title, body, {"locale": "ja"})
    whole = Approved(
        signoff_id="so_1a2b3c",
        revision=1,
        digest=digest_of(publication),
        attempt=1,
        publication=publication,
        signers=("U0REVIEW",),
        touched_by=("U0ASKING",),
    )
    return replace(whole, **changes)


@dataclass(frozen=True)
class Kit:
    """One destination, and how often it holds what was published."""

    publisher: Publisher
    held: Callable[[], int]


@dataclass
class Receiver:
    """A webhook's other end: remembers what came, answers as told."""

    url: str = ""
    status: int = 200
    reply: str = '{"id": "ext-77"}'
    location: str = ""
    requests: list[tuple[dict[str, str], str]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.append((headers, await request.text()))
        more = {"location": self.location} if self.location else {}
        return web.Response(status=self.status, text=self.reply, headers=more)

    @property
    def distinct(self) -> int:
        """How many publications a receiver sees that deduplicates by `webhook-id`."""
        return len({headers["webhook-id"] for headers, _ in self.requests})


@asynccontextmanager
async def listening(
    answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """A raw server, for replies that no framework would send; its URL."""
    ended = asyncio.Event()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await answer(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        ended.set()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/hook"
        await ended.wait()
    finally:
        server.close()
        await server.wait_closed()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    told = Receiver()
    app = web.Application()
    app.router.add_post("/hook", told.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    told.url = f"http://127.0.0.1:{port}/hook"
    yield told
    await runner.cleanup()


@pytest.fixture(params=["site", "webhook"])
def kit(request: pytest.FixtureRequest, tmp_path: Path, receiver: Receiver) -> Kit:
    if request.param == "site":
        folder = tmp_path / "site"
        site = Site(folder, clock=Frozen(), url="http://127.0.0.1:8000/site/")
        return Kit(site, lambda: len(pages_in(folder)))
    return Kit(webhook_to(receiver.url), lambda: receiver.distinct)


def modes_in(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def somebodys_page(folder: Path) -> Path:
    folder.mkdir()
    page = folder / "so_1a2b3c.1.html"
    page.write_text("<p>mine</p>", encoding="utf-8")
    return page


def webhook_to(url: str, *, timeout_s: float = 5.0) -> Webhook:
    return Webhook(url, secret=SECRET, clock=NOW, timeout_s=timeout_s)


def pages_in(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.html") if path.name != "index.html"]


class Now:
    """The real time: signatures are only good for minutes."""

    def now(self) -> float:
        return time.time()


NOW = Now()


# ── every destination ──────────────────────────────────────────────────────────────────────────


async def test_receipt_names_the_digest_and_the_attempt(kit: Kit) -> None:
    """What comes back says which text was taken, and at which attempt."""
    receipt = await kit.publisher.publish(approved_text(attempt=3))
    assert (receipt.digest, receipt.attempt) == (approved_text().digest, 3)
    assert receipt.external_id


async def test_publishing_again_is_not_a_second_publication(kit: Kit) -> None:
    """An attempt after an attempt leaves one publication at the destination."""
    await kit.publisher.publish(approved_text())
    await kit.publisher.publish(approved_text(attempt=2))
    assert kit.held() == 1


async def test_two_publications_are_two(kit: Kit) -> None:
    """Another sign-off is another publication, also with the same words."""
    await kit.publisher.publish(approved_text())
    await kit.publisher.publish(approved_text(signoff_id="so_other"))
    assert kit.held() == 2


async def test_finding_never_guesses(kit: Kit) -> None:
    """`find` knows, or says that it can't be asked."""
    await kit.publisher.publish(approved_text())
    try:
        found = await kit.publisher.find(approved_text())
    except PublishAmbiguous:
        return
    assert found is not None
    assert found.digest == approved_text().digest


# ── the site ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def site(folder: Path, clock: Frozen) -> Site:
    return Site(folder, clock=clock, url="http://127.0.0.1:8000/site")


def page_of(folder: Path) -> str:
    return pages_in(folder)[0].read_text(encoding="utf-8")


async def test_page_shows_the_text_and_says_that_ai_drafted_it(site: Site, folder: Path) -> None:
    """A reader sees the title, the words, the table and who answers for them."""
    receipt = await site.publish(approved_text())
    html = (folder / receipt.external_id).read_text(encoding="utf-8")
    assert "<h1>しずく玉露は十一月に発売</h1>" in html
    assert "<strong>数量は限定です。</strong>" in html
    assert "<td>1,980 円</td>" in html
    assert "AIが下書きし、人が内容を確認して承認しました。" in html
    assert receipt.url == f"http://127.0.0.1:8000/site/{receipt.external_id}"


async def test_english_page_is_english(site: Site, folder: Path) -> None:
    """The language of the text is the language of everything around it."""
    await site.publish(approved_text("## Summary\n\nIt sells.", title="It sells", locale="en"))
    html = page_of(folder)
    assert '<html lang="en">' in html
    assert "Drafted with AI, reviewed and signed off by a person." in html


@pytest.mark.parametrize(
    ("markdown", "absent"),
    [
        pytest.param("<script>alert(1)</script>", "<script", id="script"),
        pytest.param('<img src=x onerror="alert(1)">', "<img", id="html-image"),
        pytest.param("![x](https://evil.example/p.png)", "<img", id="markdown-image"),
        pytest.param("[go](javascript:alert(1))", 'href="javascript', id="javascript-link"),
        pytest.param("[go](data:text/html,x)", 'href="data', id="data-link"),
        pytest.param("[go](//evil.example)", 'href="//', id="schemeless-link"),
        pytest.param("[go](file:///etc/passwd)", 'href="file', id="file-link"),
        pytest.param("[go](http://[broken)", 'href="http://[', id="unreadable-link"),
        pytest.param("<javascript:alert(1)>", 'href="javascript', id="autolink"),
    ],
)
async def test_page_holds_nothing_that_acts(
    site: Site, folder: Path, markdown: str, absent: str
) -> None:
    """No HTML of the text's own, no image, no link to anywhere but the web and mail."""
    await site.publish(approved_text(markdown))
    assert absent not in page_of(folder).lower().replace("&quot;", '"')


async def test_title_can_not_open_a_tag(site: Site, folder: Path) -> None:
    """A title is text: in the page, in its head and in the list."""
    await site.publish(approved_text(title='</title><script>alert("1")</script>'))
    assert "<script" not in page_of(folder)
    assert "<script" not in (folder / "index.html").read_text(encoding="utf-8")


async def test_page_is_well_formed_and_asks_nothing_from_outside(site: Site, folder: Path) -> None:
    """No resource is loaded, and the policy would not let it be."""
    await site.publish(approved_text())
    seen = _Tags()
    seen.feed(page_of(folder))
    assert seen.unclosed == []
    assert seen.loads == []
    assert "default-src 'none'" in page_of(folder)


async def test_list_names_every_page_newest_first(site: Site, folder: Path, clock: Frozen) -> None:
    """The list is made from the pages themselves."""
    await site.publish(approved_text(title="古い話"))
    clock.advance(86_400)
    await site.publish(approved_text(title="新しい話", signoff_id="so_2"))
    html = (folder / "index.html").read_text(encoding="utf-8")
    assert 0 < html.index("新しい話") < html.index("古い話")


async def test_find_tells_this_text_from_nothing(site: Site) -> None:
    """Nothing there is None; the same text there is its receipt."""
    assert await site.find(approved_text()) is None
    published = await site.publish(approved_text())
    assert await site.find(approved_text()) == published


@pytest.mark.parametrize("ask", ["publish", "find"])
async def test_another_text_under_the_same_id_is_refused(
    site: Site, folder: Path, ask: str
) -> None:
    """What was published stays as it was signed."""
    await site.publish(approved_text())
    before = page_of(folder)
    with pytest.raises(PublishFailed) as failed:
        await getattr(site, ask)(approved_text("## 別の話\n\n違います。"))
    assert failed.value.params == {"retry": 0, "why": "other_text_there"}
    assert page_of(folder) == before


async def test_file_that_is_not_ours_is_not_overwritten(site: Site, folder: Path) -> None:
    """A page that says nothing about itself is somebody's."""
    theirs = somebodys_page(folder)
    with pytest.raises(PublishFailed):
        await site.publish(approved_text())
    assert theirs.read_text(encoding="utf-8") == "<p>mine</p>"


async def test_folder_that_can_not_be_written_is_a_known_failure(tmp_path: Path) -> None:
    """Nothing was published, and trying again may help."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(PublishFailed) as failed:
        await Site(blocked / "site", clock=Frozen()).publish(approved_text())
    assert failed.value.params["retry"] == 1


async def test_list_that_can_not_be_written_is_ambiguous(site: Site, folder: Path) -> None:
    """The page is out by then: nobody may say that nothing was published."""
    (folder / "index.html").mkdir(parents=True)
    with pytest.raises(PublishAmbiguous):
        await site.publish(approved_text())
    assert len(pages_in(folder)) == 1


async def test_writer_is_alone_while_it_writes(folder: Path) -> None:
    """No list overwrites another's: the folder is locked from the first look to the last move."""
    clock = Looking(folder)
    await Site(folder, clock=clock).publish(approved_text())
    assert clock.found_locked == [True]


class Looking(Frozen):
    """A clock that, when asked in the middle of writing, looks whether the folder is locked."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.found_locked: list[bool] = []

    def now(self) -> float:
        with (self._folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.found_locked.append(True)
            else:
                self.found_locked.append(False)
        return super().now()


async def test_nothing_half_written_is_left_behind(site: Site, folder: Path) -> None:
    """After publishing there are the page, the list and the lock; a web server may read both."""
    receipt = await site.publish(approved_text())
    modes = modes_in(folder)
    assert modes.keys() == {receipt.external_id, "index.html", ".lock"}
    assert modes[receipt.external_id] == modes["index.html"] == 0o644


async def test_publication_id_can_not_leave_the_folder(site: Site, folder: Path) -> None:
    """A page's name is made of harmless characters only."""
    receipt = await site.publish(approved_text(signoff_id="../../evil"))
    assert "/" not in receipt.external_id
    assert len(pages_in(folder)) == 1


# ── the webhook ────────────────────────────────────────────────────────────────────────────────


async def test_receiver_can_verify_and_read_what_was_signed(receiver: Receiver) -> None:
    """The standard's own library accepts the delivery; the body is what the digest covers."""
    await webhook_to(receiver.url).publish(approved_text())
    headers, body = receiver.requests[0]
    content = Verifier(SECRET).verify(body, headers)
    sent = Publication(
        content["destination"], content["title"], content["body_markdown"], content["fields"]
    )
    assert digest_of(sent) == content["digest"] == approved_text().digest
    assert content["publication_id"] == headers["webhook-id"] == "so_1a2b3c.1"
    assert content["locale"] == "ja"


async def test_altered_delivery_does_not_verify(receiver: Receiver) -> None:
    """One changed character breaks the signature."""
    await webhook_to(receiver.url).publish(approved_text())
    headers, body = receiver.requests[0]
    with pytest.raises(WebhookVerificationError):
        Verifier(SECRET).verify(body.replace("1,980", "9,980"), headers)


@pytest.mark.parametrize(
    ("reply", "external_id"),
    [
        pytest.param('{"id": "ext-77"}', "ext-77", id="text"),
        pytest.param('{"id": 77}', "77", id="number"),
        pytest.param('{"id": true}', "", id="boolean"),
        pytest.param("OK", "", id="not-json"),
        pytest.param('["id"]', "", id="list"),
        pytest.param("", "", id="empty"),
        pytest.param(json.dumps({"id": "x" * 1000}), "", id="id-too-long"),
        pytest.param('{"id": "a", "x": "' + "x" * 500_000 + '"}', "", id="reply-too-long"),
    ],
)
async def test_external_id_is_the_receivers_where_it_names_one(
    receiver: Receiver, reply: str, external_id: str
) -> None:
    """Whatever a 2xx says, it was taken."""
    receiver.reply = reply
    receipt = await webhook_to(receiver.url).publish(approved_text())
    assert receipt.external_id == external_id


@pytest.mark.parametrize(
    ("status", "retry"),
    [(301, 0), (302, 0), (307, 0), (400, 0), (401, 0), (404, 0), (410, 0), (408, 1), (429, 1)],
)
async def test_clear_no_is_a_known_failure(receiver: Receiver, status: int, retry: int) -> None:
    """The receiver said that it did not take it; whether again makes sense is told."""
    receiver.status = status
    with pytest.raises(PublishFailed) as failed:
        await webhook_to(receiver.url).publish(approved_text())
    assert failed.value.params == {"retry": retry, "why": f"status_{status}"}


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_server_error_is_ambiguous(receiver: Receiver, status: int) -> None:
    """It may have been taken before the receiver failed."""
    receiver.status = status
    with pytest.raises(PublishAmbiguous) as lost:
        await webhook_to(receiver.url).publish(approved_text())
    assert lost.value.params["why"] == f"status_{status}"


async def test_redirect_is_not_followed(receiver: Receiver) -> None:
    """The text goes to the address in the rulebook and nowhere else."""
    receiver.status, receiver.location = 307, receiver.url
    with pytest.raises(PublishFailed):
        await webhook_to(receiver.url).publish(approved_text())
    assert len(receiver.requests) == 1


async def test_nobody_listening_is_a_known_failure(unused_tcp_port: int) -> None:
    """Nothing was sent, and trying again makes sense."""
    with pytest.raises(PublishFailed) as failed:
        await webhook_to(f"http://127.0.0.1:{unused_tcp_port}/hook").publish(approved_text())
    assert failed.value.params == {"retry": 1, "why": "no_connection"}


async def _hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()  # until the client gives up


async def _drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def _half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{"id": "ext')
    await writer.drain()


async def _nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    await writer.drain()


@pytest.mark.parametrize("answer", [_hang, _drop, _half, _nonsense])
async def test_reply_that_never_came_whole_is_ambiguous(
    answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> None:
    """The receiver had the text: nobody may say that nothing was sent."""
    async with listening(answer) as url:
        with pytest.raises(PublishAmbiguous):
            await webhook_to(url, timeout_s=0.5).publish(approved_text())


async def test_webhook_can_not_be_asked(receiver: Receiver) -> None:
    """`find` sends nothing and says that it does not know."""
    with pytest.raises(PublishAmbiguous):
        await webhook_to(receiver.url).find(approved_text())
    assert receiver.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/in",
        "http://127.0.0.1.evil.example/",
        "http://[::1",
        "https://user:secret@hooks.example/in",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://",
        "",
    ],
)
def test_unsafe_address_is_refused_at_start(url: str) -> None:
    """Plain http leaves this machine for nobody, and no password rests in a rulebook."""
    with pytest.raises(WebhookUrlError):
        webhook_to(url)


@pytest.mark.parametrize(
    "url", ["https://hooks.example/in", "http://[::1]:9/x", "http://localhost/x"]
)
def test_safe_address_is_taken(url: str) -> None:
    """https anywhere, http to this machine."""
    webhook_to(url)


_VOID = {"meta", "br", "hr", "link", "img", "input"}


class _Tags(HTMLParser):
    """Which tags stay open, and which would load something."""

    def __init__(self) -> None:
        super().__init__()
        self.unclosed: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.unclosed.append(tag)
        if tag in {"script", "img", "link", "iframe"} or any(name == "src" for name, _ in attrs):
            self.loads.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag
