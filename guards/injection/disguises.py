"""The text as a model would understand it: look-alikes, split words, encoded runs put right.

What hides a word from a filter, but not from a model, is undone here in place, with a map back.
Each pass is one regular expression of bounded parts, or one look at each different word, so that
all of it is linear in the length of the text.
"""

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from guards.injection.decoders import decoded_runs
from guards.injection.letters import lookalikes, plain
from guards.injection.lexicon import Lexicon
from guards.injection.view import Edit, Piece, View, applied

_LONGEST_LINE = 2_000
_LONG_KEYWORD = 8
_GAP = r"[\s・.\-_|/*、,+~:;]"
_CJK_GAP = r"[\s・.\-_|/*+~:;]"
_CJK = "[ぁ-ゖァ-ヺー一-鿿]"
_SPACED_LETTERS = re.compile(
    rf"(?<![a-z0-9])[a-z0-9@$!](?:{_GAP}{{1,3}}[a-z0-9@$!]){{4,}}(?![a-z0-9])"
)
_MAY_BE_SPACED = re2.compile(
    rf"[a-z0-9@$!](?:{_GAP}{{1,3}}[a-z0-9@$!]){{4}}|{_CJK}(?:{_CJK_GAP}{{1,2}}{_CJK}){{4}}"
)
_MAY_BE_JOINED = re2.compile(r"[a-z0-9@$!][-._*|/\\~+'’]{1,2}[a-z0-9@$!]")
_SPACED_CJK = re.compile(rf"{_CJK}(?:{_CJK_GAP}{{1,2}}{_CJK}){{4,}}(?!{_CJK})")
_JOINED_PARTS = re.compile(
    r"(?<![a-z0-9@$!])[a-z0-9@$!]{1,40}(?:[-._*|/\\~+'’]{1,2}[a-z0-9@$!]{1,40})+"
)
_WORDS = re.compile(r"[a-z0-9@$!|€]{2,200}")
_NOT_PLAIN = re.compile(r"[0-9@$!|€]")
_LEET = (
    str.maketrans("0134578@$!|€", "oieastbasiie"),
    str.maketrans("0134578@$!|€", "oleastbaslle"),
)
_MARK = re.compile(r"[\u0300-\u036f\u0488\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")


def unveil(source: str, words: Lexicon) -> View:
    """The source with every known disguise undone."""
    runs = [Edit(r.start, r.end, f" {r.text} ", "encoded") for r in decoded_runs(source)]
    first, runs_taken = applied(source, runs)
    even = plain(first.text)
    second, words_taken = applied(even, _word_edits(even, words))
    hidden = [Piece(*first.span(e.start, e.end), e.disguise) for e in words_taken if e.disguise]
    encoded = [Piece(e.start, e.end, e.disguise) for e in runs_taken]
    return View(second.text, tuple(sorted([*encoded, *hidden])), (first, second))


# ── words ──────────────────────────────────────────────────────────────────────────────────────


def _word_edits(text: str, words: Lexicon) -> Iterator[Edit]:
    yield from _lines_turned(text, words)
    yield from _spaced(text, words)
    yield from _joined(text, words)
    yield from _ja_gaps(text, words)
    yield from _other_spellings(text, words)
    if not text.isascii():
        yield from lookalikes(text, words)
        for match in _MARK.finditer(text):
            yield Edit(*match.span(), "", "lookalike")


def _spaced(text: str, words: Lexicon) -> Iterator[Edit]:
    """`i g n o r e`, `指 示 を 無 視`."""
    if not _MAY_BE_SPACED.search(text):
        return
    for match in _SPACED_LETTERS.finditer(text):
        read = _parted("".join(re.findall(r"[a-z0-9@$!]", match[0])), words)
        if read:
            yield Edit(*match.span(), read, "split")
    for match in _SPACED_CJK.finditer(text):
        yield Edit(*match.span(), re.sub(_CJK_GAP, "", match[0]), "split")


def _parted(run: str, words: Lexicon) -> str:
    """Letters without spaces as words, or "" where no keyword is among them."""
    pattern = _any_keyword(words)
    if not pattern.search(run):
        return ""
    return " ".join(part for part in pattern.split(run) if part)


@cache
def _any_keyword(words: Lexicon) -> re.Pattern[str]:
    ordered = sorted(words.keywords, key=lambda word: (-len(word), word))
    return re.compile(f"({'|'.join(ordered)})")


def _joined(text: str, words: Lexicon) -> Iterator[Edit]:
    """`ig-nore` is a word that was split, `ignore_previous` are two."""
    if not _MAY_BE_JOINED.search(text):
        return
    for match in _JOINED_PARTS.finditer(text):
        parts = re.split(r"[-._*|/\\~+'’]{1,2}", match[0])
        if "".join(parts) in words.keywords:
            yield Edit(*match.span(), "".join(parts), "split")
        elif sum(part in words.keywords for part in parts) > 1:
            yield Edit(*match.span(), " ".join(parts), "")


@cache
def _gapped(words: Lexicon) -> re.Pattern[str]:
    spread = (f"{_CJK_GAP}{{0,3}}".join(map(re.escape, word)) for word in words.ja_keywords)
    return re.compile("|".join(spread))


def _ja_gaps(text: str, words: Lexicon) -> Iterator[Edit]:
    """`指・示`, and a word that runs over the end of a line."""
    if text.isascii():
        return
    known = frozenset(words.ja_keywords)
    for match in _gapped(words).finditer(text):
        if match[0] not in known:
            yield Edit(*match.span(), re.sub(_CJK_GAP, "", match[0]), "split")


def _other_spellings(text: str, words: Lexicon) -> Iterator[Edit]:
    """`1gn0re`, `ingore`, `ignorepreviousinstructions`: each different word is looked at once."""
    known: dict[str, tuple[str, str]] = {}
    for word in set(_WORDS.findall(text)):
        if word not in words.keywords and (spelling := _spelling(word, words)):
            known[word] = spelling
    if known:
        for match in _WORDS.finditer(text):
            if match[0] in known:
                yield Edit(*match.span(), *known[match[0]])


def _spelling(word: str, words: Lexicon) -> tuple[str, str] | None:
    if _NOT_PLAIN.search(word):
        bare = word.strip("!|$")
        for table in _LEET:
            read = bare.translate(table)
            if read != bare and (read in words.keywords or read in words.short_words):
                return read, "leet"
        return None
    if len(word) >= 14 and len(_any_keyword(words).findall(word)) > 1:
        return _parted(word, words), "split"
    meant = _signatures(words).get((word[0], word[-1], "".join(sorted(word))))
    return (meant, "scrambled") if meant else None


@cache
def _signatures(words: Lexicon) -> dict[tuple[str, str, str], str]:
    """First letter, last letter and all letters: people, and models, read `insturctoins`."""
    long_enough = (word for word in words.keywords if len(word) >= 6)
    return {(word[0], word[-1], "".join(sorted(word))): word for word in long_enough}


# ── whole lines ────────────────────────────────────────────────────────────────────────────────


def _lines_turned(text: str, words: Lexicon) -> Iterator[Edit]:
    """Lines that are written backwards, or in rot13."""
    pattern = _turned(words)
    if not pattern.search(text):
        return
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        found = set(pattern.findall(line[:_LONGEST_LINE]))
        if sum(2 if len(word) >= _LONG_KEYWORD else 1 for word in found) > 1:
            mirrored = sum(word[::-1] in words.keywords or not word.isascii() for word in found)
            if 2 * mirrored >= len(found):
                yield Edit(start, end, line.rstrip("\n")[::-1] + "\n", "reversed")
            else:
                yield Edit(start, end, codecs.encode(line, "rot13"), "encoded")
        start = end


@cache
def _turned(words: Lexicon) -> Any:
    """Keywords backwards or in rot13, which are no words of their own."""
    long_enough = sorted(word for word in words.keywords if len(word) >= 5)
    mirrored = {word[::-1] for word in long_enough}
    shifted = {codecs.encode(word, "rot13") for word in long_enough}
    ja = {word[::-1] for word in words.ja_keywords} - set(words.ja_keywords)
    latin = sorted((mirrored | shifted) - words.keywords)
    return re2.compile(rf"\b(?:{'|'.join(latin)})\b|{'|'.join(sorted(ja))}")
