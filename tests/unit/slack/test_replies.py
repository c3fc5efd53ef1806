"""A reply reaches its person, also where Ringi may not write."""

import pytest

from bot.records import Place
from bot.slack.blocks.base import Message, section
from bot.slack.replies import NotReachable, Replies
from tests.unit.slack.conftest import ASKER, GENERAL, TEAM, House

NOWHERE = Place(TEAM, "C0NOWHERE1")
HELLO = Message("hello", [section("hello")])


@pytest.fixture
def replies(house: House) -> Replies:
    return Replies(house.client, house.vault)


async def test_a_channel_that_is_shut_is_told_apart_from_a_failure(replies: Replies) -> None:
    with pytest.raises(NotReachable):
        await replies.post(NOWHERE, HELLO)


async def test_what_cannot_be_said_privately_in_a_channel_comes_directly(
    house: House, replies: Replies
) -> None:
    await replies.privately(NOWHERE, ASKER, HELLO)
    assert [m.text for m in house.workspace.messages(house.workspace.direct(ASKER))] == ["hello"]


async def test_a_response_address_that_is_used_up_is_no_dead_end(
    house: House, replies: Replies
) -> None:
    url = house.workspace.api_url.replace("/api/", "/nothing-here")
    await replies.privately(Place(TEAM, GENERAL), ASKER, HELLO, response_url=url)
    assert [m.text for m in house.workspace.ephemerals(ASKER)] == ["hello"]


async def test_progress_that_cannot_be_shown_fails_nothing(replies: Replies) -> None:
    await replies.try_update(GENERAL, "1.0", HELLO)


async def test_a_status_is_posted_once_for_a_request(house: House, replies: Replies) -> None:
    place = Place(TEAM, GENERAL)
    first = await replies.status("r1", place, HELLO)
    assert await replies.status("r1", place, HELLO) == first
    assert len(house.workspace.messages(GENERAL)) == 1
