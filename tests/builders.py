"""Records for tests, whole and harmless, with only what a test is about named by the test."""

from typing import Any

from bot.records import (
    Ballot,
    Choice,
    Draft,
    Entry,
    Material,
    Place,
    Publication,
    Section,
    Seen,
    SignOff,
    State,
)

TEAM = "T0000001"
REQUESTER = "U0000ASK"
EDITOR = "U000EDIT"
REVIEWER = "U0000REV"
SECOND_REVIEWER = "U000REV2"
PLACE = Place(TEAM, "C0000001", "1793750400.000100")
NOW = 1_793_750_400.0


def entry(kind: str = "asked", **changes: Any) -> Entry:
    told = {"request_id": "req-1", "actor": REQUESTER, "role": "requester", "team": TEAM}
    return Entry(kind=kind, **told | changes)


def seen(**changes: Any) -> Seen:
    told: dict[str, Any] = {
        "guard": "pii",
        "label": "PERSON",
        "start": 0,
        "end": 4,
        "score": 0.85,
        "rule": "pii.input.PERSON",
        "part": "",
        "action": "mask",
        "reason": {"ja": "氏名", "en": "a name"},
    }
    return Seen(**told | changes)


def draft(**changes: Any) -> Draft:
    told: dict[str, Any] = {
        "id": "draft-1",
        "request_id": "req-1",
        "revision": 1,
        "template": "campaign_brief",
        "template_version": "1.0.0",
        "template_hash": "ab" * 32,
        "locale": "ja",
        "place": PLACE,
        "requester": REQUESTER,
        "touched_by": (REQUESTER,),
        "sections": (Section("purpose", "目的", "⟦人物1⟧が認知を高める"),),
        "values": {"product": "新しいお茶"},
        "materials": (Material("m1", "pasted", "貼り付け", "⟦人物1⟧の発表"),),
        "seen_in": (seen(),),
        "seen_out": (),
        "model": "offline",
        "created_at": NOW,
    }
    return Draft(**told | changes)


def publication(**changes: Any) -> Publication:
    told: dict[str, Any] = {
        "destination": "site",
        "title": "新しいお茶",
        "body": "# 目的\n\n認知を高める",
        "fields": {"lang": "ja"},
    }
    return Publication(**told | changes)


def signoff(**changes: Any) -> SignOff:
    told: dict[str, Any] = {
        "id": "so-1",
        "draft_id": "draft-1",
        "draft_revision": 1,
        "request_id": "req-1",
        "place": PLACE,
        "locale": "ja",
        "destination": "site",
        "route": "standard",
        "revision": 1,
        "digest": "d1",
        "state": State.IN_REVIEW,
        "requester": REQUESTER,
        "touched_by": (REQUESTER, EDITOR),
        "quorum": 1,
        "votes": {},
        "accepted": (),
        "created_at": NOW,
        "expires_at": NOW + 3600,
        "rulebook": "0123456789ab",
    }
    return SignOff(**told | changes)


def ballot(**changes: Any) -> Ballot:
    told: dict[str, Any] = {
        "signoff_id": "so-1",
        "revision": 1,
        "digest": "d1",
        "person": REVIEWER,
        "choice": Choice.SIGN,
    }
    return Ballot(**told | changes)
