"""A chain of guards: normalise once, ask each guard, add up. What can't run, blocks.

The budget is checked when a guard comes back: every guard here is linear in the length of the
text, so none can hang, and a guard that took too long stops the request like one that raised.
"""

import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from math import isfinite
from pathlib import Path

from guards.normalise import Text
from guards.pii.labels import Label
from guards.rulebook import Rulebook, RulebookError
from guards.verdict import Action, Context, Failure, Finding, Guard, Verdict

OVER_BUDGET = "OverBudget"
PERSONAL, SECRET = "pii", "secrets"
ADDRESSED = Label.URL_CREDENTIALS.value
_HIDING = (Action.MASK, Action.BLOCK)


class BadFinding(Exception):
    """A guard returned what is no finding: a place outside the text, a score outside 0 to 1."""


class Chain:
    """Guards in order. Synchronous and thread-safe, as its guards are."""

    def __init__(
        self,
        guards: Sequence[Guard],
        *,
        budget_s: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._guards = tuple(guards)
        self._budget_s = budget_s
        self._clock = clock

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the guards, in order."""
        return tuple(guard.name for guard in self._guards)

    def check(self, text: str, context: Context) -> Verdict:
        """The verdict of this side's guards on `text`.

        A guard that raises, that returns nonsense, or that comes back after the budget, is a
        failure and blocks; the guards behind it still run while there is time, so that the
        verdict says all it can.
        """
        deadline = self._clock() + self._budget_s
        try:
            normalised = Text.of(text)
        except Exception as error:  # noqa: BLE001 - fail closed, whatever it was
            return Verdict.of((), [Failure("normalise", type(error).__name__)])
        findings: list[Finding] = []
        failures: list[Failure] = []
        for guard in self._guards:
            if context.side not in guard.sides:
                continue
            if self._clock() > deadline:
                failures.append(Failure(guard.name, OVER_BUDGET))
                continue
            try:
                findings.extend(_sound(guard.check(normalised, context), length=len(text)))
            except Exception as error:  # noqa: BLE001 - a guard that raises blocks
                failures.append(Failure(guard.name, type(error).__name__))
                continue
            if self._clock() > deadline:
                failures.append(Failure(guard.name, OVER_BUDGET))
        return Verdict.of(_in_order(findings), failures)


def _sound(findings: Iterable[Finding], *, length: int) -> tuple[Finding, ...]:
    """The findings as they are; raises BadFinding for one that can't be true."""
    found = tuple(findings)
    for finding in found:
        inside = 0 <= finding.start <= finding.end <= length
        if not (inside and isfinite(finding.score) and 0 <= finding.score <= 1):
            raise BadFinding
    return found


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By place, each value once: what lies within a secret is part of it and shares its fate.

    Only an address with a password says more than the secret in it, and keeps its own name.
    """
    ordered = sorted(findings, key=lambda f: (f.start, f.end, f.guard))
    addresses = [f for f in ordered if f.label == ADDRESSED]
    named = {action: _Covered(f for f in addresses if f.action is action) for action in _HIDING}
    secrets = [
        f for f in ordered if f.guard == SECRET and not (f.action in named and f in named[f.action])
    ]
    hidden = {action: _Covered(f for f in secrets if f.action is action) for action in _HIDING}
    # What is masked as a secret may still stop the request as something worse.
    personal = [
        f
        for f in ordered
        if f.guard == PERSONAL
        and f not in hidden[Action.BLOCK]
        and (f.action is Action.BLOCK or f not in hidden[Action.MASK])
    ]
    others = [f for f in ordered if f.guard not in (PERSONAL, SECRET)]
    return sorted([*personal, *secrets, *others], key=lambda f: (f.start, f.end, f.guard))


class _Covered:
    """Which findings lie wholly within one of these, which are in order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        spans = [(f.start, f.end) for f in findings]
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def __contains__(self, finding: Finding) -> bool:
        at = bisect_right(self._starts, finding.start) - 1
        return at >= 0 and finding.end <= self._ends[at]


def build_chain(
    rulebook: Rulebook, *, base: Path | None = None, only: Sequence[str] | None = None
) -> Chain:
    """The guards that the rulebook asks for, or `only` the named ones, in the order of BUILDERS.

    `base` is the folder of the rulebook, where its term packs may be. Raises RulebookError for an
    unknown guard name or a pack that can't be used.
    """
    unknown = sorted(set(only or ()) - BUILDERS.keys())
    if unknown:
        known = ", ".join(BUILDERS)
        raise RulebookError(f"unknown guard: {', '.join(unknown)} (there are: {known})")
    names = [name for name in BUILDERS if only is None or name in only]
    guards = [BUILDERS[name](rulebook, base) for name in names]
    return Chain(guards, budget_s=rulebook.limits.guard_budget_s)


def _pii(rulebook: Rulebook, base: Path | None) -> Guard:  # noqa: ARG001 - one signature for all
    # Imported here, because Presidio takes seconds and not every chain needs it.
    from guards.pii.guard import PiiGuard
    from guards.pii.operators import BadRecognizer

    try:
        return PiiGuard(rulebook.pii)
    except BadRecognizer as error:
        raise RulebookError(str(error)) from None


def _secrets(rulebook: Rulebook, base: Path | None) -> Guard:  # noqa: ARG001
    from guards.secrets.guard import SecretsGuard

    return SecretsGuard(rulebook.secrets)


def _injection(rulebook: Rulebook, base: Path | None) -> Guard:  # noqa: ARG001
    from guards.injection.guard import InjectionGuard

    return InjectionGuard(rulebook.injection)


def _terms(rulebook: Rulebook, base: Path | None) -> Guard:
    from guards.terms.guard import TermsGuard

    return TermsGuard.load(rulebook.terms, base=base)


def _brand(rulebook: Rulebook, base: Path | None) -> Guard:
    from guards.brand.guard import BrandGuard

    return BrandGuard(rulebook.brand, base=base)


def _grounding(rulebook: Rulebook, base: Path | None) -> Guard:  # noqa: ARG001
    from guards.grounding.guard import GroundingGuard

    return GroundingGuard(rulebook.grounding, known_terms=rulebook.pii.known_terms)


def _placeholders(rulebook: Rulebook, base: Path | None) -> Guard:  # noqa: ARG001
    from guards.pii.traced import PlaceholderGuard

    return PlaceholderGuard(rulebook.placeholders)


def _policy(rulebook: Rulebook, base: Path | None) -> Guard:
    from guards.policy import PolicyGuard

    return PolicyGuard.load(rulebook.policy, base=base)


def _language(rulebook: Rulebook, base: Path | None) -> Guard:  # noqa: ARG001
    from guards.language.guard import LanguageGuard

    return LanguageGuard(rulebook.language)


BUILDERS: Mapping[str, Callable[[Rulebook, Path | None], Guard]] = {
    "pii": _pii,
    "secrets": _secrets,
    "placeholders": _placeholders,
    "injection": _injection,
    "terms": _terms,
    "brand": _brand,
    "grounding": _grounding,
    "policy": _policy,
    "language": _language,
}
