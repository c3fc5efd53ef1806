"""What grounding says to a person: why something was pointed out, and what makes it pass."""

from guards.grounding.material import Difference
from guards.grounding.traceable import Kind
from guards.verdict import Reason

_WHAT = {
    Kind.NUMBER: ("この数字", "This number"),
    Kind.DATE: ("この日付", "This date"),
    Kind.TIME: ("この時刻", "This time"),
    Kind.LINK: ("このリンク", "This link"),
    Kind.NAME: ("この名称", "This name"),
    Kind.QUOTATION: ("この引用", "This quotation"),
}
_DIFFERENCES = {
    Difference.NO_MATERIAL: (
        "照らし合わせる素材が渡されていないため、確かめられません。",
        "can't be checked, because no material was given.",
    ),
    Difference.NOTHING: (
        "素材に見当たりません。近いものもありません。",
        "is not in the material, and nothing there comes near.",
    ),
    Difference.UNCOMPARED: ("素材に見当たりません。", "is not in the material."),
    Difference.VALUE: (
        "素材にありません。素材にある最も近いものと値が違います。",
        "is not in the material; the nearest one there has another value.",
    ),
    Difference.SCALE: (
        "素材にある数字と桁（万・億など）が違います。",
        "has the digits of one in the material, but at another scale (thousand, million).",
    ),
    Difference.UNIT: (
        "素材では、同じ数字に別の単位が付いています。",
        "stands in the material with another unit.",
    ),
    Difference.ROUNDED: (
        "素材の数字を丸めていますが、そのことが書かれていません。",
        "is rounded from the material without saying so.",
    ),
    Difference.DIRECTION: (
        "素材と増減の向き（または「比」と「増」）が違います。",
        "goes another way in the material (up, down, or a level reached).",
    ),
    Difference.YEAR: (
        "素材にある日付と年が違います。",
        "has another year than the one in the material.",
    ),
    Difference.DAY: (
        "素材にある最も近い日付と、月・日または期間が違います。",
        "has another month or day, or another period, than the nearest one in the material.",
    ),
    Difference.WEEKDAY: (
        "曜日が、素材または暦と合いません。",
        "has a weekday that fits neither the material nor the calendar.",
    ),
    Difference.ADDRESS: (
        "素材にあるリンクと、ホストまたはパスが違います。",
        "has another host or path than the one in the material.",
    ),
    Difference.WORDING: (
        "素材に似たものがありますが、表記が一致しません。",
        "is like one in the material, but not the same.",
    ),
}
_ASK = (
    "素材のとおりに直すか、根拠となる資料を素材に加えてください。",
    "Write it as the material does, or add the document that says so to the material.",
)
_PASSES = {
    Difference.ROUNDED: (
        "「約」「およそ」「超」などを付けるか、素材のとおりの数字にします。",
        "Say that it is rounded (about, over, nearly), or give the number as the material does.",
    ),
    Difference.NO_MATERIAL: (
        "根拠となる資料を素材に加えます。",
        "Add the document that says so to the material.",
    ),
    Difference.WEEKDAY: (
        "曜日を直すか、消します。",
        "Correct the weekday, or leave it out.",
    ),
}
_PASSES_BY_KIND = {
    Kind.NAME: (
        "素材にある名称に直すか、消すか、根拠となる資料を素材に加えます。",
        "Use the name that the material has, take it out, or add the document that has it.",
    ),
    Kind.QUOTATION: (
        "素材の発言をそのまま引用するか、かぎかっこを外して要約と分かるように書きます。",
        "Quote the material word for word, or drop the quotation marks and report what was meant.",
    ),
}


def reason(kind: Kind, difference: Difference) -> Reason:
    """Why, in both languages."""
    what, why = _WHAT[kind], _DIFFERENCES[difference]
    return Reason(f"{what[0]}は、{why[0]}", f"{what[1]} {why[1]}")


def passes(kind: Kind, difference: Difference) -> Reason:
    """What to do about it, in both languages."""
    return Reason(*_PASSES.get(difference, _PASSES_BY_KIND.get(kind, _ASK)))
