"""Japanese addresses as one span: prefecture, city, town, block, building and room.

What makes a town out of a few characters is what follows it: 丁目, 番地, 1-2-3. Without a
prefecture or a city the block has to be a strong one, or a word beside it has to say address.
"""

from guards.pii.labels import Label
from guards.pii.shapes import DASH, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, Shape

PREFECTURES = (
    "北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都|"
    "神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|"
    "大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県|"
    "福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県"
)
_KANJI = "一-鿿々〆"
# Cities whose names are in kana, whole or in part.
_KANA_CITIES = (
    "さいたま|いわき|つくば(?:みらい)?|ひたちなか|かすみがうら|さくら|みどり|ふじみ野|いすみ|あきる野|かほく|あわら"
    "|みよし|あま|いなべ|たつの|南あわじ|紀の川|いちき串木野|うきは|みやま|えびの|うるま|むつ|つがる|にかほ|おいらせ"
    "|伊豆の国|富士河口湖|せたな|新ひだか|東かがわ|さぬき|いの|みなかみ|ときがわ|南アルプス|ニセコ"
)
_KANA_TOWNS = (
    "みなとみらい|あざみ野|たまプラーザ|つつじ|ひばり|さくら|あおば|みどり|ときわ|すすき|すみれ|けやき|いずみ|あけぼの"
    "|ひかり|あかね|ゆり|もみじ|うぐいす|たちばな|かすみ|ひので|あさひ|やよい|こがね|あすか|せせらぎ|ふじ|かえで"
    "|いちょう|ちどり|かもめ|みさき|なぎさ|おゆみ|ちはら|ゆめ|ひまわり|わかば|みずほ|みずき|すずかけ|つきみ|あじさい"
)
_NUMERAL = r"(?:[0-9]{1,5}|[一二三四五六七八九十百千〇]{1,5})"
_JOIN = rf"[ ]?(?:{DASH}|の|ノ)[ ]?"
# 北1条西 of Sapporo, 四条通烏丸東入ル of Kyoto, 大字 and 字, ひばりが丘.
_TOWN_PART = (
    rf"(?:[{_KANJI}ァ-ヴー]|[東西南北]?[0-9]{{1,2}}(?:条|線)(?:通り?)?[東西南北]?"
    rf"|(?<=[{_KANJI}])(?:[のがつ](?=[{_KANJI}])|通り)|(?<=[上下])[がガ](?=[るルり])|(?<=[上下入がガ])[るルり]"
    rf"|(?:{_KANA_TOWNS})が?|(?!では|には|から|まで|での|への|との|という|です)[ぁ-ん]{{2,6}}(?=[台丘野町園谷])|(?<=字)[ァ-ヴーぁ-ん]{{1,6}})"
)
_NOT_A_TOWN = (
    "(?!内の|全域|周辺|各|在住|在勤|役所|立|民|議|長|産|版|発|の|に|で|は|が|を|と|へ|も|や)"
)
_NOT_AN_AMOUNT = (
    rf"(?!(?:{DASH})?[0-9])(?![ ]?(?:[月位対点勝敗年日時件個人台円名回倍割週店社万億部階線]|セット|%|か月|ヶ月|カ月"
    r"|ポイント|pt|km|人))"
)
_ROW = rf"[0-9]{{1,5}}(?:{_JOIN}[0-9]{{1,4}}){{1,3}}(?:号(?!室)|番地?)?"
_CHOME = rf"{_NUMERAL}[ ]?丁目"
_BANCHI = (
    rf"{_NUMERAL}番地(?:[{DASH[1:-1]}のノ]?[ ]?{_NUMERAL}(?:{_JOIN}[0-9]{{1,4}}|号(?!室))?)?"
    rf"|{_NUMERAL}番[ ]?(?:{_NUMERAL}(?:{_JOIN}[0-9]{{1,4}})?号?|(?![町街目人組線]))"
)
_AFTER_CHOME = rf"[ ]?(?:{_BANCHI}|[0-9]{{1,5}}(?:{_JOIN}[0-9]{{1,4}}){{0,3}}(?:号(?!室))?)"
_STRONG_BLOCK = rf"(?:{_CHOME}{_AFTER_CHOME}|{_BANCHI}|{_ROW}){_NOT_AN_AMOUNT}"
_LOT = rf"(?:{_STRONG_BLOCK}|(?<![第約計全各位数口率部階])[0-9]{{1,5}}(?=[のにでへ、。,)\s]|(?![^\n])){_NOT_AN_AMOUNT})"

_SUFFIX = (
    "ビル(?:ディング|ヂング)?|タワー|マンション|ハイツ|コーポ(?:ラス)?|アパート|ヒルズ|プラザ|荘|館|レジデンス|パレス|ハウス"
    "|ホーム|コート|スクエア|センター|プレイス|ガーデン(?:ズ)?|テラス|ヴィラ|ビラ|メゾン|寮|団地|社宅|ホール|会館|庁舎|棟"
    "|モール|ステージ|フロント|ゲート|シティ|ヴィレッジ|(?:Bldg|Building|Tower|House|Heights|Court|Plaza|Center|Hills)\\.?"
)
_NAMED = (
    "メゾン|コーポ|ハイツ|パーク|グラン|プラウド|ライオンズ|シティ|レジデンス|ヴィラ|ビラ|サン|クレスト|ブリリア|エスポワール"
    "|フォレスト|グリーン|ロイヤル|シャトー|シャトウ|アーバン|ルミエール|アルカディア|カーサ|スカイ|プレミ|リバー|サニー"
    "|セントラル|コスモ|ダイア|エクセル|ザ・|ラ・|ル・|ドーム|ベル|フラット|ジュネス|ステラ|アクア"
)
_BUILDING_CHAR = rf"[A-Za-z0-9{_KANJI}ァ-ヴー・'&]"
_ROOM = r"(?:[ ]?(?:地下|B)?[0-9]{1,4}(?:階|F|号室|号)|[ ]?[0-9A-Z]{1,3}(?:号棟|号館|棟))"
_BARE_ROOM = (
    rf"[ ]?{DASH}?[A-Z]?-?[0-9]{{2,4}}(?:号室|号)?(?![0-9A-Za-z]|[-./][0-9]|[年月日円人件時])"
)
_BUILDING = (
    r"(?:(?:[ 、,]{1,2}|[ ]?\n[ ]?)?(?!TEL|Tel|tel|FAX|Fax|電話|携帯|担当|郵便)"
    rf"(?:(?:[A-Z][A-Za-z]{{1,15}}[ ]){{0,3}}{_BUILDING_CHAR}{{1,16}}?(?:{_SUFFIX})(?:[東西南北]|別|本|新|第[0-9一二三])?"
    rf"{_BUILDING_CHAR}{{0,8}}?(?:{_ROOM}{{1,3}}|{_BARE_ROOM}|(?!{_BUILDING_CHAR}))"
    rf"|(?<=[ \n])(?![のにではがをへとも])[ぁ-ん{_KANJI}ァ-ヴー]{{2,12}}?(?:ビル|タワー|マンション|ハイツ|コーポ|アパート|荘|館)"
    rf"(?:{_ROOM}{{1,3}}|{_BARE_ROOM}|(?![ぁ-ん]?{_BUILDING_CHAR}))"
    rf"|(?:{_NAMED})[{_KANJI}ァ-ヴー・A-Z]{{0,14}}(?:{_ROOM}{{1,3}}|{_BARE_ROOM}|(?!{_BUILDING_CHAR}))"
    rf"|[{_KANJI}ァ-ヴー・]{{2,16}}?{_ROOM}{{1,3}}|[ァ-ヴー・]{{4,16}}[ ]?[0-9]{{3,4}}(?![0-9]|[-./][0-9]|[年月日円人件])"
    rf"|{_ROOM}{{1,3}}))?"
)
_CITY_CHAR = rf"[{_KANJI}ァ-ヴーぁ-ん]"
_CITY = rf"{_CITY_CHAR}{{1,6}}?[市区町村郡]"
_CITY_ALONE = rf"(?:(?:[{_KANJI}ヶケヵ]{{1,6}}|{_KANA_CITIES})[市郡][ ]?(?:[{_KANJI}ヶ]{{1,5}}[区町村][ ]?)?|[{_KANJI}]{{1,3}}区[ ]?)"
# Words that stand right before an address, glued to it.
_BEFORE = "現?住所|本社(?:所在地)?|所在地|勤務[先地]|自宅|実家|会場|場所|送付先|お?届け?先|配送先|発送先|宛先|転居先|新居|支社|支店|本店|店舗|事務所"
_CUES = (
    r"住所|所在地|お?届け?先|送付先|配送先|発送先|宛先|宛て|本社|支社|自宅|実家|勤務[先地]|会場|転居|引っ?越|新居|アクセス|住んで|在住|〒"
    r"|[0-9]{3}-[0-9]{4}|address|(?<![a-z])located|事務所|オフィス|店舗|場所"
)
# Towns that everybody in business writes without their city.
_WELL_KNOWN = (
    "神宮前|六本木|銀座|赤坂|(?:南|北)?青山|恵比寿(?:西|南)?|代官山町?|道玄坂|丸の内|大手町|八重洲|日本橋[一-鿿]{0,4}|新橋|虎ノ門"
    "|(?:西|東|南)?麻布(?:十番|台)?|(?:西|東)?新宿|渋谷|(?:南|東|西)?池袋|(?:東)?上野|浅草|秋葉原|神田[一-鿿]{0,4}|(?:東|北|西)?五反田"
    "|大崎|(?:上|中|下)目黒|芝(?:浦|公園|大門)?|三田|高輪|港南|品川|有楽町|内幸町|霞が関|永田町|麹町|[一二三四五六]番町|飯田橋"
    "|九段[北南]|本郷|湯島|豊洲|有明|青海|台場|晴海|勝どき|月島|築地|桜丘町|宇田川町|南平台町|千駄ヶ谷|代々木|高田馬場|梅田|曽根崎"
    "|堂島[一-鿿]{0,3}|中之島|北浜|淀屋橋|本町|心斎橋筋|難波|道頓堀|天王寺|名駅(?:南)?|栄|錦|丸の内|天神|大名|博多駅[一-鿿]{1,3}"
    "|みなとみらい|北幸|南幸|みなとみらい|国分町|すすきの"
)
_JAPANESE_BEFORE = rf"(?<![{_KANJI}])(?:(?:{_BEFORE})[ ]?)?"

SHAPES = (
    Shape(
        Label.ADDRESS,
        "jp_address",
        rf"(?:{PREFECTURES})\s{{0,2}}(?:{_CITY}\s{{0,2}}){{1,2}}(?:{_NOT_A_TOWN}{_TOWN_PART}{{0,14}}?[ ]?)"
        rf"{_LOT}{_BUILDING}",
        0.9,
    ),
    # As far as 丁目 only: a part of town, unless the text says that somebody is there.
    Shape(
        Label.ADDRESS,
        "jp_address_to_the_chome",
        rf"(?:{PREFECTURES})\s{{0,2}}(?:{_CITY}\s{{0,2}}){{1,2}}{_NOT_A_TOWN}{_TOWN_PART}{{0,14}}?[ ]?{_CHOME}"
        rf"(?!{_AFTER_CHOME}){_BUILDING}",
        0.2,
        cues=_CUES,
        cued_score=0.8,
    ),
    Shape(
        Label.ADDRESS,
        "jp_address_from_the_city",
        rf"{_JAPANESE_BEFORE}(?P<v>{_CITY_ALONE}{_NOT_A_TOWN}{_TOWN_PART}{{1,14}}?[ ]?{_STRONG_BLOCK}{_BUILDING})",
        0.75,
        cues=_CUES,
        cued_score=0.9,
    ),
    Shape(
        Label.ADDRESS,
        "jp_address_from_the_town",
        rf"{_JAPANESE_BEFORE}(?P<v>{_NOT_A_TOWN}{_TOWN_PART}{{1,10}}?[ ]?(?:{_CHOME}{_AFTER_CHOME}"
        rf"|{_NUMERAL}番地(?:[の-]?{_NUMERAL}号?)?|{_NUMERAL}番{_NUMERAL}号(?!室)){_NOT_AN_AMOUNT}{_BUILDING})",
        0.7,
        cues=_CUES,
        cued_score=0.9,
    ),
    Shape(
        Label.ADDRESS,
        "jp_address_of_a_known_town",
        rf"(?<![{_KANJI}])(?:(?:{_BEFORE})[ ]?)?(?P<v>(?:{_WELL_KNOWN})[ ]?[0-9]{{1,2}}(?:{_JOIN}[0-9]{{1,3}}){{2,3}}"
        rf"{_NOT_AN_AMOUNT}{_BUILDING})",
        0.6,
        cues=_CUES,
        cued_score=0.9,
    ),
    Shape(
        Label.ADDRESS,
        "jp_address_by_cue",
        rf"{_JAPANESE_BEFORE}(?P<v>{_NOT_A_TOWN}{_TOWN_PART}{{2,12}}?[ ]?{_ROW}{_NOT_AN_AMOUNT}{_BUILDING})",
        0.0,
        cues=_CUES,
        cued_score=0.75,
    ),
    Shape(
        Label.ADDRESS,
        "kyoto_street",
        rf"(?<![{_KANJI}])(?:京都府)?(?:京都市)?(?:[{_KANJI}]{{1,3}}区)?[{_KANJI}]{{2,10}}?(?:通り?[{_KANJI}]{{0,8}}?)?"
        rf"(?:[上下][がガ]?[るルり]|[東西]入[るルり]?)(?:[東西]入[るルり]?|[上下][がガ]?[るルり])?"
        rf"(?:[{_KANJI}ノのァ-ヴー]{{1,10}}[町通][ ]?)?(?:[0-9]{{1,5}}(?:{_JOIN}[0-9]{{1,4}}){{0,2}}(?:番地?)?{_NOT_AN_AMOUNT})?{_BUILDING}",
        0.65,
        cues=rf"{_CUES}|京都",
        cued_score=0.85,
        valid=lambda text: "通" in text or "ル" in text or "入" in text,
    ),
    Shape(
        Label.ADDRESS,
        "hokkaido_grid",
        rf"(?:札幌市|旭川市|帯広市)?(?:[{_KANJI}]{{1,3}}区)?(?:[東西南北][ ]?{_NUMERAL}(?:条|線)|大通り?)[東西南北]{_NUMERAL}丁目"
        rf"(?:{_AFTER_CHOME}{_NOT_AN_AMOUNT})?{_BUILDING}",
        0.65,
    ),
    Shape(
        Label.ADDRESS,
        "jp_post_office_box",
        rf"(?:[{_KANJI}]{{2,8}}郵便局)?(?:[ ]?私書箱)[ ]?(?:第)?[ ]?[0-9]{{1,5}}(?:号)?",
        0.8,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code_marked",
        rf"〒[ 　:]?(?P<v>[0-9]{{3}}[ ]?{DASH}?[ ]?[0-9]{{4}}){NO_DIGIT_AFTER}",
        0.95,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code_by_cue",
        r"(?:郵便番号|郵便No\.?|(?<![A-Za-z])(?:postal|post|zip)[ ]?code|(?<![A-Za-z])zip)[^0-9A-Za-z\n。]{0,8}(?:is )?"
        rf"(?P<v>[0-9]{{3}}[ ]?{DASH}?[ ]?[0-9]{{4}}){NO_DIGIT_AFTER}",
        0.9,
        ignore_case=True,
    ),
    Shape(
        Label.JP_POSTAL_CODE,
        "jp_postal_code",
        rf"{NO_DIGIT_BEFORE}(?<![A-Za-z])[0-9]{{3}}{DASH}[0-9]{{4}}{NO_DIGIT_AFTER}"
        rf"(?!{DASH}[0-9])(?![A-Za-z])",
        0.2,
        cues=rf"郵便番号|住所|所在地|送付先|届け先|宛先|postal|zip|(?<![a-z])address|Japan|Tokyo|Osaka|{PREFECTURES}"
        rf"|[{_KANJI}]{{1,4}}[市区郡][{_KANJI}]",
        cued_score=0.85,
        against=r"品番|型番|型式|注文番号|伝票番号|商品番号|管理番号|製造番号|ロット|SKU|TEL|電話|FAX|内線",
    ),
)
