"""What the desk answers, shown in the thread: a status, the stages, then the draft or the reason.

Who may ask is the desk's to decide; here it is only asked early, so that nothing is posted in a
channel where the answer will be no.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from bot.desk.desk import Desk
from bot.errors import BadInput, Refused, RingiError, StoreDown
from bot.ports import People, Progress
from bot.records import Answer, Channel, FollowUp, Material, Person, Place, Request
from bot.signoff.rights import destinations_for
from bot.slack.arrival import Arrival
from bot.slack.asks import Ask, Asks
from bot.slack.blocks.base import Message, context, section
from bot.slack.blocks.draft import draft_messages
from bot.slack.blocks.refusal import refusal
from bot.slack.markup import escape
from bot.slack.replies import NotReachable, Replies
from bot.slack.words import Words, words_in
from guards.rulebook import Rulebook
from prompts.library import Library
from prompts.template import Template, UnknownTemplate

Step = Callable[[Progress], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Visit:
    """One arrival, with the person and the place as Slack knows them now."""

    arrival: Arrival
    person: Person
    channel: Channel
    place: Place
    words: Words = field(repr=False)

    @property
    def inside(self) -> bool:
        """Whether only colleagues read along: else a no is said to the person alone."""
        outsider = self.person.guest or self.person.stranger
        return self.channel.external is False and not outsider


class Answering:
    """Asks the desk for one visit, and shows what it says."""

    def __init__(
        self,
        *,
        desk: Desk,
        people: People,
        asks: Asks,
        library: Library,
        rulebook: Rulebook,
        replies: Replies,
    ) -> None:
        self._desk = desk
        self._people = people
        self._asks = asks
        self._library = library
        self._rulebook = rulebook
        self._replies = replies

    async def visit(self, arrival: Arrival, *, place: Place | None = None) -> Visit:
        """Raises CouldNotRun('people_unreadable') where Slack does not say who this is."""
        at = place or arrival.place
        person = await self._people.person(arrival.team, arrival.user)
        channel = Channel("", arrival.team, is_dm=False, external=None)
        if at.channel:
            channel = await self._people.channel(arrival.team, at.channel)
        if arrival.external is True:  # what the event said wins over what is remembered
            channel = replace(channel, external=True)
        return Visit(arrival, person, channel, at, words_in(person.locale))

    def allowed(self, visit: Visit) -> list[Template]:
        """The templates that this person may use here, in their language."""
        ids = self._desk.templates_for(visit.person, visit.channel)
        return [self._library.get(each, visit.words.locale) for each in ids]

    def request(
        self,
        visit: Visit,
        template: str,
        *,
        values: Mapping[str, str] | None = None,
        materials: tuple[Material, ...] = (),
    ) -> Request:
        return Request(
            id=visit.arrival.id,
            person=visit.person.id,
            place=visit.place,
            is_dm=visit.channel.is_dm,
            external=visit.channel.external,
            template=template,
            locale=visit.words.locale,
            via=_VIA[visit.arrival.kind] if not visit.channel.is_dm else "dm",
            values=values or {},
            materials=materials,
        )

    # ── the desk's answer, shown ───────────────────────────────────────────────────────────────

    async def answer(
        self, visit: Visit, template: str, request: Callable[[], Awaitable[Request]] | None
    ) -> None:
        """Ask the desk; where the answer will be no, nothing is posted before it is given.

        `request` is None where nothing but the refusal is wanted.
        """
        admitted = template in {t.id for t in self.allowed(visit)}
        if not admitted or request is None:
            error = await self.why_not(visit, template)
            await self.refuse(visit, error, privately=not visit.place.thread)
            return
        try:
            visit = await self._anchored(visit, template)
        except NotReachable:
            await self.refuse(visit, Refused("not_invited"), privately=True)
            return

        async def step(progress: Progress) -> Answer:
            made = replace(await request(), place=visit.place)
            return await self._desk.answer(made, progress=progress)

        await self._with_status(visit, step, template=template)

    async def why_not(self, visit: Visit, template: str) -> RingiError:
        """The desk's own refusal, recorded by it, for an ask that is not admitted."""
        try:
            await self._desk.answer(self.request(visit, template), progress=_silent)
        except StoreDown:
            raise
        except RingiError as error:
            return error
        return Refused("person_not_allowed")  # the rulebook changed in between: ask again

    async def revise(self, visit: Visit, text: str) -> None:
        """A wish about the thread's draft."""
        wish = FollowUp(
            id=visit.arrival.id,
            person=visit.person.id,
            place=visit.place,
            is_dm=visit.channel.is_dm,
            external=visit.channel.external,
            locale=visit.words.locale,
            via="thread",
            text=text,
        )

        async def step(progress: Progress) -> Answer:
            if not text.strip():
                files = visit.arrival.data.get("files")
                raise BadInput("only_image" if files else "empty_request")
            return await self._desk.revise(wish, progress=progress)

        await self._with_status(visit, step, template="")

    async def feedback(self, visit: Visit, draft_id: str, *, said: str) -> None:
        await self._desk.feedback(draft_id, person=visit.person.id, said=said)

    async def _with_status(
        self,
        visit: Visit,
        step: Step,
        *,
        template: str,
    ) -> None:
        """A status within a second, the stages as they begin, then the draft or the reason."""
        place, words = visit.place, visit.words
        begun = _stage(words, "checking")
        try:
            ts = await self._replies.status(visit.arrival.id, place, begun)
        except NotReachable:
            await self.refuse(visit, Refused("not_invited"), privately=True)
            return

        async def progress(stage: str) -> None:
            await self._replies.try_update(place.channel, ts, _stage(words, stage))

        try:
            answer = await step(progress)
        except StoreDown:
            raise
        except RingiError as error:
            await self._record(visit, error)
            message = await self._refusal(visit, error, template=template)
            await self._replies.finish(place, ts, [message])
        else:
            await self._replies.finish(place, ts, self._drafted(visit, answer))

    def _drafted(self, visit: Visit, answer: Answer) -> list[Message]:
        template = self._library.get(answer.draft.template, visit.words.locale)
        return draft_messages(
            answer,
            visit.words,
            title=template.title,
            publishable=bool(destinations_for(template.destinations, self._rulebook)),
            hosts=self._rulebook.access.page_hosts,
        )

    async def _anchored(self, visit: Visit, template: str) -> Visit:
        """A visible message to hang the thread on, where the ask itself was not one."""
        if visit.place.thread:
            return visit
        words = visit.words
        title = escape(self.title(visit, template))
        said = words("anchor", person=f"<@{visit.person.id}>", title=title)
        anchor = Message(words("anchor-text", title=title), [section(said)])
        url = visit.arrival.response_url
        if url:
            received = words("command-received")
            note = Message(received, [context(received)])
            await self._replies.privately(visit.place, visit.person.id, note, response_url=url)
        ts = await self._replies.status(f"{visit.arrival.id}:anchor", visit.place, anchor)
        return replace(visit, place=replace(visit.place, thread=ts))

    # ── a no ───────────────────────────────────────────────────────────────────────────────────

    async def refuse(self, visit: Visit, error: RingiError, *, privately: bool = False) -> None:
        """Say it in the thread, or to the person alone; the log has it first."""
        await self._record(visit, error)
        message = await self._refusal(visit, error, template="")
        if privately or not visit.inside:
            await self._privately(visit, message)
        else:
            await self.say(visit, message)

    async def _record(self, visit: Visit, error: RingiError) -> None:
        number, person = visit.arrival.id, visit.person.id
        await self._desk.refuse(error, number=number, person=person, place=visit.place)

    async def _refusal(self, visit: Visit, error: RingiError, *, template: str) -> Message:
        form: Mapping[str, str | int] | None = None
        if template and error.code in {"missing_field", "field_invalid", "field_too_long"}:
            form = await self._form_for(visit, template)
            error = self._named(error, template, visit.words.locale)
        return refusal(
            error,
            visit.words,
            request_id=visit.arrival.id,
            contact=self._rulebook.contact,
            form=form,
        )

    async def _form_for(self, visit: Visit, template: str) -> Mapping[str, str | int]:
        """The ids that reopen this ask as a form, with what it brought kept."""
        ask = Ask.of(visit.arrival)
        if not ask.brings:
            return {"t": template}
        await self._asks.keep(ask)
        return {"t": template, "a": ask.id}

    def _named(self, error: RingiError, template: str, locale: str) -> RingiError:
        """The same error with the field's title, as the form shows it."""
        inputs = self._library.get(template, locale).inputs
        titles = {each.id: each.title for each in inputs}
        field_id = str(error.params.get("field", ""))
        params = {**error.params, "field": titles.get(field_id, field_id)}
        return type(error)(error.code, rule=error.rule, params=params)

    async def say(self, visit: Visit, message: Message) -> None:
        try:
            await self._replies.post(visit.place, message)
        except NotReachable:
            await self._privately(visit, message)

    async def _privately(self, visit: Visit, message: Message) -> None:
        thread = visit.arrival.thread
        place = replace(visit.place, thread=visit.place.thread if thread else None)
        url = visit.arrival.response_url
        await self._replies.privately(place, visit.person.id, message, response_url=url)

    def title(self, visit: Visit, template: str) -> str:
        try:
            return self._library.get(template, visit.words.locale).title
        except UnknownTemplate:
            return template


def _stage(words: Words, stage: str) -> Message:
    said = words(f"status-{stage}")
    return Message(said, [context(f":hourglass_flowing_sand: {said}")])


async def _silent(_stage: str) -> None:
    """A refusal has no stages."""


_VIA = {
    "said": "mention",
    "pressed": "mention",
    "command": "slash",
    "shortcut": "shortcut",
    "filled": "modal",
}
