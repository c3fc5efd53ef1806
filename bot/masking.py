"""Guard text on its way in and out, with one thread's placeholders kept in the vault.

The placeholders of a thread are the only place where masked values rest. Two workers on one
thread can't lose each other's: the ledger is replaced by compare-and-swap.
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.errors import BadInput, Blocked, CouldNotRun, StoreDown
from bot.ports import Vault
from bot.records import Draft, Place, Seen
from guards.chain import Chain
from guards.pii.placeholders import Placeholders, TooManyPlaceholders, mask
from guards.verdict import Action, Context, Finding, Origin, Side, Verdict

SWAP_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Guarded:
    """Texts after their guards: `parts` are masked, `seen` says what was found in which part.

    `names` is the id of the ledger that the placeholders in `parts` belong to.
    """

    parts: Mapping[str, str] = field(repr=False)
    seen: tuple[Seen, ...]
    names: str = ""
    stop: Blocked | CouldNotRun | None = None


def names_key(place: Place) -> str:
    """Where a thread's placeholders rest in the vault."""
    return f"names:{place.channel}:{place.thread}"


async def placeholders_of(vault: Vault, draft: Draft) -> Placeholders:
    """The placeholders that this draft was made with; empty once they are gone.

    A thread whose ledger lapsed starts a new one, where ⟦人物1⟧ is somebody else.
    """
    kept = await vault.get(names_key(draft.place))
    known = None if kept is None else Placeholders.from_json(kept.decode())
    if known is None or known.id != draft.names:
        return Placeholders(draft.locale, id=draft.names)
    return known


class Masking:
    """The guard chain, with masking into a thread's placeholders."""

    def __init__(self, chain: Chain, vault: Vault, *, limit: int) -> None:
        self._chain = chain
        self._vault = vault
        self._limit = limit

    async def guard(
        self, parts: Mapping[str, str], *, place: Place, context: Context, blocked: str
    ) -> Guarded:
        """Check every part and mask what must be masked.

        Where a finding blocks, `stop` is Blocked(`blocked`); where a guard could not run it is
        CouldNotRun('guard_failed'). The caller records what was seen, then raises it; no part
        is given back and nothing was kept.
        """
        verdicts = await asyncio.to_thread(check_parts, self._chain, parts, context)
        seen = tuple(
            as_seen(part, finding) for part, v in verdicts.items() for finding in v.findings
        )
        stop = _stop(verdicts, seen, blocked)
        if stop is not None:
            return Guarded({}, seen, stop=stop)
        masked, names = await self._mask_all(parts, verdicts, place, context.locale)
        return Guarded(masked, seen, names)

    async def _mask_all(
        self, parts: Mapping[str, str], verdicts: Mapping[str, Verdict], place: Place, locale: str
    ) -> tuple[dict[str, str], str]:
        """The masked parts and their ledger's id. The ledger's lifetime starts again."""
        for _ in range(SWAP_ATTEMPTS):
            old = await self._vault.get(names_key(place))
            known = (
                Placeholders(locale, limit=self._limit, id=secrets.token_hex(8))
                if old is None
                else Placeholders.from_json(old.decode())
            )
            masked = self._masked(parts, verdicts, known)
            new = known.to_json().encode()
            if await self._vault.swap(names_key(place), old=old, new=new):
                return masked, known.id
        raise StoreDown("store_down")

    def _masked(
        self, parts: Mapping[str, str], verdicts: Mapping[str, Verdict], known: Placeholders
    ) -> dict[str, str]:
        try:
            return {p: mask(text, verdicts[p].findings, known) for p, text in parts.items()}
        except TooManyPlaceholders:
            params: dict[str, str | int] = {"limit": self._limit}
            raise BadInput("too_many_masked", rule="limits.placeholders", params=params) from None


def check_parts(chain: Chain, parts: Mapping[str, str], context: Context) -> dict[str, Verdict]:
    """The verdict on each part, which knows who wrote it; the last knows the whole output."""
    last = list(parts)[-1] if parts else None
    whole = tuple(parts.values()) if context.side is Side.OUTPUT else None
    verdicts = {}
    for part, text in parts.items():
        told = replace(context, origin=_origin(part), whole=whole if part == last else None)
        verdicts[part] = chain.check(text, told)
    return verdicts


def _origin(part: str) -> Origin:
    """`material.…` is what somebody else may have written; everything else was typed."""
    return Origin.MATERIAL if part.startswith("material.") else Origin.TYPED


def as_seen(part: str, finding: Finding) -> Seen:
    return Seen(
        part=part,
        guard=finding.guard,
        label=finding.label,
        start=finding.start,
        end=finding.end,
        score=round(finding.score, 3),
        rule=finding.rule,
        action=finding.action.value,
        reason={"ja": finding.reason.ja, "en": finding.reason.en},
        passes={"ja": finding.passes.ja, "en": finding.passes.en},
        parts=finding.parts,
    )


def _stop(
    verdicts: Mapping[str, Verdict], seen: tuple[Seen, ...], blocked: str
) -> Blocked | CouldNotRun | None:
    failed = [f for verdict in verdicts.values() for f in verdict.failures]
    if failed:
        return CouldNotRun("guard_failed", rule=f"guard.{failed[0].guard}")
    stopping = [s for s in seen if s.action == Action.BLOCK]
    if not stopping:
        return None
    labels = ", ".join(sorted({s.label for s in stopping}))
    params: dict[str, str | int] = {"labels": labels, "count": len(stopping)}
    params |= {f"passes_{locale}": words for locale, words in stopping[0].passes.items()}
    return Blocked(blocked, rule=stopping[0].rule, params=params)
