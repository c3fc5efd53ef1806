"""Slack's markup, in both directions: what people sent as plain text, what a model wrote made safe.

Model output and people's words are untrusted: they may not call a channel, a group or a person,
and may not hide where a link goes.
"""

import html
import re
from collections.abc import Collection
from urllib.parse import urlsplit

_TOKEN = re.compile(r"<([@#!]|https?:|mailto:|tel:)([^<>|]*)(?:\|([^<>]*))?>")
_CALL = re.compile(r"<(?=[!@#])")
_LINK = re.compile(
    r"!?\[(?P<label>[^\[\]\n]*)\]\((?P<url>[^()\s]+)(?:\s+\"[^\"\n]*\")?\)"
    r"|<(?P<auto>https?://[^<>|\s]+)(?:\|(?P<word>[^<>]*))?>"
    r"|(?P<code>`+[^`]*`+)"
    r"|(?P<bare>https?://[^\s<>()\[\]「」、。，．）`]+)"
)


def plain(text: str, *, bot: str = "") -> str:
    """What a person typed, without Slack's tokens; a mention of `bot` is left out."""

    def written(token: re.Match[str]) -> str:
        sign, rest, label = token[1], token[2], token[3] or ""
        if sign == "@":
            return "" if rest == bot else f"@{label or rest}"
        if sign == "#":
            return f"#{label or rest}"
        if sign == "!":
            return label or f"@{rest.partition('^')[0]}"
        if sign in {"mailto:", "tel:"}:
            return label or rest
        address = sign + rest
        return f"{label} ({address})" if label and label not in address else address

    return html.unescape(_TOKEN.sub(written, text)).strip()


def safe_markdown(text: str, *, hosts: Collection[str] = ()) -> str:
    """Markdown that calls nobody; links to other hosts than `hosts` are shown, not linked."""

    def shown(link: re.Match[str]) -> str:
        if link["code"]:
            return link["code"]
        url = link["url"] or link["auto"] or link["bare"]
        if _known(url, hosts):
            return link[0]
        address = f"`{url.replace('`', '')}`"
        label = link["label"] or link["word"]
        return f"{label} ({address})" if label and label != url else address

    return _CALL.sub("＜", _LINK.sub(shown, text))


def escape(text: str) -> str:
    """Text inside mrkdwn, exactly as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """A person's words as an mrkdwn quotation."""
    return "\n".join(f">{escape(line)}" for line in text.strip().splitlines())


def pieces(text: str, *, limit: int) -> list[str]:
    """The text in pieces of at most `limit` characters, cut at blank lines, lines, or wherever."""
    found: list[str] = []
    rest = text
    while len(rest) > limit:
        cut = _cut(rest, limit)
        found.append(rest[:cut])
        rest = rest[cut:].lstrip("\n")
    return [piece for piece in (*found, rest) if piece.strip()]


def _cut(text: str, limit: int) -> int:
    paragraph, line = text.rfind("\n\n", 0, limit + 2), text.rfind("\n", 0, limit + 1)
    return next((at for at in (paragraph, line) if at > 0), limit)


def _known(url: str, hosts: Collection[str]) -> bool:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return host is not None and host in hosts
