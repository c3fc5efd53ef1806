"""Letters that read as a to z: accented, small-capital, squared, and those of other scripts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import re2

from guards.injection.lexicon import Lexicon
from guards.injection.view import Edit

_UNUSUAL_LETTER = re2.compile("[À-ɏɐ-ʯᴀ-ᵿḀ-ỿꜰ-ꟿ🄰-🇿]")
_LATIN_LOOKALIKES = {
    "авекмнорстухіјѕԁԛԝгпьзёһѵ": "abekmhopctyxijsdqwrnbeehv",
    "αβγδεζηικλμνοπρστυχω": "abydeznikluvonpotuxw",
    "օսհո": "ouhn",
}
_LOOKALIKE = {
    ord(a): b for odd, plain in _LATIN_LOOKALIKES.items() for a, b in zip(odd, plain, strict=True)
}
_HAS_LOOKALIKE = re.compile(f"[{''.join(map(chr, _LOOKALIKE))}]")
_MIXED_WORDS = re.compile(f"[a-z{''.join(map(chr, _LOOKALIKE))}]{{2,60}}")


@cache
def _letters() -> dict[int, str]:
    """Accented, small-capital, squared and other letters that read as a to z, one for one."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            table[code] = base
    small_capitals = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡıȷ"
    table |= dict(zip(map(ord, small_capitals), "abcdefghijklmnoprstuvwyzagij", strict=True))
    for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6):
        table |= {first + n: chr(97 + n) for n in range(26)}
    return table


def plain(text: str) -> str:
    """Lower case without accents, at the same length."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if lower.isascii() or not _UNUSUAL_LETTER.search(lower):
        return lower
    return lower.translate(_letters())


def lookalikes(text: str, words: Lexicon) -> Iterator[Edit]:
    """Words with letters of other scripts that look Latin."""
    if not _HAS_LOOKALIKE.search(text):
        return
    for match in _MIXED_WORDS.finditer(text):
        read = match[0].translate(_LOOKALIKE)
        if read != match[0] and (read in words.keywords or read in words.short_words):
            yield Edit(*match.span(), read, "lookalike")
