"""Verifying: whatever was done to the log, the first entry that does not hold is named."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.records import Chained
from bot.store.chain import Head, from_line, link, seal_of, to_line
from bot.store.export import end_line, export, from_jsonl, to_jsonl, verify_file
from bot.store.verify import verify
from tests.builders import NOW, entry

KEY_ID = "00c0ffee"
KEYS = {KEY_ID: bytes(32)}


def log(count: int = 5) -> list[Chained]:
    chained: list[Chained] = []
    head = Head()
    for n in range(count):
        told = entry(request_id=f"r{n}", detail={"n": n}, reason="氏名")
        chained.append(link(told, head, now=NOW + n, key_id=KEY_ID, key=KEYS[KEY_ID]))
        head = Head(chained[-1].seq, chained[-1].hash)
    return chained


def head_of(chained: list[Chained]) -> Head:
    return Head(chained[-1].seq, chained[-1].hash)


def test_untouched_log_holds() -> None:
    result = verify(log(), KEYS, head=head_of(log()))
    assert (result.holds, result.count, result.head) == (True, 5, head_of(log()))


def test_empty_log_holds() -> None:
    assert verify([], KEYS, head=Head()).holds


def test_line_reads_back_as_the_same_entry() -> None:
    assert [from_line(to_line(chained)) for chained in log()] == log()


def _altered(field: str, value: Any) -> Callable[[list[Chained]], list[Chained]]:
    def tamper(chained: list[Chained]) -> list[Chained]:
        changed = replace(chained[2], entry=replace(chained[2].entry, **{field: value}))
        return [*chained[:2], changed, *chained[3:]]

    return tamper


def _rehashed(chained: list[Chained]) -> list[Chained]:
    """By somebody who can compute hashes, and has no log key."""
    changed = replace(chained[2].entry, verdict="allow")
    head = Head(2, chained[1].hash)
    forged = link(changed, head, now=NOW, key_id=KEY_ID, key=b"guessed")
    return [*chained[:2], forged, *chained[3:]]


def _set(**changes: Any) -> Callable[[list[Chained]], list[Chained]]:
    return lambda chained: [*chained[:2], replace(chained[2], **changes), *chained[3:]]


Tamper = Callable[[list[Chained]], list[Chained]]
TAMPERED: dict[str, tuple[Tamper, str]] = {
    "verdict": (_altered("verdict", "allow"), "altered"),
    "actor": (_altered("actor", "U00OTHER"), "altered"),
    "detail": (_altered("detail", {"n": 3}), "altered"),
    "finding": (_altered("findings", ({"label": "X"},)), "altered"),
    "time": (_set(ts="2020-01-01T00:00:00.000000Z"), "altered"),
    "key id": (_set(key_id="ffffffff"), "altered"),
    "hash": (_set(hash="0" * 64), "altered"),
    "prev": (_set(prev="0" * 64), "link"),
    "seal": (_set(seal="0" * 64), "seal"),
    "forged": (_rehashed, "seal"),
    "left out": (lambda c: [*c[:2], *c[3:]], "gap"),
    "doubled": (lambda c: [*c[:2], c[1], *c[2:]], "order"),
    "swapped": (lambda c: [*c[:2], c[3], c[2], c[4]], "gap"),
}


@pytest.mark.parametrize(("tamper", "why"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_found_at_its_entry(tamper: Tamper, why: str) -> None:
    result = verify(tamper(log()), KEYS, head=head_of(log()))
    assert (result.broken_seq, result.why, result.count) == (3, why, 2)


def test_forgery_with_another_key_is_found() -> None:
    forged = link(entry(), Head(), now=NOW, key_id="ffffffff", key=b"mine")
    assert verify([forged], KEYS).why == "unknown_key"


def test_cut_tail_is_found_against_the_head() -> None:
    result = verify(log()[:3], KEYS, head=head_of(log()))
    assert (result.broken_seq, result.why) == (4, "truncated")


def test_without_keys_hashes_and_links_are_still_checked() -> None:
    assert verify(log(), None).holds
    assert not verify(log(), None).sealed
    assert verify(_altered("verdict", "allow")(log()), None).broken_seq == 3


# ── exported files ─────────────────────────────────────────────────────────────────────────────


def exported() -> list[str]:
    return list(export(log(), key_id=KEY_ID, log_keys=KEYS))


def test_export_reads_back_and_holds() -> None:
    lines = exported()
    assert [from_jsonl(line) for line in lines[:-1]] == log()
    assert verify_file(lines, KEYS).holds
    assert verify_file(lines, None).holds


def test_export_of_an_empty_log_holds() -> None:
    assert verify_file(export([], key_id=KEY_ID, log_keys=KEYS), KEYS).holds


def test_same_entry_always_writes_the_same_line() -> None:
    (chained,) = log(1)
    turned = dict(reversed(json.loads(to_jsonl(chained)).items()))
    assert to_jsonl(from_jsonl(json.dumps(turned))) == to_jsonl(chained)


Damage = Callable[[list[str]], list[str]]
DAMAGED: dict[str, tuple[Damage, int, str]] = {
    "one letter": (lambda f: [*f[:2], f[2].replace("r2", "r9"), *f[3:]], 3, "altered"),
    "no JSON": (lambda f: [*f[:2], "{", *f[3:]], 3, "unreadable"),
    "another shape": (lambda f: [*f[:2], '{"seq":3}', *f[3:]], 3, "unreadable"),
    "deep": (lambda f: [*f[:2], "[" * 5000 + "]" * 5000, *f[3:]], 3, "unreadable"),
    "field twice": (
        lambda f: [*f[:2], f[2].replace("{", '{"actor":"U00OTHER",', 1), *f[3:]],
        3,
        "unreadable",
    ),
    "cut": (lambda f: f[:3], 4, "truncated"),
    "tail gone": (lambda f: [*f[:3], f[-1]], 4, "truncated"),
    "no end": (lambda f: f[:-1], 6, "truncated"),
    "forged end": (
        lambda f: [*f[:3], end_line(head_of(log()[:3]), key_id=KEY_ID, log_keys={KEY_ID: b"?"})],
        4,
        "unreadable",
    ),
    "more after the end": (lambda f: [*f, f[0]], 6, "unreadable"),
}


@pytest.mark.parametrize(("damage", "seq", "why"), DAMAGED.values(), ids=DAMAGED)
def test_damage_to_a_file_is_found_at_its_entry(damage: Damage, seq: int, why: str) -> None:
    result = verify_file(damage(exported()), KEYS)
    assert (result.broken_seq, result.why) == (seq, why)


def test_seal_differs_from_key_to_key() -> None:
    assert seal_of("h", b"one") != seal_of("h", b"two")
