"""What one name in a sentence says about the words beside it and about its other mentions."""

import re
from collections.abc import Iterator, Sequence

from guards.pii.found_names import FoundName, weigh
from guards.pii.name_words import words

_SURE = 0.5
# A name is what it is anywhere in the sentence only where nearly nothing else could be meant.
_SURE_ANYWHERE = 0.65
_DOUBTFUL = 0.4
_BESIDE = (", ", "、", "・", ",", "/", "と", "や")
_AGAINST = frozenset(("company", "place or thing", "office of a place", "listed among places"))
_LISTED = ("listed with names", 0.25)
_MENTIONED = ("a name in this sentence", 0.5)
_JOINERS = re.compile(r"[・·=゠ ]")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_KANJI = re.compile(r"[一-鿿々]{2,4}")
_SAME_WORD = re.compile(r"[一-鿿々ァ-ヴーA-Za-z・=゠「」『』]")
# No sentence of people has more; what is made to have more must not cost more.
_MOST_FORMS = 64
# 山田太郎: a family name of two characters and a given name.
_WITH_FAMILY = 4


def with_company(text: str, names: Sequence[FoundName]) -> list[FoundName]:
    """The names, those lifted that stand in a list with a sure one or repeat one."""
    if not any(name.score >= _SURE for name in names):
        return list(names)
    listed = _listed(text, names)
    return sorted([*listed, *_mentioned(text, listed)])


def _listed(text: str, names: Sequence[FoundName]) -> list[FoundName]:
    """クリエン beside フィジケラ: what stands in a list with a name, and looks like it, is one."""
    lifted = list(names)
    if all(name.score >= _DOUBTFUL for name in names):
        return lifted
    for order in (range(1, len(lifted)), range(len(lifted) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for at in order:
            if _is_beside(text, lifted[at - step], lifted[at]):
                lifted[at] = _lift(lifted[at])
    return lifted


def _is_beside(text: str, sure: FoundName, doubtful: FoundName) -> bool:
    if doubtful.score >= _DOUBTFUL or sure.score < _DOUBTFUL or not _may_be_lifted(doubtful):
        return False
    first, second = sorted((sure, doubtful))
    between = text[first.end : second.start]
    return between in _BESIDE and _script(text[sure.end - 1]) == _script(text[doubtful.end - 1])


def _may_be_lifted(name: FoundName) -> bool:
    return _AGAINST.isdisjoint(share for share, _ in name.parts)


def _lift(name: FoundName) -> FoundName:
    return weigh(name.start, name.end, (*name.parts, _LISTED))


def _script(character: str) -> str:
    if "ァ" <= character <= "ー":
        return "katakana"
    return "kanji" if character >= "一" else character


def _mentioned(text: str, names: Sequence[FoundName]) -> Iterator[FoundName]:
    """猪木 behind アントニオ猪木: the other mentions of what is surely a name here."""
    short = {
        part
        for name in names
        if name.score >= _SURE_ANYWHERE and _may_be_lifted(name)
        for part in _short_forms(text[name.start : name.end])
    }
    repeated = [part for part in sorted(short)[:_MOST_FORMS] if text.count(part) > 1]
    if not repeated:
        return
    taken = {at for name in names if name.score >= _DOUBTFUL for at in range(name.start, name.end)}
    for part in repeated:
        for start in _places(text, part):
            end = start + len(part)
            alone = not _SAME_WORD.match(text[start - 1 : start]) and not _SAME_WORD.match(
                text, end
            )
            if alone and taken.isdisjoint((start, end - 1)):
                taken.update(range(start, end))
                yield weigh(start, end, (_MENTIONED,))


def _places(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + len(part))


def _short_forms(name: str) -> Iterator[str]:
    for part in _JOINERS.split(name):
        if _KATAKANA.fullmatch(part) and part not in words("ja_katakana_things"):
            yield part
        elif _KANJI.fullmatch(part) and _is_no_place(part):
            yield part
            if len(part) >= _WITH_FAMILY and _is_no_place(part[:2]):
                yield part[:2]


def _is_no_place(word: str) -> bool:
    return word not in words("ja_rather_words") and word not in words("ja_rather_places")
