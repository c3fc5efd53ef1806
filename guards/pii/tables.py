"""Cells of a table, each read beside the heading of its column.

A heading says what the cells below it are, but stands lines away from them. So each column whose
heading names personal data is read once more as lines of `heading: cell`, by the same shapes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from presidio_analyzer import EntityRecognizer, LocalRecognizer, RecognizerResult

_LINE = re.compile(r"[^\n]+")
_SEPARATORS = ("|", "\t", ",")
_LONGEST_HEADING = 32
_HEADING = re.compile(
    r"番号|電話|携帯|直通|内線|連絡先|住所|所在地|宛先|届け?先|郵便|生年月日|誕生|口座|記号"
    r"|カード|期限"
    r"|コード|メール|マイナンバー|旅券|パスポート|免許|保険|年金|アドレス"
    r"|(?<![a-z])(?:te?l|fax|phone|mobile|address|zip|postal|birth|dob|account|acct|iban|swift"
    r"|bic|card"
    r"|cv[cv]|exp|ip|mac|ssn|id|no|number|passport|licen[cs]e|[a-z ]{1,16}[ _-](?:id|no|number"
    r"|date))(?![a-z])",
    re.IGNORECASE,
)
_BETWEEN = ": "


class Cell(NamedTuple):
    """What a cell holds, and where that begins in the text."""

    start: int
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column as lines of `heading: cell`, and the way back to the text."""

    reading: str = field(repr=False)
    _starts: tuple[int, ...]  # of each cell, in `reading`
    _cells: tuple[Cell, ...] = field(repr=False)

    @classmethod
    def of(cls, heading: str, cells: Sequence[Cell]) -> "Column":
        """The column of these cells."""
        lines, starts, at = [], [], 0
        for cell in cells:
            lines.append(f"{heading}{_BETWEEN}{cell.value}\n")
            starts.append(at + len(heading) + len(_BETWEEN))
            at += len(lines[-1])
        return cls("".join(lines), tuple(starts), tuple(cells))

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where reading[start:end] stands in the text; None unless it lies within one cell."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self._starts[at] + len(self._cells[at].value):
            return None
        moved = self._cells[at].start - self._starts[at]
        return start + moved, end + moved


def tables(text: str) -> Iterator[list[list[Cell]]]:
    """Every table with pipes, tabs or commas: its rows, the one of the headings first."""
    for separator in _SEPARATORS:
        if separator in text:
            yield from _tables(text, separator)


def columns(text: str) -> Iterator[Column]:
    """Each column with a telling heading, of tables with pipes, tabs or commas."""
    for heads, *rows in tables(text):
        for at, head in enumerate(heads):
            if len(head.value) <= _LONGEST_HEADING and _HEADING.search(head.value):
                yield Column.of(head.value, [row[at] for row in rows])


class Headings:
    """The headings above a text's cells; the tables are read when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cells: list[tuple[int, int, str]] | None = None

    def above(self, start: int, end: int) -> str:
        """What stands above the cell that holds text[start:end]; "" where there is none."""
        if self._cells is None:
            self._cells = sorted(_headed(self._text))
        at = bisect_right(self._cells, start, key=lambda cell: cell[0]) - 1
        if at < 0 or end > self._cells[at][1]:
            return ""
        return self._cells[at][2]


def _headed(text: str) -> Iterator[tuple[int, int, str]]:
    """Each cell below the first row of a table, by where it begins and ends."""
    for heads, *rows in tables(text):
        for row in rows:
            for head, cell in zip(heads, row, strict=True):
                if cell.value and len(head.value) <= _LONGEST_HEADING:
                    yield cell.start, cell.start + len(cell.value), head.value


def _tables(text: str, separator: str) -> Iterator[list[list[Cell]]]:
    """Lines in a row with as many cells as each other, two at least."""
    table: list[list[Cell]] = []
    for line in _LINE.finditer(text):
        row = _cells(line[0], line.start(), separator)
        if table and len(row) != len(table[0]):
            yield table
            table = []
        if len(row) > 1:
            table.append(row)
    if table:
        yield table


def _cells(line: str, at: int, separator: str) -> list[Cell]:
    cells = []
    for part in line.split(separator):
        value = part.strip(' \r"')
        cells.append(Cell(at + part.find(value), value))
        at += len(part) + len(separator)
    return cells


class TableRecognizer(LocalRecognizer):
    """What another recognizer finds in cells that are read beside their headings."""

    def __init__(self, reader: EntityRecognizer, *, language: str) -> None:
        self._reader = reader
        super().__init__(
            supported_entities=reader.supported_entities, name="tables", supported_language=language
        )

    def load(self) -> None:
        """Nothing of its own to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """The reader's results that lie within one cell, in offsets of `text`."""
        found = []
        for column in columns(text):
            for result in self._reader.analyze(column.reading, entities, nlp_artifacts):
                if (place := column.place(result.start, result.end)) is not None:
                    result.start, result.end = place
                    found.append(result)
        return found
