"""What loads but should not ship: found in the open, before a person meets it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prompts.library import Library
from prompts.routing import SURE_SCORE, plain
from prompts.template import Template

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_MODAL_TITLE_CHARS = 24
_MODAL_INPUTS = 20
_MESSAGE_SECTIONS = 24

WORDS: Mapping[str, tuple[str, str]] = {
    "not_japanese": ("日本語で書かれていません", "is not written in Japanese"),
    "not_english": ("英語で書かれていません", "is not written in English"),
    "title_too_long": (
        f"入力画面の題名は{_MODAL_TITLE_CHARS}文字までです",
        f"is too long for a modal's title ({_MODAL_TITLE_CHARS} characters)",
    ),
    "too_many_inputs": (
        f"入力欄は{_MODAL_INPUTS}個までにしてください",
        f"more than {_MODAL_INPUTS} inputs do not fit one modal",
    ),
    "too_many_sections": (
        f"区分は{_MESSAGE_SECTIONS}個までにしてください",
        f"more than {_MESSAGE_SECTIONS} sections do not fit one message",
    ),
    "no_section_description": (
        "何を書く区分かの説明がありません",
        "does not say what belongs there",
    ),
    "no_alias": ("呼び出し用の短い名前がありません", "has no short name for /ringi"),
    "unreachable": (
        f"自由文から選ばれません(重み{SURE_SCORE}以上の語が必要です)",
        f"can't be routed to: no keyword weighs {SURE_SCORE}",
    ),
    "shared_keyword": (
        "ほかのテンプレートと同じ語が強く効いています",
        "another template claims the same keyword as strongly",
    ),
    "no_destination": (
        "社外向けですが、公開先がありません",
        "is for outside the company and names no destination",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: where, and a code that WORDS explains in both languages."""

    file: str
    key: str
    code: str

    def in_(self, locale: str) -> str:
        """One line for a person."""
        ja, en = WORDS[self.code]
        return f"{self.file}: {self.key}: {ja if locale.startswith('ja') else en}"


def lint(library: Library) -> list[Problem]:
    """Every problem of every template, in the order of files."""
    found: list[Problem] = []
    for _, template in sorted(library.templates.items()):
        for check in _CHECKS:
            found.extend(Problem(template.file, *hit) for hit in check(template))
    return found + list(_shared_keywords(library))


Hits = Iterator[tuple[str, str]]


def _language(template: Template) -> Hits:
    texts = {"ringi.title": template.title, "description": template.description}
    texts["ringi.human_role"] = template.human_role
    texts |= {f"ringi.inputs.{i.id}.title": i.title for i in template.inputs}
    texts |= {f"output.schema.{s.id}": s.description for s in template.sections}
    for key, text in texts.items():
        japanese = _JAPANESE.search(text) is not None
        if text and japanese != (template.locale == "ja"):
            yield key, "not_japanese" if template.locale == "ja" else "not_english"


def _sizes(template: Template) -> Hits:
    if len(template.title) > _MODAL_TITLE_CHARS:
        yield "ringi.title", "title_too_long"
    if len(template.inputs) > _MODAL_INPUTS:
        yield "ringi.inputs", "too_many_inputs"
    if len(template.sections) > _MESSAGE_SECTIONS:
        yield "ringi.sections", "too_many_sections"


def _descriptions(template: Template) -> Hits:
    for section in template.sections:
        if not section.description:
            yield f"output.schema.{section.id}", "no_section_description"


def _reachable(template: Template) -> Hits:
    if not template.aliases:
        yield "ringi.aliases", "no_alias"
    if max(template.keywords.values(), default=0) < SURE_SCORE:
        yield "ringi.keywords", "unreachable"


def _external(template: Template) -> Hits:
    if template.risk == "external" and not template.destinations:
        yield "ringi.destinations", "no_destination"


_CHECKS: tuple[Callable[[Template], Hits], ...] = (
    _language,
    _sizes,
    _descriptions,
    _reachable,
    _external,
)


def _shared_keywords(library: Library) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for _, template in sorted(library.templates.items()):
        strong = (w for w, weight in template.keywords.items() if weight >= SURE_SCORE)
        for word in map(plain, strong):
            if owner.setdefault(word, template.id) != template.id:
                yield Problem(template.file, f"ringi.keywords.{word}", "shared_keyword")
