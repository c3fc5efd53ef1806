"""Times of day: 17:00, 午後5時, 5pm and 17時 are one; 5時 alone may be either half of the day."""

import re
from collections.abc import Iterator

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.number_words import small_number
from guards.grounding.traceable import Clock, Kind, Mention

_H = r"(?P<h>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_HALF_OF_THE_DAY = r"[ ]?(?P<ap>[ap])\.?m\b\.?"
_NO_TIME = r"(?![間給代価点期計差短刻事々])"
_TIMES = (
    # 5-6pm, 13〜15時: what is said once goes for both.
    anchored(
        r"(?<![0-9A-Za-z.:])(?P<h>[0-9]{1,2})(?::(?P<min>[0-5][0-9]))?(?P<dash>[ "
        r"]?(?:[〜~–—-]|to)[ ]?)"
        r"(?=[0-9]{1,2}(?::[0-5][0-9])?[ ]?(?P<ap>[ap])\.?m\b)",
        digits=" 〜~–—-:",
    ),
    anchored(
        r"(?<![0-9A-Za-z.:])(?P<h>[0-9]{1,2})(?P<dash>[ ]?(?:[〜~–—-]|から)[ ]?)"
        rf"(?=[0-9]{{1,2}}時{_NO_TIME})",
        digits=" 〜~–—-か",
    ),
    anchored(
        r"(?<![0-9A-Za-z.:/])(?P<h>[0-9]{1,2}):(?P<min>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])"
        rf"(?:{_HALF_OF_THE_DAY})?",
        digits=":",
    ),
    anchored(
        rf"(?<![0-9.,]){_H}時{_NO_TIME}(?:(?P<half>半)|(?P<min>[0-9]{{1,2}})分?)?", digits="時"
    ),
    anchored(
        rf"(?<![0-9A-Za-z.:])(?P<h>[0-9]{{1,2}})(?:[.](?P<min>[0-5][0-9]))?{_HALF_OF_THE_DAY}",
        digits=" .apAP",
    ),
    anchored(
        r"(?P<noon>正午|\bnoon\b)|(?P<midnight>\bmidnight\b)",
        words="noon midnight", parts="正午", ahead=10,
    ),
    anchored(r"(?P<h>[0-9]{1,2}) o'clock", digits=" "),
)  # fmt: skip
_HALF_BEFORE = re.compile(r"(?P<half>午前|午後|朝|夕方|夜|深夜|AM|PM)[ ]?\Z", re.IGNORECASE)
_AFTERNOON = frozenset({"午後", "夕方", "夜", "pm", "p"})
_MORNING = frozenset({"午前", "朝", "深夜", "am", "a"})
# 25時 is one in the morning to a broadcaster.
_LATEST = 29


def times(text: Anchors) -> Iterator[Mention]:
    """Every time of day, in no order."""
    for match in text.find(*_TIMES):
        start, end = match.span()
        before = _HALF_BEFORE.search(text.normal, max(0, start - 4), start)
        clock = _clock(match.groupdict(), before["half"] if before else "")
        if clock is not None:
            end -= len(match.groupdict().get("dash") or "")
            yield Mention(Kind.TIME, before.start() if before else start, end, (clock,))


def _clock(said: dict[str, str | None], before: str) -> Clock | None:
    if said.get("noon") or said.get("midnight"):
        return Clock(12 if said.get("noon") else 0, 0)
    hour = small_number(said["h"] or "")
    minute = 30 if said.get("half") else int(said.get("min") or 0)
    if hour > _LATEST or minute > 59:
        return None
    half = (said.get("ap") or before).lower()
    if half in _AFTERNOON:
        return Clock(hour % 12 + 12 if hour <= 12 else hour, minute)
    if half in _MORNING:
        return Clock(hour % 12, minute)
    return Clock(hour % 24, minute, sure=hour > 12 or said.get("min") is not None)
