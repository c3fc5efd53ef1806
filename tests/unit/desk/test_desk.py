"""No model call and no draft without its entry, one draft for one ask, and no silence."""

import asyncio
from itertools import count

import pytest

from bot.errors import Blocked, CouldNotRun, ModelFailed, Refused, StoreDown
from guards.chain import Chain
from guards.normalise import Text
from guards.verdict import Context, Finding, Side
from tests.unit.desk.house import COLLEAGUE, OUTSIDER, House, answer_json


class Raises:
    name = "pii"
    sides = frozenset({Side.INPUT, Side.OUTPUT})

    def __init__(self, side: Side) -> None:
        self.side = side

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        if context.side is self.side:
            raise RuntimeError(text.original)
        return ()


async def test_the_story_of_an_ask_is_in_order() -> None:
    house = House()
    await house.ask()
    kinds = ["asked", "guarded", "model_called", "model_answered", "guarded", "drafted"]
    assert house.log.kinds == kinds


async def test_an_input_guard_that_raises_lets_nothing_reach_the_model() -> None:
    house = House(chain=Chain([Raises(Side.INPUT)]))
    with pytest.raises(CouldNotRun):
        await house.ask()
    assert house.model.prompts == []
    assert house.log.kinds[-2:] == ["guarded", "refused"]


async def test_an_output_guard_that_raises_lets_no_draft_be_kept() -> None:
    house = House(chain=Chain([Raises(Side.OUTPUT)]))
    with pytest.raises(CouldNotRun):
        await house.ask()
    assert house.drafts.revisions == {}


async def test_guards_over_their_budget_stop_the_ask() -> None:
    ticks = count(step=100.0)
    house = House(chain=Chain([Raises(Side.OUTPUT)], clock=lambda: float(next(ticks))))
    with pytest.raises(CouldNotRun):
        await house.ask()
    assert house.model.prompts == []


async def test_a_card_in_the_answer_is_blocked() -> None:
    house = House()
    house.model.body = "カードは**4111** 1111 1111 1111です。"
    with pytest.raises(Blocked, match="blocked_output"):
        await house.ask()
    assert house.drafts.revisions == {}


async def _calls_of_one_ask() -> list[str]:
    house = House()
    await house.ask("担当は山田花子さんです。")
    return house.calls.made


async def test_a_store_that_is_away_at_any_step_leaves_no_effect_without_its_entry() -> None:
    steps = len(await _calls_of_one_ask())
    for at in range(1, steps + 1):
        house = House()
        house.calls.fail_at = at
        with pytest.raises(StoreDown):
            await house.ask("担当は山田花子さんです。")
        assert len(house.model.prompts) <= house.log.kinds.count("model_called"), at
        assert len(house.drafts.revisions) <= house.log.kinds.count("drafted"), at


async def test_an_ask_that_is_delivered_again_after_any_fault_gives_one_draft() -> None:
    steps = len(await _calls_of_one_ask())
    for at in range(1, steps + 1):
        house = House()
        house.calls.fail_at = at
        with pytest.raises(StoreDown):
            await house.ask("担当は山田花子さんです。")
        await house.ask("担当は山田花子さんです。")
        assert [len(kept) for kept in house.drafts.revisions.values()] == [1], at
        assert len(house.names) == 1, at


async def test_an_ask_that_is_delivered_twice_at_once_gives_both_the_same_draft() -> None:
    house = House()
    one, other = await asyncio.gather(house.ask(), house.ask())
    assert one.draft == other.draft
    assert "refused" not in house.log.kinds


async def test_a_follow_up_that_is_delivered_again_gives_its_own_revision() -> None:
    house = House()
    await house.ask()
    await house.follow("もっと短く", id="f1")
    await house.follow("もっと長く", id="f2")
    again = await house.follow("もっと短く", id="f1")
    assert again.draft.revision == 2
    assert [len(kept) for kept in house.drafts.revisions.values()] == [3]


async def test_two_follow_ups_at_once_do_not_overwrite_each_other() -> None:
    house = House()
    await house.ask()
    results = await asyncio.gather(
        house.follow("短く", id="f1"), house.follow("長く", id="f2"), return_exceptions=True
    )
    moved = [r for r in results if isinstance(r, Refused)]
    assert [error.code for error in moved] == ["draft_moved"]
    assert [len(kept) for kept in house.drafts.revisions.values()] == [2]


async def test_a_follow_up_by_somebody_without_the_right_is_refused() -> None:
    house = House()
    await house.ask()
    with pytest.raises(Refused, match="person_not_allowed"):
        await house.follow(person=OUTSIDER)
    assert len(house.model.prompts) == 1


async def test_who_followed_up_has_touched_the_text() -> None:
    house = House()
    await house.ask()
    assert COLLEAGUE in (await house.follow(person=COLLEAGUE)).draft.touched_by


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        "[]",
        '{"conclusion": {"deep": "x"}}',
        "[" * 100_000,
        "はい、わかりました。",
        "",
    ],
    ids=["other keys", "list", "nested", "deep", "prose", "nothing"],
)
async def test_an_answer_that_can_not_be_used_is_no_draft(text: str) -> None:
    house = House()
    house.model.say = lambda _: text
    with pytest.raises(ModelFailed):
        await house.ask()
    assert house.drafts.revisions == {}


@pytest.mark.parametrize(
    "body", ["\u200b\u2060\ufeff", " \u3000", "\U000e0041\U000e0042", "x" * 2_000_000]
)
async def test_a_section_that_is_invisible_or_endless_is_no_draft(body: str) -> None:
    house = House()
    house.model.body = body
    with pytest.raises(ModelFailed):
        await house.ask()


async def test_half_an_emoji_in_an_answer_does_not_stop_the_draft() -> None:
    house = House()
    house.model.say = lambda prompt: answer_json(prompt, "X").replace('"X"', '"\\ud83d です"')
    answer = await house.ask()
    assert "\ufffd です" in answer.text


async def test_half_an_emoji_in_an_ask_does_not_stop_it() -> None:
    house = House()
    await house.ask("発売\ud83d します")
    await house.follow("短く\ude00")
    assert "\ud83d" not in house.sent
    assert "\ude00" not in house.sent
