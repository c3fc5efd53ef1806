"""What stands around a candidate in Japanese text, and what that adds to or takes from it."""

import re
from collections.abc import Iterator, Sequence

from guards.pii.name_bases import Base, Run
from guards.pii.name_cues import ends_in_cue
from guards.pii.name_words import words
from guards.pii.tokens import Kind, Token


def _any(alternatives: str) -> str:
    """One group of patterns that are written with spaces between."""
    return f"(?:{'|'.join(alternatives.split())})"


_HONORIFIC = re.compile(r"[ ]?(?:様|さま|さん|氏|殿|君|くん|ちゃん|両氏)(?![号杯])")
_ROLE = re.compile(
    "[ ]?"
    + _any(
        """
        先生 先輩 選手(?![権団]) 監督 コーチ 教授 准教授 博士 議員 社長 副社長 会長 副会長 専務
        常務 取締役 本部長 部長 次長 課長 係長 主任 室長 店長 所長 支店長 マネージャー マネジャー
        ディレクター リーダー 代表 理事長 理事 顧問 記者 弁護士 医師 首相 大統領 大臣 知事 市長
        容疑者 被告 大佐 中佐 少佐 大尉 中尉 少尉 大将 中将 少将 将軍 提督 元帥 伯爵 公爵 侯爵
        男爵 子爵 夫人 夫妻 兄弟 姉妹 一家 一族 候補 国王 天皇 法師 上人 師匠 国務長官 長官 外相
        党首 書記 主席 総裁 議長 館長 艦長 船長 機長 航海長 警部 刑事 帝(?!国) 卿 妃
        師(?![範団]) 公(?![園司社式]) 王(?![国朝座室子者位道冠手様家宮妃都族]) 上皇 法皇 皇后 皇太后
        皇太子 親王 内親王
        皇子 皇女 太子 大公妃 姫(?![様路]) 学長 校長 院長 園長 所長 局長 総長 幹事長 審議官 報道官
        首席 宣教師
        隊長 司令官 検事 判事 牧師 神父 住職 和尚 親方 関(?=[はがのにとをも、]) 大使 大公 司教 女王
        総理
        """
    )
    + "(?![号杯])"
)
# What makes a name a company, whatever the name.
_COMPANY_AFTER = re.compile(
    "[ ]?"
    + _any(
        """
        株式会社 有限会社 合同会社 \\(株\\) 社(?![長員内]) グループ ホールディングス カンパニー
        コーポレーション ジャパン
        """
    )
    + "|[ ]?[一-鿿]{0,4}"
    + _any(
        """
        工業 製作所 製薬 電機 電器 電線 毛織 精肉店 農園 撮影所 研究所 事務所 設計 企画 建設 建築
        酒造 珈琲 印刷所? 楽器 交通 製菓 食品 水産 産業 興業 商事 商店 商会 銀行 証券 書店 出版
        新聞 放送 自動車 不動産 百貨店 財団 大学 高校 高等学校 中学 小学校 学園 学院 学校 病院
        医院 クリニック
        """
    )
)
_OTHER_AFTER = re.compile(
    "[ ]?"
    + _any(
        """
        幼稚園 神社 大社 寺 城(?!主) 駅 線 市(?!長) 町(?!長) 村(?!長) 区(?!長) 県(?!知事) 郡 島
        山 川 湖 岬 峠 橋 通り 街道 公園 競馬場 球場 空港 港 温泉 ビル ホテル 号 藩(?!主)
        帝国 王朝 朝(?!日) 州(?!知事) 語 軍 海(?!軍) 湾 半島 地方 諸島 署 台
        館 園 砦 教会 級 地区 騒動 鳴動 店(?!長) の店舗 エリア 会場 工場 方面 産(?!業)
        出店 艦隊 記念 リゾート ブランド [A-Za-zァ-ヴ]{0,3}バス 関数 定理 戦(?!没) 法(?!師)
        式(?!部) 営業所 支店 本店 総本店 座(?!長) 団(?!長) ホール 飛行場 灯台 古墳 遠征 大聖堂
        神殿 寮 丸 製 発(?![言表]) 波 徒 [ガがヶ]丘 アスレチック ガール (?:第.{1,2})?スポーツ
        マイル コート ハウス クリエイツ コンサート & / 行き 着 経由 仮乗降 駐屯
        [一-鿿]{0,2}(?:空港|公園|都市圏|劇場|鉄道|造船|協会|神殿|広場|図書館|歴史地区|宣言|選挙区)
        基地 演習 事件 条約 会談 追討 師範 側 と改名 の乱 の変 の役 の戦い
        """
    )
)
# What a family name alone is a party's or a government's with; 李明博 in 李明博政権 is a person.
_PARTY_AFTER = re.compile(_any(r"内閣 政権 党 派 杯 賞 国(?![王務家]) \d{2}(?!歳|年|世)"))
# A house, a death or a task is a person's: no word that the name runs on into.
_PERSONAL_AFTER = re.compile(
    _any(
        """
        家(?![具電庭族政]) 逝去 当選 等 方(?![面向]) 個人 降誕 姓 本人 自身 生涯 死去 没後 死後 生前
        批判 夫婦 親子 父子 母子 両名 以下 以外 案(?![件内]) 宛 談(?![話合]) 説(?![明得])
        作(?![業動戦])
        著(?!名) 訳 画(?![面像質廊]) 詞 曲(?!線) 編(?![集成]) 主演 出演 原作 脚本 作詞 作曲 編曲
        監修
        演出 司会 撮影 執筆 編集 発案 提案 起案 担当 対応 作成 確認 承認 提出 連絡 返信 回答 報告
        共有
        説明 発表 進行 調整 手配 依頼 修正 更新 参加 出席 欠席 同席 同行 訪問 外出 出張 在宅 不在
        休み
        休暇 出社 帰社 直行 直帰 早退 遅刻 退席 合流 預かり 持ち 済
        """
    )
)
_BEFORE_COMPANY = re.compile(
    _any(
        """
        株式会社 有限会社 合同会社 \\(株\\) \\(有\\) 学校法人 医療法人 財団法人 ザ・ SC FC AC CR AS
        ホテル ハーレー 名探偵 号 丸 艦 劇場版 映画 ドラマ 番組 曲 アルバム シングル
        """
    )
    + '[「『"]?$'
)
_DOING = re.compile(
    _any(
        """
        自身 本人 役(?:[をのにでは、。]|$) ら(?:[はがにとのもを、]|によ) たち 率いる 亡き
        の(?:妻|夫|息子|娘|父|母|兄|弟|姉|妹|孫|後任|死|遺体|墓|弟子|次男|長男|長女|次女|三男)
        の(?:提案|発言|著書|自伝|楽曲|名義|生涯|伝記|顔|声|演技|薦め|指示|意見|主張|言葉|助言|私物)
        の(?:作品|猛打|小隊|部隊|秩序|王座|選出|殺陣|発想|推薦|勝利|活躍|引退|逮捕|恋人|邸|屋敷)
        の(?:家臣|愛人|側近|部下|命令|要請|説得|甥|姪|叔父|叔母|伯父|伯母|祖父|祖母|義父|義母)
        の(?:孫娘|養子|養女|嫡男|四男|後継者|後見|門下|教え子|肖像|銅像|墓所|遺族|遺言|臨終|葬儀)
        の(?:仲人|婿|許嫁|婚約者|親友|オペレッタ|交響曲|小説|ソロ|執拗|ボーカル|名を|名で)
        とその(?:妻|夫|息子|娘|仲間)
        と(?:結婚|再婚|離婚|交際|出会|知り合|共演|対談|共に|ともに|共同)
        との(?:間|共|対談|結婚)
        に(?:師事|学ん|学び|仕え|嫁|一目惚れ|恋|憧れ|退職|求婚|説得|命じ|告白|相談し|プロポーズ)
        に(?:よれば|よると|よって|因ん|ちなん|扮|次ぐ|敗れ|対し、)
        を(?:破|演じ|倒し|殺|暗殺|抹殺|起用|迎え|逮捕|起訴|含め|訪ね|襲|失っ|慕|説得|任命|解任)
        を(?:指名|処刑|射殺|捕え|捕らえ|娶|擁立|尊敬|崇拝|看病|見舞)
        を(?:はじめとする(?:者|人|関係者|面々))
        から(?:連絡|依頼|返信|指示|電話)
        が(?:所有|操縦|率い|演じ)
        """
    )
    + r"|[はがも]、?(?:(?:1[5-9]|20)\d\d年|自ら|自分|彼|[^、。]{0,10}"
    + _any(
        """
        述べ 語っ 語る 言っ 書い 結婚 離婚 死去 死亡 生まれ 誕生 就任 辞任 引退 監督 出演 演じ 執筆
        作曲 作詞 歌っ 主張 指摘 考え 来日 渡米 帰国 卒業 入学 入隊 得点 優勝 出場 移籍 逮捕 投獄
        処刑 殺 即位 戦死 (?<!新)登場 記し 著し 唱え 考案 発明 提唱 否定し 批判 拒否 反対し 賛成し
        同意
        決意 決断
        説得 懇願 命じ 任命 解任 任じ 叙 退任 退位 退官 退職 退団 昇進 着任 赴任 転任 転身 改宗 亡命
        逃亡
        逃走 釈放 出所し 出家 急死 病死 病没 没し 没後 死後 崩御 薨 逝去 自殺 自害 切腹 討死 討ち
        射殺 負傷 入院
        療養 快諾 承諾 激怒 怒り 怒っ 笑っ 笑い 泣い 喜ん 悲し 驚い 驚き 悩ん 惚れ 恋 愛し 憎 慕っ
        信じ 思っ 思い
        感じ 覚え 知っ 知り 気づ 訪れ 訪ね 会っ 会い 出会 旅立 留学 進学 上京 帰郷 移住 過ごし 育っ
        育ち 通っ
        学ん 学び 習っ 受賞 受章 当選 落選 立候補 出馬 登板 デビュー 主演 共演 客演 熱演 降板 監修
        翻訳 講演
        率い 仕え 従軍 出陣 出征 捕虜 捕らえ 捕え 師事 命令し 命を 安心し 息子 娘 妻 夫(?!婦) 母 父
        兄 弟(?!子)
        歳 生涯 自宅 家族 葬儀 幼
        """
    )
    + r")|\((?:[ぁ-ん・ ]{3,24}[、,)]|[A-Z][a-z]+ |(?:1[5-9]|20)\d\d年|\d\d?歳|演[::]|声[::]|CV)"
)
_GOING = re.compile(
    _any(
        """
        に(?:移籍|加入|所属|入団|入社|ある|位置|本社|到着|着|上陸|進出|出店|あった|於|おい|おける)
        に(?:設立|建設|滞在|留学|住|移|属) へ(?:移籍|移|向|の) 所属
        で(?:開催|行わ|開か|発売|プレー|販売)
        を(?:拠点|訪|発売|使用|搭載|買収|設立|運営|発表|利用|導入) から(?:出発|発売)
        の(?:新色|新商品|販売|発売|価格|導入|機能|公式|サイト|アプリ|株|市場|首都|北|南|東|西|郊外)
        の(?:街|町|都市|選手|監督|会長|社長|本社|工場|店舗|下部)
        市場 製品 地区 地域 時代 支部 大会 選手権 級 型 系 化 用 的 式 性 人(?![のはがをと、])
        """
    )
)
_IS_A_PERSON = re.compile(
    r"は、?[^。\n]{0,40}"
    + _any(
        """
        選手 俳優 女優 歌手 [一-鿿][家者師士手] 監督 議員 軍人 声優 モデル タレント アイドル 詩人 僧
        皇族 武将 力士 芸人 アナウンサー ミュージシャン シンガーソングライター デザイナー
        プロデューサー ピアニスト ギタリスト ドラマー ベーシスト レスラー ボクサー 官僚 貴族 国王
        皇帝 人物 奏者 社長 会長 教授 弁護士 大名 公家 領主 王妃 王女 王子
        """
    )
    + r"(?:。|、|で(?:、|あ|す)|だ|\n|$|\()"
)
# An unknown word of katakana at the head of a clause is its subject: a person, unless the clause
# goes on as clauses about products, places and companies do.
_SUBJECT = re.compile(
    r"[はがもの](?![^。\n]{0,30}"
    + _any(
        r"""
        発売 販売 価格 円 商品 製品 ブランド 機能 アプリ サービス キャンペーン 開催 搭載 市 町 都市
        会社 企業 メーカー 店 好調 公開 提供 新色 人気 略 語 総称 一種 意味 位置 設立 運営 シリーズ
        ゲーム 番組 競技 施設 場所 地名 駅 川 山 島 車 船 曲 株式 法人 団体 リーグ チーム クラブ
        放送 使用 使わ 用い 開発 導入 採用 納品 入荷 在庫 必要 可能
        優し やさし 肌 配合 成分 保湿 処方 使え 使い お使い 買え 買い 購入 注文
        登場(?:し(?:ま|て)|です)
        新登場 税込 税抜 月額 料金 割引 無料 対応 展開 店頭 全国の
        [0-9]色 香り 味わい 濃厚 軽量 軽い
        軽く 丈夫
        心地 素材 パッケージ デザイン サイズ 容量 限定 予約 受付 受け付け 好評 売れ 売り切れ 品切れ
        完売 出荷
        お届け 届き リニューアル 刷新 おすすめ オススメ お試し 選べ 特典 効果 飲みやす 食べやす
        ダウンロード
        インストール リリース 申し込 申込 稼働 実装 連携 接続 動作 更新 プラン 高性能 新発売 お得
        便利 手軽
        """
    )
    + ")"
)
_HEAD = re.compile(r"(?:^|[、。\n「]|^[ ])$")
# Not after の: 今回のノベルティは is about a thing.
_HEAD_OR_KANA = re.compile(r"(?:^|[、。\n「 ぁ-ねは-ん])$")
# Loan words end so, people seldom do.
_LOAN_ENDING = re.compile(
    _any("ング ション メント ネス ティブ ライズ ロジー シップ ラブル サイズ ファイ ティ") + "$"
)
_FOREIGN_ENDING = re.compile(
    _any(
        """
        [ヴビィ]ッチ スキー スキ ェンコ エンコ チェンコ ンソン [リルセア]ソン [ルンー]セン
        [ルリッー]マン ベルク バーグ シュタイン ドッティル [ノコロチシ]フ エフ リャン シュヴィリ
        シビリ [リニッティ]ーニ [ッレィ]ティ ッリ ッロ [ゲメレペデケ]ス [ョー]ーンズ フォード トン
        リー ジュニア ドルフ スラフ [トソゾドボポモ]フ バウアー マイヤー マイアー バッハ スタイン
        ヴィチ ビチ ウィッツ ヴィッツ ネン [ノコロチ](?:ワ|ヴァ) ェワ ッゼ [リニシ]アン プロス
        アキス
        ディス スカス クマール スワミ ザーデ ネジャード ッディーン ドゥッラー ッツィ ッキ ェッリ
        """
    )
    + "$"
)
# Beside these a family name that is a place is the place.
_OF_A_PLACE = re.compile(_any("市長 町長 村長 区長 知事 県知事 代表 選手団 大統領 首相 監督の"))
_MIDDLE_OF_KANJI = re.compile(r"[一-鿿]")
_MIDDLE_OF_WORD = re.compile(r"[一-鿿ァ-ヴーA-Z]")
# Nothing that is a cue ends so, and most of what stands before a name does.
_NO_CUE = frozenset("とにをもてでやしたくりっ。\n「(")
_LISTING = frozenset("、・,/と")
_SHORT = frozenset(
    (
        Base.FAMILY,
        Base.GIVEN,
        Base.LISTED,
        Base.PLACE,
        Base.FOREIGN,
        Base.WORD,
        Base.RATHER_WORD,
    )
)
_MAY_BE_A_PLACE = frozenset((Base.LISTED, Base.PLACE))
_NO_NAMES = frozenset((Base.JOINED, Base.WORD, Base.THINGS))
_WINDOW = 14
_LONGEST_SUBJECT = 7


def shares(text: str, tokens: Sequence[Token], run: Run) -> Iterator[tuple[str, float]]:
    """(name, share) of everything around the run that speaks for or against a person."""
    start, end = run.start, run.end
    if _may_be_a_place(tokens, run) and _OF_A_PLACE.match(text, end):
        yield "office of a place", -0.2
    elif _HONORIFIC.match(text, end):
        yield "honorific", 0.45
    elif _ROLE.match(text, end):
        yield "title", 0.45
    else:
        before = text[max(0, start - _WINDOW) : start]
        yield from _after(text, run, before)
        yield from _before(before, run)
        yield from _of_itself(text, tokens, run)


def _may_be_a_place(tokens: Sequence[Token], run: Run) -> bool:
    if run.base is Base.CALLED:
        return tokens[run.last].kind is Kind.PLACE
    return run.base in _MAY_BE_A_PLACE


def _after(text: str, run: Run, before: str) -> Iterator[tuple[str, float]]:
    start, end, base, _ = run
    if _COMPANY_AFTER.match(text, end) or _BEFORE_COMPANY.search(before):
        yield "company", -0.6
    elif _OTHER_AFTER.match(text, end) or (base in _SHORT and _PARTY_AFTER.match(text, end)):
        yield "place or thing", -0.35 if base in _SHORT else -0.5
    elif _DOING.match(text, end):
        yield "does what people do", 0.25
    elif _IS_A_PERSON.match(text, end):
        yield "said to be a person", 0.35
    elif _GOING.match(text, end):
        yield "goes where places are", -0.1
    elif base is Base.WORD and end - start <= _LONGEST_SUBJECT and _SUBJECT.match(text, end):
        head = _HEAD if text[end] != "は" else _HEAD_OR_KANA
        if head.search(before[-1:]) and not _is_thing(text[start:end]):
            yield "subject of the clause", 0.25
    elif (
        base in _SHORT and _MIDDLE_OF_WORD.match(text, end) and not _PERSONAL_AFTER.match(text, end)
    ):
        yield "runs on into a word", -0.2


def _before(before: str, run: Run) -> Iterator[tuple[str, float]]:
    if run.base is not Base.THINGS and before[-1:] not in _NO_CUE and ends_in_cue(before):
        yield "cue", 0.3
    elif run.end - run.start == 1 and run.base in _SHORT and _MIDDLE_OF_KANJI.match(before[-1:]):
        yield "in the middle of a word", -0.2


def _of_itself(text: str, tokens: Sequence[Token], run: Run) -> Iterator[tuple[str, float]]:
    if run.base in (Base.FAMILY, Base.PLACE) and _is_listed_place(tokens, run.last):
        yield "listed among places", -0.2
    if run.base in _NO_NAMES and _FOREIGN_ENDING.search(text, run.start, run.end):
        yield "ending of family names", 0.25


def _is_listed_place(tokens: Sequence[Token], at: int) -> bool:
    """長野 in 山形、長野、静岡: a place, because its neighbours are."""
    if tokens[at].text not in words("ja_rather_places"):
        return False
    left, right = tokens[max(0, at - 2) : at], tokens[at + 1 : at + 3]
    return (len(left) == 2 and _is_place_beside(left[1], left[0])) or (
        len(right) == 2 and _is_place_beside(right[0], right[1])
    )


def _is_place_beside(mark: Token, word: Token) -> bool:
    return mark.text in _LISTING and (
        word.kind is Kind.PLACE or word.text in words("ja_rather_places")
    )


def _is_thing(word: str) -> bool:
    """サクラテラス, スタジオポニー, ギフティング: a word for a thing at either end."""
    if _LOAN_ENDING.search(word):
        return True
    things = words("ja_katakana_things")
    heads = (word[:cut] for cut in range(3, len(word) + 1))
    tails = (word[cut:] for cut in range(1, len(word) - 2))
    return not things.isdisjoint((*heads, *tails))
