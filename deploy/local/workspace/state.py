"""Everything the local workspace remembers, and who is told when it changes."""

import asyncio
import itertools
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from deploy.local.workspace.clockwork import Now, ResponseUrls, Timestamps, Triggers
from deploy.local.workspace.records import Channel, JsonObject, Message, Notice, SlackError
from deploy.local.workspace.seed import Person, Seed
from deploy.local.workspace.views import Views

# what happened (posted, changed, deleted), to which message, and how it was before
Happening = Callable[[str, Message, Message | None], None]


class Changes:
    """A counter that grows with every change, and a way to wait for it."""

    def __init__(self) -> None:
        self.revision = 0
        self.ended = False
        self._moved = asyncio.Event()

    def bump(self) -> None:
        self.revision += 1
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    def end(self) -> None:
        """Nothing more will change: whoever follows may stop."""
        self.ended = True
        self.bump()

    async def wait_beyond(self, revision: int) -> int:
        """The current revision, as soon as it is greater than `revision`."""
        while self.revision <= revision:
            await self._moved.wait()
        return self.revision


class State:
    """People, places and messages in memory. `base_url` has no slash at its end."""

    def __init__(self, seed: Seed, *, now: Now = time.time) -> None:
        self.seed = seed
        self.now = now
        self.base_url = "http://127.0.0.1"
        self.changes = Changes()
        self.timestamps = Timestamps(now)
        self.triggers = Triggers(now)
        self.response_urls = ResponseUrls(now)
        self.views = Views(self.changes.bump)
        self.people: dict[str, Person] = {person.id: person for person in seed.people}
        self.channels: dict[str, Channel] = {c.id: c for c in self._seeded_channels()}
        self.statuses: dict[tuple[str, str], str] = {}
        self.prompts: dict[str, list[JsonObject]] = {}
        self.notices: list[Notice] = []
        self.happenings: list[Happening] = []
        self._messages: dict[str, list[Message]] = defaultdict(list)
        self._notice_ids = itertools.count(1)

    def _seeded_channels(self) -> Iterator[Channel]:
        for seeded in self.seed.channels:
            members = list(seeded.members)
            if seeded.bot_is_member:
                members.append(self.seed.bot.user_id)
            yield Channel(
                id=seeded.id,
                name=seeded.name,
                topic=seeded.topic.model_dump(),
                members=members,
                is_private=seeded.is_private,
                is_ext_shared=seeded.is_ext_shared,
            )

    @property
    def bot_user(self) -> str:
        return self.seed.bot.user_id

    def person(self, user: str) -> Person:
        found = self.people.get(user)
        if found is None:
            raise SlackError("user_not_found")
        return found

    def channel(self, channel: str) -> Channel:
        found = self.channels.get(channel)
        if found is None:
            raise SlackError("channel_not_found")
        return found

    def direct_channel(self, user: str) -> Channel:
        """The direct message between this person and the bot, made when first asked for."""
        self.person(user)
        channel_id = f"D{user[1:]}"
        if channel_id not in self.channels:
            self.channels[channel_id] = Channel(
                id=channel_id,
                name=self.seed.bot.name,
                topic={"ja": "", "en": ""},
                members=[user, self.bot_user],
                is_private=True,
                im_user=user,
            )
        return self.channels[channel_id]

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Message]:
        """What all members see, oldest first: the channel, or one thread with its parent."""
        seen = [m for m in self._messages[channel] if m.only_for is None]
        if thread_ts is not None:
            return [m for m in seen if thread_ts in (m.ts, m.thread_ts)]
        return [m for m in seen if m.thread_ts in (None, m.ts) or m.broadcast]

    def ephemerals(self, user: str) -> list[Message]:
        """What only this person sees, oldest first."""
        everywhere = itertools.chain.from_iterable(self._messages.values())
        return sorted((m for m in everywhere if m.only_for == user), key=lambda m: m.ts)

    def message(self, channel: str, ts: str) -> Message:
        for message in self._messages[channel]:
            if message.ts == ts:
                return message
        raise SlackError("message_not_found")

    def replies_to(self, parent: Message) -> list[Message]:
        return [
            m
            for m in self._messages[parent.channel]
            if m.thread_ts == parent.ts and m.ts != parent.ts and m.only_for is None
        ]

    def add(self, message: Message) -> Message:
        """Keep a message; the bot hears of it unless it is ephemeral."""
        self._messages[message.channel].append(message)
        if message.is_bot and message.thread_ts is not None:
            self.statuses.pop((message.channel, message.thread_ts), None)
        self._tell("posted", message, None)
        return message

    def revise(self, message: Message, *, text: str, blocks: list[JsonObject]) -> None:
        """Give a message new content; it keeps its timestamp, so it stays where it is."""
        before = replace(message)
        message.text, message.blocks = text, blocks
        message.edited_ts = self.timestamps.next()
        self._tell("changed", message, before)

    def remove(self, message: Message) -> None:
        self._messages[message.channel].remove(message)
        self._tell("deleted", message, message)

    def _tell(self, what: str, message: Message, before: Message | None) -> None:
        self.changes.bump()
        if message.only_for is None:
            for happening in self.happenings:
                happening(what, message, before)

    def notice(
        self,
        kind: str,
        source: str,
        code: str,
        *,
        details: tuple[str, ...] = (),
        user: str | None = None,
    ) -> None:
        """Say out loud what was refused or failed; the page shows it, tests read it."""
        entry = Notice(next(self._notice_ids), kind, source, code, details, user)
        self.notices.append(entry)
        self.changes.bump()

    def new_id(self, prefix: str) -> str:
        """A Slack-like id: the prefix and ten capitals or digits."""
        return prefix + secrets.token_hex(5).upper()
