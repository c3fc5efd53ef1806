"""What the scripts about a sign-off share on this side: their first keys, and their "no"."""

from bot.errors import Refused, Stale
from bot.store.keys import Keys
from bot.store.script import Reply

_REFUSALS = frozenset({"not_reviewer", "own_request", "touched_text"})


def signoff_keys(keys: Keys, signoff_id: str) -> list[str]:
    """What every script about a sign-off starts from (scripts/signoff.lua)."""
    return [keys.signoff(signoff_id), keys.in_review, keys.deadlines]


def check(reply: Reply) -> None:
    """Raise what a script answered with instead of 'ok'."""
    if reply[0] == b"no":
        code = reply[1].decode()
        raise Refused(code) if code in _REFUSALS else Stale(code)
