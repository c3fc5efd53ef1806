"""Identifiers and addresses are found whole however they are written; figures stay silent."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from guards.normalise import Text
from guards.pii import check_digits
from guards.pii.catalogue import SHAPES
from guards.pii.guard import PiiGuard
from guards.pii.labels import Label
from guards.pii.tables import columns
from guards.rulebook import DEFAULT, load
from guards.verdict import Context

CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "identifiers" / "tune.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
GUARD = PiiGuard(load(DEFAULT).pii)
OTHERS = {Label.PERSON, Label.QUOTED}  # names have a corpus of their own


def found(text: str) -> list[list[str]]:
    findings = GUARD.check(Text.of(text), Context())
    return [[f.label, text[f.start : f.end]] for f in findings if f.label not in OTHERS]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_corpus_is_found_as_it_is_marked(row: dict[str, object]) -> None:
    assert found(str(row["text"])) == row["found"]


def test_every_identifier_has_examples_that_are_found() -> None:
    elsewhere = {*OTHERS, Label.SECRET}
    assert {label for row in ROWS for label, _ in row["found"]} == set(Label) - elsewhere


def test_every_shape_has_a_name_of_its_own() -> None:
    names = [shape.name for shape in SHAPES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "text",
    [
        "店舗 | 電話番号\n--- | ---\n泉 | 0222220101\n",
        "店舗\t電話番号\n泉\t0222220101",
        '"店舗","電話番号"\n"泉","0222220101"',
        "店舗,電話番号\r\n泉,0222220101\r\n",
    ],
    ids=["pipes", "tabs", "quotes", "carriage returns"],
)
def test_a_cell_is_read_beside_the_heading_of_its_column(text: str) -> None:
    assert found(text) == [["PHONE_NUMBER", "0222220101"]]


def test_a_cell_below_a_heading_that_says_nothing_stays_silent() -> None:
    assert found("店舗,在庫\n泉,0222220101") == []


@pytest.mark.parametrize(
    "text",
    [
        "注文番号,数量\n090-1234-5678,3",
        "order no.\tqty\n090-1234-5678\t3",
        "| SKU | 名称 |\n| 2065550121 | マグ |",
    ],
    ids=["commas", "tabs", "pipes"],
)
def test_a_heading_of_a_thing_silences_the_cells_below(text: str) -> None:
    assert found(text) == []


def test_a_heading_of_a_thing_silences_its_own_column_only() -> None:
    text = "注文番号,電話\n03-1234-5678,03-5550-1234"
    assert found(text) == [["PHONE_NUMBER", "03-5550-1234"]]


def test_one_word_announces_a_list_written_alike() -> None:
    values = [["EMPLOYEE_ID", f"E100{n}"] for n in (1, 2, 3)]
    assert found("社員番号：E1001、E1002、E1003") == values


def test_a_list_ends_where_something_is_written_otherwise() -> None:
    assert found("社員番号：E1001、12、E1003") == [["EMPLOYEE_ID", "E1001"]]


def test_a_column_finds_its_way_back_into_the_text() -> None:
    text = "a|電話|b\n1|  03-5550-1234 |2\n3|x|4"
    (column,) = columns(text)
    at = column.reading.index("03-5550")
    assert column.place(at, at + 12) == (text.index("03-5550"), text.index("03-5550") + 12)


@pytest.mark.parametrize("stretch", [(0, 4), (2, 18)], ids=["the heading", "over the edge"])
def test_what_is_not_within_one_cell_has_no_place(stretch: tuple[int, int]) -> None:
    (column,) = columns("a|電話\n1|03-5550-1234\n2|03-5550-1235")
    assert column.place(*stretch) is None


@pytest.mark.parametrize(
    ("valid", "number"),
    [
        (check_digits.is_insurer_number, "06132013"),
        (check_digits.is_routing_number, "021000021"),
        (check_digits.is_aadhaar, "234123412346"),
        (check_digits.is_chinese_id, "11010519491231002X"),
        (check_digits.is_nhs_number, "9434765919"),
        (check_digits.is_tfn, "123456782"),
        (check_digits.is_abn, "51824753556"),
        (check_digits.is_australian_medicare, "2123456701"),
        (check_digits.is_nric, "S1234567D"),
        (check_digits.is_cpf, "52998224725"),
        (check_digits.is_insee, "255081416802538"),
        (check_digits.is_steuer_id, "86095742719"),
        (check_digits.is_nif, "12345678Z"),
        (check_digits.is_taiwanese_id, "A123456789"),
        (check_digits.is_finnish_id, "131052-308T"),
        (check_digits.is_iban, "DE89370400440532013000"),
        (check_digits.is_bitcoin, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        (check_digits.is_bitcoin, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_check_digit_sees_one_changed_digit(valid: Callable[[str], bool], number: str) -> None:
    at = next(place for place in range(3, len(number)) if number[place].isdigit())
    other = str((int(number[at]) + 1) % 9 + (number[at] == "9"))
    assert valid(number)
    assert not valid(number[:at] + other + number[at + 1 :])


@pytest.mark.parametrize(
    ("plain", "cued"),
    [
        ("090-0000-1234", "携帯は090-0000-1234"),
        ("AB12345678CD", "在留カードはAB12345678CD"),
        ("神宮前1-2-3", "住所は神宮前1-2-3"),
        ("10.20.30.40", "サーバーは10.20.30.40"),
    ],
    ids=["phone", "residence card", "address", "machine"],
)
def test_a_word_beside_a_value_makes_it_surer(plain: str, cued: str) -> None:
    def score(text: str) -> float:
        return GUARD.check(Text.of(text), Context())[0].score

    assert score(plain) < score(cued)


def test_a_check_digit_is_a_part_of_the_score() -> None:
    (finding,) = GUARD.check(Text.of("123456789018"), Context())
    assert [name for name, _ in finding.parts] == ["shape", "check_digit"]
