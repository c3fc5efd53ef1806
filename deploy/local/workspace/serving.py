"""Serve the local workspace on loopback, in the running event loop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.serving import serving
from deploy.local.workspace.app import build_app
from deploy.local.workspace.panels import Panels
from deploy.local.workspace.workspace import Workspace


@asynccontextmanager
async def serve(
    workspace: Workspace, *, panels: Panels | None = None, port: int = 0
) -> AsyncIterator[str]:
    """The base URL while it runs. Port 0 takes a free one; a taken port raises OSError."""
    app = build_app(workspace, panels=panels)
    async with serving(app, port=port, websockets=True) as base_url:
        workspace.state.base_url = base_url
        try:
            yield base_url
        finally:
            await workspace.close()
