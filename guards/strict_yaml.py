"""YAML as admins mean it: no key twice, and `off` or `no` are words, not booleans."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

_MERGE = "tag:yaml.org,2002:merge"
# A rulebook or pack that a person wrote has some kilobytes; a list of words has its own format.
LONGEST_BYTES = 4_000_000
_TRUE_OR_FALSE = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")


class NotYaml(ValueError):
    """The file can't be read; the message names the file, the line and what is wrong."""


def _wrong(node: Any, said: str) -> yaml.MarkedYAMLError:
    return yaml.constructor.ConstructorError(None, None, said, node.start_mark)


class _Loader(yaml.SafeLoader):
    """SafeLoader with YAML 1.2's booleans and without silent duplicates."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own class attribute
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            if key_node.tag == _MERGE:
                raise _wrong(key_node, "'<<' is not known here")
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise _wrong(key_node, "a key must be text")
            if key in seen:
                raise _wrong(key_node, f"the key '{key}' is there twice")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", _TRUE_OR_FALSE, list("tTfF"))


def read_yaml(path: Path) -> Any:
    """What the file says; raises NotYaml."""
    try:
        if path.stat().st_size > LONGEST_BYTES:
            raise NotYaml(f"{path.name}: is longer than {LONGEST_BYTES:,} bytes")
        text = path.read_text(encoding="utf-8")
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
        _check_characters(content)
    except OSError as error:
        raise NotYaml(f"{path.name}: can't be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise NotYaml(f"{path.name}: is not UTF-8 text") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotYaml(f"{path.name}: line {line}: {error.problem}") from None
    except UnicodeEncodeError:
        raise NotYaml(f"{path.name}: holds half a character (a lone surrogate)") from None
    except (yaml.YAMLError, RecursionError):
        raise NotYaml(f"{path.name}: is not YAML") from None
    except NotYaml:
        raise
    except ValueError:  # a date that is none, a number of thousands of digits
        raise NotYaml(f"{path.name}: holds a value that can't be read") from None
    if content is None:
        raise NotYaml(f"{path.name}: is empty")
    return content


def _check_characters(content: Any) -> None:
    """Raise UnicodeEncodeError for half a character, which nobody could store or show.

    Each node once, because an alias may name one many times over.
    """
    waiting, seen = [content], set[int]()
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            node.encode()
        elif id(node) not in seen and isinstance(node, dict | list):
            seen.add(id(node))
            waiting += [*node, *node.values()] if isinstance(node, dict) else node
