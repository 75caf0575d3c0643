"""The conditions of a target as JSON Schema: one shape for each key that picks a condition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, get_args

from aiwei_cli.model.condition import AllOf, AnyOf, Condition, Each, EventGoal, Mean
from aiwei_cli.model.condition_kind import ConditionKind
from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.text import Frozen
from aiwei_cli.render.reference.schema.scalar_schema import Schema
from aiwei_cli.render.words.key_words import entry_words

Field = Callable[[type[Frozen], str], Schema]
_LISTS: Final[tuple[type[Frozen], ...]] = (AllOf, AnyOf)
_SIMPLE: Final[tuple[type[Frozen], ...]] = tuple(
    model
    for kind in get_args(get_args(Condition)[0])
    if (model := get_args(kind)[0]) not in (*_LISTS, Each, Mean)
)
"""In the order of the catalogue."""
_COMPARED: Final = [{"required": [name.value]} for name in Operator]


def conditions(field: Field) -> dict[str, Schema]:
    """Definitions by name: ``condition`` may run over a group, ``alone`` may not.

    The loader lets ``each`` and ``mean`` stand beside the keys of the condition that they wrap.
    """
    found: dict[str, Schema] = {}
    for model in _SIMPLE:
        found[model.__name__] = _shape(model, _fields(model, field))
    for within, suffix in (("alone", ""), ("condition", "WithGroups")):
        for model in _LISTS:
            found[f"{model.__name__}{suffix}"] = _shape(model, _list(model, within, field))
    alone = [each.__name__ for each in (*_SIMPLE, *_LISTS)]
    for name in alone:
        found[f"Each{name}"] = _over(Each, "each", field, found[name])
    found["MeanLimit"] = _over(Mean, "mean", field, found["Limit"])
    wrapped = [*(f"Each{name}" for name in alone), "MeanLimit"]
    with_groups = [each.__name__ for each in _SIMPLE] + [f"{each.__name__}WithGroups" for each in _LISTS]
    found["alone"] = _any_of("不分考核对象的条件", alone)
    found["condition"] = _any_of("一个条件，由它的键决定是哪一种", [*with_groups, *wrapped])
    return found


def _any_of(said: str, names: list[str]) -> Schema:
    return {"description": said, "type": "object", "anyOf": [{"$ref": f"#/$defs/{name}"} for name in names]}


def _fields(model: type[Frozen], field: Field) -> dict[str, Schema]:
    """The fields of a condition; a goal inside it stands where it is used."""
    found: dict[str, Schema] = {}
    for name, info in model.model_fields.items():
        goal, found[name] = info.annotation, field(model, name)
        if isinstance(goal, type) and issubclass(goal, Frozen):
            found[name] = {"description": found[name]["description"], **_goal(goal, field)}
    return found


def _goal(model: type[Frozen], field: Field) -> Schema:
    shape: Schema = {
        "type": "object",
        "properties": {name: field(model, name) for name in model.model_fields},
        "additionalProperties": False,
    }
    if model is EventGoal:  # a way of counting, and one comparison
        ways = {"oneOf": [{"required": ["within"]}, {"required": ["per"]}]}
        return {**shape, **ways, "minProperties": 2, "maxProperties": 2}
    return {**shape, "oneOf": _COMPARED}


def _list(model: type[Frozen], within: str, field: Field) -> dict[str, Schema]:
    (name,) = model.model_fields
    parts: Schema = {"type": "array", "items": {"$ref": f"#/$defs/{within}"}, "minItems": 1}
    return {name: {"description": field(model, name)["description"], **parts}}


def _shape(model: type[Frozen], properties: dict[str, Schema]) -> Schema:
    shape: Schema = {
        "title": entry_words(model)[0],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if issubclass(model, ConditionKind) and len(model.keys) > 1:  # one of them picks it, and says it all
        return {**shape, "minProperties": 1, "maxProperties": 1}
    return {**shape, "required": [name for name in properties if model.model_fields[name].is_required()]}


def _over(model: type[Frozen], key: str, field: Field, inner: Schema) -> Schema:
    """A condition that runs over a group: its own keys and the group's."""
    title = f"{entry_words(model)[0]}：{inner['title']}"
    shape = {**inner, "title": title, "properties": {key: field(model, key), **inner["properties"]}}
    if "required" in inner:
        return {**shape, "required": [key, *inner["required"]]}
    return {**shape, "required": [key], "minProperties": 2, "maxProperties": 2}
