"""Whether a role, a relation or a heading stands right before a name: 監督の, 担当:, 妻・."""

from guards.pii.name_words import words

# 国家 and 一家 end like 作家, but nobody's role is meant.
_NO_ROLES = frozenset(("国家", "一家", "王家", "両家", "実家", "民家", "農家", "両手", "相手"))
_LINKS = ("である", "の", "は", "が")
_MARKS = (":", "、", "・", "=", "→")
_LONGEST = 8


def ends_in_cue(before: str) -> bool:
    """Whether the text before a name ends in a cue, with what may stand between."""
    stem = before.rstrip(" ")
    if stem.endswith(_MARKS):
        stem = stem[:-1].rstrip(" ")
    for link in _LINKS:
        if stem.endswith(link):
            return _is_cue(stem[: -len(link)])
    return _is_cue(stem)


def _is_cue(stem: str) -> bool:
    if stem[-2:] in _NO_ROLES:
        return False
    cues = words("ja_cues")
    return any(stem[start:] in cues for start in range(-min(_LONGEST, len(stem)), 0))
