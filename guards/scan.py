"""`guard scan`: JSON Lines in, JSON Lines out. The shape of both is a promise.

In: `{"id": …, "text": "…"}`, and where they matter `"sources": ["…"]` (the material that an output
must be traceable to), `"names": ["…"]` (the directory) and `"origin": "typed" | "material"`.
Out: `{"id", "verdict", "findings": [{"guard", "label", "start", "end", "score", "reason",
"rule"}]}` with code-point offsets in the text as it was given, and `could_not_run` with the names
of guards that failed, only when some did. With `explain`, a finding also says `reasons` and
`passes` in both languages, the `parts` of its score, and `near`, the places in the sources that
come closest. A line that can't be read gives `{"id", "error", "line"}`, and the scan goes on.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from guards.chain import Chain
from guards.verdict import Context, Finding, Origin, Side, Verdict

_ERRORS = {
    "not_json": ("JSON として読めない行です。", "This line is not JSON."),
    "not_object": ("JSON オブジェクトではありません。", "This line is not a JSON object."),
    "no_list": (
        "sources・names は文字列の配列、origin は typed か material です。",
        "`sources` and `names` are lists of strings, `origin` is typed or material.",
    ),
    "no_text": ("text（文字列）がありません。", "There is no `text`, or it is not a string."),
}


class _BadLine(Exception):
    def __init__(self, code: str, *, line_id: object = None) -> None:
        super().__init__(code)
        self.code = code
        self.line_id = line_id


def scan_lines(
    lines: Iterable[str | bytes], chain: Chain, *, side: Side, locale: str, explain: bool = False
) -> Iterator[str]:
    """One line of JSON for each line that is not blank, in order."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = _read(line)
            context = _context(given, side=side, locale=locale)
            verdict = chain.check(given["text"], context)
            result = {"id": given.get("id"), **_shown(verdict, locale, explain=explain)}
        except _BadLine as bad:
            words = _ERRORS[bad.code][0 if locale.startswith("ja") else 1]
            result = {"id": bad.line_id, "error": words, "line": number}
        yield _dumped(result)


def is_error(line: str) -> bool:
    """Whether a line that `scan_lines` gave reports a bad line or a guard that could not run."""
    result = json.loads(line)
    return "error" in result or "could_not_run" in result


def _read(line: str | bytes) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise _BadLine("not_json") from None
    if not isinstance(given, dict):
        raise _BadLine("not_object")
    if not isinstance(given.get("text"), str):
        raise _BadLine("no_text", line_id=given.get("id"))
    return given


def _context(given: Mapping[str, Any], *, side: Side, locale: str) -> Context:
    try:
        return Context(
            side=side,
            locale=locale,
            sources=_strings(given.get("sources", ())),
            whole=(given["text"],) if side is Side.OUTPUT else None,
            names=_strings(given.get("names", ())),
            origin=Origin(given.get("origin", Origin.MATERIAL)),
        )
    except ValueError:
        raise _BadLine("no_list", line_id=given.get("id")) from None


def _strings(given: object) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise ValueError("not a list of strings")
    return tuple(given)


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
    line = json.dumps(result, ensure_ascii=False)
    return line if _is_sendable(line) else json.dumps(result)


def _is_sendable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True
