"""The local workspace as people and tests use it: say, click, submit, and look."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from deploy.local.workspace import forms, payloads
from deploy.local.workspace.clockwork import Now
from deploy.local.workspace.events import Events
from deploy.local.workspace.installation import Installation
from deploy.local.workspace.interactions import Interactions, check_member
from deploy.local.workspace.objects import encode_typed, rich_text_of
from deploy.local.workspace.outbound import ACK_TIMEOUT_S, RETRY_DELAYS_S, Outbound
from deploy.local.workspace.records import (
    Channel,
    Delivery,
    JsonObject,
    Message,
    Notice,
    NotThere,
    Parcel,
    SlackError,
    View,
)
from deploy.local.workspace.seed import Seed, load_seed
from deploy.local.workspace.socketmode import SocketMode
from deploy.local.workspace.state import State

Found = TypeVar("Found")


class Workspace:
    """People are named by id, name or real name; channels by id or name, `#` or not.

    Acting on what a person can't see raises NotThere. Events to the bot travel in the background
    (`settle` waits for them); clicks, commands and forms give the Delivery that they caused.
    """

    def __init__(
        self,
        seed: Seed | None = None,
        *,
        installation: Installation | None = None,
        now: Now = time.time,
        ack_timeout_s: float = ACK_TIMEOUT_S,
        retry_delays_s: tuple[float, ...] = RETRY_DELAYS_S,
    ) -> None:
        self.seed = seed or load_seed()
        self.installation = installation or Installation()
        self.state = State(self.seed, now=now)
        self.sockets = SocketMode(
            base_url=lambda: self.state.base_url,
            app_id=self.seed.bot.app_id,
            changed=self.state.changes.bump,
        )
        self.outbound = Outbound(
            self.state,
            self.installation,
            sockets=self.sockets,
            ack_timeout_s=ack_timeout_s,
            retry_delays_s=retry_delays_s,
        )
        self.interactions = Interactions(self.state, self.outbound)
        self.events = Events(self.state, self.installation, outbound=self.outbound)

    # -- where it is and whom it talks to

    @property
    def api_url(self) -> str:
        """What a bot takes as `SLACK_API_URL`."""
        return f"{self.state.base_url}/api/"

    def send_to(self, bot_url: str) -> None:
        """Deliver over HTTP to this URL, as long as no socket is open."""
        self.outbound.bot_url = bot_url

    async def close(self) -> None:
        """Give up what is under way and let go of everyone who follows."""
        self.state.changes.end()
        await self.outbound.close()

    # -- looking

    @property
    def deliveries(self) -> list[Delivery]:
        return self.outbound.deliveries

    @property
    def notices(self) -> list[Notice]:
        return self.state.notices

    def refusals(self) -> list[Notice]:
        """Calls and answers of the bot that Slack would have refused."""
        return [notice for notice in self.state.notices if notice.kind == "refused"]

    def user(self, named: str) -> str:
        for person in self.state.people.values():
            if named in (person.id, person.name, person.real_name):
                return person.id
        raise NotThere(f"nobody is called {named}")

    def channel(self, named: str) -> str:
        wanted = named.removeprefix("#")
        for channel in self.state.channels.values():
            if wanted in (channel.id, channel.name) and (
                channel.im_user is None or wanted == channel.id
            ):
                return channel.id
        raise NotThere(f"no channel is called {named}")

    def direct(self, user: str) -> str:
        """The channel id of this person's direct message with the bot."""
        return self.state.direct_channel(self.user(user)).id

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Message]:
        """A channel's messages without replies, or a thread with its first message."""
        return self.state.messages(self.channel(channel), thread_ts)

    def ephemerals(self, user: str) -> list[Message]:
        return self.state.ephemerals(self.user(user))

    def views_for(self, user: str) -> list[View]:
        """The person's open modals; the last one is in front."""
        return self.state.views.stack(self.user(user))

    def home_of(self, user: str) -> View | None:
        return self.state.views.home(self.user(user))

    async def wait_for(self, predicate: Callable[[], Found], timeout_s: float = 10.0) -> Found:
        """The first truthy answer of `predicate`, asked again after every change.

        Raises TimeoutError when none came in time.
        """
        async with asyncio.timeout(timeout_s):
            while True:
                revision = self.state.changes.revision
                found = predicate()
                if found:
                    return found
                await self.state.changes.wait_beyond(revision)

    async def settle(self) -> None:
        """Wait until the bot has acknowledged every event, or the workspace gave up."""
        await self.outbound.settle()

    # -- saying

    async def post(
        self,
        user: str,
        channel: str,
        text: str,
        *,
        thread_ts: str | None = None,
        files: Iterable[Mapping[str, Any]] = (),
    ) -> str:
        """Say something, typed as a person types it; gives the message's timestamp."""
        place = self._entered(user, channel)
        root = None
        if thread_ts is not None:
            parent = self._message(place, thread_ts)
            root = parent.thread_ts or parent.ts
        message = Message(
            ts=self.state.timestamps.next(),
            channel=place.id,
            user=self.user(user),
            text=encode_typed(text),
            blocks=rich_text_of(text),
            thread_ts=root,
            files=[dict(file) for file in files],
        )
        return self.state.add(message).ts

    async def mention(
        self, user: str, channel: str, text: str, *, thread_ts: str | None = None
    ) -> str:
        """The same, addressed to the bot."""
        addressed = f"<@{self.state.bot_user}> {text}"
        return await self.post(user, channel, addressed, thread_ts=thread_ts)

    async def slash(self, user: str, channel: str, text: str) -> Delivery:
        """A slash command as typed: `/ringi help`; without a slash, the app's first command."""
        place = self._entered(user, channel)
        command, rest = self._command(text)
        return await self.interactions.slash(
            self.user(user), place, command=command, text=encode_typed(rest.strip())
        )

    def _command(self, text: str) -> tuple[str, str]:
        if not text.startswith("/"):
            return self.seed.commands[0].name, text
        command, _, rest = text.partition(" ")
        if not self.installation.owns(command):
            raise NotThere(f"no app has the command {command}")
        return command, rest

    # -- clicking

    async def click(
        self,
        user: str,
        channel: str,
        ts: str,
        action_id: str,
        *,
        value: Any = None,
        block_id: str | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> Delivery:
        """Press or select in a message. `value` picks a button of one action id, or is selected.

        `values` is what stands in the message's other fields.
        """
        message = self._seen(user, channel, ts)
        button = value if isinstance(value, str) else None
        block, element = forms.find_element(
            message.blocks, action_id, block_id=block_id, value=button
        )
        action = forms.action_of(
            block, element, value=value, action_ts=self.state.timestamps.next()
        )
        return await self.interactions.click_message(
            self.user(user), message, action=action, values=values or {}
        )

    async def send_action(self, user: str, channel: str, ts: str, action: JsonObject) -> Delivery:
        """A click with a made-up action, such as a button the message no longer shows."""
        message = self._seen(user, channel, ts)
        made_up = {"action_ts": self.state.timestamps.next(), "block_id": "gone"} | action
        return await self.interactions.click_message(
            self.user(user), message, action=made_up, values={}
        )

    async def click_view(
        self,
        user: str,
        view_id: str,
        action_id: str,
        *,
        value: Any = None,
        block_id: str | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> Delivery:
        """Press or select in an open modal or in the person's App Home."""
        view = self._view(user, view_id)
        button = value if isinstance(value, str) else None
        block, element = forms.find_element(
            view.body["blocks"], action_id, block_id=block_id, value=button
        )
        action = forms.action_of(
            block, element, value=value, action_ts=self.state.timestamps.next()
        )
        return await self.interactions.click_view(view, action=action, values=values or {})

    async def message_shortcut(
        self, user: str, channel: str, ts: str, callback_id: str
    ) -> Delivery:
        message = self._seen(user, channel, ts)
        return await self.interactions.message_shortcut(self.user(user), message, callback_id)

    async def shortcut(self, user: str, callback_id: str) -> Delivery:
        """A global shortcut."""
        return await self.interactions.shortcut(self.user(user), callback_id)

    async def submit_view(self, user: str, view_id: str, values: Mapping[str, Any]) -> Delivery:
        """Hand in a modal; `values` is block id or action id → plain value."""
        return await self.interactions.submit(self._view(user, view_id), values)

    async def close_view(self, user: str, view_id: str, *, clear: bool = False) -> list[Delivery]:
        return await self.interactions.close(self._view(user, view_id), clear=clear)

    async def open_home(self, user: str, *, tab: str = "home") -> None:
        """Open the bot's App Home (`home`) or its `messages` tab."""
        self.events.opened_home(self.user(user), tab=tab)

    # -- forging, for tests of the bot's own door

    async def resend(self, delivery: Delivery) -> Delivery:
        """The same payload once more, freshly signed: same event id, same button."""
        parcel = Parcel(delivery.route, delivery.kind, delivery.payload, delivery.event_id)
        return await self.outbound.deliver(parcel)

    async def send_event(self, event: JsonObject, *, channel: str | None = None) -> Delivery:
        """A made-up event in a real, signed envelope."""
        place = self.state.channels.get(self.channel(channel)) if channel else None
        parcel = payloads.event_parcel(self.state, event, channel=place)
        return await self.outbound.deliver(parcel)

    async def deliver_raw(
        self,
        body: bytes | JsonObject,
        *,
        timestamp: str | None = None,
        signature: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int | None, JsonObject]:
        """Any bytes to the bot's URL; status and answer. An empty timestamp or signature is not
        sent at all, None means the right one."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = self.outbound.signed_headers(raw, timestamp=timestamp, forged_signature=signature)
        sent = {"content-type": "application/json"} | signed | dict(headers or {})
        return await self.outbound.post(raw, sent)

    async def verify_url(self) -> bool:
        """Slack's `url_verification`: whether the bot gives the challenge back."""
        challenge = self.state.new_id("challenge")
        status, answer = await self.deliver_raw(
            {"type": "url_verification", "token": "unused", "challenge": challenge}
        )
        return status == 200 and challenge in (answer.get("challenge"), answer.get("text"))

    # -- what a person may act on

    def _entered(self, user: str, channel: str) -> Channel:
        place = self.state.channels[self.channel(channel)]
        check_member(place, self.user(user))
        return place

    def _message(self, place: Channel, ts: str) -> Message:
        try:
            return self.state.message(place.id, ts)
        except SlackError as error:
            raise NotThere(f"no message {ts} in {place.id}") from error

    def _seen(self, user: str, channel: str, ts: str) -> Message:
        message = self._message(self._entered(user, channel), ts)
        if message.only_for not in (None, self.user(user)):
            raise NotThere(f"message {ts} is for somebody else")
        return message

    def _view(self, user: str, view_id: str) -> View:
        try:
            view = self.state.views.find(view_id=view_id)
        except SlackError as error:
            raise NotThere(f"no view {view_id} is open") from error
        if view.user != self.user(user):
            raise NotThere(f"view {view_id} is for somebody else")
        return view
