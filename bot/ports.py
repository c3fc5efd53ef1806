"""The seams: what the core asks of the world, as Protocols. bot.bootstrap names who answers.

Every method that can't reach its store raises StoreDown; none returns a guess.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Protocol

from bot.records import (
    Approved,
    Ballot,
    Chained,
    Channel,
    Completion,
    Draft,
    Entry,
    Job,
    Json,
    Judged,
    Material,
    Opinion,
    Person,
    Place,
    Prompt,
    Publication,
    Receipt,
    SignOff,
    State,
)


class Clock(Protocol):
    def now(self) -> float:
        """UTC epoch seconds."""
        ...


class People(Protocol):
    async def person(self, team: str, person_id: str) -> Person:
        """Who this is now. Cached for minutes, except `fresh` below."""
        ...

    async def fresh(self, team: str, person_id: str) -> Person:
        """The same, asked at this moment: for votes."""
        ...

    async def channel(self, team: str, channel_id: str) -> Channel: ...

    async def directory(self, team: str) -> tuple[str, ...]:
        """Names of the members, for the PII guard. Empty where it can't be read."""
        ...


class Materials(Protocol):
    async def gather(self, place: Place) -> Material:
        """The thread at `place`, oldest first, as one material. Raises BadInput('no_thread')."""
        ...


class Model(Protocol):
    async def complete(
        self,
        prompt: Prompt,
        *,
        deadline_s: float,
        safety_identifier: str,
        max_output_tokens: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> Completion:
        """One completion. Raises ModelFailed, never a vendor's error."""
        ...


class Judge(Protocol):
    """A second opinion. Optional; it never sees anything that is not masked."""

    async def opinion(
        self, texts: Sequence[Judged], *, policy: str, rules: frozenset[str], deadline_s: float
    ) -> Opinion:
        """Whether one of `texts` breaks `policy`, by which of its `rules`.

        Raises ModelFailed where there is no answer, or none that can be read: never a guess.
        """
        ...


class Jobs(Protocol):
    """A durable queue with at-least-once delivery."""

    async def enqueue(self, kind: str, payload: Mapping[str, Json], *, dedupe: str) -> bool:
        """Keep the job, unless `dedupe` was seen within 24 h; one script. False = seen before."""
        ...

    async def claim(self, consumer: str, *, wait_ms: int) -> Job | None:
        """The next job: new, due for retry, or abandoned by a worker that died."""
        ...

    async def renew(self, job: Job) -> bool:
        """Keep a long job. False where another worker has it now: stop, change nothing."""
        ...

    async def done(self, job: Job) -> bool: ...

    async def retry(self, job: Job, *, delay_s: float) -> None: ...

    async def bury(self, job: Job, *, cause: str) -> None:
        """To the dead letters, kept for a person to look at."""
        ...


class Decisions(Protocol):
    async def append(self, entry: Entry) -> Chained:
        """Chain and keep. Returns once it is durable: the effect comes after."""
        ...

    def entries(self, *, after: int = 0) -> AsyncIterator[Chained]: ...

    def is_ours(self, chained: Chained) -> bool:
        """Whether the entry says what was sealed with the log's key: nobody else can write one."""
        ...


class Vault(Protocol):
    """Sealed at rest, gone after the rulebook's lifetime."""

    async def put(self, key: str, content: bytes) -> None: ...

    async def get(self, key: str) -> bytes | None: ...

    async def swap(self, key: str, *, old: bytes | None, new: bytes) -> bool:
        """Put `new` only where `old` (or nothing) still rests there; one script."""
        ...

    async def commit(self, subject: str, text: str) -> str:
        """A keyed commitment to a text: provable while the subject's key lives, nothing after."""
        ...


class Drafts(Protocol):
    async def put(self, draft: Draft) -> None:
        """Keep this revision. Raises Stale('draft_moved') unless it follows the current one."""
        ...

    async def get(self, draft_id: str, *, revision: int | None = None) -> Draft | None:
        """One revision, or the current one."""
        ...

    async def in_thread(self, place: Place) -> Draft | None:
        """The newest draft of a thread."""
        ...


class Signoffs(Protocol):
    """Each write takes the entry that records it and lands both or neither, in one script."""

    async def open(self, signoff: SignOff, publication: Publication, *, entry: Entry) -> None: ...

    async def get(self, signoff_id: str) -> SignOff | None: ...

    async def publication(self, signoff_id: str, *, revision: int) -> Publication | None: ...

    async def attach_card(self, signoff_id: str, *, channel: str, ts: str) -> None: ...

    async def vote(self, ballot: Ballot, *, entitled: bool, state: State, entry: Entry) -> SignOff:
        """Count one vote: pending, unexpired, entitled, not a toucher, current, first vote.

        `state` is the state that the caller expects it to lead to (in_review where the quorum
        is not yet there); on `approved` the outbox item is written in the same script. Raises
        Stale or Refused with the code of the first check that failed; then nothing changed.
        """
        ...

    async def revise(
        self, signoff: SignOff, publication: Publication, *, after: int, entry: Entry
    ) -> None:
        """Replace revision `after` by a new text: votes fall away. Raises Stale where moved on."""
        ...

    async def move(self, signoff_id: str, *, source: State, to: State, entry: Entry) -> SignOff:
        """One transition. Raises Stale('not_in_state') where it is not in `source` any more."""
        ...

    async def due(self, *, now: float) -> Sequence[str]:
        """Sign-offs in review whose deadline has passed."""
        ...

    async def of_person(self, person: str) -> Sequence[SignOff]:
        """Theirs as requester, newest first, at most 20."""
        ...

    async def queue(self) -> Sequence[SignOff]:
        """In review, oldest first, at most 50."""
        ...


class Outbox(Protocol):
    """Approved sign-offs on their way out, and the ledger of what became of each attempt."""

    async def claim(self, consumer: str, *, wait_ms: int) -> Job | None:
        """The next item; payload {"signoff": id, "revision": n}."""
        ...

    async def reserve(self, job: Job, *, entry: Entry) -> int:
        """approved → publishing and ledger → sending; the attempt's number.

        Raises Stale('already_sending') where an earlier attempt may have sent: ask first.
        """
        ...

    async def settle(
        self, job: Job, *, state: State, receipt: Receipt | None, entry: Entry
    ) -> None:
        """Ledger and sign-off reach `state`, the item is gone; one script."""
        ...

    async def release(self, job: Job, *, delay_s: float, entry: Entry) -> None:
        """Nothing was sent, and that is known: back to reserved, tried again later."""
        ...


class Publisher(Protocol):
    """A destination. Takes only what was approved."""

    async def publish(self, approved: Approved) -> Receipt:
        """Send it. Raises PublishFailed (nothing sent, known) or PublishAmbiguous."""
        ...

    async def find(self, approved: Approved) -> Receipt | None:
        """Was it already taken? Raises PublishAmbiguous where the destination can't be asked."""
        ...


class Surface(Protocol):
    """Where people see what happened to a sign-off: its card, and a word to the requester."""

    async def show(self, signoff: SignOff) -> None:
        """Bring the card up to date (it is posted if there is none) and tell the requester."""
        ...


Progress = Callable[[str], Awaitable[None]]
"""Told the stage that begins: checking · drafting · reviewing."""
