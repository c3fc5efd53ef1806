"""Identifiers that were broken or run together: over lines, letter by letter, one behind the other.

None of these is how people write, but all of them are what copying out of a mail, a PDF, a form
or a spreadsheet makes of what they wrote.
"""

import re

from guards.pii.check_digits import is_issued_card
from guards.pii.cues import NO_COUNTER_AFTER, OF_A_THING
from guards.pii.labels import Label
from guards.pii.network import TOP_DOMAINS
from guards.pii.phones import is_landline, is_phone
from guards.pii.shapes import ALONE, DASH, END, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape

_LOCAL = r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}"
_LABEL = r"[A-Za-z0-9][A-Za-z0-9-]{0,62}"
_KANA_OR_KANJI = "[ぁ-んァ-ヶー一-鿿]"
_LOOKS_LATIN = "[A-Za-z0-9À-ɏͰ-ϿЀ-ӿ]"
_WORD = "(?:tel|fax|mob(?:ile)?|phone|cell)"
_PHONE_CUES = (
    r"電話|携帯|連絡先|直通|代表|FAX|ファックス|ファクス|(?<![a-z])te?l|(?<![a-z])(?:phone|mobile|cell)"
    r"|☎|📞|📱"
)
_CARD_CUES = r"カード|クレジット|クレカ|VISA|Master|JCB|AMEX|(?<![a-z])(?:credit )?card"
# Between the groups of a number: what stands there where no dash was at hand.
_ODD = r"(?:[ ]?[_*:,+=#→➖⇒〜~│┃｜★☆●◆■…\\]{1,2}[ ]?|%2[Dd]|%20|\s{1,2}\|\s{1,2})"
_CARD_ROW = (
    rf"[3-6][0-9]{{3}}(?:{DASH}|[ ])?[0-9]{{4}}(?:{DASH}|[ ])?[0-9]{{4}}(?:{DASH}|[ ])?[0-9]{{4}}"
)


def is_card_in_groups(text: str) -> bool:
    """An issued card whose groups are no column of round figures and no row of years."""
    groups = re.findall("[0-9]{4}", text)
    figures = sum(group.endswith(("00", "50")) or group[:2] in ("19", "20") for group in groups)
    return figures < len(groups) / 2 and is_issued_card(text)


def is_oddly_separated(text: str) -> bool:
    """A Japanese number once what separates its groups, also %2D of a URL, is left out.

    A year and a day behind three digits are the name of a file.
    """
    digits = re.sub("%2[Dd]|%20|[^0-9]", "", text)
    return is_landline(digits) and not re.search("20[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]$", digits)


def is_looked_alike(text: str) -> bool:
    """A mobile number in which letters stand for the digits that they look like."""
    return is_phone(re.sub("[Il|]", "1", re.sub("[Oo]", "0", text)))


def is_mobile_without_zero(text: str) -> bool:
    """A mobile number whose leading zero a spreadsheet has taken; no row of round figures."""
    return is_phone("0" + text) and re.fullmatch("[0-9]{2}.(?:[0-9]{2}00.?){2}", text) is None


SHAPES = (
    Shape(
        Label.EMAIL_ADDRESS,
        "email_behind_a_domain",
        rf"\.(?:com|jp|net|org)(?P<v>{_LOCAL}@(?:{_LABEL}\.){{1,6}}"
        rf"(?:[A-Za-z]{{2,24}}(?![A-Za-z0-9@])|{TOP_DOMAINS}))",
        0.9,
    ),
    Shape(
        Label.EMAIL_ADDRESS,
        "email_over_lines",
        rf"{ALONE}{_LOCAL}[ ]?@(?![A-Za-z0-9.-]{{1,63}}\.{TOP_DOMAINS}(?![A-Za-z0-9.-]))"
        rf"(?:[A-Za-z0-9.-]{{0,63}}[ ]?\r?\n[ \t]{{0,4}})"
        rf"(?:{_LABEL}\.){{0,5}}{TOP_DOMAINS}(?![A-Za-z0-9@])",
        0.85,
    ),
    Shape(
        Label.EMAIL_ADDRESS,
        "email_letter_by_letter",
        rf"{ALONE}(?:[A-Za-z0-9._-][ ]){{2,40}}@(?:[ ][A-Za-z0-9-]){{1,40}}"
        r"(?:[ ]\.(?:[ ][A-Za-z0-9-]){2,20}){1,4}(?![A-Za-z0-9])",
        0.85,
    ),
    Shape(
        Label.EMAIL_ADDRESS,
        "email_with_a_comma",
        rf"{ALONE}{_LOCAL}@{_LABEL},(?:co,jp|co\.jp|com|jp|net|org){END}",
        0.8,
    ),
    Shape(
        Label.EMAIL_ADDRESS,
        "email_of_a_kana_domain",
        rf"{ALONE}{_LOCAL}@{_KANA_OR_KANJI}{{1,20}}\.(?:jp|com|net|org)(?![A-Za-z0-9])",
        0.8,
    ),
    # Of the one before the @ only what stands for itself: not the sentence before @example.com.
    Shape(
        Label.EMAIL_ADDRESS,
        "email_of_a_kana_name",
        rf"(?<![^\s:<(「|,])(?!{_KANA_OR_KANJI}{{0,12}}(?:[はがをもにでとの、]|アドレス|ドメイン|メール)@)"
        rf"{_KANA_OR_KANJI}{{2,12}}@(?:{_LABEL}\.){{1,5}}{TOP_DOMAINS}(?![A-Za-z0-9])",
        0.7,
    ),
    # Letters of another alphabet that look like ours.
    Shape(
        Label.EMAIL_ADDRESS,
        "email_of_a_lookalike_name",
        rf"(?<!{_LOOKS_LATIN})(?=[A-Za-z0-9._%+-]{{0,63}}[À-ɏͰ-ϿЀ-ӿ])"
        rf"(?:{_LOOKS_LATIN}|[._%+-]){{1,64}}@(?:{_LABEL}\.){{1,5}}[A-Za-z]{{2,24}}(?![A-Za-z0-9])",
        0.85,
    ),
    Shape(
        Label.CREDIT_CARD,
        "card_with_a_typo",
        rf"(?:{_CARD_CUES})(?:番号|No\.?|number|が|は|:|=|を|の|[ 「(]| is ){{0,4}}"
        rf"(?P<v>[3-6][0-9]{{3}}(?:(?:{DASH}|[ ])[0-9]{{4}}){{3}}|[3-6][0-9]{{15}})"
        rf"{NO_DIGIT_AFTER}",
        0.65,
        ignore_case=True,
        against=OF_A_THING,
    ),
    # A letter or a telephone number slipped in behind the last digit.
    Shape(
        Label.CREDIT_CARD,
        "card_before_something_glued",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z]){_CARD_ROW}"
        rf"(?=[A-Za-z](?![A-Za-z0-9])|0[5-9]0{DASH}[0-9]{{4}}{DASH}[0-9]{{4}}(?![0-9])|[A-Z]{{2,4}}:)",
        0.75,
        valid=is_issued_card,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "phone_behind_a_card",
        rf"(?<=[0-9]{{16}})0[5-9]0{DASH}[0-9]{{4}}{DASH}[0-9]{{4}}{NO_DIGIT_AFTER}",
        0.75,
        valid=is_phone,
    ),
    # One group a line or a cell, in a row that holds nothing else. Not behind tabs: those are
    # figures of a spreadsheet.
    Shape(
        Label.CREDIT_CARD,
        "card_in_lines_or_cells",
        r"(?<![0-9A-Za-z.-])(?<![0-9][,|:/ \n\t])(?<![0-9][,|][ ])[3-6][0-9]{3}"
        r"(?:(?:[ ]?\|[ ]?[0-9]{4}){3}|(?:,[ ]?[0-9]{4}){3}|(?:[ ]?\r?\n[ ]?[0-9]{4}){3}"
        r"|[ -][0-9]{4}[ ]?\r?\n[ ]?[0-9]{4}[ -][0-9]{4})"
        r"(?![0-9A-Za-z.-])(?![ ]?[,|/:\t\n][ ]?[0-9])"
        rf"{NO_COUNTER_AFTER}",
        0.6,
        cues=_CARD_CUES,
        cued_score=0.9,
        valid=is_card_in_groups,
        against=OF_A_THING,
        check_digit=0.3,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_mobile_with_odd_separators",
        rf"{NO_DIGIT_BEFORE}(?<![0-9][,:/*_])(?<![A-Za-z])0[5789]0{_ODD}[0-9]{{4}}{_ODD}[0-9]{{4}}"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])(?![,:/*_][0-9]){NO_COUNTER_AFTER}",
        0.6,
        cues=_PHONE_CUES,
        cued_score=0.9,
        valid=is_oddly_separated,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_landline_with_odd_separators",
        rf"{NO_DIGIT_BEFORE}(?<![0-9][,:/*_])(?<![A-Za-z])0[1-9][0-9]{{0,3}}{_ODD}[0-9]{{1,4}}{_ODD}"
        rf"[0-9]{{4}}{NO_DIGIT_AFTER}(?![A-Za-z])(?![,:/*_][0-9])",
        0.0,
        cues=_PHONE_CUES,
        cued_score=0.8,
        valid=is_oddly_separated,
        against=OF_A_THING,
    ),
    # Behind its word a line may break anywhere.
    Shape(
        Label.PHONE_NUMBER,
        "phone_over_lines",
        rf"(?:{_PHONE_CUES})(?:番号|No\.?)?[ ]?[:は=]?\s{{0,2}}"
        rf"(?P<v>0(?=[0-9 -]{{1,12}}\s)(?:{DASH}?[ ]?\s{{0,2}}{DASH}?[0-9]){{9,10}})"
        rf"{NO_DIGIT_AFTER}",
        0.7,
        valid=is_phone,
        ignore_case=True,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_mobile_digit_by_digit",
        rf"(?<![0-9])(?<![0-9]\s)0\s[5-9]\s0(?:\s(?:{DASH}\s)?[0-9]){{8}}(?!\s?[0-9])",
        0.7,
        valid=is_phone,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_mobile_without_its_zero",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z+])(?<![0-9A-Za-z][ (/])(?<![A-Za-z]{DASH})"
        rf"[789]0{DASH}[0-9]{{4}}{DASH}[0-9]{{4}}{NO_DIGIT_AFTER}(?![A-Za-z]){NO_COUNTER_AFTER}",
        0.5,
        cues=_PHONE_CUES,
        cued_score=0.8,
        valid=is_mobile_without_zero,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "jp_mobile_international_without_plus",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z+(])81[ ]?(?:{DASH}|[ ])[ ]?(?:\(0\))?0?[5789]0"
        rf"(?:{DASH}|[ ])[0-9]{{4}}(?:{DASH}|[ ])[0-9]{{4}}{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.75,
        valid=lambda text: is_phone("+" + text),
        against=OF_A_THING,
    ),
    # A zero read as an O, a one as an l.
    Shape(
        Label.PHONE_NUMBER,
        "jp_mobile_with_lookalikes",
        rf"{ALONE}(?<![A-Za-z0-9]-)(?=[0-9-]{{0,12}}[OoIl])[0Oo][5789][0Oo]{DASH}[0-9OoIl]{{4}}{DASH}"
        rf"[0-9OoIl]{{4}}{END}(?!{DASH}[0-9A-Za-z])",
        0.7,
        valid=is_looked_alike,
        against=OF_A_THING,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "phone_behind_a_word_or_a_domain",
        rf"(?:{_WORD}|\.(?:com|jp|net|org))(?P<v>0[1-9][0-9-]{{8,11}})(?![0-9-])",
        0.7,
        valid=is_phone,
        ignore_case=True,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "phone_before_a_word",
        rf"{NO_DIGIT_BEFORE}(?<!\.)(?P<v>0[1-9][0-9-]{{8,11}})(?:{_WORD}|e-?mail)",
        0.7,
        valid=is_phone,
        ignore_case=True,
    ),
    # What is dialled behind a number, without the word for it.
    Shape(
        Label.PHONE_NUMBER,
        "extension_behind_a_number",
        rf"0[0-9]{{1,4}}{DASH}[0-9]{{1,4}}{DASH}[0-9]{{4}}[ ,、]{{0,2}}"
        r"(?:x|X|#|\((?:内|内線|ext\.?)[ :]?|\((?=[内]))(?:内\))?[ ]?\)?[ ]?"
        rf"(?P<v>[0-9]{{2,5}}){END}",
        0.6,
    ),
)
