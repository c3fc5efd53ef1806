"""The Starlette app: Slack's side for the bot, and a page for people, on loopback only."""

from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from deploy.local.workspace.control import Control
from deploy.local.workspace.panels import Panels
from deploy.local.workspace.webapi import WebApi
from deploy.local.workspace.workspace import Workspace

PAGE_DIR = Path(__file__).with_name("page")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
# The published site is untrusted here: no scripts, no origin of its own, nothing from elsewhere.
_SITE_POLICY = (
    "sandbox; default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def build_app(workspace: Workspace, *, panels: Panels | None = None) -> Starlette:
    """The whole local workspace; `panels` feeds what the page shows beside the chat."""
    shown = panels or Panels()
    api = WebApi(workspace.state, workspace.installation, sockets=workspace.sockets)
    routes: list[BaseRoute] = [
        *api.routes(),
        workspace.sockets.route(),
        *Control(workspace, panels=shown).routes(),
        Route("/", lambda _request: FileResponse(PAGE_DIR / "index.html")),
        Mount("/page", StaticFiles(directory=PAGE_DIR)),
    ]
    if shown.site_dir is not None:
        site = StaticFiles(directory=shown.site_dir, html=True, check_dir=False)
        routes.append(Mount("/site", site))
    return Starlette(routes=routes, middleware=[Middleware(LoopbackOnly)])


class LoopbackOnly:
    """Refuses a foreign Host (DNS rebinding) and, for the page's acts, a foreign Origin (CSRF)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        if not _is_welcome(scope, headers):
            await PlainTextResponse("forbidden", status_code=403)(scope, receive, send)
            return
        policy = _SITE_POLICY if scope["path"].startswith("/site") else _PAGE_POLICY

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", policy.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                    (b"cache-control", b"no-store"),
                ]
            await send(message)

        await self._app(scope, receive, send_guarded)


def _is_welcome(scope: Scope, headers: dict[str, str]) -> bool:
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        return False
    origin = headers.get("origin")
    if origin is not None and origin not in (f"http://{host}", f"ws://{host}"):
        return False
    if scope["path"].startswith("/local/") and scope.get("method") == "POST":
        return headers.get("content-type", "").startswith("application/json")
    return True
