"""A whole surface over the local workspace: real payloads and API calls, fakes of our ports."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pytest
import uvicorn
from slack_sdk.web.async_client import AsyncWebClient
from starlette.types import ASGIApp

from bot.desk.desk import Desk
from bot.errors import Refused, RingiError
from bot.intake import Intake
from bot.ports import Progress
from bot.records import (
    Answer,
    Channel,
    Draft,
    FollowUp,
    Job,
    Material,
    Person,
    Place,
    Request,
    Section,
)
from bot.signoff.workflow import Workflow
from bot.slack.app import build_app, build_client
from bot.slack.handle import Handlers
from bot.slack.http import build_http
from bot.slack.people import SlackPeople, groups_in
from bot.slack.surface import SlackSurface
from deploy.local.workspace.records import Message
from deploy.local.workspace.serving import serve
from deploy.local.workspace.workspace import Workspace
from guards.access import AccessDenied, check_access
from guards.rulebook import Rulebook
from guards.sections import Access, AccessRule, Destination, Route, Who
from guards.sections import Words as BothWords
from guards.verdict import Verdict
from prompts.library import Library
from prompts.template import Template
from tests import builders
from tests.fakes import (
    FakeDecisions,
    FakeDrafts,
    FakeJobs,
    FakeSignoffs,
    FakeVault,
    Frozen,
    fake_signoffs,
)
from tests.unit.slack.wiring import build_surface

ASKER, ENGLISH, REVIEWER, ADMIN = "U0SATOHANA", "U0ALEXMORG", "U0SUZUKIKN", "U0TAKAHASI"
GUEST = "U0GUESTKYO"
GENERAL, REVIEW, SHARED, RANDOM = "C0IRAI0001", "C0SHONIN01", "C0PARTNER1", "C0RANDOM01"
TEAM = "T0MIHON001"


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped templates; the brief made to ask for its fields whatever else it is given."""
    shipped = Library.load(Path("prompts")).templates
    return Library({key: _demanding(each) for key, each in shipped.items()})


def _demanding(template: Template) -> Template:
    if template.id != "campaign_brief":
        return template
    inputs = tuple(replace(each, from_material=False) for each in template.inputs)
    return replace(template, inputs=inputs)


@pytest.fixture
def rulebook() -> Rulebook:
    everyone = Who(everyone=True)
    return Rulebook(
        contact=ADMIN,
        roles={"admin": Who(people=(ADMIN,))},
        access=Access(
            rules=(
                AccessRule(id="all", channels=(GENERAL, "dm"), templates=("*",), who=everyone),
                AccessRule(id="shared", channels=(SHARED,), templates=("*",), who=everyone),
            )
        ),
        destinations={
            "site": Destination(kind="site", title=BothWords(ja="サイト", en="Site"), route="web")
        },
        routes={"web": Route(review_channel=REVIEW, reviewers=Who(groups=("S0REVIEWER",)))},
    )


@dataclass
class ScriptedDesk:
    """Says what the test wants it to say; who may ask is the rulebook's own answer."""

    rulebook: Rulebook
    library: Library
    drafts: FakeDrafts
    text: str = "## 要点\n\n新しいお茶が出ます。"
    error: RingiError | None = None
    requests: list[Request] = field(default_factory=list)
    wishes: list[FollowUp] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    changes: dict[str, object] = field(default_factory=dict)
    next_sections: tuple[Section, ...] = ()
    refused: list[tuple[str, str, str, str]] = field(default_factory=list)
    said: list[tuple[str, str, str]] = field(default_factory=list)

    async def refuse(self, error: RingiError, *, number: str, person: str, place: Place) -> None:
        self.refused.append((error.code, number, person, place.channel))

    async def feedback(self, draft_id: str, *, person: str, said: str) -> None:
        self.said.append((draft_id, person, said))

    def templates_for(self, person: Person, channel: Channel) -> tuple[str, ...]:
        self.people[person.id] = person
        return tuple(t for t in self.library.ids() if self._admits(person, channel, t))

    def _admits(self, person: Person, channel: Channel, template: str) -> bool:
        try:
            check_access(
                self.rulebook,
                person,
                channel=channel.id,
                is_dm=channel.is_dm,
                external=channel.external,
                template=template,
            )
        except AccessDenied:
            return False
        return True

    async def answer(self, request: Request, *, progress: Progress) -> Answer:
        self.requests.append(request)
        self._check(request)
        await progress("drafting")
        if self.error is not None:
            raise self.error
        draft = self._draft(request)
        if await self.drafts.get(draft.id) is None:
            await self.drafts.put(draft)
        return Answer(draft, self.text, {"PERSON": 1}, request.id)

    async def revise(self, follow_up: FollowUp, *, progress: Progress) -> Answer:
        self.wishes.append(follow_up)
        await progress("drafting")
        current = await self.drafts.in_thread(follow_up.place)
        if current is None:
            raise Refused("no_draft")
        changes: dict[str, object] = {"revision": current.revision + 1, "request_id": follow_up.id}
        changes["sections"] = self.next_sections or current.sections
        draft = builders.draft(**{**_fields(current), **changes})
        await self.drafts.put(draft)
        return Answer(draft, self.text, {}, follow_up.id)

    def _check(self, request: Request) -> None:
        try:
            check_access(
                self.rulebook,
                self.people[request.person],
                channel=request.place.channel,
                is_dm=request.is_dm,
                external=request.external,
                template=request.template,
            )
        except AccessDenied as denied:
            raise Refused(denied.code, rule=denied.rule) from None

    def _draft(self, request: Request) -> Draft:
        told = {
            "id": f"d_{request.id}",
            "request_id": request.id,
            "template": request.template,
            "locale": request.locale,
            "place": request.place,
            "requester": request.person,
            "touched_by": (request.person,),
            "sections": (Section("purpose", "目的", "新しいお茶が出ます。"),),
        }
        return builders.draft(**{**told, **self.changes})


def _fields(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in Draft.__slots__}


class Threads:
    """A thread to gather, and where it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Place] = []

    async def gather(self, place: Place) -> Material:
        self.asked.append(place)
        return Material("thread", "thread", f"slack:{place.channel}/{place.thread}", "話し合い")


@dataclass
class House:
    workspace: Workspace
    jobs: FakeJobs
    handlers: Handlers
    desk: ScriptedDesk
    vault: FakeVault
    signoffs: FakeSignoffs
    surface: SlackSurface
    people: SlackPeople
    threads: Threads
    client: AsyncWebClient
    url: str

    async def drain(self) -> list[Job]:
        """Wait for the bot's acks, then work until no job is left."""
        await self.workspace.settle()
        done = []
        while (job := await self.jobs.claim("test", wait_ms=0)) is not None:
            await self.handlers.handle(job)
            await self.jobs.done(job)
            done.append(job)
        return done

    def thread(self, channel: str, ts: str) -> list[Message]:
        """The replies in a thread."""
        return [m for m in self.workspace.messages(channel, ts) if m.ts != ts]

    def draft_message(self, channel: str, ts: str) -> Message:
        return next(m for m in self.thread(channel, ts) if "request_signoff" in str(m.blocks))


@asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[str]:
    """An ASGI app on a free loopback port; its base URL."""

    ready = asyncio.Event()

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready.set()

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await ready.wait()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listener.close()


async def _ready() -> bool:
    return True


@pytest.fixture
async def house(rulebook: Rulebook, library: Library, clock: Frozen) -> AsyncIterator[House]:
    """The bot over HTTP, its worker's hands, and the workspace around them."""
    workspace = Workspace(retry_delays_s=(0.0, 0.01))
    async with serve(workspace):
        jobs = FakeJobs(clock)
        token = workspace.installation.bot_token
        app = build_app(
            token=token, api_url=workspace.api_url, intake=Intake(jobs), library=library
        )
        secret = workspace.installation.signing_secret
        async with listening(build_http(app, signing_secret=secret, ready=_ready)) as base:
            url = f"{base}/slack/events"
            workspace.send_to(url)
            client = build_client(token, api_url=workspace.api_url)
            yield _house(workspace, jobs, client, rulebook, library, clock, url)


def _house(
    workspace: Workspace,
    jobs: FakeJobs,
    client: AsyncWebClient,
    rulebook: Rulebook,
    library: Library,
    clock: Frozen,
    url: str,
) -> House:
    vault, drafts = FakeVault(), FakeDrafts()
    decisions = FakeDecisions(clock)
    signoffs, _ = fake_signoffs(clock, decisions)
    people = SlackPeople(client, groups=groups_in(rulebook))
    desk = ScriptedDesk(rulebook, library, drafts)
    workflow = Workflow(
        signoffs=signoffs,
        drafts=drafts,
        decisions=decisions,
        vault=vault,
        people=people,
        rulebook=rulebook,
        clock=clock,
        check_output=lambda _text, _draft: Verdict(),
        offered=lambda _draft: ("site",),
    )
    threads = Threads()
    handlers, surface = build_surface(
        client=client,
        desk=cast(Desk, desk),
        workflow=workflow,
        people=people,
        drafts=drafts,
        signoffs=signoffs,
        vault=vault,
        materials=threads,
        library=library,
        rulebook=rulebook,
    )
    return House(
        workspace, jobs, handlers, desk, vault, signoffs, surface, people, threads, client, url
    )
