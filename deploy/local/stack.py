"""Everything on this machine, in one event loop: store, model, workspace, web and workers.

What the settings name is used; what they leave out is started here. So a key in the environment
replaces the offline model, and a Redis replaces the embedded store, without another command.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.bootstrap import Office, Store, build_office, build_parts, open_store
from bot.processes import SystemClock, web, working
from bot.records import Chained
from bot.serving import serving
from bot.settings import Settings
from bot.store.export import to_jsonl
from deploy.local import model as offline
from deploy.local.workspace.installation import Installation
from deploy.local.workspace.panels import Entries, Panels
from deploy.local.workspace.serving import serve as serve_workspace
from deploy.local.workspace.workspace import Workspace
from guards.rulebook import Rulebook, load

RULEBOOK = Path(__file__).with_name("rulebook.yaml")
SETTLE_S = 5.0
MANIFEST = Path(__file__).parent.parent / "slack-manifest.yaml"


@dataclass(slots=True)
class Stack:
    """What runs. `model_at` is the offline model's URL, or "" where a real model is used."""

    settings: Settings
    workspace: Workspace
    url: str
    model_at: str
    rulebook: Rulebook
    store: Store = field(init=False)
    office: Office = field(init=False)

    async def sent_to_model(self) -> Entries:
        """The bodies that the offline model was really sent, oldest first."""
        if not self.model_at:
            return ()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.model_at}/_ringi/requests") as answer,
        ):
            told: dict[str, Any] = await answer.json()
            return tuple(told["requests"])

    async def log(self) -> list[Chained]:
        """The decision log so far."""
        return [chained async for chained in self.store.decisions.entries()]

    async def log_entries(self) -> Entries:
        return [json.loads(to_jsonl(chained)) for chained in await self.log()]


@contextlib.asynccontextmanager
async def local_model(settings: Settings, *, pace_s: float = 0.0) -> AsyncIterator[str]:
    """The offline model's URL, where neither a key nor a server is set; else ""."""
    if not settings.offline:
        yield ""
        return
    async with serving(offline.build_app(pace_s=pace_s)) as url:
        yield url


def local_rulebook(settings: Settings) -> tuple[Rulebook, Path]:
    """The operator's rulebook, or the local workspace's in the language of this run."""
    if settings.rulebook is not None:
        return load(settings.rulebook), settings.rulebook.parent
    rulebook = load(RULEBOOK).model_copy(update={"locale": settings.locale})
    return rulebook, RULEBOOK.parent


@contextlib.asynccontextmanager
async def local_stack(
    settings: Settings,
    *,
    port: int = 0,
    socket_mode: bool = False,
    pace_s: float = 0.0,
    progress: Callable[[str], None] = lambda _step: None,
) -> AsyncIterator[Stack]:
    """All of it, up and talking to each other. `port` is the page's; 0 takes a free one.

    Events travel over signed HTTP, or over Socket Mode. `pace_s` is how long the offline model
    waits between two pieces of its answer, as a real one does. `progress` is told what begins:
    store · guards · doors.
    """
    workspace = Workspace(installation=Installation.from_manifest(MANIFEST))
    rulebook, base = local_rulebook(settings)
    settings.site_folder.mkdir(parents=True, exist_ok=True)
    stack = Stack(settings, workspace, "", "", rulebook)
    panels = Panels(stack.sent_to_model, stack.log_entries, settings.site_folder)
    clock = SystemClock()
    progress("store")
    async with (
        local_model(settings, pace_s=pace_s) as model_at,
        serve_workspace(workspace, panels=panels, port=port) as url,
        open_store(settings, rulebook, clock=clock) as store,
    ):
        stack.url, stack.model_at, stack.store = url, model_at, store
        stack.settings = settings = with_model(
            _connected(settings, workspace, socket_mode=socket_mode), model_at
        )
        progress("guards")
        parts = build_parts(settings, store, rulebook=rulebook, base=base, clock=clock)
        stack.office = build_office(parts)
        progress("doors")
        async with web(settings, store) as door, working(settings, store, stack.office):
            if socket_mode:
                await workspace.wait_for(lambda: workspace.outbound.connected)
            else:
                workspace.send_to(door)
            yield stack
            # an event that nobody takes would be sent again for minutes: stopping doesn't wait
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SETTLE_S):
                    await workspace.settle()
        await stack.office.model.aclose()


def with_model(settings: Settings, model_at: str) -> Settings:
    """The same settings, with the offline model where one was started."""
    if not model_at:
        return settings
    here = {
        "openai_base_url": f"{model_at}/v1",
        "openai_api_key": SecretStr("offline"),
        "model": offline.MODEL,
    }
    return settings.model_copy(update=here)


def _connected(settings: Settings, workspace: Workspace, *, socket_mode: bool) -> Settings:
    """The same settings, pointing at what was started here."""
    secrets = workspace.installation
    here: dict[str, object] = {
        "slack_bot_token": SecretStr(secrets.bot_token),
        "slack_signing_secret": SecretStr(secrets.signing_secret),
        "slack_app_token": SecretStr(secrets.app_token) if socket_mode else None,
        "slack_api_url": workspace.api_url,
        "host": "127.0.0.1",
        "port": 0,
        "site_url": f"{workspace.state.base_url}/site",
    }
    return settings.model_copy(update=here)
