"""Names of people, companies and works, where their form is clear: 株式会社X, X社, X氏, Ms. X,
X Inc., 『作品名』.

Few and certain: a word that only might be a name is left alone. No dictionary is asked, so this
stays fast and knows no vendor.
"""

import re
from collections.abc import Iterator

from guards.grounding.anchors import Anchors, anchored
from guards.grounding.common_words import holder, is_common, is_common_katakana
from guards.grounding.traceable import Kind, Mention, Word

_KANJI = "一-龥々〆ヶ"
_KATAKANA = "ァ-ヶー"
_LATIN = r"[A-Z][A-Za-z0-9&'’-]{1,20}"
_FORMS = (
    "株式会社 有限会社 合同会社 合資会社 (株) (有) 社団法人 財団法人 活動法人 学校法人 "
    "医療法人 福祉法人 NPO法人"
)
_FORM = (
    r"(?:株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\)|(?:一般|公益)(?:社団|財団)法人"
    r"|(?:特定非営利活動|学校|医療|社会福祉|NPO)法人)"
)
_TITLES = (
    "氏 さん 様 さま 殿 先生 教授 社長 会長 専務 常務 取締役 執行役員 本部長 部長 次長 課長 "
    "係長 室長 局長 店長 支店長 所長 "
    "院長 監督 選手 議員 知事 市長 弁護士 医師 代表 博士 主任 マネージャー ディレクター"
)
_TRADES = "ホールディングス 商事 製作所 物産 酒造"
_ONE_OF_TITLES = _TITLES.replace(" ", "|")
_RUN = rf"(?:[{_KATAKANA}A-Za-z0-9&・]{{1,24}}|[{_KANJI}]{{1,10}})"
_EDGE = rf"[{_KATAKANA}A-Za-z0-9&・{_KANJI}]"
_HIRAGANA_NAME = (
    rf"(?![のはがをにとでもやへかさし])[ぁ-ん]{{2,8}}(?:[{_KANJI}]{{1,6}}|[{_KATAKANA}]{{2,12}})"
)
_COMPANIES = (
    anchored(
        rf"{_FORM}[ ・]?(?P<name>{_RUN}{{1,3}}?|{_HIRAGANA_NAME})"
        rf"(?=(?!{_EDGE})|代表|社長|会長|広報|担当|様|殿|御中|{_FORM})",
        parts=_FORMS, back=8, ahead=64, flags=re.NOFLAG,
    ),
    anchored(
        rf"(?<!{_EDGE})(?P<name>{_RUN}{{1,3}}?){_FORM}(?![{_KATAKANA}A-Za-z{_KANJI}])",
        parts=_FORMS, back=64, ahead=16, flags=re.NOFLAG,
    ),
    anchored(
        rf"(?<![{_KATAKANA}A-Za-z0-9・])"
        rf"(?P<name>[{_KATAKANA}・]{{2,20}}[{_KANJI}]{{0,4}}|[A-Z][A-Za-z0-9&-]{{0,20}}(?: "
        rf"[A-Z][A-Za-z0-9&-]{{0,20}}){{0,2}})"
        rf"社(?![会員長内名製説屋宅債団交{_KANJI}])",
        parts="社", back=66, ahead=2, flags=re.NOFLAG,
    ),
    anchored(
        rf"(?:(?<=[はがのをにとやもで、。「])|(?<![{_KATAKANA}ぁ-んA-Za-z0-9{_KANJI}・]))"
        rf"(?P<name>[{_KATAKANA}A-Za-z{_KANJI}]{{2,12}}(?:{_TRADES.replace(' ', '|')}))"
        rf"(?![{_KATAKANA}A-Za-z{_KANJI}])",
        parts=_TRADES, back=14, ahead=10, flags=re.NOFLAG,
    ),
    anchored(
        rf"\b(?P<name>{_LATIN}(?:(?: (?:and|&))? {_LATIN}){{0,3}}),? "
        r"(?:Inc|Ltd|LLC|LLP|Corp|Corporation|Co|GmbH|K\.K|KK|PLC|plc|Limited|Holdings|Group)\b",
        words="inc ltd llc llp corp corporation co gmbh k kk plc limited holdings group",
        back=100, ahead=12, flags=re.NOFLAG,
    ),
)  # fmt: skip
_PEOPLE = (
    anchored(
        rf"(?<![{_KATAKANA}{_KANJI}A-Za-z・])"
        rf"(?P<name>(?:[{_KANJI}]{{1,8}}|[{_KATAKANA}・]{{2,20}}|{_LATIN}(?: {_LATIN})?))"
        rf"[ ]?(?P<title>{_ONE_OF_TITLES})"
        rf"(?![々子式相態{_KATAKANA}]|として|制|職|会|室|級|[{_KANJI}]{{2}})",
        parts=_TITLES, back=46, ahead=10, flags=re.NOFLAG,
    ),
    anchored(
        r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|CEO|President|Director|Chairman|Chairwoman)\.? "
        rf"(?P<name>{_LATIN}(?: {_LATIN}){{0,2}})",
        words="mr mrs ms dr prof professor ceo president director chairman chairwoman",
        ahead=90, flags=re.NOFLAG,
    ),
    anchored(
        r"(?<=[a-z,;] )(?P<name>[A-Z][a-z]{1,15}(?: [A-Z]\.)?(?: "
        r"[A-Z][a-z]{1,15}){1,2})(?![A-Za-z])",
        trigger=r"[a-z,;] [A-Z][a-z]+ [A-Z]", ahead=60, flags=re.NOFLAG,
    ),
    anchored(
        r"(?:^|(?<=[.!?] ))(?P<name>[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){1,2})"
        r"(?=,? (?:said|says|told|added|explained|stated|will lead|joined|commented|of [A-Z]))",
        words="said says told added explained stated will joined commented of",
        back=52, ahead=10, flags=re.MULTILINE,
    ),
)  # fmt: skip
_WORKS = anchored(r"『(?P<name>[^『』\n。、！？!?,.]{2,30})』", parts="『", ahead=34)


def names(text: Anchors) -> Iterator[Mention]:
    """Every name of these forms, in no order. Its reading is the name without form and title."""
    for match in text.find(*_COMPANIES):
        if not is_common_katakana(match["name"]):
            yield _mention(match)
    for match in text.find(*_PEOPLE):
        title = match.groupdict().get("title")
        if not is_common(match["name"], title):
            yield _mention(match)
        elif who := holder(match["name"], title):
            start = match.start("name")
            yield Mention(Kind.NAME, start, start + len(who), (Word(who, japanese=True),))
    for match in text.find(_WORKS):
        yield _mention(match)


def _mention(match: re.Match[str]) -> Mention:
    name = match["name"].rstrip(" ・")
    start, end = match.start("name"), match.start("name") + len(name)
    if len(name) == 1 and match[0].endswith("社"):
        # A社: one letter alone is found in any text.
        name, end = match[0], match.end()
    return Mention(Kind.NAME, start, end, (Word(name, japanese=not match[0].isascii()),))
