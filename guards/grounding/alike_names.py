"""Words that are built like a name of the material: 月見倉庫 where it has 雪見倉庫.

Alone, 物流倉庫 and 月見倉庫 can't be told apart; so these claim something only where the material
calls something the same way.
"""

import re
from collections.abc import Iterator

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.particles import PARTICLES, spellings
from guards.grounding.traceable import Kind, Mention

_KANJI = "一-龥々ヶ"
_KINDS = (
    "ホテル 旅館 ホール 会館 劇場 美術館 博物館 水族館 百貨店 ビル タワー プラザ アリーナ "
    "スタジアム ドーム モール 公園 倉庫 書店 書房 文具 食品 薬品 製菓 製薬 印刷 銀行 信用金庫 "
    "大学 高校 病院 クリニック 企画 工房 工務店 農園 牧場 醸造 水産 建設 不動産 証券 電機 電器 "
    "工業 産業 興業 運輸 運送 交通 鉄道 航空 商店 商会 協会 研究所 総研 カフェ ベーカリー 珈琲 "
    "新聞 放送 出版 広告 広告社 デザイン スタジオ 堂 庵 亭 軒 屋 館 園 店 駅 港 神社 寺 通り 祭 "
    "フェス"
)
_JA = anchored(
    rf"(?<![{_KANJI}ァ-ヶーA-Za-z0-9])"
    rf"(?P<name>(?:(?:(?<![ぁ-ん])|(?<=[{PARTICLES}]))[ぁ-ん]{{2,6}}|[{_KANJI}]{{1,6}}?|[ァ-ヶー]{{2,12}}?|[A-Z][A-Za-z]{{1,12}})"
    rf"(?P<kind>{_KINDS.replace(' ', '|')}))(?![{_KANJI}ァ-ヶー])",
    parts=_KINDS, back=16, ahead=7, flags=re.NOFLAG,
)  # fmt: skip
_KINDS_EN = (
    "Research Institute Foundation Association Studio Studios Labs Lab Partners Agency Consulting "
    "Hotel Hall Museum University College Bank Press Bakery Brewery Farm Farms Foods Coffee "
    "Roasters Kitchen Market Arena Stadium Park Station Center Centre Store Hospital Clinic "
    "Logistics Design Works Media Digital Books Bikes Tea Outdoor Street Avenue Square Theatre "
    "Theater Gallery Library Airport Beach Bridge"
)
_EN = anchored(
    r"\b(?P<name>(?!The |A |Our |This )[A-Z][a-z'’]{2,16}(?: [A-Z][a-z]{2,16})? "
    rf"(?P<kind>{_KINDS_EN.replace(' ', '|')}))\b",
    words=_KINDS_EN.lower(), back=36, ahead=14, flags=re.NOFLAG,
)  # fmt: skip
# 物流倉庫, 大手銀行, 当店: what only says which sort.
_SORT = re.compile(
    r"(?:[同当各全両他新旧本支元自来出開閉入実売大小中名古親]|.*(?:大手|中小|地方|地元|近隣|周辺|都市|総合|専門|老舗|人気"
    r"|有名|高級|国内|海外|国立|私立|市立|県立|公立|民間|大型|小型|主要|提携|観光|物流|冷凍|冷蔵|自動|自社|他社"
    r"|競合|取引|地域|農業|商業|複合|直営|路面|旗艦|加盟|量販|小売|飲食|代理|販売|取扱|喫茶|参加|対象|既存|免税"
    r"|雑貨|菓子|家電|駅前|郊外|都心|最寄り?|会場|共同|特別|新規|限定|販促|商品|広告|年間|夏|春|秋|冬|全国|その|この"
    r"|ビジネス|シティ|リゾート|カプセル|イベント|コンサート|ショッピング|アウトレット|オフィス|駅|テスト|モデル|チェーン"
    r"|オンライン|ネット|フランチャイズ|コンビニ|ウェブ|バナー|メイン|サブ|グラフィック|ロゴ|パッケージ|検索|動画"
    r"|加工|健康|冷凍|医療|製造|繊維|公共|図書|映画|動物|幼稚|体育|入|専|百貨))\Z"
)
_LONGEST_FIRST = "|".join(sorted(_KINDS.split(), key=len, reverse=True))
_ENDING = re.compile(rf"(?:{_LONGEST_FIRST}|\b(?:{_KINDS_EN.replace(' ', '|')}))\Z")


def alike_names(text: Anchors) -> Iterator[Mention]:
    """Every word of this build, in no order; all of them weak."""
    for match in text.find(_JA, _EN):
        if not _SORT.match(match["name"][: -len(match["kind"])].strip()):
            words = tuple(spellings(match["name"], japanese=not match[0].isascii()))
            yield Mention(Kind.NAME, *match.span("name"), words, weak=True)


def kind_of(name: str) -> str:
    """What a name of this build is called by (倉庫); nothing for others."""
    match = _ENDING.search(name)
    return match[0] if match else ""
