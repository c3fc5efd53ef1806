"""Open modals, stacked for each person, and the App Home each person sees."""

import secrets
from collections import defaultdict
from collections.abc import Callable

from deploy.local.workspace.records import JsonObject, SlackError, View

MODALS_IN_STACK = 3


class Views:
    """Modals of a person are a stack of at most three; the App Home is one view a person."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._stacks: dict[str, list[View]] = defaultdict(list)
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """Bottom first; the last one is what the person sees."""
        return list(self._stacks[user])

    def home(self, user: str) -> View | None:
        return self._homes.get(user)

    def find(self, *, view_id: str | None = None, external_id: str | None = None) -> View:
        for view in self._all():
            if view_id is not None and view.id == view_id:
                return view
            if external_id and view.body.get("external_id") == external_id:
                return view
        raise SlackError("not_found")

    def _all(self) -> list[View]:
        stacked = [view for stack in self._stacks.values() for view in stack]
        return stacked + list(self._homes.values())

    def open(self, user: str, body: JsonObject) -> View:
        """A new stack: what was open before is gone."""
        self._refuse_known_external_id(body)
        view = _new_view(user, body, below=None)
        self._stacks[user] = [view]
        self._changed()
        return view

    def push(self, user: str, body: JsonObject) -> View:
        stack = self._stacks[user]
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= MODALS_IN_STACK:
            raise SlackError("push_limit_reached")
        self._refuse_known_external_id(body)
        view = _new_view(user, body, below=stack[-1])
        stack.append(view)
        self._changed()
        return view

    def _refuse_known_external_id(self, body: JsonObject) -> None:
        external_id = body.get("external_id")
        if external_id and any(v.body.get("external_id") == external_id for v in self._all()):
            raise SlackError("duplicate_external_id")

    def update(self, view: View, body: JsonObject, *, expected_hash: str | None) -> View:
        """Replace a view's content. A hash that is no longer current raises `hash_conflict`."""
        _check_hash(view, expected_hash)
        view.body = body
        view.hash = _new_hash()
        view.errors = {}
        self._changed()
        return view

    def publish(self, user: str, body: JsonObject, *, expected_hash: str | None) -> View:
        current = self._homes.get(user)
        if current is not None:
            return self.update(current, body, expected_hash=expected_hash)
        self._homes[user] = _new_view(user, body, below=None)
        self._changed()
        return self._homes[user]

    def close(self, view: View) -> None:
        """Take one modal off its stack; closing the lowest one shows nothing."""
        stack = self._stacks[view.user]
        if view in stack:
            stack.remove(view)
            self._changed()

    def clear(self, user: str) -> list[View]:
        """Close every modal of a person; gives those that were open."""
        closed, self._stacks[user] = self._stacks[user], []
        self._changed()
        return closed

    def show_errors(self, view: View, errors: dict[str, str]) -> None:
        view.errors = errors
        self._changed()


def _check_hash(view: View, expected: str | None) -> None:
    if expected is not None and expected != view.hash:
        raise SlackError("hash_conflict")


def _new_view(user: str, body: JsonObject, *, below: View | None) -> View:
    view_id = "V" + secrets.token_hex(5).upper()
    return View(
        id=view_id,
        user=user,
        body=body,
        hash=_new_hash(),
        root_id=below.root_id if below else view_id,
        previous_id=below.id if below else None,
    )


def _new_hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
