"""Words around a number that say what it is, and the shape of a number that its word announces."""

from collections.abc import Callable

from guards.pii.labels import Label
from guards.pii.shapes import ALONE, DASH, END, NO_DIGIT_AFTER, Shape

# Between the groups of a number.
SEP = rf"(?:{DASH}|[ .])?"
# Words that say "number" behind a cue: passport_no, 免許証ナンバー, menkyo bango.
_NUMBER = (
    r"[ _-]?(?:番号|ナンバー|コード|Nos?(?![A-Za-z])\.?|Nr(?![A-Za-z])\.?|numbers?|num(?![A-Za-z])"
    r"|code|nummer|#|IDs?(?![A-Za-z])|bang[oō]u?)(?:['’]s)?"
)
# "number he gave us is", "number on the form:", 番号は以下のとおりです。
_SAID_SO = (
    r"(?:,?(?:[ ](?!and\b|or\b|not\b)[a-z'’]{1,10}){1,5}(?=[ :,]))"
    r"|[^0-9A-Za-z\n]{0,6}(?:以下|下記|次|こちら)[^0-9A-Za-z\n]{0,12}\n{0,2}"
)
# What stands between a cue word and its value: 番号は「…」, "no.": , " number is ", a cell's edge.
GAP = (
    rf"(?:{_NUMBER}(?:{_SAID_SO})?)?[ ]?"
    r"(?:\([^()\n0-9]{0,16}\))?,?"
    r"[^0-9A-Za-z、。,;]{0,12}(?:(?<=[はがをも])、[ 「]{0,2})?"
    r"(?:(?:is|was|of|No\.?|wa)[ :]{1,3})?"
)
# Counters: a number before one of these is an amount.
NO_COUNTER_AFTER = (
    r"(?![ ]?(?:[円枚台冊点歳倍位桁億兆月]|年(?!金)|日(?!本)|人(?!事)|件(?!名)|個(?!人)|本"
    r"(?![店社部人])"
    r"|回(?![線答])|名(?![義前])|株(?!式)|通(?![帳知話])|万|千(?![一-鿿])|ポイント|ドル|ユーロ"
    r"|ウォン"
    r"|[%$]|pt|kg|km|cm|mm|MB|GB|yen|JPY|USD|pcs|items|people|pv(?![a-z])|PV|views|impressions"
    r"|clicks|users|followers|visitors|units|subscribers|downloads|participants|comments|flyers"
    r"|copies|points|sessions|leads|customers|sent(?![a-z])|sales|dollars|euros|pounds))"
)
# Words after which a number belongs to a thing, not to a person.
OF_A_THING = (
    r"(?:注文|受注|発注|伝票|品番|型番|型式|品目|製品|商品|製造|管理|追跡|送り?状|整理|案件|受付"
    r"|問い?合わ?せ|お問い?合わ?せ|見積書?|請求書?|契約|稟議|予約|配送|荷物|ロット|シリアル|在庫"
    r"|部品"
    r"|資産|議事録|申込|応募|抽選|チケット|広告|キャンペーン|案内|物件|図書|雑誌|特許|登録商標"
    r"|規格)"
    r"(?:番号|コード|No\.?|ID|管理番号|票番号|商品コード)|品番|型番|型式|部番|ロット|シリアル|追跡"
    r"|JAN|EAN|UPC|GTIN|ISBN|ISSN|ASIN|SKU|DOI|バージョン|リビジョン|ビルド|座標|緯度|経度|北緯"
    r"|東経"
    r"|(?<![a-z])(?:order|tracking|part|model|serial|lot|batch|item|invoice|ticket|case|ref"
    r"(?:erence)?"
    r"|quote|version|ver|rev|build|po|article|product|confirmation|booking)\b[ ]?"
    r"(?:no|number|num|id|code|#)?\b\.?|(?<![a-z])v(?=[ .]?\Z)"
)


def by_cue(
    label: Label,
    name: str,
    cue: str,
    value: str,
    *,
    score: float = 0.85,
    valid: Callable[[str], bool] | None = None,
) -> Shape:
    """`value` right behind one of the words in `cue`, in any case; no amount, no longer number."""
    return Shape(
        label,
        name,
        rf"(?:{cue}){GAP}(?P<v>{value}){NO_DIGIT_AFTER}(?![A-Za-z]){NO_COUNTER_AFTER}",
        score,
        valid=valid,
        ignore_case=True,
        listed=rf"(?:{value}){NO_DIGIT_AFTER}(?![A-Za-z]){NO_COUNTER_AFTER}",
    )


def before_cue(label: Label, name: str, value: str, cue: str, *, score: float = 0.75) -> Shape:
    """`value` with its word behind it: in brackets, or as what the sentence says it is."""
    return Shape(
        label,
        name,
        rf"{ALONE}(?<![0-9A-Za-z][-./])(?P<v>{value}){END}"
        r"(?:[ ]?[(\[「→=]|が|[ ](?:is|was)(?: (?:his|her|my|their|the|your|our))?)[ ]?"
        rf"(?:{cue})(?![^0-9A-Za-z\n]{{0,4}}[0-9])",
        score,
        ignore_case=True,
        against=OF_A_THING,
    )


def digits(*lengths: int) -> str:
    """A pattern for groups of digits of these lengths, with a separator between them or none."""
    return SEP.join(rf"[0-9]{{{length}}}" for length in lengths)
