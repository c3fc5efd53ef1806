"""What every Drafts promises: each revision follows the one before it, and none is lost."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import Stale
from bot.records import Place
from bot.store.cipher import Cipher
from bot.store.drafts import RedisDrafts
from tests.builders import PLACE, TEAM, draft
from tests.fakes import FakeDrafts

Drafts = FakeDrafts | RedisDrafts


@pytest.fixture(params=["fake", "real"])
def drafts(request: pytest.FixtureRequest, cipher: Cipher) -> Drafts:
    if request.param == "fake":
        return FakeDrafts()
    return RedisDrafts(request.getfixturevalue("redis"), team=TEAM, cipher=cipher, days=30)


async def test_draft_comes_back_as_it_was(drafts: Drafts) -> None:
    await drafts.put(draft())
    assert await drafts.get("draft-1") == draft()


async def test_unknown_draft_is_none(drafts: Drafts) -> None:
    assert await drafts.get("draft-1") is None
    assert await drafts.get("draft-1", revision=1) is None


async def test_newest_revision_is_the_current_one(drafts: Drafts) -> None:
    await drafts.put(draft())
    await drafts.put(draft(revision=2))
    current = await drafts.get("draft-1")
    assert current is not None
    assert current.revision == 2


async def test_older_revision_can_still_be_read(drafts: Drafts) -> None:
    await drafts.put(draft())
    await drafts.put(draft(revision=2, locale="en"))
    assert await drafts.get("draft-1", revision=1) == draft()


@pytest.mark.parametrize("revision", [0, 1, 3], ids=["before", "same", "skips"])
async def test_revision_that_does_not_follow_is_refused(drafts: Drafts, revision: int) -> None:
    await drafts.put(draft())
    with pytest.raises(Stale, match="draft_moved"):
        await drafts.put(draft(revision=revision, locale="en"))
    assert await drafts.get("draft-1") == draft()


async def test_first_revision_is_one(drafts: Drafts) -> None:
    with pytest.raises(Stale, match="draft_moved"):
        await drafts.put(draft(revision=2))


async def test_of_racing_revisions_one_is_kept(drafts: Drafts) -> None:
    await drafts.put(draft())
    racing = (drafts.put(draft(revision=2, locale=f"l{n}")) for n in range(6))
    ended = await asyncio.gather(*racing, return_exceptions=True)
    assert ended.count(None) == 1


async def test_thread_knows_its_newest_draft(drafts: Drafts) -> None:
    await drafts.put(draft())
    await drafts.put(draft(id="draft-2"))
    assert await drafts.in_thread(PLACE) == draft(id="draft-2")


async def test_thread_gives_the_current_revision(drafts: Drafts) -> None:
    await drafts.put(draft())
    await drafts.put(draft(revision=2))
    assert await drafts.in_thread(PLACE) == draft(revision=2)


@pytest.mark.parametrize(
    "place",
    [
        Place(TEAM, "C0000002", PLACE.thread),
        Place(TEAM, PLACE.channel, "1.1"),
        replace(PLACE, thread=None),
    ],
    ids=["other channel", "other thread", "no thread"],
)
async def test_other_place_has_no_draft(drafts: Drafts, place: Place) -> None:
    await drafts.put(draft())
    assert await drafts.in_thread(place) is None


async def test_draft_outside_a_thread_is_kept(drafts: Drafts) -> None:
    loose = draft(place=replace(PLACE, thread=None))
    await drafts.put(loose)
    assert await drafts.get("draft-1") == loose
