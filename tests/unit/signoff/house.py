"""One workspace with a draft in it, over fakes of our own ports: what sign-off tests start from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.masking import names_key
from bot.records import (
    Approved,
    Ballot,
    Channel,
    Choice,
    Draft,
    Entry,
    Person,
    Place,
    Publication,
    Receipt,
    Section,
    SignOff,
)
from bot.signoff.publishing import Publishing
from bot.signoff.workflow import Workflow
from guards.pii.placeholders import Placeholders
from guards.rulebook import Rulebook
from guards.verdict import Verdict
from tests.fakes import (
    FakeDecisions,
    FakeDrafts,
    FakeOutbox,
    FakeQueue,
    FakeSignoffs,
    FakeVault,
    Frozen,
    Tray,
)

TEAM = "T0"
PLACE = Place(TEAM, "C0ASK", "1.1")

RULEBOOK = Rulebook.model_validate(
    {
        "roles": {"reviewer": {"people": ["U0RITA", "U0REN", "U0ASK", "U0EDIT", "U0GUEST"]}},
        "destinations": {
            "site": {"kind": "site", "title": {"ja": "サイト", "en": "Site"}, "route": "open"},
            "hook": {
                "kind": "webhook",
                "title": {"ja": "連携", "en": "Hook"},
                "route": "strict",
                "url": "https://hooks.example/in",
            },
            "lost": {"kind": "site", "title": {"ja": "迷子", "en": "Lost"}, "route": "open"},
        },
        "routes": {
            "open": {"review_channel": "C0REV", "reviewers": {"roles": ["reviewer"]}},
            "strict": {
                "review_channel": "C0REV",
                "reviewers": {"roles": ["reviewer"]},
                "quorum": 2,
            },
        },
    }
)


def person(person_id: str, **changes: bool | str) -> Person:
    plain = Person(id=person_id, team=TEAM, name="", locale="ja")
    return replace(plain, **changes)  # type: ignore[arg-type]


class FakePeople:
    """People as the workspace knows them; `asked` are the ids that were read freshly."""

    def __init__(self) -> None:
        self.known: dict[str, Person] = {"U0GUEST": person("U0GUEST", guest=True)}
        self.asked: list[str] = []

    async def person(self, team: str, person_id: str) -> Person:
        return self.known.get(person_id, person(person_id, team=team))

    async def fresh(self, team: str, person_id: str) -> Person:
        self.asked.append(person_id)
        return await self.person(team, person_id)

    async def channel(self, team: str, channel_id: str) -> Channel:
        return Channel(channel_id, team, is_dm=False, external=False)

    async def directory(self, team: str) -> tuple[str, ...]:
        return tuple(p.name for p in self.known.values() if p.team == team and p.name)


class FakeSurface:
    """Remembers each state that people were shown."""

    def __init__(self) -> None:
        self.shown: list[SignOff] = []
        self.broken = False

    async def show(self, signoff: SignOff) -> None:
        if self.broken:
            raise ConnectionError("no chat today")
        self.shown.append(signoff)


class FakePublisher:
    """A destination that does as it is told. `sent` and `searched` are what it was handed."""

    def __init__(self) -> None:
        self.sent: list[Approved] = []
        self.searched: list[Approved] = []
        self.outcomes: list[Exception | Receipt] = []
        self.found: Exception | Receipt | None = None

    async def publish(self, approved: Approved) -> Receipt:
        self.sent.append(approved)
        outcome = self.outcomes.pop(0) if self.outcomes else receipt(approved)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def find(self, approved: Approved) -> Receipt | None:
        self.searched.append(approved)
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def receipt(approved: Approved) -> Receipt:
    return Receipt("page-1", approved.digest, approved.attempt, "http://127.0.0.1/page-1")


@dataclass
class House:
    """Everything wired as in the bot, with `check_output` and `offered` to be set by a test."""

    rulebook: Rulebook = RULEBOOK
    clock: Frozen = field(default_factory=Frozen)
    vault: FakeVault = field(default_factory=FakeVault)
    drafts: FakeDrafts = field(default_factory=FakeDrafts)
    people: FakePeople = field(default_factory=FakePeople)
    surface: FakeSurface = field(default_factory=FakeSurface)
    publisher: FakePublisher = field(default_factory=FakePublisher)
    verdict: Verdict = field(default_factory=Verdict)
    offered: tuple[str, ...] = ("site", "webhook")
    checked: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.log = FakeDecisions(self.clock)
        self.tray = Tray(self.clock, self.log, FakeQueue(self.clock))
        self.signoffs, self.outbox = FakeSignoffs(self.tray), FakeOutbox(self.tray)
        self.workflow = Workflow(
            signoffs=self.signoffs,
            drafts=self.drafts,
            decisions=self.log,
            vault=self.vault,
            people=self.people,
            rulebook=self.rulebook,
            clock=self.clock,
            check_output=self._check_output,
            offered=self._offered,
        )
        self.publishing = self.new_publishing()

    def new_publishing(self, **publishers: FakePublisher) -> Publishing:
        """As after a restart: nothing remembered."""
        return Publishing(
            outbox=self.outbox,
            signoffs=self.signoffs,
            decisions=self.log,
            publishers=publishers or {"site": self.publisher, "hook": self.publisher},
            surface=self.surface,
            rulebook=self.rulebook,
            deadline_s=0.2,
        )

    def _offered(self, draft: Draft) -> tuple[str, ...]:
        return self.offered if draft.template == "summary" else ()

    def _check_output(self, text: str, draft: Draft) -> Verdict:
        self.checked.append((draft.revision, text))
        return self.verdict

    # ── what tests do ──────────────────────────────────────────────────────────────────────────

    async def draft(self, body: str = "玉露を発売します。", **changes: object) -> Draft:
        """A draft that rests where the desk would have put it."""
        made = replace(draft_of(body), **changes)  # type: ignore[arg-type]
        await self.drafts.put(made)
        return made

    async def masked(self, **values: str) -> Placeholders:
        """The thread's placeholders, one of each label=value."""
        known = Placeholders("ja")
        for label, value in values.items():
            known.token_for(value, label)
        await self.vault.put(names_key(PLACE), known.to_json().encode())
        return known

    async def submitted(
        self, destination: str = "site", body: str = "玉露を発売します。"
    ) -> SignOff:
        draft = await self.draft(body)
        return await self.submit(draft, destination=destination)

    async def submit(
        self, draft: Draft, *, destination: str = "site", person: str = "U0ASK"
    ) -> SignOff:
        return await self.workflow.submit(
            draft.id, revision=draft.revision, destination=destination, person=person
        )

    async def approved(self, destination: str = "site") -> SignOff:
        signoff = await self.submitted(destination)
        for reviewer in ("U0RITA", "U0REN")[: signoff.quorum]:
            signoff = await self.workflow.vote(ballot(signoff, reviewer))
        return signoff

    def entry(self, kind: str) -> Entry:
        """The newest entry of this kind."""
        return next(c.entry for c in reversed(self.log.chained) if c.entry.kind == kind)

    async def publication(self, signoff: SignOff) -> Publication:
        text = await self.signoffs.publication(signoff.id, revision=signoff.revision)
        assert text is not None
        return text


def draft_of(body: str = "玉露を発売します。", **changes: object) -> Draft:
    made = Draft(
        id="d_1",
        request_id="r_1",
        revision=1,
        template="summary",
        template_version="1.0",
        template_hash="ab" * 32,
        locale="ja",
        place=PLACE,
        requester="U0ASK",
        touched_by=("U0ASK", "U0EDIT"),
        sections=(Section("conclusion", "結論", body), Section("next", "次の行動", "確認します。")),
        values={},
        materials=(),
        seen_in=(),
        seen_out=(),
        model="offline",
        created_at=0.0,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def ballot(
    signoff: SignOff, person_id: str, choice: Choice = Choice.SIGN, comment: str = ""
) -> Ballot:
    return Ballot(signoff.id, signoff.revision, signoff.digest, person_id, choice, comment)


def signoff_of(**changes: object) -> SignOff:
    """A sign-off in review, for rules that look at nothing else."""
    made: Mapping[str, object] = {
        "id": "so_1",
        "draft_id": "d_1",
        "draft_revision": 1,
        "request_id": "r_1",
        "place": PLACE,
        "locale": "ja",
        "destination": "site",
        "route": "open",
        "revision": 1,
        "digest": "0" * 64,
        "state": "in_review",
        "requester": "U0ASK",
        "touched_by": ("U0ASK", "U0EDIT"),
        "quorum": 1,
        "votes": {},
        "accepted": (),
        "created_at": 0.0,
        "expires_at": 3600.0,
    }
    return SignOff(**{**made, **changes})  # type: ignore[arg-type]
