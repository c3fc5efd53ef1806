"""`ringi doctor`: look at everything, say it in words, end with the worst of it."""

from collections.abc import Callable, Iterable

from bot.bootstrap import PROMPTS, load_rulebook
from bot.doctor.check import Check, Severity, fail, ok, warn
from bot.doctor.model import check_judge, check_model
from bot.doctor.rules import check_rulebook, check_site, check_templates
from bot.doctor.slack import check_slack
from bot.doctor.store import check_key, check_store
from bot.settings import Settings
from guards.rulebook import DEFAULT, Rulebook, RulebookError
from guards.sections import Words

AREAS = {
    "slack": Words(ja="Slack", en="Slack"),
    "transport": Words(ja="接続方式", en="Transport"),
    "scopes": Words(ja="スコープ", en="Scopes"),
    "channels": Words(ja="チャンネル", en="Channels"),
    "store": Words(ja="ストア", en="Store"),
    "key": Words(ja="暗号鍵", en="Key"),
    "model": Words(ja="モデル", en="Model"),
    "judge": Words(ja="第二の意見", en="Second opinion"),
    "rulebook": Words(ja="ルールブック", en="Rulebook"),
    "templates": Words(ja="テンプレート", en="Templates"),
    "site": Words(ja="公開サイト", en="Site"),
}

MARKS = {
    Severity.OK: Words(ja="✓ 良好", en="✓ good"),
    Severity.WARN: Words(ja="! 注意", en="! warning"),
    Severity.FAIL: Words(ja="✗ 不可", en="✗ broken"),
}

SUMMARIES = {
    Severity.OK: Words(ja="問題はありません。", en="Everything is in order."),
    Severity.WARN: Words(ja="動きますが、注意が必要です。", en="It works, but mind the warnings."),
    Severity.FAIL: Words(ja="このままでは動きません。", en="It will not work like this."),
}


async def examine(settings: Settings, *, say: Callable[[str], None]) -> int:
    """Say every check, in the settings' language; 0 well, 1 warnings, 2 something is broken."""
    found = await checks(settings)
    for line in report(found, locale=settings.locale):
        say(line)
    return worst(found)


async def checks(settings: Settings) -> list[Check]:
    """Everything, in the order in which one would repair it."""
    rulebook, found = _rules(settings)
    return [
        *found,
        check_templates(settings.prompts or PROMPTS),
        check_key(settings),
        *await check_store(settings),
        *await check_model(settings),
        *await check_judge(settings),
        *await check_slack(settings, rulebook),
    ]


def _rules(settings: Settings) -> tuple[Rulebook | None, list[Check]]:
    """The rulebook if it can be read; the rest is looked at even where it can't."""
    try:
        rulebook, base = load_rulebook(settings)
    except (RulebookError, OSError) as error:
        return None, [
            fail(
                "rulebook",
                f"{settings.rulebook or DEFAULT} を読み込めません：{error}",
                f"{settings.rulebook or DEFAULT} can't be loaded: {error}",
            )
        ]
    judged = [*check_rulebook(settings, rulebook, base), *check_site(settings, rulebook)]
    return rulebook, [_which_rulebook(settings), *judged]


def _which_rulebook(settings: Settings) -> Check:
    """The file that was judged: what follows is about it, not about the local workspace's own."""
    if settings.rulebook is None:
        return warn(
            "rulebook",
            "RINGI_RULEBOOK がないため、同梱の見本（guards/rulebooks/default.yaml）を確認しました。"
            "make run のワークスペースは、専用のルールブックで動きます。",
            "RINGI_RULEBOOK is not set, so the sample guards/rulebooks/default.yaml was checked. "
            "The workspace of `make run` has a rulebook of its own.",
        )
    return ok("rulebook", f"{settings.rulebook} を読みました。", f"{settings.rulebook} was read.")


def report(found: Iterable[Check], *, locale: str) -> list[str]:
    """One line a check, and one that sums them up."""
    found = list(found)
    lines = [
        f"{MARKS[one.severity].in_(locale)}  {AREAS[one.area].in_(locale)}: {one.words.in_(locale)}"
        for one in found
    ]
    return [*lines, "", SUMMARIES[worst(found)].in_(locale)]


def worst(found: Iterable[Check]) -> Severity:
    return max((one.severity for one in found), default=Severity.OK)
