"""What stands around a number: that it is not exact (約, nearly), and where a rate goes (増, off).

Only a few characters on each side are read, so that the cost does not depend on the text.
"""

import re

from guards.grounding.traceable import Hedge, Trend

_REACH = 32

_BEFORE_ABOUT = re.compile(
    r"(?:約|およそ|おおよそ|おおむね|概ね|ほぼ|ざっと|推定|~|≈|≒|\b(?:about|around"
    r"|approximately|approx\.?|"
    r"roughly|some|circa|an? estimated|close to))[ ]?\Z",
    re.IGNORECASE,
)
_BEFORE_OVER = re.compile(
    r"\b(?:just over|over|more than|above|upwards? of|in excess of|exceed(?:s|ed|ing)?|"
    r"beyond|topped|passed|surpass(?:es|ed|ing)?)[ ]\Z",
    re.IGNORECASE,
)
_BEFORE_UNDER = re.compile(
    r"\b(?:just under|just below|under|less than|fewer than|below|nearly|almost)[ ]\Z",
    re.IGNORECASE,
)
_AFTER_ABOUT = re.compile(
    r"[ ]?(?:前後|程度|ほど|くらい|ぐらい|近く|見当|あたり|or so\b|-ish\b|approximately)",
    re.IGNORECASE,
)
_AFTER_OVER = re.compile(
    r"[ ]?(?:超|強(?!い|く|み|化|調)|以上|余り|余(?!裕|地|分|剰)|あまり|台(?![数本])"
    r"|を(?:超|越|上回)|"
    r"\+|plus\b|or more\b|and (?:over|above)\b)",
    re.IGNORECASE,
)
_AFTER_UNDER = re.compile(
    r"[ ]?(?:弱(?!い|く|み|点|化)|未満|以下|足らず|に迫|を(?:下回|切)|or (?:less|fewer"
    r"|under)\b)",
    re.IGNORECASE,
)
_BEFORE_UP = re.compile(
    r"(?:[+]|プラス|\b(?:increas\w{1,4}|grew|grow\w{0,3}|ris\w{1,3}|rose|up|gain\w{0,3}"
    r"|climb\w{0,3}|"
    r"jump\w{0,3}|improv\w{1,4}|higher|growth|expand\w{0,3})(?: (?:by|of|to be))?"
    r"(?: (?:about|around|roughly|over|nearly|almost|approximately|just over|just under"
    r"|more than))?[ ])\Z",
    re.IGNORECASE,
)
_BEFORE_DOWN = re.compile(
    r"(?:[-−▲△]|マイナス|\b(?:decreas\w{1,4}|fell|fall\w{0,3}|down|drop\w{0,4}"
    r"|declin\w{1,3}|lower\w{0,3}|"
    r"reduc\w{1,6}|cut\w{0,4}|shrank|minus|discount\w{0,3}|saving?s?)(?: (?:by|of))?"
    r"(?: (?:about|around|roughly|over|nearly|almost|approximately|just over|just under"
    r"|more than))?[ ])\Z",
    re.IGNORECASE,
)
_SAID_LOOSELY = r"(?:[ ]?(?:程度|ほど|近く|前後|以上|強|弱|超|の|も|ぐらい|くらい))?"
_AFTER_UP = re.compile(
    rf"{_SAID_LOOSELY}[ ]?(?:大?幅?(?:増|上回|アップ|UP\b|上昇|伸|成長|向上|拡大|プラス|高(?!い"
    rf"|品)|上乗せ|上振れ)"
    r"|(?:increase|growth|up|rise|higher|more|gain|jump|uplift|improvement)\b)",
    re.IGNORECASE,
)
_AFTER_DOWN = re.compile(
    rf"{_SAID_LOOSELY}[ ]?(?:減|下回|ダウン|DOWN\b|下落|低下|下が|下げ|引(?!き上)|割引|値引|オフ"
    rf"|OFF\b|削減|短縮|縮小|"
    r"マイナス|落ち|安(?!い|全|心|定)|下振れ|カット|(?:decrease|down|drop|decline|lower"
    r"|less|fewer|off|discount|reduction|"
    r"cut|fall|saving)\b)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:前年(?:同期|同月|同週)?比|前年度比|前期比|前月比|前週比|前回比|昨対比?|昨年比"
    r"|対前年比?|対前月比?|"
    r"対前週比?|目標比|予算比|計画比|同月?比|達成率は?|YoY|MoM|WoW)[ ]?(?:で|は|が|の|:)?[ ]?\Z",
    re.IGNORECASE,
)
_LEVEL_AFTER = re.compile(
    r"[ ]of (?:last|the (?:previous|prior|same|target|plan|budget)|target|plan|budget)",
    re.IGNORECASE,
)
_SIGN_OF_RANGE = re.compile(r"[0-9%A-Za-z)][-−]\Z")


# What the words above begin and end with: most numbers have none of them beside, and no search.
_MAY_FOLLOW = frozenset("前程ほくぐ近見あ超強以余台を弱未足に+-opaOPA")
_MAY_PRECEDE = frozenset("約そむねぼっと定~≈≒くで大" + "abcdefghijklmnopqrstuvwxyz.")


def _beside(normal: str, start: int, end: int) -> tuple[str, str]:
    """The first characters before and after a number that are no space."""
    before = normal[start - 1 : start] if start else ""
    if before == " ":
        before = normal[start - 2 : start - 1] if start > 1 else ""
    after = normal[end : end + 1]
    return before, normal[end + 1 : end + 2] if after == " " else after


def hedge_of(normal: str, start: int, end: int) -> Hedge:
    """How exact the number at [start, end) says it is."""
    first_before, first_after = _beside(normal, start, end)
    if first_after not in _MAY_FOLLOW and first_before.lower() not in _MAY_PRECEDE:
        return Hedge.NONE
    from_ = max(0, start - _REACH)
    for hedge, before, after in (
        (Hedge.OVER, _BEFORE_OVER, _AFTER_OVER),
        (Hedge.UNDER, _BEFORE_UNDER, _AFTER_UNDER),
        (Hedge.ABOUT, _BEFORE_ABOUT, _AFTER_ABOUT),
    ):
        if after.match(normal, end) or before.search(normal, from_, start):
            return hedge
    return Hedge.NONE


def trend_of(normal: str, start: int, end: int) -> Trend:
    """Where the rate at [start, end) goes, or that it is a level reached (前年比120%)."""
    if _AFTER_UP.match(normal, end):
        return Trend.UP
    if _AFTER_DOWN.match(normal, end):
        return Trend.DOWN
    from_ = max(0, start - _REACH)
    if _BEFORE_UP.search(normal, from_, start):
        return Trend.UP
    if _BEFORE_DOWN.search(normal, from_, start) and not _SIGN_OF_RANGE.search(
        normal, from_, start
    ):
        return Trend.DOWN
    if _LEVEL.search(normal, from_, start) or _LEVEL_AFTER.match(normal, end):
        return Trend.LEVEL
    return Trend.PLAIN
