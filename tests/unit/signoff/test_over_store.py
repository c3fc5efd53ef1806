"""The whole way over the real store and a real folder: signed by two at once, sent once."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.publishers.site import Site
from bot.records import Approved, Receipt, SignOff, State
from bot.signoff.publishing import Publishing
from bot.signoff.workflow import Workflow
from bot.store.cipher import Cipher
from bot.store.decisions import RedisDecisions
from bot.store.drafts import RedisDrafts
from bot.store.outbox import RedisOutbox
from bot.store.signoffs import RedisSignoffs
from bot.store.vault import RedisVault
from guards.verdict import Verdict
from tests.fakes import Frozen
from tests.unit.signoff.house import (
    RULEBOOK,
    TEAM,
    FakePeople,
    FakeSurface,
    ballot,
    draft_of,
)

RACES = 20


class Mortal(Site):
    """A site whose worker may die right after the page was written."""

    dies = False
    calls = 0

    async def publish(self, approved: Approved) -> Receipt:
        self.calls += 1
        receipt = await super().publish(approved)
        if self.dies:
            raise asyncio.CancelledError
        return receipt


@dataclass
class Company:
    """Sign-offs over a real store, with a site as both destinations."""

    workflow: Workflow
    publishing: Publishing
    decisions: RedisDecisions
    signoffs: RedisSignoffs
    outbox: RedisOutbox
    drafts: RedisDrafts
    surface: FakeSurface
    site: Mortal

    async def submitted(self, number: int, destination: str = "hook") -> SignOff:
        draft = draft_of(id=f"d_{number}", request_id=f"r_{number}")
        await self.drafts.put(draft)
        return await self.workflow.submit(
            draft.id, revision=1, destination=destination, person="U0ASK"
        )

    async def kinds(self) -> list[str]:
        return [chained.entry.kind async for chained in self.decisions.entries()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def company(redis: Redis, cipher: Cipher, clock: Frozen, folder: Path) -> Company:
    decisions = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    signoffs = RedisSignoffs(
        redis, team=TEAM, cipher=cipher, decisions=decisions, clock=clock, days=30
    )
    outbox = RedisOutbox(redis, team=TEAM, decisions=decisions, clock=clock, visibility_s=0.2)
    drafts = RedisDrafts(redis, team=TEAM, cipher=cipher, days=30)
    vault = RedisVault(redis, team=TEAM, cipher=cipher, days=30)
    surface, site = FakeSurface(), Mortal(folder, clock=clock)
    workflow = Workflow(
        signoffs=signoffs,
        drafts=drafts,
        decisions=decisions,
        vault=vault,
        people=FakePeople(),
        rulebook=RULEBOOK,
        clock=clock,
        check_output=lambda _text, _draft: Verdict(),
        offered=lambda _draft: ("site", "hook"),
    )
    publishing = Publishing(
        outbox=outbox,
        signoffs=signoffs,
        decisions=decisions,
        publishers={"site": site, "hook": site},
        surface=surface,
        rulebook=RULEBOOK,
    )
    return Company(workflow, publishing, decisions, signoffs, outbox, drafts, surface, site)


def pages_in(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("so_*.html")]


async def test_two_reviewers_at_once_never_wedge_a_sign_off(company: Company) -> None:
    """In every race both signatures count, and the second one approves."""
    states = []
    for number in range(RACES):
        signoff = await company.submitted(number)
        votes = (ballot(signoff, "U0RITA"), ballot(signoff, "U0REN"))
        await asyncio.gather(*(company.workflow.vote(vote) for vote in votes))
        after = await company.signoffs.get(signoff.id)
        assert after is not None
        states.append((after.state, len(after.votes)))
    assert states == [(State.APPROVED, 2)] * RACES


async def test_signed_text_becomes_a_page_and_a_sound_log(company: Company, folder: Path) -> None:
    """asked → signed → sent → published; the chain of entries holds."""
    signoff = await company.submitted(1, "site")
    await company.workflow.vote(ballot(signoff, "U0RITA"))
    after = await company.publishing.publish_once("w1", wait_ms=100)
    assert after is not None
    assert after.state is State.PUBLISHED
    assert signoff.digest in (folder / after.external_id).read_text(encoding="utf-8")
    assert await company.kinds() == ["guarded", "submitted", "approved", "sending", "published"]
    verified = await company.decisions.verify()
    assert (verified.count, verified.broken_seq) == (5, None)
    assert [shown.state for shown in company.surface.shown] == [State.PUBLISHED]


async def test_crash_while_sending_ends_in_one_page(company: Company, folder: Path) -> None:
    """The worker died after the page was written: it is found, not written again."""
    signoff = await company.submitted(1, "site")
    await company.workflow.vote(ballot(signoff, "U0RITA"))
    company.site.dies = True
    with pytest.raises(asyncio.CancelledError):
        await company.publishing.publish_once("dead", wait_ms=100)
    written = pages_in(folder)
    after = await _published(company)
    assert (after.state, company.site.calls) == (State.PUBLISHED, 1)
    assert pages_in(folder) == written == [after.external_id]


async def _published(company: Company) -> SignOff:
    """Wait for the abandoned item to come back; it does, or the test times out as failed."""
    async with asyncio.timeout(10):
        while True:
            after = await company.publishing.publish_once("w2", wait_ms=100)
            if after is not None:
                return after
