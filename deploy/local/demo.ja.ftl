starting = Ringi のデモを始めます。保存先・モデル・ワークスペース・ボットを、このマシンの中だけで起動しています…
not-ours = { $out } にはデモ以外のものが入っています。消さずに止めました。--out で別のフォルダーを指定してください。
failed = デモは途中で止まりました：{ $what }
leaked = 仕込んだ値のうち { $count } 件がモデルに届いていました。
leaked-page = 仕込んだ値が公開ページに出ています。
log-broken = 判断ログの { $seq } 番目がつながっていません。
more-lines = …（ほか { $count } 行）

talks-workspace = ワークスペース：このマシンの中（{ $url }）
talks-model-offline = モデル：オフライン（素材からの抜き書き）。外部には何も送りません
talks-model-real = モデル：環境変数で指定されたモデル。伏せ字にした依頼を送ります
talks-store = 保存先：組み込みの Valkey（1 件ごとにディスクへ書き込み）

ask-brief = この原稿からキャンペーンブリーフを作ってください。
ask-shorter = もっと短く
ask-summary = このスレッドを要約してください
ask-digest = この競合のページからダイジェストを作ってください。

step-asked = 依頼：{ $who } さんが #marketing-依頼 に { $chars } 文字の原稿を貼り、ブリーフを頼みました
step-masked = 伏せたもの：モデルに渡す前に、仮名に置き換えました
step-model-saw = モデルに実際に送った内容（仮名になった文）
step-revised = 下書きと、手直し：「{ $wish }」
step-submitted = 承認の申請：{ $who } さんが公開先を選び、#承認 にカードが出ました
step-own = 自分の依頼は承認できません：{ $who } さんが「承認する」を押しました
step-signed = もう一人が承認：{ $who } さんが全文を読み、承認しました
step-others = ほかのテンプレート：20 件のスレッドの要約と、競合ダイジェスト
step-outsider = ゲストが頼んだとき
step-proved = 証明：判断ログを最初から確かめました

progress-store = 保存先（Valkey）とワークスペースを起動しています…
progress-guards = 日本語の辞書と個人情報ガードを読み込んでいます…
progress-doors = ボットとワーカーを起動しています…
progress-drafting = 確認 → 下書き → 再確認の順に進んでいます…
drafted = 下書きがスレッドに届きました（{ $chars } 文字）。ガードがすべて確認するまで、本文は一文字も表示されません
masked-line = ・{ $label }：{ $count } 件
masked-why = 理由：ルールブック（版 { $revision }）の pii.input が、この種類を「伏せる」と決めているため
model-saw-real = 実際のモデルを使っているため、送った内容はここには表示しません
planted = 原稿に仕込んだ { $count } 個の値（氏名、電話番号、カード番号など）は、モデルに一つも届いていません
revised-to = 第 2 版ができました（{ $before } 文字 → { $after } 文字）。同じガードを通っています
full-text = 公開される文面そのものを全文表示しました（{ $blocks } ブロック）
published = 公開されました：{ $page }（照合値 { $digest }…）。伏せた値は一つも出ていません
summarised = 要約ができました（{ $chars } 文字）
digested = 競合ダイジェストができました（{ $chars } 文字）
verified = { $count } 件の記録がすべてつながり、封印も一致しました。書き出し先：{ $file }
done = 終わりました（{ $seconds } 秒）。公開ページとログは { $out }/ にあります。自分で触るには make run
