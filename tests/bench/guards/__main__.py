"""How right and how fast the guards are: `python -m tests.bench.guards`.

Prints a table with the peer's figures from the same run and the same text, and one summary line
last. Exits 1 where a bar is missed. The peer comes with `pip install ringi[peer]`; labelled
sentences for PERSON are given as files, because they are not part of this project.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from guards.chain import Chain, build_chain
from guards.grounding.quantities import quantities
from guards.normalise import Text
from guards.pii.engine import LANGUAGE, engine_for
from guards.rulebook import DEFAULT, load
from guards.sections import Pii
from guards.verdict import Context
from tests.bench import persons
from tests.bench.guards import corpora, quality, speed
from tests.bench.guards.peer import Peer, peer
from tests.bench.guards.table import Row, lines

LabelledFile = Annotated[Path | None, typer.Option(help='{"text", "spans"} a line')]
FEWEST_SENTENCES = 5_000


def main(
    ja: LabelledFile = None,
    en: LabelledFile = None,
    half: Annotated[str, typer.Option(help="report, check or tune")] = "report",
    peer_lines: Annotated[int, typer.Option(help="labelled sentences that the peer reads")] = 300,
    only: Annotated[str, typer.Option(help="speed, persons or quality")] = "",
) -> None:
    """Measure everything, or only a part of it."""
    other = peer()
    if other is None:
        typer.echo("The peer is not installed (pip install 'ringi[peer]'): no comparison.")
    rows: list[Row] = []
    notes: list[str] = []
    if only in ("", "quality"):
        rows += _quality(half, ja, other, notes)
    if only in ("", "persons"):
        rows += _persons(ja, en, other, peer_lines, notes)
    if only in ("", "speed"):
        rows += _speed(other)
    typer.echo("\n".join(lines(rows)))
    typer.echo("\n".join(notes))
    missed = [row.what.strip() for row in rows if row.missed]
    measured = sum(row.bar is not None for row in rows)
    summary = f"{measured - len(missed)} of {measured} bars met"
    typer.echo(summary + (f"; missed: {', '.join(missed)}" if missed else ""))
    if missed:
        raise typer.Exit(1)


def _speed(other: Peer | None) -> Iterator[Row]:
    yield from speed.analyzer_rows(_fresh(), other.analyze if other else None)
    yield from speed.linear_rows(_fresh)
    yield from speed.chain_rows(build_chain(load(DEFAULT)))


def _fresh() -> speed.Analyze:
    """The analyzer of a new engine, which has not seen any sentence."""
    engine = engine_for(Pii())
    return lambda text: engine.analyze(text, language=LANGUAGE)


def _persons(
    ja: Path | None, en: Path | None, other: Peer | None, peer_lines: int, notes: list[str]
) -> Iterator[Row]:
    own = _persons_of(build_chain(load(DEFAULT), only=["pii"]))
    bars = {"ja": (0.88, 0.82, 0.72), "en": (None, 0.65, None)}
    for language, file in (("ja", ja), ("en", en)):
        if file is None:
            notes.append(
                f"PERSON on labelled {language} sentences: no --{language} FILE was given."
            )
            continue
        labelled = corpora.read_file(file)
        mine = persons.measure(labelled, own)
        few = labelled[:: max(1, len(labelled) // peer_lines)]
        theirs = persons.measure(few, other.persons) if other else None
        recall, overlap, exact = bars[language]
        told = f"PERSON {language}, {mine.lines:,} sentences"
        yield Row(f"{told}: recall", mine.overlap.recall, recall, _of(theirs, "overlap", "recall"))
        yield Row(f"{told}: F1 overlap", mine.overlap.f1, overlap, _of(theirs, "overlap", "f1"))
        yield Row(f"{told}: F1 exact", mine.exact.f1, exact, _of(theirs, "exact", "f1"))
    lines_ = [{**line, "spans": corpora.spans_of(line)} for line in corpora.read("names")]
    mine = persons.measure(lines_, own)
    theirs = persons.measure(lines_, other.persons) if other else None
    yield Row(
        f"PERSON, {mine.lines} lines of business chat: F1 overlap",
        mine.overlap.f1,
        None,
        _of(theirs, "overlap", "f1"),
        note=f"precision {mine.overlap.precision:.3f}, recall {mine.overlap.recall:.3f}",
    )


def _of(scores: persons.Scores | None, kind: str, rate: str) -> float | None:
    return None if scores is None else float(getattr(getattr(scores, kind), rate))


def _persons_of(chain: Chain) -> Callable[[str], list[persons.Span]]:
    def find(text: str) -> list[persons.Span]:
        found = chain.check(text, Context()).findings
        return [(f.start, f.end) for f in found if f.label == "PERSON"]

    return find


def _quality(half: str, ja: Path | None, other: Peer | None, notes: list[str]) -> Iterator[Row]:
    rulebook = load(DEFAULT)
    chain = {
        name: build_chain(rulebook, only=[name])
        for name in ("pii", "secrets", "injection", "terms", "grounding")
    }
    both = build_chain(rulebook, only=["pii", "secrets"])
    found = quality.identifiers(both, half)
    theirs = _peer_recall(other, half) if other else None
    yield Row("identifiers: recall", found.recall(), 0.98, theirs)
    yield Row("identifiers: precision", found.precision(), 0.95)
    yield from quality.label_rows(found)
    notes.append(f"identifiers, wrong: {' '.join(found.wrong) or 'none'}")
    yield Row("addresses as one span: recall", quality.whole_addresses(chain["pii"], half), 0.95)

    sentences = _japanese(ja)
    caught, alarms = quality.secrets(both, chain["secrets"], sentences, half)
    yield Row("secrets: caught", caught.recall(), 0.95)
    told = f"secrets: false alarms on {len(sentences):,} Japanese sentences"
    yield Row(told, alarms, 0, unit="count", most=True)
    notes.append(f"secrets, wrong: {' '.join(caught.wrong) or 'none'}")

    attacks, benign, wrong = quality.injections(chain["injection"], half)
    yield Row("injection: caught", attacks, 0.75)
    yield Row("injection: benign texts flagged", benign, 0.01, most=True)
    notes.append(f"injection, wrong: {' '.join(wrong) or 'none'}")

    packs = quality.terms(chain["terms"], half)
    for label in packs.labels:
        yield Row(f"terms {label}: precision", packs.precision(label), 0.95)
        yield Row(f"terms {label}: recall", packs.recall(label), 0.90)
    notes.append(f"terms, wrong: {' '.join(packs.wrong) or 'none'}")

    traced = quality.grounding(chain["grounding"], _claims, half)
    yield Row("grounding: wrong values caught", traced.caught, 0.95)
    yield Row("grounding: false alarms by claim", traced.alarms_by_claim, 0.05, most=True)
    yield Row("grounding: texts with a false alarm", traced.alarms_by_text, most=True)
    notes.append(f"grounding, wrong: {' '.join(traced.wrong) or 'none'}")


def _japanese(file: Path | None) -> list[str]:
    own = corpora.japanese_sentences()
    return own if file is None else own + [str(line["text"]) for line in corpora.read_file(file)]


def _claims(text: str) -> int:
    return sum(1 for _ in quantities(Text.of(text).normal))


def _peer_recall(other: Peer, half: str) -> float:
    """The share of identifiers that the peer finds under any label but a name's or a place's."""
    hit = every = 0
    for line in corpora.read("identifiers", half):
        found = [s for s in other.spans(line["text"]) if s[2] not in ("PERSON", "LOCATION")]
        for start, end, _ in corpora.spans_of(line):
            every += 1
            hit += any(s < end and start < e for s, e, _ in found)
    return hit / every


if __name__ == "__main__":
    typer.run(main)
