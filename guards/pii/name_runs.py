"""Where a Japanese name may begin and end: from the dictionary's tokens and how names are built.

A run is a candidate; what stands around it (guards.pii.name_context) decides how sure it is.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache

from guards.pii.called_names import called_ends, called_run
from guards.pii.joined_names import joined_run, joined_spans
from guards.pii.name_bases import Base, Run
from guards.pii.name_parts import (
    CALLED,
    KATAKANA,
    SINGLE_FAMILIES,
    family_before,
    given_after,
    spaced_given,
)
from guards.pii.name_words import words
from guards.pii.tokens import NAMES, Kind, Token

_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})世(?![紀界代帯])")
_LONGEST_GIVEN = 2
_KATAKANA_RUN = re.compile(r"[ァ-ヴー]{1,20}")
_LIKELY = NAMES | {Kind.UNKNOWN}


def runs(text: str, tokens: Sequence[Token]) -> Iterator[Run]:
    """Every candidate, in order of its first token."""
    joined = _by_first_token(tokens, joined_spans(text))
    called = called_ends(text)
    after = 0
    for at in _worth_a_look(tokens, joined, called):
        if at < after:
            continue
        run = _run(text, tokens, at, joined.get(at))
        if run is None and tokens[at].end in called:
            run = called_run(text, tokens, at)
        if run is not None:
            if text[run.start : run.end] not in _nobody():
                yield _numbered(text, run)
            after = run.last + 1


def _run(text: str, tokens: Sequence[Token], at: int, joined: tuple[int, int] | None) -> Run | None:
    """The candidate that begins with tokens[at], going by its words."""
    surface, start, end, kind = tokens[at]
    if joined is not None:
        return joined_run(text, tokens, at, joined)
    if kind in NAMES or surface in words("ja_surnames"):
        return _named(text, tokens, at)
    if surface in SINGLE_FAMILIES:
        return _of_one_character(text, tokens, at)
    if kind is Kind.UNKNOWN and KATAKANA.fullmatch(surface):
        return Run(start, end, Base.WORD, at)
    return None


def _worth_a_look(
    tokens: Sequence[Token], joined: Iterable[int], called: Container[int]
) -> Iterable[int]:
    """The tokens that a candidate may begin with: one pass, because most tokens are none."""
    heads, likely_kinds = _heads(), _LIKELY
    likely = [
        at
        for at, (surface, _, end, kind) in enumerate(tokens)
        if kind in likely_kinds or surface in heads or end in called
    ]
    return sorted({*likely, *joined})


@cache
def _nobody() -> frozenset[str]:
    # 普 is a kind of account.
    return words("ja_companies") | {"普"}


@cache
def _heads() -> frozenset[str]:
    return words("ja_surnames") | SINGLE_FAMILIES


def _by_first_token(
    tokens: Sequence[Token], spans: Sequence[tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Each span under the index of the token that its start is in."""
    if not spans:
        return {}
    ends = [token.end for token in tokens]
    return {bisect_right(ends, span[0]): span for span in spans}


def _numbered(text: str, run: Run) -> Run:
    """With the 二世 that is a part of the name."""
    number = _NUMBERED.match(text, run.end)
    return run._replace(end=number.end(), base=Base.NUMBERED) if number else run


def _named(text: str, tokens: Sequence[Token], first: int) -> Run | None:
    """The name that begins, or whose given name begins, with tokens[first]."""
    head, last = tokens[first], first
    if head.text.isascii():
        return None
    while last + 1 < len(tokens) and _continues(tokens[last], tokens[last + 1]):
        last += 1
    kinds = {token.kind for token in tokens[first : last + 1]}
    run = Run(head.start, tokens[last].end, _base(head, tokens[last].end, kinds), last)
    if head.kind is Kind.GIVEN:
        start = family_before(text, tokens, first)
        run = run._replace(start=start, base=Base.BUILT) if start < head.start else run
    elif Kind.GIVEN not in kinds and (given := spaced_given(text, tokens, last)):
        return Run(head.start, tokens[given].end, Base.FULL, given)
    return (
        _whole_word(text, tokens, run)
        if KATAKANA.match(head.text)
        else _with_rest(text, tokens, run)
    )


def _whole_word(text: str, tokens: Sequence[Token], run: Run) -> Run:
    """The whole word of katakana that begins with a name: ピーターズバーグ is not ピーターズ."""
    rest = _KATAKANA_RUN.match(text, run.end)
    if rest is None:
        return run
    last = run.last
    while last + 1 < len(tokens) and tokens[last + 1].start < rest.end():
        last += 1
    return Run(run.start, rest.end(), Base.WORD, last)


def _with_rest(text: str, tokens: Sequence[Token], run: Run) -> Run:
    """With what belongs to the given name though the dictionary does not say so."""
    head = text[run.start : run.end]
    if run.base is Base.RATHER_WORD and len(head) == 1 and head not in SINGLE_FAMILIES:
        return run
    tail = given_after(text, tokens, run.last, whole=run.base is Base.FULL)
    if tail.end <= run.end:
        return run
    base = run.base if run.base in (Base.FULL, Base.JOINED_NAMES) else Base.BUILT
    return Run(run.start, tail.end, base, tail.last)


def _continues(token: Token, following: Token) -> bool:
    """山田 + 太郎, アントニオ + 猪木"""
    if following.start != token.end:
        return False
    if following.kind in NAMES:
        return True
    return (
        len(following.text) > 1
        and following.text in words("ja_surnames")
        and bool(KATAKANA.match(token.text))
    )


def _base(head: Token, end: int, kinds: set[Kind]) -> Base:
    katakana = bool(KATAKANA.match(head.text))
    if end > head.end:
        if head.kind not in NAMES:
            return Base.FULL
        several = len(kinds) > 1 and kinds <= NAMES
        if several:
            return Base.JOINED_NAMES if katakana else Base.FULL
    elif head.text in words("ja_rather_words"):
        return Base.RATHER_WORD
    if head.kind not in NAMES:
        return _listed_base(head)
    if katakana:
        return Base.FOREIGN
    if head.kind is Kind.NAME:
        return Base.FULL if end - head.start > _LONGEST_GIVEN else Base.GIVEN
    return Base.FAMILY if head.kind is Kind.SURNAME else Base.GIVEN


def _listed_base(head: Token) -> Base:
    if len(head.text) == 1:
        return Base.RATHER_WORD
    return Base.PLACE if head.text in words("ja_rather_places") else Base.LISTED


def _of_one_character(text: str, tokens: Sequence[Token], at: int) -> Run | None:
    """金正恩, 林文察: a Chinese or Korean family name and one or two characters."""
    head = tokens[at]
    if at and _runs_into(tokens[at - 1], head):
        return None
    if head.kind is Kind.OTHER and not _is_unknown(tokens, at + 1):
        return None
    if _is_called_given(text, tokens, at + 1):
        return Run(head.start, tokens[at + 1].end, Base.BUILT, at + 1)
    tail = given_after(text, tokens, at, whole=False)
    if not 1 <= tail.end - head.end <= _LONGEST_GIVEN:
        return None
    return Run(head.start, tail.end, Base.BUILT, tail.last)


def _is_called_given(text: str, tokens: Sequence[Token], at: int) -> bool:
    """小明 in 王小明さん, which the dictionary takes for another family's name."""
    if at >= len(tokens) or tokens[at].start != tokens[at - 1].end:
        return False
    given = tokens[at]
    short = given.kind in NAMES and len(given.text) <= _LONGEST_GIVEN
    return short and bool(CALLED.match(text, given.end))


def _is_unknown(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind is Kind.UNKNOWN


def _runs_into(before: Token, head: Token) -> bool:
    """Whether the character is the end of a word of kanji, and not after a role (主席習近平)."""
    touches = before.end == head.start and before.text[-1] >= "一"
    return touches and before.text not in words("ja_not_given")
