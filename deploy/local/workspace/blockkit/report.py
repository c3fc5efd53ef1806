"""The objections to a JSON value, each with a pointer, in the words that Slack uses."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard


@dataclass(slots=True)
class Report:
    """Collects objections; an empty one means that Slack would accept the value."""

    found: list[str] = field(default_factory=list)

    def fail(self, at: str, message: str) -> None:
        self.found.append(f"[ERROR] {message} [json-pointer:{at}]")

    def is_object(self, value: object, at: str) -> TypeGuard[Mapping[str, Any]]:
        if isinstance(value, Mapping):
            return True
        self.fail(at, "must be an object")
        return False

    def keys(
        self,
        value: Mapping[str, Any],
        at: str,
        required: Collection[str],
        optional: Collection[str],
    ) -> None:
        """Every required key is there, and no key that Slack does not know."""
        for key in required:
            if value.get(key) is None:
                self.fail(at, f"missing required field: {key}")
        for key in value:
            if key not in required and key not in optional:
                self.fail(at, f"invalid additional property: {key}")

    def string(self, value: object, at: str, *, most: int, least: int = 1) -> None:
        """`most` and `least` count characters. A missing value (None) is not an objection."""
        if value is None:
            return
        if not isinstance(value, str):
            self.fail(at, "must be a string")
        elif len(value) > most:
            self.fail(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.fail(at, f"must be more than {least - 1} characters")

    def flag(self, value: object, at: str) -> None:
        if value is not None and not isinstance(value, bool):
            self.fail(at, "must be a boolean")

    def one_of(self, value: object, at: str, allowed: Collection[str]) -> None:
        if value is not None and value not in allowed:
            self.fail(at, f"must be one of: {', '.join(sorted(allowed))}")

    def text(
        self, value: object, at: str, *, most: int, plain: bool = False, least: int = 1
    ) -> None:
        """A text object: `plain_text`, or `mrkdwn` where that is allowed."""
        if value is None or not self.is_object(value, at):
            return
        kind = value.get("type")
        if kind not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
            self.fail(f"{at}/type", "must be one of: plain_text" + ("" if plain else ", mrkdwn"))
        extra = {"plain_text": ("emoji",), "mrkdwn": ("verbatim",)}.get(str(kind), ())
        self.keys(value, at, ("type", "text"), extra)
        self.string(value.get("text"), f"{at}/text", most=most, least=least)

    def items(
        self,
        value: object,
        at: str,
        check: Callable[["Report", Any, str], None],
        *,
        most: int,
        least: int = 1,
    ) -> None:
        """A list within its limits whose items all pass `check`."""
        if value is None:
            return
        if not isinstance(value, list):
            self.fail(at, "must be an array")
            return
        if len(value) > most:
            self.fail(at, f"no more than {most} items allowed")
        if len(value) < least:
            self.fail(at, f"must have at least {least} items")
        for index, item in enumerate(value):
            check(self, item, f"{at}/{index}")
