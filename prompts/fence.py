"""Values as data: fenced in tags that their own content cannot close.

Look-alikes are neutralised too (full-width, other case, letters of other scripts, hidden
characters or white space inside, invisible tag characters, character references), and so are the
turn marks of common chat formats, which some servers would read as roles. Only one character of
each changes, to one that looks alike: the text keeps its length and stays readable.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

FENCES = ("material", "input", "draft", "instruction")

_TURN_MARKS = (
    "|", "start_of_turn", "end_of_turn", "<sys", "sys>", "system", "assistant", "dotprompt",
    "s>", "bos>", "eos>", "tool_call", "tool_response", "function_call", "think",
)  # fmt: skip
_SQUARE_MARK = re.compile(
    r"\[(?=\s{0,3}/?\s{0,3}"
    r"(?:inst|system_prompt|tool_calls|available_tools|tool_results)\s{0,3}\])",
    re.IGNORECASE,
)
_OPENING = re.compile("[<＜﹤\U000e003c]|&(?=(?:lt|#0{0,6}60|#[xX]0{0,6}3[cC]);)")
# What can stand inside a word and not be seen. Each stretch ends at the next bracket, so that
# all the looking ahead together reads the text once.
_UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\xad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202f\u2060-\u206f\u20d0-\u20ff\u2800\u3164\ufe00-\ufe0f\ufeff"
    r"\uffa0\ufff9-\ufffb\U000e0100-\U000e01ef"
)
_AHEAD = re.compile(rf"(?:[{_UNSEEN}]*[^{_UNSEEN}<＜﹤]){{0,24}}")
_UNSEEN_CHARS = re.compile(f"[{_UNSEEN}]+")
_REFERENCE = re.compile(r"(?:lt|#[0-9]+|#[xX][0-9a-fA-F]+);")
_TAGS = {0xE0000 + code: chr(code) for code in range(0x20, 0x7F)}
_NO_TAGS = dict.fromkeys(range(0xE0000, 0xE0080))
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝгпьαοριτυεηκνɑɡıſ", "abekmhopctyxijsdqwrnbaopituenkvagis"
)
_SAFE_BRACKET, _SAFE_SQUARE, _SAFE_AMPERSAND = "‹", "［", "＆"


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
    safe = _OPENING.sub(lambda m: _safe(m[0]) if _opens(text, m) else m[0], text)
    return _SQUARE_MARK.sub(_SAFE_SQUARE, safe)


def _safe(opening: str) -> str:
    return _SAFE_AMPERSAND if opening == "&" else _SAFE_BRACKET


def _opens(text: str, bracket: re.Match[str]) -> bool:
    start = bracket.end()
    if bracket[0] == "&" and (reference := _REFERENCE.match(text, start)):
        start = reference.end()
    ahead = _AHEAD.match(text, start)
    seen = _UNSEEN_CHARS.sub("", ahead[0] if ahead else "")
    # A tag character is nothing to some readers and a letter to others.
    readings = {seen.translate(_NO_TAGS), seen.translate(_TAGS)}
    return any(_bare(reading).startswith(FENCES + _TURN_MARKS) for reading in readings)


def _bare(reading: str) -> str:
    letters = unicodedata.normalize("NFKC", reading).casefold().translate(_LOOKALIKES)
    return _UNSEEN_CHARS.sub("", letters).lstrip("/\\")


def _attribute(source: str) -> str:
    one_line = " ".join(source.split())
    return neutralise(one_line.replace("<", _SAFE_BRACKET).replace('"', "'"))[:200]
