"""The sign-off's side of the decision log: ids, states, counts and labels, never text."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.errors import CouldNotRun, Refused
from bot.ports import Decisions
from bot.records import Draft, Entry, Json, SignOff
from guards.rulebook import Rulebook
from guards.verdict import Finding, Verdict


class Entries:
    """Writes what a sign-off's entries have in common, and keeps every refusal."""

    def __init__(self, decisions: Decisions, rulebook: Rulebook) -> None:
        self._decisions = decisions
        self._rulebook = rulebook

    def about(
        self,
        subject: SignOff | Draft,
        kind: str,
        *,
        actor: str,
        role: str,
        verdict: str = "",
        reason: str = "",
        rule: str = "",
        findings: tuple[Mapping[str, Json], ...] = (),
        commitments: Mapping[str, str] | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> Entry:
        """One entry that names the request, the exact text and where it goes."""
        return Entry(
            kind=kind,
            request_id=subject.request_id,
            actor=actor,
            role=role,
            team=subject.place.team,
            channel=subject.place.channel,
            rulebook=self._rulebook.revision,
            rule=rule or _rule(subject),
            verdict=verdict,
            reason=reason,
            trace=subject.request_id,
            findings=findings,
            commitments=commitments or {},
            detail={**_identity(subject), **(detail or {})},
        )

    async def append(self, entry: Entry) -> None:
        await self._decisions.append(entry)

    @asynccontextmanager
    async def refusals(
        self, subject: SignOff | Draft, *, actor: str, role: str
    ) -> AsyncIterator[None]:
        """Keep an entry of every refusal that leaves this block, then let it go on."""
        try:
            yield
        except (Refused, CouldNotRun) as error:
            entry = self.about(
                subject,
                "refused",
                actor=actor,
                role=role,
                verdict="block",
                reason=error.code,
                rule=error.rule,
            )
            await self._decisions.append(entry)
            error.recorded = True
            raise

    def unknown(self, signoff_id: str, *, actor: str, role: str) -> Entry:
        """Somebody named a sign-off that does not exist (any more)."""
        return Entry(
            kind="refused",
            request_id="",
            actor=actor,
            role=role,
            team="",
            rulebook=self._rulebook.revision,
            verdict="block",
            reason="unknown_signoff",
            detail={"signoff": signoff_id[:64]},
        )


def findings_of(verdict: Verdict) -> tuple[dict[str, Json], ...]:
    """What the guards saw in the text that is to be published, as the log keeps it."""
    return tuple(_as_json(finding) for finding in verdict.findings)


def _rule(subject: SignOff | Draft) -> str:
    return f"routes.{subject.route}" if isinstance(subject, SignOff) else ""


def _identity(subject: SignOff | Draft) -> dict[str, Json]:
    if isinstance(subject, Draft):
        return {"draft": subject.id, "draft_revision": subject.revision}
    return {
        "signoff": subject.id,
        "revision": subject.revision,
        "digest": subject.digest,
        "destination": subject.destination,
        "draft": subject.draft_id,
        "draft_revision": subject.draft_revision,
    }


def _as_json(finding: Finding) -> dict[str, Json]:
    return {
        "part": "publication",
        "guard": finding.guard,
        "label": finding.label,
        "start": finding.start,
        "end": finding.end,
        "score": round(finding.score, 3),
        "rule": finding.rule,
        "action": finding.action.value,
    }
