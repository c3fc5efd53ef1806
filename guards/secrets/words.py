"""What a finding of a secret says, to somebody who has never issued a key."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from guards.verdict import Reason


class How(IntEnum):
    """By what a secret is known; where several know it, the greater names it."""

    RANDOMNESS = 1
    CUE = 2
    CARRIER = 3  # what it stands in: a header, a command, a connection string
    PROVIDER = 4  # its provider's name, and a form that many values have
    FORMAT = 5


Kind = Literal[
    "key",
    "key_id",
    "token",
    "secret",
    "signing",
    "signature",
    "webhook",
    "private_key",
    "connection",
    "password",
    "pin",
    "one_time_code",
    "hash",
    "jwt",
    "random",
]
KINDS: dict[Kind, Reason] = {
    "key": Reason("APIキー", "API key"),
    "key_id": Reason("アクセスキーID", "access key id"),
    "token": Reason("アクセストークン", "access token"),
    "secret": Reason("シークレット（秘密の値）", "secret"),
    "signing": Reason("署名用シークレット", "signing secret"),
    "signature": Reason("署名付きURLの署名", "signature of a signed URL"),
    "webhook": Reason("Webhook のURL", "webhook URL"),
    "private_key": Reason("秘密鍵", "private key"),
    "connection": Reason("接続情報（パスワード入り）", "connection string with a password"),
    "password": Reason("パスワード", "password"),
    "pin": Reason("暗証番号", "PIN"),
    "one_time_code": Reason("認証コード", "verification code"),
    "hash": Reason("パスワードのハッシュ値", "password hash"),
    "jwt": Reason("ログイン用トークン（JWT）", "sign-in token (JWT)"),
    "random": Reason("鍵やトークンのような、でたらめな英数字の並び", "random string like a key"),
}
_WHY: dict[Kind, Reason] = {
    "key_id": Reason(
        "秘密の値と対になる識別子です。",
        "It is one half of a pair with a secret.",
    ),
    "hash": Reason(
        "元のパスワードを割り出されるおそれがあります。",
        "The password behind it can be worked out.",
    ),
    "random": Reason(
        "知っている人がだれでも使える値かもしれません。",
        "Whoever knows it may be able to use it.",
    ),
}
_USABLE = Reason(
    "知っている人ならだれでも使えるため、モデルや社外に渡さないようにしています。",
    "Whoever knows it can use it, so it is kept from the model and from outsiders.",
)
_UNDO: dict[Kind, Reason] = {
    "password": Reason("パスワードを変更し、", "Change the password, then "),
    "pin": Reason("番号を変更し、", "Change the PIN, then "),
    "one_time_code": Reason("使い終えるか取り消し、", "Use it up or cancel it, then "),
    "connection": Reason("パスワードを変更し、", "Change the password, then "),
    "random": Reason("鍵であれば発行元で無効にし、", "If it is a key, revoke it, then "),
}
_REVOKE = Reason("発行元で無効にして再発行し、", "Revoke and reissue it where it was issued, then ")


NOBODY = Reason("", "")


_SPOKEN_WITH_A_VOWEL = (*"AEIOaeio", "X ", "xAI", "npm ", "htpasswd")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to know a secret: its id, its kind, who gives such secrets out (may be '')."""

    id: str
    kind: Kind
    how: How
    provider: Reason = NOBODY

    @property
    def reason(self) -> Reason:
        kind, why = KINDS[self.kind], _WHY.get(self.kind, _USABLE)
        ja = f"{self.provider.ja}の{kind.ja}" if self.provider.ja else kind.ja
        en = " ".join(filter(None, (self.provider.en, kind.en)))
        article = "an" if en.startswith(_SPOKEN_WITH_A_VOWEL) else "a"
        return Reason(f"{ja}とみられます。{why.ja}", f"This looks like {article} {en}. {why.en}")

    @property
    def passes(self) -> Reason:
        undo = _UNDO.get(self.kind, _REVOKE)
        return Reason(
            f"{undo.ja}この文章から取り除いてください。秘密の値でないときは、"
            f"ルールブックの secrets.off に {self.id} を加えると検出しません。",
            f"{undo.en}take it out of this text. If it is no secret, "
            f"add {self.id} to secrets.off in the rulebook.",
        )


@dataclass(frozen=True, slots=True)
class Sighting:
    """A secret in normalised text, by which rule, and what makes us sure, as (name, share)."""

    start: int
    end: int
    rule: Rule
    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return round(min(1.0, sum(share for _, share in self.parts)), 3)
