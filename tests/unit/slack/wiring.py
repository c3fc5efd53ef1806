"""The surface put together for tests, as the composition root does for the bot."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.desk import Desk
from bot.ports import Drafts, Materials, People, Signoffs, Vault
from bot.signoff.workflow import Workflow
from bot.slack.answering import Answering
from bot.slack.asking import Asking
from bot.slack.asks import Asks
from bot.slack.forms import Forms
from bot.slack.handle import Handlers
from bot.slack.replies import Replies
from bot.slack.signing import Signing
from bot.slack.surface import SlackSurface
from guards.rulebook import Rulebook
from prompts.library import Library


def build_surface(
    *,
    client: AsyncWebClient,
    desk: Desk,
    workflow: Workflow,
    people: People,
    drafts: Drafts,
    signoffs: Signoffs,
    vault: Vault,
    materials: Materials,
    library: Library,
    rulebook: Rulebook,
) -> tuple[Handlers, SlackSurface]:
    """What handles jobs, and what shows sign-offs."""
    replies, asks = Replies(client, vault), Asks(vault)
    surface = SlackSurface(
        replies=replies,
        workflow=workflow,
        signoffs=signoffs,
        drafts=drafts,
        vault=vault,
        people=people,
        library=library,
        rulebook=rulebook,
    )
    answering = Answering(
        desk=desk,
        people=people,
        asks=asks,
        library=library,
        rulebook=rulebook,
        replies=replies,
    )
    signing = Signing(
        answering=answering,
        workflow=workflow,
        surface=surface,
        drafts=drafts,
        signoffs=signoffs,
        vault=vault,
        library=library,
        rulebook=rulebook,
        replies=replies,
    )
    forms = Forms(answering=answering, signing=signing, asks=asks, replies=replies)
    asking = Asking(
        answering=answering,
        forms=forms,
        asks=asks,
        drafts=drafts,
        materials=materials,
        library=library,
        replies=replies,
    )
    handlers = Handlers(
        asking=asking,
        answering=answering,
        signing=signing,
        forms=forms,
        surface=surface,
        signoffs=signoffs,
        library=library,
        rulebook=rulebook,
        replies=replies,
    )
    return handlers, surface
