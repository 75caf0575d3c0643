"""From the models to JSON Schema: pydantic's own walk over them, and what only our readers and validators know.

The walk (``FileSchema``) knows fields, words, lists and lengths. What a function reads is put in by its name
(``SCALARS``); what a validator demands beyond that is put in afterwards, by hand: ``_MORE``, ``_SPECIAL`` and
``conditions``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from aiwei_cli.model.action import ActionFile, PlanItem, PlanState
from aiwei_cli.model.correction_ledger import NOT_EVERYWHERE, REQUIRED, StepKind, belongs
from aiwei_cli.model.edition import IndexLimits
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.measurement import Entry
from aiwei_cli.model.target import Group, Indicator, TargetsFile
from aiwei_cli.model.text import Frozen, listed
from aiwei_cli.model.workspace import WorkspaceFile
from aiwei_cli.render.reference.schema.condition_schema import conditions
from aiwei_cli.render.reference.schema.scalar_schema import DAY, ID, KEYS, SCALARS, Schema, as_typed
from aiwei_cli.render.reference.schema.schema_files import KINDS
from aiwei_cli.render.words.key_words import entry_words

_REFERENCE: Final = "#/$defs/"


MODELS: Final[dict[str, type[Frozen]]] = {
    "workspace": WorkspaceFile,
    "targets": TargetsFile,
    "action": ActionFile,
}
"""By the names of ``schema_files.KINDS``."""


def schema_of(kind: str) -> Schema:
    """The schema of a kind of file: that of its model, with all those below it in ``$defs``."""
    model = MODELS[kind]
    root = model.model_json_schema(schema_generator=FileSchema)
    shapes = {**root.pop("$defs", {}), model.__name__: root}
    shapes = {name: _with_words_in_place(shape, shapes) for name, shape in shapes.items()}
    for shape in shapes.values():
        for key, each in shape.get("properties", {}).items():
            shape["properties"][key] = _worded(each)
    for (holder, key), special in _SPECIAL.items():
        if holder.__name__ in shapes:
            properties = shapes[holder.__name__]["properties"]
            properties[key] = _said(special(shapes), properties[key]["description"])
    root = shapes.pop(model.__name__)
    used = sorted(_reached(root, shapes))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **KINDS[kind]._asdict(),
        **root,
        "$defs": {name: shapes[name] for name in used},
    }


class FileSchema(GenerateJsonSchema):
    """What pydantic says of a model, in draft 7 and with our readers; references and words are as it leaves them."""

    def sort(self, value: Schema, parent_key: str | None = None) -> Schema:  # noqa: ARG002
        """Keys stay in the order of the fields."""
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """A field has the title that it was given."""
        return False

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> Schema:
        """What one of the readers takes."""
        return dict(SCALARS[_reader(schema)])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        """A list, for which one value may stand; any other reading beforehand has a place in ``_SPECIAL``."""
        shape = self.generate_inner(schema["schema"])
        return _or_one(shape) if schema["function"]["function"] is listed else shape

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        """What may be left out, not what stands for it then."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """What may be left out: written but empty it is refused."""
        return self.generate_inner(schema["schema"])

    def literal_schema(self, schema: core_schema.LiteralSchema) -> Schema:
        """One of some words."""
        return _enum(schema["expected"])

    def enum_schema(self, schema: core_schema.EnumSchema) -> Schema:
        """One of the words of a closed set."""
        return _enum(schema["members"])

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Schema:
        """A list; one of a fixed length holds the same everywhere."""
        if "variadic_item_index" in schema:
            return super().tuple_schema(schema)
        items = schema["items_schema"]
        length = {"minItems": len(items), "maxItems": len(items)}
        return {"type": "array", "items": self.generate_inner(items[0]), **length}

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """Keys that are ids, years or days, with what stands under each."""
        key = schema["keys_schema"]
        pattern = KEYS[_reader(key)] if key["type"] == "function-plain" else ID
        shape: Schema = {
            "type": "object",
            "patternProperties": {pattern: self.generate_inner(schema["values_schema"])},
            "additionalProperties": False,
        }
        self.update_with_validations(shape, schema, self.ValidationsMapping.object)
        return shape

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """A model with what it is called and what its own validator demands; its docstring is for us."""
        shape = super().model_schema(schema)
        title, said = entry_words(schema["cls"])
        words = {key: text for key, text in (("title", title), ("description", said)) if text}
        rest = {key: each for key, each in shape.items() if key not in ("title", "description")}
        return {**words, **rest, **_MORE.get(schema["cls"], {})}


def _reader(schema: Any) -> str:
    """The name of the function that reads a scalar."""
    name: str = schema["function"]["function"].__name__
    return name


def _enum(words: Iterable[Any]) -> Schema:
    return {"type": "string", "enum": [str(word.value if isinstance(word, Enum) else word) for word in words]}


def _or_one(shape: Schema) -> Schema:
    item = shape["items"]
    if "pattern" not in item:  # a word of some, which no list can be one of
        return {"anyOf": [item, shape]}
    # One value stands for a list of one: what is said of text and numbers leaves lists alone.
    types = [item["type"]] if isinstance(item["type"], str) else item["type"]
    return {**item, **shape, "type": [*types, "array"]}


def _with_words_in_place(shape: Any, shapes: dict[str, Schema]) -> Any:
    """The same with the words of a closed set where they may be written, not referred to."""
    if isinstance(shape, list):
        return [_with_words_in_place(each, shapes) for each in shape]
    if not isinstance(shape, dict):
        return shape
    whole = {key: _with_words_in_place(each, shapes) for key, each in shape.items()}
    named = shapes.get(str(whole.get("$ref", "")).removeprefix(_REFERENCE), {})
    if "enum" not in named:
        return whole
    del whole["$ref"]
    return {"type": named["type"], "enum": named["enum"], **whole}


def _worded(shape: Schema) -> Schema:
    """A field's schema with title and description in one text, as editors show it, and its examples as typed."""
    title, said, examples = (shape.pop(each, None) for each in ("title", "description", "examples"))
    if "$ref" in shape:  # beside a reference nothing else counts
        shape = {"allOf": [shape]}
    shape = _said(shape, f"{title}：{said}" if said else title or "")
    if not examples or "enum" in shape or "string" not in shape.get("type", ()):
        return shape
    return {**shape, "examples": [as_typed(each, shape["type"]) for each in examples]}


def _said(shape: Schema, said: str) -> Schema:
    """The shape with words, which hold for each year or id below it too; a model has words of its own."""
    if "$ref" in shape:
        return shape
    below = {key: _said(each, said) for key, each in shape.get("patternProperties", {}).items()}
    return {"description": said, **shape, **({"patternProperties": below} if below else {})}


def _reached(shape: Any, shapes: dict[str, Schema]) -> set[str]:
    """The names of all that a schema refers to, directly or not."""
    found: set[str] = set()
    waiting = [*_references(shape)]
    for name in waiting:
        if name not in found:
            found.add(name)
            waiting += _references(shapes[name])
    return found


def _references(shape: Any) -> Iterator[str]:
    if isinstance(shape, dict) and "$ref" in shape:
        yield shape["$ref"].removeprefix(_REFERENCE)
    for each in shape.values() if isinstance(shape, dict) else shape if isinstance(shape, list) else ():
        yield from _references(each)


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
    reference = {"$ref": f"{_REFERENCE}Entry"}
    value = definitions["Entry"]["properties"]["value"]
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
        properties = {
            name: each
            for name, each in definitions["Step"]["properties"].items()
            if name not in others and (name not in NOT_EVERYWHERE or belongs(name, kind))
        }
        definitions[f"step-{kind}"] = {
            **definitions["Step"],
            "properties": properties,
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
    name = definitions["Organisation"]["properties"]["name"]
    member: Schema = {"anyOf": [name, {"$ref": f"{_REFERENCE}Organisation"}]}
    return {**_by_id(member), "minProperties": 1}


def _target(definitions: dict[str, Schema]) -> Schema:
    """From which year on, what."""
    definitions.update(conditions(lambda model, name: definitions[model.__name__]["properties"][name]))
    return {
        "type": "object",
        "patternProperties": {KEYS["read_year"]: {"$ref": "#/$defs/condition"}},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _exceptions(_: dict[str, Schema]) -> Schema:
    """A list, or entries under an id each."""
    one = {"$ref": f"{_REFERENCE}Exemption"}
    return {"anyOf": [{"type": "array", "items": one}, _by_id(one)]}


_SPECIAL: Final[dict[tuple[type[Frozen], str], Callable[[dict[str, Schema]], Schema]]] = {
    (ActionFile, "measurements"): _readings,
    (ActionFile, "issues"): _issues,
    (Group, "members"): _members,
    (Indicator, "target"): _target,
    (TargetsFile, "exceptions"): _exceptions,
}
"""Fields that hold more than their annotation says."""
