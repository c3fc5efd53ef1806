"""What the checks of a draft's form say: rules with their words, and places in normalised text."""

from dataclasses import dataclass
from enum import StrEnum

from guards.verdict import Reason


class Rule(StrEnum):
    """The rules' ids: `language.<id>` in findings."""

    WRONG_LANGUAGE = "wrong_language"
    MIXED_POLITENESS = "mixed_politeness"
    EMPTY_SECTION = "empty_section"
    LEFTOVER_MARKER = "leftover_marker"
    CHATTER = "chatter"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Seen:
    """One place, by which rule, and what makes us sure, as (name, share)."""

    start: int
    end: int
    rule: Rule
    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return round(min(1.0, sum(share for _, share in self.parts)), 3)


@dataclass(frozen=True, slots=True)
class Words:
    label: str
    reason: Reason
    passes: Reason


WORDS: dict[Rule, Words] = {
    Rule.WRONG_LANGUAGE: Words(
        "LANGUAGE",
        Reason(
            "依頼の言語と違う言語で書かれた部分があります。",
            "This part is written in another language than the one that was asked for.",
        ),
        Reason(
            "この部分を依頼の言語に直すか、引用であれば素材のままの文を使ってください。",
            "Put this part into the language that was asked for; a quotation must stand in the "
            "material word for word.",
        ),
    ),
    Rule.MIXED_POLITENESS: Words(
        "POLITENESS",
        Reason(
            "「です・ます」と「だ・である」が1つの節に混ざっています。ここは少ないほうの文末です。",
            "Polite and plain sentence endings are mixed in one section; this is the rarer kind.",
        ),
        Reason(
            "文末をどちらかにそろえてください。箇条書きと体言止めはそのままで構いません。",
            "Use one kind of ending throughout; bullets and noun endings may stay.",
        ),
    ),
    Rule.EMPTY_SECTION: Words(
        "SECTION",
        Reason(
            "見出しの下に中身がないか、「TBD」などの仮の記述のままです。",
            "There is nothing under this heading, or only a stand-in such as TBD.",
        ),
        Reason(
            "中身を書くか、見出しごと取り除いてください。",
            "Write the section, or take its heading out too.",
        ),
    ),
    Rule.LEFTOVER_MARKER: Words(
        "SECTION",
        Reason(
            "差し込み用の印や「ここに記入」などの指示が残っています。",
            "A merge marker or an instruction such as 'insert here' was left in the text.",
        ),
        Reason(
            "実際の内容に置き換えてください。",
            "Replace it with what belongs there.",
        ),
    ),
    Rule.CHATTER: Words(
        "CHATTER",
        Reason(
            "モデルの返事（前置き・あいさつ）で、原稿の一部ではありません。",
            "This is the model talking to you, not part of the draft.",
        ),
        Reason("この文を取り除いてください。", "Take this sentence out."),
    ),
    Rule.REFUSAL: Words(
        "CHATTER",
        Reason(
            "モデルが依頼を断った、または AI であると述べた文です。原稿になっていません。",
            "The model refused, or spoke about being an AI; this is no draft.",
        ),
        Reason(
            "依頼の内容や素材を見直して、もう一度依頼してください。",
            "Look at the request and its material, and ask again.",
        ),
    ),
}
