"""The data that travels: frozen, slotted, and silent about text in every repr.

One vocabulary with the surface and the log: a *request* works on *material* through a *template*
and becomes a *draft*; a *sign-off* takes one draft to one *destination*; a *receipt* proves it.
Times are UTC epoch seconds; offsets are code points of the original text, half-open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


# ── who and where ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as Slack describes them now. `stranger` is a member of another company."""

    id: str
    team: str
    name: str = field(repr=False)
    locale: str
    groups: frozenset[str] = frozenset()
    guest: bool = False
    stranger: bool = False
    bot: bool = False
    deactivated: bool = False
    tz: str = "UTC"


@dataclass(frozen=True, slots=True)
class Channel:
    """A place in Slack. `external` is None where it could not be read, which means no."""

    id: str
    team: str
    is_dm: bool
    external: bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where to answer: a channel, and a thread in it once there is one."""

    team: str
    channel: str
    thread: str | None = None


# ── asking ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Material:
    """What a request works on. `source` says where it came from, for people and for the log."""

    id: str
    kind: str  # pasted · message · thread
    source: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """One ask by one person in one place, with a template and values."""

    id: str
    person: str
    place: Place
    is_dm: bool
    external: bool | None
    template: str
    locale: str
    via: str  # mention · dm · slash · shortcut · modal
    values: Mapping[str, str] = field(repr=False)
    materials: tuple[Material, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A wish about the draft of a thread: 'もっと短く'. Becomes a new revision."""

    id: str
    person: str
    place: Place
    is_dm: bool
    external: bool | None
    locale: str
    via: str
    text: str = field(repr=False)


# ── the model ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ChatMessage:
    role: str  # system · user · assistant
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to a model: messages, and the JSON Schema its answer must have."""

    messages: tuple[ChatMessage, ...]
    schema_name: str
    schema: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered. Tokens are as the server counted them, 0 where it did not say."""

    text: str = field(repr=False)
    model: str
    endpoint: str
    input_tokens: int
    output_tokens: int
    finish: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A masked text that a second opinion is asked about. `kind` is typed or material."""

    kind: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a policy-following model thinks. `rationale` may quote what it read: it is sealed.

    `text` is the place, among the texts that were given, of the one that violates; from 0.
    """

    violation: bool
    rule: str
    confidence: float
    rationale: str = field(repr=False)
    text: int = 0
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0


# ── drafts ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as it is stored: label and place, never text. `reason`, and what makes it pass,
    are keyed by locale.

    `part` names the field, material or section that the offsets count in.
    """

    part: str
    guard: str
    label: str
    start: int
    end: int
    score: float
    rule: str
    action: str
    reason: Mapping[str, str]
    passes: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What the model wrote, guarded, masked values still as placeholders.

    `touched_by` is everybody who asked for or changed any revision; none of them may sign.
    """

    id: str
    request_id: str
    revision: int
    template: str
    template_version: str
    template_hash: str
    locale: str
    place: Place
    requester: str
    touched_by: tuple[str, ...]
    sections: tuple[Section, ...] = field(repr=False)
    values: Mapping[str, str] = field(repr=False)
    materials: tuple[Material, ...] = field(repr=False)
    seen_in: tuple[Seen, ...]
    seen_out: tuple[Seen, ...]
    model: str
    created_at: float
    trace: str = ""  # the ask that made this revision; request_id stays the first one's
    names: str = ""  # the ledger of placeholders that its texts were masked with


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk gives back: the draft, and its text as its own channel may read it."""

    draft: Draft
    text: str = field(repr=False)
    masked: Mapping[str, int]  # label -> how many values were masked on the way in
    trace: str


# ── signing off ────────────────────────────────────────────────────────────────────────────────


class State(StrEnum):
    """The life of a sign-off. bot/signoff/states.py says which step leads where."""

    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    CHANGES_REQUESTED = "changes_requested"
    REFUSED = "refused"
    EXPIRED = "expired"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"


class Choice(StrEnum):
    """What a reviewer can answer."""

    SIGN = "sign"
    SEND_BACK = "send_back"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Publication:
    """Exactly what leaves the company. `digest` is in bot/signoff/digest.py, over all of it."""

    destination: str
    title: str = field(repr=False)
    body: str = field(repr=False)
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class SignOff:
    """The way of one draft to one destination. `revision` and `digest` name one exact text.

    `accepted` are the placeholders whose values the reviewers let out, each by name of the
    placeholder, never by value.
    """

    id: str
    draft_id: str
    draft_revision: int
    request_id: str
    place: Place
    locale: str
    destination: str
    route: str
    revision: int
    digest: str
    state: State
    requester: str
    touched_by: tuple[str, ...]
    quorum: int
    votes: Mapping[str, str]  # person -> choice
    accepted: tuple[str, ...]
    created_at: float
    expires_at: float
    card_channel: str = ""
    card_ts: str = ""
    decided_by: str = ""
    decided_at: float = 0.0
    external_id: str = ""
    url: str = ""
    rulebook: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One reviewer's answer, bound to the revision and digest that their button carried."""

    signoff_id: str
    revision: int
    digest: str
    person: str
    choice: Choice
    comment: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Approved:
    """A publication that may leave. Only bot.signoff builds one.

    Raises ValueError where a signer touched the text, or where nobody signed.
    """

    signoff_id: str
    revision: int
    digest: str
    attempt: int
    publication: Publication
    signers: tuple[str, ...]
    touched_by: tuple[str, ...]
    locale: str = "ja"

    def __post_init__(self) -> None:
        if not self.signers:
            raise ValueError("nobody signed")
        if set(self.signers) & set(self.touched_by):
            raise ValueError("a signer touched the text")

    @property
    def publication_id(self) -> str:
        """The idempotency key at the destination: the same on every attempt."""
        return f"{self.signoff_id}.{self.revision}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a destination took it."""

    external_id: str
    digest: str
    attempt: int
    url: str = ""


# ── jobs ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Job:
    """One durable piece of work. `fence` is the stream's claim: only its holder may finish it."""

    id: str
    kind: str
    payload: Mapping[str, Json] = field(repr=False)
    delivery: int = 1
    fence: int = 0


# ── the decision log ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision, before it is chained. Holds labels, ids, counts and commitments, never text.

    `detail` carries what only some kinds have (model, usage, sign-off, destination, template);
    everything in it is inside the hash.
    """

    kind: str
    request_id: str
    actor: str
    role: str
    team: str
    channel: str = ""
    rulebook: str = ""
    rule: str = ""
    verdict: str = ""
    reason: str = ""
    trace: str = ""
    findings: tuple[Mapping[str, Json], ...] = ()
    commitments: Mapping[str, str] = field(default_factory=dict)
    detail: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chained:
    """An entry in its place: `hash` covers everything else, `seal` is an HMAC under `key_id`."""

    seq: int
    ts: str
    entry: Entry
    prev: str
    hash: str
    key_id: str
    seal: str
