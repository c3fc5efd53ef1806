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

    A model request may have `at`, `model`, `messages` (or `input`), `parameters`; a log entry may
    have any of the decision log's fields. Unknown fields are shown as they are.
    """

    model_requests: Callable[[], Awaitable[Entries]] = _nothing
    log_entries: Callable[[], Awaitable[Entries]] = _nothing
    site_dir: Path | None = None
