"""A desk over real guards and templates and fakes of our ports, with a model that is scripted."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import cast

from bot.desk.desk import Desk
from bot.errors import ModelFailed, StoreDown
from bot.masking import Masking, names_key
from bot.ports import Judge
from bot.records import (
    Answer,
    Channel,
    Completion,
    FollowUp,
    Material,
    Person,
    Place,
    Prompt,
    Request,
)
from guards.chain import Chain, build_chain
from guards.pii.placeholders import Placeholders
from guards.rulebook import Rulebook
from prompts.library import Library
from tests.fakes import FakeDecisions, FakeDrafts, FakeVault, Frozen

TEAM, ASKER, COLLEAGUE, OUTSIDER = "T0", "U0ASK", "U0COL", "U0OUT"
PLACE = Place(TEAM, "C0ASK", "1.1")
RULEBOOK = Rulebook.model_validate(
    {
        "access": {
            "rules": [
                {
                    "id": "summaries",
                    "channels": ["C0ASK"],
                    "templates": ["summary"],
                    "who": {"people": [ASKER, COLLEAGUE]},
                }
            ]
        },
        "pii": {"output": {"CREDIT_CARD": "block", "default": "flag"}},
    }
)


@cache
def real_chain() -> Chain:
    return build_chain(RULEBOOK, only=["pii", "secrets", "grounding"])


@cache
def library() -> Library:
    from bot.bootstrap import PROMPTS

    return Library.load(PROMPTS)


class ScriptedModel:
    """Answers every section with `body`, or whatever `say` makes of the prompt."""

    def __init__(self) -> None:
        self.prompts: list[Prompt] = []
        self.body = "要点です。"
        self.say: Callable[[Prompt], str] | None = None
        self.failure: ModelFailed | None = None
        self.meanwhile: Callable[[], None] = lambda: None

    async def complete(
        self,
        prompt: Prompt,
        *,
        deadline_s: float,
        safety_identifier: str,
        max_output_tokens: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> Completion:
        del deadline_s, safety_identifier, max_output_tokens, on_progress
        self.prompts.append(prompt)
        await asyncio.sleep(0)
        self.meanwhile()
        if self.failure is not None:
            raise self.failure
        text = self.say(prompt) if self.say else answer_json(prompt, self.body)
        return Completion(text, "scripted", "chat", 1, 1, "stop")


def answer_json(prompt: Prompt, body: str) -> str:
    names = cast(Mapping[str, object], prompt.schema["properties"])
    return json.dumps(dict.fromkeys(names, body))


class Faulty:
    """A port that is away at its nth call, counted over all ports that share `calls`."""

    def __init__(self, port: object, calls: "Calls") -> None:
        self._port, self._calls = port, calls

    def __getattr__(self, name: str) -> object:
        found = getattr(self._port, name)
        if not asyncio.iscoroutinefunction(found):
            return found

        async def call(*args: object, **named: object) -> object:
            self._calls.count(name)
            return await found(*args, **named)

        return call


class Calls:
    """Counts the calls to the store; the one numbered `fail_at` finds it away."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.fail_at = 0

    def count(self, name: str) -> None:
        self.made.append(name)
        if len(self.made) == self.fail_at:
            raise StoreDown("store_down")


class FakePeople:
    """Everybody is a member, except who was made something else."""

    def __init__(self) -> None:
        self.known: dict[str, Person] = {}
        self.names: tuple[str, ...] = ()

    async def person(self, team: str, person_id: str) -> Person:
        return self.known.get(person_id, Person(person_id, team, name="", locale="ja"))

    async def fresh(self, team: str, person_id: str) -> Person:
        return await self.person(team, person_id)

    async def channel(self, team: str, channel_id: str) -> Channel:
        return Channel(channel_id, team, is_dm=False, external=False)

    async def directory(self, team: str) -> tuple[str, ...]:
        del team
        return self.names


async def quiet(step: str) -> None:
    """Progress that nobody watches."""
    del step


@dataclass
class House:
    clock: Frozen = field(default_factory=Frozen)
    model: ScriptedModel = field(default_factory=ScriptedModel)
    people: FakePeople = field(default_factory=FakePeople)
    drafts: FakeDrafts = field(default_factory=FakeDrafts)
    vault: FakeVault = field(default_factory=FakeVault)
    log: FakeDecisions = field(default_factory=FakeDecisions)
    calls: Calls = field(default_factory=Calls)
    chain: Chain | None = None
    judge: Judge | None = None
    rulebook: Rulebook = RULEBOOK

    def __post_init__(self) -> None:
        self.desk = self._desk()

    def _desk(self) -> Desk:
        vault = cast(FakeVault, Faulty(self.vault, self.calls))
        chain = self.chain or real_chain()
        return Desk(
            model=self.model,
            masking=Masking(chain, vault, limit=50),
            vault=vault,
            drafts=cast(FakeDrafts, Faulty(self.drafts, self.calls)),
            decisions=cast(FakeDecisions, Faulty(self.log, self.calls)),
            people=self.people,
            library=library(),
            rulebook=self.rulebook,
            clock=self.clock,
            judge=self.judge,
        )

    async def ask(self, text: str = "新商品を発売します。", **changes: object) -> Answer:
        return await self.desk.answer(request(text, **changes), progress=quiet)

    async def follow(self, text: str = "もっと短く", **changes: object) -> Answer:
        return await self.desk.revise(follow_up(text, **changes), progress=quiet)

    def forget_names(self) -> None:
        """The thread's placeholders have lapsed."""
        self.vault.content.pop(names_key(PLACE))

    @property
    def names(self) -> Placeholders:
        return Placeholders.from_json(self.vault.content[names_key(PLACE)].decode())

    @property
    def sent(self) -> str:
        """Everything a model was ever told."""
        return "\n".join(m.text for prompt in self.model.prompts for m in prompt.messages)


def request(text: str = "新商品を発売します。", **changes: object) -> Request:
    made = Request(
        id="r1",
        person=ASKER,
        place=PLACE,
        is_dm=False,
        external=False,
        template="summary",
        locale="ja",
        via="mention",
        values={},
        materials=(Material("m1", "pasted", "貼り付け", text),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def follow_up(text: str = "もっと短く", **changes: object) -> FollowUp:
    made = FollowUp(
        id="f1",
        person=ASKER,
        place=PLACE,
        is_dm=False,
        external=False,
        locale="ja",
        via="mention",
        text=text,
    )
    return replace(made, **changes)  # type: ignore[arg-type]
