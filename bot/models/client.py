"""The vendor's client, set so that it keeps quiet, keeps still and goes where it was sent."""

import logging
from ipaddress import ip_address
from urllib.parse import urlsplit

from openai import AsyncOpenAI, DefaultAsyncHttpxClient

OPENAI_URL = "https://api.openai.com/v1"

_TALKATIVE = ("openai", "httpx2", "httpcore2")


def build_client(*, base_url: str, api_key: str) -> AsyncOpenAI:
    """A client that never retries, redirects or logs by itself. Nothing is sent yet.

    Retries are ours (they know the deadline). A redirect would carry the prompt to a host that
    nobody configured. On DEBUG these loggers write URLs and, in some versions, whole request
    bodies: they stay at WARNING, whatever the root logger is set to.
    """
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    transport = DefaultAsyncHttpxClient(
        follow_redirects=False,
        trust_env=not is_loopback(base_url),  # a proxy must not get what is meant for this machine
    )
    return AsyncOpenAI(
        base_url=base_url,
        api_key=api_key or "none",  # self-hosted servers often want none, the client wants one
        max_retries=0,
        http_client=transport,
    )


def is_loopback(url: str) -> bool:
    """Whether this URL stays on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_hosted(url: str) -> bool:
    """Whether OpenAI's own service, or Azure's, answers there: they know every parameter."""
    host = urlsplit(url).hostname or ""
    return host.endswith((".openai.com", ".openai.azure.com", ".ai.azure.com"))
