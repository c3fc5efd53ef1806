"""A rulebook is tried on what was really asked, from what the vault of the running bot holds."""

import io
import json
from datetime import UTC, datetime, timedelta

from bot.trial import tried
from deploy.local.cast import Cast, material
from deploy.local.stack import RULEBOOK, Stack
from guards.chain import build_chain
from guards.rulebook import load
from guards.verdict import Action


async def test_the_rulebook_of_the_day_is_confirmed_and_a_stricter_one_is_told_apart(
    stack: Stack,
) -> None:
    cast = Cast(stack.workspace, locale="ja")
    thread = await cast.ask(
        f"この原稿からブリーフを作ってください\n\n{material('press_release', 'ja')}"
    )
    await cast.draft(thread)
    rulebook = load(RULEBOOK)
    blocking = rulebook.model_copy(
        update={"pii": rulebook.pii.model_copy(update={"input": {"default": Action.BLOCK}})}
    )
    told = []
    for each in (rulebook, blocking):
        out = io.StringIO()
        chain = build_chain(each, base=RULEBOOK.parent)
        after = datetime.now(UTC) - timedelta(hours=1)
        tally = await tried(chain, stack.store.decisions, stack.store.vault, after=after, out=out)
        assert (tally.looked, tally.lapsed) == (2, 0)
        told.append([json.loads(line) for line in out.getvalue().splitlines()])
    assert told[0] == []
    assert [(t["side"], t["after"]) for t in told[1]] == [("input", "block")]
