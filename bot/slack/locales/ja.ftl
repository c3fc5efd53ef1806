### Ringi の言葉。en.ftl と同じ id、同じ変数を持つこと（テストが確かめます）。

## どこにでも
made-by-ai = AI による下書きです。内容は必ず人が確認してください
number = 受付番号 { $number }
contact-none = Ringi の管理者
press-again = 画面を開けませんでした。お手数ですが、もう一度ボタンを押してください。
nothing-allowed = この場所で使えるテンプレートはまだありません。管理者に、ルールブックへの追加を依頼してください。

## 状況
status-checking = 依頼を確認しています…
status-drafting = 下書きを作成しています…
status-reviewing = 下書きの内容を点検しています…

## ボタン
button-revise = 直してもらう
button-request = 承認を申請
button-sign = 承認する
button-send-back = 差し戻す
button-refuse = 却下する
button-full-text = 全文を見る
button-cancel = キャンセル
button-close = 閉じる
button-choose = これにする
button-form = フォームで入力する
label-of-revise = この下書きを直してもらう
label-of-request = この下書きの公開について承認を申請する

## 下書き
draft-ready = { $title }の下書き（第 { $revision } 版）ができました。
draft-head = :memo: *{ $title }* の下書き（第 { $revision } 版）ができました。
draft-by-ai = :robot_face: AI が作成した下書きです（テンプレート { $template } { $version }）。必ず人が確認してください
draft-part = { $of } 通中 { $number } 通目
draft-masked = :lock: *モデルに渡す前に伏せたもの*
draft-noted = :mag: *確認していただきたいところ*
finding-line = • { $label } { $count } 件 — { $action }：{ $reason }
finding-passes = {"   "}↳ { $passes }
finding-more = • ほか { $count } 種類
action-allow = そのまま
action-mask = 伏せました
action-flag = 要確認
action-block = 停止
feedback-good = 役に立った
feedback-bad = 役に立たなかった
feedback-good-label = この下書きは役に立った
feedback-bad-label = この下書きは役に立たなかった
feedback-thanks = ご感想をありがとうございます。直したいところがあれば「直してもらう」を押すか、このスレッドに書いてください。

## 依頼の受け方
anchor = :inbox_tray: { $person } さんの依頼: *{ $title }*
anchor-text = { $title }の依頼を受け付けました
command-received = ご依頼を受け付けました。このあとの投稿のスレッドでお答えします。
choose-which = どのテンプレートで作成しますか。
invite = *{ $title }* の作成には、あと数項目の入力が必要です。フォームからご記入ください。
choose-chosen = { $title }で作成します。

## ヘルプ
help-text = Ringi の使い方
help-what = Ringi は、マーケティングの下書きを作成し、承認を得たものだけを公開するお手伝いをします。個人情報はモデルに渡す前に伏せます。
help-ways =
    • *メンション* — 素材と一緒に「要約して」のように話しかけてください
    • *スレッド* — スレッドの中で「要約して」と頼むと、そのスレッドを読みます
    • *ショートカット* — メッセージの「⋯」から「要約する」「ブリーフにする」
    • *続き* — 下書きのスレッドに「もっと短く」「英語で」と書くと直します
help-unknown = :information_source: 「{ $word }」というコマンドはありません。
help-near = もしかして: `/ringi { $near }`

## フォーム
chooser-title = 依頼の種類
form-title = 依頼フォーム
form-submit = 依頼する
form-note = 個人情報は、モデルに渡す前に伏せます。
form-either = :bulb: 項目を記入するか、「{ $field }」に資料を貼り付けてください。資料から読み取れる項目は、空欄でもかまいません。
form-kept = :paperclip: 素材（{ $count } 文字）はお預かりしています。残りの項目をご記入ください。
form-kept-thread = :paperclip: このスレッドを素材として読み取ります。残りの項目をご記入ください。
form-longer = 3,000 文字を超える素材は、メッセージとして貼り付け、ショートカットから依頼してください。
form-where = 下書きの届け先
form-where-hint = 選ばない場合は、ダイレクトメッセージでお届けします。
choice-true = はい
choice-false = いいえ
field-missing = この項目は必須です。
field-missing-or-material = 資料を貼り付けない場合は、この項目が必要です。
field-empty = この項目は必須です。空白だけでは受け付けられません。
field-too-long = 長すぎます。{ $limit } 文字以内にしてください。
field-unknown-field = このテンプレートにない項目です。
field-wrong-type = 形式が正しくありません。
field-not-one-of = 選択肢の中から選んでください。

## 直してもらう
revise-title = 直してもらう
revise-label = どのように直しますか
revise-example = 例：もっと短く／英語で／見出しを親しみやすく
revise-hint = 第 { $revision } 版をもとに、新しい版を作成します。
revise-submit = 依頼する

## 承認の申請
submit-title = 承認の申請
submit-where = 公開先
submit-route = 承認者 { $quorum } 名・期限 { $hours } 時間
submit-hidden = :lock: 次の値は伏せたまま申請します（公開するかどうかは承認者が判断します）: { $tokens }
submit-nothing-hidden = この下書きに、伏せた値はありません。
submit-note = 第 { $revision } 版を申請します。申請したあとに直した場合は、改めて申請が必要です。

## 承認カード
card-text = 承認の依頼: { $template }（{ $state }）
card-head = 公開の承認: { $destination }
card-asked =
    { "" }*{ $title }*
    依頼者 { $requester } · { $template }（{ $version }）· 下書き第 { $revision } 版
card-found = *点検の結果*
card-found-none = • 指摘はありません
card-masked = *モデルに渡す前に伏せたもの*
card-hidden = :lock: 公開文でも伏せている値: { $tokens }
card-let-out = :unlock: 承認者が公開に含めた値: { $tokens }
card-cut = 全 { $count } 文字の冒頭です。続きは「全文を見る」をご覧ください。
card-difference = *前の版との違い* （追加 { $added } 行・削除 { $removed } 行）
card-difference-more = … ほか { $count } 行
card-count = :hourglass_flowing_sand: 承認 { $signed } / { $quorum } 名
card-signed = 承認した人: { $people }
card-published-at = 公開場所: { $place }
card-digest = 照合値 { $digest } · 申請第 { $revision } 版
card-expires = 期限 { $when }
confirm-sign-title = 公開を承認しますか
confirm-sign = 承認者がそろうと、この文面がそのまま「{ $destination }」に公開されます。

## 全文・差し戻し・却下
full-text-title = 公開される全文
full-text-let-out = この値を公開に含める
full-text-hint = 変更すると申請は新しい版になり、それまでの承認は取り消されます。
full-text-submit = 値の公開を変更する
send-back-title = 差し戻し
send-back-label = 直してほしいところ
send-back-hint = 依頼者のスレッドに、お名前とともに届きます。
refuse-title = 却下
refuse-label = 却下の理由
refuse-hint = 依頼者のスレッドに、お名前とともに届きます。この申請は終了します。

## 状態
state-in_review = 承認待ち
state-approved = 承認済み
state-publishing = 公開処理中
state-published = 公開済み
state-changes_requested = 差し戻し
state-refused = 却下
state-expired = 期限切れ
state-failed = 公開失敗
state-ambiguous = 公開の成否が不明
choice-sign = 承認
choice-send_back = 差し戻し
choice-refuse = 却下

## 依頼者へのお知らせ
told-text = 承認申請の状況: { $state }
told-in-review = :hourglass_flowing_sand: { $requester } さん、「{ $destination }」への公開について承認を申請しました。期限は { $until } です。
told-approved = :white_check_mark: 「{ $destination }」への公開が { $who } さんに承認されました。これから公開します。
told-published = :tada: 「{ $destination }」に公開しました: { $place }
told-changes-requested = :leftwards_arrow_with_hook: { $requester } さん、{ $who } さんから差し戻しがありました。このスレッドで直してから、改めて申請してください。
told-refused = :no_entry_sign: { $requester } さん、「{ $destination }」への公開は { $who } さんに却下されました。
told-expired = :alarm_clock: { $requester } さん、期限までに承認が得られませんでした。公開はしていません。もう一度申請できます。
told-failed = :warning: { $requester } さん、承認は得られましたが「{ $destination }」に公開できませんでした。何も送られていません。もう一度申請するか、{ $contact } にご相談ください。
told-ambiguous = :grey_question: { $requester } さん、「{ $destination }」に公開できたかどうかを確認できませんでした。二重に公開しないため、再送はしていません。{ $contact } が公開先を確認します。

## ホーム
home-ask = 依頼する
home-ask-how = テンプレートを選ぶと、入力フォームが開きます。チャンネルで Ringi にメンションしても依頼できます。
home-mine = わたしの承認申請
home-mine-empty = まだ申請はありません。下書きができたら「承認を申請」を押してください。
home-queue = 承認を待っているもの
home-queue-empty = 待っている申請はありません。
home-waiting = *{ $destination }* — { $requester } さんから · { $since } 申請 · 期限 { $until } · カード { $where }
home-rules = ルールブック
home-rules-revision = 版 `{ $revision }`（表示のみ。変更はファイルで行います）
home-rules-access = *だれが、どこで、何を頼めるか*
home-rules-destinations = *公開先*
home-rule = • { $who }: { $channels } で{ $templates }（ルール `{ $rule }`）
home-destination = • { $title }: { $channel } で { $quorum } 名が承認・期限 { $hours } 時間（ `{ $destination }` ）
home-all-templates = すべてのテンプレート
home-everyone = 社内の全員
home-direct = ダイレクトメッセージ
home-any-channel = どのチャンネルでも
home-ai = 下書きは AI が作成し、公開の前に必ず人が確認します

## 検出したものの名前
label-YURYO_GONIN = 優良誤認のおそれ
label-YURI_GONIN = 有利誤認のおそれ
label-YAKKI = 薬機法・健康増進法
label-STEALTH = 広告表示（ステマ告示）
label-MAIL_ORDER = 特商法・特定電子メール法
label-COMPARISON = 比較・競合の表現
label-NOTATION = 表記
label-BRAND = ブランド表現
label-PERSON = 氏名
label-EMAIL_ADDRESS = メールアドレス
label-PHONE_NUMBER = 電話番号
label-ADDRESS = 住所
label-JP_POSTAL_CODE = 郵便番号
label-DATE_OF_BIRTH = 生年月日
label-CREDIT_CARD = カード番号
label-MY_NUMBER = マイナンバー
label-CORPORATE_NUMBER = 法人番号
label-JP_BANK_ACCOUNT = 銀行口座
label-IBAN_CODE = IBAN
label-US_SSN = 米国社会保障番号
label-DRIVING_LICENCE = 運転免許証番号
label-PASSPORT = 旅券番号
label-URL_CREDENTIALS = 認証情報を含む URL
label-IP_ADDRESS = IP アドレス
label-CARD_SECURITY_CODE = カードのセキュリティコード・有効期限
label-CRYPTO = 暗号資産のアドレス
label-NATIONAL_ID = 海外の公的番号
label-RESIDENCE_CARD = 在留カード番号
label-HEALTH_INSURANCE = 健康保険などの記号・番号
label-PENSION_NUMBER = 年金番号
label-EMPLOYEE_ID = 社員・会員番号
label-SLACK_ID = Slack の ID
label-MAC_ADDRESS = MAC アドレス
label-SECRET = 秘密情報（鍵・パスワード）
label-QUOTED = 仮名に見える文字列
label-PLACEHOLDER_INVENTED = 素材にない仮名
label-PLACEHOLDER_UNBRACKETED = 括弧の外れた仮名
label-PLACEHOLDER_MISSING = 下書きにない仮名
label-NUMBER = 出典のない数値
label-DATE = 出典のない日付
label-LINK = 出典のないリンク
label-TIME = 出典のない時刻
label-NAME = 出典のない名称
label-QUOTATION = 出典のない引用
label-INJECTION = AI への指図の混入
label-POLICY = 禁止された使い方
label-LANGUAGE = 別の言語の部分
label-POLITENESS = 敬体と常体の混在
label-SECTION = 中身のない節・未記入の印
label-CHATTER = モデルの前置き・断り
label-TERM = 表現の注意

## できなかったとき
refusal-passes = 解除するには: { $passes }
refusal-rule = ルール { $rule }
refusal-ask = ご相談先: { $contact }
refusal-number = 受付番号 { $number }
refusal-other = 依頼を完了できませんでした。受付番号を添えて、ご相談先にお問い合わせください。
refusal-given-up = 何度か試しましたが、依頼を完了できませんでした。お手数ですが、もう一度お試しください。続く場合は、受付番号を添えてご相談先にお問い合わせください。
refusal-guest = ゲストの方からの依頼は受け付けていません。社内のメンバーに依頼してください。
refusal-stranger = 社外の方からの依頼は受け付けていません。
refusal-bot = ほかのアプリからの依頼は受け付けていません。
refusal-external-channel = このチャンネルは社外と共有されているか、共有の有無を確認できないため、依頼を受け付けていません。社内のチャンネルで依頼してください。
refusal-channel-unknown = このチャンネルでの利用は、まだ許可されていません。許可されたチャンネルで依頼するか、管理者に追加を依頼してください。
refusal-template-not-here = このチャンネルでは、そのテンプレートを使えません。`/ringi help` で使えるものを確認してください。
refusal-person-not-allowed = このテンプレートを使う権限がありません。必要な場合は、管理者に追加を依頼してください。
refusal-page-host = そのサイトのページは、素材として許可されていません。
refusal-people-unreadable = Slack からあなたの権限を確認できなかったため、処理を止めました。しばらくしてから、もう一度お試しください。
refusal-not-invited = Ringi がこのチャンネルに参加していないため、返信できません。`/invite @Ringi` で招待してから、もう一度お試しください。
refusal-unknown-template = そのテンプレートはありません。`/ringi help` で一覧を確認してください。
refusal-missing-field = 「{ $field }」が足りません。フォームから入力してください。
refusal-field-too-long = 「{ $field }」が長すぎます。短くして、もう一度お試しください。
refusal-field-invalid = 「{ $field }」の内容が正しくありません。フォームで確認してください。
refusal-empty-request = 依頼の内容が空でした。してほしいことと素材を書いてください。
refusal-only-image = 画像やファイルの中身は、まだ読み取れません。文章を貼り付けて依頼してください。
refusal-too-many-masked = 一つのスレッドで伏せられる値は { $limit } 件までです。スレッドを分けて依頼してください。
refusal-too-long = 長すぎます（{ $length }、上限は { $limit }）。分けるか短くして、もう一度お試しください。
refusal-no-thread = 読み取れるスレッドがありませんでした。スレッドの中で依頼するか、文章を貼り付けてください。
refusal-no-draft = 対象の下書きが見つかりません。保存期間が過ぎている場合は、もう一度依頼してください。
refusal-ask-gone = 元の依頼の保存期間が過ぎました。もう一度依頼してください。
refusal-not-your-draft = この下書きの承認を申請できるのは、依頼した人と手を加えた人だけです。
refusal-blocked-input = モデルに渡せない情報（{ $labels }）が含まれているため、中止しました。該当の部分を取り除いて、もう一度依頼してください。
refusal-blocked-output = 下書きに、外に出せない情報（{ $labels }）が含まれていたため、中止しました。素材から該当の部分を取り除いて、もう一度依頼してください。
refusal-guard-failed = 点検を実行できなかったため、安全のため処理を止めました。モデルにも社外にも、何も送っていません。もう一度お試しください。
refusal-model-down = 下書きを作るモデルに接続できませんでした。しばらくしてから、もう一度お試しください。
refusal-model-slow = 時間内に下書きが完成しませんでした。素材を短くするか、しばらくしてからお試しください。
refusal-model-busy = モデルが混み合っています。数分後に、もう一度お試しください。
refusal-model-auth = モデルを利用するための認証に失敗しました。管理者に設定の確認を依頼してください。
refusal-model-refused = モデルがこの依頼への回答を断りました。依頼の内容を見直してください。
refusal-model-incomplete = 下書きが途中で終わりました。素材を短くして、もう一度お試しください。
refusal-model-nonsense = モデルの回答が決められた形になっていなかったため、使いませんでした。もう一度お試しください。
refusal-model-empty-section = 下書きに空の項目があったため、使いませんでした。素材を補って、もう一度お試しください。
refusal-store-down = 記録の保管場所に接続できないため、処理を止めました。何も失われていません。しばらくしてから、もう一度お試しください。
refusal-store-unreadable = 保管された記録を読み取れないため、処理を止めました。管理者に確認を依頼してください。
refusal-draft-moved = 下書きが新しい版になっています。最新の版から操作してください。
refusal-stale-revision = 申請の内容が新しい版になっています。最新のカードを確認してから操作してください。
refusal-stale-digest = 表示されている文面が最新ではありません。最新のカードを確認してから操作してください。
refusal-not-in-state = この申請は、もうその操作を受け付けていません。カードで現在の状態を確認してください。
refusal-expired = この申請は期限が過ぎています。
refusal-recount = ほかの承認者の操作と重なりました。カードを確認してから、もう一度お試しください。
refusal-already-voted = この申請には、すでに回答済みです。
refusal-not-reviewer = この公開先の承認者に含まれていないため、回答できません。
refusal-own-request = 自分の依頼を自分で承認することはできません。ほかの承認者に依頼してください。
refusal-touched-text = この文面に手を加えた人は承認できません。ほかの承認者に依頼してください。
refusal-reviewer-guest = ゲストの方や社外の方は、承認に参加できません。
refusal-unknown-signoff = この承認申請が見つかりません。
refusal-unknown-destination = その公開先は、ルールブックにありません。
refusal-destination-unknown = その公開先は、ルールブックにありません。
refusal-destination-not-for-template = このテンプレートの下書きは、その公開先に申請できません。
refusal-unresolved = 文面に、元の値がわからない仮名が残っているため、申請できません。「直してもらう」で修正してください。
refusal-names-gone = この下書きで伏せた値は保管期限を過ぎたため、続きを作れません。お手数ですが、新しく依頼してください。
refusal-already-sending = すでに公開の処理が始まっています。
refusal-publish-failed = 公開できませんでした。何も送られていません。
refusal-publish-ambiguous = 公開できたかどうかを確認できませんでした。二重に公開しないため、再送はしていません。
