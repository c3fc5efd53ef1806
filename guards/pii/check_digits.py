"""Check digits: whether a run of digits can be the number that it looks like.

Each function takes the text as it was written, separators included, and looks at its digits.
One digit repeated is nobody's number, though most sums accept it.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import cycle

from guards.pii.shapes import digits_of

_MY_NUMBER_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
# The dihedral group of order ten, and the permutation that Verhoeff's method applies by place.
_VERHOEFF_PRODUCT = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_PLACES = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_CONSTANTS = frozenset({1, 0x2BC830A3})  # BIP 173, and BIP 350 for newer addresses
# The country's IBAN length, from the SWIFT registry, for the check of the whole.
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21,
    "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "KW": 30, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "QA": 29, "RO": 24,
    "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29, "VA": 22,
}  # fmt: skip
# Visa; Mastercard; JCB; Discover, Maestro and UnionPay; American Express; Diners.
_ISSUED = re.compile(
    r"4(?:[0-9]{15}|[0-9]{12}|[0-9]{18})|5[1-5][0-9]{14}|2[2-7][0-9]{14}|35[2-8][0-9]{13}"
    r"|6[0-9]{15}|62[0-9]{14,17}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}"
)


def is_my_number(text: str) -> bool:
    """Twelve digits, the last by the ordinance of the Ministry of Internal Affairs."""
    digits = _ints(text, 12)
    if not digits:
        return False
    rest = _weighted(digits[:11], _MY_NUMBER_WEIGHTS) % 11
    return digits[11] == (0 if rest <= 1 else 11 - rest)


def is_uncued_my_number(text: str) -> bool:
    """A My Number that is no date and time (2026 03 01 12 30) either."""
    return is_my_number(text) and not _is_moment(digits_of(text))


def is_corporate_number(text: str) -> bool:
    """Thirteen digits, the first by the ordinance of the Ministry of Finance."""
    digits = _ints(text, 13)
    return bool(digits) and digits[0] == 9 - _weighted(digits[:0:-1], cycle((1, 2))) % 9


def is_insurer_number(text: str) -> bool:
    """Six or eight digits of a Japanese health insurer; doubled in turn from the right."""
    digits = _ints(text)
    if len(digits) not in (6, 8):
        return False
    products = [d * w for d, w in zip(digits[-2::-1], cycle((2, 1)), strict=False)]
    return digits[-1] == -sum(p // 10 + p % 10 for p in products) % 10


def passes_luhn(text: str) -> bool:
    """ISO/IEC 7812: every second digit from the right doubled, the sum a multiple of ten."""
    digits = _ints(text)
    doubled = [d * w for d, w in zip(reversed(digits), cycle((1, 2)), strict=False)]
    return bool(digits) and sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def is_card(text: str) -> bool:
    """13 to 19 digits that pass Luhn, and no article number."""
    digits = digits_of(text)
    return 13 <= len(digits) <= 19 and passes_luhn(digits) and not _is_jan(digits)


def is_cued_card(text: str) -> bool:
    """A card, or one of the twelve digits that a Maestro card may have."""
    return is_card(text) or (len(digits_of(text)) == 12 and passes_luhn(text))


def is_issued_card(text: str) -> bool:
    """A card whose leading digits and length some issuer uses."""
    return is_card(text) and bool(_ISSUED.fullmatch(digits_of(text)))


def _is_jan(digits: str) -> bool:
    """A Japanese article number (JAN, EAN-13): one in ten passes Luhn too, and no issuer is left
    that gives out cards of 13 digits."""
    return (
        len(digits) == 13
        and digits[:2] in ("45", "49")
        and _weighted([int(d) for d in digits], cycle((1, 3))) % 10 == 0
    )


def is_iban(text: str) -> bool:
    """ISO 13616: the country's length where we know it, and modulo 97 equals 1."""
    code = re.sub(r"[ -]", "", text).upper()
    if _IBAN_LENGTHS.get(code[:2], len(code)) != len(code):
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def is_routing_number(text: str) -> bool:
    """Nine digits of a US bank (ABA): weights 3 7 1."""
    digits = _ints(text, 9)
    return bool(digits) and _weighted(digits, cycle((3, 7, 1))) % 10 == 0


def is_finnish_id(text: str) -> bool:
    """Date, century, serial; the last character is the number modulo 31 in an alphabet of 31."""
    return text[-1] == "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(text[:6] + text[7:10]) % 31]


def is_aadhaar(text: str) -> bool:
    """Twelve digits that pass Verhoeff; the first is 2 to 9."""
    digits = _ints(text, 12)
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_VERHOEFF_PRODUCT[check][int(_VERHOEFF_PLACES[place % 8][digit])])
    return bool(digits) and digits[0] > 1 and check == 0


def is_chinese_id(text: str) -> bool:
    """Seventeen digits with a date of birth in them, and ISO 7064 modulo 11-2."""
    weights = [2**place % 11 for place in range(17, 0, -1)]
    rest = _weighted([int(c) for c in text[:17]], weights) % 11
    return _is_day(text[6:14]) and "10X98765432"[rest] == text[17].upper()


def is_korean_id(text: str) -> bool:
    """Thirteen digits that begin with a day. Those given out since October 2020 carry no check."""
    digits = digits_of(text)
    century = "19" if digits[6] in "1256" else "20"
    return _is_day(century + digits[:6])


def is_nhs_number(text: str) -> bool:
    """Ten digits of the UK health service: weights 10 to 2, modulo 11."""
    digits = _ints(text, 10)
    return bool(digits) and digits[9] == -_weighted(digits[:9], range(10, 1, -1)) % 11


def is_tfn(text: str) -> bool:
    """Eight or nine digits of an Australian tax file number."""
    digits = _ints(text)
    weights = {8: (10, 7, 8, 4, 6, 3, 5, 1), 9: (1, 4, 3, 7, 5, 8, 6, 9, 10)}.get(len(digits))
    return weights is not None and _weighted(digits, weights) % 11 == 0


def is_abn(text: str) -> bool:
    """Eleven digits of an Australian business: the first less one, modulo 89."""
    digits = _ints(text, 11)
    weights = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
    return bool(digits) and (_weighted(digits, weights) - 10) % 89 == 0


def is_australian_medicare(text: str) -> bool:
    """Ten or eleven digits; the ninth is the check digit of the eight before it."""
    digits = _ints(text)
    return (
        len(digits) in (10, 11)
        and 2 <= digits[0] <= 6
        and _weighted(digits[:8], (1, 3, 7, 9, 1, 3, 7, 9)) % 10 == digits[8]
    )


def is_nric(text: str) -> bool:
    """A Singaporean identity number: the last letter follows from the digits and the first."""
    first, digits = text[0].upper(), [int(c) for c in text[1:8]]
    offset = {"S": 0, "T": 4, "F": 0, "G": 4, "M": 3}[first]
    rest = (_weighted(digits, (2, 7, 6, 5, 4, 3, 2)) + offset) % 11
    letters = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "M": "XWUTRQPNJLK"}
    return letters.get(first, "XWUTRQPNMLK")[rest] == text[8].upper()


def is_cpf(text: str) -> bool:
    """Eleven digits of a Brazilian person: two check digits, modulo 11."""
    digits = _ints(text, 11)
    return bool(digits) and all(
        digits[at] == _weighted(digits[:at], range(at + 1, 1, -1)) * 10 % 11 % 10 for at in (9, 10)
    )


def is_insee(text: str) -> bool:
    """Fifteen digits of a French person: the last two are 97 less the rest of division by 97."""
    digits = digits_of(text)
    return len(digits) == 15 and 97 - int(digits[:13]) % 97 == int(digits[13:])


def is_steuer_id(text: str) -> bool:
    """Eleven digits of a German taxpayer: ISO 7064 modulo 11, 10."""
    digits = _ints(text, 11)
    product = 10
    for digit in digits[:10]:
        total = (digit + product) % 10 or 10
        product = total * 2 % 11
    return bool(digits) and digits[0] != 0 and (11 - product) % 10 == digits[10]


def is_nif(text: str) -> bool:
    """A Spanish DNI or NIE: the letter is the number modulo 23."""
    code = re.sub(r"[ .-]", "", text).upper()
    number = code[:-1].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == code[-1]


def is_taiwanese_id(text: str) -> bool:
    """A letter and nine digits: the letter counts as two digits."""
    place = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(text[0].upper())
    digits = [place // 10, place % 10, *(int(c) for c in text[1:])]
    return _weighted(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0


def is_bitcoin(text: str) -> bool:
    """Base58Check with its four bytes of double SHA-256, or bech32 with its six characters."""
    return _is_bech32(text) if text[:3].lower() == "bc1" else _is_base58(text)


def _is_base58(text: str) -> bool:
    number = 0
    for char in text:
        number = number * 58 + _BASE58.index(char)
    if number >= 1 << 200:
        return False
    raw = number.to_bytes(25, "big")
    return hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


def _is_bech32(text: str) -> bool:
    human, data = text[:2].lower(), text[3:].lower()
    values = [ord(c) >> 5 for c in human] + [0] + [ord(c) & 31 for c in human]
    check = 1
    for value in [*values, *(_BECH32.find(c) for c in data)]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_BECH32_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    return set(data) <= set(_BECH32) and check in _BECH32_CONSTANTS


def _ints(text: str, length: int | None = None) -> list[int]:
    """The digits of `text`; none where they are not `length` or all the same."""
    digits = [int(c) for c in digits_of(text)]
    fits = len(digits) > 1 if length is None else len(digits) == length
    return digits if fits and len(set(digits)) > 1 else []


def _weighted(digits: Sequence[int], weights: Iterable[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))


def _is_day(digits: str) -> bool:
    return _parses(digits, "%Y%m%d")


def _is_moment(digits: str) -> bool:
    return digits[:2] in ("19", "20") and _parses(digits, "%Y%m%d%H%M")


def _parses(digits: str, form: str) -> bool:
    try:
        datetime.strptime(digits, form)  # noqa: DTZ007 - only whether it is one
    except ValueError:
        return False
    return True
