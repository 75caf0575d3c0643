"""Which part of an assessment is asked for: by action, level and verdict."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.usecases.typed_choices import action_ids
from aiwei_cli.usecases.word_choice import choose

LEVELS: Final = {level.value: word for level, word in ((Level.TOWN, "镇级"), (Level.COUNTY, "县级"))}
_STATUSES: Final = {status.value: word for status, word in STATUS.items()}


class Selection(NamedTuple):
    """What is asked for, as typed; nothing stands for all."""

    actions: Sequence[str] = ()
    levels: Sequence[str] = ()
    statuses: Sequence[str] = ()

    def of(self, whole: Assessment, workspace: Workspace) -> Assessment:
        """The assessment with only what was asked for. Raises :class:`UsageError`."""
        return select(
            whole,
            action_ids(workspace, self.actions),
            choose("--level", self.levels, LEVELS),
            choose("--status", self.statuses, _STATUSES),
        )


def select(
    assessment: Assessment, actions: Sequence[str], levels: Sequence[str], statuses: Sequence[str]
) -> Assessment:
    """The assessment with only what was asked for.

    Tasks and issues belong to an action; they have neither level nor verdict, so where these are asked for
    nothing is said of them.
    """

    def wanted(finding: Finding) -> bool:
        return (
            (not actions or finding.indicator.action in actions)
            and (not levels or finding.indicator.level in levels)
            and (not statuses or finding.status in statuses)
        )

    findings = tuple(each for each in assessment.findings if wanted(each))
    shown = {finding.id for finding in findings}
    late = tuple(each for each in assessment.late if each.indicator in shown)
    whole = not levels and not statuses
    tasks = tuple(each for each in assessment.tasks if whole and (not actions or each.action in actions))
    issues = tuple(each for each in assessment.issues if whole and (not actions or each.action in actions))
    idle = tuple(
        each
        for each in assessment.without_target
        if not statuses
        and (not actions or each.indicator.action in actions)
        and (not levels or each.indicator.level in levels)
    )
    return assessment._replace(findings=findings, late=late, tasks=tasks, issues=issues, without_target=idle)
