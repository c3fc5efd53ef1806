"""A template's body, parsed into turns before any value is known.

The order is the safeguard: roles come from the file alone, values are put in afterwards as plain
text and never parsed, so that no value can open a role, a media part or a partial.

Understood, in dotprompt's notation: `{{role "system"}}`, `{{name}}`, `{{this.name}}`,
`{{#if name}}…{{else}}…{{/if}}`, `{{#each name}}…{{/each}}`, `{{>partial}}`, `{{! comment}}`.
Anything else in double braces is refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["system", "user", "assistant"]
Context = Mapping[str, object]

_ROLES: Mapping[str, Role] = {"system": "system", "user": "user", "model": "assistant"}
_TAG = re.compile(r"\{\{(?P<tag>!--.*?--|[^{}]*)\}\}", re.DOTALL)
_ALONE = re.compile(
    r"^[ \t]*(\{\{(?:!--.*?--|[#/>!][^{}]*|else|role [^{}]*)\}\})[ \t]*\n",
    re.DOTALL | re.MULTILINE,
)
_ROLE = re.compile(r'role\s+"(\w+)"')
_BLOCK = re.compile(r"#(if|each)\s+(\w+)")
_PARTIAL = re.compile(r"\{\{>\s*(\w+)\s*\}\}")
_VARIABLE = re.compile(r"(?:this\.)?(\w+)")


class SourceError(ValueError):
    """The body can't be parsed; the message says what and never holds a value."""


@dataclass(frozen=True, slots=True)
class Text:
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Variable:
    name: str


@dataclass(frozen=True, slots=True)
class If:
    name: str
    then: "Nodes"
    otherwise: "Nodes" = ()


@dataclass(frozen=True, slots=True)
class Each:
    name: str
    body: "Nodes"


Node = Text | Variable | If | Each
Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one role says; its nodes are filled later."""

    role: Role
    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Use:
    """A name's place: under which role, inside which `{{#if}}`s, inside a loop, looped itself."""

    name: str
    role: Role
    guarded_by: frozenset[str]
    in_loop: bool
    looped: bool = False


def parse(body: str, *, partials: Mapping[str, str]) -> tuple[Turn, ...]:
    """The turns of a template body. A body that opens no role is the user's. Raises SourceError."""
    tokens = _tokens(_PARTIAL.sub(lambda m: _partial(m[1], partials), _ALONE.sub(r"\1", body)))
    turns: list[Turn] = []
    role: Role = "user"
    for opened, held in _by_role(tokens):
        role = opened or role
        nodes, rest = _nodes(held, until=())
        if rest:
            raise SourceError(f"{{{{{rest[0][1]}}}}} closes nothing")
        if any(not isinstance(n, Text) or n.text.strip() for n in nodes):
            turns.append(Turn(role, nodes))
    return tuple(turns)


def fill(nodes: Nodes, context: Context) -> str:
    """The text of these nodes with the context's values in it, never parsed again."""
    return "".join(_filled(node, context) for node in nodes)


def uses(turns: Sequence[Turn]) -> Iterator[Use]:
    """Every place where a variable stands."""
    for turn in turns:
        yield from _uses(turn.nodes, turn.role, frozenset(), in_loop=False)


def _partial(name: str, partials: Mapping[str, str]) -> str:
    if name not in partials:
        raise SourceError(f"there is no partial _{name}")
    return _ALONE.sub(r"\1", partials[name])


Token = tuple[Literal["text", "tag"], str]


def _tokens(body: str) -> list[Token]:
    if "{{{" in body or "}}}" in body:
        raise SourceError("triple braces are not understood")
    tokens: list[Token] = []
    end = 0
    for match in _TAG.finditer(body):
        tokens.append(("text", body[end : match.start()]))
        if not match["tag"].startswith("!"):
            tokens.append(("tag", match["tag"].strip()))
        end = match.end()
    tokens.append(("text", body[end:]))
    if any("{{" in text or "}}" in text for kind, text in tokens if kind == "text"):
        raise SourceError("double braces are not balanced")
    return [(kind, text) for kind, text in tokens if text]


def _by_role(tokens: list[Token]) -> Iterator[tuple[Role | None, list[Token]]]:
    role: Role | None = None
    held: list[Token] = []
    for token in tokens:
        opened = _ROLE.fullmatch(token[1]) if token[0] == "tag" else None
        if opened is None:
            held.append(token)
            continue
        yield role, held
        if opened[1] not in _ROLES:
            raise SourceError(f"there is no role {opened[1]!r}")
        role, held = _ROLES[opened[1]], []
    yield role, held


def _nodes(tokens: list[Token], *, until: tuple[str, ...]) -> tuple[Nodes, list[Token]]:
    nodes: list[Node] = []
    while tokens:
        kind, text = tokens[0]
        if kind == "tag" and (text in until or text == "else" or text.startswith("/")):
            return tuple(nodes), tokens
        node, tokens = _node(kind, text, tokens[1:])
        nodes.append(node)
    if until:
        raise SourceError(f"{{{{{until[-1]}}}}} is missing")
    return tuple(nodes), tokens


def _node(kind: str, text: str, rest: list[Token]) -> tuple[Node, list[Token]]:
    if kind == "text":
        return Text(text), rest
    if block := _BLOCK.fullmatch(text):
        return _block(block[1], block[2], rest)
    if variable := _VARIABLE.fullmatch(text):
        return Variable(variable[1]), rest
    raise SourceError(f"{{{{{text}}}}} is not understood")


def _block(kind: str, name: str, rest: list[Token]) -> tuple[Node, list[Token]]:
    end = f"/{kind}"
    then, rest = _nodes(rest, until=("else", end))
    otherwise: Nodes = ()
    if kind == "if" and rest[0][1] == "else":
        otherwise, rest = _nodes(rest[1:], until=(end,))
    if rest[0][1] != end:
        raise SourceError(f"{{{{{rest[0][1]}}}}} stands where {{{{{end}}}}} should")
    node = If(name, then, otherwise) if kind == "if" else Each(name, then)
    return node, rest[1:]


def _filled(node: Node, context: Context) -> str:
    match node:
        case Text(text):
            return text
        case Variable(name):
            return str(context[name])
        case If(name, then, otherwise):
            return fill(then if context.get(name) else otherwise, context)
        case Each(name, body):
            items = context[name]
            assert isinstance(items, Sequence)  # noqa: S101 - load checks that only lists are looped
            return "".join(fill(body, {**context, **item}) for item in items)


def _uses(nodes: Nodes, role: Role, guards: frozenset[str], *, in_loop: bool) -> Iterator[Use]:
    for node in nodes:
        match node:
            case Variable(name):
                yield Use(name, role, guards, in_loop)
            case If(name, then, otherwise):
                yield Use(name, role, guards | {name}, in_loop)
                yield from _uses(then, role, guards | {name}, in_loop=in_loop)
                yield from _uses(otherwise, role, guards, in_loop=in_loop)
            case Each(name, body):
                yield Use(name, role, guards, in_loop, looped=True)
                yield from _uses(body, role, guards, in_loop=True)
