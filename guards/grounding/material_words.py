"""Whether the material says what counts as it is written: links, codes, names, quotations."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property

from guards.grounding.codes import prefix
from guards.grounding.links import host_of
from guards.grounding.material_amounts import Place
from guards.grounding.romaji import is_kana, is_romaji, skeleton
from guards.grounding.traceable import Kind

# Looking for each of very many words in very long material would not be linear: what comes after
# so many different ones counts as not found.
MOST_SEARCHES = 500
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_LATIN = re.compile(r"[^a-z0-9]+")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_LEFT_OUT = re.compile(r"[ ]?(?:…+|\.{3,6}|・{3,6}|[(\[](?:\.{3}|…|中略|後略|前略|略)[)\]])[ ]?")
_MOST_CANDIDATES = 200
_ALIKE = 0.5
# Of Japanese in a material that is in Japanese, with its names and terms in Latin letters.
_MOSTLY = 0.4
_BEFORE_A_NAME = re.compile(
    r".*(?:担当|広報|営業|代表|部|課|室|店|社|当時の|責任者|本部|局|係|取締役|役員|社長"
    r"|教授|監督)(?=.)"
)


class Words:
    """What the material says, folded: without case, spaces and punctuation."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources = tuple(sources)
        self._links: dict[str, Place] = {}
        self._hosts: dict[str, Place] = {}
        self._codes: dict[str, Place] = {}
        self._prefixes: set[str] = set()
        self._candidates: defaultdict[str, list[tuple[str, Place]]] = defaultdict(list)
        self._found: dict[str, bool] = {}

    def learn_link(self, where: str, place: Place) -> None:
        self._links.setdefault(where, place)
        self._hosts.setdefault(host_of(where), place)

    def learn_code(self, code: str, place: Place) -> None:
        self._codes.setdefault(code, place)
        self._prefixes.add(prefix(code))

    def learn_word(self, kind: str, word: str, place: Place) -> None:
        """A candidate for what comes near to a name or quotation of the draft."""
        if len(self._candidates[kind]) < _MOST_CANDIDATES:
            self._candidates[kind].append((fold(word), place))

    def has_link(self, where: str) -> bool:
        """The same host and path; a bare host is said by any link to it."""
        return where in self._links or (where == host_of(where) and where in self._hosts)

    def has_code(self, code: str) -> bool:
        return code in self._codes or self._finds(code, end=True)

    def has_prefix(self, letters: str) -> bool:
        """Whether some code of the material begins with these letters."""
        return letters in self._prefixes

    def has_quotation(self, said: str) -> bool:
        """Word for word but for what it says to leave out; a translated one passes unseen."""
        parts = [fold(part) for part in _LEFT_OUT.split(said)]
        return all(self._finds(part) for part in parts) or self._is_foreign(said)

    def has_word(self, name: str) -> bool:
        """The name as it is, in Latin letters as a word of its own."""
        if name.isascii():
            return self._finds_words(_NOT_LATIN.sub(" ", name.lower()).strip())
        return self._finds(fold(name))

    def has_name(self, name: str, *, japanese: bool) -> bool:
        """The name, the same without an office before it, or the same by its sound.

        `japanese` says that it stands in a Japanese form. What only a reader of kanji could
        compare (Mr. Yamada in a translation) passes.
        """
        if name.isascii():
            folded = _NOT_LATIN.sub(" ", name.lower()).strip()
            if self._finds_words(folded) or self._finds_words(folded.removeprefix("the ")):
                return True
            return self._sounds_like(name) or (not japanese and self._may_be_kanji(name))
        folded = fold(name)
        if self._finds(folded):
            return True
        bare = _BEFORE_A_NAME.sub("", folded)
        if bare != folded and len(bare) > 1 and self._finds(bare):
            return True
        return self._sounds_like(name) if is_kana(name) else self._may_be_kanji(name)

    def closest(self, kind: str, word: str, *, count: int = 3) -> list[Place]:
        """Up to `count` candidates that read alike, most alike first."""
        folded = fold(word)[:200]
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(folded)
        ranked: list[tuple[float, Place]] = []
        for candidate, place in self._candidates[kind]:
            matcher.set_seq1(candidate[:200])
            if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                ranked.append((matcher.ratio(), place))
        ranked.sort(key=lambda pair: -pair[0])
        return [place for _, place in ranked[:count]]

    def closest_links(self, where: str, *, count: int = 3) -> list[Place]:
        """Links to the same host, or to the same path elsewhere."""
        host, path = host_of(where), where.partition("/")[2]
        same = (
            place
            for known, place in self._links.items()
            if host_of(known) == host or (path and known.partition("/")[2] == path)
        )
        return list(dict.fromkeys(same))[:count]

    @cached_property
    def _folded(self) -> str:
        return "\n".join(fold(source) for source in self._sources)

    @cached_property
    def _spaced(self) -> str:
        latin = _NOT_LATIN.sub(" ", "\n".join(self._sources).lower())
        return f" {latin} "

    @cached_property
    def _share_of_japanese(self) -> float:
        text = "".join(self._sources)
        japanese = len(_JAPANESE.findall(text))
        latin = sum(len(word) for word in _LATIN.findall(text))
        return japanese / (japanese + latin) if japanese + latin else 0.0

    @cached_property
    def _kana(self) -> frozenset[str]:
        """How the katakana words of the material sound."""
        return self._sounds(r"[ァ-ヺー]{2,20}")

    @cached_property
    def _latin(self) -> frozenset[str]:
        """How its Latin words sound."""
        return self._sounds(r"[A-Za-z]{3,20}")

    def _sounds(self, words: str) -> frozenset[str]:
        found = {word for source in self._sources for word in re.findall(words, source)}
        return frozenset(sound for word in found if len(sound := skeleton(word)) > 1)

    def _sounds_like(self, name: str) -> bool:
        """ミナト for Minato: in the other script, or all in one word."""
        words = re.findall(r"[A-Za-z]{3,}|[ァ-ヺー]{2,}", name)
        sounds = self._kana if name.isascii() else self._latin
        heard = [skeleton(word) for word in words]
        return bool(words) and ("".join(heard) in sounds or all(one in sounds for one in heard))

    def _may_be_kanji(self, name: str) -> bool:
        """Whether only a reader of kanji could tell: the material has names in the other script."""
        return self._is_foreign(name) and any(
            not (is_kana(known) or known.isascii()) or not name.isascii()
            for known, _ in self._candidates[Kind.NAME.value]
        )

    def _is_foreign(self, said: str) -> bool:
        """Whether the material is in the other language, or in Japanese for a name of its kind."""
        japanese = self._share_of_japanese
        if said.isascii() and japanese > _MOSTLY and is_romaji(said):
            return True
        return japanese > 0.8 if said.isascii() else japanese < 0.1 and bool(self._folded)

    def _finds_words(self, words: str) -> bool:
        return self._searched(f" {words} ", self._spaced)

    def _finds(self, folded: str, *, end: bool = False) -> bool:
        if not folded:
            return True
        if not end:
            return self._searched(folded, self._folded)
        return self._searched(folded, self._folded) and any(
            not follows.isdigit() for follows in self._followers(folded)
        )

    def _followers(self, folded: str) -> Iterator[str]:
        at = self._folded.find(folded)
        for _ in range(MOST_SEARCHES):
            if at < 0:
                return
            yield self._folded[at + len(folded) : at + len(folded) + 1]
            at = self._folded.find(folded, at + 1)

    def _searched(self, what: str, where: str) -> bool:
        known = self._found.get(what)
        if known is None:
            if len(self._found) >= MOST_SEARCHES:
                return False
            known = self._found[what] = what in where
        return known


def fold(text: str) -> str:
    """Without case, spaces and punctuation: what of a quotation counts."""
    return _NOT_WORD.sub("", text).casefold()
