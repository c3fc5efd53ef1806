"""What stands in a text in characters that nobody sees, and what it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007e]+")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff]{12,}")
_INSIDE_WORDS = re.compile(
    "(?<=[A-Za-zぁ-ゖァ-ヺー一-鿿])[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]{1,8}"
    "(?=[A-Za-zぁ-ゖァ-ヺー一-鿿])"
)
_OVERRIDDEN = re.compile("\u202e[^\u202c\u2069\n]{8,2000}")
_ANY = re.compile(
    "[\u00ad\u034f\u180e\u200b-\u200f\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\U000e0020-\U000e007e\U000e0100-\U000e01ef]"
)
_TAG_BASE = 0xE0000


@dataclass(frozen=True, slots=True)
class Hidden:
    """A half-open span of the original, how it was hidden, and what it says, if that is known."""

    start: int
    end: int
    disguise: str
    text: str = field(default="", repr=False)


def hidden_parts(original: str) -> Iterator[Hidden]:
    """Everything in `original` that a reader does not see. Emoji and their flags are not meant."""
    if original.isascii() or not _ANY.search(original):
        return
    for match in _TAGS.finditer(original):
        said = "".join(chr(ord(char) - _TAG_BASE) for char in match[0])
        yield Hidden(*match.span(), "tags", said)
    for match in _SELECTORS.finditer(original):
        said = bytes(map(_selected, match[0])).decode(errors="replace")
        yield Hidden(*match.span(), "tags", said)
    for match in _INVISIBLE.finditer(original):
        if len(set(match[0])) > 1:
            yield Hidden(*match.span(), "invisible")
    for match in _OVERRIDDEN.finditer(original):
        yield Hidden(*match.span(), "reversed", match[0][:0:-1])
    for match in _INSIDE_WORDS.finditer(original):
        yield Hidden(*match.span(), "split")


def _selected(selector: str) -> int:
    """The byte that a variation selector stands for: 1–16 and 17–256 count from nought."""
    code = ord(selector)
    return code - 0xFE00 if code <= 0xFE0F else code - 0xE0100 + 16
