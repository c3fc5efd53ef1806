"""What the offline model looks for, section by section: words in the material, never knowledge.

A concept is found by a section's id or title; its cues are then looked for in the headings and the
sentences of the material.
"""

import re
from dataclasses import dataclass

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"\d+月\d+日|\d+月末|\d{{1,2}} (?:{_MONTHS})|End of (?:{_MONTHS})"


@dataclass(frozen=True, slots=True)
class Concept:
    """`names` finds it in a section's id or title; `heading` and `body` are its cues.

    A `spread` concept takes from as many headings as it can, and shares its sentences with others.
    """

    name: str
    names: str
    body: str
    heading: str = r"(?!)"
    bullets: int = 4
    spread: bool = False

    def is_named_in(self, text: str) -> bool:
        return re.search(self.names, text, re.IGNORECASE) is not None

    def score(self, *, heading: str, sentence: str) -> int:
        """Three for the heading it stands under, one for each different cue in it."""
        cues = {m.group().casefold() for m in re.finditer(self.body, sentence, re.IGNORECASE)}
        under = re.search(self.heading, heading, re.IGNORECASE) is not None
        return 3 * under + len(cues)


CONCEPTS = (
    Concept("sources", r"^(sources|citations)\b|出典URL|^出典", r"(?!)"),
    Concept("roles", r"^roles\b|AIの役割", r"(?!)"),
    Concept(
        "judgement", r"^(implications|positioning|actions)\b|示唆|推奨|ポジショニング", r"(?!)"
    ),
    Concept("lead", r"^(conclusion|three_lines)\b|結論|3行", r"(?!)", bullets=3, spread=True),
    Concept("salient", r"^key_points\b|要点", r"(?!)", bullets=6, spread=True),
    Concept(
        "decisions",
        r"decision|決定",
        r"確定|決定|決ま|合意|で進め|値下げします|切り替え|fixed|decided|agreed|go with",
    ),
    Concept(
        "next_actions",
        r"next_action|次の行動",
        r"までに|期限|お願いし|直します|反映|受付|予約"
        r"|will change|by \d|deadline|please|orders open",
    ),
    Concept(
        "open",
        r"unconfirmed|open_question|未確認|未決",
        r"未定|未確認|確認中|検討中|調整中|読めません|変わる"
        r"|not clear|not confirmed|checking|change with",
        bullets=3,
    ),
    Concept(
        "background",
        r"background|背景",
        r"市場|課題|調査|定着|一方で|壁|市況|survey|market|has become|stand in the way",
        heading=r"背景|background",
    ),
    Concept(
        "kpi",
        r"^kpi|KPI",
        r"重要指標|件数|再購入率|販売目標|key measures|orders within|repurchase|aims to sell",
        bullets=3,
    ),
    Concept(
        "objective",
        r"^objective|目的",
        r"目的|目標|見込|aims|objective|goal",
        bullets=2,
    ),
    Concept(
        "target",
        r"^target|ターゲット",
        r"主な対象|向け|代から|世代|会社員|働く人|main audience|aged|workers|companies",
        heading=r"対象|audience",
        bullets=2,
    ),
    Concept(
        "value",
        r"^value|提供価値",
        r"選択肢|だけで|できる|低減|合言葉|without a teapot|new choice|only",
        heading=r"特長|特徴|features|新製品|new product",
    ),
    Concept(
        "evidence",
        r"^evidence|根拠",
        r"調査|調べ|比較|人は|答えた|%|survey|compared|laboratory|said that",
    ),
    Concept(
        "tone",
        r"^tone|トーン",
        r"合言葉|姿勢|話します|静け|under the words|stance|says:",
        bullets=2,
    ),
    Concept(
        "must_avoid",
        r"must_avoid|必須",
        r"用いない|使わないこと|書かない|出さない|必ず|\bNG\b"
        r"|must not|never|do not write|always needs",
        heading=r"注意|note",
    ),
    Concept(
        "channels",
        r"^channels|チャネルと",
        r"ストア|店舗|直営|SNS|動画|店頭|DM|自社サイト"
        r"|online store|shops|social|direct mail|own site",
    ),
    Concept("budget", r"^budget|予算", r"予算|内訳|会場費|配信費|制作費|budget|quoted", bullets=3),
    Concept("schedule", r"^schedule|スケジュール", _DATE, heading=r"予定|日程|schedule", bullets=6),
    Concept(
        "team",
        r"^team|体制",
        r"担当|責任者|代表取締役|広報|法務の|in charge|president|who led|head of|write to",
        heading=r"体制|^team",
        bullets=3,
    ),
    Concept(
        "risks",
        r"^risks|法務",
        r"効能|医薬品|効果をうた|日本一|No\.1|健康|根拠|no effect|medical|without evidence|health",
        heading=r"注意|note",
    ),
    Concept(
        "measurement",
        r"measurement|測定",
        r"重要指標|再購入率|計測|測定|key measures|repurchase",
        bullets=2,
    ),
    Concept("scope", r"^scope|期間・対象", r"更新|対象期間|updated|period", bullets=2),
    Concept(
        "comparison",
        r"^comparison|比較表",
        r"円|価格|販売|発売|店舗|yen|price|costs|sold|shops",
        heading=r"新製品|価格|new product|new price",
        spread=True,
    ),
    Concept(
        "moves",
        r"^moves|動き",
        r"発売|値下げ|実施|進呈|設置|提携|on sale|falls|receive|campaign|machines",
        heading=r"新製品|価格|促進|提携|product|price|promotion|partnership",
        bullets=6,
        spread=True,
    ),
    Concept(
        "messages", r"^messages|メッセージ傾向", r"「[^」]+」|“[^”]+”|\"[^\"]+\"|#\w+", bullets=4
    ),
    Concept(
        "confidence", r"^confidence|確度", r"計画|目標|見込|予定|planned|goal|aims|will", bullets=4
    ),
)


def concept_of(section_id: str, title: str) -> Concept:
    """The concept of a section; for one that is unknown, the words of its own title."""
    for concept in CONCEPTS:
        if concept.is_named_in(section_id) or concept.is_named_in(title):
            return concept
    words = [re.escape(w) for w in re.split(r"[\s・/()(),、_-]+", title) if len(w) > 1]
    return Concept("own_words", r"(?!)", "|".join(words) or r"(?!)", "|".join(words) or r"(?!)")
