"""From a draft's button to the end state on the card, pressed by the people of the workspace."""

import asyncio
import json

import pytest

from bot.records import Job, Section, State
from deploy.local.workspace.records import Message, View
from guards.pii.placeholders import Placeholders
from tests.unit.slack.conftest import (
    ADMIN,
    ASKER,
    GENERAL,
    GUEST,
    REVIEW,
    REVIEWER,
    House,
)

ARTICLE = "この発表を要約して\n" + "新しいお茶を発売します。" * 10
SECOND = "U0ITOMIKI1"


@pytest.fixture(autouse=True)
async def _nothing_refused(house: House) -> object:
    """Whatever a test does: Slack must not have objected to a single call."""
    yield
    assert house.workspace.refusals() == []


async def drafted(house: House) -> str:
    ts = await house.workspace.mention(ASKER, GENERAL, ARTICLE)
    await house.drain()
    return ts


async def view_after(house: House, user: str, channel: str, ts: str, action: str) -> View:
    await house.workspace.click(user, channel, ts, action)
    await house.drain()
    return house.workspace.views_for(user)[-1]


async def submitted(house: House) -> tuple[str, Message]:
    """The thread, and the card in the review channel."""
    ts = await drafted(house)
    button = house.draft_message(GENERAL, ts)
    view = await view_after(house, ASKER, GENERAL, button.ts, "request_signoff")
    await house.workspace.submit_view(ASKER, view.id, {"destination": "site"})
    await house.drain()
    return ts, card(house)


def card(house: House) -> Message:
    return house.workspace.messages(REVIEW)[0]


async def press(house: House, user: str, action: str) -> list[Job]:
    await house.workspace.click(user, REVIEW, card(house).ts, action)
    return await house.drain()


def state(house: House) -> State:
    (signoff,) = house.signoffs._tray.signoffs.values()
    return signoff.state


async def test_a_request_for_signoff_puts_a_card_before_the_reviewers(house: House) -> None:
    ts, shown = await submitted(house)
    text = str(shown.blocks)
    assert "公開の承認: サイト" in text
    assert f"<@{ASKER}>" in text
    assert "承認を申請しました" in house.thread(GENERAL, ts)[-1].blocks[0]["text"]["text"]


async def test_a_card_names_masked_values_by_placeholder_only(house: House) -> None:
    _, shown = await submitted(house)
    assert "氏名 1 件 — 伏せました" in str(shown.blocks)


async def test_buttons_carry_ids_and_nothing_else(house: House) -> None:
    _, shown = await submitted(house)
    rows = [b for b in shown.blocks if b["type"] == "actions"]
    for element in rows[0]["elements"]:
        assert set(json.loads(element["value"])) == {"s", "r", "d"}


async def test_a_message_has_at_most_one_primary_button(house: House) -> None:
    ts, shown = await submitted(house)
    for message in (shown, house.draft_message(GENERAL, ts)):
        buttons = [e for b in message.blocks if b["type"] == "actions" for e in b["elements"]]
        assert [e.get("style") for e in buttons].count("primary") == 1


async def test_a_second_person_signs_and_the_card_keeps_saying_so(house: House) -> None:
    ts, _ = await submitted(house)
    await press(house, REVIEWER, "sign")
    assert state(house) is State.APPROVED
    assert "承認済み" in str(card(house).blocks)
    assert f"<@{REVIEWER}>" in str(card(house).blocks)
    assert not [b for b in card(house).blocks if b["type"] == "actions"]
    assert "承認されました" in str(house.thread(GENERAL, ts)[-1].blocks)


async def test_a_requester_cannot_sign_their_own_request(house: House) -> None:
    await submitted(house)
    await press(house, ASKER, "sign")
    assert state(house) is State.IN_REVIEW
    assert "自分の依頼" in house.workspace.ephemerals(ASKER)[-1].text


async def test_somebody_who_reviews_nothing_is_told_so_alone(house: House) -> None:
    await submitted(house)
    await press(house, ADMIN, "sign")
    assert state(house) is State.IN_REVIEW
    assert "承認者に含まれていない" in house.workspace.ephemerals(ADMIN)[-1].text


async def test_sending_back_takes_a_comment_to_the_requesters_thread(house: House) -> None:
    ts, _ = await submitted(house)
    await press(house, REVIEWER, "send_back")
    view = house.workspace.views_for(REVIEWER)[-1]
    await house.workspace.submit_view(REVIEWER, view.id, {"comment": "価格を<確認>してください"})
    await house.drain()
    assert state(house) is State.CHANGES_REQUESTED
    assert ">価格を&lt;確認&gt;してください" in str(house.thread(GENERAL, ts)[-1].blocks)
    assert "差し戻し" in str(card(house).blocks)


async def test_refusing_needs_a_reason_and_ends_the_request(house: House) -> None:
    ts, _ = await submitted(house)
    await press(house, REVIEWER, "refuse")
    view = house.workspace.views_for(REVIEWER)[-1]
    await house.workspace.submit_view(REVIEWER, view.id, {"comment": "根拠がありません"})
    await house.drain()
    assert state(house) is State.REFUSED
    assert "根拠がありません" in str(house.thread(GENERAL, ts)[-1].blocks)


async def test_whoever_may_not_answer_is_not_asked_for_a_reason(house: House) -> None:
    await submitted(house)
    await press(house, ASKER, "refuse")
    assert "自分の依頼" in str(house.workspace.views_for(ASKER)[-1].body)
    assert house.workspace.views_for(ASKER)[-1].body.get("submit") is None


async def test_a_button_of_an_old_revision_is_refused_and_the_card_is_brought_up_to_date(
    house: House,
) -> None:
    _, shown = await submitted(house)
    (signoff,) = house.signoffs._tray.signoffs.values()
    old = {"s": signoff.id, "r": 7, "d": "00" * 32}
    action = {"type": "button", "action_id": "sign", "value": json.dumps(old)}
    await house.workspace.send_action(REVIEWER, REVIEW, shown.ts, action)
    await house.drain()
    assert state(house) is State.IN_REVIEW
    assert "新しい版" in house.workspace.ephemerals(REVIEWER)[-1].text


async def test_a_second_click_changes_nothing(house: House) -> None:
    _, shown = await submitted(house)
    row = next(b for b in shown.blocks if b["type"] == "actions")
    button = next(e for e in row["elements"] if e["action_id"] == "sign")
    await press(house, REVIEWER, "sign")
    action = {k: button[k] for k in ("type", "action_id", "value")}
    await house.workspace.send_action(SECOND, REVIEW, shown.ts, action)
    await house.drain()
    assert state(house) is State.APPROVED
    assert house.workspace.ephemerals(SECOND) != []


async def test_a_vote_whose_job_is_delivered_again_is_no_second_vote(house: House) -> None:
    ts, _ = await submitted(house)
    (job,) = await press(house, REVIEWER, "sign")
    before = len(house.thread(GENERAL, ts))
    again = Job(job.id, job.kind, job.payload, delivery=2)
    await house.handlers.handle(again)
    assert house.workspace.ephemerals(REVIEWER) == []
    assert len(house.thread(GENERAL, ts)) == before


async def test_the_requester_is_told_once_however_often_the_card_is_shown(house: House) -> None:
    ts, _ = await submitted(house)
    (signoff,) = house.signoffs._tray.signoffs.values()
    before = len(house.thread(GENERAL, ts))
    await house.surface.show(signoff)
    await house.surface.show(signoff)
    assert len(house.thread(GENERAL, ts)) == before
    assert len(house.workspace.messages(REVIEW)) == 1


async def test_the_requester_is_told_once_when_workers_show_it_at_once(house: House) -> None:
    ts, _ = await submitted(house)
    (signoff,) = house.signoffs._tray.signoffs.values()
    house.vault.content.pop(f"told:{signoff.id}")
    before = len(house.thread(GENERAL, ts))
    await asyncio.gather(*(house.surface.show(signoff) for _ in range(4)))
    assert len(house.thread(GENERAL, ts)) == before + 1


@pytest.mark.parametrize("left_behind", [b"", b"1:in_review since 0"], ids=["failed", "died"])
async def test_news_that_a_worker_left_untold_is_told(house: House, left_behind: bytes) -> None:
    ts, _ = await submitted(house)
    (signoff,) = house.signoffs._tray.signoffs.values()
    await house.vault.put(f"told:{signoff.id}", left_behind)
    before = len(house.thread(GENERAL, ts))
    await house.surface.show(signoff)
    assert len(house.thread(GENERAL, ts)) == before + 1


async def test_the_full_text_is_shown_character_by_character(house: House) -> None:
    house.desk.changes = {"sections": (Section("a", "要点", "<!channel> [x](https://e.example)"),)}
    await submitted(house)
    await press(house, SECOND, "full_text")
    blocks = house.workspace.views_for(SECOND)[-1].body["blocks"]
    shown = [b["text"] for b in blocks if b["type"] == "section" and "plain" in b["text"]["type"]]
    assert "‹!channel> [x](https://e.example)" in shown[0]["text"]


async def test_a_reviewer_lets_a_value_out_by_its_placeholder(house: House) -> None:
    known = Placeholders("ja")
    token = known.token_for("山田花子", "PERSON")
    house.desk.changes = {"sections": (Section("a", "要点", f"{token}が話します。"),)}
    ts = await drafted(house)
    await house.vault.put(f"names:{GENERAL}:{ts}", known.to_json().encode())
    button = house.draft_message(GENERAL, ts)
    view = await view_after(house, ASKER, GENERAL, button.ts, "request_signoff")
    assert token in str(view.body)
    await house.workspace.submit_view(ASKER, view.id, {"destination": "site"})
    await house.drain()
    assert "山田花子" not in str(card(house).blocks)
    await press(house, REVIEWER, "full_text")
    view = house.workspace.views_for(REVIEWER)[-1]
    assert "山田花子" in str(view.body)  # nobody can decide on a value that they can't see
    await press(house, ASKER, "full_text")
    assert "山田花子" not in str(house.workspace.views_for(ASKER)[-1].body)
    await house.workspace.submit_view(REVIEWER, view.id, {"let-0": [token]})
    await house.drain()
    assert "山田花子が話します" in str(card(house).blocks)
    assert f"公開に含めた値: {token}" in str(card(house).blocks)


async def test_a_card_calls_no_channel_whatever_the_text_says(house: House) -> None:
    house.desk.changes = {"sections": (Section("a", "要点", "<!channel> <@U1> <!subteam^S1>"),)}
    _, shown = await submitted(house)
    markdown = next(b["text"] for b in shown.blocks if b["type"] == "markdown")
    assert "<!" not in markdown
    assert "<@" not in markdown


async def test_a_long_text_is_cut_on_the_card_and_whole_in_the_modal(house: House) -> None:
    body = "\n\n".join(f"第{n}段落。" + "あ" * 300 for n in range(30))
    house.desk.changes = {"sections": (Section("a", "要点", body),)}
    _, shown = await submitted(house)
    assert "第29段落" not in str(shown.blocks)
    await press(house, REVIEWER, "full_text")
    assert "第29段落" in str(house.workspace.views_for(REVIEWER)[-1].body)


async def test_a_button_under_an_old_draft_says_so(house: House) -> None:
    ts = await drafted(house)
    old = house.draft_message(GENERAL, ts)
    await house.workspace.post(ASKER, GENERAL, "もっと短く", thread_ts=ts)
    await house.drain()
    await house.workspace.click(ASKER, GENERAL, old.ts, "request_signoff")
    await house.drain()
    assert "新しい版" in str(house.workspace.views_for(ASKER)[-1].body)


async def test_the_revise_modal_makes_a_new_revision_in_the_thread(house: House) -> None:
    ts = await drafted(house)
    button = house.draft_message(GENERAL, ts)
    view = await view_after(house, ASKER, GENERAL, button.ts, "revise")
    await house.workspace.submit_view(ASKER, view.id, {"wish": "英語で"})
    await house.drain()
    assert [wish.text for wish in house.desk.wishes] == ["英語で"]
    assert "第 2 版" in house.thread(GENERAL, ts)[-1].text


async def test_a_changed_draft_shows_its_difference_on_the_card(house: House) -> None:
    ts = await drafted(house)
    house.desk.next_sections = (Section("purpose", "目的", "短くなりました"),)
    await house.workspace.post(ASKER, GENERAL, "もっと短く", thread_ts=ts)
    await house.drain()
    button = [m for m in house.thread(GENERAL, ts) if "request_signoff" in str(m.blocks)][-1]
    view = await view_after(house, ASKER, GENERAL, button.ts, "request_signoff")
    await house.workspace.submit_view(ASKER, view.id, {"destination": "site"})
    await house.drain()
    assert "下書き第 2 版" in str(card(house).blocks)
    assert "追加 1 行・削除 1 行" in str(card(house).blocks)
    assert "+ 短くなりました" in str(card(house).blocks)


async def test_feedback_is_thanked_for_privately(house: House) -> None:
    ts = await drafted(house)
    button = house.draft_message(GENERAL, ts)
    element = next(b for b in button.blocks if b["type"] == "context_actions")["elements"][0]
    value = element["positive_button"]["value"]
    action = {"type": "feedback_buttons", "action_id": "feedback", "value": value}
    await house.workspace.send_action(ASKER, GENERAL, button.ts, action)
    await house.drain()
    assert "ありがとうございます" in house.workspace.ephemerals(ASKER)[-1].text
    assert [said for _, _, said in house.desk.said] == ["good"]


async def test_home_shows_each_person_what_is_theirs(house: House) -> None:
    await submitted(house)
    shown = {}
    for user in (ASKER, REVIEWER, ADMIN, GUEST):
        await house.workspace.open_home(user)
        await house.drain()
        home = house.workspace.home_of(user)
        assert home is not None
        shown[user] = str(home.body["blocks"])
    assert "承認待ち" in shown[ASKER]
    assert "承認を待っているもの" in shown[REVIEWER]
    assert "承認を待っているもの" not in shown[ASKER]
    assert "ルールブック" in shown[ADMIN]
    assert "版 `" not in shown[REVIEWER]
    assert "まだありません" in shown[GUEST]


async def test_a_template_button_of_home_opens_its_form(house: House) -> None:
    await house.workspace.open_home(ASKER)
    await house.drain()
    home = house.workspace.home_of(ASKER)
    assert home is not None
    await house.workspace.click_view(ASKER, home.id, "form:campaign_brief")
    await house.drain()
    assert "in:product" in str(house.workspace.views_for(ASKER)[-1].body)


async def test_a_template_button_of_somebody_who_may_not_is_answered_with_the_reason(
    house: House,
) -> None:
    ts = await drafted(house)
    message = house.draft_message(GENERAL, ts)
    action = {"type": "button", "action_id": "form:summary", "value": '{"t":"summary"}'}
    await house.workspace.send_action(GUEST, GENERAL, message.ts, action)
    await house.drain()
    assert "ゲスト" in str(house.workspace.views_for(GUEST)[-1].body)
