"""A key that the models do not have today: whatever it is added to, ``diff`` tells of it and does not stumble."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from pydantic import Field, create_model

from aiwei_cli.load.assemble import load
from aiwei_cli.model.action import ActionFile, CrossSum, PlanItem
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.measurement import Entry
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import Frozen
from aiwei_cli.model.workspace import Workspace, WorkspaceFile
from aiwei_cli.render.change_formats import CHANGE_FORMATS, render
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.rules.state_comparison import compare
from support import PROJECT, WORKSPACES

for _path in sorted((PROJECT / "src/aiwei_cli/model").glob("*.py")):
    import_module(f"aiwei_cli.model.{_path.stem}")

SPELLED_OUT = (ActionFile, Entry, Exemption, Indicator, PlanItem, WorkspaceFile)
"""Of these a changed key is named; of all else it is said that the whole was edited."""


def models() -> Iterator[type[Frozen]]:
    waiting = [Frozen]
    for each in waiting:
        waiting += each.__subclasses__()
    yield from (each for each in waiting[1:] if each.__module__.startswith("aiwei_cli.model."))


@cache
def everything() -> Workspace:
    """A workspace that uses every key there is."""
    whole = load(WORKSPACES / "good/every-field").workspace
    key, action = next(iter(whole.actions.items()))
    summed = action.model_copy(
        update={"sums": (CrossSum.model_construct(year=2024, total="all", parts=("one", "two")),)}
    )
    return whole._replace(actions={**whole.actions, key: summed})


def with_new_key(thing: Any, model: type[Frozen], grown: Any, said: str) -> Any:
    """The same data, every instance of a model bearing one more key."""

    def again(each: Any) -> Any:
        return with_new_key(each, model, grown, said)

    if isinstance(thing, Frozen):
        fields = {name: again(getattr(thing, name)) for name in type(thing).model_fields}
        if type(thing) is model:
            return grown.model_construct(**fields, novelty=said)
        return type(thing).model_construct(**fields)
    if isinstance(thing, Mapping):
        return {key: again(value) for key, value in thing.items()}
    if isinstance(thing, tuple):
        parts = [again(each) for each in thing]
        return type(thing)(*parts) if hasattr(thing, "_fields") else tuple(parts)
    return thing


def told(before: Workspace, after: Workspace, year: int = 2024) -> str:
    """What the formats say of two states, one below the other."""
    comparison = compare(before, after, year, date(year, 12, 31))
    assert not comparison.is_empty
    return "\n".join(render(name, comparison, "", Screen(width=120)) for name in CHANGE_FORMATS)


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_a_new_key_is_told(model: type[Frozen]) -> None:
    grown = create_model(
        model.__name__,
        __base__=model,
        novelty=(str | None, Field(None, title="新写的键", description="到昨天还没有它")),
    )
    before, after = (with_new_key(everything(), model, grown, said) for said in ("旧话", "新话"))
    if before == after:
        assert model.__name__ in ("Bound", "TargetsFile")  # of which a workspace holds only the parts
        return
    said = told(before, after)
    assert "没有变化" not in said
    assert ("新写的键" in said) == (model in SPELLED_OUT)


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_every_key_has_a_word_for_a_sentence(model: type[Frozen]) -> None:
    """The title is the name of the thing, the description what else there is to know: 计量单位, 照读出来的写."""
    for name, field in model.model_fields.items():
        assert field.title, f"{model.__name__}.{name} has no title"
        assert len(field.title) <= 12 and not set("，；。：") & set(field.title), (
            f"{model.__name__}.{name}: not a name"
        )


READ = [part for part in Workspace._fields if part != "outdated"]
"""What is written in files; which of a revision's lines are refused today is told as a verdict that is lacking."""


@pytest.mark.parametrize("part", READ)
def test_no_part_of_a_workspace_is_passed_over(part: str) -> None:
    whole = everything()
    content = getattr(whole, part)
    assert content, "nothing stands there that could be missed"
    less: Any = (
        content.model_copy(update={"town": "别处"}) if isinstance(content, Frozen) else type(content)()
    )
    unjudged = (
        min(min(each.target) for each in whole.indicators.values()) - 1
    )  # what is gone is not asked for
    said = told(whole._replace(**{part: less}), whole, unjudged)
    assert "没有变化" not in said


def test_a_key_without_words_is_called_by_its_key() -> None:
    grown = create_model("Indicator", __base__=Indicator, novelty=(str | None, None))
    before, after = (with_new_key(everything(), Indicator, grown, said) for said in ("旧话", "新话"))
    assert "指标农村卫生户厕普及率的novelty由旧话改为新话" in told(before, after)
