"""Serve the local workspace on loopback, in the running event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from deploy.local.workspace.app import build_app
from deploy.local.workspace.panels import Panels
from deploy.local.workspace.workspace import Workspace

HOST = "127.0.0.1"


@asynccontextmanager
async def serve(
    workspace: Workspace, *, panels: Panels | None = None, port: int = 0
) -> AsyncIterator[str]:
    """The base URL while it runs. Port 0 takes a free one; a taken port raises OSError."""
    listener = _listen(port)
    base_url = f"http://{HOST}:{listener.getsockname()[1]}"
    workspace.state.base_url = base_url
    server = _server(workspace, panels)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await server.ready.wait()
        yield base_url
    finally:
        await workspace.close()
        server.should_exit = True
        await running
        listener.close()


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener


class _Server(uvicorn.Server):
    """Says when it is ready, and leaves signals to whoever runs the event loop."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _server(workspace: Workspace, panels: Panels | None) -> _Server:
    return _Server(
        uvicorn.Config(
            build_app(workspace, panels=panels),
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
    )
