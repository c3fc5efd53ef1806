"""Numbers, amounts, percentages, dates and links as values, however they are written.

1億2,000万円, 120,000,000円 and 1.2億円 are one amount; 令和8年11月3日 and 2026/11/3 one date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from urllib.parse import unquote, urlsplit


class Kind(StrEnum):
    NUMBER = "NUMBER"
    DATE = "DATE"
    LINK = "LINK"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its half-open place in normalised text.

    `unit` is one of %, 円, $, €, £, 倍 or '' for a NUMBER. `value` is a Decimal for a NUMBER,
    (year, month, day) with None for what is not said for a DATE, and the address for a LINK.
    """

    kind: Kind
    start: int
    end: int
    unit: str
    value: Decimal | tuple[int | None, int | None, int | None] | str


_REST = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\[\]]"
_HOST = r"(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}"
# Whatever a page or a mail program would follow: also without a scheme, and with one that runs.
_LINK = re.compile(
    rf"(?:https?|hxxps?|ftps?|file|wss?)://(?:{_REST}{{1,2000}}|[^\s/()\[\]<>\"]{{1,200}})"
    rf"|(?:javascript|vbscript|mailto|data:[a-z]{{1,20}}/)[:A-Za-z]{_REST}{{1,2000}}"
    rf"|(?<![A-Za-z0-9:/])//{_HOST}{_REST}{{0,2000}}"
    rf"|(?<![A-Za-z0-9@./:-])(?:www\.{_HOST}{_REST}{{0,2000}}|{_HOST}/{_REST}{{1,2000}})",
    re.IGNORECASE,
)
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
         "M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}  # fmt: skip
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = (
    r"(?P<mon>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<era>明治|大正|昭和|平成|令和)(?P<ey>[0-9]{1,2}|元)年度?"
        r"(?:(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})日)?)?",
        r"(?<![A-Za-z0-9])(?P<era>[MTSHR])(?P<ey>[0-9]{1,2})"
        r"[./](?P<m>[0-9]{1,2})[./](?P<d>[0-9]{1,2})(?![0-9])",
        r"(?<![A-Za-z])FY ?(?P<y>20[0-9]{2})(?![0-9])",
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})年度?"
        r"(?:[ ]?(?P<m>[0-9]{1,2})月(?:[ ]?(?P<d>[0-9]{1,2})日)?)?",
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])",
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})/(?P<m>[0-9]{1,2})(?![0-9/])",
        r"(?<![0-9])(?P<m>[0-9]{1,2})月[ ]?(?P<d>[0-9]{1,2})日",
        r"(?<![0-9./])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9/%])",
        rf"(?<![A-Za-z]){_MONTH} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?"
        r"(?:,? (?P<y>(?:19|20)[0-9]{2}))?(?![0-9])",
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}"
        r"(?:,? (?P<y>(?:19|20)[0-9]{2}))?(?![A-Za-z0-9])",
        rf"(?<![A-Za-z]){_MONTH} (?P<y>(?:19|20)[0-9]{{2}})(?![0-9])",
    )
)  # fmt: skip
# 3月1〜5日, 3月1日から5日まで: the second day has no month of its own.
_DAYS = re.compile(
    r"(?<![0-9])(?P<m>[0-9]{1,2})月[ ]?(?P<d>[0-9]{1,2})日?[ ]?(?:[〜~–-]|から)[ ]?"
    r"(?P<second>[0-9]{1,2})日"
)
_SCALES = {"千万": 10**7, "百万": 10**6, "十万": 10**5, "千億": 10**11, "百億": 10**10,
           "十億": 10**9, "千": 10**3, "万": 10**4, "億": 10**8,
           "兆": 10**12, "k": 10**3, "m": 10**6, "mn": 10**6,
           "million": 10**6, "bn": 10**9, "b": 10**9, "billion": 10**9, "thousand": 10**3,
           "trillion": 10**12}  # fmt: skip
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SCALE = r"(?:[十百千][万億]|[兆億万千])"
_NUMBER = re.compile(
    rf"(?P<before>[¥$€£])?[ ]?(?<![A-Za-z0-9_.])(?P<sign>[-−▲△])?"
    rf"(?P<body>{_DIGITS}[ ]?(?:{_SCALE}(?:{_DIGITS}[ ]?{_SCALE})*(?:{_DIGITS}(?![0-9]))?)?)"
    r"[ ]?(?P<scale>(?:thousand|million|billion|trillion|mn|bn|[kKM])(?![A-Za-z]))?"
    r"[ ]?(?P<after>%|パーセント|percent(?![a-z])|割(?!合)(?:(?P<bu>[0-9])分)?|倍|"
    r"times(?![a-z])|x(?![a-z0-9])|円|"
    r"yen(?![a-z])|JPY|USD|ドル|dollars?|EUR|ユーロ|euros?)?",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?P<digits>{_DIGITS})[ ]?(?P<scale>{_SCALE})?")
# 五百万円, 十二店舗, 三倍: only before a unit or a counter, because 一方 and 十分 are words.
_KANJI = re.compile(
    r"(?<![〇一二三四五六七八九十百千万億兆第])(?P<body>(?:[一二三四五六七八九十百千]{1,8}[兆億万]?){1,4})"
    r"(?P<after>円|倍|割(?!合)|パーセント|%|ドル|ユーロ|(?=人|名|件|店|社|台|点|回|種|位|時間|"
    r"日間|週間|か月|ヶ月)|(?<![百千])(?=歳|代)|(?<=[兆億万]))"
)
_KANJI_PART = re.compile(r"([一二三四五六七八九十百千]+)([兆億万]?)")
_ONES = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_TENS = {"十": 10, "百": 100, "千": 1000}
_AFTERNOON = re.compile(r"午後[ ]?(?P<hour>[0-9]{1,2})(?=時|:)")
_UNITS = {"¥": "円", "円": "円", "yen": "円", "jpy": "円", "$": "$", "usd": "$", "ドル": "$",
          "dollar": "$", "dollars": "$", "€": "€", "eur": "€", "ユーロ": "€", "euro": "€",
          "euros": "€", "£": "£", "%": "%", "パーセント": "%", "percent": "%", "割": "%",
          "倍": "倍", "times": "倍", "x": "倍"}  # fmt: skip


def quantities(normal: str) -> Iterator[Quantity]:
    """Links, then dates, then numbers, each where none of the former is."""
    taken = bytearray(len(normal))
    for find in (_links, _spans_of_days, _dates, _afternoons, _numbers, _kanji_numbers):
        for quantity in find(normal):
            if not any(taken[quantity.start : quantity.end]):
                taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
                yield quantity


def _links(normal: str) -> Iterator[Quantity]:
    for match in _LINK.finditer(normal):
        link = match.group().rstrip(".,;:!?'*]")
        yield Quantity(Kind.LINK, match.start(), match.start() + len(link), "", _address(link))


def _address(link: str) -> str:
    """Host and path, so that http/https, case of the host and a last slash make no difference."""
    try:
        parts = urlsplit(link if ":" in link.partition("/")[0] or link[:2] == "//" else f"//{link}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return link
    query = f"?{parts.query}" if parts.query else ""
    if not host:
        return link
    return host + unquote(parts.path).rstrip("/") + query


def _spans_of_days(normal: str) -> Iterator[Quantity]:
    for match in _DAYS.finditer(normal):
        month = match["m"]
        first, second = (_date({"m": month, "d": match[name]}) for name in ("d", "second"))
        if first is not None and second is not None:
            yield Quantity(Kind.DATE, match.start(), match.end("d"), "", first)
            yield Quantity(Kind.DATE, match.start("second"), match.end(), "", second)


def _afternoons(normal: str) -> Iterator[Quantity]:
    """午後5時 as the 17 of 17:00."""
    for match in _AFTERNOON.finditer(normal):
        hour = int(match["hour"]) % 12 + 12
        yield Quantity(Kind.NUMBER, match.start(), match.end(), "", Decimal(hour).normalize())


def _dates(normal: str) -> Iterator[Quantity]:
    for pattern in _DATES:
        for match in pattern.finditer(normal):
            value = _date(match.groupdict())
            if value is not None:
                yield Quantity(Kind.DATE, match.start(), match.end(), "", value)


def _date(said: dict[str, str | None]) -> tuple[int | None, int | None, int | None] | None:
    year = int(y) if (y := said.get("y")) else None
    if era := said.get("era"):
        years = said["ey"]
        year = _ERAS[era.upper()] + (1 if years == "元" else int(years or 0))
    month = int(m) if (m := said.get("m")) else None
    if name := said.get("mon"):
        month = _MONTHS[name[:3].lower()]
    day = int(d) if (d := said.get("d")) else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return year, month, day


def _numbers(normal: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(normal):
        body = match["body"].rstrip()
        after = (match["after"] or "").lower()
        unit = _UNITS.get(after[:1] if match["bu"] else after or (match["before"] or ""), "")
        value = _amount(body) * _SCALES.get((match["scale"] or "").lower(), 1)
        if after.startswith("割"):
            value = value * 10 + int(match["bu"] or 0)
        start = match.start("before") if match["before"] else match.start("body")
        end = match.end() if match["after"] or match["scale"] else match.start("body") + len(body)
        yield Quantity(Kind.NUMBER, start, end, unit, value.normalize())


def _kanji_numbers(normal: str) -> Iterator[Quantity]:
    for match in _KANJI.finditer(normal):
        value = sum(
            (Decimal(_kanji(part[1])) * _SCALES.get(part[2], 1))
            for part in _KANJI_PART.finditer(match["body"])
        )
        value = Decimal(value) * (10 if match["after"] == "割" else 1)
        unit = _UNITS.get(match["after"], "")
        yield Quantity(Kind.NUMBER, match.start(), match.end(), unit, value.normalize())


def _kanji(digits: str) -> int:
    """二千三百十五 → 2315."""
    total, ones = 0, 0
    for digit in digits:
        if digit in _ONES:
            ones = _ONES[digit]
        else:
            total, ones = total + (ones or 1) * _TENS[digit], 0
    return total + ones


def _amount(body: str) -> Decimal:
    """1億2,000万 → 120000000; what has no scale is added as it is."""
    total = Decimal(0)
    for part in _PART.finditer(body):
        total += Decimal(part["digits"].replace(",", "")) * _SCALES.get(part["scale"] or "", 1)
    return total
