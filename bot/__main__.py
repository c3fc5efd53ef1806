"""The command line. Machine-readable output is JSON Lines on stdout, words for people on stderr.

Every command imports what it needs when it runs: `ringi guard scan` loads no Slack, no store.
"""

import asyncio
import sys
import traceback
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from bot.settings import Settings, SettingsError, load_settings, locale_hint
from guards.sections import Words

app = typer.Typer(
    name="ringi",
    help="Ringi (稟議): governed AI assistance in Slack.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a traceback could show text that somebody wrote
    add_completion=False,
)
guard = typer.Typer(help="Run the guards on text.", no_args_is_help=True)
audit = typer.Typer(help="Read and verify the decision log.", no_args_is_help=True)
prompts = typer.Typer(help="The templates.", no_args_is_help=True)
rules = typer.Typer(help="The rulebook.", no_args_is_help=True)
app.add_typer(guard, name="guard")
app.add_typer(audit, name="audit")
app.add_typer(prompts, name="prompts")
app.add_typer(rules, name="rules")

RulebookFile = Annotated[Path | None, typer.Option("--rulebook", help="a rulebook YAML file")]


# What the libraries say of a file is for whoever edits it, in English; this says which file it is.
SETTINGS = Words(ja="設定に誤りがあります。", en="A setting is wrong.")
RULEBOOK = Words(ja="ルールブックを使えません。", en="The rulebook can't be used.")
CORPUS = Words(ja="ファイルを読めません。", en="The file can't be read.")
SPAN = Words(
    ja="期間は 30d・12h・2w のように書いてください。", en="Write a time like 30d, 12h or 2w."
)
TEMPLATES = Words(ja="テンプレートを使えません。", en="The templates can't be used.")


def language() -> str:
    """Also where the settings can't be read: a person is told so in their language."""
    try:
        return load_settings().locale
    except SettingsError:
        return locale_hint()


def say(words: str) -> None:
    typer.echo(words, err=True)


def fail(words: str, *, code: int = 2) -> NoReturn:
    say(words)
    raise typer.Exit(code)


def refuse(lead: Words, error: Exception, *, code: int = 2) -> NoReturn:
    """End with what is wrong in the reader's language, then the place that has to be changed."""
    fail(f"ringi: {lead.in_(language())} {error}", code=code)


def settings() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        refuse(SETTINGS, error)


def run(work: Coroutine[object, object, int]) -> None:
    """Run to the end or to Ctrl-C; what it returns is the exit code."""
    from bot.errors import RingiError
    from guards.rulebook import RulebookError
    from prompts.errors import PromptError

    try:
        code = asyncio.run(work)
    except KeyboardInterrupt:
        code = 130
    except SettingsError as error:
        refuse(SETTINGS, error)
    except RulebookError as error:
        refuse(RULEBOOK, error)
    except PromptError as error:
        refuse(TEMPLATES, error)
    except BrokenPipeError:
        raise  # the reader of our output has gone (`| head`): the command line ends quietly
    except RingiError as error:
        from bot.slack.words import words_in

        words = words_in(settings().locale)
        fail("ringi: " + words(f"refusal-{error.code.replace('_', '-')}", **error.params), code=1)
    except Exception as error:  # noqa: BLE001 - a traceback could show text that somebody wrote
        at = traceback.extract_tb(error.__traceback__)[-1]
        fail(f"ringi: {type(error).__name__} ({Path(at.filename).name}:{at.lineno})", code=70)
    if code:
        raise typer.Exit(code)


# ── running ────────────────────────────────────────────────────────────────────────────────────


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="where the page and the log go")] = Path("demo-out"),
) -> None:
    """Run the whole job once, headless, on this machine, and print what happened."""
    from deploy.local.demo import demo as whole_job

    run(whole_job(settings(), out=out))


@app.command(name="run")
def run_() -> None:
    """Everything on this machine; without a Slack token, with a local workspace in the browser."""
    from deploy.local.run import run_here

    run(run_here(settings(), say=say))


@app.command()
def serve() -> None:
    """The web process: take what Slack sends, keep it, acknowledge it."""
    from bot.processes import serve as web

    run(web(settings(), say=say))


@app.command()
def work() -> None:
    """A worker process: guards, model, drafts, votes, publishing."""
    from bot.processes import work as worker

    run(worker(settings(), say=say))


@app.command()
def doctor() -> None:
    """Say what is configured, reachable, missing or too permissive. Exit 0 well, 1 warn, 2 bad."""
    from bot.doctor.examine import examine

    run(examine(settings(), say=say))


# ── guard ──────────────────────────────────────────────────────────────────────────────────────


@guard.command()
def scan(
    rulebook: RulebookFile = None,
    guards: Annotated[str, typer.Option(help="only these, with commas: pii,terms")] = "",
    side: Annotated[Literal["input", "output"], typer.Option(help="which way the text goes")] = (
        "input"
    ),
    explain: Annotated[
        bool, typer.Option("--explain", help="reasons in both languages, parts of the score")
    ] = False,
) -> None:
    """JSON Lines in: {"id", "text"}; optional: "sources", "names", "origin" (typed | material).

    JSON Lines out: {"id", "verdict", "findings": […]}, offsets in code points of the text.

    Exit code 1 where a line could not be read or a guard could not run.
    """
    from guards.chain import build_chain
    from guards.rulebook import DEFAULT, RulebookError, load
    from guards.scan import is_error, scan_lines
    from guards.verdict import Side

    path = rulebook or DEFAULT
    only = [name.strip() for name in guards.split(",") if name.strip()] or None
    try:
        chain = build_chain(load(path), base=path.parent, only=only)
    except RulebookError as error:
        refuse(RULEBOOK, error)
    bad = False
    lines = sys.stdin.buffer
    locale = settings().locale
    for line in scan_lines(lines, chain, side=Side(side), locale=locale, explain=explain):
        bad = is_error(line) or bad
        sys.stdout.buffer.write(line.encode() + b"\n")
        sys.stdout.buffer.flush()
    if bad:
        raise typer.Exit(1)


# ── audit ──────────────────────────────────────────────────────────────────────────────────────


@audit.command()
def verify(
    file: Annotated[
        Path | None, typer.Option(help="an exported log, instead of the living one")
    ] = (None),
) -> None:
    """Is every entry in its place and unaltered? Names the first broken one and exits 1."""
    from bot.audit import verify_export, verify_log

    if file is None:
        run(verify_log(settings(), say=say))
        return
    code = verify_export(file, settings(), say=say)
    if code:
        raise typer.Exit(code)


@audit.command()
def export(
    format_: Annotated[Literal["jsonl"], typer.Option("--format", help="the format")] = "jsonl",  # noqa: ARG001 - one format today, named so that scripts stay right
) -> None:
    """The whole decision log on stdout, JSON Lines."""
    from bot.audit import export_log

    run(export_log(settings(), out=sys.stdout))


@audit.command()
def show(request: str) -> None:
    """The story of one request, in words."""
    from bot.audit import show as story

    run(story(settings(), request, out=sys.stdout, say=say))


# ── prompts and rules ──────────────────────────────────────────────────────────────────────────


@prompts.command()
def lint() -> None:
    """Check the templates as Ringi loads them. Exit 1 where something is wrong."""
    from bot.bootstrap import PROMPTS, load_library
    from prompts.errors import PromptError
    from prompts.lint import lint as problems_of

    ours = settings()
    folder = ours.prompts or PROMPTS
    try:
        library = load_library(ours)
    except PromptError as error:
        say(str(folder))
        refuse(TEMPLATES, error, code=1)
    problems = problems_of(library)
    for problem in problems:
        say(problem.in_(ours.locale))
    if problems:
        raise typer.Exit(1)
    ids = ", ".join(library.ids())
    sound = Words(ja=f"問題はありません（{ids}）", en=f"ok ({ids})")
    say(f"{folder}: {sound.in_(ours.locale)}")


@rules.command()
def check(file: Path) -> None:
    """Read a rulebook as Ringi will: keys, self-tests of its packs, rules that nothing reaches.

    Exit code 1 where it can't be used, or where a rule can never decide anything.
    """
    from guards.chain import build_chain
    from guards.reach import unreachable
    from guards.rulebook import RulebookError, load
    from guards.terms.loading import load_rules
    from guards.terms.problems import problems

    try:
        rulebook = load(file)
        build_chain(rulebook, base=file.parent)
        silent = problems(load_rules(rulebook.terms, base=file.parent))
    except RulebookError as error:
        refuse(RULEBOOK, error, code=1)
    silent += [problem.in_(language()) for problem in unreachable(rulebook)]
    for problem in silent:
        say(f"{file}: {problem}")
    if silent:
        raise typer.Exit(1)
    revision = rulebook.revision
    sound = Words(ja=f"問題はありません（版 {revision}）", en=f"ok (revision {revision})")
    say(f"{file}: {sound.in_(language())}")


@rules.command()
def diff(
    before: Path,
    after: Path,
    corpus: Annotated[Path, typer.Option(help='JSON Lines: {"id", "text"}, as for guard scan')],
    side: Annotated[Literal["input", "output"], typer.Option(help="which way the text goes")] = (
        "input"
    ),
) -> None:
    """What two rulebooks decide otherwise about the same texts. JSON Lines: one for each of those.

    Exit code 1 where a line could not be read.
    """
    from bot.trial import diff as compared
    from guards.rulebook import RulebookError
    from guards.verdict import Side

    locale = language()
    try:
        with corpus.open("rb") as lines:
            tally = compared(before, after, lines, side=Side(side), locale=locale, out=sys.stdout)
    except RulebookError as error:
        refuse(RULEBOOK, error, code=1)
    except OSError as error:
        refuse(CORPUS, error)
    for line in tally.lines(locale):
        say(line)
    if tally.unreadable:
        raise typer.Exit(1)


@rules.command()
def backtest(
    file: Path,
    since: Annotated[str, typer.Option(help="how far back: 30d, 12h, 2w")] = "30d",
) -> None:
    """What FILE would have decided otherwise about recorded requests that the vault still holds.

    JSON Lines: one for each of those, with the request's id, labels and places, never the text.
    """
    from bot.trial import BadSpan, span_of
    from bot.trial import backtest as tried

    try:
        span = span_of(since)
    except BadSpan as error:
        refuse(SPAN, error)
    run(tried(file, settings(), since=span, out=sys.stdout, say=say))


@rules.command()
def schema() -> None:
    """The rulebook's JSON Schema, for an editor."""
    import json

    from guards.rulebook import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def main() -> None:
    """The `ringi` command."""
    app()


if __name__ == "__main__":
    main()
