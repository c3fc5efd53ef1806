"""What somebody asked, kept in the vault while a template or a field is still missing."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from bot.ports import Vault
from bot.records import Json
from bot.slack.arrival import Arrival

ASK_CHARS = 40
"""A single line up to this length only says what to do; anything longer is material too."""

ASK_LINE_CHARS = 80
_WISH = re.compile(
    r"ください|下さい|お願い|して[。！!]?$|作って|書いて|まとめて"
    r"|\b(?:please|summari[sz]e|write|make|turn|create|draft|prepare)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """The words of an ask and where they stood. Buttons carry only its id."""

    id: str
    user: str
    channel: str
    thread: str | None
    ts: str
    files: int
    text: str = field(repr=False)

    @classmethod
    def of(cls, arrival: Arrival) -> "Ask":
        files = arrival.data.get("files")
        return cls(
            id=arrival.id,
            user=arrival.user,
            channel=arrival.channel,
            thread=arrival.thread,
            ts=arrival.ts,
            files=files if isinstance(files, int) else 0,
            text=arrival.text("text").strip(),
        )

    def material(self, is_ask: Callable[[str], bool]) -> str:
        """What the words bring, without a short first or last line that only says what to do.

        Left in, the line would be taken for material, drafted from, and perhaps published.
        """
        lines = self.text.splitlines()
        for at in (0, -1):
            line = lines[at].strip()
            short = len(lines) > 1 and len(line) <= ASK_LINE_CHARS
            if short and _WISH.search(line) and is_ask(line):
                lines.pop(at)
        return "\n".join(lines).strip() or self.text

    @property
    def only_asks(self) -> bool:
        """Whether the words say what to do, and bring nothing to do it with."""
        return len(self.text) <= ASK_CHARS and "\n" not in self.text

    @property
    def gathers(self) -> bool:
        """Whether its material is the thread that it stands in."""
        return self.only_asks and self.thread is not None and self.thread != self.ts

    @property
    def brings(self) -> bool:
        return self.gathers or not self.only_asks


class Asks:
    """Kept asks, sealed, for as long as the rulebook lets the vault keep anything."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def keep(self, ask: Ask) -> None:
        await self._vault.put(f"ask:{ask.id}", json.dumps(asdict(ask)).encode())

    async def get(self, ask_id: Json, *, user: str) -> Ask | None:
        """The ask, for the person who made it; None for anybody else, or where it is gone."""
        found = await self._vault.get(f"ask:{ask_id}") if ask_id else None
        if found is None:
            return None
        kept: Mapping[str, object] = json.loads(found)
        return Ask(**kept) if kept["user"] == user else None  # type: ignore[arg-type] # our own
