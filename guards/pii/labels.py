"""The kinds of personal data: their words in both languages, and the order that settles ties.

Names are Presidio's own where Presidio has one.
"""

from dataclasses import dataclass
from enum import StrEnum

from guards.verdict import Reason


class Label(StrEnum):
    """Declared from most to least severe: with all else equal, the earlier one wins an overlap."""

    SECRET = "SECRET"  # noqa: S105 - a label
    MY_NUMBER = "MY_NUMBER"
    CREDIT_CARD = "CREDIT_CARD"
    CARD_SECURITY_CODE = "CARD_SECURITY_CODE"
    JP_BANK_ACCOUNT = "JP_BANK_ACCOUNT"
    IBAN_CODE = "IBAN_CODE"
    CRYPTO = "CRYPTO"
    US_SSN = "US_SSN"
    NATIONAL_ID = "NATIONAL_ID"
    RESIDENCE_CARD = "RESIDENCE_CARD"
    HEALTH_INSURANCE = "HEALTH_INSURANCE"
    PENSION_NUMBER = "PENSION_NUMBER"
    DRIVING_LICENCE = "DRIVING_LICENCE"
    PASSPORT = "PASSPORT"
    URL_CREDENTIALS = "URL_CREDENTIALS"
    EMAIL_ADDRESS = "EMAIL_ADDRESS"
    PHONE_NUMBER = "PHONE_NUMBER"
    PERSON = "PERSON"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    ADDRESS = "ADDRESS"
    JP_POSTAL_CODE = "JP_POSTAL_CODE"
    EMPLOYEE_ID = "EMPLOYEE_ID"
    SLACK_ID = "SLACK_ID"
    MAC_ADDRESS = "MAC_ADDRESS"
    IP_ADDRESS = "IP_ADDRESS"
    CORPORATE_NUMBER = "CORPORATE_NUMBER"
    QUOTED = "QUOTED"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words for a label: inside a placeholder, and where a value is withheld."""

    kind: str
    withheld: str


@dataclass(frozen=True, slots=True)
class Entry:
    ja: Words
    en: Words
    reason: Reason

    def in_(self, locale: str) -> Words:
        return self.ja if locale.startswith("ja") else self.en


def _entry(ja: str, en: str, why_ja: str, why_en: str, *, name_ja: str = "") -> Entry:
    return Entry(
        Words(ja, f"［{name_ja or ja}は非公開］"),
        Words(en, f"[{en.lower()} withheld]"),
        Reason(why_ja, why_en),
    )


LABELS: dict[Label, Entry] = {
    Label.PERSON: _entry(
        "人物",
        "Person",
        "個人の名前とみられるため、モデルや社外に渡さないようにしています。",
        "This looks like a person's name, which is kept from the model and from outsiders.",
        name_ja="氏名",
    ),
    Label.EMAIL_ADDRESS: _entry(
        "メール",
        "Email",
        "メールアドレスは個人の連絡先です。",
        "An e-mail address is personal contact data.",
        name_ja="メールアドレス",
    ),
    Label.PHONE_NUMBER: _entry(
        "電話",
        "Phone",
        "電話番号は個人の連絡先になり得ます。",
        "A phone number can be personal contact data.",
        name_ja="電話番号",
    ),
    Label.ADDRESS: _entry(
        "住所",
        "Address",
        "番地までの住所とみられます。",
        "This looks like a street address.",
    ),
    Label.JP_POSTAL_CODE: _entry(
        "郵便番号",
        "Postcode",
        "郵便番号は住所の一部です。",
        "A postal code is part of an address.",
    ),
    Label.CREDIT_CARD: _entry(
        "カード",
        "Card",
        "クレジットカード番号とみられます（検査数字が一致）。",
        "This looks like a payment card number (its check digit fits).",
        name_ja="カード番号",
    ),
    Label.MY_NUMBER: _entry(
        "個人番号",
        "My Number",
        "マイナンバー（個人番号）とみられます。",
        "This looks like a Japanese My Number.",
    ),
    Label.CORPORATE_NUMBER: _entry(
        "法人番号",
        "Corporate number",
        "法人番号とみられます。公開情報ですが、取引先を示すことがあります。",
        "This looks like a Japanese corporate number: public, but it may reveal a client.",
    ),
    Label.JP_BANK_ACCOUNT: _entry(
        "口座",
        "Account",
        "銀行口座の番号とみられます。",
        "This looks like a bank account number.",
        name_ja="口座番号",
    ),
    Label.IBAN_CODE: _entry(
        "国際口座",
        "IBAN",
        "国際銀行口座番号（IBAN）とみられます。",
        "This looks like an international bank account number (IBAN).",
        name_ja="国際口座番号",
    ),
    Label.IP_ADDRESS: _entry(
        "IPアドレス",
        "IP address",
        "IPアドレスは利用者や社内の機器を示すことがあります。",
        "An IP address may point to a user or to an internal machine.",
    ),
    Label.US_SSN: _entry(
        "社会保障番号",
        "SSN",
        "米国の社会保障番号とみられます。",
        "This looks like a US social security number.",
    ),
    Label.DATE_OF_BIRTH: _entry(
        "生年月日",
        "Date of birth",
        "生年月日とみられます。",
        "This looks like a date of birth.",
    ),
    Label.DRIVING_LICENCE: _entry(
        "免許証",
        "Driving licence",
        "運転免許証の番号とみられます。",
        "This looks like a driving licence number.",
        name_ja="運転免許証番号",
    ),
    Label.PASSPORT: _entry(
        "旅券",
        "Passport",
        "パスポート（旅券）の番号とみられます。",
        "This looks like a passport number.",
        name_ja="旅券番号",
    ),
    Label.URL_CREDENTIALS: _entry(
        "認証付きURL",
        "URL with password",
        "URLにユーザー名やパスワードが含まれています。",
        "This URL carries a user name or a password.",
    ),
    Label.SECRET: _entry(
        "秘密鍵",
        "Secret",
        "APIキーや秘密鍵などの認証情報とみられます。",
        "This looks like an API key, token or private key.",
        name_ja="認証情報",
    ),
    Label.CARD_SECURITY_CODE: _entry(
        "カード認証情報",
        "Card security detail",
        "カードのセキュリティコードまたは有効期限とみられます。",
        "This looks like a payment card's security code or expiry date.",
    ),
    Label.CRYPTO: _entry(
        "ウォレット",
        "Wallet",
        "暗号資産のアドレスとみられます。持ち主の取引をたどれます。",
        "This looks like a crypto-currency address, which leads to its owner's transactions.",
        name_ja="ウォレットアドレス",
    ),
    Label.NATIONAL_ID: _entry(
        "海外公的番号",
        "National ID",
        "海外の公的な個人番号・納税者番号とみられます。",
        "This looks like an identity, tax or health number of another country.",
    ),
    Label.RESIDENCE_CARD: _entry(
        "在留カード",
        "Residence card",
        "在留カードの番号とみられます。",
        "This looks like a Japanese residence card number.",
        name_ja="在留カード番号",
    ),
    Label.HEALTH_INSURANCE: _entry(
        "保険番号",
        "Insurance number",
        "健康保険などの記号・番号とみられます。",
        "This looks like a Japanese insurance symbol or number.",
        name_ja="保険の記号・番号",
    ),
    Label.PENSION_NUMBER: _entry(
        "年金番号",
        "Pension number",
        "基礎年金番号などの年金の番号とみられます。",
        "This looks like a Japanese pension number.",
    ),
    Label.EMPLOYEE_ID: _entry(
        "社員・会員番号",
        "Staff or member number",
        "社員番号や会員番号は、一人の人を指し示します。",
        "A staff, member or customer number points to one person.",
    ),
    Label.SLACK_ID: _entry(
        "Slack ID",
        "Slack identifier",
        "SlackのIDは、メンバーやチャンネルを指し示します。",
        "A Slack identifier points to a member or a channel.",
    ),
    Label.MAC_ADDRESS: _entry(
        "MACアドレス",
        "MAC address",
        "MACアドレスは、一人の人の端末を指し示すことがあります。",
        "A MAC address may point to one person's device.",
    ),
    Label.QUOTED: _entry(
        "引用",
        "Quoted",
        "仮名に見える文字列です。ほかの人の情報を引き出せないよう、引用として扱います。",
        "This looks like one of our placeholders; it is quoted so that it can't fetch a value.",
    ),
}
# What an operator's own recognizer finds has a label of its own, and these words.
OTHER = _entry(
    "情報",
    "Value",
    "ルールブックに追加された検出ルールに一致しました。",
    "This matches a recognizer that was added in the rulebook.",
    name_ja="該当部分",
)
ORDER: dict[str, int] = {label.value: place for place, label in enumerate(Label)}
DEFAULT_KEY = "default"


def entry_of(label: str) -> Entry:
    """The words of this label, also of one that an operator invented."""
    return LABELS[Label(label)] if label in ORDER else OTHER
