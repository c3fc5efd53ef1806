"""Personal data stays findable however it is typeset, spelt, encoded or spread out."""

import pytest

from guards.normalise import Text
from guards.pii.guard import PiiGuard
from guards.rulebook import DEFAULT, load
from guards.verdict import Context

GUARD = PiiGuard(load(DEFAULT).pii)

CARDS = {
    "two spaces": "4111  1111  1111  1111",
    "spaced dashes": "4111 - 1111 - 1111 - 1111",
    "slashes": "4111/1111/1111/1111",
    "underscores": "4111_1111_1111_1111",
    "middle dots": "4111・1111・1111・1111",
    "one by one": "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "emphasis at the start": "**4111** 1111 1111 1111",
    "emphasis in the middle": "4111 **1111 1111** 1111",
    "code marks": "`4111` `1111` `1111` `1111`",
    "arabic-indic digits": "٤١١١١١١١١١١١١١١١",
    "kanji digits": "四一一一一一一一一一一一一一一一",
    "circled digits": "④①①①①①①①①①①①①①①①",
    "references for spaces": "4111&nbsp;1111&#32;1111&#x20;1111",
    "a reference for a digit": "&#52;111111111111111",
    "a reference at the end": "411111111111111&#49;",
    "tag characters inside": "4111\U000e0031111111111111",
    "over lines after a cue": "カード番号:\n4111\n1111\n1111\n1111",
    "over cells after a cue": "| カード | 4111 | 1111 | 1111 | 1111 |",
}
EMAILS = {
    "a reference": "taro&#64;example.com",
    "percent-encoded": "taro%40example.com",
    "full-width at": "taro［at］example.com",
    "at in brackets": "taro(at)example.com",
    "spoken": "taro at example dot com",
    "at and dot in brackets": "taro [at] example [dot] com",
    "spaces around the at": "taro @ example.com",
    "ideographic full stop": "taro@example。com",
    "katakana middle dot": "taro@example・com",
    "cyrillic letter": "taro@exаmple.com",
    "japanese domain": "taro@日本語.jp",
    "quoted local part": '"taro yamada"@example.com',
    "emphasis": "*taro*@example.com",
}
PHONES = {
    "one by one": "0 9 0 1 2 3 4 5 6 7 8",
    "slashes": "090/1234/5678",
    "middle dots": "090・1234・5678",
    "over lines": "090\n1234\n5678",
    "kanji digits": "〇九〇-一二三四-五六七八",
    "arabic-indic digits": "٠٩٠-١٢٣٤-٥٦٧٨",
    "spaced dashes, landline": "03 - 1234 - 5678",
}
CASES = [
    pytest.param(label, text, id=f"{label}, {how}")
    for label, table in (
        ("CREDIT_CARD", CARDS),
        ("EMAIL_ADDRESS", EMAILS),
        ("PHONE_NUMBER", PHONES),
    )
    for how, text in table.items()
]


def found(text: str, *names: str) -> list[tuple[str, str]]:
    findings = GUARD.check(Text.of(text), Context(names=names))
    return [(f.label, text[f.start : f.end]) for f in findings]


@pytest.mark.parametrize(("label", "text"), CASES)
def test_a_disguised_value_is_found(label: str, text: str) -> None:
    assert [seen for seen, _ in found(text)] == [label]


@pytest.mark.parametrize("text", list(PHONES.values()), ids=list(PHONES))
def test_a_disguised_value_is_covered_to_its_last_character(text: str) -> None:
    assert found(f"前 {text} 後")[0][1] == text


def test_a_character_reference_is_covered_whole() -> None:
    assert (
        found("メールは&#116;aro&#64;example.co&#109;です")[0][1]
        == "&#116;aro&#64;example.co&#109;"
    )


def test_an_address_does_not_swallow_the_kana_behind_it() -> None:
    assert found("メールはtaro@example.co.jpまで") == [("EMAIL_ADDRESS", "taro@example.co.jp")]


def test_my_number_is_found_digit_by_digit_after_its_cue() -> None:
    assert [label for label, _ in found("マイナンバー:1 2 3 4 5 6 7 8 9 0 1 8")] == ["MY_NUMBER"]


def test_date_of_birth_is_found_with_slashes() -> None:
    assert found("1985/04/03生") == [("DATE_OF_BIRTH", "1985/04/03")]


@pytest.mark.parametrize(
    "text", ["yamada taro", "taro yamada", "ｔａｒｏ ｙａｍａｄａ", "taro.yamada", "sato.hana"]
)
def test_a_romanised_name_in_small_letters_is_found(text: str) -> None:
    assert found(text) == [("PERSON", text)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Wilma Voss", "wilma voss"),
        ("Wilma Voss", "WILMA  VOSS"),
        ("Wilma Voss", "Wilma\nVoss"),
        ("結城　もえぎ", "結城\nもえぎ"),
        ("ﾕｳｷ ﾓｴｷﾞ", "ユウキモエギ"),
    ],
)
def test_a_name_of_the_directory_is_found_in_any_case_and_over_lines(name: str, text: str) -> None:
    assert found(text, name) == [("PERSON", text)]


def test_a_directory_name_of_one_word_is_not_found_in_small_letters() -> None:
    assert found("will may happen", "Will", "May") == []


@pytest.mark.parametrize(
    "unit",
    ["4 ", "0 9 0 ", "カード", "&#", "**a", "a at b ", "四一", "a-", "090 1234 ", "1.2.3.", "a@b."],
)
def test_hostile_repetition_stays_linear_in_practice(unit: str) -> None:
    """A bound on work, not on time: the guard comes back at all on 60,000 code points."""
    text = (unit * 60_000)[:60_000]
    assert isinstance(GUARD.check(Text.of(text), Context()), tuple)
