"""What the guard says about a find, in words."""

from guards.injection.lexicon import Lexicon
from guards.sections import Words
from guards.verdict import Action, Origin, Reason

PASSES = {
    Origin.MATERIAL: Reason(
        "素材からこの部分を除いて依頼し直すか、下書きがこの文に引きずられていないか確かめてください。"
        "正当な文であれば、管理者がルールブックの injection で扱いを変えられます。",
        "Ask again without this part of the material, or check that the draft was not led by it. "
        "If the text is legitimate, an admin can change `injection` in the rulebook.",
    ),
    Origin.TYPED: Reason(
        "AI への指示を外す・聞き出す・承認を飛ばすような部分を除き、"
        "作りたいものだけを書いて依頼し直してください。"
        "正当な依頼であれば、管理者がルールブックの injection で扱いを変えられます。",
        "Ask again with only what you want written, without the part that lifts rules, asks for "
        "the AI's instructions or skips an approval. "
        "If the request is legitimate, an admin can change `injection` in the rulebook.",
    ),
}
_WHERE = {
    Origin.MATERIAL: Words(ja="素材のこの部分は要注意です：", en="The material "),
    Origin.TYPED: Words(ja="依頼文のこの部分は要注意です：", en="The request "),
}
_GOES_ON = {
    Origin.MATERIAL: Words(
        ja="指示としては扱わず、データとしてだけモデルに渡します。",
        en="It is passed to the model as data only, never as an instruction.",
    ),
    Origin.TYPED: Words(
        ja="ルールは変わりません。確認のために記録しました。",
        en="The rules stay as they are; this was noted for review.",
    ),
}
_STOPPED = Words(ja="このため、モデルには渡していません。", en="It was not passed to the model.")


def reason(seen: Words, origin: Origin, action: Action) -> Reason:
    where = _WHERE[origin]
    then = _STOPPED if action is Action.BLOCK else _GOES_ON[origin]
    return Reason(f"{where.ja}{seen.ja}。{then.ja}", f"{where.en}{seen.en}. {then.en}")


def seen_as(words: Lexicon, name: str) -> Words:
    if name in words.disguises:
        return words.disguises[name].seen
    return next(signal.seen for signal in words.signals if signal.id == name)
