"""YAML as admins mean it: no key twice, and `off` or `no` are words, not booleans."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

_TRUE_OR_FALSE = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")


class NotYaml(ValueError):
    """The file can't be read; the message names the file, the line and what is wrong."""


class _Loader(yaml.SafeLoader):
    """SafeLoader with YAML 1.2's booleans and without silent duplicates."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own class attribute
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key '{key}' is there twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", _TRUE_OR_FALSE, list("tTfF"))


def read_yaml(path: Path) -> Any:
    """What the file says; raises NotYaml."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise NotYaml(f"{path.name}: can't be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise NotYaml(f"{path.name}: is not UTF-8 text") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotYaml(f"{path.name}: line {line}: {error.problem}") from None
    except (yaml.YAMLError, RecursionError):
        raise NotYaml(f"{path.name}: is not YAML") from None
    if content is None:
        raise NotYaml(f"{path.name}: is empty")
    return content
