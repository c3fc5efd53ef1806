"""How long a titled part of a draft may be: `件名: …` on a line, or what stands below a heading."""

import re
from collections.abc import Iterator, Mapping

WHOLE = "*"
# Every run is bounded: a line of a hundred thousand blanks must not be tried from each of them.
_HEADING = re.compile(r"^#{1,6}[ \t]{1,4}(?P<name>[^\n]{1,80})$", re.MULTILINE)
_FIELD = re.compile(
    r"^[ \t]{0,8}(?:[-*・][ \t]{0,4})?[【\[]?(?P<name>[^\s:【】\[\]][^\n:【】\[\]]{0,39})[】\]]?"
    r"[ \t]{0,4}:[ \t]{0,4}(?P<body>[^\n]+)$",
    re.MULTILINE,
)


def too_long(normal: str, max_chars: Mapping[str, int]) -> Iterator[tuple[int, int, int]]:
    """(start, end, limit) of what goes beyond its limit. The name `*` is the whole text."""
    if not max_chars:
        return
    for name, start, end in _parts(normal):
        limit = max_chars.get(name)
        if limit is not None and end - start > limit:
            yield start + limit, end, limit


def _parts(normal: str) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of each titled part, without the blanks around it."""
    yield WHOLE, *_stripped(normal, 0, len(normal))
    headings = list(_HEADING.finditer(normal))
    ends = [*(heading.start() for heading in headings), len(normal)]
    for heading, end in zip(headings, ends[1:], strict=True):
        yield heading["name"].strip(), *_stripped(normal, heading.end(), end)
    for field in _FIELD.finditer(normal):
        yield field["name"].strip(), *_stripped(normal, field.start("body"), field.end("body"))


def _stripped(normal: str, start: int, end: int) -> tuple[int, int]:
    text = normal[start:end]
    first = start + len(text) - len(text.lstrip())
    return first, max(first, start + len(text.rstrip()))
