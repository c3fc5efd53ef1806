"""Secrets that have no format: what stands after パスワード, PIN, API key and their like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guards.secrets.judges import (
    Judge,
    Value,
    as_key,
    as_long_key,
    as_one_time_code,
    as_password,
    as_pin,
    as_plain_pass,
    is_plain_word,
)
from guards.secrets.words import How, Kind, Rule, Sighting

# The cue word is the name of an element or the text of a cell: its value ends at the next tag.
_TAGS = r"(?P<tags>(?: [^<>\n]{0,60})?>|(?:\s{0,3}</?[A-Za-z][^<>\n]{0,60}>){1,4})\s{0,3}"
# From the cue word to the value: a note in brackets, a closing quote, what it is for, the joint,
# an opening quote.
_AFTER_CUE = re.compile(
    rf"(?:{_TAGS}(?=[^<>\n]{{4,128}}</)|"
    r"(?:[ ]?\([^()\n]{0,24}\))?[\"'」』\]]{0,2}"
    r"(?:の[ぁ-んァ-ヴー一-鿿]{1,8}?(?=[はが:])| (?:for|to|of) [A-Za-z0-9' -]{1,40}?(?= is |:))?"
    r"(?P<joint>\s{0,3}(?:(?:は、?|が|は?:|:=|={1,2}|[-=]>|[→⇒|]|is(?= )|was(?= ))\s{0,4})"
    r"|は?、?(?:以下|下記|次|こちら)[^\n]{0,16}\n\s{0,3}"
    r"|[ \t]{0,3}\n[ ]{0,3}(?:\n[ ]{0,3})?|[ \t]{0,4}))"
    r"(?P<quote>[\"'「『“‘《【\[(]{0,2})"
    r"(?P<value>[!-~]{4,128})"
)
_CLOSING = {'"': '"', "'": "'", "[": "]", "(": ")"}
# Where the next field of a line begins.
_NEXT_FIELD = re.compile(r"[,;&|/](?=[A-Za-z_ ]{1,20}[:=])|[;|]")
_TRAILING = ".,;:)]}'\"|>"
# A place for a value, or something else than one: <password>, ${PW}, your_key, a link, an address.
NO_VALUE = re.compile(
    r"[<>{%]|\$(?:[{(]|[A-Z_]{3,64}(?![a-z0-9!-/]))|\[[a-z]|https?:|www\.|//"
    r"|[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9!#$%&*+_-])"
    r"|(?:your|my|the|this|some|enter|insert|sample|dummy|example|null|none|true|false|todo|tbd)"
    r"(?![A-Za-z0-9]|$)|(?:your|my)[-_]"
    r"|process\.env|os\.environ|getenv|⟦",
    re.IGNORECASE,
)
_COLUMNS = ("|", "\t", ",")
_BLANKS = frozenset("xX*._-?#•●")
# What before a short cue makes it the end of another word: a Latin letter (happen: …); for passes
# also フリーパス and boarding pass, but not ログインパス and 仮パス; for numbers ISO認証番号.
_LATIN_BEFORE = re.compile(r"[A-Za-z0-9]\Z")
_PASS_BEFORE = re.compile(r"(?:[A-Za-z0-9ァ-ヺー一-鿿]|[A-Za-z] )(?<!イン)(?<![仮期])\Z")
_NUMBER_BEFORE = re.compile(r"[A-Za-z0-9ァ-ヺー一-鿿][ ]?\Z")
# A user's name in the field before: `ID: admin / `.
_ID_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:ID|ユーザー?名?|アカウント名?|メール(?:アドレス)?"
    r"|user(?:[ _-]?name)?|login|e-?mail)"
    r"\s?[:=]\s{0,3}[!-~]{3,64}[\s,、/|]{1,4}(?:初期|仮|ログイン)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that announce a secret, and what the value behind them must look like."""

    rule: Rule
    literals: tuple[str, ...]
    judge: Judge
    not_after: re.Pattern[str] | None = None

    def at(self, normal: str, literal: tuple[int, int]) -> Iterator[Sighting]:
        """The secret behind this cue word, if there is one."""
        start, end = literal
        if self.not_after is not None and self.not_after.search(normal, max(0, start - 3), start):
            return
        match = _AFTER_CUE.match(normal, end)
        if match is None or (
            normal[end : end + 1].isalpha() and _is_latin(normal[end - 1], _joint(match))
        ):
            return
        if "\n" in _joint(match) and normal[max(0, start - 2) : start].strip(" ")[-1:] in _COLUMNS:
            return  # the heading of a column: see tables.py
        value = _value(normal, match)
        if len(value.text) < 4 or NO_VALUE.match(value.text) or _BLANKS.issuperset(value.text):
            return
        share = self.judge(value) or self._share_beside_id(normal, start, value)
        if share:
            at = match.start("value")
            parts = (("cue", 0.5), ("look", share), *((("joint", 0.15),) if value.tight else ()))
            yield Sighting(at, at + len(value.text), self.rule, parts)

    def _share_beside_id(self, normal: str, start: int, value: Value) -> float:
        """Behind a user's name, a plain word is a password too: `ID: admin / PW: admin`."""
        if self.rule.kind != "password" or not value.tight:
            return 0.0
        named = _ID_BEFORE.search(normal, max(0, start - 90), start)
        return 0.2 if named is not None and is_plain_word(value) else 0.0


def _joint(match: re.Match[str]) -> str:
    return match["joint"] or match["tags"] or ""


def _is_latin(last: str, joint: str) -> bool:
    """Whether the cue is the beginning of a longer Latin word, as in `passwords2026`."""
    return last.isascii() and not joint


def _value(normal: str, match: re.Match[str]) -> Value:
    text, quote = match["value"], match["quote"]
    closing = _CLOSING.get(quote[-1:], "")
    if closing and closing in text:
        text = text[: text.index(closing)]
    if match["tags"]:
        text = text.partition("<")[0]
    field = _NEXT_FIELD.search(text)
    if field is not None and not closing:
        text = text[: field.start()]
    text = text.rstrip(_TRAILING)
    end = match.start("value") + len(text)
    followed = normal[end : end + 12]
    return Value(
        text=text,
        tight=bool(_joint(match).strip() or quote),
        quoted=bool(quote),
        alone=not followed.partition("\n")[0].strip(" \t。.」』\"'|"),
        followed=followed,
    )


def _cue(
    rule_id: str, kind: Kind, judge: Judge, words: str, *, not_after: re.Pattern[str] | None = None
) -> Cue:
    literals = tuple(word.replace("_", " ") for word in words.split())
    spelt = {form for word in literals for form in (word, *_joined(word))}
    return Cue(Rule(rule_id, kind, How.CUE), tuple(sorted(spelt)), judge, not_after)


def _joined(word: str) -> tuple[str, ...]:
    """`api key` is `api_key`, `api-key` and `apikey` too."""
    return tuple(word.replace(" ", by) for by in ("_", "-", "")) if " " in word else ()


_CHOSEN_BY_PEOPLE = (
    "パスワード パスコード パスフレーズ password passwd passcode passphrase pass_phrase"
)
PASSWORD_WORDS = tuple(word.replace("_", " ") for word in _CHOSEN_BY_PEOPLE.split())
CUES = (
    _cue(
        "password",
        "password",
        as_password,
        f"{_CHOSEN_BY_PEOPLE} 暗号化キー ネットワークキー セキュリティキー "
        "wpa_key wi-fi_key wifi_key network_key",
    ),
    _cue("password", "password", as_password, "pw pwd", not_after=_LATIN_BEFORE),
    _cue("password", "password", as_plain_pass, "pass パス", not_after=_PASS_BEFORE),
    _cue(
        "pin",
        "pin",
        as_pin,
        "暗証番号 暗証コード ピンコード pinコード pin番号 pin_code pin_number",
    ),
    _cue("pin", "pin", as_pin, "pin", not_after=_LATIN_BEFORE),
    _cue(
        "one_time_code",
        "one_time_code",
        as_one_time_code,
        "認証コード 確認コード ワンタイムパスワード ワンタイムパスコード ワンタイムコード "
        "ログインコード 検証コード 二段階認証コード 2段階認証コード otp_code "
        "verification_code one-time_password one-time_passcode one-time_code one_time_password "
        "login_code sign-in_code authentication_code 2fa_code mfa_code",
    ),
    _cue("one_time_code", "one_time_code", as_one_time_code, "otp", not_after=_LATIN_BEFORE),
    _cue("one_time_code", "one_time_code", as_one_time_code, "認証番号", not_after=_NUMBER_BEFORE),
    _cue(
        "api_key",
        "key",
        as_key,
        "APIキー api_キー シークレットキー シークレット_キー アクセス_キー アクセス_トークン "
        "クライアント_シークレット アクセスキー クライアントシークレット アクセストークン "
        "リフレッシュトークン 認証トークン 認証キー 秘密鍵 署名シークレット api_key api_token "
        "api_secret secret_key secret_access_key client_secret access_key access_token "
        "refresh_token auth_token bot_token private_key signing_secret signing_key encryption_key "
        "master_key app_secret consumer_secret service_key",
    ),
    _cue("secret", "secret", as_long_key, "シークレット secret credential 共有鍵"),
    _cue("token", "token", as_long_key, "トークン token"),
)
