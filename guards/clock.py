"""Times of day: 17:00, 午後5時, 5pm and 17時 are one; 5時 alone may be either half of the day."""

import re
from collections.abc import Iterator

from guards.quantities_words import small_number
from guards.traceable import Clock, Kind, Mention

_H = r"(?P<h>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![0-9A-Za-z.:/])(?P<h>[0-9]{1,2}):(?P<min>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])"
        r"[ ]?(?P<ap>[ap]\.?m\b\.?)?",
        rf"(?P<ja>午前|午後|朝|夕方|夜|深夜|正午|AM|PM)?[ ]?(?<![0-9.,]){_H}(?:時(?![間給代価点期計差短刻事々])"
        r"|(?<=午後[0-9]):|(?<=午後[0-9][0-9]):)"
        r"(?:(?P<half>半)|(?P<min>[0-9]{1,2})分?)?",
        r"(?<![0-9A-Za-z.:])(?P<h>[0-9]{1,2})(?:[.:](?P<min>[0-5][0-9]))?[ ]?(?P<ap>[ap]\.?m\b\.?)",
        r"(?P<noon>正午|\bnoon\b)|(?P<midnight>\bmidnight\b|深夜0時)",
        r"\b(?P<h>[0-9]{1,2}) o'clock",
    )
)
# 午後5:30, 5-6pm: what is said once goes for both.
_FIRST = re.compile(
    r"(?<![0-9A-Za-z.:])(?P<h>[0-9]{1,2})(?::(?P<min>[0-5][0-9]))?[ ]?(?:[〜~–—-]|to)[ ]?"
    r"(?=[0-9]{1,2}(?::[0-5][0-9])?[ ]?(?P<ap>[ap])\.?m\b)",
    re.IGNORECASE,
)
_FIRST_JA = re.compile(
    r"(?P<ja>午前|午後)?(?<![0-9A-Za-z.:])(?P<h>[0-9]{1,2})[ ]?(?:[〜~–—-]|から)[ ]?(?=[0-9]{1,2}時(?!間))"
)
_HALF_BEFORE = re.compile(r"(?P<ja>午前|午後)[ ]?\Z")
_AFTERNOON = frozenset({"午後", "夕方", "夜", "pm"})
_MORNING = frozenset({"午前", "朝", "深夜", "am"})


def times(normal: str) -> Iterator[Mention]:
    """Every time of day, in no order."""
    for pattern in (_FIRST, _FIRST_JA, *_TIMES):
        for match in pattern.finditer(normal):
            clock = _clock(normal, match)
            if clock is not None:
                end = match.start() + len(
                    match[0].rstrip(" -–—~〜から").removesuffix("to").rstrip()
                )
                yield Mention(Kind.TIME, match.start(), end, (clock,))


def _clock(normal: str, match: re.Match[str]) -> Clock | None:
    said = match.groupdict()
    if said.get("noon") or said.get("midnight"):
        return Clock(12 if said.get("noon") else 0, 0)
    hour = small_number(said["h"] or "")
    minute = 30 if said.get("half") else int(said.get("min") or 0)
    half = (said.get("ap") or said.get("ja") or "").lower().replace(".", "")
    if not half and (
        before := _HALF_BEFORE.search(normal, max(0, match.start() - 3), match.start())
    ):
        half = before["ja"]
    if hour > 29 or minute > 59:
        return None
    half = half + "m" if half in ("a", "p") else half
    if half in _AFTERNOON:
        return Clock(hour % 12 + 12 if hour <= 12 else hour, minute)
    if half in _MORNING:
        return Clock(hour % 12 if hour == 12 else hour, minute)
    return Clock(hour % 24, minute, sure=hour > 12 or ":" in match[0])
