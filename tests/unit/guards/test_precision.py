"""Ordinary marketing text stays readable: what is no personal data is not masked."""

import pytest

from guards.normalise import Text
from guards.pii.guard import PiiGuard
from guards.rulebook import DEFAULT, load
from guards.verdict import Context

GUARD = PiiGuard(load(DEFAULT).pii)

PAGES = {
    "launch plan": """春の新商品「さくら抹茶ラテ」の発売に合わせ、全国のカフェ「森のテラス」42店舗で
キャンペーンを実施します。期間は2026年3月1日から4月15日まで、価格は税込580円です。
KPIは来店客数前年比120%、ハッシュタグ投稿3,000件とします。広告予算は1,200万円、
うち動画に500万円、渋谷駅と新宿駅の交通広告に400万円を配分します。
商品のJANコードは4901234567894、注文番号は03-2026-0415-77、問い合わせ番号はA-0120345です。""",
    "range and origin": """葵をモチーフにし、桜、楓、蓮といった季節の花をあしらう。
福島県産の桃を使う。石川、長野、山口、福岡の各直営店で扱う。
製造番号 2026-11-03-0001。ロット 123-4567。定価 12,800円(税込)。
泉店、青葉店、若林店で先行。みのり、かおり、ひかりのシリーズは終売。""",
    "brands": """クリック率1.8%、リーチ12万人、CPA 4,200円、ROAS 380%。プライスは据え置き。
シャネル、ディオール、グッチ、エルメスは銀座に旗艦店を置く。ローズとリリーの香り、リップとチーク。
トヨタ、ホンダ、スズキ、マツダの決算を比較した。ライオン、花王、資生堂は堅調。""",
    "figures": """| 週 | 表示 | クリック | CV |
|---|---|---|---|
| 4200 | 3800 | 5100 | 4900 |
4111\t1111\t1111\t1111
前週比-3.2pt。インプレッション12,345,678回。二〇二六年三月発売。5*3=15、版 2.0。""",
    "english": """The spring campaign runs from March 1 to April 15 in 42 stores in Austin.
Grant funding covers $120,000. Mark your calendar: May 3. Hope and Grace are the two themes.
Rose Gold, Amber Glow and Crystal Clear are the new shades. Max Discount is 30%. Ray Tracing,
Holly Springs and Jordan Brand are in. Prepared by Marketing Team. Dear Customer, Hi Team,
Contact Sales. Version 1.2.3.4 of the app ships on 2026-03-01. SKU 4901234567894.""",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_ordinary_marketing_text_is_left_alone(page: str) -> None:
    findings = GUARD.check(Text.of(page), Context())
    assert [(f.label, page[f.start : f.end]) for f in findings] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("グッチ様がお見えです", "グッチ"),
        ("担当は泉さんです", "泉"),
        ("石川部長に確認する", "石川"),
        ("Mark Thompson approved it", "Mark Thompson"),
        ("Grace Kelly approved it", "Grace Kelly"),
        ("Mr. Rose called", "Rose"),
    ],
)
def test_a_word_that_may_be_a_name_is_one_where_the_text_says_so(text: str, name: str) -> None:
    assert name in {text[f.start : f.end] for f in GUARD.check(Text.of(text), Context())}
