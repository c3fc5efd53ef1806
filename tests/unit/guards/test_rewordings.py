"""An ordinary rewording of what the material says is no new claim; a new claim is one however
it is spelt."""

import pytest

from guards.grounding import GroundingGuard
from guards.normalise import Text
from guards.sections import Grounding
from guards.verdict import Context, Side

REWORDED = [
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
]
NO_CLAIM = [
    "千代田区と千歳市",
    "一方で十分な余裕",
    "百貨店と八百屋",
    "and/or, e.g. this",
    "二人三脚で",
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
