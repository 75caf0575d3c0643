"""From a tree to a model: pydantic validates, and its errors become diagnostics with places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import Mapping, Scalar, plain
from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.diagnostic import MAX_PROBLEMS, Diagnostic
from aiwei_cli.model.text import MAX_INTEGER_DIGITS, Frozen, kind_word, multiplied, quote, translate

Model = TypeVar("Model", bound=Frozen)

_WANTED: Final = {
    "model_type": "一组键和值",
    "dict_type": "一组键和值",
    "model_attributes_type": "一组键和值",
    "tuple_type": "一个列表",
    "list_type": "一个列表",
    "string_type": "文字",
}


def shape(model: type[Model], document: DataFile) -> tuple[Model | None, list[Diagnostic]]:
    """The document as a model, and every mistake in it: of too many, one more than will be told.

    Where mistakes sit inside a named entry (one indicator, one year's work), the model is made
    from the rest, so that later checks still see it; ``None`` only when that is not possible.
    """
    data = plain(document.root)
    try:
        return model.model_validate(data), []
    except ValidationError as invalid:
        found = invalid.errors(include_url=False, include_input=True)
    errors = [error for error in found if not _follows(error)]
    problems = [_diagnostic(document, error) for error in errors[: MAX_PROBLEMS + 1]]
    for depth in (_DEEP, {}):
        rest = plain(document.root)
        cuts = {_reach(rest, error["loc"], depth) for error in errors}
        for path in sorted(cuts, key=_last_first):
            _cut(rest, path)
        try:
            return model.model_validate(rest), problems
        except ValidationError:
            continue
    return None, problems


def _follows(error: Any) -> bool:
    """Whether a list only counts as too short because items of it are faulty, which is said of each."""
    items = error["input"]
    return (
        error["type"] == "too_short"
        and isinstance(items, (list, dict))
        and len(items) >= error["ctx"]["min_length"]
    )


_DEEP: Final = {"measurements": 4, "organisations": 4, "figures": 3, "work": 3, "summary": 3}
"""How deep the entry lies that is left out for a mistake in it; elsewhere on the second level."""


def _reach(data: Any, path: Sequence[Any], depth: dict[str, int]) -> tuple[Any, ...]:
    """The part of an error's path that exists in the data, as deep as may be cut."""
    steps: list[Any] = []
    for step in path:
        if len(steps) < depth.get(str(path[0]), 2) and (
            (isinstance(data, dict) and step in data) or (isinstance(data, list) and step in range(len(data)))
        ):
            steps.append(step)
            data = data[step]
    return tuple(steps)


def _last_first(path: tuple[Any, ...]) -> tuple[list[str], int]:
    """List entries from the end, so that cutting one leaves the others where they are."""
    last = path[-1] if path and isinstance(path[-1], int) else 0
    return [str(step) for step in path[:-1]], -last


def _cut(data: Any, path: tuple[Any, ...]) -> None:
    for step in path[:-1]:
        if isinstance(data, dict) and step not in data:
            return  # a cut above has taken it already
        data = data[step]
    if isinstance(data, list):
        data[path[-1] : path[-1] + 1] = []
    elif path:
        data.pop(path[-1], None)


def _diagnostic(document: DataFile, error: Any) -> Diagnostic:
    from aiwei_cli.load.yaml_faults import colon_advice

    kind, path, found = error["type"], error["loc"], error["input"]
    context = error.get("ctx", {})
    of_key = bool(path) and path[-1] == "[key]"
    if kind == "extra_forbidden" or of_key:
        at = document.node_at(path[:-1] if of_key else path, key=True)
    else:
        at = document.node_at(path)
    if kind.startswith("AW"):
        code, message, hint = kind, context["message"], context["hint"]
        if isinstance(at, Mapping) and context["key"] in at.entries:
            at = at.entries[context["key"]][0]
        if code == "AW203":
            hint = _in_unit(document, path, found) or hint
        if code in ("AW205", "AW209", "AW212") and isinstance(at, Scalar) and "：" in at.text:
            code, (message, hint) = "AW112", colon_advice("：")
    elif kind == "extra_forbidden":
        code, message, hint = _unknown_key(str(path[-1]), found)
    elif kind == "missing" and isinstance(path[-1], str):
        code, message, hint = "AW202", f"缺少 {path[-1]}", f"补上 {path[-1]}: ……"
        at = _first_key(at)
    elif kind in ("enum", "literal_error") and found:
        allowed = re.findall(r"'([^']*)'", context["expected"])
        code, message = "AW206", f"这里不能写{kind_word(found)}"
        hint = did_you_mean(str(found), allowed) or f"可选：{'、'.join(allowed)}"
    elif found == "":
        code, message, hint = "AW209", "这里没有填内容", "补上内容，或删掉这一行"
    elif kind in _WANTED:
        code, message, hint = (
            "AW205",
            f"这里应为{_WANTED[kind]}，写的是{kind_word(found)}",
            "对照同类内容的写法",
        )
        if isinstance(found, str) and (":" in found or "：" in found):
            code, (message, hint) = "AW112", colon_advice(found)
    elif kind == "too_long" and isinstance(found, list):
        most, written = context["max_length"], len(found)
        code, message, hint = "AW205", f"这里最多 {most} 项，写了 {written} 项", f"去掉 {written - most} 项"
    elif kind in ("missing", "too_long", "too_short") and found:
        code, message, hint = "AW205", "这里的项数不对", "对照同类内容的写法，核对有几项"
    elif kind == "too_short" and not found:
        code, message, hint = "AW209", "这里没有填内容", "补上内容，或删掉这一项"
    else:
        code, message, hint = "AW205", "这里的内容不对，或项数不对", "对照同类内容的写法"
    return document.problem(code, message, hint, at=at)


def _in_unit(document: DataFile, path: Sequence[Any], found: object) -> str:
    """What to write for a number with 万 in a target or a range, whose unit stands beside; else nothing."""
    number = multiplied(translate(found)) if isinstance(found, str) and path[0] == "indicators" else None
    if number is None or len(path) < 3:
        return ""
    full, bare, times = number
    node = document.node_at((*path[:2], "unit"))
    unit = node.text if isinstance(node, Scalar) else ""
    if len(full.partition(".")[0]) > MAX_INTEGER_DIGITS:
        return ""
    return (
        f"计量单位已经是“{unit}”，写 {bare}"
        if unit.startswith("万" if times in "wW" else times)
        else f"写成 {full}"
    )


def _unknown_key(key: str, value: object) -> tuple[str, str, str]:
    from aiwei_cli.load.yaml_faults import colon_advice

    if "：" in key or (":" in key and not value):
        return "AW112", *colon_advice(key)
    known = known_keys()
    if key in known:
        return "AW201", f"这里不能写{quote(key)}", "删掉它，或移到该写的地方"
    hint = did_you_mean(key, known) or "删掉它，或核对键名"
    return "AW201", f"不认识的键{quote(key)}", hint


def _first_key(node: Any) -> Any:
    """Where to point for something that is not there: the first key of the mapping lacking it."""
    if isinstance(node, Mapping) and node.entries:
        return next(iter(node.entries.values()))[0]
    return node


@cache
def known_keys() -> tuple[str, ...]:
    """Every key that some file may hold."""
    classes = [Frozen]
    for each in classes:
        classes.extend(each.__subclasses__())
    return tuple(sorted({of.alias or name for each in classes for name, of in each.model_fields.items()}))
