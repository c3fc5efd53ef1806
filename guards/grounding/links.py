"""Links: whatever a page or a mail program would follow, and bare domains."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.traceable import Kind, Mention, Word

_REST = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\[\]]"
_HOST = r"(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}"
# What ends a domain that is written without anything else; node.js and report.pdf are none.
_ENDINGS = (
    r"(?:com|net|org|jp|io|ai|app|dev|info|biz|shop|tokyo|store|site|online|example"
    r"|test|co|uk|eu|de|cn|kr|tw|us)"
)
# Also without a scheme, and with one that runs.
_LINK = anchored(
    rf"(?:https?|hxxps?|ftps?|file|wss?)://(?:{_REST}{{1,2000}}|[^\s/()\[\]<>\"]{{1,200}})"
    rf"|(?:javascript|vbscript|mailto|data:[a-z]{{1,20}}/)[:A-Za-z]{_REST}{{1,2000}}"
    rf"|(?<![A-Za-z0-9:/])//{_HOST}{_REST}{{0,2000}}"
    rf"|(?<![A-Za-z0-9@./:_-])(?:www\.{_HOST}{_REST}{{0,2000}}|{_HOST}/{_REST}{{1,2000}}"
    rf"|(?P<bare>(?:[a-z0-9-]{{1,63}}\.){{1,5}}{_ENDINGS}(?![A-Za-z0-9@_-]|\.[A-Za-z0-9])))",
    words="http https hxxp hxxps ftp ftps file ws wss javascript vbscript mailto data www "
    + _ENDINGS[3:-1].replace("|", " "),
    trigger=r"//|\.[A-Za-z]{2,24}/",
    back=140,
    ahead=2_200,
)


def links(text: Anchors) -> Iterator[Mention]:
    """Every link, in order. Its reading is host and path; a bare domain's is the host."""
    for match in text.find(_LINK):
        link = match.group().rstrip(".,;:!?'*]")
        yield Mention(Kind.LINK, match.start(), match.start() + len(link), (Word(address(link)),))


def address(link: str) -> str:
    """Host and path, so that http/https, case of the host and a last slash make no difference."""
    try:
        parts = urlsplit(link if ":" in link.partition("/")[0] or link[:2] == "//" else f"//{link}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return link
    query = f"?{parts.query}" if parts.query else ""
    if not host:
        return link
    return host + unquote(parts.path).rstrip("/") + query


def host_of(where: str) -> str:
    """The host of an `address`."""
    return where.partition("/")[0].partition("?")[0]
