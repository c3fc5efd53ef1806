"""Places: those that everybody knows by name, in Japanese and English, and 川越市, 葉山町.

Sapporo and 札幌 are one. A prefecture is also said by one of its towns: 神奈川 where the material
has 横浜.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.particles import PARTICLES, spellings
from guards.grounding.romaji import is_kana
from guards.grounding.traceable import Kind, Mention, Word

_KANJI = "一-龥々ヶケ"
# 川越市, つくば市, 青葉区; 市内 and 市立 may follow, 市場 not.
_TOWN = anchored(
    rf"(?:(?<![{_KANJI}])(?:[{_KANJI}]{{2,3}}[都道府県])?(?P<name>[{_KANJI}]{{1,6}}?)"
    rf"|(?:(?<=[{PARTICLES}])|(?<![ぁ-ん一-龥]))(?P<kana>[ぁ-ん]{{2,5}}))"
    rf"(?P<what>[市区町村])(?![{_KANJI}]|ごと|づくり|おこし|並)",
    parts="市 区 町 村", back=12, ahead=2, flags=re.NOFLAG,
)  # fmt: skip
# 都市, 地区, 城下町, 農村, 朝市: kinds of places and of markets.
_KIND = re.compile(
    r"(?:.*(?:都|地|学|[市区町村])|[同各全当本下両隣他一農漁山朝夜闇骨董毎某新旧元]|城下|門前|宿場|港|青空|中央"
    r"|政令|特別|選挙|市|区|町|村|温泉|企業|商店|繁華|横|小|大|この|その|あの|どの|うち|わが|我が|海辺)"
)


class _Known(NamedTuple):
    """The pattern of the Japanese names, those in Latin letters, and what else says each."""

    japanese: re.Pattern[str]
    latin: dict[str, str]
    ways: dict[str, tuple[str, ...]]


def places(text: Anchors) -> Iterator[Mention]:
    """Every known place, and every town with its 市, 区, 町 or 村, in no order."""
    known = _known()
    for match in known.japanese.finditer(text.normal):
        yield _mention(match.start(), match.end(), match[0])
    for written, name in known.latin.items():
        for start in text.places_of(written.lower()):
            if text.normal.startswith(written, start):
                yield _mention(start, start + len(written), name)
    for match in text.find(_TOWN):
        group = "kana" if match["kana"] else "name"
        if not _KIND.fullmatch(match[group]):
            # 津市: one letter alone would be found in any text.
            name = match[group] if len(match[group]) > 1 else match[group] + match["what"]
            words = tuple(spellings(name, japanese=True))
            yield Mention(Kind.NAME, match.start(group), match.end(), words)


def _mention(start: int, end: int, name: str) -> Mention:
    ways = tuple(Word(way, japanese=True, known=True) for way in _known().ways[name])
    return Mention(Kind.NAME, start, end, ways)


@cache
def _known() -> _Known:
    lines = files(__package__).joinpath("places.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    ways: dict[str, list[str]] = {
        row[0]: [row[0].rstrip("県市"), *(name for name in row[1:2] if name != "-")] for row in rows
    }
    for row in rows:
        if len(row) > 2:
            ways[row[2]] += ways[row[0]]
    names = sorted(ways, key=len, reverse=True)
    kanji = "|".join(name for name in names if not is_kana(name))
    # パリ is none of パリパリ.
    kana = "|".join(name for name in names if is_kana(name))
    return _Known(
        re.compile(rf"(?:{kanji})|(?<![ァ-ヶー])(?:{kana})(?![ァ-ヶー])"),
        {row[1]: row[0] for row in rows if row[1] != "-"},
        {name: tuple(said) for name, said in ways.items()},
    )
