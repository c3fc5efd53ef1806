"""Masked values come back, only theirs, and nobody can fish for another's."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guards.normalise import Text
from guards.pii.guard import PiiGuard
from guards.pii.labels import LABELS, Label
from guards.pii.mentions import LONGEST, lookalikes
from guards.pii.placeholders import (
    Placeholders,
    TooManyPlaceholders,
    mask,
    redact,
    restore,
    restore_json,
)
from guards.pii.stream import StreamRestorer
from guards.sections import Pii
from guards.verdict import Action, Context, Finding, Reason

WHY = Reason("あ", "a")

PERSON, PHONE = "PERSON", "PHONE_NUMBER"


def finding(start: int, end: int, label: str = PERSON, action: Action = Action.MASK) -> Finding:
    return Finding("pii", label, start, end, 1.0, f"pii.{label}", action, WHY, WHY)


def ledger(locale: str = "ja") -> Placeholders:
    held = Placeholders(locale)
    held.token_for("山田太郎", PERSON)
    held.token_for("佐藤花子", PERSON)
    held.token_for("03-1234-5678", PHONE)
    return held


@pytest.mark.parametrize(
    ("locale", "tokens"),
    [
        ("ja", ("⟦人物1⟧", "⟦人物2⟧", "⟦電話1⟧")),
        ("en", ("⟦Person 1⟧", "⟦Person 2⟧", "⟦Phone 1⟧")),
    ],
)
def test_placeholders_say_the_kind_in_the_threads_language(
    locale: str, tokens: tuple[str, ...]
) -> None:
    assert ledger(locale).tokens == tokens


def test_the_same_value_has_the_same_placeholder() -> None:
    assert ledger().token_for("山田太郎", PERSON) == "⟦人物1⟧"


def test_another_spelling_of_a_value_keeps_its_number_and_comes_back_as_it_was() -> None:
    held = ledger()
    wide = "０３-１２３４-５６７８"
    assert held.token_for(wide, PHONE) == "⟦電話1-2⟧"
    assert restore("⟦電話1⟧と【電話１-２】", held).text == f"03-1234-5678と{wide}"
    assert held.token_for("03-9999-9999", PHONE) == "⟦電話2⟧"


def test_labels_of_an_operators_own_share_a_word_but_never_a_number() -> None:
    held = Placeholders("ja")
    tokens = [held.token_for("E-1", "EMPLOYEE"), held.token_for("B-1", "BADGE")]
    assert tokens == ["⟦情報1⟧", "⟦情報2⟧"]
    assert restore("".join(tokens), held).text == "E-1B-1"
    assert redact(tokens[0], held, frozenset()) == "［該当部分は非公開］"


def test_no_placeholder_is_the_beginning_of_another() -> None:
    held = Placeholders("ja")
    tokens = [held.token_for(f"名{n}", PERSON) for n in range(25)]
    assert not any(a != b and b.startswith(a) for a in tokens for b in tokens)


def test_the_ledger_survives_the_vault() -> None:
    again = Placeholders.from_json(ledger().to_json())
    assert again.to_json() == ledger().to_json()
    assert again.token_for("佐藤花子", PERSON) == "⟦人物2⟧"
    assert again.token_for("鈴木", PERSON) == "⟦人物3⟧"


def test_values_are_in_no_repr() -> None:
    held = ledger()
    shown = repr(held) + repr(restore("⟦人物1⟧", held))
    assert "山田" not in shown


def test_more_values_than_the_limit_are_refused() -> None:
    held = Placeholders("ja", limit=1)
    held.token_for("山田", PERSON)
    assert held.token_for("山田", PERSON) == "⟦人物1⟧"
    with pytest.raises(TooManyPlaceholders):
        held.token_for("佐藤", PERSON)


def test_only_findings_that_ask_for_it_are_masked() -> None:
    text = "山田と佐藤"
    findings = [finding(0, 2), finding(3, 5, action=Action.FLAG)]
    assert mask(text, findings, Placeholders("ja")) == "⟦人物1⟧と佐藤"


def test_overlapping_findings_are_hidden_together() -> None:
    held = Placeholders("ja")
    masked = mask("0123456789", [finding(2, 6), finding(4, 9, PHONE)], held)
    assert masked == "01⟦電話1⟧9"
    assert held.value_of("⟦電話1⟧") == "2345678"


@pytest.mark.parametrize(
    "written",
    ["⟦人物1⟧", "⟦ 人物１ ⟧", "【人物1】", "[人物1]", "［人物１］", "〔人物 1〕", "[[人物1]]",
     "⟦Person 1⟧", "⟦人\u200b物1⟧", "<person 1>", "「人物1」", "(人物1)", "（PERSON１）",
     "《人物 1》"],
)  # fmt: skip
def test_a_bent_placeholder_is_still_read(written: str) -> None:
    restored = restore(f"担当は{written}です", ledger())
    assert restored.text == "担当は山田太郎です"
    assert restored.used == ("⟦人物1⟧",)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("⟦人物1さん⟧", "山田太郎さん"),
        ("【人物1様】", "山田太郎様"),
        ("[Person 1's]", "山田太郎's"),
    ],
)
def test_an_honorific_inside_the_brackets_stays_with_the_name(written: str, read: str) -> None:
    assert restore(written, ledger()).text == read


def test_json_stays_json_whatever_a_value_holds() -> None:
    held = Placeholders("ja")
    token = held.token_for('山田"太郎"\n', PERSON)
    restored = restore_json(json.dumps({"担当": [f"{token}です", 1, None]}), held)
    assert json.loads(restored.text) == {"担当": ['山田"太郎"\nです', 1, None]}
    assert restored.used == (token,)


@pytest.mark.parametrize(
    "text", ["{", "[" * 100_000, '{"⟦人物1⟧": 1, "【人物1】": 2}'], ids=["cut", "deep", "two keys"]
)
def test_what_can_not_be_restored_as_json_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        restore_json(text, ledger())


@pytest.mark.parametrize("written", ["人物1", "[1]", "⟦人物⟧", "⟦人物1", "(人物1"])
def test_what_is_no_placeholder_stays(written: str) -> None:
    assert restore(written, ledger()).text == written


def test_an_invented_placeholder_is_named_and_stays() -> None:
    restored = restore("⟦人物9⟧と⟦人物2⟧", ledger())
    assert restored.text == "⟦人物9⟧と佐藤花子"
    assert restored.invented == ("⟦人物9⟧",)
    assert restore("⟦人物9⟧", ledger(), missing="—").text == "—"


def test_only_the_named_placeholders_are_restored() -> None:
    restored = restore("⟦人物1⟧と⟦人物2⟧", ledger(), only=frozenset({"⟦人物2⟧"}))
    assert restored.text == "⟦人物1⟧と佐藤花子"
    assert restored.used == ("⟦人物2⟧",)
    assert restored.invented == ()


def test_a_value_is_never_read_as_a_placeholder() -> None:
    held = ledger()
    held.token_for("⟦人物1⟧", "QUOTED")
    assert restore("⟦引用1⟧", held).text == "⟦人物1⟧"


def test_what_is_not_kept_is_withheld_in_words() -> None:
    text = "⟦人物1⟧と⟦人物2⟧、⟦電話1⟧、⟦人物9⟧"
    kept = redact(text, ledger(), frozenset({"⟦人物2⟧"}))
    assert kept == "［氏名は非公開］と⟦人物2⟧、［電話番号は非公開］、⟦人物9⟧"


def test_words_of_withholding_follow_the_threads_language() -> None:
    assert redact("⟦Person 1⟧", ledger("en"), frozenset()) == "[person withheld]"


def test_every_kind_is_read_back_in_both_languages() -> None:
    for locale in ("ja", "en"):
        held = Placeholders(locale)
        for label in Label:
            token = held.token_for(f"値{label}", label)
            assert restore(token, held).text == f"値{label}"
            assert held.label(token) == label


KINDS = [words.kind for entry in LABELS.values() for words in (entry.ja, entry.en)]
FRAGMENT = st.one_of(
    st.sampled_from(
        [*"⟦⟧[]【】〔〕<>{}［］ 　", *KINDS, *"0129１２", "\u200b", "\u0301", "゛", "ſ", "İ"]
    ),
    st.text(max_size=3),
)
TEXT = st.lists(FRAGMENT, max_size=24).map("".join)


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=6), st.data())
def test_masking_and_restoring_is_identity(
    text: str, places: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Whatever is masked, if look-alikes are masked too, comes back as it was."""
    labels = st.sampled_from([PERSON, PHONE, "EMAIL_ADDRESS"])
    found = [
        finding(s, min(s + n, len(text)), data.draw(labels)) for s, n in places if s < len(text)
    ]
    quoted = [finding(s, e, "QUOTED") for s, e in lookalikes(text)]
    held = Placeholders(data.draw(st.sampled_from(["ja", "en"])))
    masked = mask(text, [*found, *quoted], held)
    again = Placeholders.from_json(held.to_json())
    restored = restore(masked, again)
    assert restored.invented == ()
    assert restored.text == text


@given(TEXT, st.lists(st.integers(0, 80), max_size=12))
def test_a_stream_reads_like_the_whole_however_it_is_cut(text: str, cuts: list[int]) -> None:
    held = ledger()
    whole = text.replace("名", "⟦人物1⟧").replace("0", "【電話１】")
    edges = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    stream = StreamRestorer(held)
    given = [stream.feed(whole[start:end]) for start, end in pairwise(edges)]
    assert "".join([*given, stream.finish()]) == restore(whole, held).text


@given(TEXT)
def test_a_stream_gives_out_nothing_that_was_not_asked_for(text: str) -> None:
    stream = StreamRestorer(ledger(), only=frozenset({"⟦人物2⟧"}))
    shown = "".join([*map(stream.feed, text + "⟦人物1⟧⟦人物2⟧"), stream.finish()])
    assert "山田" not in shown
    assert shown.endswith("佐藤花子")


def test_a_stream_holds_back_no_more_than_one_placeholder() -> None:
    stream = StreamRestorer(ledger())
    shown = "".join(map(stream.feed, "[" + "あ" * 600))
    assert len(shown) > 600 - LONGEST


@given(TEXT, st.text(alphabet="山田太郎0123", min_size=4, max_size=8))
def test_no_masked_value_survives_in_any_prefix(text: str, value: str) -> None:
    held = Placeholders("ja")
    whole = f"{text}|{value}|"
    place = len(text) + 1
    masked = mask(whole, [finding(place, place + len(value))], held)
    assert masked == f"{text}|⟦人物1⟧|"
    stream = StreamRestorer(held, only=frozenset())
    assert value not in "".join(map(stream.feed, masked.removeprefix(text)))


@given(TEXT)
def test_whatever_the_guard_finds_is_masked_and_comes_back_exactly(text: str) -> None:
    held = ledger()
    found = PiiGuard(Pii()).check(Text.of(text), Context())
    assert restore(mask(text, found, held), held).text == text


@given(TEXT)
def test_a_quoted_text_reads_back_exactly(text: str) -> None:
    held = ledger()
    quoted = [finding(s, e, "QUOTED") for s, e in lookalikes(text)]
    assert restore(mask(text, quoted, held), held).text == text
