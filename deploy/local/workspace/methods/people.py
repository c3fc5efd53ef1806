"""`auth.test`, `users.*` and `usergroups.*`: who is who."""

from deploy.local.workspace.arguments import Arguments
from deploy.local.workspace.objects import bot_user_object, user_object, usergroup_object
from deploy.local.workspace.records import JsonObject, SlackError
from deploy.local.workspace.seed import Usergroup
from deploy.local.workspace.state import State


def auth_test(state: State, _args: Arguments) -> JsonObject:
    seed = state.seed
    return {
        "url": f"{state.base_url}/",
        "team": seed.team.name,
        "user": seed.bot.name.lower(),
        "team_id": seed.team.id,
        "user_id": seed.bot.user_id,
        "bot_id": seed.bot.bot_id,
        "is_enterprise_install": False,
    }


def info(state: State, args: Arguments) -> JsonObject:
    user = args.needed("user")
    if user == state.bot_user:
        return {"user": bot_user_object(state)}
    person = state.person(user)
    return {"user": user_object(state, person, include_locale=args.flag("include_locale"))}


def list_(state: State, args: Arguments) -> JsonObject:
    include_locale = args.flag("include_locale")
    members = [
        user_object(state, person, include_locale=include_locale)
        for person in state.people.values()
    ]
    return {
        "members": [*members, bot_user_object(state)],
        "cache_ts": int(state.now()),
        "response_metadata": {"next_cursor": ""},
    }


def list_usergroups(state: State, args: Arguments) -> JsonObject:
    groups = [usergroup_object(state, group) for group in state.seed.usergroups]
    if not args.flag("include_users"):
        groups = [{k: v for k, v in group.items() if k != "users"} for group in groups]
    return {"usergroups": groups}


def list_usergroup_members(state: State, args: Arguments) -> JsonObject:
    return {"users": list(_usergroup(state, args.needed("usergroup")).members)}


def _usergroup(state: State, usergroup: str) -> Usergroup:
    for group in state.seed.usergroups:
        if group.id == usergroup:
            return group
    raise SlackError("no_such_subteam")
