"""敬体 (です・ます) and 常体 (だ・である) in one section of a Japanese draft."""

import re
from collections.abc import Iterator

from guards.language.sections import sections
from guards.language.seen import Rule, Seen

# A bullet, a numbered item, a table row, a quotation, a heading: how they end says nothing.
_NEUTRAL_LINE = re.compile(
    r"^[ ]*(?:[-*+・•●○■◆※>|#]|[0-9]{1,3}[.)、]|[①-⑳]|\|)[^\n]*$", re.MULTILINE
)
_QUOTED = re.compile(r"「[^「」\n]{0,400}」|『[^『』\n]{0,400}』|\"[^\"\n]{0,400}\"")
_SENTENCE_END = re.compile(r"[。!?\n]|\Z")
_ENDING = 24  # code points before the full stop that show how a sentence ends
_TAIL = r"(?:か|ね|よ|よね)?[」』)\]]{0,2}"
_POLITE = re.compile(
    rf"(?:です|ます|ました|ません|でした|でしょう|ましょう|ませんか|ください|下さい|くださいませ|ませ){_TAIL}\s*\Z"
)
_PLAIN = re.compile(
    r"(?:である|であった|であろう|ではない|でない|(?<![まん])だ|だった|だろう|のだ|なかった|べきだ"
    r"|した|された|れた|えた|けた|せた|てた|いた|った|んだ|きた|ている|ていた|ておく|できる|となる|になる|がある|もある"
    rf"|らない|れない|えない|かない|わない|しない|いない|せない|する|される|られる){_TAIL}\s*\Z"
)
_SHORTEST = 4  # code points of a sentence; shorter ones are calls and captions


def mixed_politeness(normal: str) -> Iterator[Seen]:
    """The rarer endings of every section where both kinds clearly occur."""
    readable = _QUOTED.sub(lambda m: "「" + "・" * (len(m[0]) - 2) + "」", normal)
    readable = _NEUTRAL_LINE.sub(lambda m: "\n" * len(m[0]), readable)
    for section in sections(normal):
        polite: list[tuple[int, int]] = []
        plain: list[tuple[int, int]] = []
        start = section.body
        for stop in _SENTENCE_END.finditer(readable, section.body, section.end):
            end = stop.start()
            ending = readable[max(start, end - _ENDING) : end]
            if len(ending.strip()) >= _SHORTEST:
                kinds = (
                    polite if _POLITE.search(ending) else plain if _PLAIN.search(ending) else None
                )
                if kinds is not None:
                    kinds.append((max(start, end - _ENDING), end))
            start = stop.end()
        yield from _rarer(normal, polite, plain)


def _rarer(
    normal: str, polite: list[tuple[int, int]], plain: list[tuple[int, int]]
) -> Iterator[Seen]:
    """Business drafts are polite, so where both are as many, the plain ones are the odd ones."""
    if not polite or not plain or len(polite) + len(plain) < 3:
        return
    rarer, others = (polite, plain) if len(polite) < len(plain) else (plain, polite)
    share = round(0.3 * len(others) / (len(others) + len(rarer)), 3)
    for start, end in rarer:
        lead = len(normal[start:end]) - len(normal[start:end].lstrip())
        yield Seen(
            start + lead, end, Rule.MIXED_POLITENESS, (("endings", 0.5), ("outnumbered", share))
        )
