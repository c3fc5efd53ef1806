"""A second opinion on what was typed and on material, by a model that follows a written policy.

It reads masked text only, after the guards and before the draft. It may add a flag, never take
one away; where it can't be had, the guards' verdict stands, and is never milder for it.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.log import Ask, DeskLog, as_finding
from bot.errors import ModelFailed
from bot.masking import Guarded
from bot.ports import Judge, Vault
from bot.records import Json, Judged, Opinion, Seen
from guards.injection.guard import LABEL
from guards.injection.policy import RULES, policy
from guards.rulebook import Rulebook
from guards.verdict import Action, Origin

DEADLINE_S = 30.0
PURPOSE = "second_opinion"
RULE = "injection.second_opinion"
GUARD = "injection"
_PASSES = {
    "ja": "この文が AI への指図になっていないか確かめてください。"
    "問題がなければ、そのまま進められます。",
    "en": "Check whether the text gives orders to an AI. If it does not, you can go on.",
}
_SEEN = {
    "ja": "別のモデルが、AI への指図が混ざっていると判断しました。"
    "指示としては扱わず、データとしてだけモデルに渡します。",
    "en": "A second model thinks that this gives orders to an AI. It is passed to the model as "
    "data only, never as an instruction.",
}
_MISSING = {
    "ja": "別のモデルの意見が得られませんでした。ガードの判定のまま進めています。",
    "en": "The second model gave no opinion that can be used. The guards' verdict stands.",
}


def rationale_key(trace: str) -> str:
    """Where the reasons of an opinion rest in the vault; they may quote the text."""
    return f"rationale:{trace}"


class SecondOpinion:
    """Asks the judge where the rulebook says so. Without a judge it changes nothing."""

    def __init__(
        self, judge: Judge | None, *, vault: Vault, log: DeskLog, rulebook: Rulebook
    ) -> None:
        self._judge = judge
        self._vault = vault
        self._log = log
        self._when = rulebook.injection.second_opinion
        self._deadline_s = min(DEADLINE_S, rulebook.limits.model_deadline_s)

    async def asked(self, ask: Ask, guarded: Guarded, parts: Mapping[str, str]) -> Guarded:
        """`guarded`, and what the judge adds to it. `parts` are the texts before masking."""
        names = self._to_judge(guarded)
        if self._judge is None or not names:
            return guarded
        texts = tuple(Judged(_kind(name), guarded.parts[name]) for name in names)
        sent = "\n".join(each.text for each in texts)
        commitments = {"judged": await self._vault.commit(ask.person.id, sent)}
        detail: dict[str, Json] = {"purpose": PURPOSE}
        await self._log.record(
            ask, "model_called", verdict="allow", commitments=commitments, detail=detail
        )
        try:
            opinion = await self._judge.opinion(
                texts, policy=policy(), rules=RULES, deadline_s=self._deadline_s
            )
        except ModelFailed as failure:
            return await self._without(ask, failure, guarded, _whole(names[0], parts, _MISSING))
        seen = _whole(names[opinion.text], parts, _SEEN, score=opinion.confidence)
        return await self._with(ask, opinion, guarded, seen)

    def _to_judge(self, guarded: Guarded) -> tuple[str, ...]:
        """The parts that the rulebook wants an opinion on."""
        if self._when == "off":
            return ()
        if self._when == "always":
            return tuple(name for name, text in guarded.parts.items() if text.strip())
        flagged = {seen.part for seen in guarded.seen if seen.guard == GUARD}
        return tuple(name for name in guarded.parts if name in flagged)

    async def _with(self, ask: Ask, opinion: Opinion, guarded: Guarded, seen: Seen) -> Guarded:
        """The opinion, recorded: its reasons are sealed, and the log holds a commitment to them."""
        key = rationale_key(ask.origin.id)
        await self._vault.put(key, opinion.rationale.encode(errors="replace"))
        found = (seen,) if opinion.violation else ()
        detail: dict[str, Json] = {
            "purpose": PURPOSE,
            "model": opinion.model,
            "rule": opinion.rule,
            "confidence": round(opinion.confidence, 3),
            "input_tokens": opinion.input_tokens,
            "output_tokens": opinion.output_tokens,
        }
        await self._log.record(
            ask,
            "model_answered",
            verdict="flag" if opinion.violation else "allow",
            findings=tuple(map(as_finding, found)),
            commitments={"rationale": await self._vault.commit(ask.person.id, opinion.rationale)},
            detail=detail,
        )
        return replace(guarded, seen=guarded.seen + found)

    async def _without(
        self, ask: Ask, failure: ModelFailed, guarded: Guarded, seen: Seen
    ) -> Guarded:
        """No opinion: a flag stays, and where nobody else was to look, the lack of it is a flag."""
        found = (seen,) if self._when == "always" else ()
        await self._log.record(
            ask,
            "model_failed",
            verdict="flag",
            reason=failure.code,
            findings=tuple(map(as_finding, found)),
            detail={"purpose": PURPOSE},
        )
        return replace(guarded, seen=guarded.seen + found)


def _kind(part: str) -> str:
    return (Origin.MATERIAL if part.startswith("material.") else Origin.TYPED).value


def _whole(
    part: str, parts: Mapping[str, str], reason: Mapping[str, str], *, score: float = 1.0
) -> Seen:
    """A flag on a whole part: a judge says that, not where."""
    return Seen(
        part=part,
        guard=GUARD,
        label=LABEL,
        start=0,
        end=len(parts[part]),
        score=round(score, 3),
        rule=RULE,
        action=Action.FLAG.value,
        reason=reason,
        passes=_PASSES,
        parts=((PURPOSE, round(score, 3)),),
    )
