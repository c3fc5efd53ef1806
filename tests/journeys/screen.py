"""The local workspace's page in a real Chromium, as one person at a time reads and presses it."""

import contextlib
from collections.abc import AsyncIterator

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, Request, async_playwright
from playwright.async_api import Response as PageResponse

from deploy.local.stack import Stack

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 15_000
HEIGHT = {1280: 800, 390: 844}


@contextlib.asynccontextmanager
async def chromium(binary: str) -> AsyncIterator[Browser]:
    """A headless Chromium with a profile of its own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=binary, args=FLAGS)
        yield browser
        await browser.close()


class Screen:
    """What a person sees and presses. `troubles` is what must never happen on any page."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page = page
        self._stack = stack
        self.troubles: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(f"exception: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    @classmethod
    async def open(cls, browser: Browser, stack: Stack, *, width: int) -> "Screen":
        """The page, as the first sample person."""
        page = await browser.new_page(viewport={"width": width, "height": HEIGHT[width]})
        page.set_default_timeout(PATIENCE_MS)
        screen = cls(page, stack)
        await page.goto(stack.url)
        await page.locator("#connection.on").wait_for()
        return screen

    async def close(self) -> None:
        """Raises AssertionError when the page complained or asked another machine for anything."""
        await self.page.close()
        assert self.troubles == []

    # ── where one is ───────────────────────────────────────────────────────────────────────────

    async def become(self, person: str) -> None:
        user = self._stack.workspace.user(person)
        await self.page.select_option("#persona", user)
        await self.page.locator(f'body[data-user="{user}"]').wait_for()

    async def go_to(self, channel: str) -> None:
        await self._open_place(self._stack.workspace.channel(channel))

    async def open_home(self, person: str) -> None:
        await self._open_place(self._stack.workspace.direct(person))
        await self.page.click("#tab-home")

    async def _open_place(self, channel: str) -> None:
        await self._pane("places")
        await self.page.click(f'#places [data-key="{channel}"] button')
        await self.page.locator(f'body[data-channel="{channel}"]').wait_for()

    async def open_panel(self, name: str) -> Locator:
        """model · log · site"""
        if await self.page.locator("#thread-close").is_visible():
            await self.page.click("#thread-close")
        await self._pane("records")
        await self.page.click(f'[data-panel="{name}"]')
        return self.page.locator("#panel-body")

    async def _pane(self, name: str) -> None:
        """On a phone, one pane at a time."""
        button = self.page.locator(f'.bottom [data-pane="{name}"]')
        if await button.is_visible():
            await button.click()

    # ── saying ─────────────────────────────────────────────────────────────────────────────────

    async def say(self, text: str) -> None:
        """Type into the open channel, and send."""
        await self.page.fill("#composer-text", text)
        await self.page.click("#composer button[type=submit]")

    async def choose_in_menu(self, message: Locator, label: str) -> None:
        """An entry of the message's ⋯ menu."""
        await message.locator(".message-menu summary").click()
        await message.locator(".menu-items button", has_text=label).click()

    # ── seeing ─────────────────────────────────────────────────────────────────────────────────

    @property
    def messages(self) -> Locator:
        return self.page.locator("#messages .message")

    @property
    def replies(self) -> Locator:
        """The messages of the open thread."""
        return self.page.locator("#thread-messages .message")

    @property
    def only_for_me(self) -> Locator:
        """What nobody else sees, newest last; wherever it stands."""
        return self.page.locator(".message.ephemeral:visible")

    @property
    def modal(self) -> Locator:
        return self.page.locator("dialog#modal[open]")

    @property
    def home(self) -> Locator:
        return self.page.locator("#home")

    async def press(self, where: Locator, action_id: str) -> None:
        await where.locator(f'[data-action-id="{action_id}"]').click()

    async def open_thread(self, message: Locator) -> None:
        await message.locator(".replies").click()
        await self.page.locator("#thread").wait_for()

    async def filled_modal(self, callback: str) -> Locator:
        """The modal once the worker has filled it."""
        await self.modal.locator(f'form[data-callback="{callback}"]').wait_for()
        return self.modal

    async def submit(self) -> None:
        await self.modal.locator("button[type=submit]").click()

    async def leave(self) -> None:
        """Close the modal, which another one may lie under."""
        await self.modal.locator("footer button[type=button]").click()
        await self.modal.wait_for(state="hidden")

    async def confirm(self) -> None:
        await self.page.locator('dialog#confirm[open] button[value="yes"]').click()

    # ── troubles ───────────────────────────────────────────────────────────────────────────────

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(f"{self._stack.url}/"):
            self.troubles.append(f"foreign: {request.url}")

    def _answered(self, response: PageResponse) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status}: {response.url}")
