"""Our own log lines: one JSON object each, on stderr, without anybody's text.

An exception is logged as its class and place. Its message may quote what somebody wrote, so it
is never formatted. Libraries speak from WARNING up, and their records pass the same formatter.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

_FIELDS = ("worker", "job", "kind", "cause", "n", "code", "signoff", "request")


class JsonLines(logging.Formatter):
    """time, level, logger, event, the fields we name, and where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.startswith(("bot.", "guards.", "prompts.", "deploy."))
        line: dict[str, object] = {
            "ts": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            # a library's message may quote a payload; where it spoke is enough to find it
            "event": record.getMessage() if ours else f"{record.module}.{record.funcName}",
        }
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = _place(record)
        return json.dumps(line, ensure_ascii=False)


def _place(record: logging.LogRecord) -> str:
    frames = traceback.extract_tb(record.exc_info[2]) if record.exc_info else []
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""


def set_up_logs(level: str) -> None:
    """Our lines at `level`, libraries from WARNING, all through one handler. Safe to repeat."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for room in ("bot", "guards", "prompts", "deploy"):
        logging.getLogger(room).setLevel(level)
