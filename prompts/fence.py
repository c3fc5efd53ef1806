"""Values as data: fenced in tags that their own content cannot close.

Look-alikes are neutralised too (full-width, other case, hidden characters inside, white space),
and so are the turn marks of common chat formats, which some servers would read as roles.
Only the opening bracket changes, to `‹`: the text keeps its length and stays readable.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

FENCES = ("material", "input", "draft", "instruction")

_TURN_MARKS = ("|", "start_of_turn", "end_of_turn", "<sys", "sys>")
_OPENING = re.compile("[<＜﹤]")
_REACH = 64
_SAFE_BRACKET = "‹"


@dataclass(frozen=True, slots=True)
class Material:
    """What a request works on. `source` says where it is from and is shown to the model."""

    source: str
    text: str = field(repr=False)


def fence(materials: Iterable[Material]) -> str:
    """All materials as numbered blocks; "" for none."""
    return "\n\n".join(
        f'<material id="{number}" source="{_attribute(each.source)}">\n'
        f"{neutralise(each.text).strip()}\n</material>"
        for number, each in enumerate(materials, start=1)
    )


def neutralise(text: str) -> str:
    """The same text, unable to open or close a fence or a turn."""
    return _OPENING.sub(lambda m: _SAFE_BRACKET if _opens(text, m.end()) else m.group(), text)


def _opens(text: str, start: int) -> bool:
    ahead = unicodedata.normalize("NFKC", text[start : start + _REACH]).casefold()
    bare = "".join(c for c in ahead if unicodedata.category(c) != "Cf" and not c.isspace())
    return bare.lstrip("/\\").startswith(FENCES + _TURN_MARKS)


def _attribute(source: str) -> str:
    one_line = " ".join(source.split())
    return one_line.replace("<", _SAFE_BRACKET).replace('"', "'")[:200]
