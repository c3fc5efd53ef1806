"""What a source says is read once while a draft is checked, and not kept for longer."""

from guards.grounding.readings import Readings


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_a_source_is_read_once() -> None:
    readings = Readings(clock_s=Clock())
    assert readings.of("売上は120万円。") is readings.of("売上は120万円。")


def test_another_source_is_another_reading() -> None:
    readings = Readings(clock_s=Clock())
    assert readings.of("売上は120万円。") != readings.of("売上は130万円。")


def test_a_reading_is_forgotten_after_a_minute() -> None:
    clock = Clock()
    readings = Readings(clock_s=clock)
    first = readings.of("売上は120万円。")
    clock.now_s = 61.0
    assert readings.of("売上は120万円。") is not first


def test_only_the_last_sources_are_kept() -> None:
    readings = Readings(clock_s=Clock())
    first = readings.of("売上は120万円。")
    for number in range(100, 140):
        readings.of(f"売上は{number}万円です。")
    assert readings.of("売上は120万円。") is not first
