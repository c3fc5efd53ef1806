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
    "over lines": "4111\n1111\n1111\n1111",
    "over the lines of a quoted mail": "> 4111 1111\n> 1111 1111",
    "in cells with pipes": "4111|1111|1111|1111",
    "in cells with commas": "4111,1111,1111,1111",
    "in bold tags": "<b>4111</b><b>1111</b><b>1111</b><b>1111</b>",
    "in cells of HTML": "カード<td>4111</td><td>1111</td><td>1111</td><td>1111</td>",
    "a letter slipped in behind": "4111 1111 1111 1111x",
    "a typo behind its word": "クレカ 4111 1111 1111 1112",
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
    "bold tags": "taro<b>@</b>example.com",
    "struck through": "t\u0336a\u0336r\u0336o\u0336@example.com",
    "letter by letter": "t a r o @ e x a m p l e . c o m",
    "a comma for a dot": "taro@example,com",
    "domain in kana": "taro@例え.jp",
    "name in kana": "たろう@example.co.jp",
    "cyrillic letter in the name": "tаro@example.com",
    "broken behind the at": "taro.yamada@\nexample.com",
    "broken in the domain": "taro.yamada@exam\nple.com",
    "broken before the end": "taro@example.\ncom",
    "broken in a quoted mail": "> 宛先: taro@\n> example.com",
    "behind a bullet": "-taro@example.com",
    "behind dots": "...taro@example.com",
    "in italics of Slack": "_taro@example.com_",
    "a digit glued behind": "taro@example.com1",
}
PHONES = {
    "one by one": "0 9 0 1 2 3 4 5 6 7 8",
    "slashes": "090/1234/5678",
    "middle dots": "090・1234・5678",
    "over lines": "090\n1234\n5678",
    "kanji digits": "〇九〇-一二三四-五六七八",
    "arabic-indic digits": "٠٩٠-١٢٣٤-٥٦٧٨",
    "spaced dashes, landline": "03 - 1234 - 5678",
    "digit by digit, with dashes": "0 9 0 - 1 2 3 4 - 5 6 7 8",
    "one digit a line": "0\n9\n0\n1\n2\n3\n4\n5\n6\n7\n8",
    "wave dashes": "090〜1234〜5678",
    "full-width waves": "090～1234～5678",
    "underscores": "090_1234_5678",
    "stars": "090*1234*5678",
    "colons": "090:1234:5678",
    "commas": "090,1234,5678",
    "arrows": "090→1234→5678",
    "heavy minus signs": "090➖1234➖5678",
    "box drawing": "０９０│１２３４│５６７８",
    "percent-encoded dashes": "090%2D1234%2D5678",
    "line breaks of HTML": "090<br>1234<br/>5678",
    "cells of HTML": "090</td><td>1234</td><td>5678",
    "keycaps": "0️⃣9️⃣0️⃣-1️⃣2️⃣3️⃣4️⃣-5️⃣6️⃣7️⃣8️⃣",
    "struck through": "0\u03369\u03360\u0336-1234-5678",
    "an accent on a digit": "090-1234-56\u030178",
    "O for zero": "O9O-1234-5678",
    "l for one": "090-l234-5678",
    "without its zero": "９０-１２３４-５６７８",
    "international without plus": "81-90-1234-5678",
    "old kanji digits": "零九零-壱弐参四-五六七八",
    "kanji digits among others": "０９０−12三四−五6七8",
}
ADDRESSES = {
    "kanji numerals": "東京都世田谷区北沢二の三の四",
    "numerals with no": "北沢2の3の4",
    "one column a part": "東京都，千代田区，丸の内，1-1-1",
    "tabs between the parts": "東京都\t千代田区\t丸の内\t1-1-1",
    "over quoted lines": "東京都千代田区\n> 丸の内1-1-1",
    "capitals": "TOKYO, CHIYODA-KU, MARUNOUCHI 1-1-1",
    "a room by letter": "東京都世田谷区北沢1-2-2-A101",
    "a building in brackets": "東京都世田谷区北沢2-3-4（ハイツ北沢203）",
    "a room behind a space": "東京都世田谷区北沢2-3-4 203",
    "a room glued to the number": "東京都世田谷区北沢2丁目3番4号203",
    "a building with no in its name": "東京都千代田区丸の内1丁目1番1号 メゾン丸の内 305号",
    "a building on the next line": "東京都千代田区丸の内1-1-1\n丸の内ビルディング 1001号室",
    "a room by its sign": "2-3-4 Kitazawa, Setagaya-ku, Tokyo Heights Kitazawa #203",
    "the room first": "Room 305, Maison M., 1-1-1 Marunouchi, Chiyoda-ku, Tokyo",
    "a unit with a slash": "Unit 5/27 George Street, Sydney NSW 2000",
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


@pytest.mark.parametrize("text", list(ADDRESSES.values()), ids=list(ADDRESSES))
def test_an_address_is_covered_to_its_room(text: str) -> None:
    assert found(text) == [("ADDRESS", text)]


@pytest.mark.parametrize(
    "behind",
    [
        " 100名で開催",
        " 300円",
        " 2026年12月",
        " 1000 個",
        "（渋谷駅から徒歩5分）",
        "（税込1200円）",
    ],
)
def test_an_amount_behind_an_address_is_no_room(behind: str) -> None:
    assert found(f"渋谷区神宮前1-2-3{behind}") == [("ADDRESS", "渋谷区神宮前1-2-3")]


@pytest.mark.parametrize("text", list(PHONES.values()), ids=list(PHONES))
def test_a_disguised_value_is_covered_to_its_last_character(text: str) -> None:
    assert found(f"前 {text} 後")[0][1] == text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "taro@example.com090-1234-5678",
            [("EMAIL_ADDRESS", "taro@example.com"), ("PHONE_NUMBER", "090-1234-5678")],
        ),
        (
            "taro@example.comTEL090-1234-5678",
            [("EMAIL_ADDRESS", "taro@example.com"), ("PHONE_NUMBER", "090-1234-5678")],
        ),
        (
            "taro@example.comjiro@example.com",
            [("EMAIL_ADDRESS", "taro@example.com"), ("EMAIL_ADDRESS", "jiro@example.com")],
        ),
        (
            "tel09012345678fax0312345678",
            [("PHONE_NUMBER", "09012345678"), ("PHONE_NUMBER", "0312345678")],
        ),
        (
            "4111111111111111090-1234-5678",
            [("CREDIT_CARD", "4111111111111111"), ("PHONE_NUMBER", "090-1234-5678")],
        ),
        (
            "電話 03-1234-5678（内）1234",
            [("PHONE_NUMBER", "03-1234-5678"), ("PHONE_NUMBER", "1234")],
        ),
        (
            "電話 03-1234-5678 x234",
            [("PHONE_NUMBER", "03-1234-5678"), ("PHONE_NUMBER", "234")],
        ),
        ("電話：090-12\n34-5678", [("PHONE_NUMBER", "090-12\n34-5678")]),
        ("> 電話：090-\n> 1234-5678", [("PHONE_NUMBER", "090-\n> 1234-5678")]),
        ("口番 1234567", [("JP_BANK_ACCOUNT", "1234567")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_values_that_are_glued_or_broken_are_covered_one_by_one(
    text: str, values: list[tuple[str, str]]
) -> None:
    assert found(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "コードは4120,5230,1200,3400です",
        "4120\n5230\n3100\n4400",
        "4111\t1111\t1111\t1111",
        "2021\n2022\n2023\n2024",
        "080,1000,2000,3000",
        "品番 80-1234-5678",
        "弊社は@example.com宛のみです",
        "会員は@example.com のドメインです",
        "<p>比率は<b>1-2-3</b>です</p>",
        "4111 1111 1111 1112 2024",
        "050_2024_0401_資料.pdf",
        "予算は 70-1200-3400 の三案",
        "渋谷区から 3の2の1 の順",
    ],
)
def test_figures_and_domains_that_only_look_like_it_stay_silent(text: str) -> None:
    assert found(text) == []


def test_an_accented_letter_stays_what_it_is() -> None:
    assert Text.of("cafe\u0301 café").normal == "café café"


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
    [
        "4 ",
        "0 9 0 ",
        "カード",
        "&#",
        "**a",
        "a at b ",
        "四一",
        "a-",
        "090 1234 ",
        "1.2.3.",
        "a@b.",
        "<b>",
        "> \n",
        "090_1234_",
        "4111\n",
        "taro@example.com",
        "a @ a . ",
        "電話0-\n1",
        "二の",
        "9\u0336",
    ],
)
def test_hostile_repetition_stays_linear_in_practice(unit: str) -> None:
    """A bound on work, not on time: the guard comes back at all on 60,000 code points."""
    text = (unit * 60_000)[:60_000]
    assert isinstance(GUARD.check(Text.of(text), Context()), tuple)
