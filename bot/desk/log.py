"""The desk's entries: each step, each refusal, each rating. Never the text, only commitments."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.kept import checked_key, to_bytes
from bot.errors import ModelFailed, RingiError
from bot.masking import Guarded
from bot.ports import Decisions, Vault
from bot.records import Draft, Entry, FollowUp, Json, Person, Place, Request, Seen
from guards.rulebook import Rulebook
from guards.verdict import Context
from prompts.template import Template

_SEVERITY = {"allow": 0, "mask": 1, "flag": 2, "block": 3}


@dataclass(frozen=True, slots=True)
class Ask:
    """What a request and a follow-up have in common once they are understood."""

    origin: Request | FollowUp
    person: Person
    template: Template
    rule: str
    request_id: str


class DeskLog:
    """Writes what the desk decided, before it has an effect."""

    def __init__(self, decisions: Decisions, vault: Vault, rulebook: Rulebook) -> None:
        self._decisions = decisions
        self._vault = vault
        self._rulebook = rulebook

    async def record(
        self,
        ask: Ask,
        kind: str,
        *,
        verdict: str = "",
        reason: str = "",
        findings: tuple[Mapping[str, Json], ...] = (),
        commitments: Mapping[str, str] | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> None:
        template: dict[str, Json] = {
            "id": ask.template.id,
            "version": ask.template.version,
            "hash": ask.template.hash,
        }
        await self._decisions.append(
            Entry(
                kind=kind,
                request_id=ask.request_id,
                actor=ask.person.id,
                role="requester",
                team=ask.origin.place.team,
                channel=ask.origin.place.channel,
                rulebook=self._rulebook.revision,
                rule=ask.rule,
                verdict=verdict,
                reason=reason,
                trace=ask.origin.id,
                findings=findings,
                commitments=commitments or {},
                detail={"template": template, **(detail or {})},
            )
        )

    async def guarded(
        self, ask: Ask, guarded: Guarded, parts: Mapping[str, str], context: Context
    ) -> None:
        """The entry of one guard run, and then the stop, where there is one.

        What the guards were shown is kept first, so that a rulebook can be tried on it later.
        """
        side = context.side.value
        text = "\n".join(parts.values())
        kept = to_bytes(parts, context, guarded.seen)
        await self._vault.put(checked_key(ask.origin.id, side), kept)
        severest = max((_SEVERITY[s.action] for s in guarded.seen), default=0)
        await self.record(
            ask,
            "guarded",
            verdict="block" if guarded.stop else list(_SEVERITY)[severest],
            reason=guarded.stop.code if guarded.stop else "",
            findings=tuple(as_finding(s) for s in guarded.seen),
            commitments={side: await self._vault.commit(ask.person.id, text)},
            detail={"side": side},
        )
        if guarded.stop is not None:
            raise guarded.stop

    async def refuse(
        self, error: RingiError, *, number: str, person: str, place: Place, request_id: str = ""
    ) -> None:
        """Record a refusal, wherever it was decided: a refusal is an entry too, once."""
        if error.recorded:
            return
        entry = Entry(
            kind="model_failed" if isinstance(error, ModelFailed) else "refused",
            request_id=request_id or number,
            actor=person,
            role="requester",
            team=place.team,
            channel=place.channel,
            rulebook=self._rulebook.revision,
            rule=error.rule,
            verdict="block",
            reason=error.code,
            trace=number,
        )
        await self._decisions.append(entry)
        error.recorded = True

    async def feedback(self, draft: Draft, *, person: str, said: str) -> None:
        """Record whether a draft was of use: 'good' or 'bad', nothing else."""
        entry = Entry(
            kind="feedback",
            request_id=draft.request_id,
            actor=person,
            role="requester",
            team=draft.place.team,
            channel=draft.place.channel,
            rulebook=self._rulebook.revision,
            reason="good" if said == "good" else "bad",
            trace=draft.trace,
            detail={"draft": draft.id, "revision": draft.revision},
        )
        await self._decisions.append(entry)


def as_finding(seen: Seen) -> dict[str, Json]:
    """A finding as the log keeps it; its reason is in the rulebook, its text nowhere."""
    return {
        "part": seen.part,
        "guard": seen.guard,
        "label": seen.label,
        "start": seen.start,
        "end": seen.end,
        "score": seen.score,
        "parts": [list(part) for part in seen.parts],
        "rule": seen.rule,
        "action": seen.action,
    }
