"""Payloads to jobs: whose ask is it, is it one, and under which key is it the same one."""

from typing import Any

import pytest

from bot.slack.parse import parse
from prompts.library import Library


def event(**changes: Any) -> dict[str, Any]:
    inner = {
        "type": "app_mention",
        "user": "U1",
        "channel": "C1",
        "ts": "1.0",
        "text": "<@UBOT> 要約して",
    }
    return {
        "type": "event_callback",
        "event_id": "Ev1",
        "team_id": "T1",
        "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
        "event": {**inner, **changes},
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"edited": {"user": "U1"}},
        {"user": None},
        {"type": "message"},
        {"type": "message", "text": "雑談", "channel_type": "channel"},
        {"type": "message", "thread_ts": "0.5"},
        {"type": "reaction_added"},
    ],
    ids=[
        "bot",
        "edit",
        "join",
        "edited-mention",
        "nobody",
        "mention-seen-as-message",
        "talk-in-a-channel",
        "mention-in-a-thread-seen-as-message",
        "other-event",
    ],
)
def test_what_is_nobodys_ask_is_dropped(library: Library, changes: dict[str, Any]) -> None:
    assert parse(event(**changes), library) is None


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"thread_ts": "0.5"},
        {"type": "message", "text": "もっと短く", "thread_ts": "0.5"},
        {"type": "message", "text": "要約", "channel": "D1", "channel_type": "im"},
        {"type": "message", "subtype": "file_share", "channel": "D1", "files": [{}]},
    ],
    ids=["mention", "mention-in-a-thread", "in-a-thread", "direct", "file"],
)
def test_what_may_be_an_ask_is_kept(library: Library, changes: dict[str, Any]) -> None:
    parsed = parse(event(**changes), library)
    assert parsed is not None
    assert parsed.kind == "said"


def test_a_message_and_its_mention_share_one_key(library: Library) -> None:
    mention = parse(event(thread_ts="0.5"), library)
    unaddressed = {**event(type="message", thread_ts="0.5"), "authorizations": []}
    message = parse(unaddressed, library)
    assert mention is not None
    assert message is not None
    assert mention.dedupe == message.dedupe


def test_the_request_id_follows_from_the_key(library: Library) -> None:
    first, again = parse(event(), library), parse(event(), library)
    other = parse(event(ts="2.0"), library)
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.payload["id"] == again.payload["id"] != other.payload["id"]


def test_the_mention_itself_is_not_part_of_the_text(library: Library) -> None:
    parsed = parse(event(text="<@UBOT> 価格は &lt;100円 <https://a.example|a.example>"), library)
    assert parsed is not None
    assert parsed.payload["text"] == "価格は <100円 https://a.example"


@pytest.mark.parametrize("told", [True, False, None], ids=str)
def test_a_shared_channel_is_external_unknown_where_slack_does_not_say(
    library: Library, told: bool | None
) -> None:
    body = event()
    if told is not None:
        body["is_ext_shared_channel"] = told
    parsed = parse(body, library)
    assert parsed is not None
    assert parsed.payload["external"] is told


@pytest.mark.parametrize(
    ("text", "template", "rest", "opens"),
    [
        ("要約　本文です", "summary", "本文です", False),
        ("ＳＵＭＭＡＲＹ text", "summary", "text", False),
        ("brief 本文です", "campaign_brief", "本文です", True),
        ("competitor", "competitor_digest", "", True),
        ("何か 本文", "", "本文", False),
        ("", "", "", False),
    ],
    ids=["ja", "full-width", "needs-a-form", "no-text", "unknown", "nothing"],
)
def test_a_command_names_its_template(
    library: Library, text: str, template: str, rest: str, opens: bool
) -> None:
    body = {
        "command": "/ringi",
        "text": text,
        "user_id": "U1",
        "team_id": "T1",
        "channel_id": "C1",
        "trigger_id": "t1",
    }
    parsed = parse(body, library)
    assert parsed is not None
    assert parsed.payload["template"] == template
    assert parsed.payload["text"] == rest
    assert bool(parsed.trigger) is opens


def test_a_click_in_a_shared_channel_is_the_clickers_own(library: Library) -> None:
    body = {
        "type": "block_actions",
        "trigger_id": "t1",
        "team": {"id": "T1"},
        "user": {"id": "U9", "team_id": "T9"},
        "container": {"type": "message", "message_ts": "1.0", "channel_id": "C1"},
        "message": {"user": "U1"},
        "actions": [{"action_id": "sign", "value": "{}"}],
    }
    parsed = parse(body, library)
    assert parsed is not None
    assert (parsed.payload["user"], parsed.payload["user_team"]) == ("U9", "T9")
    assert parsed.payload["team"] == "T1"


def test_a_parsed_payload_shows_no_text_in_its_repr(library: Library) -> None:
    assert "要約" not in repr(parse(event(), library))
