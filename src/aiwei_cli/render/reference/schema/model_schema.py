"""From the models to JSON Schema: the fields of every model, walked, so that none can be forgotten.

What pydantic cannot say of itself, since functions read it, is put in by hand here (``_SPECIAL``), in
``conditions`` and in ``scalars``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import BeforeValidator

from aiwei_cli.model.action import ActionFile, PlanItem, PlanState
from aiwei_cli.model.correction_ledger import NOT_EVERYWHERE, REQUIRED, Step, StepKind, belongs
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.measurement import Entry
from aiwei_cli.model.target import Group, IndexLimits, Indicator, Organisation, TargetsFile
from aiwei_cli.model.text import Frozen, Reads, listed
from aiwei_cli.render.reference.schema.condition_schema import conditions
from aiwei_cli.render.reference.schema.scalar_schema import DAY, ID, KEYS, SCALARS, Schema, as_typed
from aiwei_cli.render.words.key_words import entry_words, said_of


def file_schema(model: type[Frozen], title: str, description: str) -> Schema:
    """The schema of a file: that of its model, with all those below it in ``$defs``."""
    definitions: dict[str, Schema] = {}
    root = _object(model, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": description,
        **root,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def _object(model: type[Frozen], definitions: dict[str, Schema], only: Iterable[str] | None = None) -> Schema:
    names = list(model.model_fields if only is None else only)
    title, said = entry_words(model)
    shape: Schema = {
        **({"title": title, "description": said} if title else {}),
        "type": "object",
        "properties": {_key(model, name): field_schema(model, name, definitions) for name in names},
        "additionalProperties": False,
    }
    if required := [_key(model, name) for name in names if model.model_fields[name].is_required()]:
        shape["required"] = required
    return shape | _MORE.get(model, {})


def _key(model: type[Frozen], name: str) -> str:
    return model.model_fields[name].alias or name


def field_schema(model: type[Frozen], name: str, definitions: dict[str, Schema]) -> Schema:
    """One field's schema, with its words."""
    if (model, name) in _SPECIAL:
        shape = _SPECIAL[model, name](definitions)
    else:
        info = model.model_fields[name]
        shape = _walk(info.annotation, info.metadata, definitions)
    examples = model.model_fields[name].examples
    if "$ref" in shape:  # beside a reference nothing else counts
        shape = {"allOf": [shape]}
    shape = _said(shape, said_of(model, name))
    if not examples or "enum" in shape or "string" not in shape.get("type", ()):
        return shape
    return {**shape, "examples": [as_typed(each, shape["type"]) for each in examples]}


def _said(shape: Schema, said: str) -> Schema:
    """The shape with words, which hold for each year or id below it too; a model has words of its own."""
    if "$ref" in shape:
        return shape
    below = {key: _said(each, said) for key, each in shape.get("patternProperties", {}).items()}
    return {"description": said, **shape, **({"patternProperties": below} if below else {})}


def _walk(annotation: Any, metadata: Iterable[Any], definitions: dict[str, Schema]) -> Schema:
    metadata = list(metadata)
    if read := next((each.read for each in metadata if isinstance(each, Reads)), None):
        return dict(SCALARS[read.__name__])
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _walk(arguments[0], [*arguments[1:], *metadata], definitions)
    if origin in (Union, UnionType):
        (one,) = [each for each in arguments if each is not NoneType]
        return _walk(one, metadata, definitions)
    if origin is Literal:
        return _enum(arguments)
    if origin is tuple:
        return _array(arguments, metadata, definitions)
    if origin is dict:
        return _by_key(arguments, metadata, definitions)
    if issubclass(annotation, Enum):
        return _enum(annotation)
    return _reference(annotation, definitions)


def _reference(model: type[Frozen], definitions: dict[str, Schema]) -> Schema:
    if model.__name__ not in definitions:
        definitions[model.__name__] = {}  # it may hold itself
        definitions[model.__name__] = _object(model, definitions)
    return {"$ref": f"#/$defs/{model.__name__}"}


def _enum(words: Iterable[Any]) -> Schema:
    return {"type": "string", "enum": [str(getattr(word, "value", word)) for word in words]}


def _array(arguments: tuple[Any, ...], metadata: list[Any], definitions: dict[str, Schema]) -> Schema:
    item = _walk(arguments[0], (), definitions)
    if arguments[-1] is not Ellipsis:
        return {"type": "array", "items": item, "minItems": len(arguments), "maxItems": len(arguments)}
    shape: Schema = {"type": "array", "items": item, **_lengths(metadata, "Items")}
    if any(isinstance(each, BeforeValidator) and each.func is listed for each in metadata):
        if "enum" in item:  # which no list can be one of
            return {"anyOf": [item, shape]}
        # One value stands for a list of one: what is said of text and numbers leaves lists alone.
        types = [item["type"]] if isinstance(item["type"], str) else item["type"]
        return {**item, **shape, "type": [*types, "array"]}
    return shape


def _by_key(arguments: tuple[Any, ...], metadata: list[Any], definitions: dict[str, Schema]) -> Schema:
    key, value = arguments
    read = next((each.read for each in get_args(key)[1:] if isinstance(each, Reads)), None)
    pattern = KEYS[read.__name__] if read else ID
    return {
        "type": "object",
        "patternProperties": {pattern: _walk(value, (), definitions)},
        "additionalProperties": False,
        **_lengths(metadata, "Properties"),
    }


def _lengths(metadata: Iterable[Any], what: str) -> Schema:
    found: Schema = {}
    for each in metadata:
        for one in getattr(each, "metadata", [each]):  # a pydantic Field holds its own
            if isinstance(one, MinLen):
                found[f"min{what}"] = one.min_length
            if isinstance(one, MaxLen):
                found[f"max{what}"] = one.max_length
    return found


def exactly_one(names: Iterable[str]) -> Schema:
    """One of several keys, and only one."""
    return {"oneOf": [{"required": [name]} for name in names]}


_MORE: Final[dict[type[Frozen], Schema]] = {
    Entry: exactly_one(["value", "indices"]),
    Exemption: {"dependencies": {"date": ["finding"]}},
    IndexLimits: exactly_one(IndexLimits.model_fields),
    PlanItem: {
        "if": {"required": ["done"]},
        "then": {"properties": {"state": {"enum": [PlanState.DONE.value]}}},
    },
}
"""What a model's own validator demands."""


def _by_id(one: Schema) -> Schema:
    return {"type": "object", "patternProperties": {ID: one}, "additionalProperties": False}


def _readings(definitions: dict[str, Schema]) -> Schema:
    """``date: entry`` lines, or for each organisation its own."""
    reference = _reference(Entry, definitions)
    value = field_schema(Entry, "value", definitions)
    definitions["entry"] = {"description": value["description"], "anyOf": [value, reference]}
    days: Schema = {
        "type": "object",
        "patternProperties": {DAY: {"$ref": "#/$defs/entry"}},
        "additionalProperties": False,
        "minProperties": 1,
    }
    definitions["days"] = {"description": "一个考核对象的监测值，每个日期一行", **days}
    both = {**days["patternProperties"], ID: {"$ref": "#/$defs/days"}}
    definitions["readings"] = {
        "description": "一个指标的监测值：每个日期一行；分考核对象的，先写对象编号",
        **days,
        "patternProperties": both,
    }
    return _by_id({"$ref": "#/$defs/readings"})


def _issues(definitions: dict[str, Schema]) -> Schema:
    """Lists of steps; which keys a step holds is told by the key of its day."""
    for kind in StepKind:
        others = {each.value for each in StepKind} - {kind.value}
        names = [
            name
            for name in Step.model_fields
            if name not in others and (name not in NOT_EVERYWHERE or belongs(name, kind))
        ]
        definitions[f"step-{kind}"] = {
            **_object(Step, definitions, names),
            "required": [kind.value, *REQUIRED[kind]],
        }
    opened, *later = ({"$ref": f"#/$defs/step-{kind}"} for kind in StepKind)
    steps: Schema = {
        "description": "一个问题的整改经过：第一步 opened，最后 closed",
        "type": "array",
        "items": [opened],
        "additionalItems": {"anyOf": later},
        "minItems": 1,
    }
    return _by_id(steps)


def _members(definitions: dict[str, Schema]) -> Schema:
    """Names alone, or names with days."""
    name = field_schema(Organisation, "name", definitions)
    member: Schema = {"anyOf": [name, _reference(Organisation, definitions)]}
    return {**_by_id(member), "minProperties": 1}


def _target(definitions: dict[str, Schema]) -> Schema:
    """From which year on, what."""
    definitions.update(conditions(lambda model, name: field_schema(model, name, definitions)))
    return {
        "type": "object",
        "patternProperties": {KEYS["read_year"]: {"$ref": "#/$defs/condition"}},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _exceptions(definitions: dict[str, Schema]) -> Schema:
    """A list, or entries under an id each."""
    one = _reference(Exemption, definitions)
    return {"anyOf": [{"type": "array", "items": one}, _by_id(one)]}


_SPECIAL: Final[dict[tuple[type[Frozen], str], Callable[[dict[str, Schema]], Schema]]] = {
    (ActionFile, "measurements"): _readings,
    (ActionFile, "issues"): _issues,
    (Group, "members"): _members,
    (Indicator, "target"): _target,
    (TargetsFile, "exceptions"): _exceptions,
}
"""Fields that hold more than their annotation says."""
