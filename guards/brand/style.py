"""敬体 and 常体: which sentences end in the style that the brand does not write in.

Only sentences with a full stop count: headings, list items and quotations end as they like.
"""

import re
from collections.abc import Iterator
from typing import Literal

Style = Literal["polite", "plain"]

_STOP = re.compile(r"。(?![」』)])")
_BREAK = re.compile(r"[\n。!?「」『』、]")
_TAIL_CHARS = 12
_POLITE = re.compile(
    r"(?:です|ます|でした|ました|ません|ましょう|でしょう|ください|ませ|くださいます)(?:か|ね|よ|が|けど)?$"
)
# A plain predicate ends in one of these kana; what looks like one and is none, is left out.
_PLAIN = re.compile(r"[うくぐすつぬぶむるただい](?:よ|ね|な|か|が)?$")
_NO_PREDICATE = re.compile(
    r"(?:お願い|違い|問い|願い|狙い|扱い|勢い|味わい|祝い|誘い|出会い|支払い|取り扱い|くらい|ぐらい|以外"
    r"|ありがとう|おめでとう|おはよう|よろしく|とう|ひとつ|ふたつ|一つ|二つ|いつ|なるべく|あなた|かた|みなさい|なさい"
    r"|[一-龥]い物)$"
)


def in_the_other_style(normal: str, *, style: Style) -> Iterator[tuple[int, int]]:
    """The ends of sentences that are not in `style`."""
    for stop in _STOP.finditer(normal):
        end = stop.start()
        tail = _BREAK.split(normal[max(0, end - _TAIL_CHARS) : end])[-1]
        if tail and _style_of(tail) not in (None, style):
            yield end - min(len(tail), 6), stop.end()


def _style_of(tail: str) -> Style | None:
    if _POLITE.search(tail):
        return "polite"
    if _PLAIN.search(tail) and not _NO_PREDICATE.search(tail):
        return "plain"
    return None
