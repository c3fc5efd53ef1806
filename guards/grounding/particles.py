"""Where a name in hiragana may begin: 会場はやまとホール, 実験にはつくば市."""

from collections.abc import Iterator

from guards.grounding.traceable import Word

_PARTICLES = "はがをにでともの"
# For a class of characters in a pattern: what a name may follow at once.
PARTICLES = _PARTICLES + "、。「("


def spellings(name: str, *, japanese: bool) -> Iterator[Word]:
    """The name, and without what looks like its first letter but may be a particle before it."""
    yield Word(name, japanese=japanese)
    without = name.lstrip(_PARTICLES)
    if 1 < len(without) < len(name):
        yield Word(without, japanese=japanese)
