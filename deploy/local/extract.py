"""Reading a prompt the way the offline model does: its material as sentences, its sections by name.

The tags are those that our own templates write, whose content can't close them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_MATERIAL = re.compile(r'<material id="\d+" source="([^"]*)">\n(.*?)\n</material>', re.DOTALL)
_INPUT = re.compile(r'<input name="(\w+)">\n(.*?)\n</input>', re.DOTALL)
_INSTRUCTION = re.compile(r"<instruction>\n(.*?)\n</instruction>", re.DOTALL)
_LISTED_SECTION = re.compile(r"^- (\w+): (.+?) — .*$", re.MULTILINE)
_HEADING = re.compile(r"^(?:[■◆●▼]|#{1,6} )\s*(.+)$|^([A-Z][A-Za-z ,'’\"&()-]{2,70})$")
_NOT_FOR_USE = re.compile(r"削除|社内連絡|delete before|internal notes", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*・•]|\d{1,2}[.)．])\s+")
_OPEN, _CLOSE = "「『（(【", "」』）)】"
_ABBREVIATED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Co|Ltd|Inc|No|vs|e\.g|i\.e|[ap]\.m)\.$")
_KANA = re.compile(r"[ぁ-んァ-ヶ]")
_CONTACT = re.compile(
    r"お問い合わせは|メールは|電話は|〒|宛てでも|様まで|contact:|write to|postal code|phone ",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(r"\d{4}年\d+月\d+日|\d{1,2} [A-Z][a-z]+ \d{4}")
_DECORATION = "～〜~―─═*【】[]() "
_FEWEST_CHARS = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the material, with the heading it stands under."""

    order: int
    heading: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """What a request to the model asks for. `previous` is the draft that a follow-up changes."""

    locale: str
    sections: tuple[tuple[str, str], ...]
    sources: tuple[str, ...] = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    inputs: tuple[tuple[str, str], ...] = field(repr=False)
    previous: dict[str, str] = field(repr=False)
    instruction: str = field(default="", repr=False)


def read_task(messages: Sequence[tuple[str, str]], schema: object) -> Task | None:
    """The task in these (role, text) messages, or None where no sections are asked for."""
    system = "\n".join(text for role, text in messages if role in {"system", "developer"})
    users = [text for role, text in messages if role == "user"]
    sections = _sections(schema) or tuple(_LISTED_SECTION.findall(system))
    if not sections:
        return None
    materials = [found for text in users for found in _MATERIAL.findall(text)]
    wishes = _INSTRUCTION.findall(users[-1]) if users else []
    return Task(
        locale="ja" if _KANA.search(system) else "en",
        sections=sections,
        sources=tuple(source for source, _ in materials),
        sentences=tuple(_sentences([text for _, text in materials])),
        inputs=tuple(found for text in users for found in _INPUT.findall(text)),
        previous=_previous(messages) if wishes else {},
        instruction=wishes[-1] if wishes else "",
    )


def _sections(schema: object) -> tuple[tuple[str, str], ...]:
    properties = schema.get("properties") if isinstance(schema, dict) else None
    if not isinstance(properties, dict):
        return ()
    return tuple(
        (str(name), str(spec.get("title", name)) if isinstance(spec, dict) else str(name))
        for name, spec in properties.items()
    )


def _previous(messages: Sequence[tuple[str, str]]) -> dict[str, str]:
    said = [text for role, text in messages if role == "assistant"]
    try:
        draft = json.loads(said[-1]) if said else {}
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in draft.items()} if isinstance(draft, dict) else {}


def _sentences(materials: Sequence[str]) -> Iterator[Sentence]:
    order = 0
    for material in materials:
        heading = ""
        for line in material.splitlines():
            stripped = line.strip()
            if titled := _HEADING.match(stripped):
                heading = titled[1] or titled[2]
                continue
            if _NOT_FOR_USE.search(heading):
                continue
            for text in _split(_BULLET.sub("", stripped)):
                order += 1
                yield Sentence(order, heading, text)


def _split(line: str) -> Iterator[str]:
    """The sentences of one line; full stops inside quotes and brackets do not end one."""
    start = depth = 0
    for place, char in enumerate(line):
        depth += (char in _OPEN) - (char in _CLOSE and depth > 0)
        quoted = line.count('"', start, place) % 2 == 1
        if depth == 0 and not quoted and _ends(line, place, start):
            yield from _kept(line[start : place + 1])
            start = place + 1
    yield from _kept(line[start:])


def _ends(line: str, place: int, start: int) -> bool:
    if line[place] in "。！？":
        return True
    latin = line[place] in ".!?" and line[place + 1 : place + 2] == " "
    return latin and not _ABBREVIATED.search(line[start : place + 1])


def _kept(text: str) -> Iterator[str]:
    """The sentence, unless it is a date line or somebody's contact details."""
    plain = " ".join(text.split()).strip(_DECORATION)
    dropped = _DATE_LINE.fullmatch(plain) or _CONTACT.search(plain)
    if len(plain) >= _FEWEST_CHARS and not dropped:
        yield plain
