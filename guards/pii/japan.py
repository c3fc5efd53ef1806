"""Numbers that Japanese authorities, insurers and employers give to people and companies."""

import re

from guards.pii.check_digits import (
    is_corporate_number,
    is_insurer_number,
    is_uncued_my_number,
)
from guards.pii.cues import NO_COUNTER_AFTER, OF_A_THING, SEP, before_cue, by_cue, digits
from guards.pii.labels import Label
from guards.pii.shapes import ALONE, DASH, END, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape, digits_of

_ID_CUES = (
    r"マイナンバー|マイナ番号|個人番号|my[ _-]?number|individual[ _-]?number|kojin[ _-]?bang[oō]u?"
    r"|(?<![a-z])personal identification number"
)
_STAFF = (
    r"(?:社員|従業員|職員|スタッフ|パート|アルバイト|派遣|学生証|図書カード|予約者|ゲスト|ポイント会員|行員|教職員|社員証|会員|顧客|お客様|お客さま|患者|診察券"
    r"|カルテ|学籍|学生|受験|受験者"
    r"|生徒|利用者|組合員|加入者|契約者|応募者|被験者|ポイントカード|メンバーズ|マイレージ"
    r"|お得意様|株主|メンバー"
    r"|登録販売者|保険証券|診察)"
)
_STAFF_CUES = (
    rf"{_STAFF}(?:の)?(?:カード)?[ ]?(?:番号|ナンバー|No(?![A-Za-z])\.?|ID|コード|#)"
    r"|(?:shain|sya[i]?n|kaiin)[ _-]?bang[oō]u?"
    r"|(?<![a-z])(?:employee|staff|member(?:ship)?|customer|patient|student|personnel|loyalty"
    r"|client"
    r"|subscriber|frequent flyer|policy ?holder)(?: card)?[ _-]?(?:no\b\.?|number|id\b|code\b|#)"
)
_SYMBOL = r"[0-9A-Za-z一-鿿ぁ-んァ-ヴ-]"

SHAPES = (
    Shape(
        Label.MY_NUMBER,
        "my_number",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])(?<![0-9]{{4}}[ ])[0-9]{{4}}{SEP}[0-9]{{4}}{SEP}[0-9]{{4}}"
        # A fourth group of four makes a card of it, if a mistyped one.
        rf"{NO_DIGIT_AFTER}(?![ ][0-9]{{4}}(?![0-9]))(?![A-Za-z]){NO_COUNTER_AFTER}",
        0.6,
        cues=_ID_CUES,
        cued_score=0.95,
        valid=is_uncued_my_number,
        against=OF_A_THING,
        check_digit=0.3,
    ),
    # The cue alone is enough: a mistyped My Number is still somebody's secret.
    Shape(
        Label.MY_NUMBER,
        "my_number_by_cue",
        rf"(?:{_ID_CUES})(?:[^0-9]{{0,6}}12(?:桁|[ -]digits?))?[^0-9]{{0,16}}"
        rf"(?P<v>[0-9](?:[\s/・|.‐‑‒–—―−ー－─-]{{0,3}}[0-9]){{11}}){NO_DIGIT_AFTER}",
        0.8,
        ignore_case=True,
    ),
    Shape(
        Label.CORPORATE_NUMBER,
        "corporate_number",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{SEP}(?:[0-9]{{4}}{SEP}){{2}}[0-9]{{4}}"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.3,
        cues=r"法人番号|登録番号|インボイス|適格請求書|事業者番号|corporate number"
        r"|qualified invoice",
        cued_score=0.9,
        valid=is_corporate_number,
        check_digit=0.25,
    ),
    Shape(
        Label.CORPORATE_NUMBER,
        "invoice_number",
        rf"{ALONE}T[{DASH[1:-1]} ]?[0-9]{SEP}(?:[0-9]{{4}}{SEP}){{2}}[0-9]{{4}}{NO_DIGIT_AFTER}"
        r"(?![A-Za-z])",
        0.9,
        valid=is_corporate_number,
        check_digit=0.4,
        ignore_case=True,
    ),
    by_cue(
        Label.CORPORATE_NUMBER,
        "corporate_number_by_cue",
        r"法人番号|適格請求書発行事業者(?:の)?(?:登録番号)?|インボイス(?:制度)?(?:の)?登録番号"
        r"|corporate[ _-]?number|h[oō]u?jin[ _-]?bang[oō]u?|invoice[ _-]?registration",
        rf"T?[ ]?{digits(1, 4, 4, 4)}",
        score=0.8,
    ),
    by_cue(
        Label.DRIVING_LICENCE,
        "jp_driving_licence",
        r"免許(?:証)?(?:の)?(?:番号)?(?:[^0-9\n]{0,6}第)?|menky[oō](?:sh[oō])?"
        r"|(?<!software )(?<!product )(?<!business )(?<![a-z])licen[cs]e(?=[ _-]?(?:no|num|#))"
        r"|driv(?:er)?(?:['’]?s?|ing)[ _-]?(?:licen[cs]e|permit)",
        r"[0-9](?:[ -]?[0-9]){11}",
    ),
    # The word may stand in the cell or the key beside: "種別":"運転免許証","番号":"…".
    Shape(
        Label.DRIVING_LICENCE,
        "jp_driving_licence_near_a_cue",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{4}}{SEP}[0-9]{{4}}{SEP}[0-9]{{4}}{NO_DIGIT_AFTER}"
        rf"(?![A-Za-z]){NO_COUNTER_AFTER}",
        0.0,
        cues=r"免許|(?<![a-z])driv(?:er|ing)['’]?s? ?licen[cs]e|menkyo",
        cued_score=0.8,
        against=f"{OF_A_THING}|マイナンバー|個人番号",
    ),
    Shape(
        Label.PASSPORT,
        "jp_passport",
        rf"{ALONE}[A-Z]{{2}}[ ]?[0-9]{{7}}{END}",
        0.2,
        cues=r"旅券|パスポート|passport",
        cued_score=0.9,
        against=OF_A_THING,
    ),
    by_cue(
        Label.PASSPORT,
        "jp_passport_by_cue",
        r"旅券|パスポート|passport|pasup[oō]{1,2}to|ryoken",
        r"[A-Z]{1,2}[ -]?[0-9]{6,8}",
        valid=lambda text: re.match("[a-z]{1,2} ", text) is None,
    ),
    by_cue(
        Label.PASSPORT,
        "passport",
        r"(?<![a-z])passport|旅券|パスポート",
        r"(?=[A-Z]{0,6}[0-9])[A-Z0-9]{6,9}",
        valid=lambda text: len(digits_of(text)) >= 5,
    ),
    # The two lines that a machine reads, or the first of them.
    Shape(
        Label.PASSPORT,
        "passport_machine_readable",
        rf"{ALONE}P[A-Z<][A-Z]{{3}}[A-Z]{{1,38}}<<[A-Z<]{{1,38}}(?:\s{{1,2}}[A-Z0-9<]{{44}})?",
        0.95,
    ),
    by_cue(
        Label.DRIVING_LICENCE,
        "driving_licence",
        r"(?<![a-z])(?:driv(?:er)?(?:['’]?s?|ing)[ _-]?(?:licen[cs]e|permit)|DL(?= ?(?:no|num|#)))",
        r"(?=[A-Z -]{0,8}[0-9])[A-Z0-9]{1,18}(?:-[A-Z0-9]{2,8}){0,3}",
        valid=lambda text: len(digits_of(text)) >= 5,
    ),
    Shape(
        Label.RESIDENCE_CARD,
        "residence_card",
        rf"{ALONE}[A-Z]{{2}}[ -]?[0-9]{{8}}[ -]?[A-Z]{{2}}{END}",
        0.7,
        cues=r"在留カード|特別永住者|在留|residence card|resident card|zairyu",
        cued_score=0.95,
        against=OF_A_THING,
    ),
    Shape(
        Label.RESIDENCE_CARD,
        "residence_card_in_small_letters",
        rf"{ALONE}[A-Za-z]{{2}}[ -]?[0-9]{{8}}[ -]?[A-Za-z]{{2}}{END}",
        0.0,
        cues=r"在留|特別永住者|residen(?:ce|t) card|zairyu",
        cued_score=0.9,
    ),
    by_cue(
        Label.RESIDENCE_CARD,
        "residence_card_by_cue",
        r"在留(?:カード)?|特別永住者証明書?|residen(?:ce|t)[ _-]?card|zairy[uū]u?(?:[ _-]?card)?"
        r"|zairy[uū]u? k[aā]{1,2}do",
        r"[A-Z]{2}[ -]?[0-9]{8}[ -]?[A-Z]{2}",
    ),
    by_cue(
        Label.HEALTH_INSURANCE,
        "insurer_number",
        r"保険者(?:番号)?|insurer(?:'s)?",
        r"[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]|[0-9]{6}",
        score=0.9,
        valid=is_insurer_number,
    ),
    by_cue(
        Label.HEALTH_INSURANCE,
        "insured_number",
        r"(?:被保険者(?:証)?|保険者|健康保険証?|保険証|健保|国保|社保|資格確認書|受給者証?"
        r"|公費負担者|介護保険)(?:の|等)?"
        r"(?:記号[・･/ ]?)?番号|(?:健康保険証?|保険証|健保)(?:の番号)?"
        r"|(?<![a-z])(?:health[ _-]?insurance|insured(?: person)?|insurance[ _-]?card)(?:'s)?"
        r"(?:[ _-]?card)?|hoken(?:sh[oō])?(?=[ _-]?(?:bang|no|num|kig))",
        r"[0-9]{1,8}[ ]?[・/-][ ]?[0-9]{1,8}|[0-9]{6,12}",
        score=0.85,
    ),
    Shape(
        Label.HEALTH_INSURANCE,
        "insurance_symbol_and_number",
        rf"(?:保険証?|被保険者証?|資格確認書|組合)[^0-9\n]{{0,16}}記号[ :・]{{0,3}}"
        rf"(?:は)?[ 「]{{0,2}}"
        rf"(?P<v>{_SYMBOL}{{1,10}}[」 、,・/|　]{{0,3}}番号[ :は「]{{0,3}}[0-9]{{1,10}})"
        rf"{NO_DIGIT_AFTER}",
        0.92,
    ),
    Shape(
        Label.HEALTH_INSURANCE,
        "insurance_symbol_then_number",
        rf"記号[ :・]{{0,3}}(?:は)?[ 「]{{0,2}}(?P<v>{_SYMBOL}{{1,10}}[」 、,・/|　]{{0,3}}"
        rf"番号[ :は「]{{0,3}}[0-9]{{1,10}}){NO_DIGIT_AFTER}",
        0.0,
        cues=r"保険|健保|国保|社保|組合",
        cued_score=0.85,
    ),
    # In Latin letters, as colleagues write it who read Japanese better than they type it.
    Shape(
        Label.HEALTH_INSURANCE,
        "insurance_symbol_in_latin_letters",
        r"(?<![a-z])(?:kig[oō]u?|symbol)[ :]{1,3}(?:is )?(?P<v>[0-9A-Z-]{1,10}[ ,/;]{1,3}(?:and )?"
        rf"(?:bang[oō]u?|number|no\.?)[ :]{{1,3}}(?:is )?[0-9]{{1,10}}){NO_DIGIT_AFTER}",
        0.0,
        cues=r"(?<![a-z])(?:insur|hoken|kokuho|kenp|shaho)",
        cued_score=0.85,
        ignore_case=True,
    ),
    Shape(
        Label.HEALTH_INSURANCE,
        "insurance_symbol_number",
        r"記号[・･/ ]?番号[^0-9A-Za-z\n。、]{0,6}(?P<v>[0-9]{1,8}[ ]?[・/-][ ]?[0-9]{1,8})"
        rf"{NO_DIGIT_AFTER}",
        0.0,
        cues=r"保険|健保|国保|社保",
        cued_score=0.85,
    ),
    by_cue(
        Label.HEALTH_INSURANCE,
        "employment_insurance",
        r"雇用保険(?:の)?(?:被保険者)?(?:番号)?",
        r"[0-9]{4}[ -]?[0-9]{6}[ -]?[0-9]",
        score=0.9,
    ),
    by_cue(
        Label.PENSION_NUMBER,
        "pension_number",
        r"ねんきん|(?:基礎|厚生|国民)?年金(?:証書|手帳)?(?:の)?(?:番号|記号番号|証書|手帳)?"
        r"|(?<![a-z])(?:pension|nenkin)",
        r"[0-9]{4}[ -]?[0-9]{6}(?:[ -]?[0-9]{4})?",
        score=0.9,
    ),
    Shape(
        Label.PENSION_NUMBER,
        "pension_number_alone",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{4}}{DASH}[0-9]{{6}}{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.0,
        cues=r"年金|pension|nenkin",
        cued_score=0.9,
        against=OF_A_THING,
    ),
    by_cue(
        Label.EMPLOYEE_ID,
        "staff_or_member_number",
        _STAFF_CUES,
        r"[A-Z0-9]{1,12}(?:[-_][A-Z0-9]{2,8}|[ ][0-9]{2,8}){0,3}",
        valid=lambda text: len(digits_of(text)) >= 3,
        score=0.7,
    ),
    before_cue(
        Label.EMPLOYEE_ID,
        "staff_or_member_number_before_its_word",
        r"(?=[A-Z_-]{0,6}[0-9])[A-Z0-9][A-Z0-9_-]{2,14}",
        _STAFF_CUES,
        score=0.7,
    ),
    before_cue(
        Label.PASSPORT,
        "passport_before_its_word",
        r"[A-Z]{1,2}[ -]?[0-9]{6,8}|(?=[A-Z]{0,6}[0-9])[A-Z0-9]{8,9}",
        r"旅券|パスポート|passport",
    ),
    before_cue(
        Label.HEALTH_INSURANCE,
        "insured_number_before_its_word",
        r"[0-9]{1,8}[ ]?[・/-][ ]?[0-9]{1,8}|[0-9]{6,12}",
        r"被保険者|保険者番号|健康保険|保険証|health insurance|insurance card",
    ),
)
