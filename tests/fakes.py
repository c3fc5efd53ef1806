"""In-memory store ports. They pass the same contract suites as the real ones (tests/contract).

Each has a switch: `down = True` makes every call raise StoreDown, as a store that is away does.
"""

import asyncio
import hmac
import itertools
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.errors import Refused, Stale, StoreDown
from bot.records import (
    Ballot,
    Chained,
    Choice,
    Draft,
    Entry,
    Job,
    Json,
    Place,
    Publication,
    Receipt,
    SignOff,
    State,
)
from bot.store.chain import Head, is_sealed, link


class Frozen:
    """A clock that stands still. Starts on a Wednesday in 2026; `advance` moves it."""

    def __init__(self, now: float = 1_793_750_400.0) -> None:
        self.time = now

    def now(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += seconds


class Away:
    """What all fakes share: the store can be taken away."""

    down = False

    def _reach(self) -> None:
        if self.down:
            raise StoreDown("store_down")


# ── jobs and other queues ──────────────────────────────────────────────────────────────────────


@dataclass
class Item:
    """An item of a queue as it rests."""

    id: str
    kind: str
    payload: Mapping[str, Json]
    ready_at: float
    delivery: int = 0
    fence: int = 0
    held: bool = False


class FakeQueue(Away):
    """Claims, fences and retries on a clock that a test moves."""

    def __init__(self, clock: Frozen, *, visibility_s: float = 60.0) -> None:
        self._clock = clock
        self._visibility_s = visibility_s
        self._fences = itertools.count(1)
        self.items: dict[str, Item] = {}
        self.letters: list[tuple[str, str]] = []

    def add(self, item_id: str, kind: str, payload: Mapping[str, Json]) -> None:
        self.items[item_id] = Item(item_id, kind, dict(payload), self._clock.now())

    async def claim(self, consumer: str, *, wait_ms: int) -> Job | None:  # noqa: ARG002 - the port
        self._reach()
        ready = (item for item in self.items.values() if item.ready_at <= self._clock.now())
        item = min(ready, key=lambda i: i.ready_at, default=None)
        if item is None:
            await asyncio.sleep(0)  # a worker's loop must not starve the others
            return None
        item.delivery, item.fence, item.held = item.delivery + 1, next(self._fences), True
        item.ready_at = self._clock.now() + self._visibility_s
        return Job(item.id, item.kind, item.payload, item.delivery, item.fence)

    def holds(self, job: Job) -> bool:
        item = self.items.get(job.id)
        return item is not None and item.held and item.fence == job.fence

    async def renew(self, job: Job) -> bool:
        self._reach()
        if self.holds(job):
            self.items[job.id].ready_at = self._clock.now() + self._visibility_s
        return self.holds(job)

    async def done(self, job: Job) -> bool:
        self._reach()
        held = self.holds(job)
        if held:
            del self.items[job.id]
        return held

    async def retry(self, job: Job, *, delay_s: float) -> None:
        self._reach()
        if self.holds(job):
            self.items[job.id].ready_at = self._clock.now() + delay_s
            self.items[job.id].held = False

    async def bury(self, job: Job, *, cause: str) -> None:
        if await self.done(job):
            self.letters.append((job.id, cause))

    async def depth(self) -> int:
        self._reach()
        return len(self.items)


class FakeJobs(FakeQueue):
    """Jobs in memory. `letters` are the dead ones: (id, cause)."""

    def __init__(self, clock: Frozen, *, visibility_s: float = 60.0) -> None:
        super().__init__(clock, visibility_s=visibility_s)
        self._seen: dict[str, float] = {}

    async def enqueue(self, kind: str, payload: Mapping[str, Json], *, dedupe: str) -> bool:
        self._reach()
        if self._seen.get(dedupe, 0.0) > self._clock.now():
            return False
        self._seen[dedupe] = self._clock.now() + 24 * 3600
        self.add(secrets.token_hex(12), kind, payload)
        return True


# ── the decision log ───────────────────────────────────────────────────────────────────────────


class FakeDecisions(Away):
    """The log in memory, really chained. `kinds` is the story so far."""

    key_id = "00000000"
    log_key = bytes(32)

    def __init__(self, clock: Frozen | None = None) -> None:
        self._clock = clock or Frozen()
        self.chained: list[Chained] = []

    @property
    def kinds(self) -> list[str]:
        return [chained.entry.kind for chained in self.chained]

    async def append(self, entry: Entry) -> Chained:
        self._reach()
        last = self.chained[-1:]
        head = Head(last[0].seq, last[0].hash) if last else Head()
        now, key = self._clock.now(), self.log_key
        self.chained.append(link(entry, head, now=now, key_id=self.key_id, key=key))
        return self.chained[-1]

    def is_ours(self, chained: Chained) -> bool:
        return is_sealed(chained, {self.key_id: self.log_key})

    async def entries(self, *, after: int = 0) -> AsyncIterator[Chained]:
        self._reach()
        for chained in tuple(self.chained[after:]):
            yield chained


# ── the vault and drafts ───────────────────────────────────────────────────────────────────────


class FakeVault(Away):
    """A vault in memory. `content` is what rests, in the clear."""

    def __init__(self) -> None:
        self.content: dict[str, bytes] = {}
        self._subjects: dict[str, bytes] = {}

    async def put(self, key: str, content: bytes) -> None:
        self._reach()
        self.content[key] = content

    async def get(self, key: str) -> bytes | None:
        self._reach()
        return self.content.get(key)

    async def swap(self, key: str, *, old: bytes | None, new: bytes) -> bool:
        self._reach()
        same = self.content.get(key) == old
        if same:
            self.content[key] = new
        return same

    async def commit(self, subject: str, text: str) -> str:
        self._reach()
        key = self._subjects.setdefault(subject, secrets.token_bytes(32))
        return hmac.new(key, text.encode(errors="surrogatepass"), "sha256").hexdigest()

    async def shred(self, subject: str) -> bool:
        self._reach()
        return self._subjects.pop(subject, None) is not None


class FakeDrafts(Away):
    """Drafts in memory, by id, oldest revision first."""

    def __init__(self) -> None:
        self.revisions: dict[str, list[Draft]] = {}
        self._threads: dict[Place, str] = {}

    async def put(self, draft: Draft) -> None:
        self._reach()
        kept = self.revisions.get(draft.id, [])
        if draft.revision != len(kept) + 1:
            raise Stale("draft_moved")
        self.revisions[draft.id] = [*kept, draft]
        if draft.place.thread is not None:
            self._threads[draft.place] = draft.id

    async def get(self, draft_id: str, *, revision: int | None = None) -> Draft | None:
        self._reach()
        kept = self.revisions.get(draft_id, [])
        wanted = len(kept) if revision is None else revision
        return next((draft for draft in kept if draft.revision == wanted), None)

    async def in_thread(self, place: Place) -> Draft | None:
        self._reach()
        draft_id = self._threads.get(place)
        return None if draft_id is None else await self.get(draft_id)


# ── sign-offs and the outbox ───────────────────────────────────────────────────────────────────


@dataclass
class Ledger:
    state: str = "reserved"
    attempt: int = 0
    receipt: Receipt | None = None


@dataclass
class Tray:
    """What sign-offs and the outbox hold in common: each writes where the other reads."""

    clock: Frozen
    decisions: FakeDecisions
    queue: FakeQueue
    signoffs: dict[str, SignOff] = field(default_factory=dict)
    ledgers: dict[str, Ledger] = field(default_factory=dict)


def fake_signoffs(
    clock: Frozen, decisions: FakeDecisions, *, visibility_s: float = 60.0
) -> "tuple[FakeSignoffs, FakeOutbox]":
    """Both over one tray."""
    tray = Tray(clock, decisions, FakeQueue(clock, visibility_s=visibility_s))
    return FakeSignoffs(tray), FakeOutbox(tray)


class FakeSignoffs(Away):
    """Sign-offs in memory, with every check of the real scripts in their order."""

    def __init__(self, tray: Tray) -> None:
        self._tray = tray
        self._publications: dict[tuple[str, int], Publication] = {}

    async def open(self, signoff: SignOff, publication: Publication, *, entry: Entry) -> None:
        self._reach()
        if signoff.id in self._tray.signoffs:
            raise Stale("not_in_state")
        await self._keep(signoff, entry)
        self._publications[signoff.id, signoff.revision] = publication

    async def get(self, signoff_id: str) -> SignOff | None:
        self._reach()
        return self._tray.signoffs.get(signoff_id)

    async def publication(self, signoff_id: str, *, revision: int) -> Publication | None:
        self._reach()
        return self._publications.get((signoff_id, revision))

    async def attach_card(self, signoff_id: str, *, channel: str, ts: str) -> None:
        known = self._known(signoff_id)
        self._tray.signoffs[signoff_id] = replace(known, card_channel=channel, card_ts=ts)

    async def vote(self, ballot: Ballot, *, entitled: bool, state: State, entry: Entry) -> SignOff:
        signoff = self._known(ballot.signoff_id)
        self._check_vote(ballot, signoff, entitled=entitled)
        if _outcome(ballot, signoff) is not state:
            raise Stale("recount")
        votes = {**signoff.votes, ballot.person: ballot.choice.value}
        voted = replace(signoff, votes=votes, state=state)
        if state is not State.IN_REVIEW:
            now = self._tray.clock.now()
            voted = replace(voted, decided_by=ballot.person, decided_at=now)
        await self._keep(voted, entry)
        if state is State.APPROVED:
            payload: dict[str, Json] = {"signoff": signoff.id, "revision": signoff.revision}
            self._tray.queue.add(f"{signoff.id}.{signoff.revision}", "publish", payload)
        return voted

    async def revise(
        self, signoff: SignOff, publication: Publication, *, after: int, entry: Entry
    ) -> None:
        known = self._known(signoff.id)
        self._check_open(known)
        if known.revision != after:
            raise Stale("stale_revision")
        kept = replace(signoff, card_channel=known.card_channel, card_ts=known.card_ts)
        await self._keep(kept, entry)
        self._publications[signoff.id, signoff.revision] = publication

    async def move(self, signoff_id: str, *, source: State, to: State, entry: Entry) -> SignOff:
        if to is State.APPROVED:
            raise ValueError("only a vote approves")
        moved = replace(self._known(signoff_id), state=to)
        if self._known(signoff_id).state is not source:
            raise Stale("not_in_state")
        if source is State.IN_REVIEW:
            now = self._tray.clock.now()
            moved = replace(moved, decided_by=entry.actor, decided_at=now)
        await self._keep(moved, entry)
        return moved

    async def due(self, *, now: float) -> Sequence[str]:
        self._reach()
        waiting = [s for s in self._in_review() if s.expires_at <= now]
        return [s.id for s in sorted(waiting, key=lambda s: s.expires_at)]

    async def of_person(self, person: str) -> Sequence[SignOff]:
        self._reach()
        theirs = [s for s in self._tray.signoffs.values() if s.requester == person]
        return sorted(theirs, key=lambda s: s.created_at, reverse=True)[:20]

    async def queue(self) -> Sequence[SignOff]:
        self._reach()
        return sorted(self._in_review(), key=lambda s: s.created_at)[:50]

    def _in_review(self) -> list[SignOff]:
        return [s for s in self._tray.signoffs.values() if s.state is State.IN_REVIEW]

    def _known(self, signoff_id: str) -> SignOff:
        self._reach()
        known = self._tray.signoffs.get(signoff_id)
        if known is None:
            raise Stale("unknown_signoff")
        return known

    async def _keep(self, signoff: SignOff, entry: Entry) -> None:
        await self._tray.decisions.append(entry)
        self._tray.signoffs[signoff.id] = signoff

    def _check_open(self, signoff: SignOff) -> None:
        if signoff.state is not State.IN_REVIEW:
            raise Stale("not_in_state")
        if signoff.expires_at <= self._tray.clock.now():
            raise Stale("expired")

    def _check_vote(self, ballot: Ballot, signoff: SignOff, *, entitled: bool) -> None:
        self._check_open(signoff)
        if signoff.revision != ballot.revision:
            raise Stale("stale_revision")
        if signoff.digest != ballot.digest:
            raise Stale("stale_digest")
        if not entitled:
            raise Refused("not_reviewer")
        if signoff.requester == ballot.person:
            raise Refused("own_request")
        if ballot.person in signoff.touched_by:
            raise Refused("touched_text")
        if ballot.person in signoff.votes:
            raise Stale("already_voted")


def _outcome(ballot: Ballot, signoff: SignOff) -> State:
    if ballot.choice is Choice.SEND_BACK:
        return State.CHANGES_REQUESTED
    if ballot.choice is Choice.REFUSE:
        return State.REFUSED
    signed = 1 + sum(choice == Choice.SIGN for choice in signoff.votes.values())
    return State.APPROVED if signed >= signoff.quorum else State.IN_REVIEW


class FakeOutbox(Away):
    """The outbox in memory. `ledgers` are keyed `<signoff>.<revision>`."""

    def __init__(self, tray: Tray) -> None:
        self._tray = tray

    @property
    def ledgers(self) -> dict[str, Ledger]:
        return self._tray.ledgers

    async def claim(self, consumer: str, *, wait_ms: int) -> Job | None:
        self._reach()
        return await self._tray.queue.claim(consumer, wait_ms=wait_ms)

    async def renew(self, job: Job) -> bool:
        self._reach()
        return await self._tray.queue.renew(job)

    async def reserve(self, job: Job, *, entry: Entry) -> int:
        self._check_claim(job)
        ledger = self._tray.ledgers.get(job.id, Ledger())
        if ledger.state == "sending":
            raise Stale("already_sending")
        signoff = self._tray.signoffs.get(str(job.payload["signoff"]))
        if signoff is None or signoff.state is not State.APPROVED:
            await self._tray.queue.done(job)
            raise Stale("unknown_signoff" if signoff is None else "not_in_state")
        await self._tray.decisions.append(entry)
        self._tray.signoffs[signoff.id] = replace(signoff, state=State.PUBLISHING)
        self._tray.ledgers[job.id] = replace(ledger, state="sending", attempt=ledger.attempt + 1)
        return ledger.attempt + 1

    async def settle(
        self, job: Job, *, state: State, receipt: Receipt | None, entry: Entry
    ) -> None:
        signoff = self._publishing(job)
        words = {State.PUBLISHED: "sent", State.FAILED: "failed", State.AMBIGUOUS: "ambiguous"}
        word = words[state]
        await self._tray.decisions.append(entry)
        external_id = "" if receipt is None else receipt.external_id
        url = "" if receipt is None else receipt.url
        self._tray.signoffs[signoff.id] = replace(
            signoff, state=state, external_id=external_id, url=url
        )
        ledger = self._tray.ledgers[job.id]
        self._tray.ledgers[job.id] = replace(ledger, state=word, receipt=receipt)
        await self._tray.queue.done(job)

    async def release(self, job: Job, *, delay_s: float, entry: Entry) -> None:
        signoff = self._publishing(job)
        await self._tray.decisions.append(entry)
        self._tray.signoffs[signoff.id] = replace(signoff, state=State.APPROVED)
        self._tray.ledgers[job.id] = replace(self._tray.ledgers[job.id], state="reserved")
        await self._tray.queue.retry(job, delay_s=delay_s)

    async def depth(self) -> int:
        self._reach()
        return await self._tray.queue.depth()

    def _check_claim(self, job: Job) -> None:
        self._reach()
        if not self._tray.queue.holds(job):
            raise Stale("claim_lost")

    def _publishing(self, job: Job) -> SignOff:
        self._check_claim(job)
        signoff = self._tray.signoffs.get(str(job.payload["signoff"]))
        if signoff is None or signoff.state is not State.PUBLISHING:
            raise Stale("unknown_signoff" if signoff is None else "not_in_state")
        return signoff
