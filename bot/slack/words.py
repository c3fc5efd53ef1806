"""What Ringi says, in both languages, from catalogues and never from a model."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LOCALES = ("ja", "en")
MAX_VALUE_CHARS = 1_000
FOLDER = Path(__file__).parent / "locales"


class UnknownWords(KeyError):
    """The catalogue has no such text. A mistake of ours, found by tests."""


class Words:
    """One language's texts: `words("key", name="…")`."""

    def __init__(self, locale: str, source: str) -> None:
        self.locale = locale
        self._bundle = FluentBundle([locale], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))

    def __contains__(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))

    def __call__(self, key: str, **params: str | int) -> str:
        if key not in self:
            raise UnknownWords(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise UnknownWords(key)
        given = {name: _fitting(value) for name, value in params.items()}
        text, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise UnknownWords(f"{key}: {errors[0]}")
        return str(text)

    def label(self, label: str) -> str:
        """The kind of a finding; one that an operator added in the rulebook keeps its own name."""
        key = f"label-{label}"
        return self(key) if key in self else label

    def listed(self, items: Iterable[str]) -> str:
        return ("、" if self.locale == "ja" else ", ").join(items)


def _fitting(value: str | int) -> str | int:
    """The library refuses longer ones, as a guard against values that unfold into themselves."""
    if isinstance(value, str) and len(value) > MAX_VALUE_CHARS:
        return value[: MAX_VALUE_CHARS - 1] + "…"
    return value


def short(locale: str | None, *, default: str = "ja") -> str:
    """'ja-JP' → 'ja'; every other language reads English; none said is `default`."""
    if not locale:
        return default
    return "ja" if locale.lower().startswith("ja") else "en"


@cache
def words_in(locale: str) -> Words:
    """The words of one language. Read once."""
    name = short(locale)
    return Words(name, (FOLDER / f"{name}.ftl").read_text(encoding="utf-8"))
