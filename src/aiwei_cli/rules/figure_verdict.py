"""What a single figure comes to on its own day: the judgement that a sentence about it says in words."""

from __future__ import annotations

from aiwei_cli.model.condition import AllOf, AnyOf, Condition, Each, Mean
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.engine import judge, laid_open


def verdict_on(new: Measurement, workspace: Workspace) -> Verdict | None:
    """How the target of its year stands on the day of a figure, of one organisation what is demanded of each by itself.

    None where nothing is demanded of a single figure: no target yet, or the mean of several.
    """
    condition = workspace.indicators[new.indicator].condition_for(_year_of(new, workspace))
    return None if condition is None else judged_on(condition, new, workspace)


def judged_on(condition: Condition, new: Measurement, workspace: Workspace) -> Verdict | None:
    """How one demand stands on the day of a figure; None where it is not of a single figure."""
    own = _of_one(condition) if new.organisation else condition
    if own is None:
        return None
    lines = workspace.measurements.get(new.indicator, ())
    known = [each for each in lines if each.organisation == new.organisation and each.on <= new.on]
    return judge(own, laid_open(workspace, new.indicator, _year_of(new, workspace), new.on, known))


def _year_of(new: Measurement, workspace: Workspace) -> int:
    return workspace.indicators[new.indicator].year_of(new.on, workspace.about.terms)


def _of_one(condition: Condition) -> Condition | None:
    """What is demanded of an organisation by itself."""
    if isinstance(condition, Each):
        return condition.condition
    if isinstance(condition, Mean):
        return None
    if not isinstance(condition, AllOf | AnyOf):
        return condition
    parts = tuple(part for _, inner in condition.inside() if (part := _of_one(inner)))
    return condition.model_copy(update={condition.keys[0]: parts}) if parts else None
