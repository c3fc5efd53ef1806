"""Money: bank accounts, cards, international accounts, wallets."""

from guards.pii.check_digits import (
    is_bitcoin,
    is_cued_card,
    is_iban,
    is_issued_card,
    is_routing_number,
)
from guards.pii.cues import NO_COUNTER_AFTER, OF_A_THING, by_cue
from guards.pii.labels import Label
from guards.pii.shapes import ALONE, DASH, END, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape, digits_of

# Between the groups of a number that was typeset, spoken or copied out of a form.
_WIDE = rf"[ ]{{0,2}}(?:{DASH}|[./_・])?[ ]{{0,2}}"
_CARD_CUES = r"カード|クレジット|クレカ|VISA|Master|JCB|AMEX|Diners|(?<![a-z])card|決済|有効期限"
_BANK_CUES = (
    r"口座(?!数|開設)|口番|普通|当座|[普当]\)|貯蓄|定期預金|銀行(?!株)|信用金庫|信金|信組|農協|労金|支店(?![別数])"
    r"|本店|振込"
    r"|振り込み|引き?落とし|ゆうちょ|(?<![a-z])(?:account|bank|branch|k[oō]u?za|futs[uū]u?|t[oō]u?za)"
    r"|(?<![a-z])(?:wire|transfer|remit|payout|furikomi)"
)
_KIND = r"普通(?:預金|口座)?|当座(?:預金|口座)?|貯蓄(?:預金|口座)?|総合(?:口座)?"
_MONTH_AND_YEAR = r"(?:0[1-9]|1[0-2])[ ]?[/-][ ]?(?:20)?[2-4][0-9]"
_EXPIRY = (
    r"有効期限|期限|expir(?:y|es|ation)(?: date)?|exp\b\.?(?: date)?|good thru|valid (?:thru|until)"
)

SHAPES = (
    Shape(
        Label.CREDIT_CARD,
        "card",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])(?:[2-6][0-9]{{3}}(?:{DASH}|[ ])?[0-9]{{4}}(?:{DASH}|[ ])?"
        rf"[0-9]{{4}}(?:{DASH}|[ ])?[0-9]{{1,4}}(?:(?:{DASH}|[ ])?[0-9]{{3}})?"
        rf"|3[0-9]{{3}}(?:{DASH}|[ ])?[0-9]{{6}}(?:{DASH}|[ ])?[0-9]{{4,5}})"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.8,
        cues=_CARD_CUES,
        cued_score=0.95,
        valid=is_issued_card,
        against=OF_A_THING,
        check_digit=0.4,
    ),
    # Any card that the text calls one, also of an issuer that we don't know.
    by_cue(
        Label.CREDIT_CARD,
        "card_by_cue",
        r"カード|クレジット|クレカ|VISA|Mastercard|JCB|AMEX|(?<![a-z])(?:card|cc\b)",
        rf"[0-9]{{4}}(?:(?:{DASH}|[ ])?[0-9]{{4}}){{2}}(?:(?:{DASH}|[ ])?[0-9]{{1,4}})?"
        rf"(?:(?:{DASH}|[ ])?[0-9]{{3}})?",
        score=0.85,
        valid=is_cued_card,
    ),
    Shape(
        Label.CREDIT_CARD,
        "card_spread_out",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[2-6](?:[0-9]{{3}}(?:{_WIDE}[0-9]{{4}}){{3}}"
        rf"|[0-9]{{3}}{_WIDE}[0-9]{{6}}{_WIDE}[0-9]{{4,5}}|(?:[ ][0-9]){{13,15}})"
        rf"{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.6,
        cues=_CARD_CUES,
        cued_score=0.9,
        valid=is_issued_card,
        against=OF_A_THING,
        check_digit=0.4,
    ),
    # Over lines and cells four numbers are most often four figures: the cue has to say "card".
    Shape(
        Label.CREDIT_CARD,
        "card_over_lines",
        rf"(?:{_CARD_CUES})[^0-9]{{0,24}}(?P<v>[2-6][0-9]{{3}}"
        rf"(?:[\s|・./,_-]{{1,6}}[0-9]{{4}}){{3}})"
        rf"{NO_DIGIT_AFTER}",
        0.9,
        valid=is_issued_card,
        ignore_case=True,
    ),
    Shape(
        Label.CARD_SECURITY_CODE,
        "card_security_code",
        r"(?:セキュリティ[ ]?(?:コード|番号)|(?<![A-Za-z])(?:CV[CV]2?|CID|CSC)\b|"
        r"(?<![A-Za-z])CV[CV]2?(?![A-Za-z])"
        r"|card verification (?:code|value)|security code)[^0-9A-Za-z\n。]{0,8}(?:is )?"
        rf"(?P<v>[0-9]{{3,4}}){NO_DIGIT_AFTER}(?![A-Za-z]|[ ]?桁){NO_COUNTER_AFTER}",
        0.85,
        ignore_case=True,
    ),
    # A voucher has an expiry too: a card's stands behind the card's number or its name.
    Shape(
        Label.CARD_SECURITY_CODE,
        "card_expiry",
        r"(?:[0-9]{4}[^0-9ぁ-ん一-鿿]{1,16}?|(?:CV[CV]2?"
        r"|コード)[^0-9\n]{0,6}[0-9]{3,4}[^0-9\nぁ-ん]{1,12}?"
        r"|(?<!ポイント)カード(?:の)?[ ]?|(?<![a-z])card )"
        rf"(?:{_EXPIRY})[^0-9A-Za-z\n。]{{0,8}}(?P<v>{_MONTH_AND_YEAR}){NO_DIGIT_AFTER}(?![/月日])",
        0.8,
        ignore_case=True,
    ),
    Shape(
        Label.JP_BANK_ACCOUNT,
        "jp_bank_account",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{7}}{NO_DIGIT_AFTER}(?![A-Za-z]){NO_COUNTER_AFTER}",
        0.0,
        cues=_BANK_CUES,
        cued_score=0.85,
        against=rf"{OF_A_THING}|会員|顧客|社員|郵便番号|〒|目標|合計|累計|総数|件数|人数|約"
        r"|売上|来客|閲覧|再生|表示",
    ),
    Shape(
        Label.JP_BANK_ACCOUNT,
        "jp_branch_and_account",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])(?:[0-9]{{4}}[ ]?[-/ ][ ]?)?[0-9]{{3}}[ ]?[-/ ][ ]?"
        rf"(?:(?:{_KIND})[ ]?[-/]?[ ]?)?[0-9]{{7}}{NO_DIGIT_AFTER}(?![A-Za-z])",
        0.0,
        cues=rf"{_BANK_CUES}|店番|支店番号|店舗番号|branch",
        cued_score=0.9,
        against=OF_A_THING,
    ),
    by_cue(
        Label.JP_BANK_ACCOUNT,
        "jp_account_by_cue",
        rf"口座(?:番号|No\.?)|[普当]\)|(?:{_KIND})(?!車|電車|列車|紙|株|社債|郵便|選挙|に|の|は)",
        r"[0-9]{6,8}|[0-9]{3}-[0-9]{4}|[0-9]{4}-[0-9]{3}",
        score=0.85,
    ),
    Shape(
        Label.JP_BANK_ACCOUNT,
        "jp_post_bank",
        r"(?:ゆうちょ|郵便貯金|通常貯金|記号"
        r"|(?<![A-Za-z])(?:[Yy]ucho|Japan Post Bank|[Kk]ig[oō]u?))"
        r"[^0-9\n]{0,12}(?P<v>[01][0-9]{4}"
        r"(?:[ ]?[-ー−の][ ]?[0-9])?[^0-9\n]{1,10}[0-9]{6,8})"
        rf"{NO_DIGIT_AFTER}",
        0.9,
        against=r"保険|被保険者|資格確認書|年金|insur|hoken",
    ),
    Shape(
        Label.JP_BANK_ACCOUNT,
        "jp_post_bank_alone",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])1[0-9]{{3}}0{DASH}"
        rf"(?:[0-9]{DASH})?[0-9]{{6,7}}1{NO_DIGIT_AFTER}"
        r"(?![A-Za-z])",
        0.5,
        cues=r"ゆうちょ|記号|貯金|振込|口座",
        cued_score=0.95,
        against=OF_A_THING,
    ),
    by_cue(
        Label.JP_BANK_ACCOUNT,
        "account_by_cue",
        r"(?<![a-z])(?:bank[ _-]?)?(?:account|acct\.?|a/c)",
        r"[0-9]{4,8}(?:[ -]?[0-9]{2,5}){0,3}",
        score=0.8,
        valid=lambda text: 7 <= len(digits_of(text)) <= 17,
    ),
    by_cue(
        Label.JP_BANK_ACCOUNT,
        "routing_number",
        r"(?<![a-z])(?:routing|ABA|RTN)(?:[ _-]?transit)?",
        r"[0-9]{9}",
        valid=is_routing_number,
    ),
    by_cue(
        Label.JP_BANK_ACCOUNT,
        "sort_code",
        r"(?<![a-z])sort[ _-]?code",
        r"[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{2}",
    ),
    Shape(
        Label.IBAN_CODE,
        "iban",
        rf"{ALONE}[A-Z]{{2}}[0-9]{{2}}(?:[ -]?[A-Z0-9]{{4}}){{2,7}}(?:[ -]?[A-Z0-9]{{1,3}})?{END}",
        0.9,
        valid=is_iban,
        check_digit=0.4,
    ),
    Shape(
        Label.IBAN_CODE,
        "iban_by_cue",
        r"(?<![A-Za-z])IBAN[^A-Za-z0-9\n]{0,8}(?:is )?(?P<v>[A-Z]{2}[0-9]{2}"
        r"(?:[ -]?[A-Z0-9]{4}){2,7}"
        rf"(?:[ -]?[A-Z0-9]{{1,3}})?){END}",
        0.8,
        ignore_case=True,
        valid=lambda text: len(digits_of(text)) >= 8,
    ),
    Shape(
        Label.IBAN_CODE,
        "bank_identifier_code",
        r"(?i:SWIFT|(?<![A-Za-z])BIC)(?i:[ /-]{0,3}(?:SWIFT|BIC))?"
        r"(?i:[ _-]?(?:code|コード|番号|no\.?|number))?[^A-Za-z0-9\n。]{0,6}(?:は、)?(?:is )?"
        rf"(?P<v>[A-Z]{{6}}[A-Z0-9]{{2}}(?:[A-Z0-9]{{3}})?){END}",
        0.8,
    ),
    Shape(
        Label.CRYPTO,
        "bitcoin",
        rf"{ALONE}(?:[13][1-9A-HJ-NP-Za-km-z]{{25,34}}|bc1[0-9a-z]{{11,71}}"
        rf"|BC1[0-9A-Z]{{11,71}}){END}",
        0.9,
        valid=is_bitcoin,
        check_digit=0.5,
    ),
    Shape(Label.CRYPTO, "ethereum", rf"{ALONE}0x[0-9A-Fa-f]{{40}}{END}", 0.85),
)
