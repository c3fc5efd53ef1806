"""Every Web API method the local workspace speaks, with the scopes that Slack asks for it."""

from collections.abc import Callable
from dataclasses import dataclass

from deploy.local.workspace.arguments import Arguments
from deploy.local.workspace.methods import chat, conversations, people, surfaces
from deploy.local.workspace.records import JsonObject
from deploy.local.workspace.state import State

_READ_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_READ_PLACES = ("channels:read", "groups:read", "im:read", "mpim:read")
_OPEN_DIRECT = ("im:write", "mpim:write", "channels:manage", "groups:write")


@dataclass(frozen=True, slots=True)
class Method:
    """One method; any one of `scopes` is enough, none means that a valid token is enough."""

    call: Callable[[State, Arguments], JsonObject]
    scopes: tuple[str, ...] = ()


METHODS: dict[str, Method] = {
    "assistant.threads.setStatus": Method(surfaces.set_status, ("assistant:write", "chat:write")),
    "assistant.threads.setSuggestedPrompts": Method(
        surfaces.set_suggested_prompts, ("assistant:write",)
    ),
    "assistant.threads.setTitle": Method(surfaces.set_title, ("assistant:write",)),
    "auth.test": Method(people.auth_test),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.postMessage": Method(chat.post_message, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "conversations.history": Method(conversations.history, _READ_HISTORY),
    "conversations.info": Method(conversations.info, _READ_PLACES),
    "conversations.members": Method(conversations.members, _READ_PLACES),
    "conversations.open": Method(conversations.open_, _OPEN_DIRECT),
    "conversations.replies": Method(conversations.replies, _READ_HISTORY),
    "reactions.add": Method(conversations.add_reaction, ("reactions:write",)),
    "reactions.remove": Method(conversations.remove_reaction, ("reactions:write",)),
    "usergroups.list": Method(people.list_usergroups, ("usergroups:read",)),
    "usergroups.users.list": Method(people.list_usergroup_members, ("usergroups:read",)),
    "users.conversations": Method(conversations.of_user, _READ_PLACES),
    "users.info": Method(people.info, ("users:read",)),
    "users.list": Method(people.list_, ("users:read",)),
    "views.open": Method(surfaces.open_),
    "views.publish": Method(surfaces.publish),
    "views.push": Method(surfaces.push),
    "views.update": Method(surfaces.update),
}
