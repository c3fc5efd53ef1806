"""Personal data is found in Japanese and English text, glued to kana or not, full-width or not."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from presidio_analyzer import RecognizerResult

from guards.normalise import Text
from guards.pii.check_digits import is_card, is_corporate_number, is_my_number
from guards.pii.guard import PiiGuard
from guards.pii.labels import LABELS, Label
from guards.pii.names import NameRecognizer
from guards.pii.spans import Hit, resolve
from guards.pii.tokens import pieces, tokenize
from guards.rulebook import DEFAULT, load
from guards.sections import Pii
from guards.verdict import Action, Context, Finding, Side

CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "pii.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def found(text: str, rules: Pii | None = None, context: Context | None = None) -> list[Finding]:
    guard = PiiGuard(rules or load(DEFAULT).pii)
    return list(guard.check(Text.of(text), context or Context()))


def seen(
    text: str, rules: Pii | None = None, context: Context | None = None
) -> set[tuple[str, str]]:
    return {(f.label, text[f.start : f.end]) for f in found(text, rules, context)}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_corpus_is_seen_as_it_is_marked(row: dict[str, object]) -> None:
    marked = {(str(label), str(value)) for label, value in row["found"]}  # type: ignore[attr-defined]
    assert seen(str(row["text"])) == marked


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("123456789018", True), ("123456789019", False), ("111111111111", False), ("1234", False)],
)
def test_my_number_has_a_check_digit(digits: str, valid: bool) -> None:
    assert is_my_number(digits) is valid


@pytest.mark.parametrize(("digits", "valid"), [("7000012050002", True), ("7000012050003", False)])
def test_corporate_number_has_a_check_digit(digits: str, valid: bool) -> None:
    assert is_corporate_number(digits) is valid


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("4111111111111111", True), ("4111111111111112", False), ("0" * 16, False)],
)
def test_card_passes_luhn(digits: str, valid: bool) -> None:
    assert is_card(digits) is valid


def test_a_cue_word_raises_the_score() -> None:
    alone = found("番号は123456789018です")[0].score
    cued = found("マイナンバーは123456789018です")[0].score
    assert 0.4 <= alone < cued


def test_action_comes_from_the_rulebook_by_label_and_side() -> None:
    text = "カード4111111111111111、電話03-1234-5678"
    out = Context(side=Side.OUTPUT)
    assert {f.label: f.action for f in found(text)} == {
        "CREDIT_CARD": Action.MASK,
        "PHONE_NUMBER": Action.MASK,
    }
    assert {f.label: f.action for f in found(text, context=out)} == {
        "CREDIT_CARD": Action.BLOCK,
        "PHONE_NUMBER": Action.FLAG,
    }


@pytest.mark.parametrize(
    ("side", "action"), [(Side.INPUT, Action.MASK), (Side.OUTPUT, Action.FLAG)]
)
def test_a_rulebook_without_default_falls_to_the_safe_side(side: Side, action: Action) -> None:
    rules = Pii(input={}, output={})
    assert found("電話03-1234-5678", rules, Context(side=side))[0].action is action


def test_rule_and_reason_name_the_label_in_both_languages() -> None:
    finding = found("taro@example.co.jp")[0]
    assert finding.rule == "pii.EMAIL_ADDRESS"
    assert finding.reason == LABELS[Label.EMAIL_ADDRESS].reason


def test_every_label_has_its_words_in_both_languages() -> None:
    assert set(LABELS) == set(Label)
    for entry in LABELS.values():
        assert all((entry.ja.kind, entry.en.kind, entry.ja.withheld, entry.en.withheld))
        assert all((entry.reason.ja, entry.reason.en))


def test_every_label_has_a_kind_of_its_own() -> None:
    kinds = [words.kind for entry in LABELS.values() for words in (entry.ja, entry.en)]
    assert len(set(kinds)) == len(kinds)


def test_known_terms_are_never_a_finding() -> None:
    rules = Pii(known_terms=("高橋商店", "松本"))
    assert seen("高橋商店の松本支店", rules) == set()


def test_the_directory_gives_exact_names() -> None:
    context = Context(names=("髙木 ひかり", "Zed Quux", "あ"))
    assert ("PERSON", "髙木ひかり") in seen("髙木ひかりと、あの人", context=context)
    assert ("PERSON", "Zed Quux") in seen("ask Zed Quux.", context=context)
    assert seen("Zed Quuxes", context=context) == set()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("off", set()),
        ("balanced", {("PERSON", "山田太郎")}),
        ("strict", {("PERSON", "山田太郎"), ("PERSON", "高橋")}),
    ],
)
def test_the_rulebook_says_how_sure_a_name_must_be(
    names: str, expected: set[tuple[str, str]]
) -> None:
    rules = Pii.model_validate({"names": names})
    assert seen("山田太郎は高橋建設に勤めています", rules) == expected


def test_a_typed_placeholder_is_quoted_on_the_way_in_only() -> None:
    text = "⟦人物1⟧さんの連絡先は？ [Person 2]"
    assert seen(text) == {("QUOTED", "⟦人物1⟧"), ("QUOTED", "[Person 2]")}
    assert seen(text, context=Context(side=Side.OUTPUT)) == set()


def test_spans_are_in_the_original_text() -> None:
    text = "㈱青葉の👩‍👧山\u200b田太郎様、０９０－１２３４－５６７８"
    assert seen(text) == {
        ("PERSON", "山\u200b田太郎"),
        ("PHONE_NUMBER", "０９０－１２３４－５６７８"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "\ud800",
        "👨‍👩‍👧‍👦" * 50,
        "\u202e" * 100,
        "ﾞ" * 100,
        "⟦" * 1000,
        "1-" * 2000,
        "@" * 999,
    ],
    ids=["empty", "nul", "surrogate", "emoji", "bidi", "marks", "brackets", "dashes", "ats"],
)
def test_awkward_text_never_crashes(text: str) -> None:
    assert all(f.end <= len(text) for f in found(text))


def test_a_name_at_the_end_of_a_text_beyond_sudachis_limit_is_found() -> None:
    text = "あ" * 30_000 + "、担当は山田太郎さん"
    assert len(text.encode()) > 49_149
    assert ("PERSON", "山田太郎") in seen(text)


def test_a_name_across_the_cut_between_two_pieces_is_found() -> None:
    filler = "、" * 3_998
    assert ("PERSON", "山田太郎") in seen(f"{filler}山田太郎さん" + "、" * 3_000)


def test_pieces_leave_nothing_out() -> None:
    text = "。".join("あ" * n for n in range(60))
    cut = list(pieces(text, longest=100, overlap=20))
    assert cut[0][0] == 0
    assert cut[-1][1] == len(text)
    assert all(end - start <= 100 for start, end, _ in cut)
    assert all(following[0] <= end for (_, end, _), following in pairwise(cut))


def test_tokens_are_in_order_without_overlap() -> None:
    tokens = tokenize("山田太郎さんと" * 900)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


def test_many_threads_may_ask_at_once() -> None:
    guard = PiiGuard(load(DEFAULT).pii)
    text = Text.of("担当は山田太郎さん、taro@example.co.jp")
    with ThreadPoolExecutor(8) as pool:
        verdicts = set(pool.map(lambda _: guard.check(text, Context()), range(64)))
    assert len(verdicts) == 1


def test_a_recognizer_of_presidio_that_raises_is_not_swallowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> list[RecognizerResult]:
        raise RuntimeError

    monkeypatch.setattr(NameRecognizer, "analyze", broken)
    with pytest.raises(RuntimeError):
        found("a")


def test_the_longer_hit_wins_an_overlap() -> None:
    assert resolve([Hit(0, 4, "PERSON", 0.9), Hit(0, 8, "ADDRESS", 0.5)]) == [
        Hit(0, 8, "ADDRESS", 0.5)
    ]


def test_of_two_as_long_the_surer_wins_then_the_earlier_label() -> None:
    assert resolve([Hit(0, 4, "PERSON", 0.5), Hit(0, 4, "ADDRESS", 0.9)])[0].label == "ADDRESS"
    assert resolve([Hit(0, 4, "PERSON", 0.5), Hit(0, 4, "ADDRESS", 0.5)])[0].label == "PERSON"


def test_what_sticks_out_of_a_winner_stays_found() -> None:
    hits = [Hit(0, 8, "ADDRESS", 0.5), Hit(6, 12, "PERSON", 0.9)]
    assert resolve(hits) == [Hit(0, 8, "ADDRESS", 0.5), Hit(8, 12, "PERSON", 0.9)]


def test_an_allowed_label_never_covers_another() -> None:
    hits = [Hit(0, 13, "CORPORATE_NUMBER", 0.9), Hit(0, 12, "MY_NUMBER", 0.6)]
    first = resolve(hits, yields={"CORPORATE_NUMBER": 3})[0]
    assert first == Hit(0, 12, "MY_NUMBER", 0.6)
