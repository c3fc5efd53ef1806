"""Slack's payloads, as jobs: what happened, where, by whom. Decides nothing, asks nobody.

Every payload holds: id (of the request), team, user, user_team, channel, thread, ts, is_dm,
external (None where Slack did not say), response_url. The rest is by kind:

said      text, files, mentioned, addressed a mention, a direct message, a message in a thread
command   word, template, text             /ringi …
shortcut  callback, text, files            on a message, or from anywhere (then without channel)
pressed   action, value, view, meta        a button
filled    callback, meta, values, view     a submitted modal
home      –                                App Home was opened
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.records import Json
from bot.slack.actions import CHOOSE, OPENS_VIEW, SHORTCUT_TEMPLATES, action_of
from bot.slack.blocks.form import needs_form
from bot.slack.markup import plain
from prompts.library import Library
from prompts.template import UnknownTemplate

Body = Mapping[str, Any]

_HUMAN_SUBTYPES = frozenset({None, "file_share", "thread_broadcast"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A job to be. With a `trigger`, a loading view has to be opened within three seconds."""

    kind: str
    payload: dict[str, Json] = field(repr=False)
    dedupe: str
    trigger: str = field(default="", repr=False)


def parse(body: Body, library: Library) -> Parsed | None:
    """The job in a payload, or None where it is nobody's ask (bots, edits, joins, the unknown)."""
    match body.get("type"):
        case "event_callback":
            return _event(body)
        case "block_actions":
            return _pressed(body, library)
        case "view_submission":
            return _filled(body)
        case "message_action" | "shortcut":
            return _shortcut(body, library)
        case None if body.get("command"):
            return _command(body, library)
    return None


# ── events ─────────────────────────────────────────────────────────────────────────────────────


def _event(body: Body) -> Parsed | None:
    event = body.get("event") or {}
    if event.get("type") == "app_home_opened":
        return _home(body, event)
    if not _by_a_person(event):
        return None
    bot = _bot_user(body)
    is_dm = event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")
    in_thread = event.get("thread_ts") is not None
    mentioned = event.get("type") == "app_mention"
    # in a channel Slack sends a mention twice; the app_mention is the one that is kept
    named = bool(bot) and f"<@{bot}>" in event.get("text", "")
    if event.get("type") == "message" and not is_dm and (named or not in_thread):
        return None
    dedupe = f"said:{_team(body)}:{event['channel']}:{event['ts']}"
    payload: dict[str, Json] = {
        **_base(dedupe, body),
        "user": event["user"],
        "user_team": event.get("user_team") or event.get("team") or _team(body),
        "channel": event["channel"],
        "thread": event.get("thread_ts"),
        "ts": event["ts"],
        "is_dm": is_dm,
        "external": _flag(body.get("is_ext_shared_channel")),
        "text": plain(event.get("text") or "", bot=bot),
        "files": len(event.get("files") or ()),
        "mentioned": mentioned or is_dm,
        "addressed": _addresses_another(event.get("text") or "", bot),
    }
    return Parsed("said", payload, dedupe)


def _by_a_person(event: Body) -> bool:
    return (
        event.get("type") in {"message", "app_mention"}
        and event.get("subtype") in _HUMAN_SUBTYPES
        and bool(event.get("user"))
        and not (event.get("bot_id") or event.get("edited") or event.get("hidden"))
    )


def _addresses_another(text: str, bot: str) -> bool:
    """Whether a message opens with somebody else's name: then it is not meant for Ringi."""
    return text.lstrip().startswith("<@") and not text.lstrip().startswith(f"<@{bot}>")


def _bot_user(body: Body) -> str:
    for authorization in body.get("authorizations") or ():
        if authorization.get("is_bot", True) and authorization.get("user_id"):
            return str(authorization["user_id"])
    return ""


def _home(body: Body, event: Body) -> Parsed | None:
    if event.get("tab") != "home":
        return None
    dedupe = f"home:{body.get('event_id')}"
    return Parsed("home", {**_base(dedupe, body), "user": event["user"]}, dedupe)


# ── commands and shortcuts ─────────────────────────────────────────────────────────────────────


def _command(body: Body, library: Library) -> Parsed:
    dedupe = f"command:{body.get('trigger_id')}"
    words = plain(body.get("text") or "").split(maxsplit=1)
    word = unicodedata.normalize("NFKC", words[0]).casefold() if words else "help"
    text = words[1].strip() if len(words) > 1 else ""
    template = library.by_alias(word) or ""
    payload: dict[str, Json] = {
        **_base(dedupe, body),
        "user": body["user_id"],
        "channel": body["channel_id"],
        "is_dm": str(body["channel_id"]).startswith("D"),
        "response_url": body.get("response_url") or "",
        "word": word[:40],
        "template": template,
        "text": text,
    }
    opens = bool(template) and (not text or _needs_form(library, template))
    return Parsed("command", payload, dedupe, trigger=body["trigger_id"] if opens else "")


def _shortcut(body: Body, library: Library) -> Parsed:
    dedupe = f"shortcut:{body.get('trigger_id')}"
    message = body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or ""
    payload: dict[str, Json] = {
        **_base(dedupe, body),
        **_who(body),
        "channel": channel,
        "is_dm": channel.startswith("D"),
        "ts": message.get("ts") or "",
        "thread": message.get("thread_ts") or message.get("ts"),
        "response_url": body.get("response_url") or "",
        "callback": body["callback_id"],
        "text": plain(message.get("text") or ""),
        "files": len(message.get("files") or ()),
    }
    callback = str(body["callback_id"])
    opens = callback in OPENS_VIEW or _needs_form(library, SHORTCUT_TEMPLATES.get(callback, ""))
    return Parsed("shortcut", payload, dedupe, trigger=body["trigger_id"] if opens else "")


# ── buttons and modals ─────────────────────────────────────────────────────────────────────────


def _pressed(body: Body, library: Library) -> Parsed | None:
    action = (body.get("actions") or [{}])[0]
    view = body.get("view") or {}
    container = body.get("container") or {}
    message = body.get("message") or {}
    if not action.get("action_id") or not action.get("value"):
        return None  # a select or a checkbox inside a modal: it arrives with the submission
    dedupe = f"pressed:{body.get('trigger_id')}"
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    payload: dict[str, Json] = {
        **_base(dedupe, body),
        **_who(body),
        "channel": channel,
        "is_dm": channel.startswith("D"),
        "ts": container.get("message_ts") or "",
        "thread": message.get("thread_ts") or container.get("message_ts"),
        "response_url": body.get("response_url") or "",
        "action": action["action_id"],
        "value": action["value"],
        "meta": _json(view.get("private_metadata")),
        "view": {"id": view["id"], "hash": view["hash"]} if view.get("type") == "modal" else None,
    }
    name, detail = action_of(str(action["action_id"]))
    opens = name in OPENS_VIEW or (name == CHOOSE and _needs_form(library, detail))
    opens = opens and view.get("type") != "modal"
    return Parsed("pressed", payload, dedupe, trigger=body["trigger_id"] if opens else "")


def _filled(body: Body) -> Parsed:
    view = body["view"]
    dedupe = f"filled:{view['id']}:{view.get('hash')}"
    payload: dict[str, Json] = {
        **_base(dedupe, body),
        **_who(body),
        "callback": view.get("callback_id") or "",
        "meta": _json(view.get("private_metadata")),
        "values": values_of(view),
    }
    return Parsed("filled", payload, dedupe)


def values_of(view: Body) -> dict[str, Json]:
    """What was filled in, by block id. A text, an option's value, or a list of them."""
    found: dict[str, Json] = {}
    for block, elements in ((view.get("state") or {}).get("values") or {}).items():
        for element in elements.values():
            found[block] = _value(element)
    return found


def _value(element: Body) -> Json:
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"] or ()]
    option = element.get("selected_option")
    if option:
        return str(option["value"])
    chosen = element.get("value") or element.get("selected_conversation")
    return None if chosen is None else str(chosen)


# ── what all have ──────────────────────────────────────────────────────────────────────────────


def _base(dedupe: str, body: Body) -> dict[str, Json]:
    """The request's id comes from the dedupe key: delivered twice, it is the same request."""
    return {
        "id": "r" + hashlib.sha256(dedupe.encode()).hexdigest()[:16],
        "team": _team(body),
        "user_team": body.get("team_id") or _team(body),
        "channel": "",
        "thread": None,
        "ts": "",
        "is_dm": False,
        "external": None,
        "response_url": "",
    }


def _who(body: Body) -> dict[str, Json]:
    user = body.get("user") or {}
    return {"user": user["id"], "user_team": user.get("team_id") or _team(body)}


def _team(body: Body) -> str:
    """The workspace that Ringi is installed in, which in a shared channel need not be theirs."""
    for authorization in body.get("authorizations") or ():
        if authorization.get("team_id"):
            return str(authorization["team_id"])
    team = body.get("team") or {}
    return str(team.get("id") or body.get("team_id") or "")


def _needs_form(library: Library, template: str) -> bool:
    try:
        return needs_form(library.get(template, "ja"), has_material=True)
    except UnknownTemplate:
        return False


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _json(text: str | None) -> dict[str, Json]:
    """What a view's private_metadata says; empty where it is not ours."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
