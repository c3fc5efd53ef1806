"""`ringi rules diff` and `ringi rules backtest`: what another rulebook would have decided.

On stdout one JSON object for each text that is decided otherwise, with labels and places, never
the text; on stderr the counts in words. Nothing is written anywhere.
"""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from bot.bootstrap import load_rulebook, open_store
from bot.desk.kept import checked_key, from_bytes
from bot.masking import check_parts
from bot.ports import Decisions, Vault
from bot.processes import SystemClock
from bot.records import Chained
from bot.settings import Settings
from guards.cases import Case, cases
from guards.chain import Chain, build_chain
from guards.compare import Difference, Outcome, Seen, difference, outcome
from guards.rulebook import load
from guards.sections import Words
from guards.verdict import Side

Say = Callable[[str], None]

_SPAN = re.compile(r"(?P<count>[0-9]{1,5})(?P<unit>[hdw])")
_HOURS = {"h": 1, "d": 24, "w": 168}
_DIFFED = Words(
    ja="{looked} 件のうち {otherwise} 件で判断が変わります（判定が変わるもの {verdicts} 件）。",
    en="{otherwise} of {looked} would be decided otherwise ({verdicts} with another verdict).",
)
_LAPSED = Words(
    ja="ほかに {lapsed} 件は、文章が保管庫に残っていないため調べられません。",
    en="{lapsed} more can't be looked at: the vault does not hold their texts any more.",
)
_MOVED = Words(
    ja="  判定 {before} → {after}: {count} 件", en="  verdict {before} → {after}: {count}"
)
_BAD_LINES = Words(ja="読めない行が {count} 行あります。", en="{count} lines could not be read.")


class BadSpan(ValueError):
    """Not a length of time like 30d, 12h or 2w."""


@dataclass
class Tally:
    """What was counted: `moved` counts changes of the verdict as (before, after)."""

    looked: int = 0
    otherwise: int = 0
    lapsed: int = 0
    unreadable: int = 0
    moved: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, found: Difference) -> None:
        self.looked += 1
        self.otherwise += not found.same
        if found.before != found.after:
            self.moved[found.before, found.after] += 1

    def lines(self, locale: str) -> Iterator[str]:
        """The counts in words."""
        verdicts = sum(self.moved.values())
        counts = {"looked": self.looked, "otherwise": self.otherwise, "verdicts": verdicts}
        yield _DIFFED.in_(locale).format(**counts)
        for (before, after), count in sorted(self.moved.items()):
            yield _MOVED.in_(locale).format(before=before, after=after, count=count)
        if self.lapsed:
            yield _LAPSED.in_(locale).format(lapsed=self.lapsed)
        if self.unreadable:
            yield _BAD_LINES.in_(locale).format(count=self.unreadable)


def span_of(written: str) -> timedelta:
    """30d, 12h or 2w. Raises BadSpan."""
    match = _SPAN.fullmatch(written.strip())
    if match is None:
        raise BadSpan(written)
    return timedelta(hours=int(match["count"]) * _HOURS[match["unit"]])


# ── two rulebooks on a file of texts ─────────────────────────────────────────────────────────


def diff(
    before: Path, after: Path, corpus: Iterable[bytes], *, side: Side, locale: str, out: TextIO
) -> Tally:
    """Where the two decide otherwise about `corpus`. Raises RulebookError."""
    chains = [build_chain(load(path), base=path.parent) for path in (before, after)]
    tally = Tally()
    for case in cases(corpus, side=side, locale=locale):
        if not isinstance(case, Case):
            tally.unreadable += 1
            continue
        old, new = (outcome({"text": c.check(case.text, case.context)}) for c in chains)
        found = difference(old, new)
        tally.add(found)
        if not found.same:
            _write(out, {"id": case.id}, found)
    return tally


# ── one rulebook on what was asked ─────────────────────────────────────────────────────────


async def backtest(
    file: Path, settings: Settings, *, since: timedelta, out: TextIO, say: Say
) -> int:
    """Try `file` on the requests that were recorded `since` then. Raises RulebookError."""
    chain = build_chain(load(file), base=file.parent)
    current, _ = load_rulebook(settings)
    clock = SystemClock()
    after = datetime.fromtimestamp(clock.now(), tz=UTC) - since
    async with open_store(settings, current, clock=clock) as store:
        tally = await tried(chain, store.decisions, store.vault, after=after, out=out)
    for line in tally.lines(settings.locale):
        say(line)
    return 0


async def tried(
    chain: Chain, decisions: Decisions, vault: Vault, *, after: datetime, out: TextIO
) -> Tally:
    """Each recorded guard run against what `chain` decides about the same texts now."""
    tally = Tally()
    async for chained in _guard_runs(decisions, after):
        entry, side = chained.entry, str(chained.entry.detail["side"])
        kept = await vault.get(checked_key(entry.trace, side))
        if kept is None:
            tally.lapsed += 1
            continue
        checked = from_bytes(kept)
        now = outcome(check_parts(chain, checked.parts, checked.context))
        found = difference(_recorded(chained), now)
        tally.add(found)
        if not found.same:
            told = {"request": entry.request_id, "trace": entry.trace, "side": side}
            _write(out, {**told, "ts": chained.ts, "rulebook": entry.rulebook}, found)
    return tally


async def _guard_runs(decisions: Decisions, after: datetime) -> AsyncIterator[Chained]:
    """The newest run of each request and side: a job that was tried again ran its guards twice."""
    runs: dict[tuple[str, str], Chained] = {}
    async for chained in decisions.entries():
        entry = chained.entry
        side = str(entry.detail.get("side", ""))
        fresh = entry.kind == "guarded" and datetime.fromisoformat(chained.ts) >= after
        if fresh and side in list(Side):
            runs[entry.trace, side] = chained
    for chained in runs.values():
        yield chained


def _recorded(chained: Chained) -> Outcome:
    seen: Counter[Seen] = Counter()
    for told in chained.entry.findings:
        found: dict[str, Any] = dict(told)
        seen[Seen(**{name: found[name] for name in Seen._fields})] += 1
    return Outcome(chained.entry.verdict, seen)


def _write(out: TextIO, told: dict[str, object], found: Difference) -> None:
    shown = {
        "before": found.before,
        "after": found.after,
        "gone": [seen._asdict() for seen in found.gone],
        "new": [seen._asdict() for seen in found.new],
    }
    out.write(json.dumps({**told, **shown}, ensure_ascii=False) + "\n")
