"""How well names are found: precision, recall and F1 over labelled sentences.

For our own engine and for a peer alike: whatever turns a text into spans can be measured. A span
counts as found by overlap (a masked half of a name still hides it) and, separately, exactly.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]
Find = Callable[[str], list[Span]]
_PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The same findings judged by any overlap and by exact bounds."""

    lines: int
    overlap: Rates
    exact: Rates


@dataclass(slots=True)
class _Counts:
    lines: int = 0
    labelled: int = 0
    found: int = 0
    labelled_touched: int = 0
    found_touching: int = 0
    exact: int = 0


def measure(lines: Iterable[Mapping[str, Any]], find: Find) -> Scores:
    """What `find` gets right of the PERSON spans in `lines`.

    A line holds `text` and `spans`, a list of [start, end, label] in code points. `find` gives
    half-open spans in code points of the same text.
    """
    counts = _Counts()
    for line in lines:
        labelled = [(start, end) for start, end, label in line["spans"] if label == _PERSON]
        _count(counts, labelled, sorted(set(find(line["text"]))))
    return Scores(
        lines=counts.lines,
        overlap=Rates(
            precision=_share(counts.found_touching, counts.found),
            recall=_share(counts.labelled_touched, counts.labelled),
        ),
        exact=Rates(
            precision=_share(counts.exact, counts.found),
            recall=_share(counts.exact, counts.labelled),
        ),
    )


def _count(counts: _Counts, labelled: list[Span], found: list[Span]) -> None:
    counts.lines += 1
    counts.labelled += len(labelled)
    counts.found += len(found)
    counts.labelled_touched += sum(any(map(_overlaps(span), found)) for span in labelled)
    counts.found_touching += sum(any(map(_overlaps(span), labelled)) for span in found)
    counts.exact += len(set(labelled) & set(found))


def _overlaps(span: Span) -> Callable[[Span], bool]:
    return lambda other: span[0] < other[1] and other[0] < span[1]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
