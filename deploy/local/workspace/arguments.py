"""The arguments of one Web API call, from a query, a form or a JSON body, read by type."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from deploy.local.workspace.records import JsonObject, SlackError


def parse_body(content_type: str, body: bytes) -> JsonObject:
    """A form or JSON body as one mapping; anything else raises Slack's error for it."""
    if not body:
        return {}
    if content_type.startswith("application/json"):
        try:
            parsed = json.loads(body)
        except ValueError as error:
            raise SlackError("invalid_json") from error
        if not isinstance(parsed, dict):
            raise SlackError("json_not_object")
        return parsed
    if content_type.startswith("application/x-www-form-urlencoded"):
        try:
            return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True))
        except UnicodeDecodeError as error:
            raise SlackError("invalid_form_data") from error
    raise SlackError("invalid_post_type")


class Arguments:
    """Typed access; a form carries everything as text, JSON carries the values themselves."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str) -> str | None:
        value = self._values.get(name)
        if value is None or value == "":
            return None
        return str(value)

    def needed(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            missing = f"[ERROR] missing required field: {name}"
            raise SlackError("invalid_arguments", (missing,))
        return value

    def flag(self, name: str) -> bool:
        return self._values.get(name) in (True, "true", "True", "1", 1)

    def whole(self, name: str, default: int) -> int:
        value = self._values.get(name)
        try:
            return default if value in (None, "") else int(str(value))
        except ValueError as error:
            problem = f"[ERROR] must be an integer: {name}"
            raise SlackError("invalid_arguments", (problem,)) from error

    def json(self, name: str) -> Any:
        """A structured argument: a JSON value, or JSON text in a form. None when missing."""
        value = self._values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            problem = f"[ERROR] failed to parse JSON: {name}"
            raise SlackError("invalid_arguments", (problem,)) from error
