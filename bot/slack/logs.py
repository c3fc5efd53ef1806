"""Keep the Slack libraries' own words out of our logs: they hold message bodies and tokens.

The SDK logs whole payloads at DEBUG, Bolt logs a body whose signature is wrong at INFO, and an
API error's text holds the request. What is left of any of them here is where it happened.
"""

import logging

_LIBRARIES = ("slack_bolt", "slack_sdk")

log = logging.getLogger(__name__)


class Quiet(logging.Handler):
    """Pass on that something went wrong and where; never the record's text or its arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno < logging.WARNING:
            return
        kind = record.exc_info[0] if record.exc_info else None
        cause = kind.__name__ if kind else ""
        log.log(record.levelno, "slack client: %s.%s %s", record.module, record.funcName, cause)


def quiet_slack_logs() -> None:
    """Put `Quiet` between the Slack libraries and every other handler. Safe to call again."""
    for name in _LIBRARIES:
        library = logging.getLogger(name)
        library.propagate = False
        library.handlers = [Quiet()]
