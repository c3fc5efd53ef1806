"""Parts of a draft that are in another language than the one asked for."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from guards.language.seen import Rule, Seen

# What is in no language: links, addresses, tags.
_NEUTRAL = re.compile(
    r"https?://[!-~]{1,2000}|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}"
    r"|</?[A-Za-z][^<>\n]{0,300}>"
)
_LINE = re.compile(r"[^\n]+")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
# Names and slogans are words too; a sentence has words like these between them.
_FUNCTION_WORDS = frozenset({
    "the", "a", "an", "and", "or", "of", "to", "in", "on", "at", "for", "with", "from", "by",
    "as", "is", "are", "was", "were", "be", "been", "it", "its", "this", "that", "these", "those",
    "we", "our", "you", "your", "they", "their", "he", "she", "his", "her", "will", "can", "has",
    "have", "had", "not", "but", "if", "so", "than", "then", "which", "who", "what", "when",
    "how", "into", "about", "more", "all", "any",
})  # fmt: skip
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々]")
_HAN = re.compile(r"[一-鿿]")
_CHINESE = re.compile(
    r"[们这请为说对时会发经过还没让给从样种应该个国产业动务关开]|的|是|您|我们|以及"
)
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1100-\u11ff\uac00-\ud7a3]"
)
_ENOUGH_WORDS, _ENOUGH_FUNCTION_WORDS, _FEW_WORDS = 8, 3, 2
_ENOUGH_CHARS = 12


class _Stretch(NamedTuple):
    start: int
    end: int
    weight: int  # letters, so that one line can be compared with the whole


def wrong_language(
    normal: str, *, locale: str, sources: Callable[[], Sequence[str]]
) -> Iterator[Seen]:
    """Stretches of lines in another language, but not what the sources say word for word.

    A slogan is let pass; `sources` are asked for only when there is something to look up.
    """
    prose = _NEUTRAL.sub(lambda match: " " * len(match[0]), normal)
    ja = locale.startswith("ja")
    is_foreign, slogan = (_foreign_to_japanese, 36) if ja else (_foreign_to_english, 20)
    foreign = [line for line in _LINE.finditer(prose) if is_foreign(line[0])]
    total = _letters(prose) if foreign else 0
    for stretch in _stretches(prose, foreign):
        written = normal[stretch.start : stretch.end]
        is_slogan = stretch.weight < slogan and stretch.weight < 0.8 * total
        if not is_slogan and not any(written in source for source in sources()):
            share = round(0.35 * stretch.weight / total, 3)
            yield Seen(
                stretch.start,
                stretch.end,
                Rule.WRONG_LANGUAGE,
                (("script", 0.6), ("share of the text", share)),
            )


def _stretches(prose: str, lines: Sequence[re.Match[str]]) -> Iterator[_Stretch]:
    """Neighbouring lines as one."""
    start = end = -1
    weight = 0
    for line in lines:
        text = line[0].strip()
        at = line.start() + line[0].index(text)
        if end >= 0 and not prose[end:at].strip():
            end, weight = at + len(text), weight + _letters(text)
            continue
        if end >= 0:
            yield _Stretch(start, end, weight)
        start, end, weight = at, at + len(text), _letters(text)
    if end >= 0:
        yield _Stretch(start, end, weight)


def _letters(line: str) -> int:
    return sum(map(str.isalpha, line)) or 1


def _foreign_to_japanese(line: str) -> bool:
    if _is_mostly_other(line):
        return True
    words = _LATIN_WORD.findall(line)
    if len(words) < _ENOUGH_WORDS:
        return _is_chinese(line)
    plain = sum(word.lower() in _FUNCTION_WORDS for word in words)
    return plain >= _ENOUGH_FUNCTION_WORDS and len(_JAPANESE.findall(line)) < len(words)


def _is_mostly_other(line: str) -> bool:
    """Mostly in a script that is neither Latin nor Japanese."""
    other = len(_OTHER_SCRIPT.findall(line))
    return other >= _ENOUGH_CHARS and other * 2 > _letters(line)


def _is_chinese(line: str) -> bool:
    """Han without kana, and characters that Japanese does not write like that."""
    if _KANA.search(line) or len(_HAN.findall(line)) < _ENOUGH_CHARS:
        return False
    return len(_CHINESE.findall(line)) > _FEW_WORDS


def _foreign_to_english(line: str) -> bool:
    if _is_mostly_other(line):
        return True
    if not _JAPANESE.search(line):
        return False
    japanese = len(_JAPANESE.findall(line))
    return japanese >= _ENOUGH_CHARS and japanese > len(re.findall(r"[A-Za-z]", line))
