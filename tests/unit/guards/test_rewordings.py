"""An ordinary rewording of what the material says is no new claim; a new claim is one however
it is spelt."""

import pytest

from guards.grounding.guard import GroundingGuard
from guards.normalise import Text
from guards.sections import Grounding
from guards.verdict import Context, Side

REWORDED = [
    ("千代田区と千歳市で配布する", "配布は千代田区と千歳市です"),
    ("札幌で試した。", "The trial ran in Sapporo."),
    ("実験にはつくば市が協力", "つくば市が実験に協力"),
    ("1億2,000万円", "120,000,000円"),
    ("１億２千万円", "1.2億円"),
    ("1,200百万円", "12億円"),
    ("12億円", "1,200百万円"),
    ("五百万円", "500万円"),
    ("3千件", "3,000件"),
    ("十二店舗", "12店舗"),
    ("20店舗", "二十店舗"),
    ("20%", "2割"),
    ("2割5分", "25%"),
    ("三割引", "30%引き"),
    ("1.5倍", "150%"),
    ("150%", "1.5倍"),
    ("**1,980**円", "1,980円"),
    ("&yen;1,980", "1,980円"),
    ("午後5時", "17:00"),
    ("17:00", "午後5時"),
    ("1/20", "1月20日"),
    ("令和8年1月20日", "2026年1月20日"),
    ("3月1〜5日", "3月1日〜3月5日"),
    ("3/1-3/5", "3月1日から5日まで"),
    ("FY2026", "2026年度"),
    ("https://example.com/a", "www.example.com/a/"),
    ("半額", "50%オフ"),
    ("前年比120%", "20%増"),
    ("20%増", "前年比120%"),
    ("二〇二六年一月", "2026年1月"),
    ("1月15日に告知、20日に発売", "1月20日に発売"),
    ("118,930,000円", "約1.2億円"),
    ("118,930,000円", "1億円超"),
    ("4,870人", "nearly 5,000 people"),
    ("1/3", "約33%"),
    ("3人に1人", "one in three"),
    ("90分", "1時間半"),
    ("半年", "6 months"),
    ("10〜20%", "10%から20%"),
    ("100〜200万円", "100万円から200万円"),
    ("2026年度第1四半期", "Q1 FY26"),
    ("上期", "上半期"),
    ("1億2,000万円", "120 million yen"),
    ("March 3", "3月3日"),
    ("5:30 p.m.", "午後5時半"),
    ("単位：千円\n| 媒体 | 費用 |\n|---|---|\n| 検索 | 118,930 |", "118,930,000円"),
    ("媒体\tCTR(%)\n検索\t3.2", "3.2%"),
    ("株式会社ミナトフーズ", "Minato Foods Inc."),
    ("事業部長の藤堂さん", "藤堂事業部長"),
    ("応募は3,980円以上", "3,980円以上で応募"),
]
NEW = [
    ("20%", "21%"),
    ("20%", "三割"),
    ("", "売上は五百万円"),
    ("", "三倍に伸びた"),
    ("1.5倍", "15%"),
    ("午後5時", "18:00"),
    ("3月1〜5日", "3月6日"),
    ("https://a.example/x", "https://a.example/x?q=leak"),
    ("https://a.example/x", "https://a.example@evil.example/x"),
    ("", "[x](javascript:alert(1))"),
    ("", "![x](//evil.example/?q=1)"),
    ("", "[x]: //evil.example/a"),
    ("", "[x](data:text/html,hi)"),
    ("", "[x](mailto:x@evil.example)"),
    ("", "www.evil.example/x"),
    ("", "evil.example/path?q=secret"),
    ("", "ftp://evil.example/x"),
    ("", "hxxps://evil.example/x"),
    ("", "https://例え.jp/x"),
    ("", "ｈｔｔｐｓ：／／evil.example/"),
    ("", "https:&#47;/evil.example/"),
    ("前年比120%", "120%増"),
    ("20%増", "20%減"),
    ("2.5ポイント", "2.5%"),
    ("118,930,000円", "1.2億円"),
    ("118,930,000円", "2億円超"),
    ("1億円", "1億ドル"),
    ("単位：千円\n| 媒体 | 費用 |\n|---|---|\n| 検索 | 118,930 |", "118,930円"),
    ("2026年11月20日", "2026年11月20日（月）"),
    ("10円と20円", "合計30円"),
    ("1月15日に告知、20日に発売", "1月21日に発売"),
    ("", "昨年は好調でした"),
    ("応募は3,980円以上", "3,000円以上で応募"),
    ("up to 70% off", "up to 80% off"),
    ("2026 and 2025", "15% over 2024"),
    ("山本部長", "松本部長"),
    ("Northwind Ltd.", "Southwind Ltd."),
    ("配布は千代田区です", "配布は千歳市です"),
    ("雪見倉庫と提携", "月見倉庫と提携"),
    ("会場：みなとホール", "会場はやまとホールです"),
    ("The trial ran in Osaka.", "札幌で試しました。"),
    ("大阪で試した。", "The trial ran in Sapporo."),
]
NO_CLAIM = [
    "千客万来と千載一遇",
    "都市部の各地区、市区町村、城下町、農村、朝市",
    "大手銀行や物流倉庫、ビジネスホテル",
    "担当：未定、窓口：広報部",
    "一方で十分な余裕",
    "百貨店と八百屋",
    "and/or, e.g. this",
    "二人三脚で",
    "お客様と皆様と担当者様",
    "営業部長と広報担当部長",
    "同社と当社、A/Bテスト",
    "①結論 ②理由 ※1 [2] 図3",
    "Step 2 of the plan, B2B and GA4",
    "「毎日に、もっと軽さを。」がキーメッセージです",
    "Our Key Message for the Target Audience",
]


def untraced(source: str, draft: str) -> list[str]:
    context = Context(side=Side.OUTPUT, sources=(source,))
    findings = GroundingGuard(Grounding()).check(Text.of(draft), context)
    return [draft[f.start : f.end] for f in findings]


@pytest.mark.parametrize(("source", "draft"), REWORDED, ids=[f"{a} → {b}" for a, b in REWORDED])
def test_a_rewording_is_traced(source: str, draft: str) -> None:
    assert untraced(source, draft) == []


@pytest.mark.parametrize(("source", "draft"), NEW, ids=[f"{a} → {b}" for a, b in NEW])
def test_a_new_claim_is_pointed_out(source: str, draft: str) -> None:
    assert untraced(source, draft) != []


@pytest.mark.parametrize("draft", NO_CLAIM)
def test_a_word_with_a_numeral_in_it_is_no_claim(draft: str) -> None:
    assert untraced("", draft) == []
