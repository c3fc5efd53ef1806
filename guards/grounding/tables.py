"""What a table says once for many numbers: 単位：千円 above it, （円） in a heading, a rate column.

Read are Markdown tables and lines with tabs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from guards.grounding.traceable import RATE
from guards.grounding.units import SIGNS, Unit, unit_after

_ROW = re.compile(r"^[^\n]*(?:\|[^\n]*\||\t)[^\n]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:=-]*\Z")
_CELL = re.compile(r"[^|\t\n]+")
_UNIT_LINE = re.compile(
    r"(?:単位|Units?)[ ]?(?::|は|=)?[ ]?(?P<said>[^\n|)\]]{1,24})"
    r"|\((?P<in>(?:all )?(?:(?:figures|amounts|values|numbers) )?in [^\n)]{3,30})\)"
    r"|\b(?P<all>(?:figures|amounts|values|numbers) in [^\n|)]{3,30})",
    re.IGNORECASE,
)
_IN_HEADING = re.compile(r"[(\[](?P<said>[^()\[\]\n]{1,20})[)\]]")
_RATE_HEADING = re.compile(
    r"(?:率|比|割合|シェア|構成比|\bCTR|\bCVR|\bROI|\brate|\bshare|\bratio|%)[ ]*\Z", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"[ ]*(?:#|No\.?|順位|番号|優先(?:度|順位)?|rank|priority|step|順|ID)[ ]*\Z", re.IGNORECASE
)
_SCALES = {"千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "億": 8, "十億": 9, "thousand": 3,
           "thousands": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9,
           "k": 3, "m": 6, "mn": 6, "bn": 9}  # fmt: skip
_SCALED_UNIT = re.compile(
    r"(?:in |all |figures |amounts )*(?P<sign>[¥$€£])?[ ]?"
    r"(?P<before>(?:JPY|USD|EUR|GBP|yen|dollars|euros)[ ])?"
    r"(?P<scale>十万|百万|千万|十億|[千万億]|thousands?|millions?|billions?|mn|bn"
    r"|k(?![a-z])|m(?![a-z]))?"
    r"(?:[ ]?of)?[ ]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table, the unit its numbers are in (None where nothing says one), and whether
    they may be data: neither a heading nor a numbering."""

    start: int
    end: int
    unit: Unit | None
    data: bool


class Cells:
    """The cells of the tables of one text."""

    def __init__(self, normal: str) -> None:
        self._cells = list(_cells(normal)) if "|" in normal or "\t" in normal else []
        self._starts = [cell.start for cell in self._cells]

    def at(self, place: int) -> Cell | None:
        """The cell that covers this place."""
        found = bisect_right(self._starts, place) - 1
        if found < 0 or place >= self._cells[found].end:
            return None
        return self._cells[found]


def _cells(normal: str) -> Iterator[Cell]:
    units: list[Unit | None] = []
    numbered: list[bool] = []
    last_end = -2
    general: Unit | None = None
    for row in _ROW.finditer(normal):
        cells = list(_CELL.finditer(normal, row.start(), row.end()))
        if row.start() > last_end + 1:
            general = _general_unit(normal, last_end, row.start())
            units = [_heading_unit(cell[0]) or general for cell in cells]
            numbered = [bool(_NUMBERED.match(cell[0])) for cell in cells]
        elif not _RULE.match(row[0]):
            yield from _data(cells, units, numbered)
        last_end = row.end()


def _data(
    cells: list[re.Match[str]], units: list[Unit | None], numbered: list[bool]
) -> Iterator[Cell]:
    of_row = _heading_unit(cells[0][0]) if cells else None
    for column, cell in enumerate(cells):
        unit = units[column] if column < len(units) else None
        counts = column > 0 and not (column < len(numbered) and numbered[column])
        yield Cell(cell.start(), cell.end(), of_row if of_row and column else unit, counts)


def _general_unit(normal: str, last_end: int, start: int) -> Unit | None:
    """What is said in the few lines above the table, and not above the one before it."""
    found = None
    for match in _UNIT_LINE.finditer(normal, max(0, last_end, start - 200), start):
        found = _unit(match["said"] or match["in"] or match["all"])
    return found


def _heading_unit(heading: str) -> Unit | None:
    for match in _IN_HEADING.finditer(heading):
        if unit := _unit(match["said"]):
            return unit
    return Unit(RATE, Decimal("0.01")) if _RATE_HEADING.search(heading) else None


def _unit(said: str) -> Unit | None:
    """千円 → yen by the thousand; None for what is no unit (税抜)."""
    said = said.strip().removeprefix("単位:").removeprefix("単位").strip(" :")
    match = _SCALED_UNIT.match(said)
    if match is None:
        return None
    scale = Decimal(1).scaleb(_SCALES[match["scale"].lower()]) if match["scale"] else Decimal(1)
    if match["sign"]:
        return Unit(SIGNS[match["sign"]], scale)
    if match["before"]:
        base = unit_after(match["before"].strip(), 0)
        return base and Unit(base[0].base, scale)
    after = unit_after(said, match.end())
    if after is not None:
        return Unit(after[0].base, after[0].factor * scale)
    return Unit("JPY", scale) if match["scale"] and said.endswith("円") else None
