"""The whole product on this machine, for one test: its own store, model, workspace and workers."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.records import SignOff, State
from bot.settings import Settings
from deploy.local.stack import Stack, local_stack


class Given(Settings):
    """Settings that only a test gives: neither the environment nor a `.env` file is read."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Given(home=tmp_path / "home", workers=2, log_level="ERROR")


@pytest.fixture
async def stack(settings: Settings) -> AsyncIterator[Stack]:
    """Everything up, and quiet at the end: no call of the bot that Slack would refuse."""
    async with local_stack(settings) as running:
        yield running
        assert running.workspace.refusals() == []


async def ended(stack: Stack) -> SignOff:
    """The sign-off that was sent, once it is known what became of it."""
    ends = {"published", "publish_failed", "publish_ambiguous"}

    async def found() -> SignOff | None:
        for chained in await stack.log():
            if chained.entry.kind in ends:
                return await stack.store.signoffs.get(str(chained.entry.detail["signoff"]))
        return None

    async with asyncio.timeout(30):
        while (signoff := await found()) is None:  # noqa: ASYNC110 - the log tells nobody
            await asyncio.sleep(0.05)
    return signoff


async def published(stack: Stack) -> SignOff:
    """The sign-off that was published, once it is."""
    signoff = await ended(stack)
    assert signoff.state is State.PUBLISHED
    return signoff
