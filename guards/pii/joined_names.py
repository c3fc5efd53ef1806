"""Katakana words joined by ・: ジョン・F・ケネディ is a person, セントラル・パーク is not."""

import re
from collections.abc import Sequence

from guards.pii.name_bases import Base, Run
from guards.pii.name_words import words
from guards.pii.tokens import NAMES, Kind, Token

_LATIN_PART = r"[A-Z][a-z]?\.?(?![A-Za-z])"
_JOINED = re.compile(
    rf"(?:(?<![ァ-ヴー])[ァ-ヴー]{{1,20}}|(?<![A-Za-z]){_LATIN_PART})"
    rf"(?:[・·=゠](?:[ァ-ヴー]{{1,20}}|{_LATIN_PART})){{1,8}}(?![ァ-ヴー])"
)
_JOINERS = re.compile(r"[・·=゠]")
# What a person does, glued to the name: フランソワ・デュボワシェフ.
_GLUED = re.compile(
    r"(?:シェフ|コーチ|マネージャー|マネジャー|ディレクター|プロデューサー|デザイナー|リーダー|"
    r"キャプテン|オーナー|アナリスト|エンジニア)$"
)
_FIRST_AND_LAST = 2
# Family names that are words for things too; behind a first name they are family names.
_LAST_NAMES = frozenset(
    (
        *(
            "ブラック",
            "ホワイト",
            "グリーン",
            "ロック",
            "スター",
            "ブランド",
            "ブック",
            "ホール",
            "ヒル",
        ),
        *(
            "レイク",
            "フォックス",
            "ウッド",
            "ストーン",
            "ムーン",
            "ポープ",
            "ゴールド",
            "パール",
            "テンプル",
        ),
        *(
            "モール",
            "クック",
            "カーペンター",
            "ベル",
            "フィールド",
            "パーカー",
            "ワード",
            "コート",
            "ビーチ",
        ),
        *(
            "マスターズ",
            "ブルックス",
            "ウォーターズ",
            "リバース",
            "パワー",
            "ペイジ",
            "プラント",
            "ライス",
        ),
    )
)
# Small words of English: titles, teams and companies are joined with them, people are not.
_OF_TITLES = frozenset(
    (
        "ザ",
        "アンド",
        "エンド",
        "オブ",
        "トゥ",
        "トゥー",
        "イン",
        "オン",
        "フォー",
        "ウィズ",
        "フロム",
        "アット",
        "マイ",
        "ユー",
    )
)
_PARTICLES = frozenset(
    (
        "ド",
        "デ",
        "フォン",
        "ファン",
        "ヴァン",
        "アル",
        "イブン",
        "ビン",
        "ダ",
        "ディ",
        "ドス",
        "デル",
        "デッラ",
    )
)
# First names that are words for things too; in front of ・ they are first names.
_FIRST_NAMES = frozenset(
    ("ビル", "マックス", "ブルース", "フォレスト", "マリン", "レイ", "ジェット", "リンゴ", "ラン")
)


def joined_spans(text: str) -> list[tuple[int, int]]:
    """The half-open place of every run of joined words, in order."""
    if not _JOINERS.search(text):
        return []
    return [match.span() for match in _JOINED.finditer(text)]


def joined_run(text: str, tokens: Sequence[Token], first: int, span: tuple[int, int]) -> Run:
    """The candidate at `span`, whose first token is tokens[first]."""
    start, end = span
    last = first
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    if text[start:end] in words("brands"):
        return Run(start, end, Base.RATHER_WORD, last - 1)
    glued = _GLUED.search(text, start, end)
    end = glued.start() if glued and text[glued.start() - 1] not in "・·=゠" else end
    base = _base(_JOINERS.split(text[start:end]), tokens[first:last])
    return Run(start, end, base, last - 1)


def _base(parts: Sequence[str], tokens: Sequence[Token]) -> Base:
    kinds = [token.kind for token in tokens if token.kind is not Kind.SYMBOL]
    if NAMES.issuperset(kinds):
        return Base.JOINED_NAMES
    if not _OF_TITLES.isdisjoint(parts):
        return Base.THINGS
    begins_with_name = parts[0] in _FIRST_NAMES or kinds[0] is Kind.NAME
    if begins_with_name and len(parts) == _FIRST_AND_LAST and parts[-1] in _LAST_NAMES:
        return Base.JOINED_NAMES
    if _are_things(parts, parts[begins_with_name:]):
        return Base.THINGS
    if NAMES.intersection(kinds) or any(part.strip(".").isascii() for part in parts):
        return Base.JOINED_NAMES
    if Kind.PLACE in kinds:
        return Base.THINGS
    if _PARTICLES.intersection(parts):
        return Base.NOBLE
    return Base.UNKNOWNS if {Kind.UNKNOWN}.issuperset(kinds) else Base.JOINED


def _are_things(parts: Sequence[str], counted: Sequence[str]) -> bool:
    things = [part for part in counted if part in words("ja_katakana_things")]
    return bool(things) and (things[-1] == parts[-1] or len(things) * 2 >= len(parts))
