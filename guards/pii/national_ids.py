"""Numbers that other countries give to people: where they have a check digit, it has to fit."""

from collections.abc import Callable

from guards.pii import check_digits
from guards.pii.cues import NO_COUNTER_AFTER, OF_A_THING, by_cue, digits
from guards.pii.labels import Label
from guards.pii.shapes import ALONE, END, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape, digits_of


def is_ssn(text: str) -> bool:
    """The groups that the US administration never gives out are excluded."""
    area, group, serial = digits_of(text)[:3], digits_of(text)[3:5], digits_of(text)[5:]
    return area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"


def _alone(
    name: str,
    pattern: str,
    score: float,
    valid: Callable[[str], bool] | None = None,
    *,
    cues: str = "",
    cued_score: float = 0.95,
) -> Shape:
    """A number whose form and check digit are enough without a word beside it."""
    return Shape(
        Label.NATIONAL_ID,
        name,
        rf"{ALONE}(?<![0-9][-.])(?:{pattern}){NO_DIGIT_AFTER}{END}",
        score,
        cues=cues,
        cued_score=cued_score if cues else 0.0,
        valid=valid,
        against=OF_A_THING,
        check_digit=score / 2 if valid else 0.0,
    )


def _cued(name: str, cue: str, value: str, valid: Callable[[str], bool] | None = None) -> Shape:
    return by_cue(Label.NATIONAL_ID, name, cue, value, score=0.85, valid=valid)


SHAPES = (
    Shape(
        Label.US_SSN,
        "us_ssn",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{3}}[- ][0-9]{{2}}[- ][0-9]{{4}}{NO_DIGIT_AFTER}",
        0.6,
        cues=r"ssn|social security|社会保障番号",
        cued_score=0.95,
        valid=is_ssn,
        against=OF_A_THING,
    ),
    by_cue(
        Label.US_SSN,
        "us_ssn_by_cue",
        r"(?<![a-z])SSN|social[ _-]?security|社会保障番号|(?:his|her|my|their|your) social"
        r"(?= (?:is|was|as)\b|[:,])",
        digits(3, 2, 4),
        valid=is_ssn,
    ),
    Shape(
        Label.US_SSN,
        "us_ssn_unbroken",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{9}}{NO_DIGIT_AFTER}(?![A-Za-z]){NO_COUNTER_AFTER}",
        0.0,
        cues=r"(?<![a-z])(?:ssn|social security|(?:his|her|my|their) social(?= (?:is|was|as)|:))"
        r"(?![a-z])"
        r"|社会保障番号",
        cued_score=0.8,
        valid=is_ssn,
        against=OF_A_THING,
    ),
    _alone(
        "us_itin",
        r"9[0-9]{2}-(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])-[0-9]{4}",
        0.6,
        cues=r"ITIN|taxpayer",
    ),
    _cued("us_itin_by_cue", r"(?<![a-z])ITIN", digits(3, 2, 4)),
    _alone(
        "uk_nino",
        r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2}"
        r" ?[A-D]",
        0.7,
        cues=r"national insurance|NINO",
    ),
    _cued(
        "uk_nino_by_cue",
        r"(?<![a-z])(?:NINO|national insurance)",
        r"[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]",
    ),
    _cued("uk_nhs", r"(?<![a-z])NHS|health service", digits(3, 3, 4), check_digits.is_nhs_number),
    _alone(
        "kr_rrn",
        r"[0-9]{6}-[1-8][0-9]{6}",
        0.7,
        check_digits.is_korean_id,
        cues=r"주민|住民登録|RRN",
    ),
    _cued(
        "kr_rrn_by_cue",
        r"住民登録|주민등록|resident registration|(?<![a-z])RRN",
        r"[0-9]{6}[- ]?[1-8][0-9]{6}",
        check_digits.is_korean_id,
    ),
    _alone("cn_resident_id", r"[1-9][0-9]{16}[0-9Xx]", 0.85, check_digits.is_chinese_id),
    _cued("in_aadhaar", r"aadh?aar|アーダール|アドハー", digits(4, 4, 4), check_digits.is_aadhaar),
    _alone(
        "in_pan",
        r"[A-Z]{3}[ABCFGHLJPT][A-Z][0-9]{4}[A-Z]",
        0.0,
        cues=r"(?<![a-z])PAN\b|permanent account",
    ),
    _cued("au_tfn", r"(?<![a-z])TFN|tax file", digits(3, 3, 3), check_digits.is_tfn),
    _cued("au_abn", r"(?<![a-z])ABN|australian business", digits(2, 3, 3, 3), check_digits.is_abn),
    _cued(
        "au_medicare",
        r"medicare(?: card)?",
        rf"{digits(4, 5, 1)}(?:[ /-]?[0-9])?",
        check_digits.is_australian_medicare,
    ),
    _alone(
        "sg_nric", r"[STFGM][0-9]{7}[A-Z]", 0.7, check_digits.is_nric, cues=r"NRIC|(?<![a-z])FIN\b"
    ),
    _cued("sg_nric_by_cue", r"NRIC|(?<![a-z])FIN", r"[STFGM][0-9]{7}[A-Z]", check_digits.is_nric),
    _cued("ca_sin", r"(?<![a-z])SIN\b|social insurance", digits(3, 3, 3), check_digits.passes_luhn),
    _alone("br_cpf", r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}", 0.8, check_digits.is_cpf),
    _cued("br_cpf_by_cue", r"(?<![a-z])CPF", digits(3, 3, 3, 2), check_digits.is_cpf),
    _alone(
        "fr_insee",
        r"[12] ?[0-9]{2} ?(?:0[1-9]|1[0-2]|[2-9][0-9]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
        0.6,
        check_digits.is_insee,
        cues=r"INSEE|NIR|sécurité sociale|securite sociale",
    ),
    _cued(
        "de_steuer_id",
        r"Steuer-?(?:ID|Identifikationsnummer|IdNr)|IdNr|(?<![a-z])TIN|tax id",
        r"[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
        check_digits.is_steuer_id,
    ),
    _alone(
        "es_nif",
        r"(?:[0-9]{8}|[XYZ]-?[0-9]{7}|[0-9]{2}\.[0-9]{3}\.[0-9]{3})-?[A-HJ-NP-TV-Z]",
        0.6,
        check_digits.is_nif,
        cues=r"(?<![a-z])(?:DNI|NIF|NIE)\b",
    ),
    _alone(
        "it_fiscal_code",
        r"[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]",
        0.85,
    ),
    _alone(
        "tw_id_by_cue",
        r"[A-Z][12][0-9]{8}",
        0.0,
        check_digits.is_taiwanese_id,
        cues=r"台湾|身分證|身份證|Taiwan",
    ),
    _alone(
        "fi_henkilotunnus",
        r"(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y]",
        0.7,
        check_digits.is_finnish_id,
    ),
    _alone("hk_id", r"[A-Z]{1,2}[0-9]{6}\([0-9A]\)", 0.7, cues=r"HKID|香港"),
    _cued(
        "vat_number",
        r"(?<![a-z])(?:VAT|USt-?Id(?:Nr)?|TVA|IVA|BTW|GST)(?: reg(?:istration)?)?\.?",
        r"[A-Z]{2}[ ]?[0-9A-Z]{2,4}(?:[ .]?[0-9]{2,9}){1,4}|[0-9]{3} ?[0-9]{4} ?[0-9]{2}",
    ),
    _cued(
        "other_national_id",
        r"(?<![a-z])(?:PESEL|BSN|personnummer|CURP|RFC|NPWP|NIK|EIN|henkilötunnus|hetu|CPR|CNP|EGN"
        r"|OIB|AHV|AVS|fødselsnummer|rodné číslo|MyKad|CCCD|KTP|PhilSys|kimlik|NISS|Emirates id"
        r"|Iqama|national[ _-]?(?:id|identity)(?:[ _-]?card)?"
        r"|identity card|tax(?:payer)?[ _-]?(?:id|identification))|身分証(?:明書)?(?:の)?番号",
        r"[A-Z]{0,4}[0-9]{2,14}(?:[ .+-]?(?=[A-Z]{0,6}[0-9])[0-9A-Z]{2,8}){0,4}(?:-?[A-Z])?",
        lambda text: len(digits_of(text)) >= 6,
    ),
)
