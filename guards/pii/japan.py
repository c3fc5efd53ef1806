"""Japanese shapes, on NFKC text.

Check digits: My Number by the ordinance of the Ministry of Internal Affairs (weights 6 5 4 3 2 7
6 5 4 3 2, modulo 11); corporate number by the ordinance of the Ministry of Finance (modulo 9).
"""

import re

from guards.pii.labels import Label
from guards.pii.shapes import ALONE, DASH, END, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape, digits_of

_SEP = rf"(?:{DASH}|[ .])?"
# Between the groups of a mobile number: nothing else has this beginning and these lengths.
_WIDE = rf"\s{{0,2}}(?:{DASH}|[./・|])?\s{{0,2}}"
_MY_NUMBER_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
PREFECTURES = (
    "北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都|"
    "神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|"
    "大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県|"
    "福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県"
)
_KANJI_OR_KANA = r"[々〆ヵヶ一-鿿ぁ-んァ-ヴー]"
_NUMBER = r"(?:[0-9]{1,4}|[一二三四五六七八九十百〇]{1,5})"
# 丁目・番・号, or 1-2-3 after a place name; a building and room may follow.
_BLOCK = (
    rf"(?:{_NUMBER}丁目(?:{_NUMBER}番地?(?:の?{_NUMBER}号?)?|{_NUMBER}(?:{DASH}{_NUMBER}){{0,2}})?"
    rf"|{_NUMBER}番地?(?:の?{_NUMBER}号?)?|[0-9]{{1,4}}(?:{DASH}[0-9]{{1,4}}){{1,3}})"
)
_BUILDING = (
    r"(?:[ 　]?[A-Za-z々一-鿿ァ-ヴー・]{2,20}"
    r"(?:ビル|タワー|マンション|ハイツ|コーポ|アパート|ヒルズ|プラザ|荘|館)"
    r"(?:[ 　]?[0-9]{1,4}(?:階|F|号室?)?)?|[ 　]?[0-9]{1,4}号室)?"
)
# Short and at most two (郡 and 町, 市 and 区): the search backtracks over each way to divide them.
_MUNICIPALITY = rf"{_KANJI_OR_KANA}{{1,7}}?[市区町村郡]"
_PLACE = rf"{_KANJI_OR_KANA}{{0,16}}?"


def is_my_number(text: str) -> bool:
    """Twelve digits whose last is the check digit; all the same digit is nobody's number."""
    digits = [int(c) for c in digits_of(text)]
    if len(digits) != 12 or len(set(digits)) == 1:
        return False
    rest = sum(d * w for d, w in zip(digits, _MY_NUMBER_WEIGHTS, strict=False)) % 11
    return digits[11] == (0 if rest <= 1 else 11 - rest)


def is_corporate_number(text: str) -> bool:
    """Thirteen digits whose first is the check digit."""
    digits = [int(c) for c in digits_of(text)]
    if len(digits) != 13 or len(set(digits)) == 1:
        return False
    total = sum(d * (1 if place % 2 == 0 else 2) for place, d in enumerate(reversed(digits[1:])))
    return digits[0] == 9 - total % 9


def is_phone(text: str) -> bool:
    """A number of Japan's plan: 10 digits, or 11 after 050, 060, 070, 080, 090 and 0800."""
    digits = re.sub(r"^(?:\+|00)?81\(?0?\)?", "0", re.sub(r"[^0-9+]", "", text))
    if digits.startswith(("050", "060", "070", "080", "090")):
        return len(digits) == 11
    return len(digits) == 10 and digits.startswith("0") and digits[1] != "0"


_ID_CUES = r"マイナンバー|個人番号|my ?number|individual number"
_PHONE_CUES = r"電話|TEL|携帯|連絡先|お問い?合わ?せ|FAX|ファックス|phone|mobile|call|ダイヤル|☎|📞"
_BANK_CUES = r"口座|普通|当座|貯蓄|銀行|信用金庫|信金|支店|振込|ゆうちょ|account"

SHAPES = (
    Shape(
        Label.MY_NUMBER,
        "my_number",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{4}}{_SEP}[0-9]{{4}}{_SEP}[0-9]{{4}}"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.6,
        cues=_ID_CUES,
        cued_score=0.95,
        valid=is_my_number,
    ),
    # The cue alone is enough: a mistyped My Number is still somebody's secret.
    Shape(
        Label.MY_NUMBER,
        "my_number_by_cue",
        rf"(?:{_ID_CUES})[^0-9]{{0,12}}(?P<v>[0-9](?:[\s/・|.‐‑‒–—―−ー－─-]{{0,3}}[0-9]){{11}})"
        rf"{NO_DIGIT_AFTER}",
        0.8,
        ignore_case=True,
    ),
    Shape(
        Label.CORPORATE_NUMBER,
        "corporate_number",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])T?(?P<v>[0-9]{_SEP}(?:[0-9]{{4}}{_SEP}){{2}}[0-9]{{4}})"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.3,
        cues=r"法人番号|登録番号|インボイス|適格請求書|corporate number",
        cued_score=0.9,
        valid=is_corporate_number,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_phone",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])(?:0[5-9]0{_WIDE}[0-9]{{4}}{_WIDE}[0-9]{{4}}"
        r"|0[ ][5-9][ ]0(?:[ ][0-9]){8}"
        rf"|(?:0120|0570|0800|0990){DASH}?[0-9]{{2,4}}{DASH}?[0-9]{{3,4}}"
        rf"|0[0-9]{{1,4}}[ ]?{DASH}[ ]?[0-9]{{1,4}}[ ]?{DASH}[ ]?[0-9]{{3,4}}"
        rf"|0[0-9]{{1,4}}[ .][0-9]{{1,4}}[ .][0-9]{{4}})"
        rf"{NO_DIGIT_AFTER}",
        0.7,
        cues=_PHONE_CUES,
        cued_score=0.95,
        valid=lambda text: is_phone(text) or digits_of(text).startswith("0800"),
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_phone_area_in_brackets",
        rf"{NO_DIGIT_BEFORE}(?:\(0[0-9]{{1,4}}\)[ ]?[0-9]{{1,4}}{DASH}?[0-9]{{4}}"
        rf"|0[0-9]{{1,4}}\([0-9]{{1,4}}\){DASH}?[0-9]{{4}}){NO_DIGIT_AFTER}",
        0.85,
        valid=is_phone,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_phone_international",
        rf"(?<![0-9A-Za-z])(?:\+|00)81{_SEP}(?:\(0\))?[ ]?0?[0-9]{{1,4}}{_SEP}[0-9]{{1,4}}{_SEP}"
        rf"[0-9]{{3,4}}{NO_DIGIT_AFTER}",
        0.9,
        valid=is_phone,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_landline_by_cue",
        rf"(?:電話(?:番号)?|TEL|FAX|携帯)[^0-9\n]{{0,8}}(?P<v>0[0-9]{{9}}){NO_DIGIT_AFTER}",
        0.85,
        ignore_case=True,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code_marked",
        rf"〒[ 　]?(?P<v>[0-9]{{3}}{DASH}?[0-9]{{4}}){NO_DIGIT_AFTER}",
        0.95,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{3}}{DASH}[0-9]{{4}}{NO_DIGIT_AFTER}"
        rf"(?!{DASH}[0-9])",
        0.2,
        cues=rf"郵便番号|住所|所在地|postal|zip|{PREFECTURES}",
        cued_score=0.85,
    ),
    Shape(
        Label.JP_BANK_ACCOUNT,
        "jp_bank_account",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{7}}{NO_DIGIT_AFTER}(?![A-Za-z年月円人件個])",
        0.0,
        cues=_BANK_CUES,
        cued_score=0.85,
    ),
    Shape(
        Label.JP_BANK_ACCOUNT,
        "jp_post_bank",
        rf"(?:ゆうちょ|記号)[^0-9\n]{{0,8}}(?P<v>1[0-9]{{4}}{DASH}?(?:[0-9]{DASH})?"
        rf"[^0-9\n]{{0,6}}[0-9]{{7,8}}){NO_DIGIT_AFTER}",
        0.9,
    ),
    Shape(
        Label.ADDRESS,
        "jp_address",
        rf"(?:{PREFECTURES})(?:{_MUNICIPALITY}){{1,2}}{_PLACE}{_BLOCK}{_BUILDING}",
        0.85,
    ),
    Shape(
        Label.ADDRESS,
        "jp_address_without_prefecture",
        rf"(?<!{_KANJI_OR_KANA})[々一-鿿ヶケ]{{1,6}}[市区郡](?:[々一-鿿ヶケ]{{1,6}}[区町村])?"
        rf"{_PLACE}(?:{_NUMBER}丁目{_NUMBER}番地?{_NUMBER}号|{_NUMBER}丁目[0-9]{{1,4}}"
        rf"(?:{DASH}[0-9]{{1,4}}){{0,2}}|[0-9]{{1,4}}(?:{DASH}[0-9]{{1,4}}){{2,3}})"
        rf"{NO_DIGIT_AFTER}{_BUILDING}",
        0.7,
    ),
    Shape(
        Label.DRIVING_LICENCE,
        "jp_driving_licence",
        rf"(?:運転)?免許(?:証)?(?:の)?(?:番号)?[^0-9\n]{{0,10}}(?P<v>[0-9]{{12}}){NO_DIGIT_AFTER}",
        0.85,
    ),
    Shape(
        Label.PASSPORT,
        "jp_passport",
        rf"{ALONE}[A-Z]{{2}}[ ]?[0-9]{{7}}{END}",
        0.2,
        cues=r"旅券|パスポート|passport",
        cued_score=0.9,
    ),
    Shape(
        Label.DATE_OF_BIRTH,
        "jp_date_of_birth",
        r"(?:生年月日|誕生日|生まれた日)[^0-9明大昭平令MTSHR\n]{0,8}"
        r"(?P<v>(?:(?:明治|大正|昭和|平成|令和|[MTSHR])(?:[0-9]{1,2}|元)|(?:19|20)[0-9]{2})"
        rf"(?:年|/|\.|{DASH})[ ]?[0-9]{{1,2}}(?:月|/|\.|{DASH})[ ]?[0-9]{{1,2}}日?)",
        0.9,
    ),
    Shape(
        Label.DATE_OF_BIRTH,
        "jp_born_on",
        r"(?P<v>(?:(?:明治|大正|昭和|平成|令和)(?:[0-9]{1,2}|元)|(?:19|20)[0-9]{2})[年/.-]"
        r"[ ]?[0-9]{1,2}[月/.-][ ]?[0-9]{1,2}日?)(?:生まれ|生れ|生(?![一-鿿]))",
        0.85,
    ),
)
