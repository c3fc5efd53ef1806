"""Turns what happens in the workspace into the events that the app subscribed to."""

from deploy.local.workspace import payloads
from deploy.local.workspace.installation import Installation
from deploy.local.workspace.outbound import Outbound
from deploy.local.workspace.records import Channel, JsonObject, Message
from deploy.local.workspace.state import State

_MESSAGE_EVENTS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


class Events:
    """Listens to the state; the bot hears only of places where it is a member."""

    def __init__(self, state: State, installation: Installation, *, outbound: Outbound) -> None:
        self._state = state
        self._installation = installation
        self._outbound = outbound
        state.happenings.append(self._happened)

    def _happened(self, what: str, message: Message, before: Message | None) -> None:
        channel = self._state.channel(message.channel)
        if self._state.bot_user not in channel.members:
            return
        if what == "posted":
            self._posted(message, channel)
        elif before is not None:
            event = (
                payloads.changed_event(self._state, message, before, channel)
                if what == "changed"
                else payloads.deleted_event(self._state, before, channel)
            )
            self._emit(_MESSAGE_EVENTS[channel.kind], event, channel)

    def _posted(self, message: Message, channel: Channel) -> None:
        event = payloads.message_event(self._state, message, channel)
        self._emit(_MESSAGE_EVENTS[channel.kind], event, channel)
        mentioned = f"<@{self._state.bot_user}" in message.text
        if mentioned and not message.is_bot and channel.im_user is None:
            mention = payloads.mention_event(self._state, message, channel)
            self._emit("app_mention", mention, channel)

    def opened_home(self, user: str, *, tab: str = "home") -> None:
        event = payloads.home_opened_event(self._state, user, tab=tab)
        self._emit("app_home_opened", event, None)

    def _emit(self, subscription: str, event: JsonObject, channel: Channel | None) -> None:
        if self._installation.hears(subscription):
            self._outbound.send_event(payloads.event_parcel(self._state, event, channel=channel))
