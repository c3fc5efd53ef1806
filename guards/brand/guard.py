"""The brand profile: banned words, notation, tone, 敬体 or 常体, width and length of a draft."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guards.brand.lengths import too_long
from guards.brand.style import in_the_other_style
from guards.brand.words import BadWord, FixedWords, folded, folded_word
from guards.normalise import Text
from guards.rulebook import RulebookError
from guards.sections import BannedWord, Brand
from guards.verdict import Context, Finding, Reason, Side

_FULL_WIDTH = re.compile(r"[Ａ-Ｚａ-ｚ０-９]+")
_ASCII_TOKEN = re.compile(r"[!-~]+")
_HALF_WIDTH = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What one kind of brand finding always says."""

    rule: str
    label: str
    score: float
    reason: Reason
    passes: Reason


_BANNED = _Kind(
    "banned", "BRAND", 0.9,
    Reason("ブランドで使わないと決めた語です。", "The brand has decided not to use this word."),
    Reason("この語を使わずに書き換えます。", "Rewrite it without this word."),
)  # fmt: skip
_TONE = _Kind(
    "tone", "BRAND", 0.7,
    Reason("ブランドのトーンに合わない語です。", "This word doesn't fit the brand's tone."),
    Reason("ブランドのトーンに合う語に換えます。", "Use a word that fits the brand's tone."),
)  # fmt: skip
_NOTATION = _Kind(
    "notation", "NOTATION", 0.8,
    Reason("ブランドの表記と違います。", "The brand writes this differently."),
    Reason("ブランドの表記に直します。", "Write it as the brand does."),
)  # fmt: skip
_STYLE = {
    "polite": _Kind(
        "style", "BRAND", 0.6,
        Reason("敬体（です・ます）の文章に、常体の文があります。",
               "A plain-style sentence in a text that is to be polite."),
        Reason("文末を「です・ます」にします。", "End the sentence politely (です・ます)."),
    ),
    "plain": _Kind(
        "style", "BRAND", 0.6,
        Reason("常体（だ・である）の文章に、敬体の文があります。",
               "A polite sentence in a text that is to be in plain style."),
        Reason("文末を「だ・である」にします。", "End the sentence in plain style (だ・である)."),
    ),
}  # fmt: skip
_WIDTH = {
    "half": _Kind(
        "width", "NOTATION", 0.7,
        Reason("英数字が全角です。", "These letters or digits are full-width."),
        Reason("英数字を半角にします。", "Write letters and digits half-width."),
    ),
    "full": _Kind(
        "width", "NOTATION", 0.7,
        Reason("英数字が半角です。", "These letters or digits are half-width."),
        Reason("英数字を全角にします。", "Write letters and digits full-width."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is said where one word of the profile is found; `right` is how it has to be written."""

    kind: _Kind
    right: str = ""


class BrandGuard:
    """Finds what is not written as the brand writes; on drafts only. Thread-safe."""

    name = "brand"
    sides = frozenset({Side.OUTPUT})

    def __init__(self, brand: Brand, *, base: Path | None = None) -> None:
        """Raises RulebookError for a word that can't be used and for a list that can't be read."""
        self._brand = brand
        self._entries = _entries(brand, base)
        self._literals = FixedWords(self._entries)

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:  # noqa: ARG002
        """One finding for each place, in no order."""
        return tuple(self._findings(text))

    def _findings(self, text: Text) -> Iterator[Finding]:
        for start, end, word in self._literals.find(text.normal):
            entry = self._entries[word]
            if not _is_right(text.normal, start, word, entry.right):
                yield self._finding(entry.kind, *text.span(start, end))
        if self._brand.style != "off":
            for start, end in in_the_other_style(text.normal, style=self._brand.style):
                yield self._finding(_STYLE[self._brand.style], *text.span(start, end))
        for start, end, limit in too_long(text.normal, self._brand.max_chars):
            yield self._finding(_too_long(limit), *text.span(start, end))
        if self._brand.width != "off":
            for start, end in _in_the_other_width(text.original, self._brand.width):
                yield self._finding(_WIDTH[self._brand.width], start, end)

    def _finding(self, kind: _Kind, start: int, end: int) -> Finding:
        return Finding(
            guard=self.name,
            label=kind.label,
            start=start,
            end=end,
            score=kind.score,
            rule=f"brand.{kind.rule}",
            action=self._brand.action,
            reason=kind.reason,
            passes=kind.passes,
            parts=((kind.rule, kind.score),),
        )


def _entries(brand: Brand, base: Path | None) -> Mapping[str, _Entry]:
    """Every word of the profile in its folded form. A word may be there once."""
    entries: dict[str, _Entry] = {}
    for place, word, entry in _said(brand, base):
        try:
            form = folded_word(word)
        except BadWord as error:
            raise RulebookError(f"{place}: {error}") from None
        if form in entries:
            raise RulebookError(f"{place}: '{word}' is there twice, width and case aside")
        if entry.right and Text.of(entry.right).normal == Text.of(word).normal:
            raise RulebookError(f"{place}: '{word}' can never be found; for the width use `width`")
        entries[form] = entry
    return entries


def _said(brand: Brand, base: Path | None) -> Iterator[tuple[str, str, _Entry]]:
    """(place in the rulebook, word, entry) of every word of the profile."""
    for banned in brand.banned:
        yield "brand.banned", banned.word, _Entry(_banned(banned))
    for name in brand.banned_lists:
        for word, instead in _read_list(name, base):
            yield (
                f"brand.banned_lists: {name}",
                word,
                _Entry(_banned(BannedWord(word=word, instead=instead))),
            )
    for word in brand.tone_avoid:
        yield "brand.tone_avoid", word, _Entry(_TONE)
    for wrong, right in brand.notation.items():
        passes = Reason(f"「{right}」と書きます。", f'Write "{right}".')
        kind = _Kind(_NOTATION.rule, _NOTATION.label, _NOTATION.score, _NOTATION.reason, passes)
        yield "brand.notation", wrong, _Entry(kind, right)


def _banned(banned: BannedWord) -> _Kind:
    reason, passes = _BANNED.reason, _BANNED.passes
    if banned.reason is not None:
        reason = Reason(banned.reason.ja, banned.reason.en)
    if banned.instead:
        passes = Reason(f"「{banned.instead}」などにします。", f'Use "{banned.instead}" instead.')
    return _Kind(_BANNED.rule, _BANNED.label, _BANNED.score, reason, passes)


def _read_list(name: str, base: Path | None) -> Iterator[tuple[str, str]]:
    """(word, what to use instead or "") of each line: `word`, or both with a tab between."""
    try:
        lines = ((base or Path()) / name).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise RulebookError(f"brand.banned_lists: '{name}' can't be read as UTF-8 text") from None
    for line in lines:
        word, _, instead = line.partition("\t")
        if word.strip() and not word.startswith("#"):
            yield word.strip(), instead.strip()


def _is_right(normal: str, start: int, word: str, right: str) -> bool:
    """ユーザ is wrong, but not in ユーザー; javascript is, but not JavaScript."""
    if not right:
        return False
    expected = Text.of(right).normal
    at = folded(expected).find(word)
    return 0 <= at <= start and normal.startswith(expected, start - at)


def _too_long(limit: int) -> _Kind:
    return _Kind(
        "length", "BRAND", 0.9,
        Reason(f"決めた長さ（{limit}字）を超えています。",
               f"This is longer than the {limit} characters that are allowed."),
        Reason(f"{limit}字以内にします。", f"Keep it within {limit} characters."),
    )  # fmt: skip


def _in_the_other_width(original: str, width: str) -> Iterator[tuple[int, int]]:
    """Runs of letters and digits in the width that is not wanted. Addresses stay half-width."""
    if width == "half":
        yield from (match.span() for match in _FULL_WIDTH.finditer(original))
        return
    for token in _ASCII_TOKEN.finditer(original):
        if "@" not in token[0] and "://" not in token[0]:
            for run in _HALF_WIDTH.finditer(original, *token.span()):
                yield run.span()
