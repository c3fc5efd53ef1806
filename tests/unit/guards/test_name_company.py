"""What stands with a name makes other words names, and what stands with a thing makes them none."""

import pytest

from guards.normalise import Text
from guards.pii.guard import PiiGuard
from guards.pii.name_cues import ends_in_cue
from guards.rulebook import DEFAULT, load
from guards.verdict import Context


def names(text: str) -> list[str]:
    found = PiiGuard(load(DEFAULT).pii).check(Text.of(text), Context())
    return [text[f.start : f.end] for f in found if f.label == "PERSON"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("審査員はアンダーソン、ケルビッツ、ミラーの三名です", "ケルビッツ"),
        ("ミラーとケルビッツが来社しました", "ケルビッツ"),
    ],
    ids=["between names", "joined by to"],
)
def test_a_word_listed_with_names_is_a_name(text: str, name: str) -> None:
    assert name in names(text)


def test_an_unknown_word_listed_with_no_name_is_none() -> None:
    assert names("候補はケルビッツ、ノルタック、ゼブリクスの三つです") == []


def test_the_short_form_of_a_name_in_the_same_sentence_is_a_name() -> None:
    text = "ジョン・ケルビッツが退任し、後任はケルビッツの推薦で決まりました"
    assert names(text) == ["ジョン・ケルビッツ", "ケルビッツ"]


def test_a_place_that_a_person_is_named_like_stays_a_place() -> None:
    assert names("梅田太郎さんは梅田の店舗を見に行きます。") == ["梅田太郎"]


@pytest.mark.parametrize(
    "text",
    [
        "リフレアは肌に優しい処方です",
        "ヴェルシアが新登場しました",
        "モイストレアは敏感肌でも使えます",
        "ルミエラは全国のドラッグストアで買えます",
        "セレニアは保湿成分を配合しています",
        "ソレイアは予約を受け付けています",
        "メルヴィは香りが良い",
        "ノヴィータは税込3,980円です",
    ],
)
def test_a_product_that_opens_a_clause_is_no_person(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "早川電力の事例を調べます",
        "藤田組の看板を撮ります",
        "大野盆地の紅葉を載せます",
        "カーター陣営の広告を見ます",
        "スミスフィールドの倉庫です",
        "水戸は20日、桑名は21日に納品します",
    ],
)
def test_a_name_that_runs_on_into_a_word_is_no_person(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("田中案で進めます", "田中"),
        ("木村作成の資料です", "木村"),
        ("鈴木本人に聞きます", "鈴木"),
    ],
)
def test_a_name_before_a_task_stays_a_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "before",
    ["監督の", "担当:", "担当 : ", "妻・", "作家である", "司会は", "編集長、"],
)
def test_a_role_or_a_heading_before_a_name_is_a_cue(before: str) -> None:
    assert ends_in_cue(before)


@pytest.mark.parametrize("before", ["", "国家", "相手の", "今回の", "商品は", " : "])
def test_what_is_no_role_is_no_cue(before: str) -> None:
    assert not ends_in_cue(before)
