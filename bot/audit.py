"""`ringi audit`: verify and export the decision log, and tell the story of one request.

The story is told from the log alone. What it does not hold, the story does not say.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TextIO

from bot.bootstrap import cipher_of, load_rulebook, open_store
from bot.processes import SystemClock
from bot.records import Chained, Json
from bot.settings import Settings
from bot.slack.words import UnknownWords, Words, short, words_in
from bot.store.export import export, verify_file
from bot.store.verify import Verification

Say = Callable[[str], None]

FOLDER = Path(__file__).parent


@cache
def story_words(locale: str) -> Words:
    name = short(locale)
    return Words(name, (FOLDER / f"audit.{name}.ftl").read_text(encoding="utf-8"))


# ── the three commands ─────────────────────────────────────────────────────────────────────────


async def verify_log(settings: Settings, *, say: Say) -> int:
    """The living log, from its first entry. 0 where it holds, 1 where it is broken."""
    rulebook, _ = load_rulebook(settings)
    async with open_store(settings, rulebook, clock=SystemClock()) as store:
        return _report(await store.decisions.verify(), settings, say)


def verify_export(file: Path, settings: Settings, *, say: Say) -> int:
    """An exported file. Seals are checked where this machine has the log's key, and it is said."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        say(story_words(settings.locale)("unreadable", file=str(file)))
        return 2
    keys = _keys_for(lines, settings)
    result = verify_file(lines, keys)
    code = _report(result, settings, say)
    if not result.sealed:
        say(story_words(settings.locale)("no-key"))
    return code


async def export_log(settings: Settings, *, out: TextIO) -> int:
    """JSON Lines, one entry each, and an end line that makes truncation visible."""
    rulebook, _ = load_rulebook(settings)
    async with open_store(settings, rulebook, clock=SystemClock()) as store:
        entries = [chained async for chained in store.decisions.entries()]
        cipher = store.cipher
        out.writelines(
            line + "\n"
            for line in export(entries, key_id=cipher.key_id, log_keys=cipher.log_keys())
        )
    return 0


async def show(settings: Settings, request_id: str, *, out: TextIO, say: Say) -> int:
    """The story of one request. 1 where the log does not know it."""
    rulebook, _ = load_rulebook(settings)
    words = story_words(settings.locale)
    async with open_store(settings, rulebook, clock=SystemClock()) as store:
        entries = [chained async for chained in store.decisions.entries()]
    story = story_of(entries, request_id)
    if not story:
        say(words("unknown-request", request=request_id))
        return 1
    for chained in story:
        out.writelines(line + "\n" for line in tell(chained, words))
    return 0


def story_of(entries: Iterable[Chained], number: str) -> list[Chained]:
    """Every entry of a request; `number` may also be that of a follow-up in its thread."""
    known = list(entries)
    requests = {c.entry.request_id for c in known if number in (c.entry.request_id, c.entry.trace)}
    return [c for c in known if c.entry.request_id in requests]


# ── in words ───────────────────────────────────────────────────────────────────────────────────


def tell(chained: Chained, words: Words) -> Iterator[str]:
    """One entry in words: when, who and what; then what was found, counted by kind."""
    entry = chained.entry
    catalogue = words_in(words.locale)
    when = datetime.fromisoformat(chained.ts).strftime("%Y-%m-%d %H:%M:%S UTC")
    params = {key: str(value) for key, value in _flat(dict(entry.detail))}
    params["digest"] = params.get("digest", "")[:12]
    for key in ("side", "state"):
        if key in params:
            params[key] = _named(f"{key}-{params[key]}", words, params[key])
    params |= {
        "actor": entry.actor,
        "rule": entry.rule or "-",
        "reason": _reason(entry.reason, words),
        "verdict": _named(f"verdict-{entry.verdict}", words, entry.verdict),
        "channel": entry.channel or "-",
    }
    key = f"story-{entry.kind}-{params.get('purpose', '')}".strip("-").replace("_", "-")
    line = words(key, **params) if key in words else entry.kind
    yield f"{chained.seq:>5}  {when}  {line}"
    counts = Counter((str(f["label"]), str(f["action"])) for f in entry.findings)
    for (label, action), count in sorted(counts.items()):
        what = words(f"verdict-{action}")
        found = words("finding", label=catalogue.label(label), action=what, count=count)
        yield " " * 7 + found


def _reason(code: str, words: Words) -> str:
    """The sentence that the person was told, without its numbers; the code where it needs them."""
    try:
        said = words_in(words.locale)(f"refusal-{code.replace('_', '-')}")
    except UnknownWords:
        return code
    return f"{said.splitlines()[0]} [{code}]"


def _named(key: str, words: Words, otherwise: str) -> str:
    return words(key) if key in words else otherwise


def _flat(detail: dict[str, Json], prefix: str = "") -> Iterator[tuple[str, Json]]:
    """`{"template": {"id": "x"}}` as `template_id`, so that the catalogue can name it."""
    for key, value in detail.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}_")
        else:
            yield f"{prefix}{key}", value


def _report(result: Verification, settings: Settings, say: Say) -> int:
    words = story_words(settings.locale)
    if result.holds:
        say(words("holds", count=result.count))
        return 0
    say(words("broken", seq=result.broken_seq or 0, why=words(f"broken-{result.why}")))
    return 1


def _keys_for(lines: Iterable[str], settings: Settings) -> dict[str, bytes] | None:
    """This machine's log keys, where one of them sealed this file."""
    if settings.key is None and not settings.key_file.exists():
        return None
    keys = dict(cipher_of(settings).log_keys())
    return (
        keys if any(f'"key_id":"{key_id}"' in line for line in lines for key_id in keys) else None
    )
