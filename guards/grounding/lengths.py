"""How long what a material says lasts: 11月3日〜5日 is three days, 14:00〜16:00 two hours."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from guards.grounding.traceable import Amount, Clock, Day, Kind, Mention, Reading

_FROM_TO = re.compile(
    r"日?(?: ?\([^()\n]{1,8}\))?\s?(?:[〜~–—―-]|から|より|to|until|till|through|and)\s?"
)
_DAY_S = 86_400
_LONGEST_DAYS = 370


def lengths(normal: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A duration, which claims nothing, for each two of the `mentions` that are from and to."""
    for first, last in pairwise(mentions):
        if _FROM_TO.fullmatch(normal, first.end, last.start):
            said = {_seconds(a, b) for a in first.readings for b in last.readings} - {0}
            amounts = tuple(Amount(Decimal(s), "seconds", Decimal(s)) for s in sorted(said))
            if amounts:
                yield Mention(Kind.NUMBER, first.start, last.end, amounts, claim=False)


def _seconds(first: Reading, last: Reading) -> int:
    """From one to the other, both days counted; 0 where they are no pair."""
    if isinstance(first, Clock) and isinstance(last, Clock):
        minutes = (last.hour - first.hour) * 60 + last.minute - first.minute
        return max(minutes, 0) * 60
    if not isinstance(first, Day) or not isinstance(last, Day):
        return 0
    start = _date(first, last)
    end = _date(last, first)
    if start is None or end is None:
        return 0
    days = (end - start).days + 1
    return days * _DAY_S if 1 < days <= _LONGEST_DAYS else 0


def _date(day: Day, other: Day) -> date | None:
    """The day, in the year and month of the other where it says none."""
    try:
        return date(day.year or other.year or 2000, day.month or other.month or 1, day.day or 0)
    except ValueError:
        return None
