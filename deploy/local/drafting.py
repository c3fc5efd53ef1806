"""The offline model's writing: extracts of the material, sorted into the sections asked for.

It invents nothing. Every line is a sentence of the material or an input of the request, as it
stands there, or one of the few fixed phrases below; the draft says what it is in its last section.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from deploy.local.cues import Concept, concept_of
from deploy.local.extract import Sentence, Task

PHRASES: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "notice": "オフライン下書き: 素材からの抜き書きです。言い換えや判断はしていません。",
        "none": "素材に記載なし",
        "judgement": "オフライン下書きでは解釈を書きません。担当者が記入してください。",
        "asked": "(依頼の入力)",
        "roles": "- AI: 素材からの抜き書きと、区分への整理\n"
        "- 人: 事実・数値・表現の確認、判断、公開の承認",
        "no_source": "素材はありません。依頼の入力だけにもとづきます。",
        "posted": "Slack の投稿",
        "table": "| 項目 | 素材の記載 |\n| --- | --- |",
        "cannot_translate": "オフラインのモデルは翻訳できません。抜き書きは原文の言語のままです。",
        "cannot": "オフラインのモデルにできるのは、短くすることと、素材の文を加えることだけです。",
    },
    "en": {
        "notice": "Offline draft: extracts from the material, neither reworded nor judged.",
        "none": "Not in the material",
        "judgement": "The offline draft does not interpret; a person has to fill this in.",
        "asked": " (from the request)",
        "roles": "- AI: extracts from the material, sorted into sections\n"
        "- People: checking facts, figures and wording, deciding, signing off",
        "no_source": "There is no material; this rests on the request's inputs alone.",
        "posted": "Slack messages",
        "table": "| Item | In the material |\n| --- | --- |",
        "cannot_translate": "The offline model can't translate: extracts stay in their language.",
        "cannot": "The offline model can only shorten, or add sentences of the material.",
    },
}

_SECTION_OF_INPUT = {
    "product": "value",
    "objective": "objective",
    "audience": "target",
    "constraints": "must_avoid",
    "own_position": "judgement",
    "period": "scope",
    "focus": "lead",
}
_SHORTER = re.compile(r"短く|短め|簡潔|縮め|半分|shorter|shorten|concise|brief", re.IGNORECASE)
_OTHER_LANGUAGE = {
    "ja": re.compile(r"日本語|和訳|japanese", re.IGNORECASE),
    "en": re.compile(r"英語|英訳|英文|english", re.IGNORECASE),
}
_WORD = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{2,}|[A-Za-z]{4,}|\d[\d,.]*")
_FIGURE = re.compile(r"\d[\d,.]*")
_DECISIVE = re.compile(
    r"確定|決定|で進め|発売します|値下げ|fixed|decided|go with|will start|falls from"
)


def draft(task: Task) -> dict[str, str]:
    """A text for every section, none of them empty."""
    if task.previous:
        return _revised(task)
    used: Counter[int] = Counter()
    bodies = {name: _body(task, concept_of(name, title), used) for name, title in task.sections}
    return _with_notice(bodies, PHRASES[task.locale]["notice"])


def _body(task: Task, concept: Concept, used: Counter[int]) -> str:
    words = PHRASES[task.locale]
    asked = [
        f"- {' '.join(text.split())}{words['asked']}"
        for name, text in task.inputs
        if _SECTION_OF_INPUT.get(name) == concept.name
    ]
    match concept.name:
        case "roles":
            return words["roles"]
        case "sources":
            return _cited(task.sources, words["posted"]) or words["no_source"]
        case "judgement":
            return "\n".join([*asked, words["judgement"]])
    chosen = _chosen(task.sentences, concept, used)
    if concept.name == "comparison" and chosen:
        return "\n".join([words["table"], *(_row(s) for s in chosen)])
    return "\n".join([*asked, *(_bullet(s, concept) for s in chosen)]) or words["none"]


def _chosen(sentences: Sequence[Sentence], concept: Concept, used: Counter[int]) -> list[Sentence]:
    """The best sentences for a concept in the material's order; used ones stand back."""
    scored = [(_score(s, concept), s) for s in sentences]
    back = 0 if concept.spread else 2
    ranked = sorted(
        ((left, s) for score, s in scored if (left := score - back * used[s.order]) > 0),
        key=lambda pair: (-pair[0], pair[1].order),
    )
    best = [s for _, s in ranked]
    chosen = (_spread(best, concept.bullets) if concept.spread else best)[: concept.bullets]
    if not concept.spread:
        used.update(s.order for s in chosen)
    return sorted(chosen, key=lambda s: s.order)


def _spread(ranked: Sequence[Sentence], bullets: int) -> list[Sentence]:
    """No heading more often than its share, so that one part doesn't stand for the whole."""
    share = math.ceil(bullets / max(1, len({s.heading for s in ranked})))
    taken: Counter[str] = Counter()
    kept = []
    for sentence in ranked:
        taken[sentence.heading] += 1
        if taken[sentence.heading] <= share:
            kept.append(sentence)
    return kept


def _score(sentence: Sentence, concept: Concept) -> int:
    figures = min(len(_FIGURE.findall(sentence.text)), 4)
    weighty = figures + 2 * bool(_DECISIVE.search(sentence.text))
    match concept.name:
        case "lead":
            return 2 * weighty + max(0, 6 - sentence.order) if weighty else 0
        case "salient":
            return 1 + weighty
    return concept.score(heading=sentence.heading, sentence=sentence.text)


def _bullet(sentence: Sentence, concept: Concept) -> str:
    labelled = concept.name == "moves" and sentence.heading
    return f"- {sentence.heading}: {sentence.text}" if labelled else f"- {sentence.text}"


def _row(sentence: Sentence) -> str:
    cells = (sentence.heading or "—", sentence.text)
    return "| " + " | ".join(cell.replace("|", "¦") for cell in cells) + " |"


def _cited(sources: Sequence[str], posted: str) -> str:
    """Each source once; what was posted by that word: its address says nothing to a reader."""
    names = (posted if source.startswith("slack:") else source for source in sources)
    return "\n".join(f"- {name}" for name in dict.fromkeys(names))


# ── follow-ups ─────────────────────────────────────────────────────────────────────────────────


def _revised(task: Task) -> dict[str, str]:
    words = PHRASES[task.locale]
    bodies = {
        name: _own_phrases_in(task.locale, task.previous.get(name, "")) or words["none"]
        for name, _ in task.sections
    }
    notices = [words["notice"]]
    understood = False
    if _SHORTER.search(task.instruction):
        bodies = {name: _shortened(body) for name, body in bodies.items()}
        understood = True
    if any(wish.search(task.instruction) for wish in _OTHER_LANGUAGE.values()):
        notices.append(words["cannot_translate"])
        understood = True
    if not understood and not _add_asked(task, bodies):
        notices.append(words["cannot"])
    return _with_notice(bodies, "\n".join(notices))


def _own_phrases_in(locale: str, body: str) -> str:
    """The body without its notices, and with our own fixed phrases in this language."""
    for other in PHRASES.values():
        for key, phrase in other.items():
            notice = key in {"notice", "cannot", "cannot_translate"}
            body = body.replace(phrase, "" if notice else PHRASES[locale][key])
    return body.strip()


def _shortened(body: str) -> str:
    """The first half of its lines (a table keeps its head). Whole lines, so nothing is cut."""
    lines = body.split("\n")
    head = 2 if lines[0].startswith("|") else 0
    keep = head + max(1, (len(lines) - head) // 2)
    return "\n".join(lines[:keep])


def _add_asked(task: Task, bodies: dict[str, str]) -> bool:
    """Add up to three sentences that hold words of the wish to the first section."""
    asked = set(_WORD.findall(task.instruction))
    there = "\n".join(bodies.values())
    hits = [(sum(w in s.text for w in asked), s) for s in task.sentences if s.text not in there]
    best = sorted((h for h in hits if h[0]), key=lambda hit: (-hit[0], hit[1].order))[:3]
    if not best:
        return False
    first = next(iter(bodies))
    bodies[first] = "\n".join([bodies[first], *(f"- {s.text}" for _, s in best)])
    return True


def _with_notice(bodies: Mapping[str, str], notice: str) -> dict[str, str]:
    last = list(bodies)[-1]
    return {**bodies, last: f"{bodies[last]}\n\n{notice}"}


def write(task: Task) -> str:
    """The draft as the JSON object that was asked for."""
    return json.dumps(draft(task), ensure_ascii=False)
