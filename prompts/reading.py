"""From a `.prompt` file to a Template: everything that can be wrong with it is found here."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from prompts import source
from prompts.answer import SectionSpec
from prompts.errors import TemplateError
from prompts.frontmatter import FrontMatter, InputWords, split
from prompts.picoschema import JsonSchema, SchemaError, to_json_schema
from prompts.source import Turn, Use
from prompts.template import RESERVED, Template
from prompts.values import Input, Kind

RULES = "rules"

_Fields = dict[str, dict[str, object]]

_LOOP_NAMES = frozenset({"id", "title", "description"})
_MAX_CHARS = {"line": 300, "multiline": 3_000, "material": 60_000}
_KINDS: Mapping[object, Kind] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "array": "array",
}


def read(path: Path, *, rules: bytes) -> Template:
    """The template in this file. `rules` are the ground rules in its language, put in as a partial.

    Raises TemplateError that names the file and the key.
    """
    content = path.read_bytes()
    front, body = split(_text(content, path.name), file=path.name)
    if path.name != f"{front.name}.{front.variant}.prompt":
        raise TemplateError(path.name, "name", "name and variant must be those of the file name")
    inputs = _inputs(front, path.name)
    turns = _turns(body, inputs, path.name, rules=_text(rules, path.name))
    ours = front.ringi
    return Template(
        id=front.name,
        locale=front.variant,
        title=ours.title,
        description=front.description,
        version=ours.version,
        stage=ours.stage,
        owner=ours.owner,
        risk=ours.risk,
        data_class=ours.data_class,
        destinations=ours.destinations,
        human_role=ours.human_role,
        aliases=ours.aliases,
        keywords=ours.keywords,
        inputs=inputs,
        sections=_sections(front, path.name),
        hash=hashlib.sha256(content + rules).hexdigest(),
        file=path.name,
        turns=turns,
    )


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateError(file, "encoding", "must be UTF-8") from error


def _schema(schema: Mapping[str, object], key: str, file: str) -> JsonSchema:
    try:
        return to_json_schema(schema, key=f"{key}.schema")
    except SchemaError as error:
        raise TemplateError(file, error.key, error.problem) from error


def _properties(schema: JsonSchema, words: Mapping[str, object], key: str, file: str) -> _Fields:
    """The schema's properties, once it is sure that each has its words and is in their order."""
    properties = schema["properties"]
    if not isinstance(properties, dict) or list(words) != list(properties):
        raise TemplateError(file, key, "must name the schema's keys, in its order")
    return properties


def _inputs(front: FrontMatter, file: str) -> tuple[Input, ...]:
    schema = _schema(front.input.schema_, "input", file)
    words = front.ringi.inputs
    fields = _properties(schema, words, "ringi.inputs", file)
    if taken := RESERVED & fields.keys():
        raise TemplateError(file, f"input.schema.{min(taken)}", "is a name of Ringi's own")
    required = schema.get("required")
    needed = required if isinstance(required, list) else []
    found = tuple(
        _input(name, fields[name], words[name], required=name in needed, file=file)
        for name in fields
    )
    if sum(each.material for each in found) > 1:
        raise TemplateError(file, "ringi.inputs", "only one input can carry the material")
    return found


def _input(
    name: str, schema: Mapping[str, object], words: InputWords, *, required: bool, file: str
) -> Input:
    kind = "enum" if "enum" in schema else _KINDS.get(schema.get("type"))
    if kind is None:
        problem = "must be a field that a person can fill in"
        raise TemplateError(file, f"input.schema.{name}", problem)
    size = "material" if words.material else "multiline" if words.multiline else "line"
    choices = schema.get("enum", [])
    return Input(
        id=name,
        kind=kind,
        title=words.title,
        hint=words.hint or str(schema.get("description", "")),
        required=required,
        multiline=words.multiline or words.material,
        material=words.material,
        from_material=words.from_material,
        max_chars=words.max_chars or _MAX_CHARS[size],
        choices=tuple(map(str, choices)) if isinstance(choices, list) else (),
    )


def _sections(front: FrontMatter, file: str) -> tuple[SectionSpec, ...]:
    schema = _schema(front.output.schema_, "output", file)
    words = front.ringi.sections
    fields = _properties(schema, words, "ringi.sections", file)
    required = schema.get("required")
    for name, field in fields.items():
        if field.get("type") != "string" or name not in (required or ()):  # type: ignore[operator]
            raise TemplateError(file, f"output.schema.{name}", "must be a required string")
    return tuple(
        SectionSpec(n, words[n].title, str(fields[n].get("description", "")), words[n].max_chars)
        for n in fields
    )


def _turns(body: str, inputs: tuple[Input, ...], file: str, *, rules: str) -> tuple[Turn, ...]:
    try:
        turns = source.parse(body, partials={RULES: rules})
    except source.SourceError as error:
        raise TemplateError(file, "body", str(error)) from error
    if [turn.role for turn in turns] != ["system", "user"]:
        raise TemplateError(file, "body", "must be one system turn and then one user turn")
    used = tuple(source.uses(turns))
    if not any(use.name == "sections" and use.role == "system" for use in used):
        raise TemplateError(file, "body", "the system turn must hold {{>rules}}")
    for use in used:
        if problem := _problem_of(use, inputs):
            raise TemplateError(file, f"body.{use.name}", problem)
    names = {use.name for use in used}
    for each in inputs:
        if ("materials" if each.material else each.id) not in names:
            raise TemplateError(file, f"body.{each.id}", "is asked for and never used")
    return turns


def _problem_of(use: Use, inputs: tuple[Input, ...]) -> str:
    """What is wrong with a name's place, or ""."""
    if use.in_loop and use.name in _LOOP_NAMES:
        return ""
    if use.name in {"sections", "style"}:
        return "" if use.looped == (use.name == "sections") else "can't be used this way"
    carrier = next((i for i in inputs if i.material), None)
    each = next((i for i in inputs if i.id == use.name and not i.material), None)
    subject = carrier if use.name == "materials" else each
    if subject is None:
        return "is no input; material stands in {{materials}}"
    if use.role != "user" or use.looped:
        return "a value may only stand in the user's turn"
    if not subject.always and use.name not in use.guarded_by:
        return "is optional, so it must stand inside {{#if}}"
    return ""
