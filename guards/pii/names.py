"""Personal names: Japanese ones from the dictionary's name tokens and what stands around them.

A run of adjacent name tokens is one name (山田 + 太郎, ジョン・スミス). What stands before and
after decides how sure we are: 様 or 部長 makes it surer, 株式会社 or 駅 makes it something else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from guards.pii.english_names import english_names
from guards.pii.labels import Label
from guards.pii.tokens import NAMES, Kind, Token

JOINERS = frozenset({"・", "=", "゠"})
_POLITE = "様|さま|さん|氏|殿|君|くん|ちゃん|両氏"
_ROLES = (
    "先生|先輩|選手|監督|コーチ|教授|准教授|博士|議員|社長|副社長|会長|副会長|専務|常務|取締役|本部長|部長|"
    "次長|課長|係長|主任|室長|店長|所長|支店長|マネージャー|マネジャー|ディレクター|リーダー|代表|理事長|"
    "理事|顧問|記者|弁護士|医師|首相|大統領|大臣|知事|市長|容疑者|被告|大佐|少佐|中尉|伯爵|公爵|夫人|夫妻|"
    "兄弟|家の人"
)
_AFTER_SURE = re.compile(rf"[ ]?(?:{_POLITE}|{_ROLES})(?!号|杯)")
_AFTER_POLITE = re.compile(rf"[ ]?(?:{_POLITE})(?![一-鿿])")
# Titles that follow people, but not the town that an office is in (大阪支店長, 福島知事).
_AFTER_TITLE = re.compile(
    r"(?:社長|会長|専務|常務|部長|次長|課長|係長|主任|室長|先生|弁護士|教授)(?!号|杯)"
)
# The dictionary ends 佐倉ゆうとさん after ゆう; the kana up to さん are the name's.
_REST_OF_GIVEN = re.compile(r"[ぁ-ん]{1,3}(?=[ ]?(?:様|さん|氏|くん|ちゃん|殿)(?![一-鿿]))")
_BEFORE_SURE = re.compile(
    r"(?:担当(?:者)?|氏名|お名前|名前|責任者|代表(?:取締役)?(?:社長)?|社長|会長|部長|課長|取締役|監督|"
    r"講師|著者|俳優|女優|歌手|作家|選手|弟|兄|妻|夫|息子|娘|父|母|宛先|長男|次男|長女|次女|"
    r"CEO|CTO|CFO|COO|FW|MF|DF|GK)(?:の|は|が)?[ ]?[:、]?[ ]?$"
)
# What makes a name something else: a place, a company, a school, a ship, a prize.
_AFTER_OTHER = re.compile(
    r"[ ]?(?:株式会社|有限会社|合同会社|\(株\)|社(?!長)|グループ|ホールディングス|カンパニー|"
    r"コーポレーション|"
    r"[一-鿿]{0,4}(?:工業|製作所|製薬|電機|電器|電線|毛織|精肉店|農園|撮影所|研究所|事務所|設計|企画|建設|"
    r"建築)|銀行|証券|商事|商店|商会|書店|百貨店|不動産|自動車|出版|新聞|放送|大学|高校|高等学校|中学|"
    r"小学校|学園|学院|学校|幼稚園|病院|医院|神社|大社|寺|城(?!主)|駅|線|市(?!長)|町(?!長)|村(?!長)|区(?!長)|"
    r"県(?!知事)|郡|島|山|川|湖|岬|峠|橋|通り|街道|公園|競馬場|球場|空港|港|温泉|ビル|ホテル|号|杯|賞|藩(?!主)|"
    r"国(?!王)|州(?!知事)|語|軍|党|派|海(?!軍)|湾|半島|地方|諸島|署|台|館|園|砦|教会|級|地区|騒動|鳴動|内閣|店(?!長)|の店舗|エリア|会場|工場|方面|産(?!業)|出店|"
    r"艦隊|記念|リゾート|ブランド|ジャパン|[A-Za-zァ-ヴ]{0,3}バス|関数|定理|戦(?!没)|法(?!師)|式(?!部))"
)
_BEFORE_OTHER = re.compile(r"(?:株式会社|有限会社|合同会社|\(株\)|\(有\)|学校法人|医療法人|ザ・)$")
_KATAKANA = re.compile(r"[ァ-ヴー]{2,}")
_FOREIGN = re.compile(r"[ァ-ヴー]{2,}|[A-Z]\.?")
# Polite words that are nobody's name.
_NOBODY = frozenset(
    """
    お客 客 皆 みな 奥 旦那 お父 お母 お兄 お姉 父 母 兄 姉 おじ おば 息子 娘 医者 社員 担当者 担当
    企業 会社 各社 弊社 御社 貴社 お得意 取引先 先方 神 仏 王 姫 殿下 同 両 ユーザー
    スタッフ メンバー パートナー クライアント オーナー ファン モデル インターン ママ パパ 読者
    視聴者 参加者 利用者 会員
    """.split()  # noqa: SIM905 - sixty quotes are harder to read
)
# Alone, far more often a word or a brand in marketing text than a person; 様 or a role before
# them makes them one all the same.
_RATHER_WORDS = frozenset(
    """
    クリック リーチ ローズ リリー メロン リップ マックス キング ソル フォレスト クルーズ ジム
    プライス ライク ショート ベンダー バズ マイルストーン シャネル ディオール グッチ エルメス
    プラダ ヴィトン カルティエ ティファニー ブルガリ ローソン ヒルトン マリオット 蓮 泉 翼 恵 幸
    優 大和 百合 かえで のぞみ かおり みのり はな そら 輝 翔 昇 舞 鶴 堂
    """.split()  # noqa: SIM905
)
# Family names that are places too: in a list of places they are places.
_RATHER_PLACES = frozenset(
    """
    秋田 宮城 山形 福島 千葉 富山 石川 福井 山梨 長野 三重 滋賀 奈良 岡山 山口 徳島 香川 高知
    福岡 佐賀 長崎 大分 宮崎 川崎 金沢 豊田 岡崎 梅田 高崎 松本 松山 高松 小倉 上野 立川 町田
    大宮 船橋 松戸 柏 堺 豊橋 大津 西宮 福山 下関
    """.split()  # noqa: SIM905
)
_LISTING = frozenset("、・,/と")
_WINDOW = 12
_WORDS = frozenset(Kind) - {Kind.OTHER, Kind.SUFFIX, Kind.SYMBOL}


def japanese_names(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, float]]:
    """(start, end, score) of each run of name tokens; scores under 0.4 are mere possibilities."""
    at = 0
    while at < len(tokens):
        if not _starts_name(tokens, at):
            at += 1
            continue
        last = _run_end(tokens, at)
        run = tokens[at : last + 1]
        start, end = run[0].start, run[-1].end
        if rest := _REST_OF_GIVEN.match(text, end):
            yield start, rest.end(), 0.95
        elif (score := _score(text, run)) > 0:
            yield start, end, min(score, 0.3) if _is_listed_place(tokens, at, last) else score
        at = last + 1


def _is_listed_place(tokens: Sequence[Token], first: int, last: int) -> bool:
    """長野 in 山形、長野、静岡: a place, because its neighbours are."""
    if first != last or tokens[first].text not in _RATHER_PLACES:
        return False
    left, right = tokens[max(0, first - 2) : first], tokens[last + 1 : last + 3]
    return (len(left) == 2 and _is_place_beside(left[1], left[0])) or (
        len(right) == 2 and _is_place_beside(right[0], right[1])
    )


def _is_place_beside(mark: Token, word: Token) -> bool:
    return mark.text in _LISTING and (word.kind is Kind.PLACE or word.text in _RATHER_PLACES)


def _run_end(tokens: Sequence[Token], first: int) -> int:
    """The index of the last token of the name that starts at `first`."""
    last = first
    while (step := _next_part(tokens, last)) != last:
        last = step
    return last


def _starts_name(tokens: Sequence[Token], at: int) -> bool:
    """A name token, a katakana word joined to another by ・, or a word before 様 or 部長."""
    token = tokens[at]
    if token.kind in NAMES:
        return True
    if token.kind not in _WORDS or at + 1 == len(tokens):
        return False
    following = tokens[at + 1].text
    if following in JOINERS:
        return _next_part(tokens, at) > at + 1
    return _may_be_called(token, following) or _has_title(token, tokens[at + 1 : at + 3])


def _may_be_called(token: Token, following: str) -> bool:
    """Whether a word that is no dictionary name is one, because of the 様 or 部長 behind it."""
    if len(token.text) < 2 or token.text in _NOBODY:
        return False
    if token.kind is Kind.UNKNOWN:
        return bool(_AFTER_SURE.match(following))
    return token.kind in (Kind.PLACE, Kind.PROPER) and bool(_AFTER_POLITE.match(following))


def _has_title(token: Token, following: Sequence[Token]) -> bool:
    """石川部長: a place by the dictionary, which also cuts 部長 into 部 and 長."""
    title = "".join(each.text for each in following)
    return token.kind is Kind.PLACE and bool(_AFTER_TITLE.match(title))


def _next_part(tokens: Sequence[Token], last: int) -> int:
    """The index of the next token of the same name, or `last`."""
    following = tokens[last + 1 : last + 3]
    if following and following[0].start == tokens[last].end:
        if following[0].kind in NAMES:
            return last + 1
        if len(following) == 2 and following[1].start == following[0].end:
            return last + 2 if _joins(tokens[last], *following) else last
    return last


def _joins(left: Token, joiner: Token, right: Token) -> bool:
    if joiner.text in JOINERS:
        return bool(_FOREIGN.fullmatch(left.text) and _KATAKANA.fullmatch(right.text))
    spaced = joiner.text == " " and left.kind is Kind.SURNAME
    return spaced and right.kind in (Kind.GIVEN, Kind.NAME)


def _score(text: str, run: Sequence[Token]) -> float:
    start, end = run[0].start, run[-1].end
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if _AFTER_SURE.match(after):
        return 0.95
    if _AFTER_OTHER.match(after) or _BEFORE_OTHER.search(before):
        return 0.3 if len(run) > 1 else 0.2
    base = _base_score(run)
    return min(0.95, base + 0.3) if _BEFORE_SURE.search(before) else base


def _base_score(run: Sequence[Token]) -> float:
    names = [token for token in run if token.kind in NAMES]
    kinds = {token.kind for token in run}
    if len(names) > 1:
        return 0.9 if Kind.SURNAME in kinds else 0.8
    if len(run) == 1:
        if run[0].text in _RATHER_WORDS:
            return 0.2
        return 0.5 if names else 0.1
    if names:
        return 0.6
    return 0.45 if Kind.UNKNOWN in kinds else 0.2


class NameRecognizer(EntityRecognizer):
    """PERSON in Japanese and English text."""

    def __init__(self, *, language: str) -> None:
        super().__init__(
            supported_entities=[Label.PERSON.value], name="names", supported_language=language
        )

    def load(self) -> None:
        """Nothing: the dictionary belongs to the NLP engine."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[RecognizerResult]:  # noqa: ARG002
        """Every possible name, with its score."""
        found = [*japanese_names(text, nlp_artifacts.tokens), *english_names(text)]
        return [RecognizerResult(Label.PERSON.value, *span) for span in found]
