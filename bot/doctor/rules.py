"""The rulebook, the templates and the folder of the site: sound, and not too permissive."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from bot.doctor.check import Check, fail, ok, warn
from bot.settings import Settings
from guards.chain import build_chain
from guards.rulebook import Rulebook, RulebookError
from guards.sections import AccessRule, Route
from guards.verdict import Action
from prompts.errors import PromptError
from prompts.library import Library

ANY = "*"

_NEVER_PUBLISHED = ("CREDIT_CARD", "MY_NUMBER")
_PUBLIC = frozenset({"CORPORATE_NUMBER"})  # anybody can look them up in the national register


def check_rulebook(settings: Settings, rulebook: Rulebook, base: Path) -> list[Check]:
    """What it says, and that its guards can be built (term packs test themselves then)."""
    found = list(judge_rulebook(rulebook, settings.webhook_secrets))
    try:
        build_chain(rulebook, base=base)
    except RulebookError as error:
        found.append(
            fail(
                "rulebook",
                f"ガードを組み立てられません：{error}",
                f"The guards can't be built: {error}",
            )
        )
    return found


def check_templates(folder: Path) -> Check:
    try:
        ids = Library.load(folder).ids()
    except (PromptError, OSError) as error:
        return fail(
            "templates",
            f"{folder} から読み込めません：{error}",
            f"{folder} can't be loaded: {error}",
        )
    return ok("templates", f"{len(ids)}件：{'、'.join(ids)}", f"{len(ids)}: {', '.join(ids)}")


def check_site(settings: Settings, rulebook: Rulebook) -> list[Check]:
    """Whether the folder can be written, where a destination needs it. Makes nothing."""
    if not any(one.kind == "site" for one in rulebook.destinations.values()):
        return []
    folder = settings.site_folder.absolute()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return [ok("site", f"{folder} に公開します。", f"Pages are published into {folder}.")]
    return [fail("site", f"{there} に書き込めません。", f"{there} can't be written.")]


def judge_rulebook(rulebook: Rulebook, secrets: Collection[str]) -> Iterator[Check]:
    """What a valid rulebook leaves open, makes impossible or forgets. `secrets` are webhooks'."""
    found = [
        *_judge_access(rulebook),
        *_judge_guards(rulebook),
        *_judge_routes(rulebook),
        *_judge_destinations(rulebook, secrets),
    ]
    yield from found
    if not found:
        revision = rulebook.revision
        yield ok(
            "rulebook", f"問題はありません（版 {revision}）。", f"Sound (revision {revision})."
        )


def _judge_access(rulebook: Rulebook) -> Iterator[Check]:
    access = rulebook.access
    if not access.rules:
        yield warn(
            "rulebook",
            "access.rules が空です。まだ誰も依頼できません。",
            "access.rules is empty: nobody may ask for anything yet.",
        )
    for rule in access.rules:
        if _is_wide_open(rule):
            yield warn(
                "rulebook",
                f"access.rules {rule.id}：全員に、全チャンネルまたは全テンプレートを許しています。",
                f"access.rules {rule.id} lets everyone use every channel or template.",
            )
    if access.guests == "allow":
        yield warn("rulebook", "ゲストの依頼を許しています。", "Guests may ask.")
    if access.external_channels == "allow":
        yield warn(
            "rulebook",
            "社外と共有されたチャンネルでの依頼を許しています。",
            "Requests in channels shared with other companies are allowed.",
        )
    if not rulebook.contact:
        yield warn(
            "rulebook",
            "contact がありません。断られた人が誰に聞けばよいかわかりません。",
            "contact is empty: somebody who was refused is not told whom to ask.",
        )


def _is_wide_open(rule: AccessRule) -> bool:
    return rule.who.everyone and (ANY in rule.channels or ANY in rule.templates)


def _judge_guards(rulebook: Rulebook) -> Iterator[Check]:
    pii = rulebook.pii
    if pii.names == "off":
        yield warn(
            "rulebook",
            "pii.names: off：氏名が伏せられずにモデルへ送られます。",
            "pii.names: off — personal names reach the model as they are.",
        )
    passing = sorted(
        label
        for label, action in pii.input.items()
        if action is Action.ALLOW and label not in _PUBLIC
    )
    if passing:
        yield warn(
            "rulebook",
            f"pii.input：{', '.join(passing)} がそのままモデルへ送られます。",
            f"pii.input lets these reach the model as they are: {', '.join(passing)}.",
        )
    default = pii.output.get("default", Action.ALLOW)
    loose = [
        label
        for label in _NEVER_PUBLISHED
        if pii.output.get(label, default) not in {Action.BLOCK, Action.MASK}
    ]
    if loose:
        yield warn(
            "rulebook",
            f"pii.output：{', '.join(loose)} は block をお勧めします。",
            f"pii.output: {', '.join(loose)} should be block.",
        )


def _judge_routes(rulebook: Rulebook) -> Iterator[Check]:
    used = {destination.route for destination in rulebook.destinations.values()}
    for name, route in rulebook.routes.items():
        if name not in used:
            yield warn(
                "rulebook",
                f"routes.{name}：使う公開先がありません。",
                f"routes.{name}: no destination uses it.",
            )
        yield from _judge_reviewers(name, route, rulebook)


def _judge_reviewers(name: str, route: Route, rulebook: Rulebook) -> Iterator[Check]:
    """Only counts where every reviewer is named: groups are Slack's to know."""
    roles = [rulebook.roles[role] for role in route.reviewers.roles]
    who = [route.reviewers, *roles]
    if any(one.everyone for one in who):
        yield warn(
            "rulebook",
            f"routes.{name}：全員が承認できます。",
            f"routes.{name}: everyone may sign.",
        )
        return
    if any(one.groups for one in who):
        return
    people = {person for one in who for person in one.people}
    if len(people) < route.quorum:
        yield fail(
            "rulebook",
            f"routes.{name}：承認者{len(people)}人では、必要な{route.quorum}人に届きません。",
            f"routes.{name}: {len(people)} reviewers can never be the {route.quorum} it asks for.",
        )
    elif len(people) == route.quorum:
        yield warn(
            "rulebook",
            f"routes.{name}：承認者は自分の依頼に署名できません。一人分の余裕を持たせてください。",
            f"routes.{name}: nobody signs their own request, so name one reviewer more.",
        )


def _judge_destinations(rulebook: Rulebook, secrets: Collection[str]) -> Iterator[Check]:
    webhooks = {name for name, one in rulebook.destinations.items() if one.kind == "webhook"}
    for name in sorted(webhooks - set(secrets)):
        yield fail(
            "rulebook",
            f"destinations.{name}：RINGI_WEBHOOK_SECRETS に署名鍵がありません。",
            f"destinations.{name}: RINGI_WEBHOOK_SECRETS has no secret for it.",
        )
    for name in sorted(set(secrets) - webhooks):
        yield warn(
            "rulebook",
            f"RINGI_WEBHOOK_SECRETS の {name} は、ルールブックにない公開先です。",
            f"RINGI_WEBHOOK_SECRETS names {name}, which is no webhook of the rulebook.",
        )
    if not rulebook.destinations:
        yield warn(
            "rulebook",
            "公開先がありません。下書きは作れますが、公開はできません。",
            "There is no destination: drafts can be made, nothing can be published.",
        )
