"""From what somebody said, typed or filled in, to a request: which template, which material."""

from dataclasses import replace

from bot.errors import BadInput, Refused
from bot.ports import Drafts, Materials
from bot.records import Draft, Material, Place, Request
from bot.slack.answering import Answering, Visit
from bot.slack.arrival import Arrival
from bot.slack.asks import Ask, Asks
from bot.slack.blocks.base import Message, context, section
from bot.slack.blocks.form import chips, form_values, needs_form
from bot.slack.forms import Forms
from bot.slack.replies import Replies
from bot.slack.words import LOCALES
from prompts.library import Library
from prompts.template import UnknownTemplate


class Asking:
    """Turns asks into requests and wishes, and hands them on to be answered."""

    def __init__(
        self,
        *,
        answering: Answering,
        forms: Forms,
        asks: Asks,
        drafts: Drafts,
        materials: Materials,
        library: Library,
        replies: Replies,
    ) -> None:
        self._answering = answering
        self._forms = forms
        self._asks = asks
        self._drafts = drafts
        self._materials = materials
        self._library = library
        self._replies = replies

    # ── in words ───────────────────────────────────────────────────────────────────────────────

    async def said(self, arrival: Arrival) -> None:
        """A mention, a direct message, or a message in a thread that may have a draft."""
        draft = await self._drafts.in_thread(arrival.place) if arrival.thread else None
        if not arrival.data.get("mentioned") and not _meant_for_us(arrival, draft):
            return
        visit = await self._answering.visit(arrival)
        routed = self._library.route(arrival.text("text"), visit.words.locale)
        other = routed.sure and draft is not None and routed.template_id != draft.template
        if draft is not None and not other:
            await self._answering.revise(visit, arrival.text("text"))
        elif routed.sure and routed.template_id:
            await self._from_words(visit, routed.template_id, Ask.of(arrival))
        else:
            await self._unsure(visit, [c.template_id for c in routed.candidates])

    async def _from_words(self, visit: Visit, template: str, ask: Ask) -> None:
        allowed = {t.id: t for t in self._answering.allowed(visit)}
        if template in allowed and needs_form(allowed[template], has_material=ask.brings):
            _check_readable(ask)
            await self._forms.invite(visit, allowed[template], ask)
            return

        async def request() -> Request:
            materials = await self._material(ask, visit.place)
            return self._answering.request(visit, template, materials=materials)

        await self._answering.answer(visit, template, request)

    async def _material(self, ask: Ask, place: Place) -> tuple[Material, ...]:
        """What the ask brings: its own words, else the thread that it stands in."""
        if not ask.only_asks:
            source = f"slack:{ask.channel}/{ask.ts}"
            return (Material("message", "message", source, ask.material(self._asks_for)),)
        if ask.gathers:
            return (await self._materials.gather(Place(place.team, ask.channel, ask.thread)),)
        _check_readable(ask)
        return ()

    def _asks_for(self, line: str) -> bool:
        return any(self._library.route(line, locale).candidates for locale in LOCALES)

    async def _unsure(self, visit: Visit, candidates: list[str]) -> None:
        """Ask back: the text rests in the vault until a template is chosen."""
        allowed = self._answering.allowed(visit)
        if not allowed:
            await self._answering.answer(visit, (candidates or [*self._library.ids()])[0], None)
            return
        ask = Ask.of(visit.arrival)
        _check_readable(ask)
        await self._asks.keep(ask)
        likely = [*candidates, *(t.id for t in allowed)]  # the others too: a guess may be wrong
        near_first = sorted(allowed, key=lambda t: likely.index(t.id))
        which = visit.words("choose-which")
        blocks = [section(which), chips(near_first, ask=ask.id)]
        await self._answering.say(visit, Message(which, blocks))

    async def chosen(self, arrival: Arrival) -> None:
        """A confirm chip: the same ask, now with its template. Only the asker's press counts."""
        ask = await self._asks.get(arrival.value.get("a"), user=arrival.user)
        template = str(arrival.value.get("t"))
        if ask is None:
            raise Refused("ask_gone")
        data = {**arrival.data, "text": ask.text}
        same = replace(
            arrival, id=ask.id, channel=ask.channel, thread=ask.thread, ts=ask.ts, data=data
        )
        visit = await self._answering.visit(same)
        title = self._answering.title(visit, template)
        chosen = visit.words("choose-chosen", title=title)
        done = Message(chosen, [context(chosen)])
        await self._replies.try_update(arrival.channel, arrival.ts, done)
        if arrival.data.get("view"):
            await self._forms.with_ask(visit, template, ask)
        else:
            await self._from_words(visit, template, ask)

    # ── by command, shortcut, form ─────────────────────────────────────────────────────────────

    async def command(self, arrival: Arrival) -> None:
        """`/ringi <template> <text>`: the text is the template's material."""
        visit = await self._answering.visit(arrival, place=Place(arrival.team, arrival.channel))
        template = arrival.text("template")
        if "view" in arrival.data:
            await self._forms.with_ask(visit, template, Ask.of(arrival))
            return
        values = self._as_material_value(template, arrival.text("text"), visit.words.locale)

        async def request() -> Request:
            return self._answering.request(visit, template, values=values)

        await self._answering.answer(visit, template, request)

    def _as_material_value(self, template: str, text: str, locale: str) -> dict[str, str]:
        try:
            own = self._library.get(template, locale).material_input
        except UnknownTemplate:  # the desk refuses it, and that is recorded
            return {}
        return {own.id: text} if own and text else {}

    async def shortcut(self, arrival: Arrival, template: str) -> None:
        """要約する / ブリーフにする on somebody's message: the draft goes into its thread."""
        visit = await self._answering.visit(arrival)
        ask = Ask.of(arrival)
        if "view" in arrival.data:
            await self._forms.with_ask(visit, template, ask)
            return

        async def request() -> Request:
            _check_readable(ask)
            source = f"slack:{ask.channel}/{ask.ts}"
            materials = (Material("message", "message", source, ask.text),)
            return self._answering.request(visit, template, materials=materials)

        await self._answering.answer(visit, template, request)

    async def form(self, arrival: Arrival) -> None:
        """A filled form; it may complete an ask whose words are kept already."""
        meta = arrival.mapping("meta")
        place = await self._destination(arrival)
        here = replace(arrival, channel=place.channel, thread=place.thread)
        visit = await self._answering.visit(here, place=place)
        ask = await self._asks.get(meta.get("a"), user=arrival.user)

        async def request() -> Request:
            if meta.get("a") and ask is None:
                raise Refused("ask_gone")
            materials = await self._material(ask, place) if ask else ()
            return self._answering.request(
                visit, template, values=form_values(arrival.data), materials=materials
            )

        template = str(meta.get("t"))
        await self._answering.answer(visit, template, request)

    async def _destination(self, arrival: Arrival) -> Place:
        """Where the form was opened, else where its reader chose, else their direct message."""
        meta = arrival.mapping("meta")
        chosen = arrival.mapping("values").get("where")
        if meta.get("c"):
            return Place(arrival.team, str(meta["c"]), str(meta.get("th") or "") or None)
        if chosen:
            return Place(arrival.team, str(chosen))
        return await self._replies.direct_place(arrival.team, arrival.user)


def _meant_for_us(arrival: Arrival, draft: Draft | None) -> bool:
    """A message that names nobody, in a draft's thread, by somebody who works on that draft."""
    if draft is None or arrival.data.get("addressed"):
        return False
    return arrival.user in draft.touched_by


def _check_readable(ask: Ask) -> None:
    """Raises BadInput where there is nothing to read: 'only_image' or 'empty_request'."""
    if ask.files and ask.only_asks:
        raise BadInput("only_image")
    if not ask.text:
        raise BadInput("empty_request")
