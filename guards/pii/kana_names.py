"""Names as they are read: やまだたろうさん, タカナシ リン, and the reading behind a name.

The dictionary takes kana apart into small words, so both halves are looked up in lists of readings.
"""

import re
from collections.abc import Iterable, Iterator

from guards.pii.found_names import FoundName, weigh
from guards.pii.name_words import words

_CALL = re.compile(r"[ ]?(?:様|さん|さま|氏|くん|ちゃん|殿|君)(?![一-鿿])")
_PAIR = re.compile(
    r"(?<![ぁ-んァ-ヴー])(?:[ァ-ヴー]{2,6}[ ・][ァ-ヴー]{2,6}|[ァ-ヴー]{3,12}|"
    r"[ぁ-ん]{2,6}[ ・][ぁ-ん]{2,6})(?![ぁ-んァ-ヴー])"
)
_READING = re.compile(
    r"[ ]?\((?P<reading>[ぁ-ん]{1,8}[ ・]?[ぁ-ん]{1,8}|"
    r"[ァ-ヴー]{1,8}[ ・]?[ァ-ヴー]{1,8})(?=[)、,])"
)
_KANJI = re.compile(r"[一-鿿々]")
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヴ"))}
_LONGEST = 10
_SHORTEST_READING = 4
_PARTICLES = frozenset("のはがをとにもへや")
_SURE = 0.4


def kana_names(text: str) -> Iterator[FoundName]:
    """Every family name with its given name, both in kana."""
    for match in _PAIR.finditer(text):
        if _is_full(match[0]):
            yield weigh(match.start(), match.end(), [("readings of a full name", 0.6)])
    for match in _CALL.finditer(text):
        start = _start(text, match.start())
        if start >= 0:
            parts = [("readings of a full name", 0.3), ("honorific", 0.45)]
            yield weigh(start, match.start(), parts)


def readings(text: str, names: Iterable[FoundName]) -> Iterator[FoundName]:
    """What stands in brackets behind a name in kanji and says how it is read."""
    for name in names:
        if name.score < _SURE or not _KANJI.match(text[name.end - 1]):
            continue
        match = _READING.match(text, name.end)
        if match and _may_be_read(match["reading"], name):
            yield weigh(*match.span("reading"), [("reading of the name before it", 0.6)])


def _start(text: str, end: int) -> int:
    """Where a full name in hiragana begins that ends here, or -1."""
    if not "ぁ" <= text[end - 1 : end] <= "ん":
        return -1
    for start in range(max(0, end - _LONGEST), end - 3):
        before = text[start - 1 : start]
        cut_off = not "ぁ" <= before <= "ん" or before in _PARTICLES
        if cut_off and _is_full(text[start:end]):
            return start
    return -1


def _is_full(kana: str) -> bool:
    plain = kana.translate(_HIRAGANA)
    family, mark, given = plain.partition(" ") if " " in plain else plain.partition("・")
    if mark:
        return family in words("ja_surnames_kana") and given in words("ja_given_kana")
    return any(
        plain[:cut] in words("ja_surnames_kana") and plain[cut:] in words("ja_given_kana")
        for cut in range(2, len(plain) - 1)
    )


def _may_be_read(reading: str, name: FoundName) -> bool:
    """What is in katakana may be a role, so that only listed readings count there."""
    plain = reading.translate(_HIRAGANA)
    if _is_full(reading) or plain in words("ja_surnames_kana") or plain in words("ja_given_kana"):
        return True
    of_a_full_name = name.end - name.start > 2
    hiragana = "ぁ" <= reading[0] <= "ん"
    return hiragana and of_a_full_name and len(reading) >= _SHORTEST_READING
