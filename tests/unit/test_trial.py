"""A rulebook is tried on what was asked: only what it decides otherwise is listed, never text."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.kept import checked_key
from bot.errors import RingiError
from bot.trial import BadSpan, Tally, diff, span_of, tried
from guards.chain import Chain, build_chain
from guards.rulebook import parse
from guards.verdict import Side
from tests.fakes import FakeDecisions
from tests.unit.desk.house import House, real_chain

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
CARD = "カード番号4111111111111111で決済しました。担当は山田太郎さんです。"
SAME = {"pii": {"output": {"CREDIT_CARD": "block", "default": "flag"}}}


def chain(**pii: Any) -> Chain:
    return build_chain(parse({"pii": pii}, name="r.yaml"), only=["pii", "secrets", "grounding"])


async def trial(
    house: House, by: Chain, *, after: datetime = LONG_AGO
) -> tuple[Tally, list[dict[str, Any]]]:
    out = io.StringIO()
    tally = await tried(by, house.log, house.vault, after=after, out=out)
    return tally, [json.loads(line) for line in out.getvalue().splitlines()]


async def test_the_rulebook_that_decided_would_decide_the_same() -> None:
    house = House()
    house.people.names = ("Zed Quux", "山田 太郎")
    await house.ask("Zed Quux と山田太郎さんが担当します。")
    await house.follow("zed quux さんを先頭に")
    tally, told = await trial(house, real_chain())
    assert told == []
    assert (tally.looked, tally.otherwise, tally.lapsed) == (4, 0, 0)


async def test_what_a_stricter_rule_would_have_blocked_is_listed_by_request() -> None:
    house = House()
    await house.ask(CARD)
    tally, told = await trial(house, chain(input={"CREDIT_CARD": "block", "default": "mask"}))
    (line,) = told
    assert (line["request"], line["side"]) == ("r1", "input")
    assert (line["before"], line["after"]) == ("mask", "block")
    assert [(f["label"], f["action"]) for f in line["new"]] == [("CREDIT_CARD", "block")]
    assert [(f["label"], f["action"]) for f in line["gone"]] == [("CREDIT_CARD", "mask")]
    assert tally.moved == {("mask", "block"): 1}


async def test_what_was_blocked_can_be_tried_too() -> None:
    house = House(chain=chain(input={"CREDIT_CARD": "block", "default": "mask"}))
    with pytest.raises(RingiError):
        await house.ask(CARD)
    _, told = await trial(house, real_chain())
    assert [(line["before"], line["after"]) for line in told] == [("block", "mask")]


async def test_no_text_is_in_what_is_listed() -> None:
    house = House()
    await house.ask(CARD)
    _, told = await trial(house, chain(input={"default": "block"}))
    assert told
    assert not any(
        word in json.dumps(told, ensure_ascii=False) for word in ("4111", "山田", "決済")
    )


async def test_what_the_vault_no_longer_holds_is_counted_and_not_guessed() -> None:
    house = House()
    await house.ask(CARD)
    del house.vault.content[checked_key("r1", "input")]
    tally, told = await trial(house, chain(input={"default": "block"}))
    assert (tally.looked, tally.lapsed) == (1, 1)
    assert told == []
    assert any("保管庫" in line for line in tally.lines("ja"))
    assert any("vault" in line for line in tally.lines("en"))


async def test_only_requests_since_then_are_looked_at() -> None:
    house = House()
    await house.ask(CARD)
    later = datetime.fromtimestamp(house.clock.now(), tz=UTC) + timedelta(seconds=1)
    tally, _ = await trial(house, real_chain(), after=later)
    assert tally.looked == 0


async def test_a_run_that_was_repeated_is_counted_once() -> None:
    house = House()
    await house.ask(CARD)
    first = [c.entry for c in house.log.chained if c.entry.kind == "guarded"]
    again = FakeDecisions(house.clock)
    for entry in [*first, *first]:
        await again.append(entry)
    house.log = again
    tally, _ = await trial(house, real_chain())
    assert tally.looked == 2


@pytest.mark.parametrize(("written", "hours"), [("30d", 720), ("12h", 12), ("2w", 336)])
def test_a_span_of_time_is_read(written: str, hours: int) -> None:
    assert span_of(written) == timedelta(hours=hours)


@pytest.mark.parametrize("written", ["", "30", "d", "-1d", "30 days", "1.5h", "999999d"])
def test_another_span_is_refused(written: str) -> None:
    with pytest.raises(BadSpan):
        span_of(written)


def compared(tmp_path: Path, *lines: object, side: Side = Side.INPUT) -> tuple[Tally, str]:
    (tmp_path / "a.yaml").write_text("version: 1\n", "utf-8")
    (tmp_path / "b.yaml").write_text("version: 1\npii: {names: 'off'}\n", "utf-8")
    corpus = [json.dumps(line).encode() for line in lines]
    out = io.StringIO()
    files = tmp_path / "a.yaml", tmp_path / "b.yaml"
    return diff(*files, corpus, side=side, locale="ja", out=out), out.getvalue()


def test_diff_lists_the_texts_that_two_rulebooks_decide_otherwise(tmp_path: Path) -> None:
    lines = [{"id": 1, "text": "担当は山田太郎さんです"}, {"id": 2, "text": "電話03-1234-5678"}]
    tally, out = compared(tmp_path, *lines)
    told = json.loads(out)
    assert (told["id"], told["before"], told["after"]) == (1, "mask", "allow")
    assert (tally.looked, tally.otherwise) == (2, 1)
    assert "山田" not in out


def test_diff_counts_the_lines_that_it_cannot_read(tmp_path: Path) -> None:
    tally, _ = compared(tmp_path, ["no object"], {"id": 2, "text": "あ"})
    assert (tally.looked, tally.unreadable) == (1, 1)
