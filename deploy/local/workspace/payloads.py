"""The payloads that Slack sends to an app, built from the workspace's state. Nothing is sent."""

from typing import Any

from deploy.local.workspace.objects import message_object, team_object, view_object
from deploy.local.workspace.records import Channel, JsonObject, Message, Parcel, View
from deploy.local.workspace.state import State


def event_parcel(state: State, event: JsonObject, *, channel: Channel | None) -> Parcel:
    """An Events API callback around one event."""
    event_id = state.new_id("Ev")
    team_id = state.seed.team.id
    payload: JsonObject = {
        "token": "unused",
        "team_id": team_id,
        "context_team_id": team_id,
        "context_enterprise_id": None,
        "api_app_id": state.seed.bot.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(state.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": state.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": channel.is_ext_shared if channel else False,
        "event_context": f"4-{event_id}",
    }
    return Parcel("events_api", str(event["type"]), payload, event_id)


def message_event(state: State, message: Message, channel: Channel) -> JsonObject:
    event = message_object(state, message) | {
        "channel": channel.id,
        "channel_type": channel.kind,
        "event_ts": message.ts,
    }
    event.pop("metadata", None)
    if message.files:
        event["subtype"] = "file_share"
    if message.thread_ts is not None:
        root = next(iter(state.messages(channel.id, message.thread_ts)), message)
        event["parent_user_id"] = root.user
    return event


def mention_event(state: State, message: Message, channel: Channel) -> JsonObject:
    event = message_event(state, message, channel)
    for key in ("channel_type", "parent_user_id", "subtype"):
        event.pop(key, None)
    return event | {"type": "app_mention"}


def changed_event(state: State, message: Message, before: Message, channel: Channel) -> JsonObject:
    return _hidden_event(state, channel, "message_changed") | {
        "message": message_object(state, message),
        "previous_message": message_object(state, before),
    }


def deleted_event(state: State, before: Message, channel: Channel) -> JsonObject:
    return _hidden_event(state, channel, "message_deleted") | {
        "deleted_ts": before.ts,
        "previous_message": message_object(state, before),
    }


def _hidden_event(state: State, channel: Channel, subtype: str) -> JsonObject:
    ts = state.timestamps.next()
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "ts": ts,
        "event_ts": ts,
    }


def home_opened_event(state: State, user: str, *, tab: str) -> JsonObject:
    event: JsonObject = {
        "type": "app_home_opened",
        "user": user,
        "channel": state.direct_channel(user).id,
        "tab": tab,
        "event_ts": state.timestamps.next(),
    }
    home = state.views.home(user)
    if tab == "home" and home is not None:
        event["view"] = view_object(state, home)
    return event


def _interaction(state: State, kind: str, user: str) -> JsonObject:
    person = state.person(user)
    return {
        "type": kind,
        "token": "unused",
        "team": team_object(state),
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": "T0ANOTHER1" if person.is_stranger else state.seed.team.id,
        },
        "api_app_id": state.seed.bot.app_id,
        "is_enterprise_install": False,
        "enterprise": None,
    }


def message_click_parcel(
    state: State, user: str, message: Message, *, action: JsonObject, values: JsonObject
) -> Parcel:
    """`block_actions` from a message; an ephemeral one comes without its content, as in Slack."""
    channel = state.channel(message.channel)
    container: JsonObject = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    payload = _interaction(state, "block_actions", user) | {
        "container": container,
        "channel": _channel_ref(channel),
        "trigger_id": state.triggers.issue(user),
        "state": {"values": values},
        "response_url": _response_url(state, user, message),
        "actions": [action],
    }
    if message.only_for is None:
        payload["message"] = message_object(state, message)
    return Parcel("interactive", "block_actions", payload)


def view_click_parcel(
    state: State, view: View, *, action: JsonObject, values: JsonObject
) -> Parcel:
    payload = _interaction(state, "block_actions", view.user) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": state.triggers.issue(view.user),
        "view": view_object(state, view, values),
        "state": {"values": values},
        "actions": [action],
    }
    return Parcel("interactive", "block_actions", payload)


def submission_parcel(state: State, view: View, *, values: JsonObject) -> Parcel:
    payload = _interaction(state, "view_submission", view.user) | {
        "trigger_id": state.triggers.issue(view.user),
        "view": view_object(state, view, values),
        "response_urls": [],
    }
    return Parcel("interactive", "view_submission", payload)


def closed_parcel(state: State, view: View, *, is_cleared: bool) -> Parcel:
    payload = _interaction(state, "view_closed", view.user) | {
        "view": view_object(state, view),
        "is_cleared": is_cleared,
    }
    return Parcel("interactive", "view_closed", payload)


def message_shortcut_parcel(
    state: State, user: str, message: Message, *, callback_id: str
) -> Parcel:
    channel = state.channel(message.channel)
    payload = _interaction(state, "message_action", user) | {
        "action_ts": state.timestamps.next(),
        "channel": _channel_ref(channel),
        "callback_id": callback_id,
        "trigger_id": state.triggers.issue(user),
        "response_url": _response_url(state, user, message),
        "message_ts": message.ts,
        "message": message_object(state, message),
    }
    return Parcel("interactive", "message_action", payload)


def shortcut_parcel(state: State, user: str, *, callback_id: str) -> Parcel:
    payload = _interaction(state, "shortcut", user) | {
        "action_ts": state.timestamps.next(),
        "callback_id": callback_id,
        "trigger_id": state.triggers.issue(user),
    }
    return Parcel("interactive", "shortcut", payload)


def slash_parcel(state: State, user: str, channel: Channel, *, command: str, text: str) -> Parcel:
    person, team = state.person(user), state.seed.team
    token = state.response_urls.issue(user, channel.id, message_ts=None, thread_ts=None)
    payload: dict[str, Any] = {
        "token": "unused",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.im_user else channel.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": state.seed.bot.app_id,
        "is_enterprise_install": "false",
        "response_url": f"{state.base_url}/respond/{token}",
        "trigger_id": state.triggers.issue(user),
    }
    return Parcel("slash_commands", command, payload)


def _channel_ref(channel: Channel) -> JsonObject:
    return {"id": channel.id, "name": "directmessage" if channel.im_user else channel.name}


def _response_url(state: State, user: str, message: Message) -> str:
    token = state.response_urls.issue(
        user, message.channel, message_ts=message.ts, thread_ts=message.thread_ts
    )
    return f"{state.base_url}/respond/{token}"
