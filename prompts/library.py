"""All templates of a folder, loaded at start, in both languages or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prompts.errors import TemplateError, UnknownTemplate
from prompts.frontmatter import LOCALES
from prompts.reading import RULES, read
from prompts.routing import Route, plain, route
from prompts.template import Template

_SAME_IN_BOTH = ("version", "stage", "risk", "data_class", "destinations")


@dataclass(frozen=True, slots=True)
class Library:
    """Templates by (id, locale). Build it with `load`."""

    templates: Mapping[tuple[str, str], Template]

    @classmethod
    def load(cls, path: Path) -> "Library":
        """Every template in this folder. Raises TemplateError that names the file and the key."""
        rules = {locale: _rules(path, locale) for locale in LOCALES}
        found: dict[tuple[str, str], Template] = {}
        for file in sorted(path.glob("[!_]*.prompt")):
            locale = file.name.removesuffix(".prompt").rpartition(".")[2]
            if locale not in rules:
                raise TemplateError(file.name, "name", "must end in .ja.prompt or .en.prompt")
            template = read(file, rules=rules[locale])
            found[template.id, template.locale] = template
        if not found:
            raise TemplateError(str(path), "folder", "holds no template")
        _check_pairs(found)
        _check_aliases(found)
        return cls(found)

    def get(self, template_id: str, locale: str) -> Template:
        """The template in this language ('ja-JP' is ja). Raises UnknownTemplate."""
        template = self.templates.get((template_id, _language(locale)))
        if template is None:
            raise UnknownTemplate(template_id, locale)
        return template

    def ids(self) -> tuple[str, ...]:
        """The ids that may be asked for, in order; retired ones only stay for their old drafts."""
        return tuple(sorted({t.id for t in self.templates.values() if t.stage != "retired"}))

    def by_alias(self, word: str) -> str | None:
        """The id of the template that goes by this word in either language, or None."""
        asked = plain(word)
        for template in self._current():
            if asked in _words(template):
                return template.id
        return None

    def route(self, text: str, locale: str) -> Route:
        """Which template a free sentence asks for: by the person's language, then by the other."""
        first = _language(locale)
        for language in sorted(LOCALES, key=lambda one: one != first):
            found = route((t for t in self._current() if t.locale == language), text)
            if found.candidates:
                return found
        return Route(None, False, ())

    def _current(self) -> tuple[Template, ...]:
        return tuple(t for _, t in sorted(self.templates.items()) if t.stage != "retired")


def _language(locale: str) -> str:
    return "ja" if locale.lower().startswith("ja") else "en"


def _rules(path: Path, locale: str) -> bytes:
    file = path / f"_{RULES}.{locale}.prompt"
    try:
        return file.read_bytes()
    except OSError as error:
        raise TemplateError(file.name, "file", "the ground rules can't be read") from error


def _words(template: Template) -> set[str]:
    return {plain(word) for word in (template.id, template.title, *template.aliases)}


def _check_pairs(found: Mapping[tuple[str, str], Template]) -> None:
    """Both languages ask for the same, give the same and fall under the same rules."""
    for template in found.values():
        other_locale = next(locale for locale in LOCALES if locale != template.locale)
        other = found.get((template.id, other_locale))
        if other is None:
            missing = f"{template.id}.{other_locale}.prompt"
            raise TemplateError(missing, "file", "is missing: a template is in both languages")
        for key in _SAME_IN_BOTH:
            if getattr(template, key) != getattr(other, key):
                raise TemplateError(template.file, f"ringi.{key}", f"differs from {other.file}")
        if _asked(template) != _asked(other):
            raise TemplateError(template.file, "input.schema", f"differs from {other.file}")
        if [s.id for s in template.sections] != [s.id for s in other.sections]:
            raise TemplateError(template.file, "output.schema", f"differs from {other.file}")


def _asked(template: Template) -> list[tuple[object, ...]]:
    return [
        (i.id, i.kind, i.required, i.material, i.from_material, i.choices) for i in template.inputs
    ]


def _check_aliases(found: Mapping[tuple[str, str], Template]) -> None:
    owner: dict[str, str] = {}
    for template in found.values():
        for word in _words(template):
            if owner.setdefault(word, template.id) != template.id:
                raise TemplateError(template.file, "ringi.aliases", f"{word!r} is another's too")
