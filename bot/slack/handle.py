"""The worker's side: each kind of job goes to what answers it. Nobody is left in silence."""

import difflib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.errors import CouldNotRun, RingiError, StoreDown
from bot.ports import Signoffs, Surface
from bot.records import Job, Place, SignOff
from bot.slack import actions as ids
from bot.slack.answering import Answering, Visit
from bot.slack.arrival import Arrival
from bot.slack.asking import Asking
from bot.slack.blocks.help import help_message
from bot.slack.blocks.home import HomeOf, home_view
from bot.slack.blocks.refusal import refusal
from bot.slack.forms import Forms
from bot.slack.replies import FAILURES, Replies
from bot.slack.signing import Signing
from bot.slack.words import words_in
from guards.access import includes, roles_of
from guards.rulebook import Rulebook
from prompts.library import Library

HELP = frozenset({"help", "ヘルプ", "使い方", "?"})
ADMIN = "admin"

log = logging.getLogger(__name__)


class Handlers:
    """`handle` is what bot.worker.Worker calls; `on_dead` when it has given a job up."""

    def __init__(
        self,
        *,
        asking: Asking,
        answering: Answering,
        signing: Signing,
        forms: Forms,
        surface: Surface,
        signoffs: Signoffs,
        library: Library,
        rulebook: Rulebook,
        replies: Replies,
    ) -> None:
        self._asking = asking
        self._answering = answering
        self._signing = signing
        self._forms = forms
        self._surface = surface
        self._signoffs = signoffs
        self._library = library
        self._rulebook = rulebook
        self._replies = replies
        self._kinds: Mapping[str, Callable[[Arrival], Awaitable[None]]] = {
            "said": asking.said,
            "command": self._command,
            "shortcut": self._shortcut,
            "pressed": self._pressed,
            "filled": self._filled,
            "home": self._home,
        }
        self._buttons: Mapping[str, Callable[[Visit], Awaitable[None]]] = {
            ids.REVISE: signing.open_revise,
            ids.REQUEST_SIGNOFF: signing.open_request,
            ids.SEND_BACK: signing.open_comment,
            ids.REFUSE: signing.open_comment,
            ids.FULL_TEXT: signing.open_full_text,
            ids.SIGN: signing.sign,
            ids.FEEDBACK: signing.feedback,
            ids.FORM: forms.pressed,
        }
        self._modals: Mapping[str, Callable[[Visit], Awaitable[None]]] = {
            ids.REVISE: signing.revise,
            ids.REQUEST_SIGNOFF: signing.submit,
            ids.SEND_BACK: signing.decide,
            ids.REFUSE: signing.decide,
            ids.FULL_TEXT: signing.accept,
        }

    async def handle(self, job: Job) -> None:
        """Answer one job. Raises what is worth another try: the store, or Slack, being away."""
        if job.kind == ids.SHOW:
            await self._show(str(job.payload["signoff"]))
            return
        step = self._kinds.get(job.kind)
        if step is None:
            log.error("job of an unknown kind", extra={"job": job.id, "kind": job.kind})
            return
        arrival = Arrival.of(job)
        try:
            await step(arrival)
        except StoreDown:
            raise
        except RingiError as error:
            await self._tell(arrival, error)

    async def on_dead(self, job: Job) -> None:
        """The last word on a job that could not be done. A failure here is only logged."""
        if job.kind == ids.SHOW:
            log.error("card not updated", extra={"signoff": job.payload["signoff"]})
            return
        arrival = Arrival.of(job)
        try:
            await self._tell(arrival, CouldNotRun("given_up"))
        except (RingiError, *FAILURES) as error:
            cause = type(error).__name__
            log.error("nobody could be told", extra={"request": arrival.id, "cause": cause})

    async def _show(self, signoff_id: str) -> None:
        signoff = await self._signoffs.get(signoff_id)
        if signoff is not None:
            await self._surface.show(signoff)

    async def _tell(self, arrival: Arrival, error: RingiError) -> None:
        """In the person's language, or in the rulebook's where nothing is known about them."""
        try:
            visit = await self._answering.visit(arrival)
        except CouldNotRun:
            await self._tell_unknown(arrival, error)
        else:
            await self._answering.refuse(visit, error, privately=arrival.kind != "said")

    async def _tell_unknown(self, arrival: Arrival, error: RingiError) -> None:
        message = refusal(
            error,
            words_in(self._rulebook.locale),
            request_id=arrival.id,
            contact=self._rulebook.contact,
        )
        place = Place(arrival.team, arrival.channel, arrival.thread)
        url = arrival.response_url
        await self._replies.privately(place, arrival.user, message, response_url=url)

    # ── commands and shortcuts ─────────────────────────────────────────────────────────────────

    async def _command(self, arrival: Arrival) -> None:
        if arrival.text("template"):
            await self._asking.command(arrival)
        else:
            await self._help(arrival)

    async def _help(self, arrival: Arrival) -> None:
        visit = await self._answering.visit(arrival, place=Place(arrival.team, arrival.channel))
        templates = self._answering.allowed(visit)
        word = arrival.text("word")
        unknown = "" if word in HELP else word
        names = [name for t in templates for name in (t.id, *t.aliases)]
        near = difflib.get_close_matches(unknown, names, n=1) if unknown else []
        message = help_message(
            templates,
            visit.words,
            contact=self._rulebook.contact,
            unknown=unknown,
            near=near[0] if near else "",
        )
        url = arrival.response_url
        await self._replies.privately(visit.place, arrival.user, message, response_url=url)

    async def _shortcut(self, arrival: Arrival) -> None:
        callback = arrival.text("callback")
        template = ids.SHORTCUT_TEMPLATES.get(callback)
        if template is not None:
            await self._asking.shortcut(arrival, template)
        elif callback == ids.NEW_REQUEST:
            await self._forms.choose(arrival)

    # ── buttons and modals ─────────────────────────────────────────────────────────────────────

    async def _pressed(self, arrival: Arrival) -> None:
        name, _ = ids.action_of(arrival.text("action"))
        if name == ids.CHOOSE:
            await self._asking.chosen(arrival)
            return
        step = self._buttons.get(name)
        if step is not None:
            await self._with(arrival, step)

    async def _filled(self, arrival: Arrival) -> None:
        if arrival.text("callback") == ids.FORM:
            await self._asking.form(arrival)
            return
        step = self._modals.get(arrival.text("callback"))
        if step is not None:
            await self._with(arrival, step)

    async def _with(self, arrival: Arrival, step: Callable[[Visit], Awaitable[None]]) -> None:
        """A refusal of a button is told to the one who pressed it, and to nobody else."""
        place = arrival.place if arrival.channel else None
        visit = await self._answering.visit(arrival, place=place)
        try:
            await step(visit)
        except RingiError as error:
            await self._signing.refused(visit, error)

    # ── App Home ───────────────────────────────────────────────────────────────────────────────

    async def _home(self, arrival: Arrival) -> None:
        visit = await self._forms.directly(arrival)
        queue = await self._queue(visit)
        mine = await self._signoffs.of_person(visit.person.id)
        home = HomeOf(
            templates=tuple(self._answering.allowed(visit)),
            mine=mine,
            queue=queue,
            titles=await self._titles([*mine[:10], *(queue or ())[:20]]),
            admin=ADMIN in roles_of(visit.person, self._rulebook),
        )
        view = home_view(home, visit.words, rulebook=self._rulebook)
        await self._replies.home(arrival.user, view)

    async def _titles(self, signoffs: Sequence[SignOff]) -> dict[str, str]:
        """What each text is called: two requests to one place look alike without it."""
        found = {}
        for signoff in signoffs:
            text = await self._signoffs.publication(signoff.id, revision=signoff.revision)
            if text is not None:
                found[signoff.id] = text.title
        return found

    async def _queue(self, visit: Visit) -> list[SignOff] | None:
        """What this person may answer, oldest first; None where no route names them."""
        routes = {
            name
            for name, route in self._rulebook.routes.items()
            if includes(route.reviewers, visit.person, self._rulebook)
        }
        if not routes:
            return None
        waiting = await self._signoffs.queue()
        person = visit.person.id
        return [s for s in waiting if s.route in routes and person not in s.touched_by]
