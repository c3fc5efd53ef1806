"""Did Slack send this? Checked over the raw bytes, before anything is parsed.

Bolt's own check answers 500 to a timestamp that is not a number, and logs the body of a forgery.
Scheme: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping

MAX_AGE_S = 300


class Signature:
    """Slack's `v0` HMAC under one signing secret."""

    def __init__(self, secret: str, *, now: Callable[[], float]) -> None:
        if not secret:
            raise ValueError("the signing secret is empty")
        self._secret = secret.encode()
        self._now = now

    def holds(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """True only for a fresh request with the right signature; `headers` in lower case."""
        timestamp = headers.get("x-slack-request-timestamp", "")
        if not self._fresh(timestamp):
            return False
        given = headers.get("x-slack-signature", "")
        return hmac.compare_digest(self.of(body, timestamp).encode(), given.encode())

    def of(self, body: bytes, timestamp: str) -> str:
        signed = b"v0:" + timestamp.encode() + b":" + body
        return "v0=" + hmac.new(self._secret, signed, hashlib.sha256).hexdigest()

    def _fresh(self, timestamp: str) -> bool:
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            return False
        return abs(self._now() - int(timestamp)) <= MAX_AGE_S
