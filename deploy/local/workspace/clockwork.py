"""What Slack hands out for a short time: triggers, response URLs, unique timestamps."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from deploy.local.workspace.records import SlackError

TRIGGER_LIFETIME_S = 3.0
RESPONSE_LIFETIME_S = 30 * 60.0
RESPONSE_USES = 5

Now = Callable[[], float]


class Timestamps:
    """Message timestamps (`1700000000.000001`): unique and always increasing."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._last_us = 0

    def next(self) -> str:
        self._last_us = max(self._last_us + 1, int(self._now() * 1_000_000))
        return f"{self._last_us // 1_000_000}.{self._last_us % 1_000_000:06d}"


@dataclass(slots=True)
class _Trigger:
    user: str
    issued_s: float
    spent: bool = False


class Triggers:
    """Trigger ids: each opens one view, within three seconds of the click that brought it."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user: str) -> str:
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.token_hex(8)}"
        self._issued[trigger_id] = _Trigger(user, self._now())
        return trigger_id

    def spend(self, trigger_id: str) -> str:
        """The person who clicked. Raises Slack's error for an unknown, old or used trigger."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.spent:
            raise SlackError("exchanged_trigger_id")
        if self._now() - trigger.issued_s > TRIGGER_LIFETIME_S:
            raise SlackError("expired_trigger_id")
        trigger.spent = True
        return trigger.user


@dataclass(slots=True)
class ResponseTarget:
    """Where a response URL leads: the person and place of the interaction that brought it."""

    user: str
    channel: str
    message_ts: str | None
    thread_ts: str | None
    issued_s: float
    uses: int = 0


class ResponseUrls:
    """Response URLs: five uses within thirty minutes."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._issued: dict[str, ResponseTarget] = {}

    def issue(
        self, user: str, channel: str, *, message_ts: str | None, thread_ts: str | None
    ) -> str:
        """The secret last part of a response URL."""
        token = secrets.token_urlsafe(18)
        self._issued[token] = ResponseTarget(user, channel, message_ts, thread_ts, self._now())
        return token

    def use(self, token: str) -> ResponseTarget:
        target = self._issued.get(token)
        if target is None:
            raise SlackError("invalid_url")
        if self._now() - target.issued_s > RESPONSE_LIFETIME_S:
            raise SlackError("expired_url")
        if target.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        target.uses += 1
        return target
