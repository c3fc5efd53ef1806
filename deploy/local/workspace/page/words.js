// The page's own words, in both languages. What the bot says is never touched.

const WORDS = {
  ja: {
    skip: "入力欄へ移動", persona: "操作する人", channels: "チャンネル", app: "アプリ",
    sample: "この会社と登場人物は、すべて架空のものです。", tab_home: "ホーム", tab_messages: "メッセージ",
    thread: "スレッド", close: "閉じる", records: "記録", panel_model: "モデルに送った内容",
    panel_log: "判断ログ", panel_site: "公開サイト", panes: "表示の切り替え", pane_places: "一覧",
    pane_chat: "会話", pane_thread: "スレッド", pane_records: "記録", connected: "ボット接続中",
    offline: "ボット未接続", send: "送信", write: "{place} へのメッセージ", write_thread: "スレッドに返信",
    only_you: "あなただけに表示されています", show_more: "すべて表示", show_less: "折りたたむ", edited: "（編集済み）", app_badge: "アプリ",
    replies: "{n} 件の返信", reply_one: "1 件の返信", reply: "スレッドで返信", more: "その他の操作", external: "社外",
    empty_channel: "まだメッセージはありません。@Ringi と書いて、依頼してみてください。",
    empty_dm: "Ringi に直接話しかけられます。", empty_home: "ホームはまだ公開されていません。",
    empty_model: "まだ何も送られていません。依頼すると、モデルに実際に送った文面がここに出ます。",
    empty_log: "まだ記録はありません。判断のたびに、ここへ一行ずつ増えます。",
    empty_site: "公開サイトはまだありません。", reload: "再読み込み", open_tab: "新しいタブで開く",
    cancel: "キャンセル", choose: "選択してください", optional: "任意", required: "入力してください",
    too_short: "短すぎます", too_long: "長すぎます", refused: "このボットの送信は受け付けられません（{source}）",
    undelivered: "{source} は {code} エラーにより失敗しました", failed: "操作できませんでした",
    no_slash_in_thread: "スラッシュコマンドはスレッドでは使えません", dismiss: "通知を閉じる",
    image: "画像", message_menu: "このメッセージへの操作", shortcuts: "ショートカット",
    suggestions: "候補", no_thread: "スレッドは選ばれていません。", good: "良い", bad: "良くない",
    entry_raw: "全項目", parameters: "その他の指定",
    kind_asked: "依頼", kind_refused: "お断り", kind_guarded: "ガード確認", kind_model_called: "モデル呼び出し",
    kind_model_answered: "モデル回答", kind_model_failed: "モデル失敗", kind_drafted: "下書き", kind_submitted: "承認申請",
    kind_voted: "投票", kind_accepted: "公開を許容", kind_approved: "承認", kind_sent_back: "差し戻し",
    kind_rejected: "却下", kind_expired: "期限切れ", kind_sending: "送信開始", kind_published: "公開",
    kind_publish_failed: "公開失敗", kind_publish_ambiguous: "公開不明", kind_dead_letter: "処理断念",
    kind_settings: "設定変更", kind_feedback: "感想",
    verdict_allow: "許可", verdict_mask: "伏せる", verdict_flag: "知らせる", verdict_block: "止める",
    verdict_in_review: "承認待ち", verdict_approved: "承認済み", verdict_publishing: "公開処理中",
    verdict_published: "公開済み", verdict_changes_requested: "差し戻し", verdict_refused: "却下",
    verdict_expired: "期限切れ", verdict_failed: "公開失敗", verdict_ambiguous: "成否不明",
    newer: "新しいメッセージ ↓",
  },
  en: {
    skip: "Skip to the message field", persona: "Acting as", channels: "Channels", app: "App",
    sample: "This company and everybody in it are fictional.", tab_home: "Home", tab_messages: "Messages",
    thread: "Thread", close: "Close", records: "Records", panel_model: "Sent to the model",
    panel_log: "Decision log", panel_site: "Published site", panes: "Switch view", pane_places: "Places",
    pane_chat: "Chat", pane_thread: "Thread", pane_records: "Records", connected: "Bot connected",
    offline: "Bot not connected", send: "Send", write: "Message {place}", write_thread: "Reply in thread",
    only_you: "Only visible to you", show_more: "Show all", show_less: "Show less", edited: "(edited)", app_badge: "App",
    replies: "{n} replies", reply_one: "1 reply", reply: "Reply in thread", more: "More actions", external: "external",
    empty_channel: "No messages yet. Write @Ringi and ask for something.",
    empty_dm: "You can talk to Ringi directly here.", empty_home: "No home has been published yet.",
    empty_model: "Nothing was sent yet. Ask something, and the exact text the model gets appears here.",
    empty_log: "No entries yet. Every decision adds one line here.",
    empty_site: "There is no published site yet.", reload: "Reload", open_tab: "Open in a new tab",
    cancel: "Cancel", choose: "Choose one", optional: "optional", required: "Please fill this in",
    too_short: "Too short", too_long: "Too long", refused: "The bot's call was refused ({source})",
    undelivered: "{source} failed with the error {code}", failed: "That did not work",
    no_slash_in_thread: "Slash commands can't be used in threads", dismiss: "Dismiss",
    image: "Image", message_menu: "Actions for this message", shortcuts: "Shortcuts",
    suggestions: "Suggestions", no_thread: "No thread is open.", good: "Good", bad: "Bad",
    entry_raw: "All fields", parameters: "Other parameters",
    kind_asked: "Asked", kind_refused: "Refused", kind_guarded: "Guarded",
    kind_model_called: "Model called", kind_model_answered: "Model answered",
    kind_model_failed: "Model failed", kind_drafted: "Drafted", kind_submitted: "Submitted",
    kind_voted: "Voted", kind_accepted: "Accepted", kind_approved: "Approved", kind_sent_back: "Sent back",
    kind_rejected: "Rejected", kind_expired: "Expired", kind_sending: "Sending",
    kind_published: "Published", kind_publish_failed: "Not published", kind_publish_ambiguous: "Unclear",
    kind_dead_letter: "Given up", kind_settings: "Settings changed", kind_feedback: "Feedback",
    verdict_allow: "allow", verdict_mask: "mask", verdict_flag: "flag", verdict_block: "block",
    verdict_in_review: "in review", verdict_approved: "approved", verdict_publishing: "publishing",
    verdict_published: "published", verdict_changes_requested: "sent back", verdict_refused: "refused",
    verdict_expired: "expired", verdict_failed: "failed", verdict_ambiguous: "unclear",
    newer: "New messages ↓",
  },
};

let language = "ja";

export function setLanguage(locale) {
  language = locale.startsWith("ja") ? "ja" : "en";
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  for (const node of document.querySelectorAll("[data-word-label]")) {
    node.setAttribute("aria-label", t(node.dataset.wordLabel));
  }
}

export const lang = () => language;

export function t(key, params = {}) {
  const words = WORDS[language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? "");
}

export const clock = (ts) =>
  new Date(Number(ts) * 1000).toLocaleTimeString(language === "ja" ? "ja-JP" : "en-US", {
    hour: "2-digit", minute: "2-digit",
  });
