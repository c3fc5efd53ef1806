"""`ringi run`: the bot on this machine; without a Slack token, with a workspace to play in."""

import contextlib
import fcntl
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.bootstrap import build_office, build_parts, load_rulebook, open_store
from bot.logs import set_up_logs
from bot.processes import SystemClock, until_stopped, web, working
from bot.settings import Settings
from deploy.local.stack import local_model, local_stack, with_model

Say = Callable[[str], None]

PAGE_PORT = 8770
PACE_S = 0.03
"""Between two pieces of the offline model's answer, so that the stages can be seen."""

_WORDS = {
    "ja": {
        "page": "ブラウザで開いてください → {url}",
        "stop": "終えるときは Ctrl-C を押してください。",
        "offline": "モデル：オフライン（素材からの抜き書き）。外部には何も送りません。",
        "model": "モデル：{model}（{host}）。依頼は伏せ字にしてからこのモデルに送ります。",
        "store": "保存先：{store}",
        "embedded": "組み込みの Valkey（{home}）",
        "connected": "Slack につながりました（{door}）。",
        "running": "{home} ではすでに ringi が動いています。そちらを終えるか、RINGI_HOME を"
        "別のフォルダーにしてください。",
        "taken": "ポート {port} は使われています。空いているポートを使います。",
    },
    "en": {
        "page": "Open this in your browser → {url}",
        "stop": "Press Ctrl-C to stop.",
        "offline": "Model: offline (copies sentences from the material). Nothing is sent anywhere.",
        "model": "Model: {model} ({host}). Requests are masked, then sent to this model.",
        "store": "Store: {store}",
        "embedded": "embedded Valkey ({home})",
        "connected": "Connected to Slack ({door}).",
        "running": "ringi already runs in {home}. Stop that one, or set RINGI_HOME to another "
        "folder.",
        "taken": "Port {port} is in use; taking a free one.",
    },
}


async def run_here(settings: Settings, *, say: Say) -> int:
    """Run until stopped, saying first what it talks to. 2 where one runs here already."""
    set_up_logs(settings.log_level)
    words = _WORDS[settings.locale]
    with alone(settings.home) as first:
        if not first:
            say(words["running"].format(home=settings.home))
            return 2
        await _run(settings, words, say)
    return 0


@contextlib.contextmanager
def alone(home: Path) -> Iterator[bool]:
    """Whether no other run shares this folder: two would take each other's jobs.

    The kernel gives the lock back when its holder ends, however that ends.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


async def _run(settings: Settings, words: Mapping[str, str], say: Say) -> None:
    say(_model_words(settings))
    home = words["embedded"].format(home=settings.home)
    say(words["store"].format(store="Redis (REDIS_URL)" if settings.redis_url else home))
    if settings.slack_bot_token is None:
        await _with_local_workspace(settings, say)
    else:
        await _with_slack(settings, say)


async def _with_local_workspace(settings: Settings, say: Say) -> None:
    words = _WORDS[settings.locale]
    try:
        await _show_page(settings, PAGE_PORT, say)
    except OSError:
        say(words["taken"].format(port=PAGE_PORT))
        await _show_page(settings, 0, say)


async def _show_page(settings: Settings, port: int, say: Say) -> None:
    words = _WORDS[settings.locale]
    async with local_stack(settings, port=port, pace_s=PACE_S) as stack:
        say(words["page"].format(url=stack.url))
        say(words["stop"])
        await until_stopped()


async def _with_slack(settings: Settings, say: Say) -> None:
    """Web and workers in one process, for a small team on one machine."""
    rulebook, base = load_rulebook(settings)
    clock = SystemClock()
    async with (
        local_model(settings) as model_at,
        open_store(settings, rulebook, clock=clock) as store,
    ):
        settings = with_model(settings, model_at)
        office = build_office(
            build_parts(settings, store, rulebook=rulebook, base=base, clock=clock)
        )
        async with web(settings, store) as door, working(settings, store, office):
            say(_WORDS[settings.locale]["connected"].format(door=door))
            await until_stopped()
        await office.model.aclose()


def _model_words(settings: Settings) -> str:
    words = _WORDS[settings.locale]
    if settings.offline:
        return words["offline"]
    host = urlsplit(settings.openai_base_url or "https://api.openai.com").hostname or ""
    return words["model"].format(model=settings.model, host=host)
