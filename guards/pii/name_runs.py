"""Where a Japanese name may begin and end: from the dictionary's tokens and how names are built.

A run is a candidate; what stands around it (guards.pii.name_context) decides how sure it is.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from guards.pii.name_parts import NOT_GIVEN, family_before, given_after, spaced_given
from guards.pii.name_words import words
from guards.pii.tokens import NAMES, Kind, Token

_KATAKANA = re.compile(r"[ァ-ヴー]{2,20}")
_LATIN_PART = r"[A-Z][a-z]?\.?(?![A-Za-z])"
_JOINED = re.compile(
    rf"(?:(?<![ァ-ヴー])[ァ-ヴー]{{1,20}}|(?<![A-Za-z]){_LATIN_PART})"
    rf"(?:[・·=゠](?:[ァ-ヴー]{{1,20}}|{_LATIN_PART})){{1,8}}(?![ァ-ヴー])"
)
_PARTICLES = frozenset("ド デ フォン ファン ヴァン アル イブン ビン ダ ディ ドス デル デッラ トゥ".split())
_FIRST_NAMES = frozenset("ビル マックス ブルース フォレスト マリン レイ ジェット リンゴ ラン".split())
_JOINERS = re.compile(r"[・·=゠]")
_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})世(?![紀界代帯])")
_HONORIFIC = re.compile(r"[ ]?(?:さん|ちゃん|くん|さま|様|氏|殿)(?![一-鿿])")
_TITLE = re.compile(
    r"[ ]?(?:社長|会長|専務|常務|部長|次長|課長|係長|主任|室長|先生|弁護士|教授|大統領|首相|監督|選手(?!権)|伯爵|公爵|"
    r"侯爵|男爵|大佐|中佐|少佐|大尉|中尉|少尉|大将|中将|少将|将軍|提督|議員|博士|容疑者|被告|船長|艦長|外相|王子|王女|卿|一家|一族|自身|自ら|役(?=[をの])|ら(?=[はがをとに]))(?![号杯])"
)
# Ranks that nobody but a person has: a word before them is a name, whatever else it means.
_RANK = re.compile(r"[ ]?(?:[大中少]将|[大中少]佐|[大中少]尉|元帥|提督|[公侯伯子男]爵|卿|大統領|容疑者|被告|夫妻|法師)")
_ANY_CALL = re.compile(rf"(?:{_HONORIFIC.pattern})|(?:{_TITLE.pattern})")
# One-character family names of China and Korea; several are everyday characters as well.
_SINGLE = frozenset(
    "王李張劉陳楊黄趙周呉徐孫朱馬胡郭林何高梁鄭羅宋謝唐韓曹許鄧蕭馮曾程蔡彭潘袁于董余蘇葉呂魏"
    "蒋蔣杜丁沈姜范江傅鍾盧汪戴崔任陸廖姚方金邱夏譚韋賈鄒石熊孟秦閻薛侯雷白龍段郝孔邵毛顧頼賀尹"
    "銭施牛洪朴權権安柳全文裵裴成車禹閔兪俞諸卓鮑穆習薄温胡栄尉"
)


class Base(StrEnum):
    """What the words of a run say on their own."""

    FULL = "full name"
    BUILT = "built like a full name"
    JOINED_NAMES = "joined names"
    NOBLE = "joined words with a particle of names"
    UNKNOWNS = "joined unknown words"
    JOINED = "joined words"
    THINGS = "joined things"
    NUMBERED = "numbered name"
    FAMILY = "family name"
    RATHER_WORD = "name that is rather a word"
    GIVEN = "given name"
    LISTED = "family name that is also a word"
    PLACE = "family name that is also a place"
    FOREIGN = "katakana name"
    WORD = "katakana word"
    CALLED = "called like a person"


class Run(NamedTuple):
    """A candidate with its half-open place, what it is, and the index of its last token."""

    start: int
    end: int
    base: Base
    last: int


def runs(text: str, tokens: Sequence[Token]) -> Iterator[Run]:
    """Every candidate, in order of its first token."""
    joined = [match.span() for match in _JOINED.finditer(text)] if _JOINERS.search(text) else []
    joined.append((len(text) + 1, len(text) + 1))
    called = {match.start() for match in _ANY_CALL.finditer(text)}
    families = words("ja_surnames")
    ahead, at, count = 0, 0, len(tokens)
    while at < count:
        token = tokens[at]
        run = None
        if token.end > joined[ahead][0]:
            run = _joined(text, tokens, at, joined[ahead])
            ahead += 1
        elif token.kind in NAMES or token.text in families:
            run = _named(text, tokens, at)
        elif token.text in _SINGLE:
            run = _of_one_character(text, tokens, at)
        elif token.kind is Kind.UNKNOWN and _KATAKANA.fullmatch(token.text):
            run = _grown(text, Run(token.start, token.end, Base.WORD, at))
        if run is None and token.end in called:
            run = _called(text, tokens, at)
        if run is None:
            at += 1
        else:
            yield run
            at = run.last + 1


def _joined(text: str, tokens: Sequence[Token], first: int, span: tuple[int, int]) -> Run:
    """ジョン・F・ケネディ: what the parts are decides whether it may be a person."""
    start, end = span
    last = first
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    base = _joined_base(_JOINERS.split(text[start:end]), tokens[first:last])
    return _grown(text, Run(start, end, base, last - 1))


def _joined_base(parts: Sequence[str], tokens: Sequence[Token]) -> Base:
    kinds = [token.kind for token in tokens if token.kind is not Kind.SYMBOL]
    if NAMES.issuperset(kinds):
        return Base.JOINED_NAMES
    first = parts[0] in _FIRST_NAMES or kinds[:1] == [Kind.NAME]
    things = [part for part in parts[first:] if part in words("ja_katakana_things")]
    if things and (things[-1] == parts[-1] or len(things) * 2 >= len(parts)):
        return Base.THINGS
    if NAMES.intersection(kinds) or any(part.strip(".").isascii() for part in parts):
        return Base.JOINED_NAMES
    if Kind.PLACE in kinds:
        return Base.THINGS
    if _PARTICLES.intersection(parts):
        return Base.NOBLE
    return Base.UNKNOWNS if {Kind.UNKNOWN}.issuperset(kinds) else Base.JOINED


def _grown(text: str, run: Run) -> Run:
    """With the 二世 that is a part of the name."""
    number = _NUMBERED.match(text, run.end)
    return run._replace(end=number.end(), base=Base.NUMBERED) if number else run


def _named(text: str, tokens: Sequence[Token], first: int) -> Run | None:
    head = tokens[first]
    if head.text.isascii():
        return None
    last = first
    while last + 1 < len(tokens) and _continues(tokens[last], tokens[last + 1]):
        last += 1
    kinds = {token.kind for token in tokens[first : last + 1]}
    start, end = head.start, tokens[last].end
    base = _base(head, kinds, end - start)
    if head.kind is Kind.GIVEN:
        start = family_before(text, tokens, first)
        base = Base.BUILT if start < head.start else base
    elif Kind.GIVEN not in kinds and (given := spaced_given(tokens, last)):
        return Run(start, tokens[given].end, Base.FULL, given)
    if _KATAKANA.match(head.text):
        return _grown(text, Run(start, end, base, last))
    tail = given_after(text, tokens, last, whole=base is Base.FULL)
    if tail.end > end:
        end, last = tail.end, tail.last
        base = base if base in (Base.FULL, Base.JOINED_NAMES) else Base.BUILT
    return _grown(text, Run(start, end, base, last))


def _continues(token: Token, following: Token) -> bool:
    if following.start != token.end:
        return False
    if following.kind in NAMES:
        return True
    return bool(_KATAKANA.match(token.text)) and len(following.text) > 1 and following.text in words("ja_surnames")


def _base(head: Token, kinds: set[Kind], length: int) -> Base:
    if length == len(head.text) and head.text in words("ja_rather_words"):
        return Base.RATHER_WORD
    katakana = bool(_KATAKANA.match(head.text))
    if len(kinds) > 1 and kinds <= NAMES:
        return Base.JOINED_NAMES if katakana else Base.FULL
    if head.kind not in NAMES:
        return Base.FULL if kinds & NAMES else _listed_base(head)
    if katakana:
        return Base.FOREIGN
    if head.kind is Kind.NAME:
        return Base.FULL if length > 2 else Base.GIVEN
    return Base.FAMILY if head.kind is Kind.SURNAME else Base.GIVEN


def _listed_base(head: Token) -> Base:
    if head.text in words("ja_rather_words") or len(head.text) == 1:
        return Base.RATHER_WORD
    return Base.PLACE if head.text in words("ja_rather_places") else Base.LISTED


def _of_one_character(text: str, tokens: Sequence[Token], at: int) -> Run | None:
    """金正恩, 林文察: a Chinese or Korean family name and one or two characters."""
    before = tokens[at - 1] if at else None
    if before and before.end == tokens[at].start and text[before.end - 1] >= "一":
        if before.text not in NOT_GIVEN():
            return None
    if tokens[at].kind is Kind.OTHER and (
        at + 1 == len(tokens) or tokens[at + 1].kind is not Kind.UNKNOWN
    ):
        return None
    tail = given_after(text, tokens, at, whole=False)
    if not 1 <= tail.end - tokens[at].end <= 2:
        return None
    return Run(tokens[at].start, tail.end, Base.BUILT, tail.last)


def _called(text: str, tokens: Sequence[Token], at: int) -> Run | None:
    """A word that is no name by the dictionary, before さん or 部長."""
    token = tokens[at]
    for length in range(5, 1, -1):
        start = token.end - length
        if start >= 0 and text[start : token.end] in words("ja_given_kana"):
            if start == 0 or not "ぁ" <= text[start - 1] <= "ん" or text[start - 1] in "のはがをとにもへや":
                return Run(start, token.end, Base.CALLED, at)
    if token.text in _SINGLE:
        return Run(token.start, token.end, Base.CALLED, at)
    if len(token.text) < 2 or token.text.isascii() or token.text in words("ja_nobody"):
        return None
    if token.kind is Kind.UNKNOWN:
        return Run(token.start, token.end, Base.CALLED, at)
    if token.kind is Kind.PLACE:
        return Run(token.start, token.end, Base.CALLED, at)
    may_be = _HONORIFIC if token.kind is Kind.PROPER else _RANK
    if may_be.match(text, token.end) or (
        token.kind in (Kind.PROPER, Kind.NOUN)
        and _KATAKANA.fullmatch(token.text)
        and _RANK.match(text, token.end)
        and token.text not in words("ja_katakana_things")
    ):
        return Run(token.start, token.end, Base.CALLED, at)
    return None
