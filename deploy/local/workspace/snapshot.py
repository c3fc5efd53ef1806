"""What one person sees right now, as JSON for the page."""

from deploy.local.workspace.objects import message_object
from deploy.local.workspace.records import Channel, JsonObject, Message, Notice, View
from deploy.local.workspace.workspace import Workspace

SHOWN_MESSAGES = 200
SHOWN_NOTICES = 20


def directory(workspace: Workspace, *, site: bool) -> JsonObject:
    """What does not change while the workspace runs."""
    seed = workspace.seed
    return {
        "team": seed.team.model_dump(),
        "bot": {"id": seed.bot.user_id, "name": seed.bot.name},
        "people": [
            person.model_dump(include={"id", "name", "real_name", "locale", "persona", "title"})
            for person in seed.people
        ],
        "commands": [command.model_dump() for command in seed.commands],
        "message_shortcuts": [entry.model_dump() for entry in seed.message_shortcuts],
        "shortcuts": [entry.model_dump() for entry in seed.shortcuts],
        "usergroups": {group.id: group.handle for group in seed.usergroups},
        "site": site,
    }


def snapshot(workspace: Workspace, *, user: str, channel: str, thread_ts: str | None) -> JsonObject:
    """Channels, the open channel and thread, modals, App Home and notices of one person."""
    state = workspace.state
    state.direct_channel(user)
    own = [c for c in state.channels.values() if user in c.members]
    opened = next((c for c in own if c.id == channel), own[0])
    home = state.views.home(user)
    return {
        "revision": state.changes.revision,
        "connected": workspace.outbound.connected,
        "channels": [_channel(workspace, c) for c in own],
        "channel": opened.id,
        "messages": _shown(workspace, user, opened, None),
        "thread_ts": thread_ts,
        "thread": _shown(workspace, user, opened, thread_ts) if thread_ts else [],
        "modals": [_view(view) for view in state.views.stack(user)],
        "home": _view(home) if home else None,
        "statuses": [
            {"thread_ts": ts, "text": text}
            for (place, ts), text in state.statuses.items()
            if place == opened.id
        ],
        "prompts": state.prompts.get(opened.id, []),
        "notices": [_notice(n) for n in state.notices[-SHOWN_NOTICES:] if n.user in (None, user)],
    }


def _channel(workspace: Workspace, channel: Channel) -> JsonObject:
    messages = workspace.state.messages(channel.id)
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": dict(channel.topic),
        "is_ext_shared": channel.is_ext_shared,
        "latest": messages[-1].ts if messages else None,
    }


def _shown(
    workspace: Workspace, user: str, channel: Channel, thread_ts: str | None
) -> list[JsonObject]:
    state = workspace.state
    common = state.messages(channel.id, thread_ts)
    private = [
        m for m in state.ephemerals(user) if m.channel == channel.id and m.thread_ts == thread_ts
    ]
    both = sorted(common + private, key=lambda m: m.ts)[-SHOWN_MESSAGES:]
    return [_message(workspace, m) for m in both]


def _message(workspace: Workspace, message: Message) -> JsonObject:
    shown = message_object(workspace.state, message)
    return shown | {"is_bot": message.is_bot, "is_ephemeral": message.only_for is not None}


def _view(view: View) -> JsonObject:
    return {**view.body, "id": view.id, "hash": view.hash, "errors": view.errors}


def _notice(notice: Notice) -> JsonObject:
    return {
        "id": notice.id,
        "kind": notice.kind,
        "source": notice.source,
        "code": notice.code,
        "details": list(notice.details),
    }
