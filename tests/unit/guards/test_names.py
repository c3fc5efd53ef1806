"""Names of people are found whole, with what makes us sure; brands and places are left alone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from guards.normalise import Text
from guards.pii import second_opinion
from guards.pii.english_names import english_names
from guards.pii.found_names import FoundName
from guards.pii.guard import PiiGuard
from guards.pii.names import NameRecognizer, japanese_names
from guards.pii.second_opinion import NotInstalled, recognizer_for
from guards.pii.tokens import tokenize
from guards.rulebook import DEFAULT, load
from guards.sections import Pii
from guards.verdict import Context, Finding
from tests.bench.persons import measure

CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "names" / "tune.jsonl"
# Our recognizer over a pipeline reads the text and no tokens.
NOTHING: Any = None
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def findings(text: str, rules: Pii | None = None, context: Context | None = None) -> list[Finding]:
    found = PiiGuard(rules or load(DEFAULT).pii).check(Text.of(text), context or Context())
    return [finding for finding in found if finding.label == "PERSON"]


def names(text: str, rules: Pii | None = None) -> list[str]:
    return [text[f.start : f.end] for f in findings(text, rules)]


def candidates(text: str) -> Iterator[FoundName]:
    yield from japanese_names(text, tokenize(text))
    yield from english_names(text)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_corpus_is_seen_as_it_is_marked(row: dict[str, Any]) -> None:
    assert names(row["text"]) == [value for _, value in row["found"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ジョン・F・ケネディは演説した", "ジョン・F・ケネディ"),
        ("H・R・ギーガーの画集", "H・R・ギーガー"),
        ("フアン・デ・ヨングは来日した", "フアン・デ・ヨング"),
        ("ルイ14世の肖像を使う", "ルイ14世"),
        ("金正恩は会談した", "金正恩"),
        ("速水けんたろうの歌", "速水けんたろう"),
        ("桐島ココさんの動画", "桐島ココ"),
        ("永井岩之丞の手紙", "永井岩之丞"),
        ("アントニオ猪木が登場", "アントニオ猪木"),
        ("佐多稲子の小説", "佐多稲子"),
        ("北村 匠と申します", "北村 匠"),
        ("Kevin Veitonen II wrote it", "Kevin Veitonen II"),
        ("Ask Maika van de Noort about it", "Maika van de Noort"),
        ("Emily Carter's report", "Emily Carter"),
        ("TANAKA Taro wrote it", "TANAKA Taro"),
        ("Robert J. Miller signed", "Robert J. Miller"),
        ("Wendy said yes", "Wendy"),
        ("Zoë Walker took it", "Zoë Walker"),
        ("naomi bergström から", "naomi bergström"),
        ("my name is emily carter", "emily carter"),
        ("資料はEmily Carterさんへ", "Emily Carter"),
    ],
)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "ルイ・ヴィトンとグッチの店頭を視察した",
        "セントラル・パークで開催する",
        "クリック・リーチ・コンバージョンの順に見る",
        "オスマン帝国の展示",
        "サッカーU-19選手権の協賛",
        "Calvin Klein and Hugo Boss raised prices",
        "Spring Collection Launch Plan",
        "The Gordon Terrace store opens soon",
        "Send it to 24 Victor Street",
        "Smith Ltd. is our vendor",
        "Wendy's and McDonald's run the same promo",
        "Dear Valued Customer, welcome",
        "the user name is required",
        "hi there, i'm ready",
        "Net Promoter Score and Click Through Rate",
        "Salesforce said revenue rose",
        "写真をご覧ください。全 12 枚、3 行です",
        "クラファンは目標を達成しました",
        "今回のノベルティはエコバッグです",
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("alone", "called"),
    [
        ("蓮の花", "蓮さんの花"),
        ("泉の水", "泉部長の水"),
        ("リリーを発売", "リリー様を発売"),
        ("Grace and style", "Ms. Grace and style"),
        ("the Rose is red", "Dear Rose, it is red"),
    ],
)
def test_a_word_becomes_a_name_when_it_is_called_like_one(alone: str, called: str) -> None:
    assert names(alone) == []
    assert len(names(called)) == 1


@pytest.mark.parametrize("text", ["山田太郎さんに聞く", "Dear Emily Carter,"])
def test_the_score_of_a_name_is_the_sum_of_its_parts(text: str) -> None:
    (name,) = candidates(text)
    assert len(name.parts) > 1
    assert name.score == pytest.approx(min(0.95, sum(share for _, share in name.parts)))


def test_a_finding_says_what_its_score_is_made_of_and_never_the_name() -> None:
    (finding,) = findings("担当は山田太郎さんです")
    assert {"full name", "honorific"} <= {part for part, _ in finding.parts}
    assert "山田" not in repr(finding)


@pytest.mark.parametrize("text", ["高橋建設に頼む", "蓮の花", "石川、長野、山口で売る"])
def test_strict_masks_what_balanced_leaves(text: str) -> None:
    assert names(text, Pii(names="balanced")) == []
    assert names(text, Pii(names="strict")) != []


@pytest.mark.parametrize("text", ["山田太郎さん", "Emily Carter"])
def test_off_finds_nobody(text: str) -> None:
    assert names(text, Pii(names="off")) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("高橋", "高橋の新商品を高橋さんの名で売る"),
        ("山田太郎商店", "山田太郎商店で売る"),
        ("ジョン・スミス", "ジョン・スミスの靴"),
        ("Emily Carter", "The Emily Carter bag"),
    ],
)
def test_a_known_term_is_nobody(term: str, text: str) -> None:
    assert names(text, Pii(known_terms=(term,))) == []


def test_a_known_term_does_not_hide_the_longer_name_it_is_part_of() -> None:
    assert names("高橋美咲さんと話す", Pii(known_terms=("高橋",))) == ["高橋美咲"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "・",
        "ア・",
        "・ア・" * 50,
        "さん" * 50,
        "様",
        "\ud800さん",
        "A. " * 50,
        "O'" * 50,
        "Mr. ",
        "McM" * 50,
        "世" * 30 + "2世",
        "👩‍👩‍👧さん",
    ],
)
def test_odd_text_gives_spans_inside_itself(text: str) -> None:
    normal = Text.of(text).normal
    for name in candidates(normal):
        assert 0 <= name.start < name.end <= len(normal)
        assert 0 <= name.score <= 1


def test_a_pipeline_that_is_not_installed_is_refused_with_how_to_install_it() -> None:
    with pytest.raises(NotInstalled, match="pip install ginza ja_ginza"):
        recognizer_for("ja_ginza", language="mul")
    with pytest.raises(NotInstalled, match="spacy download xx_nobody"):
        recognizer_for("xx_nobody", language="mul")


@pytest.mark.parametrize("name", ["../evil", "os.path", ""])
def test_a_pipeline_is_named_by_one_word(name: str) -> None:
    with pytest.raises(NotInstalled):
        recognizer_for(name, language="mul")


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Install a pipeline of one kind of entity, a person called 山田, under a label."""

    def install(label: str) -> None:
        def read(text: str) -> SimpleNamespace:
            at = text.find("山田")
            seen = SimpleNamespace(start_char=at, end_char=at + 2, label_=label)
            return SimpleNamespace(ents=[seen] if at >= 0 else [])

        monkeypatch.setattr(second_opinion, "_is_pipeline", lambda _: True)
        monkeypatch.setattr(second_opinion, "_load", lambda _: read)

    return install


@pytest.mark.parametrize("label", ["Person", "PERSON", "PER"])
def test_a_person_of_any_pipeline_is_a_person(label: str, pipeline: Callable[[str], None]) -> None:
    pipeline(label)
    results = recognizer_for("ja_ginza", language="mul").analyze("昨日の山田", ["PERSON"], NOTHING)
    assert [(r.entity_type, r.start, r.end) for r in results] == [("PERSON", 3, 5)]


def test_a_pipeline_s_places_are_not_people(pipeline: Callable[[str], None]) -> None:
    pipeline("Province")
    assert recognizer_for("ja_ginza", language="mul").analyze("山田", ["PERSON"], NOTHING) == []


def test_a_pipeline_sees_long_text_to_its_end(pipeline: Callable[[str], None]) -> None:
    pipeline("Person")
    text = "あ" * 25_000 + "山田"
    results = recognizer_for("ja_ginza", language="mul").analyze(text, ["PERSON"], NOTHING)
    assert [(r.start, r.end) for r in results] == [(25_000, 25_002)]


def test_a_pipeline_is_not_loaded_before_there_is_a_text(
    monkeypatch: pytest.MonkeyPatch, pipeline: Callable[[str], None]
) -> None:
    pipeline("Person")
    loads: list[str] = []
    monkeypatch.setattr(second_opinion, "_load", loads.append)
    recognizer_for("ja_ginza", language="mul").load()
    assert loads == []


def test_the_recognizer_speaks_of_people_only() -> None:
    assert NameRecognizer(language="mul").supported_entities == ["PERSON"]


def test_measuring_counts_overlaps_and_exact_spans_apart() -> None:
    lines = [
        {"text": "ab cd", "spans": [[0, 2, "PERSON"], [3, 5, "PERSON"]]},
        {"text": "ef", "spans": [[0, 2, "ORGANIZATION"]]},
    ]
    scores = measure(lines, lambda text: [(0, 1)] if text == "ef" else [(0, 2), (3, 4)])
    assert scores.lines == 2
    assert (scores.overlap.precision, scores.overlap.recall) == pytest.approx((2 / 3, 1.0))
    assert (scores.exact.precision, scores.exact.recall) == pytest.approx((1 / 3, 1 / 2))
    assert scores.overlap.f1 == pytest.approx(0.8)


def test_measuring_nothing_is_zero() -> None:
    assert measure([], lambda _: []).overlap.f1 == 0.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("浜辺美波さんに連絡します", ["浜辺美波"]),
        ("渡邉邉子さんに確認します", ["渡邉邉子"]),
        ("王小明さんが同席します", ["王小明"]),
        ("陳 建国 様", ["陳 建国"]),
        ("山 田 太 郎 様", ["山 田 太 郎"]),
        ("佐藤 は な こ 様", ["佐藤 は な こ"]),
        ("田中/鈴木/佐藤", ["田中", "鈴木", "佐藤"]),
        ("Yamada, Taro", ["Yamada, Taro"]),
        ("Bob & Anna", ["Bob", "Anna"]),
        ("Bob/Anna/Chris", ["Bob", "Anna", "Chris"]),
    ],
)
def test_no_half_of_a_name_is_left(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("やまだたろうさんに送ります", ["やまだたろう"]),
        ("タカナシ リン", ["タカナシ リン"]),
        ("山田太郎（やまだ たろう）", ["山田太郎", "やまだ たろう"]),
        ("太郎君に頼みます", ["太郎"]),
        ("担当：yamada", ["yamada"]),
        ("yamada-san に確認", ["yamada"]),
        ("@Taro Yamada お願いします", ["Taro Yamada"]),
        ("Mr.Yamada", ["Yamada"]),
        ("T.Tanaka", ["T.Tanaka"]),
        ("bob and anna will attend", ["bob", "anna"]),
        (
            "山田 太郎/ヤマダ タロウ/yamada taro",
            ["山田 太郎", "ヤマダ タロウ", "yamada taro"],
        ),
    ],
)
def test_names_are_found_however_lists_and_chats_write_them(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("姓\t名\n東海林\t凛\n御手洗\t蓮", ["東海林", "凛", "御手洗", "蓮"]),
        ("First,Last\nSiobhan,Kowalczyk", ["Siobhan", "Kowalczyk"]),
        ("| 姓 | 名 |\n|---|---|\n| 東海林 | 凛 |", ["東海林", "凛"]),
        ("姓\t名\n未定\t未定", []),
        ("品名,名\nひまわり,並", []),
    ],
    ids=["tabs", "commas", "pipes", "nobody yet", "half a heading"],
)
def test_cells_below_a_heading_of_names_are_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "みなさん、お疲れさまです。",
        "電通さんに依頼します",
        "楽天さんの件です",
        "グーグルさんと打ち合わせ",
        "普）の口座です",
        "ナチュラル・ローズ・ウォーター",
        "清水の舞台から",
        "石川の工芸展",
        "佐藤錦を2箱",
        "Johnson & Johnson",
        "月 火 水 木 金 土 日",
    ],
)
def test_greetings_companies_and_wares_are_nobody(text: str) -> None:
    assert names(text) == []
