"""What people wrote, and what was masked, is in no log line, error, repr or task name."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from bot.errors import RingiError
from guards.chain import Chain
from guards.normalise import Text
from guards.verdict import Context, Finding, Side
from tests.unit.desk.house import House, follow_up, request

CANARIES = (
    "山田花子",
    "hanako.yamada@tea.example",
    "090-1234-5678",
    "4111 1111 1111 1111",
    "1234-5678-9018",
    "東京都渋谷区神宮前1-2-3",
    "sk-proj-abcdefghijklmnop1234567890",
    "極秘の新商品",
)
TEXT = (
    f"担当は{CANARIES[0]}、{CANARIES[1]}、電話{CANARIES[2]}、カード{CANARIES[3]}、"
    f"マイナンバー{CANARIES[4]}、住所は{CANARIES[5]}。鍵{CANARIES[6]} {CANARIES[7]}"
)


class Repeats:
    """A guard that fails with the text in its message, as libraries do."""

    name = "pii"
    sides = frozenset({Side.OUTPUT})

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        del context
        raise ValueError(text.original)


def _nonsense(house: House) -> None:
    house.model.say = lambda _: TEXT


def _echo(house: House) -> None:
    house.model.body = TEXT


def _failing_guard(house: House) -> None:
    house.chain = Chain([Repeats()])
    house.model.body = TEXT
    house.__post_init__()


def _fine(house: House) -> None:
    house.model.body = "⟦人物1⟧が担当します。"


@pytest.mark.parametrize("way", [_fine, _nonsense, _echo, _failing_guard])
async def test_no_canary_is_said_anywhere(
    way: Callable[[House], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house = House()
    way(house)
    told: list[str] = []
    for step in (house.ask(TEXT), house.follow(f"{TEXT} もっと短く")):
        task = asyncio.ensure_future(step)
        told.append(task.get_name())
        try:
            answer = await task
        except RingiError as error:
            told += [repr(error), str(error), str(error.params), repr(error.__cause__)]
        else:
            told += [repr(answer), repr(answer.draft), str(answer.draft)]
    told += [repr(house.log.chained), caplog.text, repr(request(TEXT)), repr(follow_up(TEXT))]
    told += [repr(house.model.prompts), repr(Text.of(TEXT))]
    assert [canary for canary in CANARIES if canary in "\n".join(told)] == []


async def test_only_what_is_no_personal_data_reaches_the_model() -> None:
    house = House()
    _fine(house)
    await house.ask(TEXT)
    await house.follow(f"{TEXT} もっと短く")
    assert [canary for canary in CANARIES if canary in house.sent] == ["極秘の新商品"]
