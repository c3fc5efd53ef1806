"""The search looks only where something can be, and finds what looking everywhere would find."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guards.pii.catalogue import SHAPES
from guards.pii.engine import LANGUAGE, engine_for
from guards.pii.needs import Needs, Starts, needs_of
from guards.pii.search import Search, ShapesRecognizer
from guards.pii.sentences import SentenceCache, SentenceNames, sentences
from guards.pii.tokens import LazyArtifacts
from guards.pii.windows import Landscape, Literals
from guards.sections import Pii

CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "pii.jsonl"
TEXTS = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
SEARCHES = [Search.of(shape) for shape in SHAPES]
RECOGNIZER = ShapesRecognizer(SHAPES, language=LANGUAGE)
LITERALS = Literals(needs for search in SEARCHES for needs in search.needs)
# Text in which shapes nearly match, begin and break off.
PIECES = [
    *"0123456789-.@/:() \n年月日市区",
    "東京都港区芝1-2-3",
    "090-1234-5678",
    "カード番号 4111 1111 1111 1111",
    "マイナンバー: 1234 5678 9018",
    "taro@example.co.jp",
    "生年月日1980/1/2",
    "https://a:b@example.com/?token=abcdefgh",
    "passport no. TK1234567",
    "12 Long Street",
    "普通 1234567",
    "😀",
    "İ",
    "住所",
    "Tel ",
    "会員番号",
    "丁目4番5号メゾン301号室",
    "Suite 12, Springfield, IL 62701",
    "山田太郎様。",
]
NEARLY = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def one(literal: str) -> frozenset[str]:
    return frozenset({literal})


@pytest.mark.parametrize("search", SEARCHES, ids=[each.shape.name for each in SEARCHES])
@settings(max_examples=20, deadline=None)
@given(text=st.sampled_from(TEXTS) | NEARLY)
def test_windows_hold_every_match(search: Search, text: str) -> None:
    found = Landscape(text, LITERALS).matches(search.pattern, search.needs)
    # A match counts for nothing without the cue that some shapes ask for.
    everywhere = [m for m in search.pattern.finditer(text) if search._counts(text, *m.span())]
    assert [m.span() for m in found if search._counts(text, *m.span())] == [
        m.span() for m in everywhere
    ]


@settings(max_examples=60, deadline=None)
@given(text=st.sampled_from(TEXTS) | NEARLY)
def test_no_shape_is_left_out_that_would_have_matched(text: str) -> None:
    possible = RECOGNIZER._possible(Landscape(text, RECOGNIZER._literals))
    matching = [search for search in RECOGNIZER._searches if search.pattern.search(text)]
    assert not [search for search in matching if search.shape.score and search not in possible]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        pytest.param("[0-9]{3}-[0-9]{4}", Needs(7, 7, one("-"), width=8, rare=True), id="digits"),
        pytest.param(
            "電話[0-9]+?", Needs(1, 1, one("電話"), cjk=True, rare=True), id="no upper bound"
        ),
        pytest.param(
            "(?:TEL|TEL.)x?", Needs(0, 3, one("TEL"), width=5, rare=True), id="one holds the other"
        ),
        pytest.param(
            "(?i:tel)x", Needs(0, 4, one("telx"), True, 4, rare=True), id="ignores case in a part"
        ),
        pytest.param(
            "TEL(?![0-9]{3})",
            Needs(0, 3, one("TEL"), width=3, ahead=3, rare=True),
            id="looks ahead",
        ),
        pytest.param("TEL$", Needs(0, 3, one("TEL"), rare=True), id="the end of the text"),
        pytest.param("[一-鿿ァ-ヴー]{2}", Needs(width=2, cjk=True), id="a script"),
        pytest.param(
            "(?<![0-9])(?<![A-Za-z])[0-9]?[A-Z]",
            Needs(0, 1, width=2, starts=Starts.ALNUM),
            id="begins a word",
        ),
        pytest.param(
            "(?<![0-9])(?:[0-9]a|1)", Needs(1, 1, width=2, starts=Starts.DIGITS), id="a number"
        ),
        pytest.param("[^a](?<![0-9])[0-9]", Needs(1, 1, width=2), id="not at its beginning"),
        pytest.param("(a)?(?(1)b(?=.{9})|c)", Needs(), id="a condition"),
        pytest.param("[^a]|b", Needs(width=1), id="nothing"),
    ],
)
def test_needs_are_read_off_the_pattern(pattern: str, needs: Needs) -> None:
    assert needs_of(re.compile(pattern)) == needs


def test_a_paragraph_without_digits_leaves_nothing_to_search_for_numbers() -> None:
    landscape = Landscape("春の新商品キャンペーンのご案内です。" * 50, LITERALS)
    numbers = [search for search in SEARCHES if search.needs[0].digits]
    assert len(numbers) > 10
    assert not any(landscape.windows(search.needs) for search in numbers)


def test_a_score_is_the_sum_of_its_named_parts() -> None:
    found = RECOGNIZER.analyze("携帯 090-1234-5678、マイナンバー 123456789018", [])
    assert found
    for result in found:
        parts = result.recognition_metadata["parts"]
        assert result.score == pytest.approx(sum(share for _, share in parts))
        assert {name for name, _ in parts} <= {"shape", "check_digit", "cue"}


@given(st.text("あA。!?\n、,: ", max_size=200).map(lambda text: text * 20))
def test_sentences_own_every_place_once(text: str) -> None:
    cut = list(sentences(text))
    assert [at for each in cut for at in range(each.first, each.until)] == list(range(len(text)))
    assert all(each.start <= each.first < each.until <= each.end for each in cut)
    assert all(each.end - each.start <= 1_000 for each in cut)


@pytest.mark.parametrize("before", range(900, 1_100, 7))
def test_a_name_across_two_pieces_of_one_long_sentence_is_found_once(before: int) -> None:
    text = "、" * before + "山田太郎さん" + "、" * 1_200
    found = SentenceNames(language=LANGUAGE).analyze(text, [], None)
    assert [(each.start, each.end) for each in found] == [(before, before + 4)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*TEXTS, "担当は山田太郎さんです。\n"]), max_size=6).map("".join))
def test_what_was_seen_before_is_found_again_the_same(text: str) -> None:
    fresh, used = (SentenceNames(language=LANGUAGE) for _ in range(2))
    used.analyze(text, [], None)
    again = used.analyze(text, [], None)
    assert again == fresh.analyze(text, [], None)


def test_a_text_that_was_seen_is_not_tokenised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_for(Pii())
    text = "担当は山田太郎さんです。よろしくお願いいたします。"
    first = engine.analyze(text, language=LANGUAGE)

    def refused(_: str) -> None:
        raise AssertionError

    monkeypatch.setattr("guards.pii.tokens.tokenize", refused)
    assert engine.analyze(text, language=LANGUAGE) == first


def test_the_cache_holds_no_text_and_no_more_than_it_may() -> None:
    cache = SentenceCache(entries=3)
    names = SentenceNames(language=LANGUAGE, cache=cache)
    for number in range(10):
        names.analyze(f"担当は山田太郎さん、{number}番の件です。", [], None)
    assert len(cache) == 3
    assert "山田" not in repr(vars(cache))


def test_two_caches_know_one_sentence_by_different_keys() -> None:
    assert SentenceCache().digest("山田太郎") != SentenceCache().digest("山田太郎")


def test_many_threads_share_one_cache() -> None:
    names = SentenceNames(language=LANGUAGE, cache=SentenceCache(entries=4))
    texts = [f"担当は山田太郎さん、{number % 7}番の件です。" for number in range(64)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: names.analyze(text, [], None), texts))
    assert all(len(each) == 1 for each in found)


def test_tokens_are_made_when_an_operators_recognizer_asks() -> None:
    artifacts = LazyArtifacts("山田太郎です", language=LANGUAGE)
    assert "".join(artifacts.lemmas) == "山田太郎です"
    assert artifacts.tokens_indices[0] == 0
    assert not hasattr(artifacts, "anything_else")
