"""Use case 1: answer a request with a guarded draft, or refuse with a reason.

The order is the governance: right → input guards → entry → model → output guards → entry → draft.
Nothing a guard has not seen is shown or kept, and each refusal is an entry too.
"""

import json
from collections import Counter
from collections.abc import Awaitable, Mapping
from dataclasses import replace

from bot.desk.log import Ask, DeskLog
from bot.desk.reading import (
    as_markdown,
    chat,
    checked,
    draft_id,
    locale_asked,
    mentions_names,
    parts,
    read_sections,
    readable,
    render,
    unparts,
)
from bot.desk.second_opinion import SecondOpinion
from bot.errors import BadInput, Refused, RingiError, Stale, StoreDown
from bot.masking import Guarded, Masking, placeholders_of
from bot.ports import Clock, Decisions, Drafts, Judge, Model, People, Progress, Vault
from bot.records import (
    Answer,
    Channel,
    ChatMessage,
    Completion,
    Draft,
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
from guards.pii.placeholders import restore
from guards.rulebook import Rulebook
from guards.verdict import Action, Context, Side
from prompts.library import Library
from prompts.template import UnknownTemplate


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
        judge: Judge | None = None,
    ) -> None:
        self._model = model
        self._masking = masking
        self._vault = vault
        self._drafts = drafts
        self._log = DeskLog(decisions, vault, rulebook)
        self._people = people
        self._library = library
        self._rulebook = rulebook
        self._clock = clock
        self._second = SecondOpinion(judge, vault=vault, log=self._log, rulebook=rulebook)

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
        await self._log.refuse(
            error, number=number, person=person, place=place, request_id=request_id
        )

    async def feedback(self, draft_id: str, *, person: str, said: str) -> None:
        """Record whether a draft was of use: 'good' or 'bad', nothing else."""
        draft = await self._drafts.get(draft_id)
        if draft is None:
            raise Refused("no_draft")
        await self._log.feedback(draft, person=person, said=said)

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
        values = checked(ask.template, request.values, materials=request.materials)
        self._check_length(values, request.materials)
        given = parts(values, request.materials)
        guarded = await self._guard_in(ask, {part: readable(t) for part, t in given.items()})
        values, materials = unparts(guarded.parts, values, request.materials)
        messages = render(ask.template, values, materials)
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
        guarded = await self._guard_in(ask, {"follow_up": readable(wish.text)})
        if guarded.names != current.names and mentions_names(current):
            raise Refused("names_gone", rule="retention.vault_days")
        previous = json.dumps({s.id: s.body for s in current.sections}, ensure_ascii=False)
        messages = render(ask.template, current.values, current.materials) + chat(
            ask.template.revision_messages(previous, guarded.parts["follow_up"])
        )
        sources = parts(current.values, current.materials)
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
        await self._log.record(ask, "asked", verdict="allow", detail={"via": origin.via})
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
        await self._log.guarded(ask, guarded, parts, context)
        return await self._second.asked(ask, guarded, parts)

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
        sections = read_sections(ask.template, completion)
        guarded = await self._guard_out(ask, sections, asked.parts)
        if guarded.names != asked.names:  # they lapsed while the model wrote
            raise Refused("names_gone", rule="retention.vault_days")
        masked = tuple(replace(s, body=guarded.parts[s.id]) for s in sections)
        return masked, guarded.seen, completion.model

    async def _complete(self, ask: Ask, prompt: Prompt) -> Completion:
        sent = "\n".join(f"{m.role}\n{m.text}" for m in prompt.messages)
        commitments = {"prompt": await self._vault.commit(ask.person.id, sent)}
        await self._log.record(ask, "model_called", verdict="allow", commitments=commitments)
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
        await self._log.record(ask, "model_answered", detail=detail, commitments=commitments)
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
        await self._log.guarded(ask, guarded, parts, context)
        return guarded

    async def _keep(self, ask: Ask, draft: Draft) -> Answer:
        text = as_markdown(draft.sections)
        await self._log.record(
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
