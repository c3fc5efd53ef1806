"""From what somebody said, typed or filled in, to a request: which template, which material."""

from dataclasses import replace

from bot.errors import BadInput, Refused
from bot.ports import Drafts, Materials
from bot.records import Material, Place, Request
from bot.slack.answering import Answering, Visit, only_asks
from bot.slack.arrival import Arrival
from bot.slack.blocks.base import Message, context, section
from bot.slack.blocks.form import chips, form_values
from bot.slack.replies import Replies
from bot.slack.words import words_in
from prompts.library import Library
from prompts.template import UnknownTemplate


class Asking:
    """Turns asks into requests and wishes, and hands them on to be answered."""

    def __init__(
        self,
        *,
        answering: Answering,
        drafts: Drafts,
        materials: Materials,
        library: Library,
        replies: Replies,
    ) -> None:
        self._answering = answering
        self._drafts = drafts
        self._materials = materials
        self._library = library
        self._replies = replies

    # ── in words ───────────────────────────────────────────────────────────────────────────────

    async def said(self, arrival: Arrival) -> None:
        """A mention, a direct message, or a message in a thread that may have a draft."""
        draft = await self._drafts.in_thread(arrival.place) if arrival.thread else None
        mentioned = bool(arrival.data.get("mentioned"))
        if not mentioned:
            theirs = draft is not None and arrival.user in draft.touched_by
            if not theirs or arrival.data.get("addressed"):
                return
        visit = await self._answering.visit(arrival)
        routed = self._library.route(arrival.text("text"), visit.words.locale)
        other = routed.sure and draft is not None and routed.template_id != draft.template
        if draft is not None and not other:
            await self._answering.revise(visit, arrival.text("text"))
        elif routed.sure and routed.template_id:
            await self._from_words(visit, routed.template_id)
        else:
            await self._unsure(visit, [c.template_id for c in routed.candidates])

    async def _from_words(self, visit: Visit, template: str) -> None:
        async def request() -> Request:
            materials = await self._material(visit)
            return self._answering.request(visit, template, materials=materials)

        await self._answering.answer(visit, template, request)

    async def _material(self, visit: Visit) -> tuple[Material, ...]:
        """What the message brings, else the thread that it stands in."""
        arrival = visit.arrival
        text = arrival.text("text")
        if not only_asks(text):
            source = f"slack:{arrival.channel}/{arrival.ts}"
            return (Material("message", "message", source, text),)
        if arrival.thread and arrival.thread != arrival.ts:
            return (await self._materials.gather(visit.place),)
        if arrival.data.get("files"):
            raise BadInput("only_image")
        if not text:
            raise BadInput("empty_request")
        return ()

    async def _unsure(self, visit: Visit, candidates: list[str]) -> None:
        """Ask back: the text rests in the vault until a template is chosen."""
        arrival = visit.arrival
        allowed = self._answering.allowed(visit)
        if not allowed:
            await self._answering.answer(visit, (candidates or [*self._library.ids()])[0], None)
            return
        if not arrival.text("text").strip():
            code = "only_image" if arrival.data.get("files") else "empty_request"
            await self._answering.refuse(visit, BadInput(code))
            return
        near = [t for t in allowed if t.id in candidates] or allowed
        await self._answering.keep_ask(visit)
        words = visit.words
        blocks = [section(words("choose-which")), chips(near, ask=arrival.id)]
        await self._answering.say(visit, Message(words("choose-which"), blocks))

    async def chosen(self, arrival: Arrival) -> None:
        """A confirm chip: the same ask, now with its template. Only the asker's press counts."""
        value = arrival.value
        ask, template = str(value.get("a")), str(value.get("t"))
        kept = await self._answering.kept(ask)
        visit = await self._answering.visit(arrival)
        if kept is None:
            await self._answering.refuse(visit, Refused("ask_gone"))
            return
        if kept["user"] != arrival.user:
            await self._answering.refuse(visit, Refused("not_your_ask"), privately=True)
            return
        data = {**arrival.data, "text": kept["text"], "files": 0}
        thread = kept["thread"] if kept["in_thread"] else None
        same = replace(
            arrival, id=ask, channel=kept["channel"], thread=thread, ts=kept["ts"], data=data
        )
        chosen = words_in(visit.person.locale)(
            "choose-chosen", title=self._answering.title(visit, template)
        )
        await self._replies.try_update(
            arrival.channel, arrival.ts, Message(chosen, [context(chosen)])
        )
        await self._from_words(await self._answering.visit(same), template)

    # ── by command, shortcut, form ─────────────────────────────────────────────────────────────

    async def command(self, arrival: Arrival) -> None:
        """`/ringi <template> <text>`: the text is the template's material."""
        visit = await self._answering.visit(arrival, place=Place(arrival.team, arrival.channel))
        template = arrival.text("template")
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

        async def request() -> Request:
            text = arrival.text("text")
            if not text.strip():
                raise BadInput("only_image" if arrival.data.get("files") else "empty_request")
            source = f"slack:{arrival.channel}/{arrival.ts}"
            materials = (Material("message", "message", source, text),)
            return self._answering.request(visit, template, materials=materials)

        await self._answering.answer(visit, template, request)

    async def form(self, arrival: Arrival) -> None:
        """A filled form; it may complete an ask whose text is kept already."""
        meta = arrival.mapping("meta")
        chosen = arrival.mapping("values").get("where")
        channel = str(meta.get("c") or chosen or "")
        thread = str(meta["th"]) if meta.get("th") else None
        place = Place(arrival.team, channel, thread)
        if not channel:
            place = await self._replies.direct_place(arrival.team, arrival.user)
        is_dm = place.channel.startswith("D")
        here = replace(arrival, channel=place.channel, is_dm=is_dm)
        visit = await self._answering.visit(here, place=place)
        kept = await self._answering.kept(str(meta.get("a") or ""))
        text = kept["text"] if kept and kept["user"] == arrival.user else ""
        template = str(meta.get("t"))

        async def request() -> Request:
            source = f"slack:{place.channel}/{place.thread}"
            materials = (Material("message", "message", source, text),) if text else ()
            return self._answering.request(
                visit, template, values=form_values(arrival.data), materials=materials
            )

        await self._answering.answer(visit, template, request)
