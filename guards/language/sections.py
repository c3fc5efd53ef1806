"""Sections of a draft: where they begin, which are empty, which wait to be filled in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guards.language.seen import Rule, Seen

_HEADING = re.compile(
    r"^[ ]{0,3}(?:(?P<marks>#{1,6})[ ]+\S[^\n]{0,200}|[■◆●▼□◇][ ]?[^\n。]{1,60}"
    r"|【(?!PR|AD|広告|提供|重要|再掲|お知らせ|ご案内)[^】\n]{1,60}】)[ ]*$",
    re.MULTILINE,
)
_FLAT = 7  # a heading without #: deeper than all that have them
_STAND_IN = re.compile(
    r"[\s>・*-]{0,8}[\[(（【「<]{0,2}\s?(?:TBD|T\.B\.D\.?|TBA|TODO|FIXME|N/?A|WIP"
    r"|to be (?:determined|decided|added|confirmed|completed)"
    r"|coming soon|placeholder|lorem ipsum[^\n]{0,400}"
    r"|後で(?:記入|追記|書く)|あとで(?:記入|追記|書く)|(?:ここに|こちらに)?(?:内容を|本文を)?(?:記入|入力|追記)"
    r"(?:してください|する|予定)?|作成中|準備中|執筆中|記載予定|追記予定|内容未定"
    r"|\.{3,}|…+|-{1,3}|x{3,}|○{2,}|〇{2,})"
    r"\s?[\])）】」>]{0,2}[.。]?\s{0,8}",
    re.IGNORECASE,
)
_MARKERS = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|<<[A-Za-z_][A-Za-z0-9_ ]{0,60}>>"
    r"|\$\{[A-Za-z_][^{}\n]{0,60}\}"
    r"|\[(?:insert|your|add|enter|fill in|name|company|product|date|link|url|title|recipient)"
    r"(?: [^\]\n]{0,60})?\](?!\()"
    r"|[\[(【「<](?:ここに|こちらに)[^\])】」>\n]{0,40}(?:記入|入力|挿入|記載|追記)[^\])】」>\n]{0,20}[\])】」>]"
    r"|[\[【<](?:会社名|企業名|氏名|お名前|担当者名|商品名|製品名|日付|URL|リンク|金額|部署名"
    r"|電話番号|メールアドレス)"
    r"(?:を(?:記入|入力|挿入)[^\]】>\n]{0,12})?[\]】>](?!\()"
    r"|lorem ipsum dolor",
    re.IGNORECASE,
)


class Section(NamedTuple):
    """A heading (empty for what stands before the first) and its body, in normalised text."""

    start: int
    body: int
    end: int
    depth: int


def sections(normal: str) -> list[Section]:
    """The sections in order; together they are the whole text."""
    headings = list(_HEADING.finditer(normal))
    ends = [heading.start() for heading in headings[1:]] + [len(normal)]
    found = (
        [
            Section(h.start(), h.end(), end, len(h["marks"]) if h["marks"] else _FLAT)
            for h, end in zip(headings, ends, strict=bool(headings))
        ]
        if headings
        else []
    )
    before = headings[0].start() if headings else len(normal)
    return [Section(0, 0, before, 0), *found] if before or not headings else found


def empty_sections(normal: str) -> Iterator[Seen]:
    """Headings with nothing under them, and bodies that only stand in for one."""
    cut = sections(normal)
    for place, section in enumerate(cut):
        body = normal[section.body : section.end]
        is_preamble = section.depth == 0 and len(cut) > 1
        below = cut[place + 1].depth if place + 1 < len(cut) else 0
        if not body.strip():
            if not is_preamble and below <= section.depth:
                yield Seen(section.start, section.body, Rule.EMPTY_SECTION, (("nothing", 0.9),))
        elif _STAND_IN.fullmatch(body):
            start = section.body + len(body) - len(body.lstrip())
            yield Seen(start, start + len(body.strip()), Rule.EMPTY_SECTION, (("stand-in", 0.8),))


def leftover_markers(normal: str) -> Iterator[Seen]:
    """Merge markers and instructions that somebody was to replace."""
    for match in _MARKERS.finditer(normal):
        yield Seen(*match.span(), Rule.LEFTOVER_MARKER, (("marker", 0.85),))
