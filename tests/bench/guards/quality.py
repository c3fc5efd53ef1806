"""How right the guards are on the report halves of the corpora, which nobody tuned on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from guards.chain import Chain
from guards.verdict import Context, Finding, Origin, Side
from tests.bench.guards import corpora
from tests.bench.guards.table import Row

Span = tuple[int, int]
NAME = "PERSON"
SECRETS = ("SECRET", "URL_CREDENTIALS")


@dataclass
class Tally:
    """Hits, misses and false alarms by label, and the ids of the lines that went wrong."""

    hit: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        return sorted({*self.hit, *self.missed, *self.false})

    def recall(self, label: str | None = None) -> float:
        return _share(_of(self.hit, label), _of(self.hit, label) + _of(self.missed, label))

    def precision(self, label: str | None = None) -> float:
        return _share(_of(self.hit, label), _of(self.hit, label) + _of(self.false, label))


def identifiers(chain: Chain, half: str = "report") -> Tally:
    """Identifiers and addresses: a hit is any overlap under the same label."""
    tally = Tally()
    for line in corpora.read("identifiers", half):
        found = [f for f in _found(chain, line["text"], Context()) if f.label != NAME]
        _judge(tally, str(line["id"]), corpora.spans_of(line), found)
    return tally


def whole_addresses(chain: Chain, half: str = "report") -> float:
    """The share of addresses that one finding covers to four fifths or more."""
    whole = every = 0
    for line in corpora.read("identifiers", half):
        found = [f for f in _found(chain, line["text"], Context()) if f.label == "ADDRESS"]
        for start, end, label in corpora.spans_of(line):
            if label == "ADDRESS":
                every += 1
                whole += any(_alike((start, end), (f.start, f.end)) >= 0.8 for f in found)
    return _share(whole, every)


def secrets(
    chain: Chain, alone: Chain, sentences: Iterable[str], half: str = "report"
) -> tuple[Tally, int]:
    """Secrets caught by `chain`, and false alarms of `alone` on sentences that hold none."""
    tally = Tally()
    for line in corpora.read("secrets", half):
        found = _found(chain, line["text"], Context())
        spans = [(s, e, "SECRET") for s, e, _ in corpora.spans_of(line)]
        secret = [replace(f, label="SECRET") for f in found if f.label in SECRETS]
        _judge(tally, str(line["id"]), spans, secret)
    alarms = sum(bool(_found(alone, each, Context())) for each in sentences)
    return tally, alarms


def injections(chain: Chain, half: str = "report") -> tuple[float, float, list[str]]:
    """The share of attacks caught, of benign texts flagged, and the ids that went wrong."""
    caught: Counter[bool] = Counter()
    every: Counter[bool] = Counter()
    wrong = []
    for line in corpora.read("injections", half):
        context = Context(origin=Origin(line["origin"]))
        flagged = bool(_found(chain, line["text"], context))
        every[line["attack"]] += 1
        caught[line["attack"]] += flagged
        if flagged != line["attack"]:
            wrong.append(str(line["id"]))
    return _share(caught[True], every[True]), _share(caught[False], every[False]), wrong


def terms(chain: Chain, half: str = "report") -> Tally:
    """Each NG sentence must have a finding of its label, its OK twin none."""
    tally = Tally()
    for line in corpora.read("terms", half):
        context = Context(Side.OUTPUT, "ja" if _is_japanese(line["ng"]) else "en")
        label = line["label"]
        ng, ok = (_has(chain, line[twin], context, label) for twin in ("ng", "ok"))
        tally.hit[label] += ng
        tally.missed[label] += not ng
        tally.false[label] += ok
        if ok or not ng:
            tally.wrong.append(str(line["id"]))
    return tally


@dataclass
class Grounded:
    caught: float
    alarms_by_text: float
    alarms_by_claim: float
    wrong: list[str]


def grounding(chain: Chain, claims: Callable[[str], int], half: str = "report") -> Grounded:
    """Wrong values caught, and false alarms by text and by claim (`claims` counts them)."""
    caught = every = alarmed = alarms = made = 0
    wrong = []
    lines = corpora.read("grounding", half)
    for line in lines:
        context = Context(Side.OUTPUT, sources=tuple(line["sources"]))
        found = _found(chain, line["ng"], context)
        hits = [_touches(line["ng"], value, found) for value in line["wrong"]]
        false = _found(chain, line["ok"], context)
        caught += sum(hits)
        every += len(hits)
        alarmed, alarms, made = (
            alarmed + bool(false),
            alarms + len(false),
            made + claims(line["ok"]),
        )
        if false or not all(hits):
            wrong.append(str(line["id"]))
    return Grounded(
        _share(caught, every), _share(alarmed, len(lines)), _share(alarms, max(made, 1)), wrong
    )


def label_rows(tally: Tally) -> Iterator[Row]:
    """Recall and precision by label, without bars."""
    for label in tally.labels:
        count = tally.hit[label] + tally.missed[label]
        note = f"precision {tally.precision(label):.3f}, n = {count}"
        yield Row(f"  {label}", tally.recall(label), note=note)


def _found(chain: Chain, text: str, context: Context) -> tuple[Finding, ...]:
    """The findings; a guard that could not run makes every figure worthless, so it ends the run."""
    verdict = chain.check(text, context)
    if verdict.could_not_run:
        raise RuntimeError(f"could not run: {verdict.failures}")
    return verdict.findings


def _judge(
    tally: Tally, line_id: str, wanted: Sequence[tuple[int, int, str]], found: Sequence[Finding]
) -> None:
    before = tally.missed.total() + tally.false.total()
    for start, end, label in wanted:
        hit = any(f.label == label and f.start < end and start < f.end for f in found)
        (tally.hit if hit else tally.missed)[label] += 1
    for f in found:
        if not any(f.label == label and f.start < e and s < f.end for s, e, label in wanted):
            tally.false[f.label] += 1
    if tally.missed.total() + tally.false.total() > before:
        tally.wrong.append(line_id)


def _has(chain: Chain, text: str, context: Context, label: str) -> bool:
    return any(f.label == label for f in _found(chain, text, context))


def _touches(text: str, value: str, found: Sequence[Finding]) -> bool:
    start = text.index(value)
    return any(f.start < start + len(value) and start < f.end for f in found)


def _alike(a: Span, b: Span) -> float:
    """Intersection over union."""
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (a[1] - a[0] + b[1] - b[0] - both)


def _is_japanese(text: str) -> bool:
    return any("ぁ" <= char <= "ヶ" or "一" <= char <= "鿿" for char in text)


def _of(counts: Counter[str], label: str | None) -> int:
    return counts.total() if label is None else counts[label]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
