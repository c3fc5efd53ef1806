"""`conversations.*` and `reactions.*`: places, what was said there, and reactions to it."""

from deploy.local.workspace.arguments import Arguments
from deploy.local.workspace.objects import channel_object, message_object
from deploy.local.workspace.records import Channel, JsonObject, Message, SlackError
from deploy.local.workspace.state import State

PAGE = 100
MOST = 999


def info(state: State, args: Arguments) -> JsonObject:
    channel = state.channel(args.needed("channel"))
    shown = channel_object(state, channel)
    if args.flag("include_locale"):
        shown["locale"] = "ja-JP"
    return {"channel": shown}


def history(state: State, args: Arguments) -> JsonObject:
    """Newest first, threads left out, as Slack gives it."""
    channel = _readable(state, args)
    found = [m for m in reversed(state.messages(channel.id)) if _within(m, args)]
    return _page(state, found, args)


def replies(state: State, args: Arguments) -> JsonObject:
    """The thread, oldest first, its first message included."""
    channel = _readable(state, args)
    ts = args.needed("ts")
    try:
        asked = state.message(channel.id, ts)
    except SlackError:
        raise SlackError("thread_not_found") from None
    root = asked.thread_ts or asked.ts
    found = [m for m in state.messages(channel.id, root) if m.ts == root or _within(m, args)]
    return _page(state, found, args)


def _readable(state: State, args: Arguments) -> Channel:
    channel = state.channel(args.needed("channel"))
    if state.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _within(message: Message, args: Arguments) -> bool:
    oldest, latest = args.text("oldest") or "0", args.text("latest")
    if args.flag("inclusive"):
        return oldest <= message.ts and (latest is None or message.ts <= latest)
    return oldest < message.ts and (latest is None or message.ts < latest)


def _page(state: State, found: list[Message], args: Arguments) -> JsonObject:
    start = _cursor(args.text("cursor"))
    limit = min(max(args.whole("limit", PAGE), 1), MOST)
    end = start + limit
    more = end < len(found)
    return {
        "messages": [message_object(state, m) for m in found[start:end]],
        "has_more": more,
        "response_metadata": {"next_cursor": f"after-{end}" if more else ""},
    }


def _cursor(cursor: str | None) -> int:
    if cursor is None:
        return 0
    prefix, _, number = cursor.partition("-")
    if prefix != "after" or not number.isdigit():
        raise SlackError("invalid_cursor")
    return int(number)


def open_(state: State, args: Arguments) -> JsonObject:
    existing = args.text("channel")
    if existing is not None:
        return {"channel": channel_object(state, state.channel(existing))}
    users = args.needed("users").split(",")
    if len(users) != 1:
        raise SlackError("method_not_supported_for_channel_type")
    channel = state.direct_channel(users[0])
    shown = channel_object(state, channel) if args.flag("return_im") else {"id": channel.id}
    return {"channel": shown}


def members(state: State, args: Arguments) -> JsonObject:
    channel = state.channel(args.needed("channel"))
    start = _cursor(args.text("cursor"))
    end = start + min(max(args.whole("limit", PAGE), 1), MOST)
    more = end < len(channel.members)
    return {
        "members": channel.members[start:end],
        "response_metadata": {"next_cursor": f"after-{end}" if more else ""},
    }


def of_user(state: State, args: Arguments) -> JsonObject:
    """`users.conversations`: where a person, or by default the bot, is a member."""
    user = args.text("user") or state.bot_user
    kinds = set((args.text("types") or "public_channel").split(","))
    named = {"channel": "public_channel", "group": "private_channel", "im": "im"}
    found = [
        channel_object(state, channel)
        for channel in state.channels.values()
        if user in channel.members and named[channel.kind] in kinds
    ]
    return {"channels": found, "response_metadata": {"next_cursor": ""}}


def add_reaction(state: State, args: Arguments) -> JsonObject:
    message = _reacted_to(state, args)
    users = message.reactions.setdefault(args.needed("name"), [])
    if state.bot_user in users:
        raise SlackError("already_reacted")
    users.append(state.bot_user)
    state.changes.bump()
    return {}


def remove_reaction(state: State, args: Arguments) -> JsonObject:
    message = _reacted_to(state, args)
    name = args.needed("name")
    users = message.reactions.get(name, [])
    if state.bot_user not in users:
        raise SlackError("no_reaction")
    users.remove(state.bot_user)
    if not users:
        del message.reactions[name]
    state.changes.bump()
    return {}


def _reacted_to(state: State, args: Arguments) -> Message:
    channel = state.channel(args.needed("channel"))
    return state.message(channel.id, args.needed("timestamp"))
