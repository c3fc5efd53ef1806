"""The one place that names keys. A team shares one hash tag, so scripts run on a cluster."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """Names of everything one team keeps. Ids may be in a name, text never is."""

    team: str

    def __post_init__(self) -> None:
        if not self.team or set(self.team) & set("{}"):
            raise ValueError("a team id is not empty and has no braces")

    def _name(self, *parts: str) -> str:
        return ":".join((f"ringi:{{{self.team}}}", *parts))

    # ── a queue: jobs, outbox ────────────────────────────────────────────────────────────────

    def stream(self, queue: str) -> str:
        return self._name(queue)

    def later(self, queue: str) -> str:
        return self._name(queue, "later")

    def fence(self, queue: str) -> str:
        return self._name(queue, "fence")

    def dead(self, queue: str) -> str:
        return self._name(queue, "dead")

    def item(self, queue: str, item_id: str) -> str:
        return self._name(queue, "item", item_id)

    def seen(self, dedupe: str) -> str:
        """Hashed, because a dedupe key comes from outside and may be of any length."""
        return self._name("seen", hashlib.sha256(dedupe.encode()).hexdigest())

    # ── the decision log ─────────────────────────────────────────────────────────────────────

    @property
    def log(self) -> str:
        return self._name("log")

    @property
    def log_head(self) -> str:
        return self._name("log", "head")

    # ── the vault and drafts ─────────────────────────────────────────────────────────────────

    def vault(self, key: str) -> str:
        return self._name("vault", key)

    def subject(self, subject: str) -> str:
        return self._name("subject", subject)

    def draft(self, draft_id: str) -> str:
        return self._name("draft", draft_id)

    def draft_revision(self, draft_id: str, revision: int) -> str:
        return self._name("draft", draft_id, str(revision))

    def thread(self, channel: str, thread: str) -> str:
        return self._name("thread", channel, thread)

    # ── sign-offs and their publications ─────────────────────────────────────────────────────

    def signoff(self, signoff_id: str) -> str:
        return self._name("signoff", signoff_id)

    def publication(self, signoff_id: str, revision: int) -> str:
        return self._name("publication", signoff_id, str(revision))

    def ledger(self, signoff_id: str, revision: int) -> str:
        return self._name("ledger", signoff_id, str(revision))

    @property
    def in_review(self) -> str:
        return self._name("signoffs", "in-review")

    @property
    def deadlines(self) -> str:
        return self._name("signoffs", "deadlines")

    def of_person(self, person: str) -> str:
        return self._name("signoffs", "of", person)
