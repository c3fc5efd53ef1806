"""Dates of birth: Western and Japanese years, in digits and in kanji, where the text says birth."""

from guards.pii.labels import Label
from guards.pii.shapes import ALONE, DASH, Shape

_ERA = r"(?:明治|大正|昭和|平成|令和|[㍾㍽㍼㍻]|(?<![A-Za-z])[MTSHR]\.?)"
_ERA_IN_FULL = r"(?:明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSH]\.?)"
_SMALL = r"(?:[0-9]{1,2}|[元一二三四五六七八九十]{1,3})"
_WESTERN = r"(?:(?:19|20)[0-9]{2}|[一二][九〇千][一二三四五六七八九〇百十]{2,6})"
_BETWEEN = rf"[ ]?(?:年|/|\.|{DASH})[ ]?"
_AND_DAY = rf"{_SMALL}[ ]?(?:月|/|\.|{DASH})[ ]?{_SMALL}日?"


def _day(era: str) -> str:
    return rf"(?:(?:西暦[ ]?)?{_WESTERN}|{era}[ ]?{_SMALL}){_BETWEEN}{_AND_DAY}"


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_ENGLISH_DAY = (
    rf"{_MONTH} {_NTH},? (?:19|20)[0-9]{{2}}|{_NTH}(?: of)? {_MONTH},? (?:19|20)[0-9]{{2}}"
    rf"|{_NTH}[- ]{_MONTH}[- ](?:19|20)?[0-9]{{2}}"
)
_NUMERIC_DAY = r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}"
_CUES = (
    r"生年月日|誕生日(?!クーポン|特典|キャンペーン|セール|フェア|割|月|会|イベント|プレゼント|企画|メール)|生まれた日|出生日|バースデー|お誕生日|DOB|生まれ(?=[はが:|\t])"
    r"|date[ _-]?of[ _-]?birth|birth[ _-]?da(?:te|y)|seinen ?gappi"
)

SHAPES = (
    Shape(
        Label.DATE_OF_BIRTH,
        "jp_date_of_birth",
        rf"(?:{_CUES})(?:\([^()\n]{{0,10}}\))?[^0-9明大昭平令西一二MTSHR\n]{{0,10}}\n?(?:(?:西暦"
        rf"|和暦)で?[は: ]{{0,2}})?(?P<v>{_day(_ERA)})",
        0.9,
        ignore_case=True,
    ),
    Shape(
        Label.DATE_OF_BIRTH,
        "date_of_birth_in_digits",
        rf"(?:{_CUES})(?:\([^()\n]{{0,10}}\))?[^0-9A-Za-z。、\n]{{0,8}}"
        r"(?P<v>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
        r"|[MTSHR][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])",
        0.85,
        ignore_case=True,
    ),
    Shape(
        Label.DATE_OF_BIRTH,
        "jp_born_on",
        rf"(?P<v>{_day(_ERA_IN_FULL)})[ ]?(?:\([^()\n]{{1,8}}\))?[ ]?(?:に|、)?[ ]?"
        rf"(?:[一-鿿ァ-ヴー]{{2,8}}(?=生まれ|で誕生))?"
        r"(?:生まれ|生れ|誕生(?!日?会|祭|ー)|出生|生(?![一-鿿]))",
        0.85,
    ),
    Shape(
        Label.DATE_OF_BIRTH,
        "date_of_birth_before_its_word",
        rf"(?P<v>{_day(_ERA_IN_FULL)}|{ALONE}{_NUMERIC_DAY}|{ALONE}(?:{_ENGLISH_DAY}))"
        rf"(?:[ ]?[(\[→=]|が| is (?:his|her|my|their|the) )[ ]?(?:{_CUES})",
        0.8,
        ignore_case=True,
    ),
    # Without its year it is one where the sentence says whose: a voucher has a birthday month too.
    Shape(
        Label.DATE_OF_BIRTH,
        "birthday",
        r"(?:誕生日|生年月日)(?:は|が|:|=)[ ]?(?P<v>[0-9]{1,2}月[0-9]{1,2}日)(?![ ]?(?:まで|から"
        r"|に|以|の|~))",
        0.6,
    ),
    Shape(
        Label.DATE_OF_BIRTH,
        "date_of_birth",
        rf"{ALONE}(?:date[ _-]?of[ _-]?birth|birth[ _-]?da(?:te|y)"
        r"|born(?: in [A-Z]{2,16})?(?: on)?|d\.?o\.?b\.?"
        r"|b\.(?= (?:[0-9]{1,2} )?[A-Z]{3}))"
        r"(?: \([^()\n]{1,12}\))?[^0-9A-Za-z\n]{1,5}(?:is |on |in )?"
        rf"(?P<v>{_NUMERIC_DAY}|{_ENGLISH_DAY})(?![0-9])",
        0.9,
        ignore_case=True,
    ),
    Shape(
        Label.DATE_OF_BIRTH,
        "english_date_of_birth_by_jp_cue",
        rf"(?:生年月日|誕生日(?!クーポン|特典|キャン|セール|フェア))[^0-9A-Za-z\n]{{0,6}}(?P<v>{_NUMERIC_DAY}|{_ENGLISH_DAY})(?![0-9])",
        0.85,
        ignore_case=True,
    ),
)
