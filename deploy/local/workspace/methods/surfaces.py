"""`views.*` and `assistant.threads.*`: modals, App Home, and the signs of work in progress."""

from typing import Any

from deploy.local.workspace.arguments import Arguments
from deploy.local.workspace.blockkit.surfaces import check_view
from deploy.local.workspace.methods.chat import name_blocks
from deploy.local.workspace.objects import view_object
from deploy.local.workspace.records import JsonObject, SlackError, View
from deploy.local.workspace.state import State

MOST_PROMPTS = 4


def open_(state: State, args: Arguments) -> JsonObject:
    body = accepted_view(args.json("view"), surface="modal")
    user = state.triggers.spend(args.needed("trigger_id"))
    return _answer(state, state.views.open(user, body))


def push(state: State, args: Arguments) -> JsonObject:
    body = accepted_view(args.json("view"), surface="modal")
    user = state.triggers.spend(args.needed("trigger_id"))
    return _answer(state, state.views.push(user, body))


def update(state: State, args: Arguments) -> JsonObject:
    body = accepted_view(args.json("view"), surface="modal")
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if view_id is None and external_id is None:
        missing = "[ERROR] missing required field: view_id or external_id"
        raise SlackError("invalid_arguments", (missing,))
    view = state.views.find(view_id=view_id, external_id=external_id)
    return _answer(state, state.views.update(view, body, expected_hash=args.text("hash")))


def publish(state: State, args: Arguments) -> JsonObject:
    body = accepted_view(args.json("view"), surface="home")
    person = state.person(args.needed("user_id"))
    view = state.views.publish(person.id, body, expected_hash=args.text("hash"))
    return _answer(state, view)


def accepted_view(view: Any, *, surface: str) -> JsonObject:
    """The view with ids filled in, or `invalid_arguments` with Slack's objections."""
    if view is None:
        raise SlackError("invalid_arguments", ("[ERROR] missing required field: view",))
    objections = check_view(view, surface=surface)
    if objections:
        raise SlackError("invalid_arguments", tuple(objections))
    return {**view, "blocks": name_blocks(view["blocks"])}


def _answer(state: State, view: View) -> JsonObject:
    return {"view": view_object(state, view)}


def set_status(state: State, args: Arguments) -> JsonObject:
    """Shown under the thread until it is emptied or the bot's next message arrives there."""
    channel = state.channel(args.needed("channel_id"))
    place = (channel.id, args.needed("thread_ts"))
    status = args.text("status")
    if status is None:
        state.statuses.pop(place, None)
    else:
        state.statuses[place] = status
    state.changes.bump()
    return {}


def set_title(state: State, args: Arguments) -> JsonObject:
    state.channel(args.needed("channel_id"))
    args.needed("thread_ts")
    args.needed("title")
    return {}


def set_suggested_prompts(state: State, args: Arguments) -> JsonObject:
    channel = state.channel(args.needed("channel_id"))
    prompts = args.json("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= MOST_PROMPTS:
        problem = f"[ERROR] must have between 1 and {MOST_PROMPTS} items [json-pointer:/prompts]"
        raise SlackError("invalid_arguments", (problem,))
    state.prompts[channel.id] = [dict(prompt) for prompt in prompts]
    state.changes.bump()
    return {}
