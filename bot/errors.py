"""Every error Ringi raises on purpose. The surface words each `code` once, in both languages.

RingiError
├── Refused            a rule or a right says no; nothing was lost, nothing happened
│   ├── BadInput       the request itself can't be used (missing field, too long, empty)
│   ├── Blocked        a guard found something that must not pass
│   └── Stale          the button or revision is no longer current
├── CouldNotRun        a guard could not run; stops like a block, but it is our fault
├── ModelFailed        the model is down, slow, refusing, or its answer can't be used
├── StoreDown          the store can't be reached; nothing may be acknowledged
├── PublishFailed      it is known that nothing was sent
├── PublishAmbiguous   it is not known whether something was sent: a person decides
└── LogBroken          the decision log's chain does not hold
"""

from collections.abc import Mapping


class RingiError(Exception):
    """Base. `code` picks the words, `rule` is the rule id, `params` fill the words in.

    Neither may ever hold message text: both are shown, logged and recorded.
    """

    def __init__(
        self, code: str, *, rule: str = "", params: Mapping[str, str | int] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.rule = rule
        self.params: Mapping[str, str | int] = params or {}
        self.recorded = False  # whether the decision log has it: a refusal is an entry, once


class Refused(RingiError):
    """A rule or a right says no."""


class BadInput(Refused):
    """The request can't be used as it is; `params["field"]` names the field where there is one."""


class Blocked(Refused):
    """A guard found something that must not pass."""


class Stale(Refused):
    """The button, revision or digest is no longer the current one."""


class CouldNotRun(RingiError):
    """A guard could not run, so nothing passes."""


class ModelFailed(RingiError):
    """The model gave nothing usable; `code` says how (down, slow, refused, nonsense, empty…)."""


class StoreDown(RingiError):
    """The store can't be reached."""


class PublishFailed(RingiError):
    """Nothing was sent, and that is known; trying again is safe."""


class PublishAmbiguous(RingiError):
    """Something may have been sent; only a person may decide."""


class LogBroken(RingiError):
    """The chain of the decision log does not hold; `params["seq"]` is the first broken entry."""
