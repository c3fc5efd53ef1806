"""A request in, what Slack was told out; the workspace refuses what Slack would refuse."""

import pytest

from bot.errors import BadInput, Blocked, ModelFailed, StoreDown
from bot.slack.asks import Ask
from tests.unit.slack.conftest import ADMIN, ASKER, ENGLISH, GENERAL, GUEST, RANDOM, SHARED, House

ARTICLE = "この発表を要約して\n" + "新しいお茶を発売します。" * 10


async def asked(house: House, text: str = ARTICLE, *, user: str = ASKER) -> str:
    ts = await house.workspace.mention(user, GENERAL, text)
    await house.drain()
    return ts


@pytest.fixture(autouse=True)
async def _nothing_refused(house: House) -> object:
    """Whatever a test does: Slack must not have objected to a single call."""
    yield
    assert house.workspace.refusals() == []


async def test_a_mention_gets_its_draft_in_the_thread(house: House) -> None:
    ts = await asked(house)
    (message,) = house.thread(GENERAL, ts)
    assert "新しいお茶が出ます" in str(message.blocks)
    assert "AI が作成した下書き" in str(message.blocks)
    assert house.desk.requests[0].template == "summary"
    assert house.desk.requests[0].materials[0].text.startswith("新しいお茶を発売します")


async def test_a_mention_is_one_request_though_slack_sends_it_twice(house: House) -> None:
    await house.workspace.mention(ASKER, GENERAL, ARTICLE)
    assert len(await house.drain()) == 1


async def test_the_same_event_three_times_is_one_draft(house: House) -> None:
    await house.workspace.mention(ASKER, GENERAL, ARTICLE)
    await house.workspace.settle()
    delivery = next(
        d for d in house.workspace.deliveries if d.payload["event"]["type"] != "message"
    )
    for _ in range(2):
        assert (await house.workspace.resend(delivery)).status == 200
    assert len(await house.drain()) == 1


async def test_a_job_delivered_again_updates_its_own_status_message(house: House) -> None:
    ts = await house.workspace.mention(ASKER, GENERAL, ARTICLE)
    (job,) = await house.drain()
    await house.handlers.handle(job)
    assert len(house.thread(GENERAL, ts)) == 1


async def test_the_fallback_text_holds_nothing_of_the_draft(house: House) -> None:
    ts = await asked(house)
    (message,) = house.thread(GENERAL, ts)
    assert message.text == "要約の下書き（第 1 版）ができました。"


async def test_a_long_draft_comes_in_several_messages_with_buttons_on_the_last(
    house: House,
) -> None:
    house.desk.text = "\n\n".join(["あ" * 900] * 25)
    ts = await asked(house)
    messages = house.thread(GENERAL, ts)
    assert len(messages) == 3
    assert ["request_signoff" in str(m.blocks) for m in messages] == [False, False, True]


async def test_an_english_reader_is_answered_in_english(house: House) -> None:
    ts = await asked(house, "summarize this\n" + "We launch a new tea. " * 10, user=ENGLISH)
    (message,) = house.thread(GENERAL, ts)
    assert "Drafted by AI" in str(message.blocks)
    assert house.desk.requests[0].locale == "en"


async def test_a_short_ask_in_a_thread_works_on_the_thread(house: House) -> None:
    root = await house.workspace.post(ASKER, GENERAL, "新しいお茶の件です")
    await house.workspace.mention(ASKER, GENERAL, "要約して", thread_ts=root)
    await house.drain()
    assert [place.thread for place in house.threads.asked] == [root]
    assert house.desk.requests[0].materials[0].kind == "thread"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Blocked("blocked_input", params={"labels": "SECRET"}), "秘密情報"),
        (ModelFailed("model_down"), "接続できませんでした"),
        (ModelFailed("model_empty_section"), "空の項目"),
        (BadInput("too_long", params={"length": 200_000, "limit": 60_000}), "200,000"),
    ],
    ids=lambda value: getattr(value, "code", None),
)
async def test_a_refusal_replaces_the_status_with_the_reason(
    house: House, error: Exception, words: str
) -> None:
    house.desk.error = error  # type: ignore[assignment] # all of them are ours
    ts = await asked(house)
    (message,) = house.thread(GENERAL, ts)
    assert words in str(message.blocks)
    assert house.desk.requests[0].id in str(message.blocks)
    assert f"<@{ADMIN}>" in str(message.blocks)


async def test_a_guest_is_refused_privately_and_nothing_is_posted(house: House) -> None:
    ts = await asked(house, user=GUEST)
    assert house.thread(GENERAL, ts) == []
    (message,) = house.workspace.ephemerals(GUEST)
    assert "ゲスト" in message.text


async def test_in_a_channel_with_outsiders_nothing_is_posted(house: House) -> None:
    ts = await house.workspace.mention(ASKER, SHARED, ARTICLE)
    await house.drain()
    assert house.thread(SHARED, ts) == []
    assert "社外と共有" in house.workspace.ephemerals(ASKER)[0].text
    assert house.desk.requests[0].external is True


async def test_a_channel_that_no_rule_names_gets_the_reason(house: House) -> None:
    ts = await house.workspace.mention(ASKER, RANDOM, ARTICLE)
    await house.drain()
    assert "まだ許可されていません" in house.thread(RANDOM, ts)[0].text


@pytest.mark.parametrize(
    ("text", "files", "words"),
    [("", 0, "空でした"), ("", 1, "画像"), ("要約して", 1, "画像")],
    ids=["empty", "only-image", "ask-and-image"],
)
async def test_nothing_to_read_is_said_in_words(
    house: House, text: str, files: int, words: str
) -> None:
    channel = house.workspace.direct(ASKER)
    sent = [{"id": "F1", "mimetype": "image/png", "name": "a.png"}] * files
    ts = await house.workspace.post(ASKER, channel, text or " ", files=sent)
    await house.drain()
    assert words in str([m.text for m in house.thread(channel, ts)])


async def test_a_mention_that_could_be_several_things_is_asked_back(house: House) -> None:
    text = "よろしくお願いします。" + "新しいお茶を発売します。" * 10
    ts = await asked(house, text)
    (chips,) = house.thread(GENERAL, ts)
    assert "新しいお茶" not in str(chips.blocks)
    await house.workspace.click(ASKER, GENERAL, chips.ts, "choose:summary")
    await house.drain()
    assert house.desk.requests[0].materials[0].text == text
    assert "request_signoff" in str(house.thread(GENERAL, ts)[1].blocks)


async def test_a_chip_is_only_for_the_person_who_asked(house: House) -> None:
    ts = await asked(house, "よろしくお願いします。" + "新しいお茶を発売します。" * 10)
    (chips,) = house.thread(GENERAL, ts)
    await house.workspace.click(ENGLISH, GENERAL, chips.ts, "choose:summary")
    await house.drain()
    assert house.desk.requests == []
    assert len(house.workspace.ephemerals(ENGLISH)) == 1


async def test_a_template_with_more_fields_is_asked_for_as_a_form(house: House) -> None:
    text = "キャンペーンブリーフを作って\n" + "新しいお茶を発売します。" * 10
    ts = await asked(house, text)
    (invitation,) = house.thread(GENERAL, ts)
    await house.workspace.click(ASKER, GENERAL, invitation.ts, "form")
    await house.drain()
    (view,) = house.workspace.views_for(ASKER)
    assert "お預かりしています" in str(view.body["blocks"])
    values = {"in:product": "お茶", "in:objective": "認知", "in:audience": "30代"}
    await house.workspace.submit_view(ASKER, view.id, values)
    await house.drain()
    (request,) = house.desk.requests
    assert request.values == {"product": "お茶", "objective": "認知", "audience": "30代"}
    assert request.materials[0].text == "新しいお茶を発売します。" * 10
    assert request.place.thread == ts


async def test_an_ask_without_material_is_answered_with_the_form(house: House) -> None:
    ts = await asked(house, "要約して")
    (invitation,) = house.thread(GENERAL, ts)
    assert house.desk.requests == []
    await house.workspace.click(ASKER, GENERAL, invitation.ts, "form")
    await house.drain()
    assert "in:text" in str(house.workspace.views_for(ASKER)[0].body)


async def test_a_form_says_what_is_wrong_beside_each_field(house: House) -> None:
    await house.workspace.slash(ASKER, GENERAL, "/ringi ブリーフ")
    await house.drain()
    (view,) = house.workspace.views_for(ASKER)
    values = {"in:product": "　", "in:objective": "認知", "in:audience": " "}
    delivery = await house.workspace.submit_view(ASKER, view.id, values)
    assert set(delivery.answer["errors"]) == {"in:product", "in:audience"}
    assert await house.drain() == []
    assert house.workspace.views_for(ASKER) != []


async def test_a_command_with_text_gets_a_private_status_and_an_anchor_without_the_text(
    house: House,
) -> None:
    text = "新しいお茶を発売します。" * 10
    await house.workspace.slash(ASKER, GENERAL, f"/ringi summary {text}")
    await house.drain()
    assert "受け付けました" in house.workspace.ephemerals(ASKER)[0].text
    (anchor,) = house.workspace.messages(GENERAL)
    assert "新しいお茶" not in str(anchor.blocks)
    assert f"<@{ASKER}>" in str(anchor.blocks)
    assert house.desk.requests[0].values == {"text": text}
    assert "request_signoff" in str(house.thread(GENERAL, anchor.ts)[0].blocks)


async def test_a_command_that_may_not_be_used_here_leaves_no_trace_in_the_channel(
    house: House,
) -> None:
    await house.workspace.slash(ASKER, RANDOM, "/ringi summary 新しいお茶を発売します。")
    await house.drain()
    assert house.workspace.messages(RANDOM) == []
    assert "まだ許可されていません" in house.workspace.ephemerals(ASKER)[0].text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("help", "要約"), ("", "要約"), ("sumary", "ringi summary"), ("なにか", "ありません")],
)
async def test_help_answers_whoever_does_not_know_the_words(
    house: House, typed: str, said: str
) -> None:
    await house.workspace.slash(ASKER, GENERAL, f"/ringi {typed}")
    await house.drain()
    (message,) = house.workspace.ephemerals(ASKER)
    assert said in str(message.blocks)
    assert house.workspace.messages(GENERAL) == []


async def test_a_shortcut_answers_in_the_thread_of_its_message(house: House) -> None:
    ts = await house.workspace.post(ENGLISH, GENERAL, "新しいお茶を発売します。" * 10)
    await house.workspace.message_shortcut(ASKER, GENERAL, ts, "summarise_message")
    await house.drain()
    assert len(house.thread(GENERAL, ts)) == 1
    assert house.desk.requests[0].via == "shortcut"


async def test_a_shortcut_whose_template_needs_more_opens_the_form(house: House) -> None:
    ts = await house.workspace.post(ENGLISH, GENERAL, "新しいお茶を発売します。" * 10)
    await house.workspace.message_shortcut(ASKER, GENERAL, ts, "brief_message")
    await house.drain()
    assert "in:product" in str(house.workspace.views_for(ASKER)[0].body)


async def test_the_global_shortcut_leads_to_a_form_and_a_direct_message(house: House) -> None:
    await house.workspace.shortcut(ASKER, "new_request")
    await house.drain()
    (view,) = house.workspace.views_for(ASKER)
    await house.workspace.click_view(ASKER, view.id, "form:summary")
    await house.drain()
    (view,) = house.workspace.views_for(ASKER)
    await house.workspace.submit_view(ASKER, view.id, {"in:text": "新しいお茶を発売します。"})
    await house.drain()
    assert house.desk.requests[0].is_dm
    (anchor,) = house.workspace.messages(house.workspace.direct(ASKER))
    assert len(house.thread(house.workspace.direct(ASKER), anchor.ts)) == 1


async def test_a_direct_message_is_answered_in_its_own_thread(house: House) -> None:
    channel = house.workspace.direct(ASKER)
    ts = await house.workspace.post(ASKER, channel, ARTICLE)
    await house.drain()
    assert house.desk.requests[0].via == "dm"
    assert len(house.thread(channel, ts)) == 1


async def test_a_word_in_the_drafts_thread_revises_it(house: House) -> None:
    ts = await asked(house)
    await house.workspace.post(ASKER, GENERAL, "もっと短く", thread_ts=ts)
    await house.drain()
    assert [wish.text for wish in house.desk.wishes] == ["もっと短く"]
    assert "第 2 版" in house.thread(GENERAL, ts)[-1].text


@pytest.mark.parametrize(
    ("user", "text"),
    [(ENGLISH, "looks good"), (ASKER, f"<@{ENGLISH}> どう思いますか")],
    ids=["somebody-else", "to-somebody-else"],
)
async def test_talk_in_the_drafts_thread_is_left_alone(house: House, user: str, text: str) -> None:
    ts = await asked(house)
    await house.workspace.post(user, GENERAL, text, thread_ts=ts)
    await house.drain()
    assert house.desk.wishes == []
    assert len([m for m in house.thread(GENERAL, ts) if m.user not in {ASKER, ENGLISH}]) == 1


async def test_talk_in_other_threads_is_left_alone(house: House) -> None:
    root = await house.workspace.post(ASKER, GENERAL, "お茶の件")
    await house.workspace.post(ASKER, GENERAL, "要約してほしいですね", thread_ts=root)
    await house.drain()
    assert house.desk.requests == []


async def test_a_store_that_is_away_is_left_to_the_worker_to_retry(house: House) -> None:
    house.desk.error = StoreDown("store_down")
    await house.workspace.mention(ASKER, GENERAL, ARTICLE)
    with pytest.raises(StoreDown):
        await house.drain()


async def test_a_job_given_up_is_told_to_the_person(house: House) -> None:
    ts = await house.workspace.mention(ASKER, GENERAL, ARTICLE)
    (job,) = await house.drain()
    await house.handlers.on_dead(job)
    assert "何度か試しました" in house.thread(GENERAL, ts)[-1].text


@pytest.mark.parametrize(
    ("text", "material"),
    [
        pytest.param("要約してください\n\n新しいお茶。", "新しいお茶。", id="first-line"),
        pytest.param("新しいお茶。\n以上を要約してください", "新しいお茶。", id="last-line"),
        pytest.param("Please summarise this\nA new tea.", "A new tea.", id="english"),
        pytest.param("競合分析\n新しいお茶。", "競合分析\n新しいお茶。", id="heading-stays"),
        pytest.param("要約の書き方の研修です。", "要約の書き方の研修です。", id="one-line"),
    ],
)
async def test_the_line_that_asks_is_not_taken_for_material(
    house: House, text: str, material: str
) -> None:
    ask = Ask("a", ASKER, GENERAL, None, "1.0", 0, text)

    def is_ask(line: str) -> bool:
        return any(house.desk.library.route(line, each).candidates for each in ("ja", "en"))

    assert ask.material(is_ask) == material
