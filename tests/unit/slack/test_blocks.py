"""Everything that is shown fits what Slack takes, in both languages, at full length."""

from typing import Any

import pytest

from bot.errors import Blocked, CouldNotRun, Refused
from bot.records import Answer, Section, SignOff, State
from bot.signoff.workflow import Review
from bot.slack.blocks import modals
from bot.slack.blocks.base import Message
from bot.slack.blocks.card import Shown, card, ids_of, outcome, place_of
from bot.slack.blocks.draft import draft_messages
from bot.slack.blocks.form import chips, chooser_view, form_view
from bot.slack.blocks.help import help_message
from bot.slack.blocks.home import HomeOf, home_view
from bot.slack.blocks.notice import TOLD, notice
from bot.slack.blocks.refusal import contact_text, refusal
from bot.slack.words import LOCALES, Words, words_in
from deploy.local.workspace.blockkit.surfaces import (
    check_message_blocks,
    check_view,
    markdown_is_too_long,
)
from guards.rulebook import Rulebook
from prompts.library import Library
from tests import builders

LONG = "とても長い文章です。" * 2_000
SHOWN = Shown(template="要約", destination="とても長い公開先の名前" * 20)


@pytest.fixture(params=LOCALES)
def words(request: pytest.FixtureRequest) -> Words:
    return words_in(request.param)


def review(**changes: Any) -> Review:
    tokens = tuple((f"⟦人物{n}⟧", "PERSON") for n in range(1, 26))
    told: dict[str, Any] = {
        "signoff": builders.signoff(),
        "publication": builders.publication(title="見出し" * 100, body=LONG),
        "seen_in": tuple(builders.seen(label=f"KIND_{n}") for n in range(40)),
        "seen_out": tuple(builders.seen(label=f"KIND_{n}", action="flag") for n in range(40)),
        "restorable": tokens,
        "template": "summary",
        "template_version": "1.0.0",
        "draft_revision": 3,
    }
    return Review(**told | changes)


def check(message: Message) -> None:
    assert check_message_blocks(message.blocks) == []
    assert not markdown_is_too_long(message.blocks)
    assert message.text


@pytest.mark.parametrize("state", list(State), ids=str)
def test_a_card_fits_in_every_state(words: Words, state: State) -> None:
    signoff = builders.signoff(
        state=state,
        votes={"U1": "sign", "U2": "send_back"},
        decided_by="U1",
        decided_at=builders.NOW,
        external_id="https://site.example/a",
        accepted=("⟦人物1⟧",),
    )
    comments = {"U2": "理由" * 400}
    shown = Shown(
        template="要約", destination="サイト", comments=comments, difference=("+あ",) * 50
    )
    message = card(review(signoff=signoff), words, shown=shown)
    check(message)
    has_buttons = any(block["type"] == "actions" for block in message.blocks)
    assert has_buttons is (state is State.IN_REVIEW)


def test_a_card_follows_the_order_of_a_reviewers_questions(words: Words) -> None:
    kinds = [block["type"] for block in card(review(), words, shown=SHOWN).blocks]
    assert kinds.index("header") < kinds.index("markdown") < kinds.index("actions")
    assert kinds[-1] == "context"


def test_a_long_draft_fits_message_by_message(words: Words) -> None:
    seen = tuple(builders.seen(label=f"KIND_{n}") for n in range(40))
    draft = builders.draft(seen_in=seen, seen_out=seen)
    answer = Answer(draft, LONG, {"PERSON": 1}, "r1")
    messages = draft_messages(answer, words, title="要約", publishable=True)
    assert len(messages) > 1
    for message in messages:
        check(message)


def test_a_draft_without_a_destination_offers_no_signoff(words: Words) -> None:
    answer = Answer(builders.draft(), "短い", {}, "r1")
    (message,) = draft_messages(answer, words, title="要約", publishable=False)
    assert "request_signoff" not in str(message.blocks)


@pytest.mark.parametrize(
    "error",
    [
        Blocked("blocked_input", rule="pii.SECRET", params={"labels": "SECRET"}),
        CouldNotRun("guard_failed", rule="guard.pii"),
        Refused("person_not_allowed", rule="access.all"),
    ],
    ids=lambda error: error.code,
)
def test_a_refusal_names_rule_contact_and_number(words: Words, error: Refused) -> None:
    message = refusal(error, words, request_id="r123", contact="U9", form={"t": "summary"})
    check(message)
    for part in (error.rule, "<@U9>", "r123"):
        assert part in str(message.blocks)


def test_a_block_says_what_makes_it_pass(words: Words) -> None:
    params: dict[str, str | int] = {"labels": "SECRET", "passes_ja": "鍵を", "passes_en": "the key"}
    message = refusal(Blocked("blocked_input", params=params), words, request_id="r1", contact="U9")
    check(message)
    assert str(params[f"passes_{words.locale}"]) in str(message.blocks)


@pytest.mark.parametrize(
    ("contact", "mention"),
    [("U1", "<@U1>"), ("S1", "<!subteam^S1>"), ("C1", "<#C1>")],
)
def test_a_contact_is_a_mention(words: Words, contact: str, mention: str) -> None:
    assert contact_text(contact, words) == mention


def test_without_a_contact_there_are_words(words: Words) -> None:
    assert contact_text("", words) == words("contact-none")


@pytest.mark.parametrize("state", sorted(TOLD), ids=str)
def test_the_requester_is_told_every_state_in_words(words: Words, state: State) -> None:
    signoff = builders.signoff(state=state, decided_by="U1", external_id="site-1")
    check(
        notice(signoff, words, destination="サイト", comments={"U1": "なぜなら"}, contact="<@U9>")
    )


@pytest.mark.parametrize("template", ["summary", "campaign_brief", "competitor_digest"])
@pytest.mark.parametrize("kept", ["", "お預かり"], ids=["empty", "kept"])
def test_a_form_fits(words: Words, library: Library, template: str, kept: str) -> None:
    found = library.get(template, words.locale)
    view = form_view(found, words, meta={"c": "C1"}, ask_where=True, kept=kept)
    assert check_view(view, surface="modal") == []
    material = f"in:{found.material_input.id}" if found.material_input else ""
    assert (material in str(view)) is not bool(kept)


def test_modals_fit(words: Words, library: Library, rulebook: Rulebook) -> None:
    draft = builders.draft(sections=(Section("a", "要点", LONG),))
    templates = [library.get(each, words.locale) for each in library.ids()]
    tokens = tuple(f"⟦人物{n}⟧" for n in range(600))
    views = [
        modals.loading(),
        modals.sorry(),
        modals.revise_view(draft, words, meta={"d": "1", "r": 1}),
        modals.destination_view(
            draft, words, rulebook=rulebook, destinations=("site",), hidden=tokens, meta={"d": "1"}
        ),
        modals.comment_view(review(), words, callback="send_back"),
        modals.comment_view(review(), words, callback="refuse"),
        modals.full_text_view(review(), words, values={}),
        modals.full_text_view(review(), words, values=None),
        chooser_view(templates, words, meta={}),
        chooser_view([], words, meta={}),
    ]
    for view in views:
        assert check_view(view, surface="modal") == []


def test_the_full_text_view_shows_the_whole_text(words: Words) -> None:
    view = modals.full_text_view(review(), words, values={})
    texts = [b["text"] for b in view["blocks"] if b["type"] == "section"]
    shown = "".join(t["text"] for t in texts if t["type"] == "plain_text")
    assert shown.replace("\n", "") == LONG.replace("\n", "")


@pytest.mark.parametrize("count", [0, 30], ids=["empty", "full"])
def test_home_fits_for_everybody(
    words: Words, library: Library, rulebook: Rulebook, count: int
) -> None:
    templates = tuple(library.get(each, words.locale) for each in library.ids())
    signoffs: list[SignOff] = [builders.signoff(card_channel="C1")] * count
    home = HomeOf(templates[:count], signoffs, signoffs, admin=True)
    assert check_view(home_view(home, words, rulebook=rulebook), surface="home") == []


def test_help_and_chips_fit(words: Words, library: Library) -> None:
    templates = [library.get(each, words.locale) for each in library.ids()]
    check(help_message(templates, words, contact="U1", unknown="sumary", near="summary"))
    check(help_message([], words, contact=""))
    check(Message("x", [chips(templates, ask="r1")]))


def test_a_button_is_bound_to_one_exact_text() -> None:
    signoff = builders.signoff(revision=4, digest="ab" * 32)
    assert ids_of(signoff) == {"s": signoff.id, "r": 4, "d": "ab" * 32}


@pytest.mark.parametrize(
    ("external_id", "shown"),
    [
        ("https://site.example/a", "<https://site.example/a>"),
        ("https://site.example/|x", "`https://site.example/|x`"),
        ("<!channel>", "`&lt;!channel&gt;`"),
    ],
)
def test_a_destinations_id_is_shown_as_it_is(external_id: str, shown: str) -> None:
    assert place_of(builders.signoff(external_id=external_id)) == shown


def test_an_end_state_says_who_and_when(words: Words) -> None:
    signoff = builders.signoff(state=State.REFUSED, decided_by="U1", decided_at=builders.NOW)
    said = outcome(signoff, words)
    assert "<@U1>" in said
    assert "<!date^" in said
    assert words("state-refused") in said
