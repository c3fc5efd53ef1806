"""What the page shows beside the chat, and where it comes from."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Entries = Sequence[Mapping[str, Any]]


async def _nothing() -> Entries:
    return ()


@dataclass(frozen=True, slots=True)
class Panels:
    """Newest entries last. `site_dir` is the folder of the published site, if there is one.

    A model request is a request body (`messages`, or `instructions` and `input`), alone or under
    `body` beside `at`; a log entry is one line of the exported decision log. What the page does not
    know it shows as it is.
    """

    model_requests: Callable[[], Awaitable[Entries]] = _nothing
    log_entries: Callable[[], Awaitable[Entries]] = _nothing
    site_dir: Path | None = None
