"""`ringi demo`: one real request goes the whole way, and a transcript says what happened.

Everything is the product itself: the local workspace signs and delivers what people do, the bot
answers through the Web API, the model is really called, the store really keeps. The transcript
reads it back from the workspace, the model's server, the site and the decision log.
"""

import asyncio
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

import typer

from bot.audit import story_words, tell
from bot.logs import set_up_logs
from bot.records import Chained
from bot.settings import Settings
from bot.slack import actions as ids
from bot.slack.words import Words, words_in
from bot.store.export import export, verify_file
from deploy.local.cast import PATIENCE_S, REVIEWER, Cast, Draft, Missed, material, planted
from deploy.local.lines import masked_sentences, rows, texts_in
from deploy.local.stack import Stack, local_stack
from deploy.local.workspace.records import Message

FOLDER = Path(__file__).parent
MARK = ".ringi-demo"
"""Says that a folder is the demo's own, which may be emptied."""
EXCERPT_LINES = 14
COLUMNS = 96
ROWS = 3
STEPS = 10


async def demo(settings: Settings, *, out: Path) -> int:
    """The whole job in a fresh store. 0 when every step came true, else 1 and what was missed."""
    set_up_logs("ERROR")
    words = Words(settings.locale, (FOLDER / f"demo.{settings.locale}.ftl").read_text("utf-8"))
    if not cleared(out):
        typer.echo(words("not-ours", out=str(out)), err=True)
        return 2
    with tempfile.TemporaryDirectory(prefix="ringi-demo-") as home:
        fresh = {"home": Path(home), "site_dir": (out / "site").resolve(), "redis_url": None}
        typer.echo(words("starting"))
        try:
            async with local_stack(
                settings.model_copy(update=fresh), progress=lambda step: _progress(words, step)
            ) as stack:
                await Transcript(stack, words, out).tell()
        except Missed as missed:
            typer.echo(words("failed", what=str(missed)), err=True)
            return 1
    return 0


def cleared(out: Path) -> bool:
    """Make `out` empty, with our mark in it. False, and nothing touched, for anybody else's."""
    mark = out / MARK
    if out.exists():
        if not out.is_dir() or (any(out.iterdir()) and not mark.exists()):
            return False
        shutil.rmtree(out)
    (out / "site").mkdir(parents=True)
    mark.touch()
    return True


def _progress(words: Words, step: str) -> None:
    typer.echo("    " + words(f"progress-{step}"))


class Transcript:
    """Does each step, and says what came of it."""

    def __init__(self, stack: Stack, words: Words, out: Path) -> None:
        self._stack = stack
        self._words = words
        self._catalogue = words_in(words.locale)
        self._out = out
        self._cast = Cast(stack.workspace, locale=words.locale)
        self._step = 0
        self._began = time.monotonic()

    async def tell(self) -> None:
        self._talks_to()
        draft = await self._asked()
        await self._masked()
        await self._model_saw()
        draft = await self._revised(draft)
        card = await self._submitted(draft)
        await self._own_signature_refused(card)
        await self._signed(card)
        await self._other_templates()
        await self._outsider()
        await self._proved()

    # ── the steps ──────────────────────────────────────────────────────────────────────────────

    def _talks_to(self) -> None:
        self._say("talks-workspace", url=self._stack.url)
        self._say("talks-model-offline" if self._stack.model_at else "talks-model-real")
        self._say("talks-store")

    async def _asked(self) -> Draft:
        text = material("press_release", self._words.locale)
        self._headline("asked", who=self._cast.requester, chars=len(text))
        self._say("progress-drafting")
        thread = await self._cast.ask(self._words("ask-brief") + "\n\n" + text)
        draft = await self._cast.draft(thread)
        self._say("drafted", chars=len(draft.text))
        return draft

    async def _masked(self) -> None:
        self._headline("masked")
        counts: Counter[str] = Counter()
        for chained in await self._stack.log():
            if chained.entry.kind == "guarded" and chained.entry.detail["side"] == "input":
                counts += Counter(
                    str(f["label"]) for f in chained.entry.findings if f["action"] == "mask"
                )
        for label, count in counts.most_common():
            self._say("masked-line", label=self._catalogue.label(label), count=count)
        self._say("masked-why", revision=self._stack.rulebook.revision)

    async def _model_saw(self) -> None:
        self._headline("model-saw")
        bodies = ["\n".join(texts_in(body)) for body in await self._stack.sent_to_model()]
        if not bodies:
            self._say("model-saw-real")
            return
        self._excerpt("\n".join(masked_sentences(bodies[0])), 24)
        values = planted(self._words.locale)
        leaked = [value for value in values if any(value in body for body in bodies)]
        if leaked:
            raise Missed(self._words("leaked", count=len(leaked)))
        self._say("planted", count=len(values))

    async def _revised(self, draft: Draft) -> Draft:
        self._headline("revised", wish=self._words("ask-shorter"))
        self._excerpt(draft.text)
        await self._cast.ask_in(draft.thread, self._words("ask-shorter"))
        revised = await self._cast.draft(draft.thread, revision=2)
        self._say("revised-to", before=len(draft.text), after=len(revised.text))
        return revised

    async def _submitted(self, draft: Draft) -> Message:
        self._headline("submitted", who=self._cast.requester)
        card = await self._cast.request_signoff(draft)
        self._excerpt(self._cast.card_words(card))
        return card

    async def _own_signature_refused(self, card: Message) -> None:
        self._headline("own", who=self._cast.requester)
        requester = self._cast.requester
        told = await self._cast.told_privately(
            requester, lambda: self._cast.press(requester, card, ids.SIGN)
        )
        self._excerpt(told)

    async def _signed(self, card: Message) -> None:
        self._headline("signed", who=REVIEWER)
        view = await self._cast.full_text(REVIEWER, card)
        self._say("full-text", blocks=len(view.body["blocks"]))
        await self._cast.close(REVIEWER, view)
        await self._cast.press(REVIEWER, card, ids.SIGN)
        entry = await self._entry("published")
        page = next((self._out / "site").glob("[!i]*.html"))
        text = page.read_text("utf-8")
        if any(value in text for value in planted(self._words.locale)):
            raise Missed(self._words("leaked-page"))
        self._say("published", page=str(page), digest=str(entry.entry.detail["digest"])[:12])
        self._excerpt(self._cast.end_state(card))

    async def _other_templates(self) -> None:
        self._headline("others")
        thread = await self._cast.discuss()
        await self._cast.ask_in(thread, self._words("ask-summary"))
        summary = await self._cast.draft(thread)
        self._say("summarised", chars=len(summary.text))
        self._excerpt(summary.text)
        page = material("competitor", self._words.locale)
        digest = await self._cast.draft(
            await self._cast.ask(self._words("ask-digest") + "\n\n" + page)
        )
        self._say("digested", chars=len(digest.text))

    async def _outsider(self) -> None:
        self._headline("outsider")
        self._excerpt(await self._cast.outsider_asks(self._words("ask-summary")))

    async def _proved(self) -> None:
        self._headline("proved")
        log = await self._stack.log()
        cipher = self._stack.store.cipher
        file = self._out / "log.jsonl"
        lines = list(export(log, key_id=cipher.key_id, log_keys=cipher.log_keys()))
        file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        result = verify_file(lines, cipher.log_keys())
        if not result.holds:
            raise Missed(self._words("log-broken", seq=result.broken_seq or 0))
        published = next(c for c in log if c.entry.kind == "published")
        story = [c for c in log if c.entry.request_id == published.entry.request_id]
        self._excerpt(
            "\n".join(line for c in story for line in tell(c, story_words(self._words.locale))), 40
        )
        self._say("verified", count=result.count, file=str(file))
        self._say("done", seconds=round(time.monotonic() - self._began), out=str(self._out))

    # ── saying it ──────────────────────────────────────────────────────────────────────────────

    async def _entry(self, kind: str) -> Chained:
        """The first entry of this kind, once the log has it."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for chained in await self._stack.log():
                if chained.entry.kind == kind:
                    return chained
            await asyncio.sleep(0.1)
        raise Missed(kind)

    def _headline(self, key: str, **params: str | int) -> None:
        self._step += 1
        typer.echo("")
        typer.secho(f"[{self._step}/{STEPS}] " + self._words(f"step-{key}", **params), bold=True)

    def _say(self, key: str, **params: str | int) -> None:
        typer.echo("    " + self._words(key, **params))

    def _excerpt(self, text: str, lines: int = EXCERPT_LINES) -> None:
        """The beginning, in a frame; what is left out is said."""
        kept = [line for line in self._cast.plain(text).splitlines() if line.strip()]
        for line in kept[:lines]:
            for row in rows(line, COLUMNS, most=ROWS):
                typer.echo(f"    │ {row}")
        if len(kept) > lines:
            typer.echo("    │ " + self._words("more-lines", count=len(kept) - lines))
