"""What people see and press in the local workspace's page, in a real Chromium, in both languages.

Each test ends with its page closed: a complaint in the console, a request to another machine, an
answer of 400 or more, or a call that Slack would refuse fails it.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.settings import Settings
from bot.slack import actions as ids
from deploy.local import model as offline
from deploy.local.cast import ASK, OUTSIDER, REQUESTER, REVIEW, REVIEWER, material, planted
from deploy.local.stack import Stack, local_stack
from tests.journeys.screen import PATIENCE_MS, Screen, chromium

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

expect.set_options(timeout=PATIENCE_MS)

ADMIN = "高橋まり"


@dataclass(frozen=True, slots=True)
class Said:
    """What is typed and what must be read, in one language."""

    locale: str
    ask: str
    writing: str
    ready: str
    placeholder: str
    requested: str
    destination: str
    published: str
    only_you: str
    refused: str
    help: str
    summary: str
    summarise: str
    missing: str
    nothing_yet: str
    withheld: str

    @property
    def requester(self) -> str:
        return REQUESTER[self.locale]

    @property
    def mention(self) -> str:
        return f"@Ringi {self.ask}\n\n{material('press_release', self.locale)}"


JA = Said(
    locale="ja",
    ask="この原稿からキャンペーンブリーフを作ってください。",
    writing="下書きを作成しています",
    ready="キャンペーンブリーフ の下書き（第 1 版）ができました",
    placeholder="⟦人物1⟧",
    requested="「共有サイト」への公開について承認を申請しました",
    destination="共有サイト",
    published="「共有サイト」に公開しました",
    only_you="あなただけに表示されています",
    refused="ゲストの方からの依頼は受け付けていません",
    help="もっと短く",
    summary="要約 の下書き（第 1 版）ができました",
    summarise="要約する",
    missing="資料を貼り付けない場合は、この項目が必要です。",
    nothing_yet="まだ申請はありません",
    withheld="［氏名は非公開］",
)
EN = Said(
    locale="en",
    ask="Please turn this release into a campaign brief.",
    writing="Writing the draft",
    ready="Campaign brief: draft 1 is ready",
    placeholder="⟦Person 1⟧",
    requested="sign-off to publish to “Shared site” has been requested",
    destination="Shared site",
    published="Published to “Shared site”",
    only_you="Only visible to you",
    refused="Requests by guests are not accepted",
    help="Follow-ups",
    summary="Summary: draft 1 is ready",
    summarise="Summarise",
    missing="This is needed unless you paste a source.",
    nothing_yet="None yet",
    withheld="[person withheld]",
)

both = pytest.mark.parametrize("said", [JA, EN], ids=["ja", "en"])


class Held:
    """The offline model, which answers nobody until `release` is called."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._free = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST":
            await self._free.wait()
        await self._app(scope, receive, send)

    def release(self) -> None:
        self._free.set()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests here; each has a profile of its own in it."""
    async with chromium(os.environ.get("CHROMIUM_BIN", "/usr/bin/chromium")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def stack(settings: Settings) -> AsyncIterator[Stack]:
    """As everywhere in the journeys, in the loop of the browser."""
    async with local_stack(settings) as running:
        yield running
        assert running.workspace.refusals() == []


@pytest_asyncio.fixture(loop_scope="module")
async def screen(
    browser: Browser, stack: Stack, request: pytest.FixtureRequest
) -> AsyncIterator[Screen]:
    """The workspace's page; a test may ask for a width with `indirect`."""
    shown = await Screen.open(browser, stack, width=getattr(request, "param", 1280))
    yield shown
    await shown.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Hold the model back, so that what is shown while it works can be read; call to let it go."""
    models: list[Held] = []
    real: Callable[..., Starlette] = offline.build_app

    def build_app(*, pace_s: float = 0.0) -> Held:
        models.append(Held(real(pace_s=pace_s)))
        return models[-1]

    monkeypatch.setattr(offline, "build_app", build_app)
    return lambda: models[-1].release()


@both
async def test_a_request_is_asked_signed_by_another_person_and_published(
    held: Callable[[], None], stack: Stack, screen: Screen, said: Said
) -> None:
    await _asked(screen, said, held)
    await _sign_off_requested(screen, said)
    await _model_saw_placeholders_only(screen, said)
    await _signed(screen)
    await _page_is_there(screen, said)
    await _log_tells_it(screen)
    await screen.become(said.requester)
    await screen.go_to(ASK)
    await screen.open_thread(screen.messages.last)
    await expect(screen.replies.filter(has_text=said.published)).to_be_visible()


@both
@pytest.mark.parametrize("screen", [390], indirect=True, ids=["phone"])
async def test_a_phone_shows_the_way_from_the_ask_to_the_draft(
    held: Callable[[], None], screen: Screen, said: Said
) -> None:
    await _asked(screen, said, held)
    await expect(screen.replies.last.locator(f'[data-action-id="{ids.REVISE}"]')).to_be_enabled()
    wide = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await screen.page.evaluate(wide)


@both
async def test_help_is_shown_to_the_person_who_asked_for_it(screen: Screen, said: Said) -> None:
    await screen.become(said.requester)
    await screen.say("/ringi help")
    await expect(screen.only_for_me).to_contain_text(said.only_you)
    await expect(screen.only_for_me).to_contain_text(said.help)
    await screen.become(REVIEWER)
    await expect(screen.only_for_me).to_have_count(0)


@both
async def test_a_message_is_summarised_from_its_menu(screen: Screen, said: Said) -> None:
    await screen.become(said.requester)
    await screen.say(material("competitor", said.locale))
    await screen.choose_in_menu(screen.messages.last, said.summarise)
    await screen.open_thread(screen.messages.last)
    await expect(screen.replies.filter(has_text=said.summary)).to_be_visible()


@both
async def test_a_form_names_the_missing_field_beside_it(screen: Screen, said: Said) -> None:
    await screen.become(said.requester)
    await screen.page.locator("#composer .quick .chip").last.click()
    await screen.press(screen.modal, f"{ids.FORM}:campaign_brief")
    form = await screen.filled_modal(ids.FORM)
    await form.locator('.block[data-block="in:objective"] .control').fill("20,000")
    await screen.submit()
    product = form.locator('.block[data-block="in:product"]')
    await expect(product.locator(".field-error")).to_have_text(said.missing)
    await expect(product.locator(".control")).to_be_focused()
    await expect(form.locator('.block[data-block="in:objective"] .field-error')).to_have_count(0)


@both
async def test_a_guest_is_told_no_where_nobody_else_sees_it(screen: Screen, said: Said) -> None:
    await screen.become(OUTSIDER[said.locale])
    await screen.say(f"@Ringi {said.ask}")
    await expect(screen.only_for_me).to_contain_text(said.only_you)
    await expect(screen.only_for_me).to_contain_text(said.refused)
    await screen.become(said.requester)
    await expect(screen.messages.last).to_contain_text(said.ask)
    await expect(screen.page.get_by_text(said.refused)).to_have_count(0)


@both
async def test_the_home_offers_the_requester_templates_and_where_requests_stand(
    screen: Screen, said: Said
) -> None:
    await screen.become(said.requester)
    await screen.open_home(said.requester)
    await expect(screen.home).to_contain_text(said.nothing_yet)
    await screen.press(screen.home, f"{ids.FORM}:summary")
    await screen.filled_modal(ids.FORM)


async def test_the_home_shows_the_reviewer_what_waits(stack: Stack, screen: Screen) -> None:
    await screen.become(JA.requester)
    await screen.say(f"@Ringi 要約してください\n\n{material('competitor', 'ja')}")
    await screen.open_thread(screen.messages.last)
    await _sign_off_requested(screen, JA)
    await screen.become(REVIEWER)
    await screen.open_home(REVIEWER)
    await expect(screen.home).to_contain_text("承認を待っているもの")
    await expect(screen.home).to_contain_text(f"@{JA.requester} さんから")


async def test_the_home_shows_the_admin_the_rulebook(stack: Stack, screen: Screen) -> None:
    await screen.become(ADMIN)
    await screen.open_home(ADMIN)
    await expect(screen.home).to_contain_text(stack.rulebook.revision)
    await expect(screen.home).to_contain_text("#marketing-依頼、ダイレクトメッセージ")
    await screen.become(JA.requester)
    await screen.open_home(JA.requester)
    await expect(screen.home).to_contain_text("わたしの承認申請")
    await expect(screen.home).not_to_contain_text(stack.rulebook.revision)


# ── the steps of the whole way ─────────────────────────────────────────────────────────────────


async def _asked(screen: Screen, said: Said, held: Callable[[], None]) -> None:
    """Mention Ringi, see a status and no word of a draft, then the draft."""
    await screen.become(said.requester)
    await screen.say(said.mention)
    await screen.open_thread(screen.messages.last)
    await expect(screen.replies.last).to_contain_text(said.writing)
    await expect(screen.page.locator(".block.markdown")).to_have_count(0)
    held()
    await expect(screen.replies.last).to_contain_text(said.ready)


async def _sign_off_requested(screen: Screen, said: Said) -> None:
    await screen.press(screen.replies.last, ids.REQUEST_SIGNOFF)
    form = await screen.filled_modal(ids.REQUEST_SIGNOFF)
    await form.get_by_label(said.destination).check()
    await screen.submit()
    await expect(screen.replies.last).to_contain_text(said.requested)


async def _model_saw_placeholders_only(screen: Screen, said: Said) -> None:
    panel = await screen.open_panel("model")
    await expect(panel.locator("mark", has_text=said.placeholder).first).to_be_attached()
    shown = await panel.text_content() or ""
    assert [value for value in planted(said.locale) if value in shown] == []


async def _signed(screen: Screen) -> None:
    """The reviewer reads the exact text, signs, and the buttons give way for ever."""
    await screen.become(REVIEWER)
    await screen.go_to(REVIEW)
    card = screen.messages.last
    await screen.press(card, ids.FULL_TEXT)
    text = await screen.filled_modal(ids.FULL_TEXT)
    await expect(text).to_contain_text("## ")
    await screen.leave()
    await screen.press(card, ids.SIGN)
    await screen.confirm()
    await expect(card).to_contain_text("公開済み")
    await expect(card).to_contain_text(f"@{REVIEWER}")
    await expect(card.locator("[data-action-id]")).to_have_count(0)


async def _page_is_there(screen: Screen, said: Said) -> None:
    await screen.open_panel("site")
    site = screen.page.frame_locator("#panel-body iframe")
    await site.locator(".list a").click()
    await expect(site.locator("html")).to_have_attribute("lang", said.locale)
    await expect(site.locator("main")).to_contain_text(said.withheld)


async def _log_tells_it(screen: Screen) -> None:
    panel = await screen.open_panel("log")
    for kind in ("依頼", "ガード確認", "下書き", "承認申請", "承認", "公開"):
        await expect(panel.get_by_text(kind, exact=True).first).to_be_visible()
