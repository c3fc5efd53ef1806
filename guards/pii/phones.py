"""Telephone numbers: Japan's numbering plan, and the forms that other countries write."""

import re

from guards.pii.cues import GAP, NO_COUNTER_AFTER, OF_A_THING, by_cue
from guards.pii.labels import Label
from guards.pii.shapes import DASH, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape, digits_of

# Between the groups of a mobile number: nothing else has this beginning and these lengths.
_WIDE = rf"\s{{0,2}}(?:{DASH}|[./・|])?\s{{0,2}}"
_SEP = rf"[ ]?(?:{DASH}|[ .])[ ]?"
_OPTIONAL_SEP = rf"(?:{_SEP})?"
_CUES = (
    r"電話|でんわ|けいたい|折り?返し|(?<![a-z])te?l\b|携帯|ケータイ|スマホ|連絡先|直通|代表|お?問い?合わ?せ先"
    r"|お問い?合わ?せは|FAX|ファックス"
    r"|ファクス|ショートメール|(?<![a-z])(?:phone|mobile|cell|call|contact|sms|text|whatsapp|dial"
    r"|ring|denwa|keitai|renrakusaki)|ダイヤル|内線|☎|📞|📱"
)
_LINE = (
    r"電話(?:番号)?|(?<![a-z])(?:te?l(?:ephone)?|fax|phone|mobile|cell)\b|ファックス|ファクス"
    r"|携帯(?:電話)?(?:番号)?"
    r"|直通|連絡先|☎|📞|📱"
)


def is_phone(text: str) -> bool:
    """A number of Japan's plan: 10 digits, or 11 after 020, 050, 060, 070, 080, 090 and 0800."""
    digits = re.sub(r"^(?:\+|00)81\(?0?\)?", "0", re.sub(r"[^0-9+]", "", text))
    if re.match("0[25-9]0", digits) and len(digits) == 11:
        return True
    return (
        len(digits) == 10
        and digits.startswith("0")
        and digits[1] != "0"
        and not re.match("0[5-9]0", digits)
    )


def is_landline(text: str) -> bool:
    """Ten digits of a fixed line whose groups are an area, an exchange and a subscriber's four."""
    return is_phone(text) and len(set(digits_of(text)[1:])) > 1


_MOBILE = (
    rf"0[25-9]0{_WIDE}[0-9]{{4}}{_WIDE}[0-9]{{4}}|0[ ][5-9][ ]0(?:[ ][0-9]){{8}}"
    rf"|0[5-9]0\([0-9]{{4}}\)[0-9]{{4}}|\(0[5-9]0\)[ ]?[0-9]{{4}}{_OPTIONAL_SEP}[0-9]{{4}}"
)
_FREE = (
    rf"\(?(?:0120|0570|0990|0170|0180)\)?{_OPTIONAL_SEP}"
    rf"(?:\(?[0-9]{{3}}\)?{_OPTIONAL_SEP}[0-9]{{3}}"
    rf"|[0-9]{{2}}{_OPTIONAL_SEP}[0-9]{{2}}{_OPTIONAL_SEP}[0-9]{{2}}"
    rf"|[0-9]{{2}}{_OPTIONAL_SEP}[0-9]{{4}})"
    rf"|\(?0800\)?{_OPTIONAL_SEP}[0-9]{{3}}{_OPTIONAL_SEP}[0-9]{{4}}"
)

SHAPES = (
    Shape(
        Label.PHONE_NUMBER,
        "jp_mobile",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])(?:{_MOBILE}|{_FREE}){NO_DIGIT_AFTER}(?![A-Za-z])",
        0.75,
        cues=_CUES,
        cued_score=0.95,
        valid=is_phone,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_landline",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])0[0-9]{{1,4}}(?:{_SEP}[0-9]{{1,4}}{_SEP}|{_SEP}[0-9]{{4}})"
        rf"[0-9]{{4}}{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.7,
        cues=_CUES,
        cued_score=0.95,
        valid=is_landline,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_phone_area_in_brackets",
        rf"{NO_DIGIT_BEFORE}(?:\(0[0-9]{{1,4}}\)[ ]?[0-9]{{1,4}}{_OPTIONAL_SEP}[0-9]{{4}}"
        rf"|0[0-9]{{1,4}}[ ]?\([0-9]{{1,4}}\)[ ]?{DASH}?[0-9]{{4}}){NO_DIGIT_AFTER}",
        0.85,
        valid=is_phone,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_phone_international",
        rf"(?<![0-9A-Za-z])\(?(?:\+|00)[ ]?81\)?{_OPTIONAL_SEP}(?:\(0\))?[ ]?\(?0?[0-9]{{1,4}}\)?"
        rf"{_OPTIONAL_SEP}[0-9]{{1,4}}{_OPTIONAL_SEP}[0-9]{{3,4}}{NO_DIGIT_AFTER}",
        0.9,
        valid=is_phone,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_landline_unbroken",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])0[1-9][0-9]{{8}}{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.2,
        cues=_CUES,
        cued_score=0.85,
        valid=is_landline,
        against=OF_A_THING,
    ),
    # Without its area code, as on a local leaflet.
    by_cue(
        Label.PHONE_NUMBER,
        "jp_phone_without_area",
        _LINE,
        rf"[1-9][0-9]{{1,3}}{DASH}[0-9]{{4}}",
        score=0.6,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "extension",
        r"(?:内線(?:番号)?|(?<![A-Za-z])ext(?:ension|\.)?)(?:は、)?[^0-9A-Za-z\n、。,]{0,4}"
        rf"(?P<v>[0-9]{{2,6}}(?:-[0-9]{{2,5}})?){NO_DIGIT_AFTER}(?![A-Za-z]){NO_COUNTER_AFTER}",
        0.6,
        ignore_case=True,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "us_phone",
        r"(?<![0-9A-Za-z+])(?<![0-9][-.])(?:\+?1[-. ]?)?(?:\([2-9][0-9]{2}\)[ ]?|[2-9][0-9]{2}[-.])"
        rf"[0-9]{{3}}[-. ][0-9]{{4}}(?:[ ]?x[0-9]{{1,6}})?{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.7,
        cues=_CUES,
        cued_score=0.9,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "us_phone_unbroken",
        r"(?<![0-9A-Za-z+])(?<![0-9][-.])1?[2-9][0-9]{2}[2-9][0-9]{6}"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z]){NO_COUNTER_AFTER}",
        0.0,
        cues=r"(?<![a-z])(?:phones?|mobile(?! [a-z])|cell|sms|whatsapp|tel|dial|callers?|call ?back"
        r"|(?:call|text|ring)(?= (?:me|him|her|us|them|on|at)\b|:)|fax)(?![a-z])"
        r"|電話(?![CV件数ボ])|携帯",
        cued_score=0.7,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "us_phone_with_spaces",
        r"(?<![0-9A-Za-z+])(?<![0-9][-. ])(?:\+?1 )?[2-9][0-9]{2} [2-9][0-9]{2} [0-9]{4}"
        rf"{NO_DIGIT_AFTER}(?![ ]?[0-9A-Za-z])",
        0.0,
        cues=_CUES,
        cued_score=0.8,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "uk_phone",
        r"(?<![0-9A-Za-z+])(?<![0-9][-.])(?:07[0-9]{3} ?[0-9]{3} ?[0-9]{3}|0[12][0-9]{2,3} [0-9]{3}"
        r" [0-9]{3,4}|01[0-9]{3} [0-9]{6}|\(0[12][0-9]{1,3}\) ?[0-9]{3,4} ?[0-9]{3,4})"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.5,
        cues=_CUES,
        cued_score=0.9,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "international_phone",
        r"(?<![0-9A-Za-z+])\+(?!81)[1-9][0-9]{0,2}[-. ]?(?:\([0-9]{1,4}\)[-. ]?)?"
        rf"[0-9]{{1,4}}(?:[-. ]?[0-9]{{2,4}}){{2,4}}{NO_DIGIT_AFTER}(?![%A-Za-z])",
        0.75,
        valid=lambda text: 8 <= len(digits_of(text)) <= 15,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "phone_by_cue",
        r"(?<![a-z])(?:phone|mobile|cell|tel|telephone|fax|call(?: me)?(?: at| on)?|whatsapp"
        rf"|(?:reach(?= (?:me|us|him|her|them|at|on)\b)|sms|text|opt-?(?:out|in)s?|message"
        rf"|answering|dial|messages to|registered)(?: (?:me|us|him|her|them))?(?: (?:at|on))?){GAP}"
        r"(?P<v>\(?[0-9]{2,5}\)?(?:[-. ]?[0-9]{2,5}){1,4})(?![0-9])(?![A-Za-z])",
        0.7,
        valid=lambda text: 7 <= len(digits_of(text)) <= 15,
        ignore_case=True,
        listed=r"\(?[0-9]{2,5}\)?(?:[-. ]?[0-9]{2,5}){1,4}(?![0-9])(?![A-Za-z])",
    ),
)
