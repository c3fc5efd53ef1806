"""The model's answer as sections, or a refusal: nothing missing, nothing empty, nothing extra."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from prompts.errors import UnusableAnswer
from prompts.values import has_content

_FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?```", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section of the output: its heading, and what the model is told to put there."""

    id: str
    title: str
    description: str
    max_chars: int


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    body: str = field(repr=False)


def schema_of(specs: Sequence[SectionSpec]) -> dict[str, object]:
    """JSON Schema of the answer, in the subset that strict structured output accepts."""
    return {
        "type": "object",
        "properties": {
            s.id: {"type": "string", "title": s.title, "description": s.description} for s in specs
        },
        "required": [s.id for s in specs],
        "additionalProperties": False,
    }


def read(specs: Sequence[SectionSpec], text: str) -> tuple[Section, ...]:
    """The sections in the template's order. Raises UnusableAnswer."""
    answer = _object(text)
    known = {s.id for s in specs}
    if any(key not in known for key in answer):
        raise UnusableAnswer("unknown_section")
    return tuple(Section(s.id, s.title, _body(s, answer)) for s in specs)


def _object(text: str) -> dict[str, object]:
    stripped = text.strip()
    fenced = _FENCED.fullmatch(stripped)
    try:
        answer = json.loads(fenced[1] if fenced else stripped, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise UnusableAnswer("not_json") from None
    if not isinstance(answer, dict):
        raise UnusableAnswer("not_object")
    return answer


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A key that is there twice has two meanings: which one a guard would see is not a guess."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _body(spec: SectionSpec, answer: dict[str, object]) -> str:
    if spec.id not in answer:
        raise UnusableAnswer("missing_section", spec.id)
    body = _text(spec, answer[spec.id]).strip()
    if not has_content(body):
        raise UnusableAnswer("empty_section", spec.id)
    if len(body) > spec.max_chars:
        raise UnusableAnswer("too_long", spec.id)
    return body


def _text(spec: SectionSpec, value: object) -> str:
    """The section's text; a list of texts, as servers without a schema like to send, is bullets."""
    if isinstance(value, str):
        # Half an emoji ("\\ud83d" in the JSON) can't be written anywhere.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return _text(spec, "\n".join(f"- {item}" for item in value if has_content(item)))
    raise UnusableAnswer("wrong_type", spec.id)
