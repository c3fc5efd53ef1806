"""`guard scan`: JSON Lines in, JSON Lines out. The shape of both is a promise.

In: `{"id": …, "text": "…"}`. Out: `{"id", "verdict", "findings": [{"guard", "label", "start",
"end", "score", "reason", "rule"}]}` with code-point offsets in the text as it was given, and
`could_not_run` with the names of guards that failed, only when some did. A line that can't be
read gives `{"id", "error", "line"}`, and the scan goes on.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from guards.chain import Chain
from guards.verdict import Context, Finding, Side, Verdict

_ERRORS = {
    "not_json": ("JSON として読めない行です。", "This line is not JSON."),
    "not_object": ("JSON オブジェクトではありません。", "This line is not a JSON object."),
    "no_text": ("text（文字列）がありません。", "There is no `text`, or it is not a string."),
}


class _BadLine(Exception):
    def __init__(self, code: str, *, line_id: object = None) -> None:
        super().__init__(code)
        self.code = code
        self.line_id = line_id


def scan_lines(
    lines: Iterable[str | bytes], chain: Chain, *, side: Side, locale: str
) -> Iterator[str]:
    """One line of JSON for each line that is not blank, in order."""
    context = Context(side=side, locale=locale)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            line_id, text = _read(line)
            result = {"id": line_id, **_shown(chain.check(text, context), locale)}
        except _BadLine as bad:
            words = _ERRORS[bad.code][0 if locale.startswith("ja") else 1]
            result = {"id": bad.line_id, "error": words, "line": number}
        yield _dumped(result)


def is_error(line: str) -> bool:
    """Whether a line that `scan_lines` gave reports a bad line or a guard that could not run."""
    result = json.loads(line)
    return "error" in result or "could_not_run" in result


def _read(line: str | bytes) -> tuple[object, str]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise _BadLine("not_json") from None
    if not isinstance(given, dict):
        raise _BadLine("not_object")
    if not isinstance(given.get("text"), str):
        raise _BadLine("no_text", line_id=given.get("id"))
    return given.get("id"), given["text"]


def _shown(verdict: Verdict, locale: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "verdict": verdict.action.value,
        "findings": [_shown_finding(finding, locale) for finding in verdict.findings],
    }
    if verdict.could_not_run:
        shown["could_not_run"] = [failure.guard for failure in verdict.failures]
    return shown


def _shown_finding(finding: Finding, locale: str) -> dict[str, Any]:
    return {
        "guard": finding.guard,
        "label": finding.label,
        "start": finding.start,
        "end": finding.end,
        "score": finding.score,
        "reason": finding.reason.in_(locale),
        "rule": finding.rule,
    }


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
