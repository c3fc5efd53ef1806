"""Long text as rows of a terminal: Japanese characters take two columns, and no row is cut."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

_STOPS = re.compile(r"\s+|[^\s\u2e80-\uffef]+|.", re.DOTALL)
_CLOSING = "、。，．）」』］】"  # never begins a row, even where it stands over the edge
_SENTENCE_END = re.compile(r"(?<=。)(?!」)|(?<=\.) (?=[A-Z])")
_PLACEHOLDER = re.compile(r"⟦[^⟦⟧]*\d⟧")


def rows(line: str, columns: int, *, most: int) -> list[str]:
    """The line in at most `most` rows of `columns`; an ellipsis says what is left out."""
    hang = line[: len(line) - len(line.lstrip())] + "  "
    made = [""]
    for piece in _pieces(line, columns - len(hang)):
        if width(made[-1]) + width(piece) > columns and piece not in _CLOSING:
            made.append(hang + piece.lstrip())
        else:
            made[-1] += piece
    kept = [row.rstrip() for row in made if row.strip()]
    return kept if len(kept) <= most else [*kept[: most - 1], kept[most - 1] + " …"]


def width(text: str) -> int:
    """Columns in a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def texts_in(body: Any) -> Iterator[str]:
    """Every piece of text in a request body, as the model reads it: without JSON's escapes."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict):
        for value in body.values():
            yield from texts_in(value)
    elif isinstance(body, list):
        for value in body:
            yield from texts_in(value)


def masked_sentences(text: str) -> list[str]:
    """The sentences in which something was masked."""
    sentences = (s for line in text.splitlines() for s in _SENTENCE_END.split(line))
    return [sentence for sentence in sentences if _PLACEHOLDER.search(sentence)]


def _pieces(line: str, columns: int) -> Iterator[str]:
    """Words where there are words, else characters; nothing wider than a row."""
    for stop in _STOPS.findall(line):
        yield from (stop[i : i + columns] for i in range(0, len(stop), columns))
