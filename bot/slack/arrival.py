"""A job of bot.slack.parse, read back with types."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.records import Job, Json, Place


@dataclass(frozen=True, slots=True)
class Arrival:
    """What all payloads hold; `data` is the rest. `again` is whether it was delivered before."""

    id: str
    kind: str
    team: str
    user: str
    channel: str
    thread: str | None
    ts: str
    is_dm: bool
    external: bool | None
    response_url: str = field(repr=False)
    again: bool
    data: Mapping[str, Json] = field(repr=False)

    @classmethod
    def of(cls, job: Job) -> "Arrival":
        data = job.payload
        external = data.get("external")
        return cls(
            id=str(data["id"]),
            kind=job.kind,
            team=str(data["team"]),
            user=str(data["user"]),
            channel=str(data.get("channel") or ""),
            thread=str(data["thread"]) if data.get("thread") else None,
            ts=str(data.get("ts") or ""),
            is_dm=bool(data.get("is_dm")),
            external=external if isinstance(external, bool) else None,
            response_url=str(data.get("response_url") or ""),
            again=job.delivery > 1,
            data=data,
        )

    @property
    def place(self) -> Place:
        """Where to answer: in the thread, or under the message that started one."""
        return Place(self.team, self.channel, self.thread or self.ts or None)

    def text(self, name: str) -> str:
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def mapping(self, name: str) -> Mapping[str, Json]:
        value = self.data.get(name)
        return value if isinstance(value, dict) else {}

    @property
    def value(self) -> Mapping[str, Json]:
        """The ids in a button's value."""
        try:
            found = json.loads(self.text("value"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}
