"""Texts to be checked, one JSON object a line: what `guard scan` and `rules diff` read.

`{"id": …, "text": "…"}`, and where they matter `"sources": ["…"]` (the material that an output must
be traceable to), `"names": ["…"]` (the directory) and `"origin": "typed" | "material"`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guards.sections import Words
from guards.verdict import Context, Origin, Side

_ERRORS = {
    "not_json": Words(ja="JSON として読めない行です。", en="This line is not JSON."),
    "not_object": Words(
        ja="JSON オブジェクトではありません。", en="This line is not a JSON object."
    ),
    "no_text": Words(
        ja="text（文字列）がありません。", en="There is no `text`, or it is not a string."
    ),
    "no_list": Words(
        ja="sources・names は文字列の配列、origin は typed か material です。",
        en="`sources` and `names` are lists of strings, `origin` is typed or material.",
    ),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what a guard may know besides. `id` is whatever JSON the line said."""

    id: object
    text: str = field(repr=False)
    context: Context


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that holds no case, by its number from 1, and why."""

    line: int
    id: object
    why: Words


def cases(lines: Iterable[str | bytes], *, side: Side, locale: str) -> Iterator[Case | Unreadable]:
    """Each line that is not blank, in order; one that can't be read does not end the reading."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _case(_object(line), side=side, locale=locale)
            except _Bad as bad:
                yield Unreadable(number, bad.line_id, _ERRORS[bad.code])


class _Bad(Exception):
    def __init__(self, code: str, *, line_id: object = None) -> None:
        super().__init__(code)
        self.code = code
        self.line_id = line_id


def _object(line: str | bytes) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise _Bad("not_json") from None
    if not isinstance(given, dict):
        raise _Bad("not_object")
    return given


def _case(given: Mapping[str, Any], *, side: Side, locale: str) -> Case:
    text, line_id = given.get("text"), given.get("id")
    if not isinstance(text, str):
        raise _Bad("no_text", line_id=line_id)
    try:
        context = Context(
            side=side,
            locale=locale,
            sources=_strings(given.get("sources", ())),
            names=_strings(given.get("names", ())),
            origin=Origin(given.get("origin", Origin.MATERIAL)),
            whole=(text,) if side is Side.OUTPUT else None,
        )
    except ValueError:
        raise _Bad("no_list", line_id=line_id) from None
    return Case(line_id, text, context)


def _strings(given: object) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise ValueError("not a list of strings")
    return tuple(given)
