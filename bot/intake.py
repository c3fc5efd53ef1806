"""Keep every ask exactly once, before Slack is told that it arrived."""

from collections.abc import Mapping

from bot.ports import Jobs
from bot.records import Json


class Intake:
    """The web process's whole duty: durable first, acknowledged second."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    async def accept(self, kind: str, payload: Mapping[str, Json], *, dedupe: str) -> bool:
        """Queue the job unless `dedupe` was seen within 24 h; False says it was seen before.

        Raises StoreDown; the caller must not acknowledge then, so that Slack delivers it again.
        """
        return await self._jobs.enqueue(kind, payload, dedupe=dedupe)
