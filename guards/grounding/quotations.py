"""Quotations: words that a draft puts into somebody's mouth.

Only attributed ones are: 「…」と述べた, a voice, "…," said X. A slogan in brackets is none.
"""

import re
from collections.abc import Iterator

from guards.grounding.traceable import Kind, Mention, Word

# Shorter ones are terms and emphasis.
SHORTEST = 8
_SPEAKING = (
    r"(?:述べ|話(?:し|す|さ)|語(?:っ|る|ら|り)|コメント|発言|説明(?:し|する|した)|答え|回答"
    r"|強調|指摘|言(?:っ|い|う|わ)|明かし|主張|宣言|"
    r"振り返|評価|訴え|呼びかけ|期待を|声|意見|感想|口コミ|評判|要望|不満|証言|謝罪|表明"
    r"|断言|紹介し|寄せ|書い|投稿|"
    r"引用|ツイート|レビュー|いただい|頂い|とのこと|見解|認識)"
)
_JA = re.compile(
    rf"「(?P<said>[^「」\n]{{{SHORTEST},400}})」"
    rf"(?:(?:と|との|という|といった|などと|などの|とも|と、|って"
    rf"|の)[^。\n「」]{{0,12}}?{_SPEAKING})"
)
_JA_BEFORE = re.compile(
    rf"(?:氏|さん|様|社長|部長|課長|教授|代表|⟧|担当者|広報|関係者|利用者|お客様|ユーザー"
    rf"|顧客|参加者|回答者|調べ|によると|によれば)"
    rf"(?:は|が|も|から|の声|の言葉|のコメント|:|からは|より)?[、: "
    rf"]{{0,2}}「(?P<said>[^「」\n]{{{SHORTEST},400}})」"
    rf"(?!(?:を|という(?:商品|製品|企画|施策|キャンペーン|名|コピー)))"
)
_VERBS = (
    r"(?:said|says|say|told|tells|stated|states|added|adds|commented|comments|explained"
    r"|explains|noted|notes|"
    r"remarked|wrote|writes|announced|claimed|claims|according to|argued|quoted|emphasized"
    r"|emphasised|stressed|replied)"
)
_EN = re.compile(
    rf"[\"“](?P<said>[^\"“”\n]{{{SHORTEST},400}})[\"”](?=,?[ ](?:[A-Z⟦][^.\"“\n]{{0,40}}? "
    rf")?(?:he |she |they |the [a-z ]{{1,30}})?{_VERBS}\b)"
)
_EN_BEFORE = re.compile(
    rf"\b{_VERBS}(?: (?:that|to [^\"“.\n]{{1,30}}|us|reporters|[A-Z][a-z]+))?[,:]? "
    rf"[\"“](?P<said>[^\"“”\n]{{{SHORTEST},400}})[\"”]"
)


def quotations(normal: str) -> Iterator[Mention]:
    """Every attributed quotation, its marks not included, in no order."""
    seen: set[int] = set()
    for pattern in (_JA, _JA_BEFORE, _EN, _EN_BEFORE):
        for match in pattern.finditer(normal):
            start, end = match.span("said")
            if start not in seen:
                seen.add(start)
                yield Mention(Kind.QUOTATION, start, end, (Word(match["said"]),))
