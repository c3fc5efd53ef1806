"""Words that the dictionary has no name for, called like a person: アオギリさん, 石川部長."""

import re
from collections.abc import Sequence

from guards.pii.name_bases import Base, Run
from guards.pii.name_parts import KATAKANA, SINGLE_FAMILIES
from guards.pii.name_words import words
from guards.pii.tokens import Kind, Token

_HONORIFIC = re.compile(r"(?:さん|ちゃん|くん|さま|様|氏|殿|君)(?![一-鿿])")
_TITLE = re.compile(
    r"(?:社長|会長|専務|常務|部長|次長|課長|係長|主任|室長|先生|弁護士|教授|首相|監督|"
    r"選手(?![権団])|館長|学長|所長|司令官|夫人|将軍|議員|博士|船長|艦長|外相|王子|王女|一家|一族|自身|自ら|役(?=[をの])|"
    r"ら(?=[はがをとに]))(?![号杯])"
)
# Ranks that nobody but a person has: a word before them is a name, whatever else it means.
_RANK = re.compile(
    r"(?:[大中少]将|[大中少]佐|[大中少]尉|元帥|提督|[公侯伯子男]爵|卿|大統領|容疑者|被告|"
    r"夫妻|法師)"
)
_CALL = re.compile(f"{_HONORIFIC.pattern}|{_TITLE.pattern}|{_RANK.pattern}")
# Kana names end a run of kana; what may stand before them is a particle.
_PARTICLES = frozenset("のはがをとにもへや")
_LONGEST_KANA = 5
# Nouns to the dictionary, because forms and fairy tales call everybody so.
_GIVEN_NOUNS = frozenset(("太郎", "次郎", "三郎", "花子"))


def called_ends(text: str) -> set[int]:
    """The places where something ends that さん, a title or a rank follows."""
    ends = {match.start() for match in _CALL.finditer(text)}
    return ends | {end - 1 for end in ends if text[end - 1 : end] == " "}


def called_run(text: str, tokens: Sequence[Token], at: int) -> Run | None:
    """The candidate that ends with tokens[at], which somebody calls like a person."""
    token = tokens[at]
    start = _kana_start(text, token.end)
    if start < 0 and _may_be_called(text, token):
        start = token.start
    return Run(start, token.end, Base.CALLED, at) if start >= 0 else None


def _kana_start(text: str, end: int) -> int:
    """Where a name in hiragana begins that ends here, or -1."""
    if not "ぁ" <= text[end - 1] <= "ん":
        return -1
    for length in range(_LONGEST_KANA, 1, -1):
        start = end - length
        kana = text[max(0, start) : end]
        if start < 0 or kana not in words("ja_given_kana") or kana in words("ja_nobody"):
            continue
        before = text[start - 1] if start else "の"
        if not "ぁ" <= before <= "ん" or before in _PARTICLES:
            return start
    return -1


def _may_be_called(text: str, token: Token) -> bool:
    if token.text in SINGLE_FAMILIES:
        return True
    if len(token.text) < 2 or token.text.isascii():
        return False
    if token.text in words("ja_nobody") or token.text in words("ja_companies"):
        return False
    if token.kind in (Kind.UNKNOWN, Kind.PLACE) or token.text in _GIVEN_NOUNS:
        return True
    called = token.end + text.startswith(" ", token.end)
    if token.kind is Kind.PROPER and _HONORIFIC.match(text, called):
        return True
    return bool(
        token.kind in (Kind.PROPER, Kind.NOUN)
        and KATAKANA.fullmatch(token.text)
        and token.text not in words("ja_katakana_things")
        and _RANK.match(text, called)
    )
