"""`guard scan`: JSON Lines in, JSON Lines out. The shape of both is a promise.

In: see guards.cases. Out: `{"id", "verdict", "findings": [{"guard", "label", "start", "end",
"score", "reason", "rule"}]}` with code-point offsets in the text as it was given, and
`could_not_run` with the names of guards that failed, only when some did. With `explain`, a finding
also says `reasons` and `passes` in both languages, the `parts` of its score, and `near`, the places
in the sources that come closest. A line that can't be read gives `{"id", "error", "line"}`, and the
scan goes on.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from guards.cases import Unreadable, cases
from guards.chain import Chain
from guards.verdict import Finding, Side, Verdict


def scan_lines(
    lines: Iterable[str | bytes], chain: Chain, *, side: Side, locale: str, explain: bool = False
) -> Iterator[str]:
    """One line of JSON for each line that is not blank, in order."""
    for case in cases(lines, side=side, locale=locale):
        if isinstance(case, Unreadable):
            yield _dumped({"id": case.id, "error": case.why.in_(locale), "line": case.line})
        else:
            verdict = chain.check(case.text, case.context)
            yield _dumped({"id": case.id, **_shown(verdict, locale, explain=explain)})


def is_error(line: str) -> bool:
    """Whether a line that `scan_lines` gave reports a bad line or a guard that could not run."""
    result = json.loads(line)
    return "error" in result or "could_not_run" in result


def _shown(verdict: Verdict, locale: str, *, explain: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "verdict": verdict.action.value,
        "findings": [
            _shown_finding(finding, locale, explain=explain) for finding in verdict.findings
        ],
    }
    if verdict.could_not_run:
        shown["could_not_run"] = [failure.guard for failure in verdict.failures]
    return shown


def _shown_finding(finding: Finding, locale: str, *, explain: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "guard": finding.guard,
        "label": finding.label,
        "start": finding.start,
        "end": finding.end,
        "score": finding.score,
        "reason": finding.reason.in_(locale),
        "rule": finding.rule,
    }
    if explain:
        shown |= {
            "reasons": asdict(finding.reason),
            "passes": asdict(finding.passes),
            "parts": dict(finding.parts),
            "near": [asdict(place) for place in finding.near],
        }
    return shown


def _dumped(result: dict[str, Any]) -> str:
    """JSON with readable Japanese; all escaped where an id holds what UTF-8 can't say."""
    try:
        line = json.dumps(result, ensure_ascii=False, allow_nan=False)
    except ValueError:  # an id that JSON does not know, as NaN
        return _dumped({**result, "id": str(result["id"])})
    return line if _is_sendable(line) else json.dumps(result)


def _is_sendable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True
