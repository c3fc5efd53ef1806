"""What stands around a candidate in Japanese text, and what that adds to or takes from it."""

from collections.abc import Iterator, Sequence

from guards.pii.name_bases import Base, Run
from guards.pii.name_cues import ends_in_cue
from guards.pii.name_patterns import (
    BEFORE_COMPANY,
    COMPANY_AFTER,
    DOING,
    FOREIGN_ENDING,
    GOING,
    HEAD,
    HEAD_OR_KANA,
    HONORIFIC,
    IS_A_PERSON,
    LOAN_ENDING,
    MIDDLE_OF_KANJI,
    MIDDLE_OF_WORD,
    OF_A_PLACE,
    OTHER_AFTER,
    PARTY_AFTER,
    PERSONAL_AFTER,
    ROLE,
    SUBJECT,
)
from guards.pii.name_words import words
from guards.pii.tokens import Kind, Token

# Nothing that is a cue ends so, and most of what stands before a name does.
_NO_CUE = frozenset("とにをもてでやしたくりっ。\n「(")
_LISTING = frozenset("、・,/と")
_SHORT = frozenset(
    (
        Base.FAMILY,
        Base.GIVEN,
        Base.LISTED,
        Base.PLACE,
        Base.FOREIGN,
        Base.WORD,
        Base.RATHER_WORD,
    )
)
_MAY_BE_A_PLACE = frozenset((Base.LISTED, Base.PLACE))
_NO_NAMES = frozenset((Base.JOINED, Base.WORD, Base.THINGS))
_WINDOW = 14
_LONGEST_SUBJECT = 7


def shares(text: str, tokens: Sequence[Token], run: Run) -> Iterator[tuple[str, float]]:
    """(name, share) of everything around the run that speaks for or against a person."""
    start, end = run.start, run.end
    if _may_be_a_place(tokens, run) and OF_A_PLACE.match(text, end):
        yield "office of a place", -0.2
    elif HONORIFIC.match(text, end):
        yield "honorific", 0.45
    elif ROLE.match(text, end):
        yield "title", 0.45
    else:
        before = text[max(0, start - _WINDOW) : start]
        yield from _after(text, run, before)
        yield from _before(before, run)
        yield from _of_itself(text, tokens, run)


def _may_be_a_place(tokens: Sequence[Token], run: Run) -> bool:
    if run.base is Base.CALLED:
        return tokens[run.last].kind is Kind.PLACE
    return run.base in _MAY_BE_A_PLACE


def _after(text: str, run: Run, before: str) -> Iterator[tuple[str, float]]:
    start, end, base, _ = run
    if COMPANY_AFTER.match(text, end) or BEFORE_COMPANY.search(before):
        yield "company", -0.6
    elif OTHER_AFTER.match(text, end) or (base in _SHORT and PARTY_AFTER.match(text, end)):
        yield "place or thing", -0.35 if base in _SHORT else -0.5
    elif DOING.match(text, end):
        yield "does what people do", 0.25
    elif IS_A_PERSON.match(text, end):
        yield "said to be a person", 0.35
    elif GOING.match(text, end):
        yield "goes where places are", -0.1
    elif base is Base.WORD and end - start <= _LONGEST_SUBJECT and SUBJECT.match(text, end):
        head = HEAD if text[end] != "は" else HEAD_OR_KANA
        if head.search(before[-1:]) and not _is_thing(text[start:end]):
            yield "subject of the clause", 0.25
    elif base in _SHORT and MIDDLE_OF_WORD.match(text, end) and not PERSONAL_AFTER.match(text, end):
        yield "runs on into a word", -0.2


def _before(before: str, run: Run) -> Iterator[tuple[str, float]]:
    if run.base is not Base.THINGS and before[-1:] not in _NO_CUE and ends_in_cue(before):
        yield "cue", 0.3
    elif run.end - run.start == 1 and run.base in _SHORT and MIDDLE_OF_KANJI.match(before[-1:]):
        yield "in the middle of a word", -0.2


def _of_itself(text: str, tokens: Sequence[Token], run: Run) -> Iterator[tuple[str, float]]:
    if run.base in (Base.FAMILY, Base.PLACE) and _is_listed_place(tokens, run.last):
        yield "listed among places", -0.2
    if run.base in _NO_NAMES and FOREIGN_ENDING.search(text, run.start, run.end):
        yield "ending of family names", 0.25


def _is_listed_place(tokens: Sequence[Token], at: int) -> bool:
    """長野 in 山形、長野、静岡: a place, because its neighbours are."""
    if tokens[at].text not in words("ja_rather_places"):
        return False
    left, right = tokens[max(0, at - 2) : at], tokens[at + 1 : at + 3]
    return (len(left) == 2 and _is_place_beside(left[1], left[0])) or (
        len(right) == 2 and _is_place_beside(right[0], right[1])
    )


def _is_place_beside(mark: Token, word: Token) -> bool:
    return mark.text in _LISTING and (
        word.kind is Kind.PLACE or word.text in words("ja_rather_places")
    )


def _is_thing(word: str) -> bool:
    """サクラテラス, スタジオポニー, ギフティング: a word for a thing at either end."""
    if LOAN_ENDING.search(word):
        return True
    things = words("ja_katakana_things")
    heads = (word[:cut] for cut in range(3, len(word) + 1))
    tails = (word[cut:] for cut in range(1, len(word) - 2))
    return not things.isdisjoint((*heads, *tails))
