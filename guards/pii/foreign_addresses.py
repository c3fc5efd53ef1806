"""Addresses in Latin letters: Japanese ones as abroad, American, British, European."""

import re

from guards.pii.labels import Label
from guards.pii.shapes import ALONE, END, Shape

PLACES = (
    "Tokyo|Osaka|Kyoto|Hokkaido|Kanagawa|Saitama|Chiba|Aichi|Hyogo|Fukuoka|Shizuoka|Hiroshima"
    "|Miyagi|Niigata|Nagano|Gunma"
    "|Tochigi|Ibaraki|Okayama|Kumamoto|Kagoshima|Okinawa|Nagasaki|Ehime|Gifu|Mie|Shiga|Nara"
    "|Wakayama|Aomori|Iwate|Akita"
    "|Yamagata|Fukushima|Toyama|Ishikawa|Fukui|Yamanashi|Tottori|Shimane|Yamaguchi|Tokushima"
    "|Kagawa|Kochi|Saga|Oita|Miyazaki"
    "|Sapporo|Sendai|Yokohama|Kawasaki|Nagoya|Kobe"
)
_WORD = r"[A-ZÀ-ÞĀ-ɏ][A-Za-zÀ-ɏ'’.-]{0,20}"
_WORDS = rf"{_WORD}(?: {_WORD}){{0,3}}"
_JAPANESE_PART = re.compile(
    r"-(?:ku|shi|cho|machi|gun|ken|fu|to)\b|\b(?:Ward|chome)\b", re.IGNORECASE
)
_JAPANESE_PLACE = re.compile(rf"\b(?:{PLACES}|Japan)\b", re.IGNORECASE)
_LONG_ROW = re.compile(r"[0-9]-[0-9]{1,4}-[0-9]")
_JAPANESE_ROW = (
    r"(?:[0-9]{1,2}-?[ ]?[Cc]h[oōō]me[- ,]{0,2}(?:[0-9]{1,4}(?:-[0-9]{1,4}){0,2})?|[0-9]{1,4}"
    r"(?:-[0-9]{1,4}){1,3})"
)
# The postal code behind it is a finding of its own, as it is before an address in Japanese.
_JAPANESE_TAIL = rf"(?:, ?{_WORDS}){{1,4}}(?: ?#[0-9]{{2,5}})?(?:,? (?:Japan|JAPAN))?"
_FLOOR = (
    rf"(?:{_WORDS} (?:Bldg|Building|Tower|Mansion|Heights|House)\.?|B?[0-9]{{1,3}}F"
    rf"|Room [0-9]{{1,4}}"
    r"|B?[0-9]{1,2}(?:st|nd|rd|th)? [Ff]loor)(?: B?[0-9]{1,3}F| #?[0-9]{3,4})?,? "
    r"(?:#?[0-9]{3,4},? )?"
)
_STREET = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Place|Pl"
    "|Terrace|Ter|Way|Parkway|Pkwy"
    "|Highway|Hwy|Circle|Cir|Close|Crescent|Cres|Gardens|Mews|Grove|Row|Quay|Alley|Broadway"
    "|Trail|Plaza|Esplanade|Walk"
)
_UNIT = (
    r"(?:(?:Apt|Apartment|Suite|Ste|Unit|Room|Rm|Floor|Fl|Flat|Bldg|Building|Block"
    r"|Level)\.? ?#?[0-9A-Za-z]{1,6}|#[0-9A-Za-z]{1,6}(?:-[0-9A-Za-z]{1,4})?|[0-9]{1,3}(?:st|nd"
    r"|rd|th) [Ff]loor)"
)
_STATE = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY]"
    "|NSW|VIC|QLD|TAS|ACT|ON|QC|BC|AB|MB|SK|NS|AA|AE|AP"
)
_CODE = (
    r"(?:[0-9]{5}(?:-[0-9]{4})?|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}"
    r"|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]|[0-9]{4}|[0-9]{6})"
)
_COUNTRY = (
    "USA|U\\.S\\.A\\.|United States|UK|United Kingdom|England|Scotland|Wales|Ireland|Canada"
    "|Australia|New Zealand|Singapore"
)
_BREAK = r"(?:, ?|[ ]?\n[ >]{0,4}|,?[ ])"
_TAIL = (
    rf"(?:{_BREAK}{_UNIT}){{0,2}}(?:(?:(?:, ?|[ ]?,?\n[ >]{{0,4}}){_WORDS}){{0,3}}(?:,? "
    rf"(?:{_STATE})\.?)?[ ,\n]{{1,3}}{_CODE}{END}"
    rf"|(?:, ?{_WORDS}){{1,2}},? (?:{_STATE}){END}|(?:, ?{_WORDS}){{0,2}}, ?"
    rf"(?:{_COUNTRY}){END})?(?:,? ?(?:{_COUNTRY}){END})?"
)
# "20 Best Street Foods" is a headline.
_NOT_A_LIST = (
    r"(?!(?:Best|Top|Great|Easy|Simple|New|More|Quick|Key|Smart|Ways|Tips|Days?|Months?|Years?"
    r"|Hours?|Minutes?|Steps?|Stars?|Percent|Million|Billion|Things|Reasons|Ideas) )"
)
_HOUSE = (
    r"(?:(?:Unit|Flat|Apt)\.? [0-9]{1,4}/[0-9]{1,5}|[0-9]{1,6}(?:-[0-9]{1,4})?[A-Za-z]?(?: ?1/2)?)"
)

_EUROPEAN_NUMBER = rf"[0-9]{{1,4}}[a-z]?{END}(?:, ?(?:[A-Z]{{1,2}}-)?[0-9]{{4,5}} {_WORDS})?"


def is_japanese(text: str) -> bool:
    """A ward, a town or a postal code in it; or 1-2-3 and a place that everybody knows."""
    if _JAPANESE_PART.search(text):
        return True
    return bool(_LONG_ROW.search(text) and _JAPANESE_PLACE.search(text))


SHAPES = (
    Shape(
        Label.ADDRESS,
        "jp_address_in_latin_letters",
        rf"{ALONE}(?<![0-9][-./]){_JAPANESE_ROW},? {_WORDS}{_JAPANESE_TAIL}{END}",
        0.8,
        valid=is_japanese,
    ),
    Shape(
        Label.ADDRESS,
        "jp_address_in_latin_letters_floor_first",
        rf"{ALONE}(?<![0-9][-./])(?:(?:{_FLOOR}){{1,2}}|{_UNIT}, (?:{_WORDS}, ){{0,2}})"
        rf"{_JAPANESE_ROW},? {_WORDS}{_JAPANESE_TAIL}"
        rf"{END}",
        0.8,
        valid=is_japanese,
    ),
    Shape(
        Label.ADDRESS,
        "jp_address_in_latin_letters_town_first",
        rf"{ALONE}{_WORDS} {_JAPANESE_ROW}{_JAPANESE_TAIL}{END}",
        0.7,
        valid=is_japanese,
    ),
    # TOKYO, CHIYODA-KU, MARUNOUCHI 1-1-1: from the large to the small, in any case.
    Shape(
        Label.ADDRESS,
        "jp_address_in_latin_letters_ward_first",
        rf"{ALONE}(?:(?:{PLACES}),? ?)?[A-Za-z]{{2,20}}-(?:ku|shi|gun),? ?[A-Za-z]{{2,20}}"
        rf"(?:-[A-Za-z]{{2,6}})?,? [0-9]{{1,4}}(?:-[0-9]{{1,4}}){{2,3}}{END}",
        0.75,
        ignore_case=True,
    ),
    Shape(
        Label.ADDRESS,
        "street_address",
        rf"{ALONE}(?<![0-9][-./,])(?:{_UNIT}, )?{_HOUSE},? {_NOT_A_LIST}(?:[NSEW]{{1,2}}\.? "
        rf"|North |South "
        rf"|East |West )?"
        rf"(?:(?:{_WORD}|[0-9]{{1,3}}(?:st|nd|rd|th)) ){{1,4}}?(?:{_STREET})(?![A-Za-z])\.?(?: "
        rf"(?:NW|NE|SW|SE|N|S|E|W|North|South|East|West)(?![A-Za-z]))?{_TAIL}",
        0.75,
    ),
    # In small letters only the state and the code say that it is one.
    Shape(
        Label.ADDRESS,
        "street_address_in_small_letters",
        rf"{ALONE}[0-9]{{1,6}} (?:[a-z0-9'.-]{{1,20}} ){{1,4}}?(?:{_STREET})\.?,? "
        rf"(?:[a-z0-9'.# -]{{2,40}}, ?)?"
        rf"(?:[a-z'. -]{{2,24}},? )?(?:{_STATE}),? [0-9]{{5}}(?:-[0-9]{{4}})?{END}",
        0.75,
        ignore_case=True,
    ),
    # Without a word for street: the city, state and ZIP, or a postcode, behind a house number.
    Shape(
        Label.ADDRESS,
        "house_number_and_code",
        rf"{ALONE}(?<![0-9][-./,])[0-9]{{1,6}} (?:{_WORD} ){{0,3}}{_WORD}(?: [0-9]{{1,4}})?"
        rf"(?:{_BREAK}{_UNIT}){{0,2}}"
        rf"(?:(?:, ?|[ ]?\n[ >]{{0,4}}){_WORDS}){{1,2}}"
        rf"(?:,? (?:{_STATE}) [0-9]{{5}}(?:-[0-9]{{4}})?"
        rf"|[, \n]{{1,3}}[A-Z]{{1,2}}[0-9][0-9A-Z]? ?[0-9][A-Z]{{2}}){END}",
        0.75,
    ),
    # Names of places behind commas, and a British postcode behind those.
    Shape(
        Label.ADDRESS,
        "places_and_postcode",
        rf"{ALONE}(?:{_UNIT},? )?(?:{_WORDS}, ?){{1,4}}{_WORDS},? [A-Z]{{1,2}}[0-9][0-9A-Z]?"
        rf" [0-9][A-Z]{{2}}{END}",
        0.75,
    ),
    # A flat or a suite behind a number makes a street of any words before it.
    Shape(
        Label.ADDRESS,
        "address_with_unit",
        rf"{ALONE}(?<![0-9][-./,])(?:[0-9]{{1,6}} (?:{_WORD} ){{0,4}}{_WORD}(?: [0-9]{{1,4}})?"
        rf"|(?:{_WORD} ){{1,4}}[0-9]{{1,4}})(?:{_BREAK}(?:Apt|Suite|Ste|Unit)\.? [0-9]{{1,5}})"
        rf"{{1,2}}{END}(?:(?:, ?|[ ]?,?\n[ >]{{0,4}}){_WORDS}){{0,3}}"
        rf"(?:,?[ \n]{{1,4}}{_CODE}{END})?",
        0.7,
    ),
    Shape(
        Label.ADDRESS,
        "address_by_cue",
        r"(?:(?<![A-Za-z])(?:[Aa]ddress|ADDRESS)(?: is)?(?::| is| )[ \n>]{0,5}"
        r"|(?<![A-Za-z])(?:lives?|lived|living|resides?|located) (?:at|on) )"
        rf"(?P<v>[0-9]{{1,6}} {_NOT_A_LIST}{_WORDS}(?: [0-9]{{1,4}}(?![0-9]))?{_TAIL}"
        rf"|{_WORDS} [0-9]{{1,4}}(?![0-9:%]){_TAIL})",
        0.65,
    ),
    Shape(
        Label.ADDRESS,
        "post_office_box",
        rf"(?<![A-Za-z])(?:P\.? ?O\.? ?Box|Post Office Box|PO ?BOX|GPO Box"
        rf"|PSC [0-9]{{1,5}},? Box) ?#?[0-9]{{1,6}}{_TAIL}",
        0.85,
    ),
    Shape(
        Label.ADDRESS,
        "street_in_one_word",
        rf"{ALONE}(?:[0-9]{{1,6}} )?[A-ZÄÖÜ][A-Za-zäöüß-]{{2,24}}(?:straße|strasse|str\.|weg|platz"
        rf"|allee|gasse|gade|vej|vägen|gatan|straat|laan),? {_EUROPEAN_NUMBER}",
        0.7,
    ),
    Shape(
        Label.ADDRESS,
        "street_word_first",
        rf"{ALONE}(?:[0-9]{{1,6}} )?(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]alle|C/|Avda\.?|Avenida|Rua"
        r"|Plaza|Paseo|ul\.) (?:(?:de|del|della|di|la|las|los|das|dos|da) ){0,2}"
        rf"{_WORD}(?: {_WORD}){{0,2}},? {_EUROPEAN_NUMBER}",
        0.7,
    ),
    Shape(
        Label.ADDRESS,
        "french_address",
        rf"{ALONE}[0-9]{{1,4}}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|chemin|quai"
        rf"|allée) "
        rf"(?:(?:de|du|des|la|le|les) |(?:de )?l'|d'){{0,3}}{_WORDS}(?:, ?[0-9]{{5}} {_WORDS})?",
        0.75,
    ),
    Shape(
        Label.ADDRESS,
        "postcode_by_cue",
        r"(?i:(?<![A-Za-z])(?:zip(?: ?code)?|post(?:al)? ?code))(?::| is|=)[ ]?"
        r"(?P<v>[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"
        rf"|[0-9]{{2,3}}[- ][0-9]{{2,3}}|[0-9]{{3,5}}(?:-[0-9]{{3,4}}| ?[A-Z]{{2}})?){END}",
        0.7,
    ),
    Shape(
        Label.ADDRESS,
        "uk_postcode",
        rf"{ALONE}[A-Z]{{1,2}}[0-9][0-9A-Z]? [0-9][A-Z]{{2}}{END}",
        0.0,
        cues=r"(?<![a-z])(?:address|live|road|street|postcode|london|UK\b|lane)|住所",
        cued_score=0.75,
    ),
)
