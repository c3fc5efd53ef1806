"""A webhook as a destination, signed as Standard Webhooks says, never followed elsewhere.

The `webhook-id` is the publication's id on every attempt, so that the receiver can tell a second
delivery from a second publication. What the receiver did is only known from a complete 2xx reply.
"""

import asyncio
import ipaddress
import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp
from standardwebhooks import Webhook as Signer

from bot.errors import PublishAmbiguous, PublishFailed
from bot.ports import Clock
from bot.records import Approved, Json, Receipt

CONNECT_TIMEOUT_S = 5.0
TOTAL_TIMEOUT_S = 20.0
REPLY_LIMIT_BYTES = 64 * 1024
ID_LIMIT_CHARS = 200

_NOT_NOW = frozenset({408, 429})


class WebhookUrlError(ValueError):
    """The address can't be used: https, or http on this machine, and no credentials in it."""


class Webhook:
    """ports.Publisher over one address. `secret` is Standard Webhooks' `whsec_…`."""

    def __init__(
        self, url: str, *, secret: str, clock: Clock, timeout_s: float = TOTAL_TIMEOUT_S
    ) -> None:
        check_url(url)
        self._url = url
        self._signer = Signer(secret)
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=timeout_s, sock_connect=CONNECT_TIMEOUT_S)

    async def publish(self, approved: Approved) -> Receipt:
        """Post it. PublishFailed: refused or never connected; PublishAmbiguous: can't be told."""
        body = json.dumps(body_of(approved), ensure_ascii=False, separators=(",", ":"))
        try:
            return await self._post(approved, body)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise _failed("no_connection", retry=1) from error
        except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise _ambiguous(type(error).__name__) from error

    async def find(self, approved: Approved) -> Receipt | None:  # noqa: ARG002 - the port's name
        """A webhook can't be asked: always raises PublishAmbiguous."""
        raise _ambiguous("can_not_be_asked")

    async def _post(self, approved: Approved, body: str) -> Receipt:
        async with (
            aiohttp.ClientSession(
                timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            ) as http,
            http.post(
                self._url,
                data=body.encode(),
                headers=self._headers(approved, body),
                allow_redirects=False,
            ) as reply,
        ):
            _check_status(reply.status)
            content = await _read_bounded(reply)
            return Receipt(_external_id(content), approved.digest, approved.attempt)

    def _headers(self, approved: Approved, body: str) -> dict[str, str]:
        now = datetime.fromtimestamp(int(self._clock.now()), tz=UTC)
        message_id = approved.publication_id
        return {
            "content-type": "application/json; charset=utf-8",
            "accept-encoding": "identity",
            "user-agent": "Ringi",
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._signer.sign(message_id, now, body),
        }


def body_of(approved: Approved) -> dict[str, Json]:
    """What the receiver gets: everything the digest covers, and the digest."""
    publication = approved.publication
    return {
        "publication_id": approved.publication_id,
        "digest": approved.digest,
        "destination": publication.destination,
        "title": publication.title,
        "body_markdown": publication.body,
        "locale": approved.locale,
        "fields": dict(publication.fields),
    }


def check_url(url: str) -> None:
    """Raises WebhookUrlError unless it is https, or http to this very machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.username is not None or parts.password is not None:
            raise WebhookUrlError("a webhook address holds no credentials")
    except WebhookUrlError:
        raise
    except ValueError as error:
        raise WebhookUrlError("the webhook address can't be read") from error
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and _loopback(host))):
        raise WebhookUrlError("a webhook address is https, or http on this machine")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def _read_bounded(reply: aiohttp.ClientResponse) -> bytes:
    """The reply's body; b"" where it is longer than anything we would read."""
    content = b""
    async for chunk in reply.content.iter_chunked(8 * 1024):
        content += chunk
        if len(content) > REPLY_LIMIT_BYTES:
            return b""
    return content


def _check_status(status: int) -> None:
    """2xx passes. A redirect or another 4xx is a clear no; a 5xx may have come after the deed."""
    if 200 <= status < 300:
        return
    if status in _NOT_NOW:
        raise _failed(f"status_{status}", retry=1)
    if 300 <= status < 500:
        raise _failed(f"status_{status}", retry=0)
    raise _ambiguous(f"status_{status}")


def _external_id(content: bytes) -> str:
    """The receiver's own id, where its reply is JSON with a short `id`; "" otherwise."""
    try:
        reply = json.loads(content)
    except ValueError:
        return ""
    found = reply.get("id") if isinstance(reply, dict) else None
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return str(found) if len(str(found)) <= ID_LIMIT_CHARS else ""


def _failed(why: str, *, retry: int) -> PublishFailed:
    return PublishFailed("publish_failed", params={"retry": retry, "why": why})


def _ambiguous(why: str) -> PublishAmbiguous:
    return PublishAmbiguous("publish_ambiguous", params={"why": why})
