"""What teams write every day is no advertising claim, whatever words it shares with one."""

import pytest

from guards.normalise import Text
from guards.rulebook import DEFAULT, load
from guards.terms.guard import TermsGuard
from guards.verdict import Context, Side

GUARD = TermsGuard.load(load(DEFAULT).terms, base=None)
EVERYDAY = (
    "競合3社の料金ページを確認し、9月時点の月額を表にまとめました。",
    "A社は10月に新しいプランを発表しました。詳細は来週の定例で共有します。",
    "他社の事例を2件、資料の後半に入れる予定です。",
    "競合のSNS投稿は週3回で、当社は週2回です。",
    "従来の申請書は紙でしたが、来月からフォームに変わります。",
    "B社との契約は来年3月で終わります。更新するかを検討しています。",
    "他部署からの依頼は、フォームに記入してください。",
    "市販の素材集は使わず、撮り下ろしの写真を使います。",
    "お客様からいただいた感想を、社内の掲示板で共有します。",
    "レビューのご投稿ありがとうございます。いただいたご意見は改善に生かします。",
    "サンプルの提供は11月末で終了しました。",
    "インタビュー記事の公開日は、先方の確認後に決めます。",
    "SNSの投稿は、火曜と金曜の午前に予約します。",
    "広告の配信設定は、担当の高田が行います。",
    "モニターの応募は52件で、抽選の結果は来週ご連絡します。",
    "社員の口コミで応募した人が3名いました。",
    "タイアップの相手は3社に絞りました。",
    "イベントに招待するお客様の一覧を作ってください。",
    "口コミの件数は先月から20件増えました。",
    "謝礼の支払いは、月末締めの翌月払いです。",
    "定期ミーティングは毎月第2火曜に行います。",
    "解約の理由で多かったのは、使う時間がないことでした。",
    "サブスクリプションの解約率は2.1%でした。",
    "メルマガの件名は3案を試して、開封率を比べます。",
    "ニュースレターの配信は木曜の朝です。原稿は火曜までにお願いします。",
    "件名: 10月の定例会議の議事録です",
    "毎月の売上報告は、5営業日までに提出してください。",
    "申し込みページの表示を速くしました。",
    "お届けは、ご注文から3日ほどです。",
    "配信停止のリンクの位置を、フッターの最初に移しました。",
    "新しい色のマグカップを発売しました。電子レンジでも使えます。",
    "秋の夜長に、温かいお茶はいかがですか。",
    "予約は公式サイトから承ります。営業時間は10時から19時です。",
    "チームで一番早く出社するのは佐々木さんです。",
    "この企画は他のチームと一緒に進めています。",
    "価格は税込1,980円です。11月20日に発売します。",
    "半年間の無料サポートがついています（購入日から6か月、電話とメール）。",
    "アンケートの回答は、412名のうち184名が20代でした。",
    "他に質問があれば、スレッドに書いてください。",
    "在庫は本店に30点あります。",
    "当社の強みは、社内に縫製工房があることです。",
    "The other team will share their plan on Monday.",
    "Our competitors' prices are listed in the attached sheet, as of October 2026.",
    "Their feedback was positive, so we kept the second draft.",
    "We invited ten customers to the event and sent them the schedule.",
    "Please post the minutes in the channel by Friday.",
    "She sent me the slides yesterday; I will review them today.",
    "The newsletter goes out on Thursday; please send your text by Tuesday.",
    "Email: press@example.com",
    "Subscription revenue was flat this quarter.",
    "The monthly report is ready for review.",
    "Each quarter we review the plan with the finance team.",
    "The trial run of the booking form went well.",
    "Customers can leave a review after their stay.",
    "We should label sponsored posts in the first line.",
    "Other cities are planned for next year.",
    "A quiet corner with good light and fresh coffee.",
    "The delivery takes three days and costs ¥500.",
    "Most readers open the newsletter on a phone.",
    "The team met every week and shipped on time.",
    "The article explains how the kiln works.",
    "Their support team answered within an hour.",
)


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_notes_stay_silent(text: str) -> None:
    found = GUARD.check(Text.of(text), Context(side=Side.OUTPUT))
    assert [finding.rule for finding in found] == []
