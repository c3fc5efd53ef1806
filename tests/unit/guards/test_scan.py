"""The scan's lines are a promise: other programs read them."""

import json

import pytest

from guards.chain import Chain, build_chain
from guards.rulebook import DEFAULT, load
from guards.scan import is_error, scan_lines
from guards.verdict import Finding, Side

CHAIN = build_chain(load(DEFAULT), only=["pii"])


def scan(*lines: str | bytes, locale: str = "ja", chain: Chain = CHAIN) -> list[dict[str, object]]:
    return [json.loads(line) for line in scan_lines(lines, chain, side=Side.INPUT, locale=locale)]


def test_a_line_gives_exactly_these_keys() -> None:
    result = scan('{"id": "a", "text": "メールはtaro@example.co.jpです"}')[0]
    assert list(result) == ["id", "verdict", "findings"]
    assert result["verdict"] == "mask"
    assert result["findings"] == [
        {
            "guard": "pii",
            "label": "EMAIL_ADDRESS",
            "start": 4,
            "end": 22,
            "score": 0.95,
            "reason": "メールアドレスは個人の連絡先です。",
            "rule": "pii.EMAIL_ADDRESS",
        }
    ]


def test_an_explained_finding_says_why_in_both_languages_and_what_makes_it_pass() -> None:
    line = '{"id": 1, "text": "taro@example.com"}'
    shown = next(scan_lines([line], CHAIN, side=Side.INPUT, locale="ja", explain=True))
    found = json.loads(shown)["findings"][0]
    assert all(found[key][locale] for key in ("reasons", "passes") for locale in ("ja", "en"))
    assert found["near"] == []


@pytest.mark.parametrize(
    "given",
    [{"sources": "a"}, {"sources": [1]}, {"names": {}}, {"origin": "heaven"}],
    ids=["sources no list", "a source that is no text", "names no list", "no such origin"],
)
def test_a_context_of_another_shape_is_an_error_and_not_ignored(given: dict[str, object]) -> None:
    result = scan(json.dumps({"id": 9, "text": "あ", **given}))[0]
    assert result["id"] == 9
    assert "error" in result


def test_the_reason_follows_the_locale() -> None:
    result = scan('{"id": 1, "text": "taro@example.com"}', locale="en")[0]
    assert result["findings"][0]["reason"] == "An e-mail address is personal contact data."  # type: ignore[index]


def test_offsets_are_code_points_of_the_text_as_given() -> None:
    text = "👩‍👧㈱ ０９０−１２３４−５６７８"
    found = scan(json.dumps({"id": 1, "text": text}))[0]["findings"]
    assert [text[f["start"] : f["end"]] for f in found] == ["０９０−１２３４−５６７８"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("line_id", [7, 1.5, None, True, ["a"], {"b": "あ"}, "あ", "\ud800"])
def test_an_id_of_any_type_comes_back(line_id: object) -> None:
    assert scan(json.dumps({"id": line_id, "text": "あ"}))[0]["id"] == line_id


def test_japanese_stays_readable() -> None:
    line = next(
        iter(scan_lines(['{"id": "あ", "text": "い"}'], CHAIN, side=Side.INPUT, locale="ja"))
    )
    assert '"あ"' in line


@pytest.mark.parametrize(
    ("line", "line_id"),
    [
        pytest.param("{", None, id="not JSON"),
        pytest.param("[1]", None, id="not an object"),
        pytest.param('{"id": 3}', 3, id="no text"),
        pytest.param('{"id": 4, "text": 5}', 4, id="a text that is none"),
        pytest.param(b"\xff\xfe{", None, id="not UTF-8"),
        pytest.param("[" * 100_000, None, id="nested too deep"),
    ],
)
def test_a_bad_line_is_named_and_the_scan_goes_on(line: str | bytes, line_id: object) -> None:
    bad, good = scan(line, '{"id": 9, "text": "あ"}')
    assert (bad["id"], bad["line"]) == (line_id, 1)
    assert bad["error"]
    assert good["id"] == 9


def test_blank_lines_are_passed_over_but_counted() -> None:
    assert scan("", "  \n", "x")[0]["line"] == 3


def test_a_guard_that_could_not_run_is_named() -> None:
    class Broken:
        name = "broken"
        sides = frozenset(Side)

        def check(self, *_: object) -> tuple[Finding, ...]:
            raise RuntimeError

    result = scan('{"id": 1, "text": "あ"}', chain=Chain([Broken()]))[0]
    assert result == {"id": 1, "verdict": "block", "findings": [], "could_not_run": ["broken"]}
    assert is_error(json.dumps(result))
    assert not is_error('{"id": 1, "verdict": "allow", "findings": []}')


def test_an_id_that_json_does_not_know_comes_back_as_text() -> None:
    (line,) = scan_lines(['{"id": NaN, "text": "あ"}'], CHAIN, side=Side.INPUT, locale="ja")
    assert json.loads(line, parse_constant=pytest.fail)["id"] == "nan"
