"""Instructions to the model in places where only data should be: hidden in material, or typed.

A text is read as a model would understand it (guards.injection.disguises), its signals are added
up per passage (guards.injection.signals), and a passage whose score reaches the rulebook's
`min_score` is a finding. What material says is passed to the model as data either way.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guards.injection.disguises import unveil
from guards.injection.hidden import Hidden, hidden_parts
from guards.injection.lexicon import lexicon
from guards.injection.signals import Reading, Seen
from guards.injection.wording import PASSES, reason, seen_as
from guards.normalise import Text
from guards.sections import Injection
from guards.verdict import Context, Finding, Origin, Side

LABEL = "INJECTION"
# One passage: signals no further apart than this, and not more than this in all, in UTF-8 bytes.
_GAP = 420
_LONGEST = 1_600
_REACH = 300
# What has to be seen behind a disguise, so that the disguise counts.
_BEHIND = 0.12
_MENTIONED = "mention"
_SHORTEST_MESSAGE = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Signals that stand together: a half-open span of the original, shares of the score."""

    start: int
    end: int
    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return round(min(1.0, max(0.0, sum(share for _, share in self.parts))), 3)

    @property
    def strongest(self) -> str:
        return max(self.parts, key=lambda part: part[1])[0]


class InjectionGuard:
    """Finds passages that give a model orders; on the way in. Thread-safe."""

    name = "injection"
    sides = frozenset({Side.INPUT})

    def __init__(self, rules: Injection) -> None:
        self._rules = rules
        self._lexicon = lexicon()

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        """One finding for each passage that reaches the rulebook's score, without overlaps."""
        hidden = tuple(hidden_parts(text.original))
        passages = [
            passage
            for passage in (*self._unseen(hidden, context), *self._read(text, hidden, context))
            if passage.score >= self._rules.min_score and passage.score > 0
        ]
        return tuple(self._finding(each, context.origin) for each in _apart(passages))

    def _read(self, text: Text, hidden: Sequence[Hidden], context: Context) -> Iterator[Passage]:
        """The passages of what can be read, disguises undone."""
        view = unveil(text.normal, self._lexicon)
        encoded = view.text.encode()
        reading = Reading(encoded, self._lexicon)
        veiled = [Hidden(*text.span(p.start, p.end), p.disguise) for p in view.pieces]
        veiled += [part for part in hidden if part.disguise == "split"]
        veiled.sort(key=lambda part: part.start)
        chars = _Chars(encoded)
        for group in _passages(reading.signals(context.origin)):
            start, end = _sentences(group, reading)
            span = text.span(*view.span(chars.before(start), chars.before(end)))
            yield Passage(*span, self._shares(group, _disguises(veiled, span)))

    def _unseen(self, hidden: Sequence[Hidden], context: Context) -> Iterator[Passage]:
        """What nobody sees is a sign by itself, and what it says counts, too.

        Pieces of one kind are one message: a model reads them together.
        """
        for kind in ("tags", "invisible", "reversed"):
            parts = [part for part in hidden if part.disguise == kind]
            said = "".join(part.text for part in parts)
            if not parts or 0 < len(said) < _SHORTEST_MESSAGE:
                continue
            alone = self._lexicon.disguises[kind].alone
            view = unveil(Text.of(said).normal, self._lexicon)
            signals = Reading(view.text.encode(), self._lexicon).signals(context.origin)
            shares = self._shares(signals, {kind} if signals else set())
            if sum(share for _, share in shares) < alone:
                shares = ((kind, alone),)
            yield Passage(parts[0].start, parts[-1].end, shares)

    def _shares(
        self, signals: Sequence[Seen], disguises: set[str]
    ) -> tuple[tuple[str, float], ...]:
        """What each different signal adds to 1 - Π(1 - worth); what a mention takes off, last."""
        best: dict[str, Seen] = {}
        for seen in signals:
            if seen.signal not in best or _left(seen) > _left(best[seen.signal]):
                best[seen.signal] = seen
        worths = {name: (seen.worth, _left(seen)) for name, seen in best.items()}
        calm = sum(left for _, left in worths.values())
        for name in disguises:
            worth = self._lexicon.disguises[name].worth if calm >= _BEHIND else 0.0
            worths[name] = (worth, worth)
        return _added_up(worths)

    def _finding(self, passage: Passage, origin: Origin) -> Finding:
        material = origin is Origin.MATERIAL
        action = self._rules.material if material else self._rules.typed
        seen = seen_as(self._lexicon, passage.strongest)
        return Finding(
            guard=self.name,
            label=LABEL,
            start=passage.start,
            end=passage.end,
            score=passage.score,
            rule=f"injection.{passage.strongest}",
            action=action,
            reason=reason(seen, origin, action),
            passes=PASSES[origin],
            parts=passage.parts,
        )


def _left(seen: Seen) -> float:
    return seen.worth - seen.calmed


def _added_up(worths: dict[str, tuple[float, float]]) -> tuple[tuple[str, float], ...]:
    """Shares that add up to the score. `worths` are (in full, what a mention leaves of it)."""
    ordered = sorted(worths.items(), key=lambda item: (-item[1][0], item[0]))
    shares: list[tuple[str, float]] = []
    missing = left = 1.0
    for name, (full, calm) in ordered:
        shares.append((name, round(missing * full, 3)))
        missing, left = missing * (1 - full), left * (1 - calm)
    if left > missing:
        shares.append((_MENTIONED, round(missing - left, 3)))
    return tuple((name, share) for name, share in shares if share)


def _passages(signals: Sequence[Seen]) -> Iterator[list[Seen]]:
    """Signals that stand near each other."""
    group: list[Seen] = []
    reach = 0
    for seen in signals:
        apart = (
            seen.start - reach > _GAP or seen.end - group[0].start > _LONGEST if group else False
        )
        if apart:
            yield group
            group = []
        group.append(seen)
        reach = max(reach if len(group) > 1 else 0, seen.end)
    if group:
        yield group


def _sentences(group: Sequence[Seen], reading: Reading) -> tuple[int, int]:
    """From the first sentence of these signals to the last, cut where a sentence has no end."""
    first, last = group[0].start, max(seen.end for seen in group)
    start, end = reading.sentence(first)[0], reading.sentence(max(first, last - 1))[1]
    return max(start, first - _REACH), min(end, last + _REACH)


def _apart(passages: Sequence[Passage]) -> list[Passage]:
    """In order of place; of two that overlap, the one with the higher score."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.start, p.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
        elif passage.score > kept[-1].score:
            kept[-1] = passage
    return kept


def _disguises(veiled: Sequence[Hidden], span: tuple[int, int]) -> set[str]:
    """What of `veiled`, which is in order, lies in `span`."""
    first = bisect_left(veiled, span[0], key=lambda each: each.start)
    last = bisect_left(veiled, span[1], lo=first, key=lambda each: each.start)
    return {each.disguise for each in veiled[max(0, first - 1) : last] if each.end > span[0]}


class _Chars:
    """How many characters stand before a byte; asked in any order, counted in one pass."""

    def __init__(self, encoded: bytes) -> None:
        self._encoded = encoded
        self._known = {0: 0}
        self._last = 0

    def before(self, place: int) -> int:
        if place not in self._known:
            base = self._last if self._last <= place else 0
            count = len(self._encoded[base:place].decode(errors="ignore"))
            self._known[place] = self._known[base] + count
            self._last = place
        return self._known[place]
