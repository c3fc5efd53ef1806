"""`chat.*`: posting, changing and removing messages; also what a response URL may do."""

from collections.abc import Mapping
from typing import Any

from deploy.local.workspace.arguments import Arguments
from deploy.local.workspace.blockkit.surfaces import (
    MESSAGE_CHARS,
    check_message_blocks,
    markdown_is_too_long,
    metadata_error,
)
from deploy.local.workspace.objects import message_object
from deploy.local.workspace.records import Channel, JsonObject, Message, SlackError
from deploy.local.workspace.state import State


def post_message(state: State, args: Arguments) -> JsonObject:
    channel = _place(state, args.needed("channel"))
    if state.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    text, blocks = read_content(args)
    message = state.add(
        Message(
            ts=state.timestamps.next(),
            channel=channel.id,
            user=state.bot_user,
            text=text,
            blocks=blocks,
            thread_ts=_thread(state, channel, args.text("thread_ts")),
            is_bot=True,
            metadata=_metadata(args),
            broadcast=args.flag("reply_broadcast"),
        )
    )
    return {"channel": channel.id, "ts": message.ts, "message": message_object(state, message)}


def post_ephemeral(state: State, args: Arguments) -> JsonObject:
    channel = _place(state, args.needed("channel"))
    user = state.person(args.needed("user"))
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = read_content(args)
    message = state.add(
        Message(
            ts=state.timestamps.next(),
            channel=channel.id,
            user=state.bot_user,
            text=text,
            blocks=blocks,
            thread_ts=args.text("thread_ts"),
            is_bot=True,
            only_for=user.id,
        )
    )
    return {"message_ts": message.ts}


def update(state: State, args: Arguments) -> JsonObject:
    message = _own_message(state, args, "cant_update_message")
    text, blocks = read_content(args)
    if args.json("metadata") is not None:
        message.metadata = _metadata(args)
    state.revise(message, text=text, blocks=blocks)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": message_object(state, message),
    }


def delete(state: State, args: Arguments) -> JsonObject:
    message = _own_message(state, args, "cant_delete_message")
    state.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(state: State, args: Arguments) -> JsonObject:
    channel = state.channel(args.needed("channel"))
    message = state.message(channel.id, args.needed("message_ts"))
    link = f"{state.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts is not None:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def read_content(args: Arguments) -> tuple[str, list[JsonObject]]:
    """Text and blocks as Slack would accept them, or the error that Slack would answer."""
    text, blocks = args.text("text") or "", args.json("blocks")
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > MESSAGE_CHARS:
        raise SlackError("msg_too_long")
    if blocks is None:
        return text, []
    objections = check_message_blocks(blocks)
    if objections:
        raise SlackError("invalid_blocks", tuple(objections))
    if markdown_is_too_long(blocks):
        raise SlackError("msg_blocks_too_long")
    return text, name_blocks(blocks)


def name_blocks(blocks: list[JsonObject]) -> list[JsonObject]:
    """The blocks as Slack stores them: each has a block id, each element an action id."""
    named = []
    for index, block in enumerate(blocks):
        block = {"block_id": f"b{index}", **block}
        if isinstance(block.get("elements"), list) and block["type"] != "rich_text":
            block["elements"] = [_name(e, f"e{i}") for i, e in enumerate(block["elements"])]
        for key in ("accessory", "element"):
            if key in block:
                block[key] = _name(block[key], key)
        named.append(block)
    return named


_NOT_INTERACTIVE = ("image", "mrkdwn", "plain_text")


def _name(element: JsonObject, action_id: str) -> JsonObject:
    if element.get("type") in _NOT_INTERACTIVE:
        return element
    return {"action_id": action_id, **element}


def _place(state: State, channel: str) -> Channel:
    """A channel id, or a person's id for the direct message with them."""
    if channel in state.people:
        return state.direct_channel(channel)
    return state.channel(channel)


def _thread(state: State, channel: Channel, thread_ts: str | None) -> str | None:
    """The thread's root; a reply's own timestamp leads to its thread, as with Slack."""
    if thread_ts is None:
        return None
    try:
        parent = state.message(channel.id, thread_ts)
    except SlackError:
        raise SlackError("thread_not_found") from None
    return parent.thread_ts or parent.ts


def _own_message(state: State, args: Arguments, refusal: str) -> Message:
    channel = state.channel(args.needed("channel"))
    message = state.message(channel.id, args.needed("ts"))
    if message.only_for is not None:
        raise SlackError("message_not_found")
    if not message.is_bot:
        raise SlackError(refusal)
    return message


def _metadata(args: Arguments) -> JsonObject | None:
    metadata = args.json("metadata")
    if metadata is None:
        return None
    problem = metadata_error(metadata)
    if problem is not None:
        raise SlackError(problem)
    return dict(metadata)


def respond(state: State, token: str, body: Mapping[str, Any]) -> None:
    """What the bot sends to a response URL: say, replace or remove, for one person or all."""
    target = state.response_urls.use(token)
    args = Arguments(body)
    replaced = _replaceable(state, target.channel, target.message_ts)
    if args.flag("delete_original"):
        if replaced is not None:
            state.remove(replaced)
        return
    text, blocks = read_content(args)
    if args.flag("replace_original") and replaced is not None:
        state.revise(replaced, text=text, blocks=blocks)
        return
    state.add(
        Message(
            ts=state.timestamps.next(),
            channel=target.channel,
            user=state.bot_user,
            text=text,
            blocks=blocks,
            thread_ts=args.text("thread_ts") or target.thread_ts,
            is_bot=True,
            only_for=None if body.get("response_type") == "in_channel" else target.user,
        )
    )


def _replaceable(state: State, channel: str, ts: str | None) -> Message | None:
    if ts is None:
        return None
    try:
        message = state.message(channel, ts)
    except SlackError:
        return None
    return message if message.is_bot else None
