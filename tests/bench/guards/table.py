"""One row a promise: what was measured, the bar, and the peer's figure of the same run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NOT_MEASURED = "—"


@dataclass(frozen=True, slots=True)
class Row:
    """`ours` meets the bar when it is at least (or, with `most`, at most) `bar`; None has no bar.

    `peer` is the peer's figure, None where it has none or is not installed.
    """

    what: str
    ours: float
    bar: float | None = None
    peer: float | None = None
    unit: str = ""
    most: bool = False
    note: str = ""

    @property
    def missed(self) -> bool:
        if self.bar is None:
            return False
        return self.ours > self.bar if self.most else self.ours < self.bar


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """A Markdown table."""
    yield "| what | measured | bar | peer | ratio | |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        sign = "≤" if row.most else "≥"
        bar = NOT_MEASURED if row.bar is None else f"{sign} {_said(row.bar, row.unit)}"
        peer = NOT_MEASURED if row.peer is None else _said(row.peer, row.unit)
        ratio = f"{row.peer / row.ours:,.0f}×" if row.most and row.peer and row.ours else ""
        verdict = "missed" if row.missed else "" if row.bar is None else "met"
        note = f"{verdict} {row.note}".strip()
        yield f"| {row.what} | {_said(row.ours, row.unit)} | {bar} | {peer} | {ratio} | {note} |"


def _said(value: float, unit: str) -> str:
    if unit == "ms":
        return f"{value:,.2f} ms" if value < 100 else f"{value:,.0f} ms"
    if unit == "count":
        return f"{value:,.0f}"
    return f"{value:.1f}" if unit == "times" else f"{value:.3f}"
