"""The word lists that the search for names goes by; each is a plain text file in data/."""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")


@cache
def words(name: str) -> frozenset[str]:
    """The words of data/`name`.txt: parted by white space, `#` begins a line of comment."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
