"""In-memory store ports. They pass the same contract suites as the real ones (tests/contract)."""


class Frozen:
    """A clock that stands still. Starts on a Wednesday in 2026; `advance` moves it."""

    def __init__(self, now: float = 1_793_750_400.0) -> None:
        self.time = now

    def now(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += seconds
