"""Forms: for a template that needs more than material, and for whoever prefers one."""

from collections.abc import Mapping

from bot.errors import Refused
from bot.records import Json
from bot.slack import actions as ids
from bot.slack.answering import Answering, Visit
from bot.slack.arrival import Arrival
from bot.slack.asks import Ask, Asks
from bot.slack.blocks.base import Message, actions, button, section
from bot.slack.blocks.form import chooser_view, form_view
from bot.slack.replies import Replies
from bot.slack.signing import Signing
from prompts.template import Template


class Forms:
    """Fills the loading views that wait for a form. Nobody types what will be refused anyway."""

    def __init__(
        self, *, answering: Answering, signing: Signing, asks: Asks, replies: Replies
    ) -> None:
        self._answering = answering
        self._signing = signing
        self._asks = asks
        self._replies = replies

    async def choose(self, arrival: Arrival) -> None:
        """From anywhere: the templates of a direct message with Ringi."""
        visit = await self.directly(arrival)
        templates = self._answering.allowed(visit)
        await self._signing.fill(visit, chooser_view(templates, visit.words, meta={}))

    async def pressed(self, visit: Visit) -> None:
        """A button that names a template, and perhaps an ask that is kept."""
        value = visit.arrival.value
        _, named = ids.action_of(visit.arrival.text("action"))
        ask = await self._asks.get(value.get("a"), user=visit.person.id)
        if value.get("a") and ask is None:
            raise Refused("ask_gone")
        meta: dict[str, str | int] = {}
        if visit.arrival.channel:
            meta["c"] = visit.arrival.channel
            meta["th"] = visit.arrival.thread or ""
        await self.fill(visit, str(value.get("t") or named), ask=ask, meta=meta)

    async def with_ask(self, visit: Visit, template: str, ask: Ask) -> None:
        """A command, shortcut or chip whose template needs more: what it brought is kept."""
        if ask.brings:
            await self._asks.keep(ask)
        meta = {"c": visit.place.channel, "th": visit.place.thread or ""}
        await self.fill(visit, template, ask=ask if ask.brings else None, meta=meta)

    async def fill(
        self, visit: Visit, template: str, *, ask: Ask | None, meta: Mapping[str, str | int]
    ) -> None:
        """The form, or the desk's refusal in its place."""
        asked = visit if meta.get("c") else await self.directly(visit.arrival)
        found: dict[str, Template] = {t.id: t for t in self._answering.allowed(asked)}
        if template not in found:
            error = await self._answering.why_not(asked, template)
            await self._signing.refused(visit, error)
            return
        view = form_view(
            found[template],
            visit.words,
            meta={**meta, "a": ask.id} if ask else meta,
            ask_where=not meta.get("c"),
            kept=_kept(visit, ask) if ask else "",
        )
        await self._signing.fill(visit, view)

    async def invite(self, visit: Visit, template: Template, ask: Ask) -> None:
        """Somebody asked in words for a template that needs more fields: offer the form."""
        value: dict[str, Json] = {"t": template.id}
        if ask.brings:
            await self._asks.keep(ask)
            value["a"] = ask.id
        said = visit.words("invite", title=template.title)
        form = button(visit.words("button-form"), ids.FORM, {k: str(v) for k, v in value.items()})
        await self._answering.say(visit, Message(said, [section(said), actions(form)]))

    async def directly(self, arrival: Arrival) -> Visit:
        """The same person, in their direct message with Ringi."""
        place = await self._replies.direct_place(arrival.team, arrival.user)
        return await self._answering.visit(arrival, place=place)


def _kept(visit: Visit, ask: Ask) -> str:
    if ask.gathers:
        return visit.words("form-kept-thread")
    return visit.words("form-kept", count=len(ask.text))
