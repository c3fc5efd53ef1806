"""Secrets in the cells under a heading that announces them: パスワード, PIN, API key."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guards.secrets.cues import CUES, NO_VALUE, Cue
from guards.secrets.judges import Value
from guards.secrets.words import Sighting

_LINE = re.compile(r"[^\n]+")
_RULER = re.compile(r"[\s|:+-]+")
_SEPARATORS = ("\t", "|", ",")
_LONGEST_HEADING = 24
_LONGEST_CELL = 128
_BY_HEADING = {literal.casefold(): cue for cue in CUES for literal in cue.literals}


class _Cell(NamedTuple):
    text: str
    start: int


def secret_cells(normal: str) -> Iterator[Sighting]:
    """Every such cell, as far down as the rows have as many cells as their heading."""
    separator, width, columns = "", 0, dict[int, Cue]()
    for line in _LINE.finditer(normal):
        if columns and _RULER.fullmatch(line[0]):
            continue
        cells = _cells(line, separator) if columns else ()
        if len(cells) == width and columns:
            yield from _judged(cells, columns)
            continue
        separator = next((each for each in _SEPARATORS if each in line[0]), "")
        headings = _cells(line, separator) if separator else ()
        width, columns = len(headings), _columns(headings)


def _cells(line: re.Match[str], separator: str) -> Sequence[_Cell]:
    cells, at = [], line.start()
    for written in line[0].split(separator):
        text = written.strip(" \"'")
        cells.append(_Cell(text, at + (written.index(text) if text else 0)))
        at += len(written) + len(separator)
    return cells


def _columns(headings: Sequence[_Cell]) -> dict[int, Cue]:
    """Which columns hold secrets, and of what kind."""
    found = {}
    for place, heading in enumerate(headings):
        words = heading.text.casefold()
        if len(words) <= _LONGEST_HEADING:
            cue = _BY_HEADING.get(words) or _BY_HEADING.get(words.removeprefix("初期"))
            if cue is not None:
                found[place] = cue
    return found


def _judged(cells: Sequence[_Cell], columns: dict[int, Cue]) -> Iterator[Sighting]:
    for place, cue in columns.items():
        cell = cells[place]
        if not 4 <= len(cell.text) <= _LONGEST_CELL or not re.fullmatch(r"[!-~]+", cell.text):
            continue
        value = Value(cell.text, tight=True, quoted=False, alone=True, followed="")
        share = 0.0 if NO_VALUE.match(cell.text) else cue.judge(value)
        if share:
            parts = (("heading", 0.5), ("look", share))
            yield Sighting(cell.start, cell.start + len(cell.text), cue.rule, parts)
