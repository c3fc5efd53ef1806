"""Names in the columns of tables that say by their headings that they hold names.

Whatever a cell below 姓 or First name holds is a name, known to a dictionary or not.
"""

import re
from collections.abc import Iterator, Sequence

from guards.pii.found_names import FoundName, weigh
from guards.pii.tables import Cell, tables

_HEADING = re.compile(
    r"姓|氏名|お名前|ご?担当者名?|(?:氏名|お名前)[ (]?(?:カナ|かな|フリガナ|ふりがな)\)?"
    r"|フリガナ|ふりがな|セイ|メイ|せい|めい"
    r"|(?:first|last|family|given|middle|full)[ _-]?names?|surname|forename",
    re.IGNORECASE,
)
# Half a heading: a name only where its other half is there too.
_HALVES = ({"姓", "名"}, {"first", "last"}, {"family", "given"})
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.・=-]){0,39}")
_NOBODY = frozenset(
    (
        "未定",
        "なし",
        "無し",
        "不明",
        "同上",
        "調整中",
        "全員",
        "none",
        "n/a",
        "tbd",
        "tba",
        "unknown",
    )
)
_PARTS = (("heading of names", 0.8),)


def named_cells(text: str) -> Iterator[FoundName]:
    """Every cell below such a heading that looks like a name, in offsets of the whole text."""
    for heads, *rows in tables(text):
        for at in _columns_of_names(heads):
            for cell in (row[at] for row in rows):
                if _NAME.fullmatch(cell.value) and cell.value.lower() not in _NOBODY:
                    yield weigh(cell.start, cell.start + len(cell.value), _PARTS)


def _columns_of_names(heads: Sequence[Cell]) -> list[int]:
    values = [head.value.lower() for head in heads]
    halves = set().union(*(pair for pair in _HALVES if pair.issubset(values)))
    return [at for at, value in enumerate(values) if value in halves or _HEADING.fullmatch(value)]
