"""Our records as the JSON objects that Slack's documentation describes."""

import html
import re
from typing import Any

from deploy.local.workspace.records import Channel, JsonObject, Message, View
from deploy.local.workspace.seed import Person, Usergroup
from deploy.local.workspace.state import State

# What a person may type that Slack keeps as markup; everything else is escaped text.
_MARKUP = re.compile(r"(<[@#!][A-Za-z0-9^|_-]+>|https?://[^\s<>「」『』（）、。]+)")


def encode_typed(text: str) -> str:
    """What a person typed, as Slack stores it: entities escaped, links in angle brackets."""
    parts = _MARKUP.split(text)
    return "".join(
        _encode_markup(p) if i % 2 else html.escape(p, quote=False) for i, p in enumerate(parts)
    )


def _encode_markup(part: str) -> str:
    return part if part.startswith("<") else f"<{html.escape(part, quote=False)}>"


def rich_text_of(text: str) -> list[JsonObject]:
    """The `rich_text` block that Slack adds to what people type."""
    elements: list[JsonObject] = []
    for i, part in enumerate(_MARKUP.split(text)):
        if not part:
            continue
        elements.append(_rich_element(part) if i % 2 else {"type": "text", "text": part})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}] if elements else []


def _rich_element(part: str) -> JsonObject:
    if part.startswith("<@"):
        return {"type": "user", "user_id": part[2:-1].split("|")[0]}
    if part.startswith("<#"):
        return {"type": "channel", "channel_id": part[2:-1].split("|")[0]}
    if part.startswith("<!"):
        return {"type": "broadcast", "range": part[2:-1].split("|")[0]}
    return {"type": "link", "url": part}


def team_object(state: State) -> JsonObject:
    return {"id": state.seed.team.id, "domain": state.seed.team.domain}


def user_object(state: State, person: Person, *, include_locale: bool) -> JsonObject:
    user: JsonObject = {
        "id": person.id,
        "team_id": _team_of(state, person),
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "tz": "Asia/Tokyo",
        "tz_offset": 32400,
        "profile": _profile(person.real_name, person.name),
        "is_admin": person.persona == "admin",
        "is_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_bot": False,
        "is_app_user": False,
        "is_stranger": person.is_stranger,
        "updated": 0,
    }
    return user | {"locale": person.locale} if include_locale else user


def bot_user_object(state: State) -> JsonObject:
    bot = state.seed.bot
    return {
        "id": bot.user_id,
        "team_id": state.seed.team.id,
        "name": bot.name.lower(),
        "deleted": False,
        "real_name": bot.name,
        "profile": _profile(bot.name, bot.name) | {"api_app_id": bot.app_id, "bot_id": bot.bot_id},
        "is_admin": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": True,
        "is_app_user": False,
        "updated": 0,
    }


def _team_of(state: State, person: Person) -> str:
    return "T0ANOTHER1" if person.is_stranger else state.seed.team.id


def _profile(real_name: str, display_name: str) -> JsonObject:
    return {
        "real_name": real_name,
        "real_name_normalized": real_name,
        "display_name": display_name,
        "display_name_normalized": display_name,
    }


def channel_object(state: State, channel: Channel) -> JsonObject:
    if channel.im_user is not None:
        return {
            "id": channel.id,
            "is_im": True,
            "user": channel.im_user,
            "is_org_shared": False,
            "is_user_deleted": state.person(channel.im_user).deleted,
            "created": 0,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": False,
        "is_general": False,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": False,
        "is_org_shared": False,
        "is_member": state.bot_user in channel.members,
        "context_team_id": state.seed.team.id,
        "topic": {"value": channel.topic["ja"], "creator": "", "last_set": 0},
        "num_members": len(channel.members),
        "created": 0,
    }


def message_object(state: State, message: Message) -> JsonObject:
    """A message as `conversations.history` and interaction payloads show it."""
    out: JsonObject = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": state.seed.team.id,
    }
    if message.is_bot:
        out |= {"bot_id": state.seed.bot.bot_id, "app_id": state.seed.bot.app_id}
    optional: dict[str, Any] = {
        "blocks": message.blocks,
        "files": message.files,
        "thread_ts": message.thread_ts,
        "metadata": message.metadata,
        "reactions": [
            {"name": name, "users": users, "count": len(users)}
            for name, users in message.reactions.items()
        ],
    }
    out |= {key: value for key, value in optional.items() if value}
    if message.edited_ts is not None:
        out["edited"] = {"user": message.user, "ts": message.edited_ts}
    return out | _thread_facts(state, message)


def _thread_facts(state: State, message: Message) -> JsonObject:
    if message.thread_ts is not None and message.thread_ts != message.ts:
        return {}
    replies = state.replies_to(message)
    if not replies:
        return {}
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": sorted({reply.user for reply in replies}),
        "latest_reply": replies[-1].ts,
    }


def view_object(state: State, view: View, values: JsonObject | None = None) -> JsonObject:
    """A view as `views.*` answers and as interaction payloads carry it."""
    body = view.body
    blank = {"type": "plain_text", "text": "", "emoji": True}
    out: JsonObject = {
        "id": view.id,
        "team_id": state.seed.team.id,
        "type": body.get("type"),
        "blocks": body.get("blocks", []),
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": {"values": values or {}},
        "hash": view.hash,
        "title": body.get("title", blank),
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": state.seed.bot.app_id,
        "app_installed_team_id": state.seed.team.id,
        "bot_id": state.seed.bot.bot_id,
    }
    return out


def usergroup_object(state: State, group: Usergroup) -> JsonObject:
    return {
        "id": group.id,
        "team_id": state.seed.team.id,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "is_external": False,
        "date_delete": 0,
        "users": list(group.members),
        "user_count": len(group.members),
    }
