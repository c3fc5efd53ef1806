"""How a name sounds, roughly enough that ミナト and Minato, スミス and Smith are one."""

import re

_ROWS = {
    "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サスセソ", "sh": "シ", "z": "ザズゼゾ", "j": "ジヂ",
    "t": "タテト", "ch": "チ", "ts": "ツ", "d": "ダデドヅ", "n": "ナニヌネノン", "h": "ハヒヘホ",
    "f": "フ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ", "y": "ヤユヨ",
    "r": "ラリルレロ", "w": "ワ", "v": "ヴ", "": "アイウエオァィゥェォャュョッーヲヵヶヮ",
}  # fmt: skip
_SOUND = {kana: sound for sound, row in _ROWS.items() for kana in row}
# Letters that kana can't tell apart.
_SAME = (("gh", ""), ("ds", "z"), ("ph", "f"), ("tch", "c"), ("ch", "c"), ("th", "s"),
         ("sh", "s"), ("ts", "s"), ("ck", "k"), ("ti", "ci"), ("qu", "k"), ("x", "ks"),
         ("l", "r"), ("v", "b"), ("j", "z"), ("q", "k"))  # fmt: skip
_KANA = re.compile(r"[ァ-ヺー・]+\Z")
_ROMAJI = re.compile(
    r"(?:(?:[kgnhbpmr]y|sh|ch|ts|[kgszjtdnhfbpmyrw])?[aiueo]"
    r"|n(?![aiueoy])|[kstp](?=[kstpc])|[ ])+\Z",
    re.IGNORECASE,
)


def is_kana(word: str) -> bool:
    """Whether this is katakana only."""
    return bool(_KANA.match(word))


def is_romaji(name: str) -> bool:
    """Whether this may be Japanese in Latin letters: Yamada, not Hayes."""
    return bool(_ROMAJI.match(name))


def skeleton(word: str) -> str:
    """The consonants of a word as Japanese hears them."""
    if is_kana(word):
        sounds = "".join(_SOUND.get(char, "") for char in word)
    else:
        sounds = re.sub(r"r(?![aeiouyr])", "", word.lower())
    for written, heard in _SAME:
        sounds = sounds.replace(written, heard)
    sounds = re.sub(r"c(?=[eiy])", "s", sounds).replace("c", "k")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouwyh]", "", sounds))
