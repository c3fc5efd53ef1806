"""What a run of Japanese words may be as a name, before its surroundings are looked at."""

from enum import StrEnum
from typing import NamedTuple


class Base(StrEnum):
    """What the words of a run say on their own."""

    FULL = "full name"
    BUILT = "built like a full name"
    NUMBERED = "numbered name"
    FAMILY = "family name"
    GIVEN = "given name"
    LISTED = "family name that is also a word"
    PLACE = "family name that is also a place"
    RATHER_WORD = "name that is rather a word"
    FOREIGN = "katakana name"
    WORD = "katakana word"
    JOINED_NAMES = "joined names"
    NOBLE = "joined words with a particle of names"
    UNKNOWNS = "joined unknown words"
    JOINED = "joined words"
    THINGS = "joined things"
    CALLED = "called like a person"

    # As for tokens.Kind: looked up for each candidate, and Enum's own is slow.
    __hash__ = str.__hash__


class Run(NamedTuple):
    """A candidate with its half-open place, what it is, and the index of its last token."""

    start: int
    end: int
    base: Base
    last: int
