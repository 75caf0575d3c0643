"""The sample that says something in every field that takes text, and any other text put in place of it."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from aiwei_cli.load.assemble import load
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.target import TargetsFile
from aiwei_cli.model.text import Frozen, Quantity, Reads, read_quantity, read_text, read_unit
from aiwei_cli.model.workspace import WorkspaceFile

SAMPLE: Final = Path(__file__).parents[1] / "tests" / "workspaces" / "good" / "every-field"
"""Says something in every field that takes text, and nowhere the same."""
Files = dict[str, Any]


class Field(NamedTuple):
    """A field that takes text, and what the sample says there."""

    name: str
    said: frozenset[str]
    is_quantity: bool = False

    @property
    def may_refuse(self) -> Callable[[str], bool]:
        """Whether the loader may refuse a text here that can be seen."""
        if self.is_quantity:
            return lambda _: True
        if self.name.endswith(".evidence"):
            return lambda text: not text.isprintable() or any(sign in text for sign in "/\\:")
        return lambda text: self.is_narrative and "{" in text

    @property
    def is_narrative(self) -> bool:
        """Whether it is a text with references, in which two braces stand for one."""
        return self.name.split(".")[0] in ("Strand", "YearSummary") and not self.is_quantity


def sample() -> Files:
    """The files of the sample as plain data."""
    return {path: plain(document.root) for path, document in load(SAMPLE).documents.items()}


_TOGETHER: Final = {
    "Scale.grades": {"丙级"},
    "GradeAtLeast.grade": {"丙级"},
    "Scale.below": {"等外"},
    "Entry.value": {"乙级"},
    "Organisation.name": {"第三小学"},  # no two of a group are called the same
    "Indicator.unit": {"平方米每人"},  # what a share is counted in means something
    "Index.unit": {"处每千米"},  # a % of an index is one of indicators too
}
"""Words that stand in several fields, and have to stay the same in all of them."""


_KINDS: Final[dict[str, type[BaseModel]]] = {
    "data/workspace.yaml": WorkspaceFile,
    "data/targets.yaml": TargetsFile,
}


def fields() -> list[Field]:
    """Every field of every model that takes text. Raises ``LookupError`` for one that the sample lacks."""
    said, found = _said(), []
    for model in _models(Frozen):
        for name, info in model.model_fields.items():
            readers_of = {each.read for each in info.metadata if isinstance(each, Reads)} or _readers(
                info.annotation
            )
            if not readers_of & {read_text, read_unit, read_quantity}:
                continue
            key = f"{model.__name__}.{name}"
            texts = _TOGETHER.get(key) or said.get(key) or set()
            if not texts:
                raise LookupError(f"{SAMPLE.name} has nothing in {key}")
            found.append(Field(key, frozenset(texts), read_quantity in readers_of))
    return found


def free_texts() -> set[str]:
    """All that the sample says where any text will do."""
    said = _said()
    return {text for field in fields() if field.name != "Entry.value" for text in said[field.name]}


def _said() -> dict[str, set[str]]:
    """What the sample says in each field of each model."""
    said: dict[str, set[str]] = {}
    for path, data in sample().items():
        _collect(_KINDS.get(path, ActionFile).model_validate(data), said)
    return said


def _models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


def _readers(annotation: Any) -> set[Any]:
    """What reads the values of a field; keys, and pieces that are models of their own, are left out."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return set()
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        own = {each.read for each in arguments[1:] if isinstance(each, Reads)}
        return own or _readers(arguments[0])
    if origin is dict:
        return _readers(arguments[1])
    if origin is tuple or origin is types.UnionType or "Union" in str(origin):
        return {each for argument in arguments for each in _readers(argument)}
    return set()


def _collect(value: Any, said: dict[str, set[str]], key: str = "") -> None:
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                _collect(getattr(value, name), said, f"{type(value).__name__}.{name}")
        case Quantity():
            said.setdefault(key, set()).add(f"{value.text} {value.unit}")
        case Mapping():
            for each in value.values():
                _collect(each, said, key)
        case tuple():
            for each in value:
                _collect(each, said, key)
        case str() if type(value) is str and value:
            said.setdefault(key, set()).add(value)


def replaced(data: Any, field: Field, text: str) -> Any:
    """The data with a text in place of whatever a field says."""
    match data:
        case dict():
            return {key: replaced(value, field, text) for key, value in data.items()}
        case list():
            return [replaced(value, field, text) for value in data]
    if data not in field.said:
        return data
    return f"{data.split()[0]} {text}" if field.is_quantity else text


def typed(data: Any, *, raw: bool = False, depth: int = 0) -> str:
    """The data as YAML, a key a line, every text in double quotes; what cannot be seen is escaped unless ``raw``."""
    lead = "  " * (depth + 1)
    match data:
        case dict():
            inside = (
                f"{lead}{_quoted(key, raw)}: {typed(value, raw=raw, depth=depth + 1)}"
                for key, value in data.items()
            )
            return "{\n" + ",\n".join(inside) + "\n" + "  " * depth + "}"
        case list():
            inside = (f"{lead}{typed(value, raw=raw, depth=depth + 1)}" for value in data)
            return "[\n" + ",\n".join(inside) + "\n" + "  " * depth + "]"
    return _quoted(str(data), raw)


def _quoted(text: str, raw: bool) -> str:
    def sign(each: str) -> str:
        if each in '"\\':
            return f"\\{each}"
        if raw and each not in "\r\n\x00":
            return each
        return each if each.isprintable() or each == "\u3000" else f"\\U{ord(each):08x}"

    return f'"{"".join(map(sign, text))}"'


def lay_out(folder: Path, files: Files, *, raw: bool = False) -> None:
    """The files of a workspace written."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((typed(data, raw=raw) + "\n").encode("utf-8", "surrogatepass"))
