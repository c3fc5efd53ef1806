"""Words that stand where a name would and are none: お客様, 営業部長, Key Message."""

import re

_KANJI = "一-龥々〆ヶ"
# Those that follow any name, and those that an office has too: 営業部長.
_HONORIFICS = frozenset({"氏", "さん", "様", "さま", "殿", "先生"})
# What stands before an honorific and is no name: お客様, 担当者さん, 仕様, 同氏.
_NOT_HONOURED = re.compile(
    rf"[同両各某諸彼仕模多一異有今御神王貴何皆奥]|[{_KANJI}]*(?:者|員|客|皆|母|父|娘|息子"
    rf"|奥|先|家族|業|社|店|方|主|様|手|生|師|官|子供|兄|姉|弟|妹|孫|隣|仲間|業界|屋)"
)
# What an office is in: 営業部長, 法人営業部長.
_FIELDS = (
    "統括|担当|営業|事業|広報|人事|経理|総務|企画|開発|販売|宣伝|製造|技術|財務|法務|購買|物流|品質|管理|戦略"
    "|推進|支援|運営|編集|制作|調査|研究|情報|商品|海外|国内|法人|新規|首都圏|全社|地方|通信|食品|飲料|店舗"
    "|東京|大阪|名古屋|福岡|東日本|西日本|代表|名誉|専門|主治|担任|地域|医療|産業|歯科|顧問|取締役|執行役員"
    "|常務|専務|看護|株主|業界|工場|本店|支店|市場|初代|歴代|後任|新任|会計|税務|特許|最高|経営|責任|男子|女子"
    "|日本|有力|人気|若手|主力|代理|補佐"
)
# What stands before an office and is no name: 営業部長, 副社長. 山本部長 and 阿部部長 are named.
_OFFICE = re.compile(
    rf"[{_KANJI}]*(?:{_FIELDS})|[{_KANJI}]+[者員業課室局係]|[{_KANJI}]{{2,}}部"
    r"|[副前元新現各両同当弊某諸女王監准助医次第本大総今何恩]{1,2}"
)
# 遠藤事業部長: the name before what the office is in.
_HOLDER = re.compile(rf"(?P<who>[{_KANJI}]{{2,4}}?)(?:{_FIELDS}|部|課|室)+")
_COMMON_KATAKANA = re.compile(
    r"(?:ユーザー|メーカー|スタッフ|クライアント|パートナー|ベンダー|リーダー|マネージャー"
    r"|ファン|メンバー|オーナー|ママ|パパ|"
    r"エンジニア|デザイナー|プロジェクト|チーム|グループ|マーケティング|アート"
    r"|クリエイティブ|プロダクト|ブランド|セールス|"
    r"エリア|コピー|アカウント|シニア|ジェネラル|カスタマー|サポート|ゲスト|モニター"
    r"|インフルエンサー|オペレーター|"
    r"グローバル|ライバル|ベンチャー|スタートアップ|コンサル|テレビ|ラジオ|システム|ゲーム"
    r"|アパレル|IT|AI|EC|SNS|PR|HR|CS|DX|"
    r"Web|WEB|CM|CEO|COO|CTO|CMO|CFO|PM|TV)(?:・?[ァ-ヶー]*)\Z"
)
# Words that head lists and headings in English: no person is called so.
_LATIN_WORDS = (
    "the a an and of for to in on at by with from our your their this that these key main "
    "target brand product products service services customer customers market marketing "
    "sales media social digital campaign strategy plan report weekly monthly quarterly "
    "annual budget cost price team team's data google microsoft slack instagram facebook "
    "twitter tiktok youtube linkedin apple amazon line summer winter spring autumn fall "
    "new year's day week month year black friday cyber monday christmas golden silver "
    "valentine halloween mother's father's north south east west america europe asia "
    "japan japanese english united states kingdom tokyo osaka kyoto nagoya york london "
    "paris san los angeles hong kong new january february march april may june july "
    "august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday analytics ads search display store online web site page press "
    "release public relations human resources head chief officer executive president "
    "director manager general senior vice next steps action items open questions "
    "executive summary call center centre act law privacy policy terms conditions return "
    "investment click rate through business development user experience quality design "
    "research phase part step option table figure first second third fourth quarter half "
    "fiscal q1 q2 q3 q4 i we it he she they if when while after before version pro plus "
    "max premium standard basic free trial gold lite club point points app "
    "finance legal engineering operations support procurement compliance communications content "
    "creative growth analytics management leadership board staff everyone customers users people "
    "participants respondents visitors nobody someone both each most many some all any none other "
    "others there here today tomorrow yesterday facebook zoom excel powerpoint notion figma "
    "asana trello jira salesforce hubspot wordpress shopify github chatgpt gmail outlook amazon "
    "pinterest reddit spotify netflix x asia-pacific apac emea internet web pos crm not sure what "
    "who how why where logistics retail wholesale sustainability appendix annex section chapter "
    "exhibit schedule easter ramadan diwali thanksgiving tbd tbc pending unknown unassigned"
)
_COMMON_LATIN = frozenset(_LATIN_WORDS.split())


def is_common(name: str, title: str | None) -> bool:
    """Whether what stands before `title` (None: in an English form) is a word and no name."""
    if name[0].isascii():
        return is_common_latin(name)
    common = _NOT_HONOURED if title in _HONORIFICS else _OFFICE
    return bool(common.fullmatch(name)) or is_common_katakana(name)


def is_common_latin(name: str) -> bool:
    """Whether one of its words is no name: Key Message, Friday."""
    return any(word.lower() in _COMMON_LATIN for word in name.split())


def holder(name: str, title: str | None) -> str:
    """The name in 遠藤事業 before 部長; nothing where there is none (営業企画)."""
    found = None if title in _HONORIFICS else _HOLDER.fullmatch(name)
    who = found["who"] if found else ""
    return "" if not who or _OFFICE.fullmatch(who) else who


def is_common_katakana(name: str) -> bool:
    """Whether this is a word that companies and offices are called by: メーカー, ユーザー."""
    return bool(_COMMON_KATAKANA.fullmatch(name))
