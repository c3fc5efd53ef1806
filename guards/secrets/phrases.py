"""Passwords that a sentence says around its cue word: set to, from … to, behind the value.

`cues.py` reads the value straight after its cue word. Here other words stand between them, so the
value must look more like a password: letters with digits or symbols, and no product's name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guards.secrets.cues import NO_VALUE, PASSWORD_WORDS
from guards.secrets.words import How, Rule, Sighting

_REACH = 100  # how far from the cue word, on its own line
_TOKEN = re.compile(r"[!-~]{4,64}")
_OPENING, _TRAILING = "\"'([{<>:=", ".,;:)]}'\"|>?([{<"
_CHOSEN = re.compile(r"(?=[^A-Za-z]*[A-Za-z])(?=[^0-9!@#$%^&*+=?~_]*[0-9!@#$%^&*+=?~_])[!-~]{6,64}")
# Names with digits that stand beside passwords every day, and are none.
_NAME = re.compile(
    r"(?:1password|v?[0-9.]{1,16}|(?:ms|office|m|microsoft)-?365|[0-9.,-]{1,12}[a-z]{1,6}"
    r"|(?:iphone|ipad|ios|ipados|galaxy|pixel|windows|android|web|html|python|php|oauth|utf-?|sha-?"
    r"|aes-?|wpa|ga|ver|version|step|phase|https?)[0-9][a-z0-9.-]{0,12})\Z"
    r"|[A-Za-z0-9.-]{1,60}\.(?:com|jp|net|org|pdf|xlsx?|docx|csv|zip)\Z|\S*[/\\]",
    re.IGNORECASE,
)
_OPEN = r"[\s\"'「『“‘《【\[(]{0,3}"
_CLOSE = r"[\s\"'」』”’》】\])]{0,3}"
_DONE_EN = r"(?:re)?(?:set|chang(?:ed?|ing)|updat(?:ed?|ing)|switch(?:ed)?)"


def _pair(gap: str, tail: str = "") -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(gap, re.IGNORECASE), re.compile(_CLOSE + tail, re.IGNORECASE)


# (what stands between the cue word and the value, what stands behind the value)
_AFTER = (
    _pair(
        rf"\s?を{_OPEN}",
        r"(?:に|へ|から|と)(?:変|設定|更新|再設定|リセット|し|戻|切|上書|、|\s?[!-~])",
    ),
    _pair(r" (?:is|was) (?:now|currently):? " + _OPEN),
    _pair(r", " + _OPEN, r",(?: |\Z)"),
    _pair(rf"を[^\n]{{4,80}}(?:から|→|⇒|[-=]>){_OPEN}", r"(?:に|へ)"),
    _pair(
        r"(?:は?こちら|(?:の|を)?(?:変更|更新|再設定|リセット)[^\n]{0,20}"
        rf"|[^\n]{{0,20}}[!-~]{{6,64}}\s?)?(?:→|⇒|➡|▶|►|[-=]>){_OPEN}"
    ),
    _pair(
        rf"(?:の|を)?(?:変更|更新|再設定|リセット)[^\n!-~]{{0,6}}[: は]{_OPEN}",
        r"(?:→|⇒|➡|[-=]>|から)",
    ),
    _pair(rf"は?、?(?:こちら|以下|下記|次|右記)[^\n!-~]{{0,12}}[:。、↓]{_OPEN}"),
    _pair(
        r"[^\n]{0,80}(?:旧|(?<![最更刷革])新|変更前|変更後|(?<![A-Za-z])(?:old|new|before|after))"
        r"(?:(?:パスワード|pw|は|password)?[:= は→]|(?=[\"'「『(])|\Z)" + _OPEN
    ),
    _pair(rf"[^\n。]{{0,12}} (?:\w{{1,6}} )?{_DONE_EN}(?: \w{{1,10}}){{0,3}} (?:to|from):?{_OPEN}"),
    _pair(rf"(?: {_DONE_EN})? from {_OPEN}", r"\s?to\b"),
    _pair(rf"(?: [^\n]{{0,20}})? from [!-~]{{4,64}} to {_OPEN}"),
)
# "Set the password to …": the verb stands before the cue word.
_VERB_BEFORE = re.compile(rf"{_DONE_EN}(?: [\w'-]{{1,12}}){{0,4}} \Z", re.IGNORECASE)
_TO = _pair(rf" to:?{_OPEN}")
# Digits alone are a code where they are what it is set to: 暗証番号を 4829 に変更.
_DIGITS_SET = re.compile(
    rf"\s?を{_OPEN}(?P<v>[0-9]{{4,16}}){_CLOSE}(?:に|へ)(?:変更|変え|設定|更新|再設定|リセット)"
)
# (what stands between the value and the cue word, what stands behind the cue word)
_BEHIND = (
    _pair(
        r"[\"'」』]?\s?[(\[【《](?:[^()\n]{0,12}[/の])?(?:新|仮|初期|新しい|旧)?", r"(?<=[)\]】》])"
    ),
    _pair(
        r"[\"'」』]?\s?(?:が|は|という|を)[^\n!-~、。]{0,10}",
        r"(?:です|でした|になり|となり|に(?:変|設定|し|使)|として|だ|。|\n|\Z)",
    ),
    _pair(r"[\"'」』]?\s?is (?:now )?(?:(?:the|your|my|our|a) )(?:[a-z-]{1,12} ){0,3}"),
)
# Kana or kanji and at least two digits, to the end of the field or a particle; 8文字 is no end.
_KANA_AND_DIGITS = (
    "[A-Za-z]{0,12}[ぁ-ヺー一-鿿]{2,12}[A-Za-z]{0,12}[!#$%&@*?_-]?[0-9]{2,8}[!#$%&@*?_-]{0,3}"
)
_PHRASE = re.compile(
    r"(?:(?:[ ]?\([^()\n]{0,24}\))?\s{0,3}(?:は、?|[:=→⇒])\s{0,3}"
    r"(?:[「『\"'](?P<kana>[ぁ-ヺー]{3,16})(?=[」』\"'](?:です|でし|。|\s|\Z))"
    rf"|[「『\"']?(?P<joined>{_KANA_AND_DIGITS}))|[「『(](?P<enclosed>{_KANA_AND_DIGITS}))"
    r"(?=[\s」』\"'、。,;/|)]|\Z|です|でし|だ|[をにがのへ]|で(?!き)|と(?!お)|から)"
)
_NO_PHRASE = re.compile(
    "内線|資料|別紙|別添|図|表|ページ|電話|第|社員|部|以下|上記|手順|項|半角|英|文字|桁|最|約|週|会議室|"
    "窓口|担当|数字|有効|期限|バージョン|リセット|ログイン|マイページ|なし"
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences about a secret, around one of the words for it."""

    rule: Rule
    literals: tuple[str, ...]
    not_after: re.Pattern[str] | None = None

    def at(self, normal: str, literal: tuple[int, int]) -> Iterator[Sighting]:
        """Every secret that the line says around this word."""
        start, end = literal
        if self.not_after is not None and self.not_after.search(normal, max(0, start - 3), start):
            return
        digits = _DIGITS_SET.match(normal, end)
        if digits is not None:
            yield self._seen(digits.start("v"), digits["v"])
        verb = _VERB_BEFORE.search(normal, max(0, start - 60), start) is not None
        links = (*_AFTER, _TO) if verb else _AFTER
        for at, value in _tokens(normal, end, _line_end(normal, end)):
            behind = at + len(value)
            if _linked(normal[end:at], normal[behind : behind + 16], links):
                yield self._seen(at, value)
        for at, value in _tokens(normal, _line_start(normal, start), start):
            gap = normal[at + len(value) : start]
            if _linked(gap, normal[end : end + 12], _BEHIND):
                yield self._seen(at, value)

    def _seen(self, at: int, value: str) -> Sighting:
        return Sighting(at, at + len(value), self.rule, (("cue", 0.4), ("look", 0.3)))


def _tokens(normal: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Runs of ASCII that look like chosen passwords, without what encloses them."""
    for run in _TOKEN.finditer(normal, start, end):
        value = run[0].lstrip(_OPENING)
        at = run.end() - len(value)
        value = value.rstrip(_TRAILING)
        if _CHOSEN.fullmatch(value) and not (NO_VALUE.match(value) or _NAME.match(value)):
            yield at, value


def _linked(
    gap: str, tail: str, links: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
) -> bool:
    return any(between.fullmatch(gap) and behind.match(tail) for between, behind in links)


def _line_end(normal: str, at: int) -> int:
    newline = normal.find("\n", at, at + _REACH)
    return newline if newline >= 0 else min(len(normal), at + _REACH)


def _line_start(normal: str, at: int) -> int:
    return max(normal.rfind("\n", max(0, at - _REACH), at) + 1, at - _REACH, 0)


@dataclass(frozen=True, slots=True)
class Passphrases:
    """Kana and kanji with digits, said to be a password: `パスワード:ひまわり2024`."""

    rule: Rule
    literals: tuple[str, ...]

    def at(self, normal: str, literal: tuple[int, int]) -> Iterator[Sighting]:
        """The phrase behind this cue word, up to a particle or the end of its field."""
        match = _PHRASE.match(normal, literal[1])
        if match is not None and not _NO_PHRASE.search(match[match.lastgroup or 0]):
            yield Sighting(
                *match.span(match.lastgroup or 0), self.rule, (("cue", 0.5), ("look", 0.2))
            )


@dataclass(frozen=True, slots=True)
class Pairs:
    """`user:password` behind a word for signing in, or behind the name of an administrator."""

    rule: Rule
    literals: tuple[str, ...]
    lead: re.Pattern[str]

    def at(self, normal: str, literal: tuple[int, int]) -> Iterator[Sighting]:
        """The password of the pair."""
        start, end = literal
        if start and normal[start - 1].isascii() and normal[start - 1].isalnum():
            return
        match = self.lead.match(normal, end)
        if match is None:
            return
        value = next(_tokens(normal, match.end(), _line_end(normal, match.end())), None)
        if value is not None and value[0] == match.end():
            at, text = value
            yield Sighting(at, at + len(text), self.rule, (("pair", 0.4), ("look", 0.3)))


_RULE = Rule("password", "password", How.CUE)
PHRASES: tuple[Phrases | Passphrases | Pairs, ...] = (
    Phrases(_RULE, PASSWORD_WORDS),
    Phrases(_RULE, ("pw", "pwd"), re.compile(r"[A-Za-z0-9]\Z")),
    Phrases(Rule("pin", "pin", How.CUE), ("暗証番号", "暗証コード", "pinコード", "pin番号")),
    Passphrases(_RULE, PASSWORD_WORDS),
    Pairs(_RULE, ("admin:", "administrator:", "root:"), re.compile("")),
    Pairs(
        _RULE,
        ("ログイン", "ベーシック認証", "basic認証", "認証情報", "アカウント情報", "id/pw", "id:pw",
         "login", "credentials", "basic auth"),
        re.compile(
            r"(?:情報|ID|は|が|を|には?|用|の){0,3}(?: (?:is|are|with|as|using|details|info)){0,3}"
            r"[:→\s「『\"'(]{0,4}[A-Za-z][A-Za-z0-9._-]{1,31}:"
        ),
    ),
)  # fmt: skip
