"""The fair copy: exactly what would leave the company, made from a draft.

Masked values stay hidden behind words unless a reviewer let them out; nothing invisible stays
invisible; nothing acts by itself; a placeholder that stands for nothing is never published.
"""

import asyncio
import re
from collections.abc import Callable, Collection, Mapping

from bot.errors import Blocked, CouldNotRun, Refused
from bot.masking import placeholders_of
from bot.ports import Vault
from bot.records import Draft, Publication
from bot.signoff.entries import Entries, findings_of
from bot.signoff.headline import headline
from bot.signoff.inert import inert
from bot.signoff.reveal import reveal
from guards.pii.placeholders import Placeholders, redact, restore
from guards.verdict import Action, Verdict

CheckOutput = Callable[[str, Draft], Verdict]
"""The output guards, on the exact text that would leave. Called on a thread."""

_LEFTOVER = re.compile(r"[⟦⟧]")


class FairCopies:
    """Makes fair copies, and lets the output guards see each one as it would leave."""

    def __init__(self, vault: Vault, *, check_output: CheckOutput, entries: Entries) -> None:
        self._vault = vault
        self._check_output = check_output
        self._entries = entries

    async def restorable(self, draft: Draft) -> tuple[tuple[str, str], ...]:
        """(placeholder, label) of each masked value that the draft's text mentions, in order."""
        return restorable(draft, await self._placeholders(draft))

    async def values(self, draft: Draft) -> Mapping[str, str]:
        """What each of those stands for: for somebody who decides on letting it out."""
        held = await self._placeholders(draft)
        return {token: held.value_of(token) for token, _ in restorable(draft, held)}

    async def of(
        self, draft: Draft, destination: str, *, person: str, accepted: Collection[str]
    ) -> Publication:
        """The exact text; `person` is who asked for it.

        Raises Refused('unresolved'), Blocked('blocked_output') or CouldNotRun('guard_failed').
        """
        publication = publication_of(
            draft, destination, placeholders=await self._placeholders(draft), accepted=accepted
        )
        text = f"{publication.title}\n\n{publication.body}"
        verdict = await asyncio.to_thread(self._check_output, text, draft)
        stop = stopped_by(verdict)
        entry = self._entries.about(
            draft,
            "guarded",
            actor=person,
            role="ringi",
            verdict=verdict.action.value,
            reason=stop.code if stop else "",
            rule=stop.rule if stop else "",
            findings=findings_of(verdict),
            detail={"side": "publication", "destination": destination},
        )
        await self._entries.append(entry)
        if stop is not None:
            raise stop
        return publication

    async def _placeholders(self, draft: Draft) -> Placeholders:
        return await placeholders_of(self._vault, draft)


def publication_of(
    draft: Draft, destination: str, *, placeholders: Placeholders, accepted: Collection[str]
) -> Publication:
    """The Publication of this draft with only the `accepted` placeholders' values let out.

    Raises Refused('unresolved') where a placeholder in the text stands for no value.
    """
    keep = frozenset(accepted)
    sections = [
        (_settled(s.title, placeholders, keep), _settled(s.body, placeholders, keep))
        for s in draft.sections
    ]
    title = headline(sections[0][1], fallback=sections[0][0])
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections)
    return Publication(destination, title, body + "\n", {"locale": draft.locale})


def restorable(draft: Draft, placeholders: Placeholders) -> tuple[tuple[str, str], ...]:
    """(placeholder, label) of each masked value that the draft's text mentions, in order."""
    text = "\n".join(s.body for s in draft.sections)
    return tuple((token, placeholders.label(token)) for token in restore(text, placeholders).used)


def stopped_by(verdict: Verdict) -> Blocked | CouldNotRun | None:
    """Why this verdict stops, or None. A guard that could not run stops as a block does."""
    if verdict.could_not_run:
        return CouldNotRun("guard_failed", rule=f"guard.{verdict.failures[0].guard}")
    stopping = [f for f in verdict.findings if f.action is Action.BLOCK]
    if not stopping and not verdict.stops:
        return None
    labels = ", ".join(sorted({f.label for f in stopping}))
    rule = stopping[0].rule if stopping else ""
    params: dict[str, str | int] = {"labels": labels, "count": len(stopping)}
    if stopping:
        params |= {"passes_ja": stopping[0].passes.ja, "passes_en": stopping[0].passes.en}
    return Blocked("blocked_output", rule=rule, params=params)


def _settled(text: str, placeholders: Placeholders, keep: frozenset[str]) -> str:
    """Hidden first, let out second: a value is never read as a placeholder again."""
    hidden = redact(text, placeholders, keep)
    shown = restore(hidden, placeholders, only=keep)
    if shown.invented or _LEFTOVER.search(shown.text):
        raise Refused("unresolved", params={"count": max(1, len(shown.invented))})
    return inert(reveal(shown.text.strip()))
