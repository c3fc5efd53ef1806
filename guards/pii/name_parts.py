"""How Japanese names are built around what the dictionary knows of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from guards.pii.name_words import words
from guards.pii.tokens import Kind, Token

KATAKANA = re.compile(r"[ァ-ヴー]{2,20}")
# One-character family names of China and Korea; several are everyday characters as well.
SINGLE_FAMILIES = frozenset(
    "王李張劉陳楊黄趙周呉徐孫朱馬胡郭林高梁鄭羅宋謝唐韓曹許鄧蕭馮曾程蔡彭潘袁于董余蘇葉呂魏"
    "蒋蔣杜丁沈姜范江傅鍾盧汪戴崔任陸廖姚方金邱夏譚韋賈鄒石熊孟秦閻薛侯雷白龍段郝孔邵毛顧頼賀尹"
    "銭施牛洪朴權権安柳全文裵裴成車禹閔兪俞諸卓鮑穆習薄温胡栄尉"
)
_KANJI = "々〆一-鿿豈-﫿"
_ALL_KANJI = re.compile(rf"[{_KANJI}]+")
_FAMILY_BEFORE = re.compile(rf"(?<![{_KANJI}ァ-ヴー])[{_KANJI}][{_KANJI}ヶケノ]{{0,2}}$")
_KANA = re.compile(r"[ぁ-んゑゐ]{2,5}")
_SHORT_KATAKANA = re.compile(r"[ァ-ヴー]{2,4}(?![ァ-ヴー])")
# The dictionary ends 佐倉ゆうとさん after ゆう; the kana up to さん are the name's.
_REST_BEFORECALLED = re.compile(r"[ぁ-ん]{1,3}(?=[ ]?(?:様|さん|氏|くん|ちゃん|殿)(?![一-鿿]))")
CALLED = re.compile(r"[ ]?(?:様|さん|さま|氏|くん|ちゃん|殿|君)(?![一-鿿])")
_KANJI_BEFORE_CALL = re.compile(
    r"(?!両|御|各)[一-鿿々]{1,2}(?<![店屋社堂園所院館家長係部課室組班宛先側的員役])"
    r"(?=[ ]?(?:様|さん|くん|ちゃん)(?![一-鿿]))"
)
_OLD_ENDING = re.compile(r"(?:[之ノ]?(?:右|左)?衛門|[之ノ][丞助介進輔])")
# Where a given name in kana may end before more kana.
_MAY_FOLLOW_KANA = frozenset("はがをにのとへもやさくちで")
_PARTS = frozenset(Kind) - {Kind.OTHER, Kind.SYMBOL, Kind.PLACE}
_WHOLE_WORDS = frozenset((Kind.OTHER, Kind.PLACE, Kind.PROPER))
_LONGEST_TAIL = 3


class Tail(NamedTuple):
    """Where the given name ends, and the index of its last token."""

    end: int
    last: int


def family_before(text: str, tokens: Sequence[Token], at: int) -> int:
    """Where the name begins whose given name is tokens[at]: 佐多 in 佐多稲子."""
    start = tokens[at].start
    match = _FAMILY_BEFORE.search(text, max(0, start - _LONGEST_TAIL - 1), start)
    if match is None or match[0] in words("ja_not_given") or match[0] in words("ja_kin"):
        return start
    before = tokens[at - 1]
    is_one_word = before.start <= match.start() and len(match[0]) > 1
    if is_one_word and before.kind is Kind.NOUN and not _is_called(text, match[0], tokens[at].end):
        return start
    return match.start()


def _is_called(text: str, word: str, end: int) -> bool:
    """浜辺 in 浜辺美波さん: an everyday word, but no role or group that a given name follows."""
    if not CALLED.match(text, end):
        return False
    return not any(word in words(name) for name in ("ja_nobody", "ja_cues", "ja_companies"))


def spaced_given(text: str, tokens: Sequence[Token], last: int) -> int:
    """The index of the given name after a family name and a space, or 0."""
    following = tokens[last + 1 : last + 3]
    if len(following) < 2 or following[0].text != " " or following[0].start != tokens[last].end:
        return 0
    given = following[1]
    if given.text.isascii() or given.text in words("ja_not_given"):
        return 0
    if given.kind in (Kind.GIVEN, Kind.NAME):
        return last + 2
    one_character = len(given.text) == 1 and given.text in words("ja_given_kanji")
    alone = one_character and not _ALL_KANJI.match(text, given.end)
    return last + 2 if alone and tokens[last].kind is Kind.SURNAME else 0


def given_after(text: str, tokens: Sequence[Token], last: int, *, whole: bool) -> Tail:
    """What belongs to the name after tokens[last], though the dictionary does not say so.

    `whole` says that a given name is there already, so that only its ending may be missing.
    """
    end = tokens[last].end
    if rest := _REST_BEFORECALLED.match(text, end):
        return _until(tokens, last, rest.end())
    if stop := _rest_in_kanji(text, tokens[last]):
        return _until(tokens, last, stop)
    if old := _OLD_ENDING.match(text, end):
        return _until(tokens, last, old.end())
    if whole and (kana := _KANA.match(text, tokens[last].start)):
        return _until(tokens, last, max(end, _listed_kana(text, kana.start(), kana.end())))
    tail = _kanji_tail(tokens, last, 1 if whole else _LONGEST_TAIL)
    if tail.last > last or whole:
        return tail
    return _kana_tail(text, tokens, last)


def _rest_in_kanji(text: str, family: Token) -> int:
    """Where 邉子 ends in 渡邉邉子さん, though the dictionary has no such given name; or 0."""
    rest = _KANJI_BEFORE_CALL.match(text, family.end)
    if family.kind is not Kind.SURNAME or len(family.text) < 2 or rest is None:
        return 0
    lists = ("ja_not_given", "ja_nobody", "ja_cues", "ja_kin", "ja_companies")
    return 0 if any(rest[0] in words(name) for name in lists) else rest.end()


def _kanji_tail(tokens: Sequence[Token], last: int, longest: int) -> Tail:
    start = end = tokens[last].end
    at = last + 1
    while at < len(tokens):
        token = tokens[at]
        if token.start != end or token.end - start > longest or not _may_be_given(token):
            break
        end = token.end
        at += 1
    if end == start or not _may_end_before(tokens, at):
        return Tail(start, last)
    return Tail(end, at - 1)


def _may_be_given(token: Token) -> bool:
    if token.kind not in _PARTS or token.text in words("ja_not_given"):
        return False
    if token.kind is Kind.UNKNOWN and _ALL_KANJI.fullmatch(token.text):
        return True
    return words("ja_given_kanji").issuperset(token.text)


def _may_end_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name may end before tokens[at]: not in the middle of a word of kanji."""
    if at >= len(tokens) or not _ALL_KANJI.match(tokens[at].text):
        return True
    following = tokens[at]
    if following.kind in _WHOLE_WORDS or following.text in words("ja_not_given"):
        return True
    return len(following.text) > 1 and following.kind is not Kind.UNKNOWN


def _kana_tail(text: str, tokens: Sequence[Token], last: int) -> Tail:
    """けんたろう in 速水けんたろう, ココ in 桐島ココ."""
    family = tokens[last]
    sure = family.kind is Kind.SURNAME
    if not sure and len(family.text) < 2:
        return Tail(family.end, last)
    if kana := _KANA.match(text, family.end):
        end = _listed_kana(text, family.end, kana.end())
        return _until(tokens, last, end)
    if sure and _ALL_KANJI.match(family.text) and _is_katakana_given(text, tokens, last + 1):
        return Tail(tokens[last + 1].end, last + 1)
    return Tail(family.end, last)


def _listed_kana(text: str, start: int, end: int) -> int:
    """Where the longest listed name ends that begins at `start`, or `start`."""
    for stop in range(end, start + 1, -1):
        after = text[stop : stop + 1]
        if text[start:stop] in words("ja_given_kana") and (
            not "ぁ" <= after <= "ん" or after in _MAY_FOLLOW_KANA
        ):
            return stop
    return start


def _is_katakana_given(text: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at] if at < len(tokens) else None
    match = _SHORT_KATAKANA.match(text, tokens[at - 1].end)
    if match is None or token is None or (token.start, token.end) != match.span():
        return False
    if token.text in words("ja_katakana_things"):
        return False
    return len(token.text) < 4 or token.kind is not Kind.NOUN


def _until(tokens: Sequence[Token], last: int, end: int) -> Tail:
    """The tail that ends at `end`, in the middle of a token or not."""
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    return Tail(end, last)
