"""A draft is in the language that was asked for, in one tone, complete, and nothing but a draft."""

import pytest

from guards.language.guard import LanguageGuard
from guards.language.sections import sections
from guards.language.seen import WORDS, Rule
from guards.normalise import Text
from guards.sections import Language
from guards.verdict import Action, Context, Finding, Side

GUARD = LanguageGuard(Language())
NEWS = "新商品は来月の三日に発売します。価格は税込みで二千円です。お近くの店舗でお求めください。"
KOREAN = "신제품을 출시하게 되어 매우 기쁩니다."
CHINESE = "我们很高兴地宣布新产品发布，请您关注。"
RUSSIAN = "Новый чай уже в продаже."
PLAIN = "新商品の売上は前月を上回った。要因は天候である。来月も続く見込みだ。"


def found(text: str, *, locale: str = "ja", sources: tuple[str, ...] = ()) -> list[Finding]:
    context = Context(side=Side.OUTPUT, locale=locale, sources=sources)
    return list(GUARD.check(Text.of(text), context))


def seen(text: str, *, locale: str = "ja", sources: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [
        (f.rule.removeprefix("language."), text[f.start : f.end])
        for f in found(text, locale=locale, sources=sources)
    ]


def test_only_drafts_are_checked() -> None:
    assert GUARD.sides == {Side.OUTPUT}


def test_the_action_is_the_rulebooks() -> None:
    strict = LanguageGuard(Language(action=Action.BLOCK))
    findings = strict.check(Text.of("TBD"), Context(side=Side.OUTPUT))
    assert [f.action for f in findings] == [Action.BLOCK]


def test_every_rule_has_its_words_in_both_languages() -> None:
    assert set(WORDS) == set(Rule)
    for words in WORDS.values():
        assert all((words.reason.ja, words.reason.en, words.passes.ja, words.passes.en))


def test_a_score_is_the_sum_of_its_parts() -> None:
    for finding in found(
        f"承知しました。\n\n## 要点\nTBD\n\n## 背景\n{PLAIN}調査中です。{{{{x}}}}"
    ):
        assert finding.score == pytest.approx(sum(share for _, share in finding.parts))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param(
            f"{NEWS}\nOur new tea is now in all of the shops that you know in Kyoto.\n{NEWS}",
            "Our new tea is now in all of the shops that you know in Kyoto.",
            id="an english line",
        ),
        pytest.param(
            "The launch went well.\nWe sold more of it than we had planned for the month.",
            "We sold more of it than we had planned for the month.",
            id="english alone",
        ),
        pytest.param(KOREAN, KOREAN, id="korean"),
        pytest.param(CHINESE, CHINESE, id="chinese"),
        pytest.param(RUSSIAN, RUSSIAN, id="russian"),
    ],
)
def test_another_language_in_a_japanese_draft_is_found(text: str, part: str) -> None:
    assert ("wrong_language", part) in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "Google Analytics 4 と Looker Studio、Salesforce Marketing Cloud を使います。",
        "スローガンは次のとおりです。\nTaste the morning in a cup of tea",
        "詳細は https://example.com/the/way/of/the/tea/and/our/shop をご覧ください。",
        "第一四半期販売促進計画進捗報告会議事録",
        "for item in the_list: print(item)",
        "Aoba Tea / Minato Coffee / Kanade Audio / Hoshi Books / Tsuki Bakery / Kaze Bikes",
        NEWS,
    ],
    ids=["products", "a slogan", "a link", "a title in kanji", "code", "names", "japanese"],
)
def test_names_links_and_slogans_are_no_other_language(text: str) -> None:
    assert seen(text) == []


def test_japanese_in_an_english_draft_is_found_and_a_name_is_not() -> None:
    text = f"The tea sells well.\n{NEWS}\nShizuku Gyokuro (しずく玉露) is on the shelves."
    assert seen(text, locale="en") == [("wrong_language", NEWS)]


def test_a_quotation_that_stands_in_the_material_is_in_the_right_language() -> None:
    quote = "We have never had a tea that was as good as this one in the shop."
    assert seen(f"{NEWS}\n{quote}", sources=(f"He said: {quote}",)) == []


def test_the_rarer_endings_of_a_section_are_found() -> None:
    text = "売上は目標を超えました。要因は天候である。来月も続ける予定です。"
    assert seen(text) == [("mixed_politeness", "要因は天候である")]


def test_a_polite_sentence_among_plain_ones_is_the_odd_one() -> None:
    assert seen(f"{PLAIN}よろしくお願いします。") == [("mixed_politeness", "よろしくお願いします")]


@pytest.mark.parametrize(
    "text",
    [
        f"## 背景\n{NEWS}\n\n## 結果\n{PLAIN}",
        f"{NEWS}\n- 売上が増加した\n- 目標を達成した\n1. 認知を高める",
        f"{NEWS}\n担当者は「これは本物だ。」と話しています。",
        f"{NEWS}\n好評の新商品。期間は来月末まで。",
        f"{NEWS}\n| 施策 | 結果 |\n| 広告 | 改善した |",
        PLAIN,
        "成功だ。失敗です。",
    ],
    ids=["two sections", "bullets", "a quote", "nouns", "a table", "plain alone", "one each"],
)
def test_bullets_quotes_and_noun_endings_are_neutral(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("## 目的\n\n## KPI\n開封率です。", "## 目的"),
        ("## 目的\n認知です。\n\n## 予算\n", "## 予算"),
        ("■ 目的\n■ 予算\n百万円です。", "■ 目的"),
        ("## 予算\nTBD", "TBD"),
        ("## 予算\n（ここに記入）", "（ここに記入）"),
        ("## Budget\nN/A", "N/A"),
        ("## Budget\n- To be determined.", "- To be determined."),
        ("後で記入", "後で記入"),
        (" \n", ""),
        ("", ""),
    ],
)
def test_an_empty_section_is_found(text: str, part: str) -> None:
    assert seen(text) == [("empty_section", part)]


@pytest.mark.parametrize(
    "text",
    [
        "# 企画\n\n## 目的\n認知を広げます。",
        "## 未決事項\nなし",
        "【PR】\n## 本文\nお茶のご紹介です。",
        "## 予算\nTBD の件は、来週の会議で決めます。",
    ],
    ids=["a heading over headings", "a short answer", "a disclosure", "a sentence about it"],
)
def test_a_short_section_is_not_empty(text: str) -> None:
    assert seen(text) == []


def test_sections_are_the_whole_text() -> None:
    text = "前書き\n# 一\n本文\n## 二\n本文\n■ 三\n"
    cut = sections(text)
    assert [text[s.start : s.end] for s in cut] == [
        "前書き\n",
        "# 一\n本文\n",
        "## 二\n本文\n",
        "■ 三\n",
    ]


@pytest.mark.parametrize(
    "marker",
    ["{{first_name}}", "[会社名]", "［商品名を入力］", "[Your name]", "[Insert date here]",
     "${price}", "<<name>>", "【ここに価格を記入】", "{% if vip %}"],
)  # fmt: skip
def test_a_marker_that_was_left_is_found(marker: str) -> None:
    assert seen(f"こんにちは、{marker}のご案内です。") == [("leftover_marker", marker)]


@pytest.mark.parametrize(
    "text",
    ["[詳細](https://example.com)のご案内です。", "⟦人物1⟧様のご案内です。", "[link](https://example.com)のご案内です。"],
    ids=["a link", "a placeholder", "a link named link"],
)  # fmt: skip
def test_links_and_placeholders_are_no_markers(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "part"),
    [
        (f"承知いたしました。以下に下書きを作成しました。\n\n{NEWS}", "chatter",
         "承知いたしました。以下に下書きを作成しました。"),
        (f"かしこまりました。\n{NEWS}", "chatter", "かしこまりました。"),
        (f"以下が要約です：\n{NEWS}", "chatter", "以下が要約です："),
        (f"{NEWS}\n\nご希望があれば調整しますのでお知らせください。", "chatter",
         "ご希望があれば調整しますのでお知らせください。"),
        ("Sure! Here's the copy.\n\nTea for you.", "chatter", "Sure! Here's the copy."),
        ("Here is the draft you asked for:\n\nTea.", "chatter", "Here is the draft you asked for:"),
        ("Tea for you.\n\nLet me know if you'd like me to change the tone.", "chatter",
         "Let me know if you'd like me to change the tone."),
        ("As an AI language model, I have no taste.", "refusal",
         "As an AI language model, I have no taste"),
        ("I'm sorry, but I can't help with that.", "refusal",
         "I'm sorry, but I can't help with that"),
        ("申し訳ありませんが、ご依頼の作成はできません。", "refusal",
         "申し訳ありませんが、ご依頼の作成はできません"),
        ("私はAIアシスタントなので判断できません。", "refusal",
         "私はAIアシスタントなので判断できません"),
    ],
)  # fmt: skip
def test_what_the_model_says_to_its_user_is_found(text: str, rule: str, part: str) -> None:
    locale = "ja" if part[0] > "\u3000" else "en"
    assert seen(text, locale=locale) == [(rule, part)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("皆様のお役に立てれば幸いです。", "ja"),
        ("スケジュールは必要に応じて調整します。", "ja"),
        ("ご注文を承りました。発送までお待ちください。", "ja"),
        ("生成AIとして注目される当社の製品をご紹介します。", "ja"),
        ("申し訳ございませんが、返品はお受けできません。", "ja"),
        ("Here's the summer you have been waiting for.", "en"),
        ("Let me know if you have any questions about your order.", "en"),
        ("Certain teas are sold out.", "en"),
        ("I can't browse to your site since Monday.", "en"),
        ("The Cyprus office is at 184 Μεγάλη Άμμος, Paphos, near the old port.", "en"),
    ],
)
def test_what_a_draft_says_to_its_reader_is_not(text: str, locale: str) -> None:
    assert seen(text, locale=locale) == []


@pytest.mark.parametrize(
    "unit", ["#", "# \n", "です", "だ。です。", "{{", "[", "a the ", "我们", " ", "「"]
)
def test_hostile_repetition_comes_back(unit: str) -> None:
    text = (unit * 60_000)[:60_000]
    assert all(0 <= f.start <= f.end <= len(text) for f in found(text))
