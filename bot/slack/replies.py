"""Say it in Slack. Nothing unfurls, nothing calls a channel, and a failed reply is raised.

A reply that Slack refuses for good (Ringi was removed, the channel is archived) goes to the person
directly instead; everything else is raised, and the job is tried again.
"""

import logging
from collections.abc import Mapping

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.ports import Vault
from bot.records import Json, Place
from bot.slack.blocks.base import Message, View

FAILURES = (SlackClientError, ClientError, TimeoutError)

_SHUT = frozenset(
    {
        "not_in_channel",
        "channel_not_found",
        "is_archived",
        "restricted_action",
        "user_not_in_channel",
    }
)
_GONE = frozenset({"not_found", "hash_conflict", "view_not_found"})

log = logging.getLogger(__name__)


class NotReachable(Exception):
    """Ringi may not write there."""


class Replies:
    """The ways to answer."""

    def __init__(self, client: AsyncWebClient, vault: Vault) -> None:
        self._client = client
        self._vault = vault

    async def post(self, place: Place, message: Message) -> str:
        """In the thread, or in the channel where there is none; its ts. Raises NotReachable."""
        try:
            posted = await self._client.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread,
                text=message.text,
                blocks=message.blocks,
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as error:
            if error.response.get("error") in _SHUT:
                raise NotReachable from error
            raise
        return str(posted["ts"])

    async def update(self, channel: str, ts: str, message: Message) -> None:
        await self._client.chat_update(
            channel=channel, ts=ts, text=message.text, blocks=message.blocks
        )

    async def privately(
        self, place: Place, user: str, message: Message, *, response_url: str = ""
    ) -> None:
        """Seen by one person: where they are if that is possible, else as a direct message."""
        if response_url and await self._respond(response_url, message):
            return
        if not place.channel or place.channel.startswith("D"):
            await self.directly(place.team, user, message, channel=place)
            return
        try:
            await self._client.chat_postEphemeral(
                channel=place.channel,
                user=user,
                thread_ts=place.thread,
                text=message.text,
                blocks=message.blocks,
            )
        except SlackApiError as error:
            if error.response.get("error") not in _SHUT:
                raise
            await self.directly(place.team, user, message)

    async def directly(
        self, team: str, user: str, message: Message, *, channel: Place | None = None
    ) -> Place:
        """As a direct message; where it went."""
        place = channel if channel and channel.channel else await self.direct_place(team, user)
        ts = await self.post(place, message)
        return Place(team, place.channel, place.thread or ts)

    async def direct_place(self, team: str, user: str) -> Place:
        opened = await self._client.conversations_open(users=user)
        return Place(team, str(opened["channel"]["id"]))

    async def fill(self, view: Mapping[str, Json], filled: View) -> None:
        """Put the content into an open view; one that was closed meanwhile stays closed."""
        try:
            await self._client.views_update(
                view_id=str(view["id"]), hash=str(view["hash"]), view=filled
            )
        except SlackApiError as error:
            if error.response.get("error") not in _GONE:
                raise

    async def home(self, user: str, view: View) -> None:
        await self._client.views_publish(user_id=user, view=view)

    async def _respond(self, response_url: str, message: Message) -> bool:
        """False where the address is used up or too old: the caller has other ways."""
        try:
            answer = await AsyncWebhookClient(
                response_url, logger=logging.getLogger("slack_sdk.webhook")
            ).send(
                text=message.text,
                blocks=message.blocks,
                response_type="ephemeral",
                replace_original=False,
            )
        except FAILURES:
            return False
        return answer.status_code == 200

    # ── one status message for a request ───────────────────────────────────────────────────────

    async def status(self, request_id: str, place: Place, message: Message) -> str:
        """Post the status, or find the one that an earlier delivery posted; its ts."""
        key = f"status:{request_id}"
        known = await self._vault.get(key)
        if known is not None:
            return known.decode()
        ts = await self.post(place, message)
        await self._vault.put(key, ts.encode())
        return ts

    async def finish(self, place: Place, ts: str, messages: list[Message]) -> None:
        """The status becomes the first message; what does not fit follows in the thread."""
        await self.update(place.channel, ts, messages[0])
        for message in messages[1:]:
            await self.post(place, message)

    async def try_update(self, channel: str, ts: str, message: Message) -> None:
        """Progress: worth showing, not worth failing for."""
        try:
            await self.update(channel, ts, message)
        except FAILURES as error:
            log.warning("status not updated", extra={"cause": type(error).__name__})
