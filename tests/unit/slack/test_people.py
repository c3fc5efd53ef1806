"""Who people are, as the workspace says; and what follows where it does not."""

import pytest

from bot.errors import CouldNotRun
from bot.slack.app import build_client
from bot.slack.people import SlackPeople
from tests.unit.slack.conftest import (
    ASKER,
    ENGLISH,
    GENERAL,
    GUEST,
    REVIEWER,
    SHARED,
    TEAM,
    House,
)


async def test_a_person_has_their_language_and_groups(house: House) -> None:
    reviewer = await house.people.person(TEAM, REVIEWER)
    assert (reviewer.locale, reviewer.groups) == ("ja", frozenset({"S0REVIEWER"}))
    english = await house.people.person(TEAM, ENGLISH)
    assert (english.locale, english.groups) == ("en", frozenset())


async def test_guests_and_strangers_are_known_as_such(house: House) -> None:
    assert (await house.people.person(TEAM, GUEST)).guest
    assert (await house.people.person(TEAM, "U0PARTNER1")).stranger
    assert (await house.people.person(TEAM, "U0NOBODY01")).stranger
    assert not (await house.people.person(TEAM, ASKER)).stranger


async def test_a_member_of_another_team_is_a_stranger(house: House) -> None:
    assert (await house.people.fresh("T0OTHER001", ASKER)).stranger


async def test_fresh_sees_what_changed_and_the_memory_does_not(house: House) -> None:
    await house.people.person(TEAM, ASKER)
    everyone = house.workspace.state.people
    everyone[ASKER] = everyone[ASKER].model_copy(update={"deleted": True})
    assert not (await house.people.person(TEAM, ASKER)).deactivated
    assert (await house.people.fresh(TEAM, ASKER)).deactivated


async def test_the_memory_fades(house: House) -> None:
    now = 0.0
    people = SlackPeople(house.client, ttl_s=10, now=lambda: now)
    await people.person(TEAM, ASKER)
    everyone = house.workspace.state.people
    everyone[ASKER] = everyone[ASKER].model_copy(update={"deleted": True})
    now = 11.0
    assert (await people.person(TEAM, ASKER)).deactivated


async def test_a_channel_says_whether_outsiders_read_along(house: House) -> None:
    assert (await house.people.channel(TEAM, GENERAL)).external is False
    assert (await house.people.channel(TEAM, SHARED)).external is True
    direct = await house.people.channel(TEAM, house.workspace.direct(ASKER))
    assert (direct.is_dm, direct.external) == (True, False)


async def test_a_channel_that_cannot_be_read_is_unknown(house: House) -> None:
    assert (await house.people.channel(TEAM, "C0NOWHERE1")).external is None


async def test_without_an_answer_nobody_is_anybody() -> None:
    client = build_client("xoxb-nobody", api_url="http://127.0.0.1:9/api/")
    client.retry_handlers.clear()
    people = SlackPeople(client)
    with pytest.raises(CouldNotRun, match="people_unreadable"):
        await people.person(TEAM, ASKER)
    assert (await people.channel(TEAM, GENERAL)).external is None
    assert await people.directory(TEAM) == ()


async def test_the_directory_has_the_names_of_people_and_of_no_app(house: House) -> None:
    names = await house.people.directory(TEAM)
    assert {"佐藤はな", "鈴木けん"} <= set(names)
    assert "Ringi" not in names
