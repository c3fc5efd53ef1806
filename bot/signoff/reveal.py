"""Nothing invisible leaves: what a reader can't see is written out, so that a reviewer sees it.

Kept as they are: what emoji and Japanese names legitimately need (a joiner between two emoji, one
presentation selector after a symbol, one ideographic variation selector after a kanji).
"""

import unicodedata

_JOINER = "\u200d"
_EMOJI_CATEGORIES = frozenset({"So", "Sk"})
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cc", "Co", "Cs", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_PRESENTATION = frozenset("\ufe0e\ufe0f")
_KEYCAP_BASES = frozenset("0123456789#*")


def reveal(text: str) -> str:
    """`text` with every invisible, direction-changing or unassigned tag character as ⟨U+XXXX⟩."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_shown(lines, at) for at in range(len(lines)))


def _shown(text: str, at: int) -> str:
    char = text[at]
    if char in "\n\t" or not _invisible(char) or _harmless(text, at):
        return char
    return f"⟨U+{ord(char):04X}⟩"


def _invisible(char: str) -> bool:
    if char.isascii() and char.isprintable():
        return False
    return (
        unicodedata.category(char) in _INVISIBLE_CATEGORIES
        or char in _BLANK_LETTERS
        or _ignorable(ord(char))
    )


def _ignorable(code: int) -> bool:
    """Default_Ignorable_Code_Point ranges whose category does not tell (selectors, reserved)."""
    return (
        0xFE00 <= code <= 0xFE0F
        or 0x180B <= code <= 0x180F
        or 0xE0000 <= code <= 0xE0FFF
        or 0xFFF0 <= code <= 0xFFF8
        or code == 0x2065
    )


def _harmless(text: str, at: int) -> bool:
    before = text[at - 1] if at else ""
    after = text[at + 1 : at + 2]
    char = text[at]
    if char == _JOINER:
        return _emoji(before, or_selector=True) and _emoji(after, or_selector=False)
    if char in _PRESENTATION:
        return _symbol(before)
    if 0xE0100 <= ord(char) <= 0xE01EF:
        return _kanji(before)
    return False


def _emoji(char: str, *, or_selector: bool) -> bool:
    if not char:
        return False
    selector = or_selector and char in _PRESENTATION
    return selector or unicodedata.category(char) in _EMOJI_CATEGORIES or char in "♀♂"


def _symbol(char: str) -> bool:
    if not char or _invisible(char):
        return False
    return char in _KEYCAP_BASES or unicodedata.category(char) in {"So", "Sm", "Sk"}


def _kanji(char: str) -> bool:
    return bool(char) and unicodedata.name(char, "").startswith("CJK ")
