"""Secrets that have no format: what stands after パスワード, PIN, API key and their like."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guards.secrets.words import How, Kind, Rule, Sighting

# From the cue word to the value: a note in brackets, a closing quote, what it is for, the joint,
# an opening quote.
_AFTER_CUE = re.compile(
    r"(?:[ ]?\([^()\n]{0,24}\))?[\"'」』\]]{0,2}"
    r"(?:の[ぁ-んァ-ヴー一-鿿]{1,8}?(?=[はが:])| (?:for|to|of) [A-Za-z0-9' -]{1,40}?(?= is |:))?"
    r"(?P<joint>\s{0,3}(?:(?:は、?|が|は?:|:=|={1,2}|[-=]>|[→⇒|]|is(?= )|was(?= ))\s{0,4})"
    r"|[ \t]{0,3}\n[ ]{0,3}|[ \t]{0,4})"
    r"(?P<quote>[\"'「『“‘《【\[(]{0,2})"
    r"(?P<value>[!-~]{4,128})"
)
_CLOSING = {'"': '"', "'": "'", "[": "]", "(": ")"}
# Where the next field of a line begins.
_NEXT_FIELD = re.compile(r"[,;&|/](?=[A-Za-z_ ]{1,20}[:=])|[;|]")
_TRAILING = ".,;:)]}'\"|>"
_NUMERIC = re.compile(r"[0-9]+")
_FIGURES = re.compile(r"[0-9][0-9,./:~-]*")
_SYMBOL = re.compile(r"[!@#$%^&*+=?~_\\]")
_MIXED_CASE = re.compile(r"[a-z][A-Z]")
# What follows a number that counts something, and is no code: 8文字, 4桁, 2026年, 16 characters.
_COUNTER = re.compile(
    r"[ ]?(?:[-~〜～%+×,.][0-9]|%|[年月日時分秒桁文字回件個本円名人社種類歳枚台点章版号位倍万千億]"
    r"|ヶ|か所|以上|以下|digits?|char|letters?|numbers?|days?|min|hours?|times|yen|usd|people|users?)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# A place for a value, or something else than one: <password>, ${PW}, your_key, a link, an address.
NO_VALUE = re.compile(
    r"[<{%]|\$[{(A-Z]|\[[a-z]|https?:|www\.|//|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z]"
    r"|(?:your|my|the|this|some|enter|insert|sample|dummy|example|null|none|true|false|todo|tbd)"
    r"(?![A-Za-z0-9]|$)|(?:your|my)[-_]"
    r"|process\.env|os\.environ|getenv|⟦",
    re.IGNORECASE,
)
_COLUMNS = ("|", "\t", ",")
_BLANKS = frozenset("xX*._-?#•●")
_ORDINARY = frozenset({
    "required", "optional", "incorrect", "invalid", "expired", "protected", "manager", "managers",
    "policy", "policies", "reset", "change", "changed", "changes", "update", "updated", "string",
    "text", "varchar", "none", "null", "true", "false", "empty", "unknown", "hidden", "masked",
    "redacted", "secret", "password", "username", "email", "confirm", "confirmation", "security",
    "strength", "login", "signin", "signup", "account", "settings", "field", "fields", "value",
    "values", "please", "enter", "remember", "forgot", "forgotten", "recovery", "default",
    "disabled", "enabled", "needed", "necessary", "unchanged", "separately", "undefined", "unset",
    "example", "sample", "pending",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a cue word, and how it is joined to it."""

    text: str
    tight: bool  # by a colon, は, is, or a quote; not by a mere space or line end
    quoted: bool
    alone: bool  # nothing behind it on its line
    followed: str


Judge = Callable[[Value], float]


def _as_password(value: Value) -> float:
    """How much a value looks chosen as a password; 0 when it does not."""
    text = value.text
    if _FIGURES.fullmatch(text):
        return _as_number(value, 4, 16)
    letters, digits = re.search(r"[A-Za-z]", text), re.search(r"[0-9]", text)
    if letters and digits:
        return 0.3 if value.tight or len(text) >= 6 else 0.0
    if not value.tight:
        return 0.0
    if len(text) >= 6 and (_SYMBOL.search(text) or text.count("-") >= 2):
        return 0.3
    if len(text) >= 6 and (value.quoted or _MIXED_CASE.search(text)):
        return 0.2 if text.casefold() not in _ORDINARY else 0.0
    is_word = text.isalpha() and text.casefold() in _ORDINARY
    return 0.1 if len(text) >= 6 and value.alone and text.islower() and not is_word else 0.0


def _as_number(value: Value, shortest: int, longest: int) -> float:
    """How much a value looks like a code of digits, and not like a count or a year."""
    text = value.text
    if not _NUMERIC.fullmatch(text) or not shortest <= len(text) <= longest:
        return 0.0
    if _COUNTER.match(value.followed):
        return 0.0
    if value.tight:
        return 0.3
    return 0.0 if _YEAR.fullmatch(text) else 0.2


def _as_pin(value: Value) -> float:
    return _as_number(value, 4, 8)


def _as_one_time_code(value: Value) -> float:
    """Four to eight digits, perhaps in two groups, or capitals and digits."""
    text = value.text
    if re.fullmatch(r"[0-9]{3,4}-[0-9]{3,4}|[A-Z]-[0-9]{5,8}", text):
        return 0.3
    if value.tight and re.fullmatch(r"(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{5,10}", text):
        return 0.3
    return _as_number(value, 4, 8)


def _as_key(value: Value) -> float:
    """Letters and digits, long enough for how tightly they are joined to the cue."""
    text = value.text
    if len(text) < (8 if value.tight else 16) or len(set(text)) < 5:
        return 0.0
    return 0.3 if re.search(r"[0-9]", text) and re.search(r"[A-Za-z]", text) else 0.0


def _as_long_key(value: Value) -> float:
    """As `_as_key`, behind a word that marketers use for other things too: token, secret."""
    return _as_key(value) if len(value.text) >= 12 else 0.0


def _as_plain_pass(value: Value) -> float:
    """`pass:` and `パス：` are tickets and paths, too."""
    text = value.text
    if not value.tight or _FIGURES.fullmatch(text) or re.search(r"[/\\]", text):
        return 0.0
    return _as_password(value)


# What before a short cue makes it the end of another word: a Latin letter (happen: …); for passes
# also フリーパス and boarding pass, but not ログインパス and 仮パス; for numbers ISO認証番号.
_LATIN_BEFORE = re.compile(r"[A-Za-z0-9]\Z")
_PASS_BEFORE = re.compile(r"(?:[A-Za-z0-9ァ-ヺー一-鿿]|[A-Za-z] )(?<!イン)(?<![仮期])\Z")
_NUMBER_BEFORE = re.compile(r"[A-Za-z0-9ァ-ヺー一-鿿][ ]?\Z")


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
        if match is None or (normal[end : end + 1].isalpha() and _is_latin(normal[end - 1], match)):
            return
        if "\n" in match["joint"] and normal[max(0, start - 2) : start].strip(" ")[-1:] in _COLUMNS:
            return  # the heading of a column: see tables.py
        value = _value(normal, match)
        if len(value.text) < 4 or NO_VALUE.match(value.text) or _BLANKS.issuperset(value.text):
            return
        share = self.judge(value)
        if share:
            at = match.start("value")
            parts = (("cue", 0.5), ("look", share), *((("joint", 0.15),) if value.tight else ()))
            yield Sighting(at, at + len(value.text), self.rule, parts)


def _is_latin(last: str, match: re.Match[str]) -> bool:
    """Whether the cue is the beginning of a longer Latin word, as in `passwords2026`."""
    return last.isascii() and match["joint"].strip() == "" and not match["joint"]


def _value(normal: str, match: re.Match[str]) -> Value:
    text, quote = match["value"], match["quote"]
    closing = _CLOSING.get(quote[-1:], "")
    if closing and closing in text:
        text = text[: text.index(closing)]
    field = _NEXT_FIELD.search(text)
    if field is not None and not closing:
        text = text[: field.start()]
    text = text.rstrip(_TRAILING)
    end = match.start("value") + len(text)
    followed = normal[end : end + 12]
    return Value(
        text=text,
        tight=bool(match["joint"].strip() or quote),
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


CUES = (
    _cue(
        "password",
        "password",
        _as_password,
        "パスワード パスコード パスフレーズ 暗号化キー ネットワークキー セキュリティキー "
        "password passwd passcode passphrase pass_phrase wpa_key wi-fi_key wifi_key network_key",
    ),
    _cue("password", "password", _as_password, "pw pwd", not_after=_LATIN_BEFORE),
    _cue("password", "password", _as_plain_pass, "pass パス", not_after=_PASS_BEFORE),
    _cue(
        "pin",
        "pin",
        _as_pin,
        "暗証番号 暗証コード ピンコード pinコード pin番号 pin_code pin_number",
    ),
    _cue("pin", "pin", _as_pin, "pin", not_after=_LATIN_BEFORE),
    _cue(
        "one_time_code",
        "one_time_code",
        _as_one_time_code,
        "認証コード 確認コード ワンタイムパスワード ワンタイムパスコード ワンタイムコード "
        "ログインコード 検証コード 二段階認証コード 2段階認証コード otp_code "
        "verification_code one-time_password one-time_passcode one-time_code one_time_password "
        "login_code sign-in_code authentication_code 2fa_code mfa_code",
    ),
    _cue("one_time_code", "one_time_code", _as_one_time_code, "otp", not_after=_LATIN_BEFORE),
    _cue("one_time_code", "one_time_code", _as_one_time_code, "認証番号", not_after=_NUMBER_BEFORE),
    _cue(
        "api_key",
        "key",
        _as_key,
        "APIキー シークレットキー アクセスキー クライアントシークレット アクセストークン "
        "リフレッシュトークン 認証トークン 認証キー 秘密鍵 署名シークレット api_key api_token "
        "api_secret secret_key secret_access_key client_secret access_key access_token "
        "refresh_token auth_token bot_token private_key signing_secret signing_key encryption_key "
        "master_key app_secret consumer_secret service_key",
    ),
    _cue("secret", "secret", _as_long_key, "シークレット secret credential 共有鍵"),
    _cue("token", "token", _as_long_key, "トークン token"),
)
