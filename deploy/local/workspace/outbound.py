"""What the workspace sends to the bot: signed requests or envelopes, with Slack's patience."""

import asyncio
import json
import time
from collections.abc import Coroutine, Mapping
from typing import Any
from urllib.parse import urlencode

import aiohttp

from deploy.local.workspace.installation import Installation
from deploy.local.workspace.records import Delivery, JsonObject, Parcel
from deploy.local.workspace.signing import signature
from deploy.local.workspace.socketmode import SocketMode
from deploy.local.workspace.state import State

ACK_TIMEOUT_S = 3.0
RETRY_DELAYS_S = (0.0, 60.0, 300.0)
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class Outbound:
    """Delivers parcels over an open socket, else to `bot_url`; remembers every attempt."""

    def __init__(
        self,
        state: State,
        installation: Installation,
        *,
        sockets: SocketMode,
        ack_timeout_s: float = ACK_TIMEOUT_S,
        retry_delays_s: tuple[float, ...] = RETRY_DELAYS_S,
    ) -> None:
        self.bot_url: str | None = None
        self.deliveries: list[Delivery] = []
        self._state = state
        self._installation = installation
        self._sockets = sockets
        self._ack_timeout_s = ack_timeout_s
        self._retry_delays_s = retry_delays_s
        self._session: aiohttp.ClientSession | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        return self._sockets.connected or self.bot_url is not None

    async def deliver(self, parcel: Parcel) -> Delivery:
        """One attempt; a failure becomes a notice, as the person in front of Slack would see."""
        delivery = await self._attempt(parcel, attempt=0, reason="")
        if not delivery.acked:
            self._say_failed(delivery)
        return delivery

    def send_event(self, parcel: Parcel) -> None:
        """Deliver in the background, with retries until it is acknowledged."""
        if self.connected:
            self._spawn(self._deliver_event(parcel))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def settle(self) -> None:
        """Wait until every event was acknowledged or given up."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def close(self) -> None:
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _deliver_event(self, parcel: Parcel) -> None:
        delivery = await self._attempt(parcel, attempt=0, reason="")
        for attempt, delay_s in enumerate(self._retry_delays_s, start=1):
            if delivery.acked or delivery.answer.get("no_retry"):
                break
            await asyncio.sleep(delay_s)
            reason = "http_timeout" if delivery.status is None else "http_error"
            delivery = await self._attempt(parcel, attempt=attempt, reason=reason)
        if not delivery.acked:
            self._say_failed(delivery)

    def _say_failed(self, delivery: Delivery) -> None:
        code = "operation_timeout" if delivery.status is None else "dispatch_failed"
        self._state.notice(
            "undelivered",
            delivery.kind,
            code,
            details=(f"status: {delivery.status}",),
            user=_person_behind(delivery.payload),
        )

    async def _attempt(self, parcel: Parcel, *, attempt: int, reason: str) -> Delivery:
        transport = "socket" if self._sockets.connected else "http"
        started_s = time.perf_counter()
        if transport == "socket":
            status, answer = await self._over_socket(parcel, attempt, reason)
        else:
            retry = {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason}
            content_type, body = encode(parcel)
            headers = self._signed(body) | {"content-type": content_type}
            status, answer = await self.post(body, headers | (retry if attempt else {}))
        delivery = Delivery(
            route=parcel.route,
            kind=parcel.kind,
            attempt=attempt,
            status=status,
            latency_s=time.perf_counter() - started_s,
            transport=transport,
            event_id=parcel.event_id,
            payload=parcel.payload,
            answer=answer,
        )
        self.deliveries.append(delivery)
        self._state.changes.bump()
        return delivery

    async def _over_socket(
        self, parcel: Parcel, attempt: int, reason: str
    ) -> tuple[int | None, JsonObject]:
        try:
            answer = await self._sockets.send(
                parcel.route,
                parcel.payload,
                timeout_s=self._ack_timeout_s,
                retry_attempt=attempt,
                retry_reason="timeout" if reason else "",
            )
        except TimeoutError:
            return None, {}
        return 200, answer

    def _signed(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._state.now()))
        return {
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature(self._installation.signing_secret, timestamp, body),
        }

    async def post(self, body: bytes, headers: Mapping[str, str]) -> tuple[int | None, JsonObject]:
        """The status (None for no answer in time) and the answer of one request to the bot."""
        if self.bot_url is None:
            return None, {}
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(connector=connector)
        timeout = aiohttp.ClientTimeout(total=self._ack_timeout_s)
        try:
            async with self._session.post(
                self.bot_url, data=body, headers=headers, timeout=timeout
            ) as response:
                answer = _parse_answer(await response.text())
                if response.headers.get("x-slack-no-retry"):
                    answer["no_retry"] = True
                return response.status, answer
        except (TimeoutError, aiohttp.ClientError):
            return None, {}

    def signed_headers(
        self, body: bytes, *, timestamp: str | None, forged_signature: str | None
    ) -> dict[str, str]:
        """Headers for a forged request; what is None is computed as Slack would."""
        stamp = timestamp if timestamp is not None else str(int(self._state.now()))
        good = signature(self._installation.signing_secret, stamp, body)
        signed = forged_signature if forged_signature is not None else good
        headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signed}
        return {name: value for name, value in headers.items() if value}


def encode(parcel: Parcel) -> tuple[str, bytes]:
    """Content type and body, as Slack sends this route over HTTP."""
    if parcel.route == "slash_commands":
        return _FORM, urlencode(parcel.payload).encode()
    text = json.dumps(parcel.payload, ensure_ascii=False)
    if parcel.route == "interactive":
        return _FORM, urlencode({"payload": text}).encode()
    return _JSON, text.encode()


def _person_behind(payload: JsonObject) -> str | None:
    """Who clicked or typed the command; an event is nobody's to be told about."""
    user = payload.get("user")
    found = user.get("id") if isinstance(user, dict) else payload.get("user_id")
    return found if isinstance(found, str) else None


def _parse_answer(text: str) -> JsonObject:
    if not text.strip():
        return {}
    try:
        parsed = json.loads(text)
    except ValueError:
        return {"text": text}
    return parsed if isinstance(parsed, dict) else {"text": text}
