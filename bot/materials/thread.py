"""A Slack thread as material: who said what, oldest first, without Ringi's own words."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BadInput
from bot.ports import People
from bot.records import Material, Place

PAGE = 200
MAX_MESSAGES = 1_000


class SlackThreads:
    """Reads threads through the Web API. Answers bot.ports.Materials."""

    def __init__(self, client: AsyncWebClient, people: People) -> None:
        self._client = client
        self._people = people

    async def gather(self, place: Place) -> Material:
        """The whole thread. Raises BadInput('no_thread') where there is none to read."""
        if place.thread is None:
            raise BadInput("no_thread")
        lines = [
            f"{await self._name(place.team, message['user'])}: {message['text']}"
            for message in await self._messages(place.channel, place.thread)
            if message.get("user") and message.get("text") and not message.get("bot_id")
        ]
        if not lines:
            raise BadInput("no_thread")
        source = f"slack:{place.channel}/{place.thread}"
        return Material(id="thread", kind="thread", source=source, text="\n".join(lines))

    async def _messages(self, channel: str, thread: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []
        cursor = ""
        try:
            while len(found) <= MAX_MESSAGES:
                page = await self._client.conversations_replies(
                    channel=channel, ts=thread, limit=PAGE, cursor=cursor or None
                )
                found += page["messages"]
                cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
                if not cursor:
                    return found
        except SlackApiError as error:
            raise BadInput("no_thread") from error
        raise BadInput("too_long", params={"length": len(found), "limit": MAX_MESSAGES})

    async def _name(self, team: str, person_id: str) -> str:
        return (await self._people.person(team, person_id)).name
