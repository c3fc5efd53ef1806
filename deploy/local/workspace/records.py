"""The data of the local workspace, and the one error its Web API answers with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JsonObject = dict[str, Any]


class SlackError(Exception):
    """What a Web API method answers instead of `ok`: Slack's code and, for shapes, where."""

    def __init__(self, code: str, messages: tuple[str, ...] = (), **extra: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.extra = extra


class NotThere(LookupError):
    """A driver asked for something that the person can't see or that does not exist."""


class FormIncomplete(ValueError):
    """A modal that Slack's own client would not submit; `errors` is block id → what is wrong."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = dict(errors)


@dataclass(slots=True)
class Channel:
    """A channel, or with `im_user` a direct message between that person and the bot."""

    id: str
    name: str
    topic: Mapping[str, str]
    members: list[str]
    is_private: bool = False
    is_ext_shared: bool = False
    im_user: str | None = None

    @property
    def kind(self) -> str:
        """Slack's `channel_type`."""
        if self.im_user is not None:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass(slots=True)
class Message:
    """One message; `only_for` makes it ephemeral, seen by that person and kept nowhere else."""

    ts: str
    channel: str
    user: str
    text: str = field(repr=False)
    blocks: list[JsonObject] = field(default_factory=list, repr=False)
    thread_ts: str | None = None
    is_bot: bool = False
    metadata: JsonObject | None = field(default=None, repr=False)
    files: list[JsonObject] = field(default_factory=list, repr=False)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited_ts: str | None = None
    only_for: str | None = None
    broadcast: bool = False


@dataclass(slots=True)
class View:
    """An open modal or a published App Home, as sent, with what Slack adds to it."""

    id: str
    user: str
    body: JsonObject = field(repr=False)
    hash: str
    root_id: str
    previous_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def callback_id(self) -> str:
        return str(self.body.get("callback_id") or "")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to hand a payload to the bot. `status` is None when nothing came back in time.

    `route` is Slack's: `events_api`, `interactive` or `slash_commands`. `kind` is the payload's own
    type (`app_mention`, `block_actions`, `/ringi`). `latency_s` is from
    the first byte sent until the acknowledgement was read.
    """

    route: str
    kind: str
    attempt: int
    status: int | None
    latency_s: float
    transport: str
    event_id: str = ""
    payload: JsonObject = field(default_factory=dict, repr=False)
    answer: JsonObject = field(default_factory=dict, repr=False)

    @property
    def acked(self) -> bool:
        return self.status == 200


@dataclass(frozen=True, slots=True)
class Parcel:
    """One payload on its way to the bot, whatever the transport."""

    route: str
    kind: str
    payload: JsonObject = field(repr=False)
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a developer or a person must see: a refused call, a failed delivery."""

    id: int
    kind: str
    source: str
    code: str
    details: tuple[str, ...] = ()
    user: str | None = None
