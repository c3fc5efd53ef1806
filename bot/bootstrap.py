"""The composition root: the only module that names every concrete class. Nothing runs here."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from redis.asyncio import Redis
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.desk import Desk
from bot.intake import Intake
from bot.masking import Masking
from bot.materials.thread import SlackThreads
from bot.models.judge import ChatJudge
from bot.models.routing import ClosableModel, build_model
from bot.ports import Clock, Judge, Model, Publisher
from bot.publishers.site import Site
from bot.publishers.webhook import Webhook
from bot.records import Draft
from bot.settings import Settings, SettingsError
from bot.signoff.publishing import Publishing
from bot.signoff.workflow import Workflow
from bot.slack.answering import Answering
from bot.slack.app import build_app, build_client
from bot.slack.asking import Asking
from bot.slack.asks import Asks
from bot.slack.forms import Forms
from bot.slack.handle import Handlers
from bot.slack.people import SlackPeople, groups_in
from bot.slack.replies import Replies
from bot.slack.signing import Signing
from bot.slack.surface import QueuedSurface, SlackSurface
from bot.store.cipher import Cipher, load_or_make_key, parse_key
from bot.store.connect import connect
from bot.store.decisions import RedisDecisions
from bot.store.drafts import RedisDrafts
from bot.store.embedded import embedded
from bot.store.jobs import RedisJobs
from bot.store.outbox import RedisOutbox
from bot.store.signoffs import RedisSignoffs
from bot.store.vault import RedisVault
from guards.chain import Chain, build_chain
from guards.rulebook import DEFAULT, Rulebook, load
from guards.sections import Destination
from guards.verdict import Context, Side, Verdict
from prompts.library import Library

TEAM = "main"
"""The hash tag of every key. One workspace a deployment, for now."""

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"


@dataclass(frozen=True, slots=True)
class Store:
    """Everything that rests."""

    redis: Redis
    cipher: Cipher
    jobs: RedisJobs
    decisions: RedisDecisions
    vault: RedisVault
    drafts: RedisDrafts
    signoffs: RedisSignoffs
    outbox: RedisOutbox


@dataclass(frozen=True, slots=True)
class Office:
    """A worker's whole equipment: what handles jobs, and what sends publications."""

    handlers: Handlers
    workflow: Workflow
    publishing: Publishing
    surface: QueuedSurface
    model: ClosableModel
    chain: Chain

    def warm_up(self) -> None:
        """The first call of a guard costs a second; it should not be a requester's."""
        self.chain.check("山田太郎様 taro@example.com", Context(Side.INPUT))
        self.chain.check("1,000円", Context(Side.OUTPUT))


def load_rulebook(settings: Settings) -> tuple[Rulebook, Path]:
    """The rulebook and the folder that its packs are beside. Raises RulebookError."""
    path = settings.rulebook or DEFAULT
    return load(path), path.parent


def load_library(settings: Settings) -> Library:
    return Library.load(settings.prompts or PROMPTS)


def cipher_of(settings: Settings) -> Cipher:
    """Under RINGI_KEY, or under a key file that is made at the first run."""
    if settings.key is not None:
        return Cipher(parse_key(settings.key.get_secret_value()))
    return Cipher(load_or_make_key(settings.key_file))


@contextlib.asynccontextmanager
async def store_url(settings: Settings) -> AsyncIterator[str]:
    """REDIS_URL, or an embedded store under RINGI_HOME for as long as this lasts."""
    if settings.redis_url is not None:
        yield settings.redis_url.get_secret_value()
        return
    async with embedded(settings.home / "store") as url:
        yield url


@contextlib.asynccontextmanager
async def open_store(
    settings: Settings, rulebook: Rulebook, *, clock: Clock
) -> AsyncIterator[Store]:
    """The store, ready to use; connections are given back at the end."""
    async with store_url(settings) as url:
        redis = connect(url)
        try:
            yield build_store(redis, cipher_of(settings), rulebook, clock=clock)
        finally:
            await redis.aclose()


def build_store(redis: Redis, cipher: Cipher, rulebook: Rulebook, *, clock: Clock) -> Store:
    days = rulebook.retention.vault_days
    decisions = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    return Store(
        redis=redis,
        cipher=cipher,
        jobs=RedisJobs(redis, team=TEAM, cipher=cipher),
        decisions=decisions,
        vault=RedisVault(redis, team=TEAM, cipher=cipher, days=days),
        drafts=RedisDrafts(redis, team=TEAM, cipher=cipher, days=days),
        signoffs=RedisSignoffs(
            redis, team=TEAM, cipher=cipher, decisions=decisions, clock=clock, days=days
        ),
        outbox=RedisOutbox(redis, team=TEAM, decisions=decisions, clock=clock),
    )


def build_web(settings: Settings, store: Store, library: Library) -> AsyncApp:
    """The web process's Bolt app: it parses, keeps and acknowledges, and decides nothing."""
    return build_app(
        token=bot_token(settings),
        api_url=settings.slack_api_url,
        intake=Intake(store.jobs),
        library=library,
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """What a worker's pieces share."""

    settings: Settings
    store: Store
    rulebook: Rulebook
    library: Library
    clock: Clock
    client: AsyncWebClient
    people: SlackPeople
    chain: Chain
    replies: Replies


def build_parts(
    settings: Settings,
    store: Store,
    *,
    rulebook: Rulebook,
    base: Path,
    clock: Clock,
) -> Parts:
    client = build_client(bot_token(settings), api_url=settings.slack_api_url)
    return Parts(
        settings=settings,
        store=store,
        rulebook=rulebook,
        library=load_library(settings),
        clock=clock,
        client=client,
        people=SlackPeople(client, groups=groups_in(rulebook), default_locale=rulebook.locale),
        chain=build_chain(rulebook, base=base),
        replies=Replies(client, store.vault),
    )


def build_office(parts: Parts) -> Office:
    """A worker process. Everything that it may need is named here once."""
    model = build_model_from(parts.settings)
    workflow = build_workflow(parts)
    surface = build_surface(parts, workflow)
    queued = QueuedSurface(parts.store.jobs)
    publishing = Publishing(
        outbox=parts.store.outbox,
        signoffs=parts.store.signoffs,
        decisions=parts.store.decisions,
        publishers=build_publishers(parts.settings, parts.rulebook, clock=parts.clock),
        surface=queued,
        rulebook=parts.rulebook,
    )
    handlers = build_handlers(parts, build_desk(parts, model), workflow, surface)
    return Office(handlers, workflow, publishing, queued, model, parts.chain)


def build_desk(parts: Parts, model: Model) -> Desk:
    return Desk(
        model=model,
        masking=Masking(parts.chain, parts.store.vault, limit=parts.rulebook.limits.placeholders),
        vault=parts.store.vault,
        drafts=parts.store.drafts,
        decisions=parts.store.decisions,
        people=parts.people,
        library=parts.library,
        rulebook=parts.rulebook,
        clock=parts.clock,
        judge=build_judge(parts.settings, parts.rulebook),
    )


def build_judge(settings: Settings, rulebook: Rulebook) -> Judge | None:
    """Who gives second opinions, where the rulebook asks for them. Nothing is sent yet.

    Raises SettingsError where the rulebook asks and nobody is named, or a server without a model.
    """
    asked = rulebook.injection.second_opinion != "off"
    if not settings.judge_model:
        if asked or settings.judge_base_url or settings.judge_api_key:
            raise SettingsError("RINGI_JUDGE_MODEL is not set, but a second opinion needs a model")
        return None
    key = settings.judge_api_key
    return ChatJudge(
        model=settings.judge_model,
        base_url=settings.judge_base_url,
        api_key=key.get_secret_value() if key else "",
    )


def build_surface(parts: Parts, workflow: Workflow) -> SlackSurface:
    return SlackSurface(
        replies=parts.replies,
        workflow=workflow,
        signoffs=parts.store.signoffs,
        drafts=parts.store.drafts,
        vault=parts.store.vault,
        people=parts.people,
        library=parts.library,
        rulebook=parts.rulebook,
    )


def build_handlers(parts: Parts, desk: Desk, workflow: Workflow, surface: SlackSurface) -> Handlers:
    store, rulebook, library = parts.store, parts.rulebook, parts.library
    asks = Asks(store.vault)
    answering = Answering(
        desk=desk,
        people=parts.people,
        asks=asks,
        library=library,
        rulebook=rulebook,
        replies=parts.replies,
    )
    signing = Signing(
        answering=answering,
        workflow=workflow,
        surface=surface,
        drafts=store.drafts,
        signoffs=store.signoffs,
        vault=store.vault,
        library=library,
        rulebook=rulebook,
        replies=parts.replies,
    )
    forms = Forms(answering=answering, signing=signing, asks=asks, replies=parts.replies)
    asking = Asking(
        answering=answering,
        forms=forms,
        asks=asks,
        drafts=store.drafts,
        materials=SlackThreads(parts.client, parts.people),
        library=library,
        replies=parts.replies,
    )
    return Handlers(
        asking=asking,
        answering=answering,
        signing=signing,
        forms=forms,
        surface=surface,
        signoffs=store.signoffs,
        library=library,
        rulebook=rulebook,
        replies=parts.replies,
    )


def build_model_from(settings: Settings) -> ClosableModel:
    """The model that the settings name; the offline one is only ever a base URL in them."""
    key = settings.openai_api_key
    return build_model(
        model=settings.model,
        base_url=settings.openai_base_url,
        api_key=key.get_secret_value() if key else "",
        api=settings.model_api,
    )


def build_workflow(parts: Parts) -> Workflow:
    def check_output(text: str, draft: Draft) -> Verdict:
        sources = (*draft.values.values(), *(m.text for m in draft.materials))
        context = Context(Side.OUTPUT, draft.locale, draft.template, sources)
        return parts.chain.check(text, context)

    def offered(draft: Draft) -> tuple[str, ...]:
        return parts.library.get(draft.template, draft.locale).destinations

    return Workflow(
        signoffs=parts.store.signoffs,
        drafts=parts.store.drafts,
        decisions=parts.store.decisions,
        vault=parts.store.vault,
        people=parts.people,
        rulebook=parts.rulebook,
        clock=parts.clock,
        check_output=check_output,
        offered=offered,
    )


def build_publishers(
    settings: Settings, rulebook: Rulebook, *, clock: Clock
) -> Mapping[str, Publisher]:
    """One publisher per destination of the rulebook. Raises SettingsError for a missing secret."""
    return {
        name: _publisher(name, destination, settings, rulebook, clock)
        for name, destination in rulebook.destinations.items()
    }


def _publisher(
    name: str, destination: Destination, settings: Settings, rulebook: Rulebook, clock: Clock
) -> Publisher:
    if destination.kind == "site":
        return Site(
            settings.site_folder, clock=clock, url=settings.site_url, locale=rulebook.locale
        )
    secret = settings.webhook_secrets.get(name)
    if secret is None:
        raise SettingsError(f"RINGI_WEBHOOK_SECRETS has no secret for the destination {name!r}")
    return Webhook(destination.url or "", secret=secret.get_secret_value(), clock=clock)


def bot_token(settings: Settings) -> str:
    if settings.slack_bot_token is None:
        raise SettingsError("SLACK_BOT_TOKEN is not set")
    return settings.slack_bot_token.get_secret_value()
