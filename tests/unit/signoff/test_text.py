"""What becomes of a draft's text on its way out: hidden, let out, made visible, digested."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.records import Publication, Section
from bot.signoff.digest import digest_of
from bot.signoff.fair_copy import publication_of, restorable
from bot.signoff.headline import headline
from bot.signoff.inert import inert
from bot.signoff.reveal import reveal
from guards.pii.placeholders import Placeholders
from tests.unit.signoff.house import draft_of


def known(**values: str) -> Placeholders:
    made = Placeholders("ja")
    for label, value in values.items():
        made.token_for(value, label)
    return made


# ── hidden unless let out ──────────────────────────────────────────────────────────────────────


def test_masked_value_is_words_not_a_value_and_not_a_placeholder() -> None:
    """Readers outside see that something was withheld."""
    names = known(PERSON="佐藤はな")
    text = publication_of(draft_of("担当は⟦人物1⟧です。"), "site", placeholders=names, accepted=())
    assert "佐藤" not in text.body
    assert "⟦" not in text.body
    assert "［" in text.body


def test_only_the_accepted_value_is_let_out() -> None:
    """Each one on its own."""
    names = known(PERSON="佐藤はな", EMAIL_ADDRESS="hana@tea.example")
    person, mail = names.tokens
    draft = draft_of(f"担当は{person}、連絡先は{mail}です。")
    text = publication_of(draft, "site", placeholders=names, accepted=(mail,))
    assert "hana@tea.example" in text.body
    assert "佐藤" not in text.body


def test_title_hides_what_the_body_hides() -> None:
    """The headline is made from the text after masking."""
    names = known(PERSON="佐藤はな")
    text = publication_of(draft_of("⟦人物1⟧が登壇。"), "site", placeholders=names, accepted=())
    assert "佐藤" not in text.title
    assert "人物1" not in text.title


def test_value_that_looks_like_a_placeholder_fetches_nobody() -> None:
    """A value is never read as a placeholder again; such a text does not leave."""
    names = known(PERSON="佐藤はな", EMAIL_ADDRESS="⟦人物1⟧")
    mail = names.tokens[1]
    with pytest.raises(Refused) as refused:
        publication_of(draft_of(f"連絡先は{mail}"), "site", placeholders=names, accepted=(mail,))
    assert refused.value.code == "unresolved"


@pytest.mark.parametrize(
    "body", ["担当は⟦人物9⟧です。", "担当は【人物９】です。", "残った⟦括弧", "残った括弧⟧"]
)
def test_placeholder_that_stands_for_nothing_does_not_leave(body: str) -> None:
    """An invented or broken placeholder is refused, not published."""
    with pytest.raises(Refused) as refused:
        publication_of(draft_of(body), "site", placeholders=known(PERSON="佐藤"), accepted=())
    assert refused.value.code == "unresolved"


def test_restorable_names_what_the_text_mentions_and_nothing_else() -> None:
    """Values that the draft does not use are not offered."""
    names = known(PERSON="佐藤はな", EMAIL_ADDRESS="hana@tea.example")
    draft = draft_of(f"担当は{names.tokens[0]}です。")
    assert restorable(draft, names) == ((names.tokens[0], "PERSON"),)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("![x](https://evil.example/?q=1)", "[x](https://evil.example/?q=1)"),
        ("![x][1]", "[x][1]"),
        ("!![x](u)", "[x](u)"),
        ('<img src="https://evil.example/">', '‹img src="https://evil.example/">'),
        ("</p><script>alert(1)</script>", "‹/p>‹script>alert(1)‹/script>"),
        ("<!-- hidden -->", "‹!-- hidden -->"),
        ("<https://tea.example/a>", "<https://tea.example/a>"),
        ("<https://tea.example/ onload=x>", "‹https://tea.example/ onload=x>"),
        ("3 < 5、価格 <500円、<3", "3 < 5、価格 <500円、<3"),
        ("本当! [詳細](https://tea.example/)", "本当! [詳細](https://tea.example/)"),
    ],
)
def test_what_would_act_by_itself_is_inert(text: str, left: str) -> None:
    """A picture is a link, a tag is text; what only looks a little like one stays."""
    assert inert(text) == left


@given(st.text(alphabet="![]()<>/a:https&;\u200b"))
def test_nothing_that_left_acts_by_itself(text: str) -> None:
    """Making it inert twice changes nothing more, and no picture is left."""
    names = known()
    try:
        body = publication_of(draft_of(f"x{text}"), "site", placeholders=names, accepted=()).body
    except Refused:
        return
    assert "![" not in body
    assert inert(body) == body


def test_sections_become_headed_markdown() -> None:
    """Every section, in order, under its title; the language is part of what is signed."""
    text = publication_of(draft_of(), "site", placeholders=known(), accepted=())
    assert text.body == "## 結論\n\n玉露を発売します。\n\n## 次の行動\n\n確認します。\n"
    assert text.fields == {"locale": "ja"}
    assert text.destination == "site"


def test_invisible_characters_of_a_let_out_value_are_shown() -> None:
    """Letting a value out does not let anything hidden out with it."""
    names = known(PERSON="佐\u202e藤")
    text = publication_of(
        draft_of("⟦人物1⟧です。"), "site", placeholders=names, accepted=names.tokens
    )
    assert "佐⟨U+202E⟩藤" in text.body


# ── nothing invisible ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "char",
    [
        pytest.param("\u200b", id="zero-width-space"),
        pytest.param("\u200d", id="joiner-between-letters"),
        pytest.param("\u2060", id="word-joiner"),
        pytest.param("\ufeff", id="byte-order-mark"),
        pytest.param("\u00ad", id="soft-hyphen"),
        pytest.param("\u202e", id="right-to-left-override"),
        pytest.param("\u2066", id="isolate"),
        pytest.param("\U000e0041", id="tag-letter"),
        pytest.param("\U000e0101", id="selector-after-latin"),
        pytest.param("\ufe0f", id="selector-after-latin-letter"),
        pytest.param("\u3164", id="hangul-filler"),
        pytest.param("\u2800", id="braille-blank"),
        pytest.param("\x00", id="nul"),
        pytest.param("\x1b", id="escape"),
        pytest.param("\u2028", id="line-separator"),
        pytest.param("\ue000", id="private-use"),
        pytest.param("\ud800", id="lone-surrogate"),
    ],
)
def test_what_can_not_be_seen_is_written_out(char: str) -> None:
    """A reviewer sees that it is there, and readers see the same."""
    assert reveal(f"a{char}b") == f"a⟨U+{ord(char):04X}⟩b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\u200d", "⟨U+200D⟩", id="joiner-alone"),
        pytest.param("👨\u200d", "👨⟨U+200D⟩", id="joiner-at-the-end"),
        pytest.param("\ufe0f", "⟨U+FE0F⟩", id="selector-alone"),
        pytest.param("❤\ufe0f\ufe0f", "❤\ufe0f⟨U+FE0F⟩", id="second-selector"),
        pytest.param("\u200b\ufe0f", "⟨U+200B⟩⟨U+FE0F⟩", id="selector-after-invisible"),
        pytest.param("葛\U000e0100\U000e0101", "葛\U000e0100⟨U+E0101⟩", id="second-variant"),
        pytest.param("a\r\nb\rc", "a\nb\nc", id="line-ends"),
    ],
)
def test_what_emoji_need_hides_nothing_elsewhere(text: str, shown: str) -> None:
    """A joiner or selector stays only where it does its work."""
    assert reveal(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("家族👨‍👩‍👧と", id="joined-emoji"),
        pytest.param("❤️ ☕️", id="emoji-presentation"),
        pytest.param("1️⃣ #️⃣", id="keycaps"),
        pytest.param("🏳️‍🌈", id="flag-with-joiner"),
        pytest.param("👍🏽", id="skin-tone"),
        pytest.param("葛\U000e0100城市", id="kanji-variant"),
        pytest.param("全角　空白\tと\n改行", id="ordinary-white-space"),
        pytest.param("㈱ﾊﾟｽﾀ ①", id="japanese-forms"),
    ],
)
def test_what_writing_needs_stays(text: str) -> None:
    """Emoji and Japanese names are not mangled."""
    assert reveal(text) == text


@given(st.text(st.characters(exclude_categories=())))
def test_revealing_twice_changes_nothing_more(text: str) -> None:
    """What was shown once is plain text."""
    assert reveal(reveal(text)) == reveal(text)


# ── the title ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("玉露を発売します。価格は未定です。", "玉露を発売します", id="first-sentence"),
        pytest.param("- **限定** 玉露\n- 煎茶", "限定 玉露", id="list-and-emphasis"),
        pytest.param("### 見出し\n本文", "見出し", id="heading"),
        pytest.param("\n\n[案内](https://a.example)へ", "案内へ", id="link"),
        pytest.param("Version 2.5 is out. More soon.", "Version 2.5 is out.", id="english"),
        pytest.param("**\n---", "結論", id="only-marks"),
        pytest.param("", "結論", id="empty"),
        pytest.param("あ" * 200, "あ" * 31 + "…", id="long"),
        pytest.param(
            "急須を使わない働く人のために、" + "あ" * 40,
            "急須を使わない働く人のために…",
            id="clause",
        ),
        pytest.param(
            "Tea for people " * 9,
            "Tea for people Tea for people Tea for people Tea for people…",
            id="words",
        ),
    ],
)
def test_title_is_the_first_sentence_in_plain_words(text: str, title: str) -> None:
    """A list of publications reads like headlines."""
    assert headline(text, fallback="結論") == title


# ── the digest ─────────────────────────────────────────────────────────────────────────────────


def test_digest_is_sha256_over_canonical_json() -> None:
    """Anybody can compute it again, with keys sorted and no spaces."""
    text = Publication("site", "題", "本文\n", {"locale": "ja"})
    canonical = json.dumps(
        {"body": "本文\n", "destination": "site", "fields": {"locale": "ja"}, "title": "題"},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    assert digest_of(text) == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Publication("hook", "題", "本文", {"locale": "ja"}), id="destination"),
        pytest.param(Publication("site", "題名", "本文", {"locale": "ja"}), id="title"),
        pytest.param(Publication("site", "題", "本文 ", {"locale": "ja"}), id="one-space"),
        pytest.param(Publication("site", "題", "本文", {"locale": "en"}), id="field"),
        pytest.param(Publication("site", "題", "本文", {}), id="missing-field"),
    ],
)
def test_any_change_is_another_digest(other: Publication) -> None:
    """Each part of what leaves is covered."""
    assert digest_of(other) != digest_of(Publication("site", "題", "本文", {"locale": "ja"}))


def test_section_titles_are_covered_too() -> None:
    """A renamed section is another text."""
    renamed = draft_of(sections=(Section("conclusion", "要点", "玉露を発売します。"),))
    plain = draft_of(sections=(Section("conclusion", "結論", "玉露を発売します。"),))
    one, other = (
        publication_of(d, "site", placeholders=known(), accepted=()) for d in (plain, renamed)
    )
    assert digest_of(one) != digest_of(other)
