"""A year judged, or the word that it holds nothing to judge."""

from datetime import date

from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.engine import assess


def judged(workspace: Workspace, year: int, as_of: date) -> Assessment:
    """The assessment of a year. Raises :class:`UsageError` where no target is in force."""
    assessment = assess(workspace, year, as_of)
    if not assessment.findings:
        years = {since for indicator in workspace.indicators.values() for since in indicator.target}
        hint = f"写有目标的年份：{'、'.join(map(str, sorted(years)))}"
        if any(indicator.condition_for(year) for indicator in workspace.indicators.values()):
            hint = "有目标的专项行动都不在这一年：核对各行动文件里的 since 和 until"
        raise UsageError(f"{year} 年没有生效的目标，什么也没有判定", hint)
    return assessment


def assessed(workspace: Workspace, year: int, as_of: date) -> Assessment:
    """The assessment of a year that has tasks or issues, if no targets; where it has nothing, an error."""
    assessment = assess(workspace, year, as_of)
    return assessment if assessment.tasks or assessment.issues else judged(workspace, year, as_of)
