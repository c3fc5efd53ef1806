"""Japanese addresses as one span: prefecture, city, town, block, building and room.

What makes a town out of a few characters is what follows it: 丁目, 番地, 1-2-3. Without a
prefecture or a city the block has to be a strong one, or a word beside it has to say address.
"""

from guards.pii.address_parts import (
    AFTER_CHOME,
    BEFORE,
    BLOCK,
    BUILDING,
    CHOME,
    CITY_ALONE,
    CITY_OF_A_PREFECTURE,
    JOIN,
    KANJI,
    LONG_ROW,
    LOT,
    NOT_A_TOWN,
    NOT_AN_AMOUNT,
    NUMERAL,
    PREFECTURES,
    ROW,
    TOWN_ALONE,
    TOWN_OF_A_CITY,
    TOWN_PART,
    WELL_KNOWN,
)
from guards.pii.cues import NO_COUNTER_AFTER
from guards.pii.foreign_addresses import PLACES
from guards.pii.labels import Label
from guards.pii.shapes import DASH, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape

_CUES = (
    r"住所|所在地|お?届け?先|送付先|配送先|発送先|宛先|宛て|本社|支社|自宅|実家|勤務[先地]|会場"
    r"|転居|引っ?越|新居|アクセス|住んで|在住|〒|[0-9]{3}-[0-9]{4}|address|(?<![a-z])located"
    r"|事務所|オフィス|店舗|場所|倉庫|工場|拠点|交差点|集合"
)
_WHERE = (
    r"現?住所|所在地|お?届け?先|送付先|配送先|発送先|宛先|本社|支社|自宅|実家|勤務[先地]|転居先"
    r"|新居"
)
# Also one column a part, as a spreadsheet is exported.
_GAP = r"[\s,、]{0,2}"
_CITY_AND_TOWN = (
    rf"(?:{PREFECTURES})(?=[^。]{{2,36}}?(?:[0-9]|丁目|番|[一二三四五六七八九十][のノ]))"
    rf"{_GAP}(?:{CITY_OF_A_PREFECTURE}{_GAP}){{1,2}}"
    rf"{TOWN_OF_A_CITY}{TOWN_PART}{{0,14}}?[ \t,、]{{0,2}}"
)
_TO_A_CORNER = r"(?:[上下][がガ]?[るルり]|[東西]入[るルり]?)"
_HOUSE = rf"[0-9]{{1,5}}(?:{JOIN}[0-9]{{1,4}}){{0,2}}(?:番地?)?{NOT_AN_AMOUNT}"

_NO_POSTAL_CODE = (
    r"品番|型番|型式|注文番号|伝票番号|商品番号|管理番号|製造番号|ロット|SKU|TEL|電話|FAX|内線"
)


def is_no_range(text: str) -> bool:
    """Seven digits that are not written like a range whose upper end is a round number."""
    upper = text[-4:]
    return upper.startswith("0") or not upper.endswith("00")


def _address(
    name: str, pattern: str, score: float, *, cues: str = _CUES, cued_score: float = 0.9
) -> Shape:
    """An address of this pattern with the building and room behind it, where there is one."""
    whole = rf"(?P<v>{pattern}{BUILDING})"
    return Shape(Label.ADDRESS, name, whole, score, cues=cues, cued_score=cued_score)


def _glued(
    name: str, pattern: str, score: float, *, before: str = BEFORE, cued_score: float = 0.9
) -> Shape:
    """The same behind a word that may stand right before it and is no part of it."""
    whole = rf"{before}(?P<v>{pattern}{BUILDING})"
    return Shape(Label.ADDRESS, name, whole, score, cues=_CUES, cued_score=cued_score)


SHAPES = (
    _address("jp_address", rf"{_CITY_AND_TOWN}(?:{BLOCK}|{LOT})", 0.9, cued_score=0.95),
    # As far as 丁目 only: a part of town, unless the text says that somebody is there.
    _address(
        "jp_address_to_the_chome", rf"{_CITY_AND_TOWN}{CHOME}(?!{AFTER_CHOME})", 0.6, cued_score=0.8
    ),
    _glued(
        "jp_address_from_the_city",
        rf"{CITY_ALONE}{TOWN_OF_A_CITY}{TOWN_PART}{{1,14}}?[ ]?{BLOCK}",
        0.75,
    ),
    _glued(
        "jp_lot_of_a_city",
        rf"{CITY_ALONE}{NOT_A_TOWN}{TOWN_PART}{{2,12}}?{LOT}",
        0.0,
        cued_score=0.8,
    ),
    _address(
        "kyoto_lot",
        rf"京都市[{KANJI}]{{1,3}}区{NOT_A_TOWN}{TOWN_PART}{{2,12}}?(?!20[0-9]{{2}}"
        rf"|19[0-9]{{2}}){LOT}",
        0.6,
    ),
    _glued(
        "jp_address_from_the_town",
        rf"{NOT_A_TOWN}{TOWN_PART}{{1,10}}?[ ]?(?:{CHOME}{AFTER_CHOME}"
        rf"|{NUMERAL}番地(?:[の-]?{NUMERAL}号?)?|{NUMERAL}番{NUMERAL}号(?!室)){NOT_AN_AMOUNT}",
        0.7,
    ),
    _glued(
        "jp_address_of_a_known_town",
        rf"(?:{WELL_KNOWN})[ ]?{LONG_ROW}{NOT_AN_AMOUNT}",
        0.6,
    ),
    _address(
        "jp_address_with_no",
        rf"(?<![{KANJI}])[{KANJI}]{{2,5}}[0-9]{{1,2}}[のノ][0-9]{{1,3}}[のノ][0-9]{{1,4}}{NOT_AN_AMOUNT}",
        0.6,
    ),
    _glued(
        "jp_address_near_a_cue",
        rf"{TOWN_ALONE}[ ]?{LONG_ROW}{NOT_AN_AMOUNT}",
        0.0,
        cued_score=0.75,
    ),
    _glued(
        "jp_address_behind_a_cue",
        rf"{TOWN_ALONE}[ ]?{ROW}{NOT_AN_AMOUNT}",
        0.7,
        before=rf"(?:{_WHERE})(?:は|が|:|=|\n| |「){{1,3}}",
    ),
    _address(
        "kyoto_street",
        rf"(?<![{KANJI}])(?:京都府)?(?:京都市)?(?:[{KANJI}]{{1,3}}区)?(?=[{KANJI}]{{2,16}}通"
        rf"|[{KANJI}]"
        rf"{{2,16}}(?:[上下]ル|[東西]入))[{KANJI}]{{2,10}}?"
        rf"(?:通り?[{KANJI}]{{0,8}}?)?{_TO_A_CORNER}"
        rf"{_TO_A_CORNER}?(?:[{KANJI}ノのァ-ヴー]{{1,10}}[町通][ ]?)?(?:{_HOUSE})?",
        0.65,
        cues=rf"{_CUES}|京都",
    ),
    _address(
        "hokkaido_grid",
        rf"(?:北海道)?(?:[{KANJI}]{{1,4}}市)?(?:[{KANJI}]{{1,3}}区)?"
        rf"(?:[東西南北][ ]?{NUMERAL}(?:条|線)|大通り?)[東西南北]{NUMERAL}丁目"
        rf"(?:{AFTER_CHOME}{NOT_AN_AMOUNT})?",
        0.65,
    ),
    Shape(
        Label.ADDRESS,
        "jp_post_office_box",
        rf"(?:[{KANJI}]{{2,8}}郵便局)?(?:[ ]?私書箱)[ ]?(?:第)?[ ]?[0-9]{{1,5}}(?:号)?",
        0.8,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code_marked",
        rf"〒[ :]{{0,2}}(?P<v>[0-9]{{3}}[ ]?{DASH}?[ ]?[0-9]{{4}}){NO_DIGIT_AFTER}",
        0.95,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code_by_cue",
        r"(?:郵便番号|郵便No\.?|(?<![A-Za-z])(?:postal|post|zip)[ _-]?code|(?<![A-Za-z])zip"
        r"|y[uū]{1,2}bin[ ]?bang[oō]u?)"
        r"[^0-9A-Za-z\n。]{0,8}(?:(?:is|wa) )?"
        rf"(?P<v>[0-9]{{3}}[ ]?{DASH}?[ ]?[0-9]{{4}}){NO_DIGIT_AFTER}",
        0.9,
        ignore_case=True,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{3}}{DASH}[0-9]{{4}}{NO_DIGIT_AFTER}"
        rf"(?!{DASH}[0-9])(?![A-Za-z])",
        0.2,
        cues=r"郵便番号|住所|所在地|送付先|届け先|宛先|postal|post ?code|zip|(?<![a-z])address"
        rf"|Japan|[a-z]-(?:ku|shi|cho|machi|ken|fu)(?![a-z])"
        rf"|{PREFECTURES}|[{KANJI}]{{1,4}}[市区郡][{KANJI}]",
        cued_score=0.85,
        against=_NO_POSTAL_CODE,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code_unbroken_before_its_prefecture",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])(?P<v>[0-9]{{7}})[ ]?(?:{PREFECTURES})"
        rf"(?=[{KANJI}]|さいたま)",
        0.8,
        against=_NO_POSTAL_CODE,
    ),
    # Near a word that only hints at a place, a range from 100 to 1,000 is none.
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code_of_an_area",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{3}}{DASH}[0-9]{{4}}{NO_DIGIT_AFTER}"
        rf"(?!{DASH}[0-9])(?![A-Za-z]){NO_COUNTER_AFTER}",
        0.0,
        cues=r"郵便|送り先|届け先|配[送達布]|発送|エリア|地域|地区|商圏|転[居送]|引っ?越|在住|お住まい"
        r"|東京|大阪|京都|名古屋|福岡|札幌|横浜|神戸|仙台|広島"
        rf"|(?<![a-z])(?:ship|mail|deliver)|{PLACES}",
        cued_score=0.7,
        valid=is_no_range,
        against=_NO_POSTAL_CODE,
    ),
)
