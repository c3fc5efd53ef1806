"""The Socket Mode transport: the same app, no public address. Only a kept envelope is acked."""

import asyncio
import logging

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp


class Socket:
    """One connection to Slack. The app answers 503 where nothing was kept: then no ack is sent."""

    def __init__(self, app: AsyncApp, *, app_token: str) -> None:
        self._app = app
        self._app_token = app_token

    async def run(self) -> None:
        """Stay connected until cancelled; the client reconnects by itself."""
        handler = AsyncSocketModeHandler(
            self._app,
            app_token=self._app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=self._app.client,
        )
        try:
            # connect, not start: start prints a banner to standard output
            await handler.connect_async()  # type: ignore[no-untyped-call]
            await asyncio.Event().wait()
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]
