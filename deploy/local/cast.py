"""What the sample people do in the local workspace, and what they then see. Used by the demo.

Each action waits for what a person would wait for, and fails with its name when it does not come.
"""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.slack import actions as ids
from deploy.local.workspace.records import Message, NotThere, View
from deploy.local.workspace.workspace import Workspace

MATERIAL = Path(__file__).with_name("material")
REQUESTER = {"ja": "佐藤はな", "en": "Alex Morgan (sample)"}
REVIEWER = "鈴木けん"
OUTSIDER = {"ja": "協力会社ゲスト（見本）", "en": "Sam Guest (sample)"}
ASK = "marketing-依頼"
REVIEW = "承認"
PATIENCE_S = 60.0

Found = TypeVar("Found")

_MARKUP = re.compile(
    r"<!date\^[^|>]*\|(?P<date>[^>]*)>|<(?P<link>https?://[^>|]*)>|:[a-z_]+: ?|[*`]+"
)


class Missed(Exception):
    """Something that must happen did not; the message is what was waited for."""


def material(name: str, locale: str) -> str:
    return (MATERIAL / f"{name}.{locale}.md").read_text(encoding="utf-8")


def planted(locale: str) -> list[str]:
    """The personal and secret values in the press release, exactly as they stand there."""
    listed: Mapping[str, list[str]] = yaml.safe_load(
        (MATERIAL / "planted.yaml").read_text(encoding="utf-8")
    )
    return listed[locale]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its thread shows it."""

    thread: str
    message: Message
    text: str


class Cast:
    """The requester, the reviewer and the outsider of one language's demo."""

    def __init__(self, workspace: Workspace, *, locale: str) -> None:
        self._workspace = workspace
        self.locale = locale
        self.requester = REQUESTER[locale]

    async def ask(self, text: str) -> str:
        """The requester mentions Ringi in the channel; the thread."""
        return await self._workspace.mention(self.requester, ASK, text)

    async def discuss(self) -> str:
        """Two colleagues talk in a thread, message by message; the thread."""
        name = MATERIAL / f"thread.{self.locale}.yaml"
        lines = yaml.safe_load(name.read_text(encoding="utf-8"))
        people = {"requester": self.requester, "reviewer": REVIEWER}
        root = None
        for who, text in lines:
            ts = await self._workspace.post(people[who], ASK, text, thread_ts=root)
            root = root or ts
        return str(root)

    async def ask_in(self, thread: str, text: str) -> None:
        await self._workspace.mention(self.requester, ASK, text, thread_ts=thread)

    async def draft(self, thread: str, *, revision: int = 1) -> Draft:
        """The draft of this revision, once its guards let it be shown."""

        def shown() -> Draft | None:
            messages = self._workspace.messages(ASK, thread)
            for message in messages:
                value = _button(message, ids.REQUEST_SIGNOFF)
                if value and value["r"] == revision:
                    return Draft(thread, message, _markdown(messages))
            return None

        return await self._wait(shown, f"draft {revision}")

    async def request_signoff(self, draft: Draft, *, destination: str = "site") -> Message:
        """Choose the destination and submit; the card in the review channel."""
        before = len(self._workspace.messages(REVIEW))
        await self._workspace.click(self.requester, ASK, draft.message.ts, ids.REQUEST_SIGNOFF)
        view = await self._filled(self.requester, ids.REQUEST_SIGNOFF)
        await self._workspace.submit_view(self.requester, view.id, {"destination": destination})
        return await self._wait(
            lambda: next(iter(self._workspace.messages(REVIEW)[before:]), None), "review card"
        )

    async def told_in(self, thread: str, *, has: str) -> str:
        """The bot's words in the thread that hold `has`."""

        def told() -> str | None:
            bot = (m for m in self._workspace.messages(ASK, thread) if m.is_bot)
            return next((words for m in bot if has in (words := _words_of(m))), None)

        return await self._wait(told, has)

    async def press(self, person: str, card: Message, action: str) -> None:
        """Press a button of the card as it is shown now."""
        await self._workspace.click(person, REVIEW, self.card(card).ts, action)

    async def told_privately(self, person: str, act: Callable[[], Awaitable[None]]) -> str:
        """What only this person is told after they did that."""
        before = len(self._workspace.ephemerals(person))
        await act()
        message = await self._wait(
            lambda: next(iter(self._workspace.ephemerals(person)[before:]), None), "private answer"
        )
        return _words_of(message)

    async def full_text(self, person: str, card: Message) -> View:
        """Open the full text of the card, as the reviewer reads it before signing."""
        await self.press(person, card, ids.FULL_TEXT)
        return await self._filled(person, ids.FULL_TEXT)

    async def close(self, person: str, view: View) -> None:
        await self._workspace.close_view(person, view.id, clear=True)

    async def outsider_asks(self, text: str) -> str:
        """The guest tries; what they are told."""

        async def act() -> None:
            await self._workspace.mention(OUTSIDER[self.locale], ASK, text)

        return await self.told_privately(OUTSIDER[self.locale], act)

    def plain(self, text: str) -> str:
        """The words as the workspace shows them: names for ids, no markup, no dates in code."""
        for person in self._workspace.state.people.values():
            text = text.replace(f"<@{person.id}>", f"@{person.real_name}")
            text = text.replace(person.id, person.real_name)
        for channel in self._workspace.state.channels.values():
            text = text.replace(channel.id, f"#{channel.name}")
        return _MARKUP.sub(lambda m: m["date"] or m["link"] or "", text)

    def messages(self, channel: str, thread: str | None = None) -> list[Message]:
        """What stands in a channel, or in one thread of it."""
        return self._workspace.messages(channel, thread)

    def card(self, card: Message) -> Message:
        """The card as it is shown now."""
        return next(m for m in self._workspace.messages(REVIEW) if m.ts == card.ts)

    def card_words(self, card: Message) -> str:
        return _words_of(self.card(card))

    def end_state(self, card: Message) -> str:
        """The line of the card that says how it ended: the last of its sections."""
        sections = [b for b in self.card(card).blocks if b["type"] == "section" and "text" in b]
        return str(sections[-1]["text"]["text"])

    async def _filled(self, person: str, callback: str) -> View:
        def filled() -> View | None:
            for view in self._workspace.views_for(person):
                if view.body.get("callback_id") == callback:
                    return view
            return None

        return await self._wait(filled, callback)

    async def _wait(self, predicate: Callable[[], Found | None], what: str) -> Found:
        try:
            found = await self._workspace.wait_for(predicate, timeout_s=PATIENCE_S)
        except (TimeoutError, NotThere) as error:
            raise Missed(what) from error
        if found is None:  # wait_for only gives back what is truthy
            raise Missed(what)
        return found


def _button(message: Message, action_id: str) -> dict[str, Any] | None:
    for block in message.blocks:
        for element in block.get("elements", ()):
            if element.get("action_id") == action_id:
                value: dict[str, Any] = json.loads(element["value"])
                return value
    return None


def _markdown(messages: list[Message]) -> str:
    """The newest draft's text: what stands in the markdown blocks of the last answer."""
    texts = [b["text"] for m in messages if m.is_bot for b in m.blocks if b["type"] == "markdown"]
    return texts[-1] if texts else ""


def _words_of(message: Message) -> str:
    """The words of a message's blocks, in reading order."""
    found: list[str] = []
    for block in message.blocks:
        for part in (block.get("text"), *block.get("fields", ()), *block.get("elements", ())):
            text = part.get("text") if isinstance(part, dict) else part
            if isinstance(text, str) and block["type"] != "actions":
                found.append(text)
    return "\n".join(found) or message.text
