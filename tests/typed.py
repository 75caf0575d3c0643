"""A YAML file as an editor sees it: every scalar with the type that YAML 1.2 gives it."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode


def typed(text: str) -> Any:
    """The data of a file; keys stay text, as in JSON."""
    node = YAML(typ="safe", pure=True).compose(text.removeprefix("\ufeff"))
    return _value(node)


def _value(node: Any) -> Any:
    match node:
        case MappingNode():
            return {key.value: _value(value) for key, value in node.value}
        case SequenceNode():
            return [_value(each) for each in node.value]
        case ScalarNode():
            return node.value if node.style else _resolved(node.value)
    return None


def _resolved(text: str) -> Any:
    """The core schema of YAML 1.2: no dates, and yes is a word."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false") and text in (text.lower(), text.title(), text.upper()):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text, re.ASCII):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text, re.ASCII):
        return float(text)
    return text
