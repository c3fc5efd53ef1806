"""Units: how each is written in Japanese and English, and what it is worth in its base unit.

The base of a length is the metre, of a weight the gram, of a volume the litre, of a duration the
second up to weeks and the month from there. Things that are counted fall into families: 人 and
people are one, 社 and 店舗 are not.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from guards.grounding.traceable import BARE, OTHER, RATE


class Unit(NamedTuple):
    """The base unit's name, and how much of it one of this is."""

    base: str
    factor: Decimal = Decimal(1)


# family: how it is written. What is in Latin letters must not run on into more letters.
_FAMILIES = {
    "JPY": "円 圓 yen JPY",
    "USD": "ドル 米ドル dollar dollars USD",
    "EUR": "ユーロ euro euros EUR",
    "GBP": "ポンド pound pounds GBP",
    "CNY": "元 人民元 yuan RMB CNY",
    "KRW": "ウォン won KRW",
    "point": "ポイント pt pts pp ppt percentage-point percentage-points",
    "people": "人 名 名様 人分 people persons person participants participant attendees visitors "
    "employees members respondents users guests staff",
    "firms": "社 企業 companies company firms firm businesses",
    "shops": "店舗 店 店鋪 stores store shops shop outlets",
    "cases": "件",
    "articles": "条",
    "times": "回 度目 回目",
    "marks": "点",
    "items": "個 本 枚 冊 台 箱 袋 缶 着 足 杯 皿 品 品目 品種 種 種類 セット 部 匹 頭 units "
    "unit pieces items copies bottles packs boxes SKU",
    "places": "拠点 か所 ヶ所 カ所 箇所 ヵ所 会場 sites venues",
    "countries": "か国 カ国 ヶ国 ヵ国 countries",
    "age": "歳 才 years-old year-old",
    "band": "歳代 代",
    "rank": "位",
    "letters": "文字 字 characters",
    "floors": "階 階建て",
    "seats": "席 seats",
    "nights": "泊 nights",
    "months": "か月 カ月 ヶ月 ヵ月 ケ月 箇月 か月間 カ月間 ヶ月間 ヵ月間 month months",
    "seconds": "秒 秒間 second seconds sec",
    "metres": "m メートル meters metres meter metre",
    "grams": "g グラム grams gram",
    "litres": "L l リットル liters litres liter litre",
    "m2": "m2 平米 平方メートル",
    "bytes": "B バイト bytes",
    "steps": "つ 案 項目 ステップ 段階 章 軸 パターン 通り 要点 行 points",
    # English words for what Japanese counts in many ways.
    "counted": "customers customer clients client orders order inquiries applications leads lead "
    "views clicks impressions conversions followers subscribers likes downloads sales "
    "registrations responses bookings sessions installs cities locations cases products "
    "PV UU imp imps CV クリック 票 戸 軒 便 話 巻 号",
}
# Written as: base, factor.
_MULTIPLES = {
    "% パーセント percent per-cent": (RATE, "0.01"),
    "倍 times x fold": (RATE, "1"),
    "掛け": (RATE, "0.1"),
    "分 分間 minutes minute mins min": ("seconds", "60"),
    "時間 hours hour hrs hr": ("seconds", "3600"),
    "日間 日 日後 日前 日以内 日連続 営業日 days day": ("seconds", "86400"),
    "週間 週 weeks week": ("seconds", "604800"),
    "年 年間 年連続 years year": ("months", "12"),
    "四半期 quarters": ("months", "3"),
    "km キロメートル キロ kilometers kilometres": ("metres", "1000"),
    "cm センチ センチメートル": ("metres", "0.01"),
    "mm ミリ ミリメートル": ("metres", "0.001"),
    "kg キログラム kilograms kilos": ("grams", "1000"),
    "mg ミリグラム": ("grams", "0.001"),
    "t トン tons tonnes": ("grams", "1000000"),
    "ml mL ミリリットル": ("litres", "0.001"),
    "cl cL": ("litres", "0.01"),
    "KB kB": ("bytes", "1e3"),
    "MB メガバイト": ("bytes", "1e6"),
    "GB ギガバイト": ("bytes", "1e9"),
    "TB テラバイト": ("bytes", "1e12"),
    "ダース dozen": ("items", "12"),
    "銭": ("JPY", "0.01"),
    "cents cent": ("USD", "0.01"),
}
UNITS = {
    form.replace("-", " "): Unit(base)
    for base, forms in _FAMILIES.items()
    for form in forms.split()
} | {
    form.replace("-", " "): Unit(base, Decimal(factor))
    for forms, (base, factor) in _MULTIPLES.items()
    for form in forms.split()
}
CURRENCIES = frozenset({"JPY", "USD", "EUR", "GBP", "CNY", "KRW", "AUD", "CAD", "HKD", "NTD"})
SIGNS = {"¥": "JPY", "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW",
         "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nt$": "NTD", "jpy": "JPY", "usd": "USD",
         "eur": "EUR", "gbp": "GBP"}  # fmt: skip
# A draft counts its own points in these.
OWN_COUNTS = frozenset({BARE, "steps"})
# A source that counts without a word for what, or in one of these, may count anything.
LOOSE = frozenset({BARE, "counted", "steps"})
# What a number without a unit never means.
NEVER_BARE = frozenset({RATE, "point"})
_SYMBOLS = frozenset(form for form in UNITS if form.isascii() and len(form) <= 2)


def _alternatives(forms: list[str]) -> str:
    ranked = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", "[ -]") for form in ranked)


_WORDS = [form for form in UNITS if form.isascii() and form[0].isalpha() and form not in _SYMBOLS]
_OTHER = [form for form in UNITS if not form.isascii() or not form[0].isalpha()]
# What follows a number and is no counter: 3以上, 20程度, 48店中.
_NO_COUNTER = "以超強弱程前後余未約台近中外内間毎対版増減時分秒月日年度半割万億兆千百十第春夏秋冬位"
_COUNTER = re.compile(rf"(?![{_NO_COUNTER}])[一-龥]|[ァ-ヴー]{{2,8}}")
_BETWEEN = (
    "new|more|additional|other|different|active|paying|registered|total|unique|consecutive|"
    "business|working|calendar|full|separate|individual"
)
# After a number: 円, % at once, English words after a space or a dash.
UNIT = re.compile(
    rf"[ ]?(?P<other>{_alternatives(_OTHER)})"
    rf"|[ -]?(?:(?:{_BETWEEN}) )?(?P<word>(?i:{_alternatives(_WORDS)}))(?![A-Za-z])"
    rf"|[ ]?(?P<symbol>{_alternatives([f for f in _SYMBOLS if f[0].isalpha()])})(?![A-Za-z0-9])"
)
_BY_WORD = {form.lower(): unit for form, unit in UNITS.items() if form not in _SYMBOLS}
# What a number that is glued to letters must end in to be none of their code.
GLUED = r"(?:%|円|件|人|名|社|店|万|億|千|倍|回|割|ポイント|pt)"
_TEMPTING = {
    "分": re.compile(r"の[0-9一二三四五六七八九]|類|析|野|譲|割|散|布|担|岐|別|離|解|社"),
    "日": re.compile(r"本|程|常|曜|々|時"),
    "人": re.compile(r"気|材|事|員|口|件"),
    "名": re.compile(r"前|称|刺|義|古屋"),
    "本": re.compile(r"社|日|年|格|店|部|人|番|質|来"),
    "点": re.compile(r"検|滅|灯"),
    "社": re.compile(r"会|員|長|内|名"),
    "店": re.compile(r"長|頭|員"),
    "年": re.compile(r"[度代]"),
    "個": re.compile(r"人|性|別"),
    "台": re.compile(r"風|本|湾"),
    "部": re.compile(r"長|門|分|署|下"),
    "品": re.compile(r"質"),
    "元": re.compile(r"年"),
    "号": re.compile(r"[0-9]"),
    "度目": re.compile(r"(?!)"),
    "代": re.compile(r"表|金|理|わ"),
    "種": re.compile(r"別"),
    "字": re.compile(r"幕"),
}


def unit_after(normal: str, at: int) -> tuple[Unit, int] | None:
    """The unit that is written at `at`, and where it ends; None where there is none."""
    match = UNIT.match(normal, at)
    if match is None:
        counter = _COUNTER.match(normal, at)
        return counter and (Unit(OTHER + counter[0]), counter.end())
    if match["word"]:
        return _BY_WORD[match["word"].lower().replace("-", " ")], match.end()
    form = match["other"] or match["symbol"]
    tempting = _TEMPTING.get(form)
    if tempting is not None and tempting.match(normal, match.end()):
        return None
    return UNITS[form], match.end()
