"""What a model says to whoever asked, instead of or around the draft."""

import re
from collections.abc import Iterator

from guards.language.seen import Rule, Seen

# In how many code points from the ends a model greets, apologises and takes leave.
_HEAD, _TAIL = 320, 240
_DRAFT_JA = "下書き|文案|原稿|要約|サマリー|まとめ|回答|修正版|改訂版"
_DRAFT_EN = (
    r"(?:drafts?|summary|versions?|rewrite|revision|outline|translation|report|brief|copy|text"
    r"|e-?mail|list|plan|post|article)\b"
)
_OPENING = re.compile(
    r"\A\s{0,20}(?:"
    r"(?:はい、)?(?:承知(?:し|いたし)ました|かしこまりました|了解(?:し|いたし)ました|もちろんです)"
    r"[^。!?\n]{0,120}(?:[。!?:]|$)(?:\s{0,4}以下[はにが][^。\n]{0,80}(?:です|ます|ました)[。:])?"
    rf"|以下[はにが]、?[^。\n]{{0,60}}(?:{_DRAFT_JA})[^。\n]{{0,30}}(?:です|ます|ました)[。:]"
    r"|ご(?:要望|依頼|指示)(?:に|の)[^。\n]{0,60}(?:作成|修正|ご用意|まとめ)[^。\n]{0,12}ました[。:]"
    r"|(?:sure|certainly|of course|absolutely|great question|no problem)[!,.][^\n]{0,160}"
    rf"|(?:here(?:'s| is| are)|below (?:is|are)) (?:the|a|an|your|my) [^\n.:!]{{0,40}}{_DRAFT_EN}"
    r"[^\n.:!]{0,60}[.:!]"
    r"|(?:i'd be|i am|i'm) happy to (?:help|assist)[^\n.:!]{0,100}[.:!]"
    r")",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:i hope (?:this|that) (?:helps|meets)[^\n]{0,60}"
    r"|(?:please )?let me know if (?:you(?:'d| would) like|you want|you need) "
    r"(?:me to|any (?:changes|edits|adjust\w*|revis\w*|tweaks)|it|this)[^\n]{0,120}"
    r"|(?:would you like|do you want) me to [^\n]{0,120}"
    r"|is there anything else i can [^\n]{0,80}"
    r"|(?:この|以上の|上記の)(?:内容|案|文章|下書き|回答|要約)(?:が|で)[^。\n]{0,12}お役に立て[^。\n]{0,30}"
    r"|(?:調整|修正|変更|追加|別案)[^。\n]{0,24}(?:必要|ご希望|ご要望)[^。\n]{0,24}"
    r"(?:お申し付け|お知らせ|お声がけ|教えて)[^。\n]{0,16}"
    r"|(?:必要|ご希望|ご要望)[^。\n]{0,12}(?:調整|修正|変更|別案)[^。\n]{0,24}"
    r"(?:お申し付け|お知らせ|お声がけ|教えて)[^。\n]{0,16}"
    r")[。.!?]?\s{0,20}\Z",
    re.IGNORECASE,
)
# What no author of a draft would say of themselves.
_REFUSAL = re.compile(
    r"\bas an? (?:ai|artificial intelligence)(?: language)?(?: model| assistant)\b[^.\n]{0,160}"
    r"|\bi(?:'m| am) (?:just |only )?an? (?:ai|ai assistant|ai model|language model)\b[^.\n]{0,120}"
    r"|\bi(?:'m| am) sorry,? but (?:i (?:can|am|cannot|won't)|as )[^.\n]{0,160}"
    r"|\bi (?:can(?:no|')t|am unable to|am not able to|won't be able to) "
    r"(?:assist|comply|fulfil+|help (?:with|you)|provide (?:that|this)|browse the"
    r"|access (?:the internet|real))"
    r"[^.\n]{0,120}"
    r"|\bmy (?:knowledge cut-?off|training data)\b[^.\n]{0,120}"
    r"|(?:私|わたし)は(?:、)?[^。\n]{0,12}(?:AI|人工知能|言語モデル)[^。\n]{0,24}"
    r"(?:として|ですので|であるため|なので|です)[^。\n]{0,80}"
    r"|(?:AI|大規模)言語モデル(?:として|ですので|であるため|なので|のため)[^。\n]{0,100}"
    r"|(?:AI|人工知能)(?:アシスタント|モデル)?(?:ですので|であるため|なので|のため)[^。\n]{0,100}"
    r"|(?:リアルタイム|最新)の(?:情報|データ)に(?:は)?アクセス[^。\n]{0,12}ません",
    re.IGNORECASE,
)
# A customer may be refused something too; a model refuses at the beginning.
_APOLOGY = re.compile(
    r"\A\s{0,20}(?:大変)?(?:申し訳(?:ありません|ございません|ない)|恐れ入ります|すみません)(?:が|けど)、?[^。\n]{0,60}"
    r"(?:お手伝い|お応え|お答え|作成|生成|支援|対応)[^。\n]{0,16}"
    r"(?:できません|いたしかねます|できかねます)"
    r"|\A\s{0,20}(?:その|この)(?:ような)?(?:ご)?(?:依頼|要望|リクエスト)に[^。\n]{0,20}"
    r"(?:できません|いたしかねます|できかねます|られません)"
)


def chatter(normal: str) -> Iterator[Seen]:
    """Greetings at the beginning, offers at the end, refusals anywhere."""
    opening = _OPENING.match(normal[:_HEAD])
    if opening is not None:
        start = len(opening[0]) - len(opening[0].lstrip())
        yield Seen(start, opening.end(), Rule.CHATTER, (("opening", 0.8),))
    from_ = max(opening.end() if opening is not None else 0, len(normal) - _TAIL)
    closing = _CLOSING.search(normal, from_)
    if closing is not None:
        end = closing.start() + len(closing[0].rstrip())
        yield Seen(closing.start(), end, Rule.CHATTER, (("closing", 0.7),))
    apology = _APOLOGY.match(normal[:_HEAD])
    refusals = [*([apology] if apology is not None else []), *_REFUSAL.finditer(normal)]
    for match in refusals:
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield Seen(start, match.end(), Rule.REFUSAL, (("refusal", 0.85),))
