"""Names that need no form of their own, because something beside them says what they are.

担当：能勢, 真壁が登壇, いちょう企画、あかね堂の2社, 新商品「…」, Owner: Hayes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.common_words import is_common_latin
from guards.grounding.traceable import Kind, Mention, Word

_KANJI = "一-龥々ヶ"
_LATIN = r"[A-Z][A-Za-z'’-]{2,20}(?: [A-Z][A-Za-z'’-]{1,20})?"
_NAME = rf"(?:[{_KANJI}]{{2,4}}|[ァ-ヶー・]{{2,16}}|{_LATIN})"
_ROLES = (
    "担当 担当者 責任者 登壇 登壇者 講師 司会 進行 監修 監修者 著者 執筆 撮影 モデル 出演 主演 "
    "承認者 作成者 起票者 連絡先 窓口 議長 ゲスト 幹事 発表者 審査員 主催 共催 協賛 "
    "後援 制作 発行 依頼主 "
    "取引先 広告主 代理店 クライアント 発注先 委託先 納品先 提携先"
)
_SAID = _ROLES.replace(" ", "|")
_AFTER_ROLE = anchored(
    rf"(?:{_SAID})[ ]?[:は][ ]?(?P<all>{_NAME}(?:[、,・/][ ]?{_NAME}){{0,5}})"
    r"(?=[)。、,;\n|が]|です|\Z| *$)",
    parts=_ROLES, ahead=130, flags=re.MULTILINE,
)  # fmt: skip
_IN_ENGLISH = anchored(
    r"\b(?:[Oo]wner|[Ll]ead|[Cc]ontact|[Pp]resenter|[Ss]peaker|[Hh]ost|[Mm]oderator|[Aa]pprover"
    r"|[Aa]uthor|[Rr]eviewer|PIC|[Aa]ssignee|[Cc]lient|[Aa]gency|[Ss]ponsor|[Pp]artner)s?: "
    rf"(?P<all>{_NAME}(?:(?:, | and | & ){_NAME}){{0,5}})(?=[).,;\n|]|\Z)",
    words="owner lead contact presenter speaker host moderator approver author reviewer pic "
    "assignee client agency sponsor partner owners leads contacts presenters speakers hosts "
    "moderators approvers authors reviewers clients agencies sponsors partners",
    ahead=150, flags=re.NOFLAG,
)  # fmt: skip
_BEFORE_ROLE = anchored(
    rf"(?<![{_KANJI}ァ-ヶーA-Za-z])(?P<all>[{_KANJI}]{{2,3}})"
    r"が(?:担当|登壇|司会|監修|講演|進行役|執筆|撮影)",
    parts="が担当 が登壇 が司会 が監修 が講演 が進行役 が執筆 が撮影", back=4, ahead=6,
)  # fmt: skip
_ITEM = r"[^\s、。・,，()「」『』:;|！？!?\n]{2,14}"
_SEPARATOR = r"(?:[、・,]|(?<=[^\s])と(?=[^\s]))"
_PARTIES = "社 名 人 氏 店 店舗 ブランド 都市 会場 商品 製品 拠点"
_LIST_BEFORE = anchored(
    rf"(?<![^\s、。(:は])(?P<all>{_ITEM}(?:[、・,]{_ITEM}){{1,7}})の(?P<n>[0-9]{{1,2}})"
    rf"(?P<of>{_PARTIES.replace(' ', '|')})",
    parts="".join(f"の{n} " for n in range(2, 10)), back=90, ahead=8, flags=re.NOFLAG,
)  # fmt: skip
_LIST_AFTER = anchored(
    rf"(?P<n>[0-9]{{1,2}})(?P<of>{_PARTIES.replace(' ', '|')})[:(](?P<all>{_ITEM}"
    rf"(?:[、・,]{_ITEM}){{1,7}})(?=[)。\n]|\Z)",
    digits="社名人氏店ブ都会商製拠",
)
_OF_NAMES = frozenset({"社", "氏", "名", "人", "ブランド"})
_THINGS = "商品 製品 ブランド サービス アプリ シリーズ 番組 店 施設 カフェ 書籍 映画"
_QUOTED = anchored(
    rf"(?:{_THINGS.replace(' ', '|')})(?:名)?(?:の|は|:)?「(?P<all>[^「」\n、。！？!?]{{2,20}})」"
    r"(?!案|など|等|\(仮|\(案)",
    parts=_THINGS, ahead=34, flags=re.NOFLAG,
)  # fmt: skip
# 担当：未定, 広報部, 全員, 学生: words that stand in a name's place.
_COMMON = re.compile(
    r"(?:未定|要?確認|要?調整|調整中|検討中|不明|未記載|記載|各自|全員|社内|社外|同上|別途|営業|広報|企画|制作"
    r"|開発|経理|法務|総務|人事|宣伝|販促|編集|事業|店舗|現場|本人|当社|弊社|自社|先方|両者|双方|同社|他社"
    r"|両社|各社|全社|同氏|両氏|誰|何|専任|兼任|順次|毎回|交代|代理店|専門家|男女|上記|下記|以下|以上|共同"
    r"|代表|社長|会長|監督|作家|声優|俳優|歌手|記者|医師|教授|講師|学生|本社|支社|男性|女性|[一二三四五六七八九十数]+[名人社]"
    r"|マーケ|デザイン|マーケティング|デザイナー|エンジニア|ライター|セールス|ディレクター|フリーランス"
    r"|(?:.*(?:部門?|課|室|局|班|係|者|員|生|層|代|客|側|家|師|性|職|社内|委員会|事務局|窓口|担当|役|中|会社|店長"
    r"|チーム|グループ|スタッフ|センター|パートナー|メンバー|メディア|本部|人|手|方|会|後|前|用|別|的|化)))"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with its own count beside it: `count_at` is where the number stands."""

    count_at: int
    is_full: bool
    names: tuple[tuple[int, int], ...]


def listed(text: Anchors) -> Iterator[Listed]:
    """水無瀬氏、戸隠氏の2名; 3社：…: is full where it names as many as it says."""
    for match in text.find(_LIST_BEFORE, _LIST_AFTER):
        items = tuple(_items(match, r"[、・,]"))
        full = len(items) == int(match["n"]) or _with_and(match["all"]) == int(match["n"])
        names = items if match["of"] in _OF_NAMES and len(items) == int(match["n"]) else ()
        yield Listed(match.start("n"), full, names)


def listed_names(text: Anchors) -> Iterator[Mention]:
    """Every name that a role, a list or a kind of thing says to be one, in no order."""
    for match in text.find(_AFTER_ROLE, _BEFORE_ROLE):
        yield from _names(text, _items(match, r"[、,・/][ ]?"))
    for match in text.find(_IN_ENGLISH):
        yield from _names(text, _items(match, r", | and | & "), japanese=False)
    for found in listed(text):
        yield from _names(text, found.names)
    for match in text.find(_QUOTED):
        yield from _names(text, [match.span("all")])


def _with_and(items: str) -> int:
    """How many A、BとC names."""
    return len(re.split(_SEPARATOR, items))


def _items(match: re.Match[str], separator: str) -> Iterator[tuple[int, int]]:
    at = match.start("all")
    for gap in re.finditer(separator, match["all"]):
        yield at, match.start("all") + gap.start()
        at = match.start("all") + gap.end()
    yield at, match.end("all")


def _names(
    text: Anchors,
    places: "Iterator[tuple[int, int]] | tuple[tuple[int, int], ...] | list[tuple[int, int]]",
    *,
    japanese: bool = True,
) -> Iterator[Mention]:
    for start, end in places:
        name = text.normal[start:end]
        if _COMMON.fullmatch(name) or (name.isascii() and is_common_latin(name)):
            continue
        yield Mention(Kind.NAME, start, end, (Word(name, japanese=japanese),))
