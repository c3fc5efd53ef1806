"""Placeholders that got lost or came from nowhere on the way through the model.

An invented ⟦人物9⟧ stands for nobody; one that lost its brackets is nobody's to put back; one that
is missing means that a person or number of the material is no longer mentioned.
"""

from collections.abc import Iterable, Iterator

from guards.normalise import Text
from guards.pii.mentions import Mention, bare_mentions, lookalikes_in, mentions
from guards.pii.spans import within
from guards.sections import Traced
from guards.verdict import Context, Finding, Reason, Side

_WORDS = {
    "invented": (
        Reason(
            "素材にない仮名です。AIが作ったもので、元の値はありません。",
            "This placeholder is not in the material: the model made it up.",
        ),
        Reason(
            "素材にある仮名に直すか、この箇所を削除してください。",
            "Use a placeholder of the material, or take this out.",
        ),
    ),
    "unbracketed": (
        Reason(
            "仮名の括弧が外れています。このままでは元の値に戻りません。",
            "This placeholder lost its brackets, so its value can't be put back.",
        ),
        Reason("⟦人物1⟧ のように括弧を付けてください。", "Write it with its brackets: ⟦Person 1⟧."),
    ),
    "missing": (
        Reason(
            "素材にある仮名が、下書きに出てきません。",
            "A placeholder of the material does not appear in the draft.",
        ),
        Reason(
            "必要な人物や連絡先であれば、下書きに加えてください。不要ならそのままで構いません。",
            "Add it if the draft needs this person or detail; otherwise leave it out.",
        ),
    ),
}
_SCORES = {"invented": 0.95, "unbracketed": 0.8, "missing": 0.6}


class PlaceholderGuard:
    """Finds placeholders of a draft that no source holds; without sources it has nothing to say."""

    name = "placeholders"
    sides = frozenset({Side.OUTPUT})

    def __init__(self, rules: Traced) -> None:
        self._rules = rules

    def check(self, text: Text, context: Context) -> tuple[Finding, ...]:
        """Invented ones, known ones that lost their brackets, and missing ones.

        Missing ones have no place, and are looked for in all parts of an output together: a
        person may be named in one section and not in another.
        """
        if not context.sources:
            return ()
        known = _given(context.sources)
        invented = [m for m in mentions(text.original) if _place(m) not in known]
        used = known if context.whole is None else _given(context.whole)
        return (
            *(self._finding("invented", m.start, m.end) for m in invented),
            *self._unbracketed(text, known),
            *(self._finding("missing", 0, 0) for place in known if place not in used),
        )

    def _unbracketed(self, text: Text, known: dict[tuple[str, int], None]) -> Iterator[Finding]:
        bracketed = lookalikes_in(text.normal)
        for mention in bare_mentions(text.normal):
            inside = within(mention.start, mention.end, bracketed)
            if not inside and _place(mention) in known:
                yield self._finding("unbracketed", *text.span(mention.start, mention.end))

    def _finding(self, kind: str, start: int, end: int) -> Finding:
        reason, passes = _WORDS[kind]
        action = self._rules.missing if kind == "missing" else self._rules.invented
        score = _SCORES[kind]
        return Finding(
            guard=self.name,
            label=f"PLACEHOLDER_{kind.upper()}",
            start=start,
            end=end,
            score=score,
            rule=f"placeholders.{kind}",
            action=action,
            reason=reason,
            passes=passes,
            parts=((kind, score),),
        )


def _place(mention: Mention) -> tuple[str, int]:
    return mention.kind, mention.number


def _given(texts: Iterable[str]) -> dict[tuple[str, int], None]:
    return dict.fromkeys(_place(mention) for text in texts for mention in mentions(text))
