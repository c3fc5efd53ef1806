"""Use case 1: answer a request with a guarded draft, or refuse with a reason.

The order is the governance: right → input guards → entry → model → output guards → entry → draft.
Nothing a guard has not seen is shown or kept, and each refusal is an entry too.
"""

import json
import re
from collections import Counter
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace

from bot.errors import BadInput, ModelFailed, Refused, RingiError, Stale, StoreDown
from bot.masking import Guarded, Masking, placeholders_of
from bot.ports import Clock, Decisions, Drafts, Model, People, Progress, Vault
from bot.records import (
    Answer,
    Channel,
    ChatMessage,
    Completion,
    Draft,
    Entry,
    FollowUp,
    Json,
    Material,
    Person,
    Place,
    Prompt,
    Request,
    Section,
    Seen,
)
from guards.access import AccessDenied, check_access, templates_for
from guards.pii.placeholders import lookalikes, restore
from guards.rulebook import Rulebook
from guards.verdict import Action, Context, Side
from prompts.library import Library
from prompts.template import InvalidValue, Message, Template, UnknownTemplate, UnusableAnswer

_TO_ENGLISH = re.compile(r"英語|英訳|英文|\b(?:in|into|to) english\b", re.IGNORECASE)
_TO_JAPANESE = re.compile(r"日本語|和訳|邦訳|\b(?:in|into|to) japanese\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a request and a follow-up have in common once they are understood."""

    origin: Request | FollowUp
    person: Person
    template: Template
    rule: str
    request_id: str


class Desk:
    """Answers requests. Every collaborator is a port or a pure library."""

    def __init__(
        self,
        *,
        model: Model,
        masking: Masking,
        vault: Vault,
        drafts: Drafts,
        decisions: Decisions,
        people: People,
        library: Library,
        rulebook: Rulebook,
        clock: Clock,
    ) -> None:
        self._model = model
        self._masking = masking
        self._vault = vault
        self._drafts = drafts
        self._decisions = decisions
        self._people = people
        self._library = library
        self._rulebook = rulebook
        self._clock = clock

    async def answer(self, request: Request, *, progress: Progress) -> Answer:
        """A first draft. The same request twice gives the same draft, not a second one."""
        known = await self._drafts.get(draft_id(request.id))
        if known is not None:
            return await self._as_answer(known, request.id)
        step = self._first(request, progress)
        return await self._recording(request, request.id, step)

    async def revise(self, follow_up: FollowUp, *, progress: Progress) -> Answer:
        """A new revision of the thread's draft. Raises Refused('no_draft') where there is none."""
        current = await self._drafts.in_thread(follow_up.place)
        made = await self._made_by(follow_up.id, current)
        if made is not None:
            return await self._as_answer(made, follow_up.id)
        request_id = current.request_id if current else follow_up.id
        step = self._next(follow_up, current, progress)
        return await self._recording(follow_up, request_id, step)

    async def text_for_channel(self, draft: Draft) -> str:
        """The draft as the channel that it came from may read it: placeholders restored."""
        known = await placeholders_of(self._vault, draft)
        return restore(as_markdown(draft.sections), known).text

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

    async def feedback(self, draft_id: str, *, person: str, said: str) -> None:
        """Record whether a draft was of use: 'good' or 'bad', nothing else."""
        draft = await self._drafts.get(draft_id)
        if draft is None:
            raise Refused("no_draft")
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

    def templates_for(self, person: Person, channel: Channel) -> tuple[str, ...]:
        """What this person may ask here, for menus."""
        allowed = templates_for(
            self._rulebook,
            person,
            channel=channel.id,
            is_dm=channel.is_dm,
            external=channel.external,
        )
        return tuple(each for each in self._library.ids() if each in allowed or "*" in allowed)

    # ── the two ways in ────────────────────────────────────────────────────────────────────────

    async def _first(self, request: Request, progress: Progress) -> Answer:
        await progress("checking")
        ask = await self._admit(request, request.template, request.locale, request.id)
        values = _checked(ask.template, request.values, materials=request.materials)
        self._check_length(values, request.materials)
        parts = _parts(values, request.materials)
        guarded = await self._guard_in(ask, {part: _readable(t) for part, t in parts.items()})
        values, materials = _unparts(guarded.parts, values, request.materials)
        messages = _render(ask.template, values, materials)
        sections, seen_out, model = await self._ask_model(ask, messages, guarded, progress)
        draft = Draft(
            id=draft_id(request.id),
            request_id=request.id,
            revision=1,
            template=ask.template.id,
            template_version=ask.template.version,
            template_hash=ask.template.hash,
            locale=ask.template.locale,
            place=request.place,
            requester=request.person,
            touched_by=(request.person,),
            sections=sections,
            values=values,
            materials=materials,
            seen_in=guarded.seen,
            seen_out=seen_out,
            model=model,
            created_at=self._clock.now(),
            trace=request.id,
            names=guarded.names,
        )
        return await self._keep(ask, draft)

    async def _next(self, wish: FollowUp, current: Draft | None, progress: Progress) -> Answer:
        if current is None:
            raise Refused("no_draft")
        await progress("checking")
        locale = locale_asked(wish.text, current.locale)
        ask = await self._admit(wish, current.template, locale, current.request_id)
        self._check_length({"follow_up": wish.text}, ())
        guarded = await self._guard_in(ask, {"follow_up": _readable(wish.text)})
        if guarded.names != current.names and _mentions_names(current):
            raise Refused("names_gone", rule="retention.vault_days")
        previous = json.dumps({s.id: s.body for s in current.sections}, ensure_ascii=False)
        messages = _render(ask.template, current.values, current.materials) + _chat(
            ask.template.revision_messages(previous, guarded.parts["follow_up"])
        )
        sources = _parts(current.values, current.materials)
        known = replace(guarded, parts={**sources, **guarded.parts})
        sections, seen_out, model = await self._ask_model(ask, messages, known, progress)
        draft = replace(
            current,
            trace=wish.id,
            revision=current.revision + 1,
            template_version=ask.template.version,
            template_hash=ask.template.hash,
            locale=locale,
            touched_by=tuple(dict.fromkeys((*current.touched_by, wish.person))),
            sections=sections,
            seen_in=current.seen_in + guarded.seen,
            seen_out=seen_out,
            model=model,
            created_at=self._clock.now(),
            names=guarded.names,
        )
        return await self._keep(ask, draft)

    # ── the steps ──────────────────────────────────────────────────────────────────────────────

    async def _admit(
        self, origin: Request | FollowUp, template_id: str, locale: str, request_id: str
    ) -> Ask:
        """May this person ask this, here? The answer is an entry before anything else happens."""
        try:
            template = self._library.get(template_id, locale)
        except UnknownTemplate:
            raise BadInput("unknown_template", params={"template": template_id[:40]}) from None
        person = await self._people.person(origin.place.team, origin.person)
        try:
            allowed = check_access(
                self._rulebook,
                person,
                channel=origin.place.channel,
                is_dm=origin.is_dm,
                external=origin.external,
                template=template.id,
            )
        except AccessDenied as denied:
            raise Refused(denied.code, rule=denied.rule) from None
        ask = Ask(origin, person, template, allowed.rule, request_id)
        await self._record(ask, "asked", verdict="allow", detail={"via": origin.via})
        return ask

    def _check_length(self, values: Mapping[str, str], materials: tuple[Material, ...]) -> None:
        length = sum(map(len, values.values())) + sum(len(m.text) for m in materials)
        limit = self._rulebook.limits.input_chars
        if length > limit:
            params: dict[str, str | int] = {"length": length, "limit": limit}
            raise BadInput("too_long", rule="limits.input_chars", params=params)

    async def _guard_in(self, ask: Ask, parts: Mapping[str, str]) -> Guarded:
        context = Context(
            side=Side.INPUT,
            locale=ask.template.locale,
            template=ask.template.id,
            names=await self._people.directory(ask.origin.place.team),
        )
        guarded = await self._masking.guard(
            parts, place=ask.origin.place, context=context, blocked="blocked_input"
        )
        await self._record_guarded(ask, guarded, parts, side="input")
        return guarded

    async def _ask_model(
        self,
        ask: Ask,
        messages: tuple[ChatMessage, ...],
        asked: Guarded,
        progress: Progress,
    ) -> tuple[tuple[Section, ...], tuple[Seen, ...], str]:
        await progress("drafting")
        prompt = Prompt(messages, ask.template.id, ask.template.output_schema())
        completion = await self._complete(ask, prompt)
        await progress("reviewing")
        sections = _read_sections(ask.template, completion)
        guarded = await self._guard_out(ask, sections, asked.parts)
        if guarded.names != asked.names:  # they lapsed while the model wrote
            raise Refused("names_gone", rule="retention.vault_days")
        masked = tuple(replace(s, body=guarded.parts[s.id]) for s in sections)
        return masked, guarded.seen, completion.model

    async def _complete(self, ask: Ask, prompt: Prompt) -> Completion:
        sent = "\n".join(f"{m.role}\n{m.text}" for m in prompt.messages)
        commitments = {"prompt": await self._vault.commit(ask.person.id, sent)}
        await self._record(ask, "model_called", verdict="allow", commitments=commitments)
        person_key = await self._vault.commit(ask.person.id, ask.person.id)
        completion = await self._model.complete(
            prompt,
            deadline_s=self._rulebook.limits.model_deadline_s,
            safety_identifier=person_key[:64],
            max_output_tokens=self._rulebook.limits.output_tokens,
        )
        detail: dict[str, Json] = {
            "model": completion.model,
            "endpoint": completion.endpoint,
            "input_tokens": completion.input_tokens,
            "output_tokens": completion.output_tokens,
            "finish": completion.finish,
        }
        commitments = {"completion": await self._vault.commit(ask.person.id, completion.text)}
        await self._record(ask, "model_answered", detail=detail, commitments=commitments)
        return completion

    async def _guard_out(
        self, ask: Ask, sections: tuple[Section, ...], sources: Mapping[str, str]
    ) -> Guarded:
        context = Context(
            side=Side.OUTPUT,
            locale=ask.template.locale,
            template=ask.template.id,
            sources=tuple(sources.values()),
        )
        parts = {s.id: s.body for s in sections}
        guarded = await self._masking.guard(
            parts, place=ask.origin.place, context=context, blocked="blocked_output"
        )
        await self._record_guarded(ask, guarded, parts, side="output")
        return guarded

    async def _keep(self, ask: Ask, draft: Draft) -> Answer:
        text = as_markdown(draft.sections)
        await self._record(
            ask,
            "drafted",
            commitments={"draft": await self._vault.commit(ask.person.id, text)},
            detail={"draft": draft.id, "revision": draft.revision},
        )
        try:
            await self._drafts.put(draft)
        except Stale:
            # The same ask, delivered twice at once: the other one's draft is the draft.
            made = await self._made_by(draft.trace, await self._drafts.get(draft.id))
            if made is None:
                raise
            draft = made
        return await self._as_answer(draft, ask.origin.id)

    async def _made_by(self, trace: str, current: Draft | None) -> Draft | None:
        """The revision that this ask made already, if any: newer ones may stand on it."""
        while current is not None and current.trace != trace and current.revision > 1:
            current = await self._drafts.get(current.id, revision=current.revision - 1)
        return current if current is not None and current.trace == trace else None

    async def _as_answer(self, draft: Draft, trace: str) -> Answer:
        masked = Counter(s.label for s in draft.seen_in if s.action == Action.MASK)
        return Answer(draft, await self.text_for_channel(draft), masked, trace)

    # ── the log ────────────────────────────────────────────────────────────────────────────────

    async def _recording(
        self, origin: Request | FollowUp, request_id: str, step: Awaitable[Answer]
    ) -> Answer:
        try:
            return await step
        except StoreDown:
            raise
        except RingiError as error:
            await self.refuse(
                error,
                number=origin.id,
                person=origin.person,
                place=origin.place,
                request_id=request_id,
            )
            raise

    async def _record_guarded(
        self, ask: Ask, guarded: Guarded, parts: Mapping[str, str], *, side: str
    ) -> None:
        """The entry of one guard run, and then the stop, where there is one."""
        text = "\n".join(parts.values())
        severest = max((_SEVERITY[s.action] for s in guarded.seen), default=0)
        await self._record(
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

    async def _record(
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


_SEVERITY = {"allow": 0, "mask": 1, "flag": 2, "block": 3}


def draft_id(request_id: str) -> str:
    """The draft of a request; derived, so that a job delivered twice finds its own draft."""
    return f"d_{request_id}"


def as_markdown(sections: tuple[Section, ...]) -> str:
    return "\n\n".join(f"## {s.title}\n\n{s.body}" for s in sections)


def as_finding(seen: Seen) -> dict[str, Json]:
    """A finding as the log keeps it; its reason is in the rulebook, its text nowhere."""
    return {
        "part": seen.part,
        "guard": seen.guard,
        "label": seen.label,
        "start": seen.start,
        "end": seen.end,
        "score": seen.score,
        "rule": seen.rule,
        "action": seen.action,
    }


def locale_asked(text: str, current: str) -> str:
    """'英語で' and 'in Japanese' change the draft's language; anything else keeps it."""
    if _TO_ENGLISH.search(text):
        return "en"
    if _TO_JAPANESE.search(text):
        return "ja"
    return current


def _checked(
    template: Template, values: Mapping[str, str], *, materials: tuple[Material, ...]
) -> Mapping[str, str]:
    try:
        return template.check_values(values, has_material=bool(materials))
    except InvalidValue as error:
        code = {"missing": "missing_field", "empty": "missing_field", "too_long": "field_too_long"}
        params: dict[str, str | int] = {"field": error.field, "limit": error.limit}
        raise BadInput(code.get(error.code, "field_invalid"), params=params) from None


def _parts(values: Mapping[str, str], materials: tuple[Material, ...]) -> dict[str, str]:
    parts = {f"values.{name}": value for name, value in values.items()}
    return parts | {f"material.{m.id}": m.text for m in materials}


def _readable(text: str) -> str:
    """Half an emoji, as a client may cut it, can't be written anywhere: it becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _mentions_names(draft: Draft) -> bool:
    texts = (*(s.body for s in draft.sections), *_parts(draft.values, draft.materials).values())
    return any(lookalikes(text) for text in texts)


def _unparts(
    parts: Mapping[str, str], values: Mapping[str, str], materials: tuple[Material, ...]
) -> tuple[dict[str, str], tuple[Material, ...]]:
    masked_values = {name: parts[f"values.{name}"] for name in values}
    return masked_values, tuple(replace(m, text=parts[f"material.{m.id}"]) for m in materials)


def _render(
    template: Template, values: Mapping[str, str], materials: tuple[Material, ...]
) -> tuple[ChatMessage, ...]:
    return _chat(template.render(values, materials=[(m.source, m.text) for m in materials]))


def _chat(messages: tuple[Message, ...]) -> tuple[ChatMessage, ...]:
    return tuple(ChatMessage(m.role, m.text) for m in messages)


def _read_sections(template: Template, completion: Completion) -> tuple[Section, ...]:
    try:
        sections = template.read_sections(completion.text)
    except UnusableAnswer as error:
        empty = error.code in {"empty_section", "missing_section"}
        code = "model_empty_section" if empty else "model_nonsense"
        raise ModelFailed(code, params={"section": error.section}) from None
    return tuple(Section(s.id, s.title, s.body) for s in sections)
