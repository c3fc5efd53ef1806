"""Who people are and what channels are, as Slack says now. What can't be read counts as a no."""

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, TypeVar

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import CouldNotRun
from bot.records import Channel, Person
from bot.slack.words import short
from guards.rulebook import Rulebook

Found = TypeVar("Found")

TTL_S = 300.0
PAGE = 200
MAX_PAGES = 100

_NOBODY = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
_NO_GROUP = frozenset({"no_such_subteam", "subteam_not_found"})
_FAILURES = (SlackClientError, ClientError, TimeoutError)


class SlackPeople:
    """Answers bot.ports.People through the Web API, with a short memory."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        groups: Collection[str] = (),
        default_locale: str = "ja",
        ttl_s: float = TTL_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._groups = tuple(sorted(groups))
        self._default_locale = default_locale
        self._ttl_s = ttl_s
        self._now = now
        self._kept: dict[tuple[str, str], tuple[float, Any]] = {}

    async def person(self, team: str, person_id: str) -> Person:
        """Raises CouldNotRun('people_unreadable') where Slack does not say."""
        known: Person | None = self._known("person", person_id)
        return known if known is not None else await self._read(team, person_id, fresh=False)

    async def fresh(self, team: str, person_id: str) -> Person:
        """The same, past the memory: groups too."""
        return await self._read(team, person_id, fresh=True)

    async def _read(self, team: str, person_id: str, *, fresh: bool) -> Person:
        try:
            found = await self._read_person(team, person_id)
            groups = await self._groups_of(person_id, fresh=fresh)
        except _FAILURES as error:
            raise CouldNotRun("people_unreadable") from error
        return self._keep("person", person_id, replace(found, groups=groups))

    async def channel(self, team: str, channel_id: str) -> Channel:
        """`external` is None where it could not be read; that is not remembered."""
        known: Channel | None = self._known("channel", channel_id)
        if known is not None:
            return known
        is_dm = channel_id.startswith("D")
        try:
            answer = await self._client.conversations_info(channel=channel_id)
        except _FAILURES:
            return Channel(channel_id, team, is_dm=is_dm, external=None)
        info: dict[str, Any] = answer["channel"]
        external = bool(info.get("is_ext_shared") or info.get("is_pending_ext_shared"))
        found = Channel(channel_id, team, is_dm=bool(info.get("is_im")), external=external)
        return self._keep("channel", channel_id, found)

    async def directory(self, team: str) -> tuple[str, ...]:
        known: tuple[str, ...] | None = self._known("directory", team)
        if known is not None:
            return known
        try:
            names = tuple(sorted(await self._names()))
        except _FAILURES:
            return ()
        return self._keep("directory", team, names)

    # ── what Slack says ────────────────────────────────────────────────────────────────────────

    async def _read_person(self, team: str, person_id: str) -> Person:
        try:
            answer = await self._client.users_info(user=person_id, include_locale=True)
        except SlackApiError as error:
            if error.response.get("error") in _NOBODY:
                return Person(person_id, "", "", self._default_locale, stranger=True)
            raise
        user: dict[str, Any] = answer["user"]
        home = str(user.get("team_id") or "")
        return Person(
            id=person_id,
            team=home,
            name=_name_of(user),
            locale=short(user.get("locale"), default=self._default_locale),
            guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            stranger=bool(user.get("is_stranger")) or home != team,
            bot=bool(user.get("is_bot") or user.get("is_workflow_bot")),
            deactivated=bool(user.get("deleted")),
            tz=str(user.get("tz") or "UTC"),
        )

    async def _groups_of(self, person_id: str, *, fresh: bool) -> frozenset[str]:
        """Only the groups that the rulebook names: a plan without groups has no such method."""
        members = {group: await self._members(group, fresh=fresh) for group in self._groups}
        return frozenset(group for group, people in members.items() if person_id in people)

    async def _members(self, group: str, *, fresh: bool) -> frozenset[str]:
        known: frozenset[str] | None = None if fresh else self._known("group", group)
        if known is not None:
            return known
        try:
            answer = await self._client.usergroups_users_list(usergroup=group)
        except SlackApiError as error:
            if error.response.get("error") not in _NO_GROUP:
                raise
            return self._keep("group", group, frozenset())
        return self._keep("group", group, frozenset(answer.get("users") or ()))

    async def _names(self) -> set[str]:
        names: set[str] = set()
        cursor = ""
        for _ in range(MAX_PAGES):
            page = await self._client.users_list(limit=PAGE, cursor=cursor or None)
            for user in page.get("members") or ():
                names |= _all_names(user)
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return names

    # ── memory ─────────────────────────────────────────────────────────────────────────────────

    def _known(self, kind: str, key: str) -> Any:
        until, found = self._kept.get((kind, key), (0.0, None))
        return found if self._now() < until else None

    def _keep(self, kind: str, key: str, found: Found) -> Found:
        self._kept[kind, key] = (self._now() + self._ttl_s, found)
        return found


def groups_in(rulebook: Rulebook) -> frozenset[str]:
    """Every user group that the rulebook names, so that nothing else has to be read."""
    named = [*rulebook.roles.values(), *(rule.who for rule in rulebook.access.rules)]
    named += [route.reviewers for route in rulebook.routes.values()]
    return frozenset(group for who in named for group in who.groups)


def _name_of(user: dict[str, Any]) -> str:
    profile = user.get("profile") or {}
    return str(
        profile.get("display_name") or profile.get("real_name") or user.get("real_name") or ""
    )


def _all_names(user: dict[str, Any]) -> set[str]:
    """The names a person is called by; apps and Slackbot are not people."""
    if user.get("is_bot") or user.get("id") == "USLACKBOT":
        return set()
    profile = user.get("profile") or {}
    found = (profile.get("real_name"), profile.get("display_name"), user.get("real_name"))
    return {str(name).strip() for name in found if name and len(str(name).strip()) > 1}
