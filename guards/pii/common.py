"""Shapes of any language: addresses on the net, cards, accounts, identity numbers."""

import ipaddress
import re
from collections.abc import Sequence

from guards.pii.labels import Label
from guards.pii.shapes import ALONE, DASH, END, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape, digits_of

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"  # as written in English dates
# The country's IBAN length, from the SWIFT registry, for the check of the whole.
_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "CH": 21, "CZ": 24, "DE": 22, "DK": 18, "ES": 24, "FI": 18, "FR": 27,
    "GB": 22, "GR": 27, "HU": 28, "IE": 22, "IL": 23, "IT": 27, "LU": 20, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "SA": 24, "SE": 24, "SK": 24, "TR": 26, "AE": 23,
}  # fmt: skip
# Visa; Mastercard; JCB; Discover and UnionPay; American Express; Diners.
_ISSUED = re.compile(
    r"4[0-9]{15}|5[1-5][0-9]{14}|2[2-7][0-9]{14}|35[2-8][0-9]{13}|6[0-9]{15}|3[47][0-9]{13}"
    r"|3[068][0-9]{12}"
)
# Between the groups of a number that was typeset, spoken or copied out of a form.
_WIDE = rf"[ ]{{0,2}}(?:{DASH}|[./_・])?[ ]{{0,2}}"
_DOT = r"[ ]?(?:\.|。|・|[\[({][ ]?(?:dot|\.|ドット)[ ]?[\])}]|[ ](?:dot|DOT)[ ])[ ]?"
_SPOKEN_DOT = r"(?:[ ](?:dot|DOT)[ ]|[\[(](?:dot|\.)[\])])"
_CARD_CUES = r"カード|クレジット|VISA|Master|JCB|AMEX|card|決済|有効期限"


def is_card(text: str) -> bool:
    """13 to 19 digits that pass Luhn, and not one digit repeated."""
    digits = [int(c) for c in digits_of(text)]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    if len(digits) == 13 and digits[:2] in ([4, 5], [4, 9]) and _is_jan(digits):
        return False
    doubled = [d if place % 2 == 0 else d * 2 for place, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_jan(digits: Sequence[int]) -> bool:
    """A Japanese article number (JAN, EAN-13): one in ten passes Luhn too, and no issuer is left
    that gives out cards of 13 digits."""
    return sum(d * (1, 3)[place % 2] for place, d in enumerate(digits)) % 10 == 0


def is_issued_card(text: str) -> bool:
    """A card whose leading digits and length some issuer uses: for numbers that are spread out."""
    digits = digits_of(text)
    return is_card(text) and bool(_ISSUED.fullmatch(digits))


def is_iban(text: str) -> bool:
    """ISO 13616: the country's length where we know it, and modulo 97 equals 1."""
    code = re.sub(r"[ -]", "", text).upper()
    if _IBAN_LENGTHS.get(code[:2], len(code)) != len(code):
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def is_ip(text: str) -> bool:
    """An address of one machine: not 0.0.0.0, not a version number like 1.2.3.04."""
    try:
        return not ipaddress.ip_address(text.replace("。", ".")).is_unspecified
    except ValueError:
        return False


def is_ssn(text: str) -> bool:
    """The groups that the US administration never gives out are excluded."""
    area, group, serial = digits_of(text)[:3], digits_of(text)[3:5], digits_of(text)[5:]
    return area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"


SHAPES = (
    Shape(
        Label.EMAIL_ADDRESS,
        "email",
        r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?@"
        r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9])",
        0.95,
    ),
    Shape(
        Label.EMAIL_ADDRESS,
        "email_disguised",
        rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._+-]{{0,63}}"
        rf"(?:[ ]?(?:@|%40|[\[({{<][ ]?(?:at|@|アット(?:マーク)?)[ ]?[\])}}>]|★|☆|■)[ ]?"
        rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}{_DOT}){{1,5}}"
        rf"|[ ](?:at|AT)[ ](?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}{_SPOKEN_DOT}){{1,5}})"
        r"[A-Za-z]{2,24}(?![A-Za-z0-9])",
        0.85,
    ),
    # A domain in another script, or one with look-alike letters among ASCII ones.
    Shape(
        Label.EMAIL_ADDRESS,
        "email_other_script",
        r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?@"
        r"(?=[A-Za-z0-9.-]{0,63}[^\W_A-Za-z0-9])(?:[^\Wぁ-ん_](?:[^\Wぁ-ん]|-){0,62}\.){1,6}"
        r"[A-Za-z]{2,24}(?![A-Za-z0-9])",
        0.8,
    ),
    Shape(
        Label.EMAIL_ADDRESS,
        "email_quoted",
        r"\"[A-Za-z0-9 ._%+-]{1,64}\"@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,6}[A-Za-z]{2,24}"
        r"(?![A-Za-z0-9])",
        0.9,
    ),
    Shape(
        Label.CREDIT_CARD,
        "card",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])(?:[2-6][0-9]{{3}}(?:{DASH}|[ ])?[0-9]{{4}}(?:{DASH}|[ ])?"
        rf"[0-9]{{4}}(?:{DASH}|[ ])?[0-9]{{1,4}}(?:(?:{DASH}|[ ])?[0-9]{{3}})?"
        rf"|3[0-9]{{3}}(?:{DASH}|[ ])?[0-9]{{6}}(?:{DASH}|[ ])?[0-9]{{4,5}})"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.8,
        cues=_CARD_CUES,
        cued_score=0.95,
        valid=is_card,
    ),
    Shape(
        Label.CREDIT_CARD,
        "card_spread_out",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[2-6](?:[0-9]{{3}}(?:{_WIDE}[0-9]{{4}}){{3}}"
        rf"|[0-9]{{3}}{_WIDE}[0-9]{{6}}{_WIDE}[0-9]{{4,5}}|(?:[ ][0-9]){{13,15}})"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.6,
        cues=_CARD_CUES,
        cued_score=0.9,
        valid=is_issued_card,
    ),
    # Over lines and cells four numbers are most often four figures: the cue has to say "card".
    Shape(
        Label.CREDIT_CARD,
        "card_over_lines",
        rf"(?:{_CARD_CUES})[^0-9]{{0,24}}(?P<v>[2-6][0-9]{{3}}(?:[\s|・./,_-]{{1,6}}[0-9]{{4}}){{3}})"
        rf"{NO_DIGIT_AFTER}",
        0.9,
        valid=is_issued_card,
        ignore_case=True,
    ),
    Shape(
        Label.IBAN_CODE,
        "iban",
        rf"{ALONE}[A-Z]{{2}}[0-9]{{2}}(?:[ ]?[A-Z0-9]{{4}}){{2,7}}(?:[ ]?[A-Z0-9]{{1,3}})?{END}",
        0.9,
        valid=is_iban,
    ),
    Shape(
        Label.IP_ADDRESS,
        "ipv4",
        r"(?<![0-9A-Za-z.])(?<![Vv]ersion )(?<![Vv]er\.)(?<![Vv]er )(?<!バージョン)"
        r"(?:[0-9]{1,3}[.。]){3}[0-9]{1,3}(?![0-9A-Za-z]|\.[0-9])",
        0.7,
        valid=is_ip,
    ),
    Shape(
        Label.IP_ADDRESS,
        "ipv6",
        r"(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{1,4}(?![0-9A-Za-z:])",
        0.7,
        valid=lambda text: text.count(":") > 2 and is_ip(text),
    ),
    Shape(
        Label.URL_CREDENTIALS,
        "url_with_password",
        r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}://[!-9;-?A-~]{1,64}:[!-.0-?A-~]{1,128}@"
        r"[A-Za-z0-9.-]{1,253}(?:[:/?#][!-~]{0,500})?",
        0.95,
    ),
    Shape(
        Label.URL_CREDENTIALS,
        "url_with_token",
        r"https?://[!-~]{1,300}[?&](?:access_token|api_?key|token|password|secret|sig)="
        r"[A-Za-z0-9%._~+/-]{8,500}",
        0.8,
        ignore_case=True,
    ),
    Shape(
        Label.US_SSN,
        "us_ssn",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{3}}[- ][0-9]{{2}}[- ][0-9]{{4}}{NO_DIGIT_AFTER}",
        0.6,
        cues=r"ssn|social security|社会保障番号",
        cued_score=0.95,
        valid=is_ssn,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "us_phone",
        r"(?<![0-9A-Za-z+])(?<![0-9][-.])(?:\+?1[-. ]?)?(?:\([2-9][0-9]{2}\)[ ]?|[2-9][0-9]{2}[-.])"
        rf"[0-9]{{3}}[-. ][0-9]{{4}}{NO_DIGIT_AFTER}",
        0.7,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "international_phone",
        r"(?<![0-9A-Za-z+])\+(?!81)[1-9][0-9]{0,2}[-. ]?(?:\([0-9]{1,4}\)[-. ]?)?"
        rf"[0-9]{{1,4}}(?:[-. ]?[0-9]{{2,4}}){{2,4}}{NO_DIGIT_AFTER}",
        0.75,
    ),
    Shape(
        Label.PHONE_NUMBER,
        "phone_by_cue",
        r"(?:phone|mobile|cell|tel|telephone|fax|call(?: me)?(?: at| on)?)(?: number)?(?: is)?"
        r"[ :.]{1,4}(?P<v>\(?[0-9]{2,5}\)?(?:[-. ]?[0-9]{2,5}){1,4})(?![0-9])",
        0.7,
        valid=lambda text: 7 <= len(digits_of(text)) <= 15,
        ignore_case=True,
    ),
    Shape(
        Label.DATE_OF_BIRTH,
        "date_of_birth",
        r"(?:date of birth|birth ?date|born(?: on)?|d\.?o\.?b\.?)[ :]{1,4}"
        rf"(?P<v>[0-9]{{1,4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,4}}|{_MONTH} [0-9]{{1,2}},? [0-9]{{4}}"
        rf"|[0-9]{{1,2}} {_MONTH},? [0-9]{{4}})",
        0.9,
        ignore_case=True,
    ),
    Shape(
        Label.ADDRESS,
        "street_address",
        rf"{ALONE}[0-9]{{1,6}}[A-Z]? (?:[NSEW]\.? )?(?:[A-Z][A-Za-z'.-]{{1,20}} ){{1,4}}"
        r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|"
        r"Place|Pl|Terrace|Way|Parkway|Pkwy|Highway|Hwy|Circle|Cir)\.?(?![A-Za-z])"
        r"(?:,? (?:Apt|Suite|Ste|Unit|#)\.? ?[0-9A-Za-z]{1,6})?",
        0.7,
    ),
    Shape(
        Label.PASSPORT,
        "passport",
        rf"passport(?: (?:no|number|#))?\.?[ :]{{1,3}}(?:is )?(?P<v>[A-Z0-9]{{6,9}}){END}",
        0.85,
        valid=lambda text: len(digits_of(text)) >= 5,
        ignore_case=True,
    ),
    Shape(
        Label.DRIVING_LICENCE,
        "driving_licence",
        r"driv(?:er'?s?|ing) licen[cs]e(?: (?:no|number|#))?\.?[ :]{1,3}(?:is )?"
        rf"(?P<v>[A-Z0-9-]{{6,18}}){END}",
        0.85,
        valid=lambda text: len(digits_of(text)) >= 5,
        ignore_case=True,
    ),
    Shape(
        Label.JP_BANK_ACCOUNT,
        "account_by_cue",
        rf"account (?:no|number|#)\.?[ :]{{1,3}}(?:is )?(?P<v>[0-9]{{7,17}}){NO_DIGIT_AFTER}",
        0.8,
        ignore_case=True,
    ),
)
