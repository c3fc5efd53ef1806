holds = 判断ログは正常です：{ $count } 件がすべてつながっています。
broken = 判断ログは { $seq } 番目で壊れています：{ $why }。
broken-unreadable = 記録が読めません
broken-gap = 番号が抜けています
broken-order = 順序が入れ替わっています
broken-link = 前の記録とつながっていません
broken-altered = 内容が書き換えられています
broken-unknown_key = 知らない鍵で封印されています
broken-seal = 封印が合いません
broken-truncated = 末尾が切り取られています
unreadable = { $file } を読めません。
no-key = 鍵がこのマシンにないため、封印は確かめていません（つながりと内容だけを確かめました）。
unknown-request = 判断ログに { $request } という依頼はありません。

finding = ・{ $label }：{ $count } 件（{ $action }）
verdict-allow = 許可
verdict-mask = 伏せる
verdict-flag = 知らせる
verdict-block = 止める

story-asked = { $via ->
    [thread] { $actor } が下書きの手直しを依頼（ルール { $rule } により許可）
   *[other] { $actor } が { $channel } で { $template_id } { $template_version } を依頼（ルール { $rule } により許可）
}
story-refused = { $actor } に断った：{ $reason }（ルール { $rule }）
story-guarded = ガードが確認（{ $side }）：{ $verdict }
story-model-called = モデルの呼び出しを記録
story-model-answered = モデル { $model } が回答（入力 { $input_tokens }、出力 { $output_tokens } トークン）
story-model-failed = モデルから使える答えが得られなかった：{ $reason }
story-drafted = 下書き 第 { $revision } 版ができた
story-submitted = { $actor } が公開先 { $destination } への承認を申請（照合値 { $digest }）
story-voted = { $actor } が承認に一票（{ $signatures } / { $quorum }）
story-accepted = { $actor } が伏せた値の公開を認めた
story-approved = { $actor } が承認（{ $signatures } / { $quorum }）
story-sent-back = { $actor } が差し戻し
story-rejected = { $actor } が却下
story-expired = 期限までに返事がなく、終了
story-sending = { $destination } への送信を始めた
story-published = 公開した（{ $external_id }、照合値 { $digest }）
story-publish-failed = 公開できなかった（何も送っていない）：{ $why }
story-publish-ambiguous = 送れたかどうか分からない。人の判断待ち：{ $why }
story-dead-letter = 処理をあきらめた
side-input = 入力
side-output = 出力
side-publication = 公開する文面
story-feedback = { $actor } が下書きの評価を送った
story-revealed = { $actor } が、公開してよいかを判断するために伏せた値を見た
story-model-called-second-opinion = 別のモデルに、指示の混入について意見を求めた
story-model-answered-second-opinion = 別のモデル { $model } の意見：{ $verdict }（確信度 { $confidence }）
story-model-failed-second-opinion = 別のモデルの意見は得られなかった（ガードの判定のまま進めた）
