"""Numbers that are names: versions, model and phone numbers, and the draft's own numbering.

A code counts as it is written, whatever stands between its parts. A numbering claims nothing.
"""

import re
from collections.abc import Iterator

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.traceable import Kind, Mention, Word
from guards.grounding.units import GLUED

_CODES = (
    # 2.3.1, v2.3; 03-1234-5678, (03)1234-5678, +81 3-1234-5678.
    anchored(
        r"(?<![0-9A-Za-z.])[0-9]{1,4}(?:\.[0-9]{1,5}){2,4}(?![0-9.]*[0-9])", digits="."
    ),
    anchored(
        r"(?<![0-9A-Za-z.])v(?:er(?:sion)?)?\.?[ ]?[0-9]{1,4}(?:\.[0-9]{1,5}){0,4}(?![0-9])",
        words="v ver version",
    ),
    anchored(
        r"\+[0-9]{1,3}[- ][0-9]{1,4}[- ][0-9]{2,4}[- ][0-9]{3,4}(?![0-9-])",
        trigger=r"\+[0-9]",
    ),
    anchored(r"(?<![0-9A-Za-z-])[0-9]{1,5}[)-][0-9]{2,4}-[0-9]{3,4}(?![0-9-])", digits="-)"),
    # GA4, S24, A-100, RX-78: letters run into digits.
    anchored(
        r"(?<![A-Za-z0-9_])[A-Za-z]{1,12}-?[0-9]{1,8}(?:[A-Za-z][A-Za-z0-9]{0,7})?"
        rf"(?:[-_.][A-Za-z0-9]{{1,8}}){{0,4}}(?![A-Za-z0-9]|,[0-9]{{3}}|[ ]?{GLUED})",
        trigger=r"[A-Za-z]-?[0-9]", back=12, ahead=70,
    ),
)  # fmt: skip
# What every marketer writes and no material has to say.
_COMMON_WORDS = (
    "b2b b2c b2b2c d2c c2c o2o p2p 5w1h 5w2h 3c 4p 4c a4 a3 b4 b5 h1 h2 h3 q1 q2 q3 q4 ga4 "
    "mp4 mp3 web3 utf8 co2 h2o"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_CURRENCY = re.compile(r"(?:JPY|USD|EUR|GBP|FY)[0-9]", re.IGNORECASE)
# 1. ・ (2) ・ ③ at the head of a line, ※1, [12], 図3, Table 2, Step 1, 案2, 第3章.
_NUMBERING = re.compile(
    r"^[ \t]{0,8}(?:#{1,6} |[-*+・>] "
    r")?[(\[]?[0-9]{1,2}(?:(?:[.-][0-9]{1,2}){0,2}[.)\]、:](?![0-9])"
    r"|(?:[.-][0-9]{1,2}){1,2}(?=[ ](?![%倍億万千円割人名社件店時日年か])[^\W0-9a-z]))"
    r"|(?:※|注|図|表|案|別紙|資料|脚注|注釈)[ ]?[0-9]{1,2}(?![0-9.,%])(?!月|年|日|時|社|名"
    r"|人|件|円)"
    r"|\[[0-9]{1,3}\]"
    r"|\b(?:Fig(?:ure)?|Table|Step|Phase|Option|Part|Section|Chapter|Note|Idea|Proposal"
    r"|Appendix)\.?[ ]?[0-9]{1,2}\b(?!%)"
    r"|(?:ステップ|フェーズ|パート|プラン|ポイント|オプション|テーマ)[ "
    r"]?[0-9]{1,2}(?![0-9.,%年月日名人件社円])"
    r"|第[0-9一二三四五六七八九十]{1,3}[章節項部]|^[ \t]{0,8}第[0-9一二三四五六七八九十]{1,3}条",
    re.MULTILINE | re.IGNORECASE,
)


def codes(text: Anchors) -> Iterator[Mention]:
    """Numbering first, then codes."""
    for match in _NUMBERING.finditer(text.normal):
        yield Mention(Kind.NUMBER, match.start(), match.end(), (Word(match[0]),), claim=False)
    for match in text.find(*_CODES):
        if not _CURRENCY.match(match[0]):
            common = match[0].lower() in _COMMON
            word = Word(code(match[0]))
            yield Mention(Kind.NUMBER, match.start(), match.end(), (word,), claim=not common)


def code(written: str) -> str:
    """A code without what may stand between its parts."""
    return re.sub(r"[^0-9a-z]|^v(?:er(?:sion)?)?(?=[^a-z])", "", written.lower())


def prefix(written: str) -> str:
    """The letters that a code begins with."""
    return re.match(r"[a-z]*", written.lower())[0]  # type: ignore[index]
