"""Log lines say what happened and where, and nobody's words."""

import json
import logging
import sys

from bot.logs import JsonLines

CANARY = "山田太郎 090-1234-5678"


def record(name: str, message: str, **extra: str) -> logging.LogRecord:
    try:
        raise ValueError(CANARY)
    except ValueError:
        made = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, (), sys.exc_info())
    made.__dict__.update(extra)
    return made


def test_an_exception_is_its_class_and_place() -> None:
    line = JsonLines().format(record("bot.worker", "job failed", job="1-0"))
    told = json.loads(line)
    assert (told["exception"], told["job"], told["event"]) == ("ValueError", "1-0", "job failed")
    assert told["at"].startswith("test_logs.py:")
    assert "山田" not in line


def test_a_librarys_message_is_left_out() -> None:
    assert "山田" not in JsonLines().format(record("redis.client", f"sent {CANARY}"))


def test_a_field_that_is_not_named_is_left_out() -> None:
    assert "山田" not in JsonLines().format(record("bot.desk", "x", text=CANARY))
