"""What makes ``check`` end with 1, and what only counts when it is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import choose
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.model.diagnostic import Diagnostic, Severity
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.verdict import Assessment, Finding, Status
from aiwei_cli.model.workspace import FAIL_ON, Workspace
from aiwei_cli.render.safe import safe
from aiwei_cli.rules.engine import assess

NEVER: Final = "never"
_STATUSES: Final = {"missed": Status.MISSED, "no-data": Status.NO_DATA}


def reasons(words: Sequence[str] | None, workspace: Workspace, *, strict: bool) -> set[str]:
    """What is to fail: of the command line, else of the workspace, else what is missed."""
    said = [each for word in words or () for each in word.split(",")] or [*workspace.about.defaults.fail_on]
    found = set(choose("--fail-on", said, {each: each for each in FAIL_ON})) or {"missed"}
    if NEVER in found and (len(found) > 1 or strict):
        raise UsageError("--fail-on never 不能和别的条件同用", "只留一样")
    return found | {"no-data"} if strict else found


def exit_code(
    why: Iterable[str], shown: Assessment, diagnostics: Iterable[Diagnostic], workspace: Workspace
) -> int:
    """1 where any of the reasons is there; else 0."""
    return int(any(_there(each, shown, diagnostics, workspace) for each in why))


def _there(reason: str, shown: Assessment, diagnostics: Iterable[Diagnostic], workspace: Workspace) -> bool:
    if reason in _STATUSES:
        return any(finding.verdict.status is _STATUSES[reason] for finding in shown.findings)
    if reason == "question":
        return any(each.severity is Severity.WARNING for each in diagnostics)
    return reason == "late" and _late(shown, workspace)


def _late(shown: Assessment, workspace: Workspace) -> bool:
    from aiwei_cli.model.due import DueState
    from aiwei_cli.rules.dues import dues

    owed = dues(workspace, shown, shown.as_of)
    return any(each.state in (DueState.LATE, DueState.STALE) for each in owed)


def only_new(
    root: Path, loaded: Loaded, shown: Assessment, diagnostics: Sequence[Diagnostic], revision: str
) -> tuple[Assessment, list[Diagnostic]]:
    """What is missed, lacking or wrong now and was not in a revision. Raises :class:`UsageError`."""
    from aiwei_cli.cli.history import baseline

    before = baseline(root, revision, loaded)
    was = {
        each.id: each.verdict.status for each in assess(before.workspace, shown.year, shown.as_of).findings
    }
    known = {_key(each) for each in before.diagnostics}
    new = tuple(each for each in shown.findings if _is_new(each, was))
    fresh = [each for each in diagnostics if _key(each) not in known]
    left = len(shown.findings) - len(new)
    terminal.talk(safe(f"相比 {revision}：新增 {len(new)} 项未达标或缺数据，其余 {left} 项不列") + "\n")
    return shown._replace(findings=new, tasks=(), issues=()), fresh


def _is_new(finding: Finding, was: dict[str, Status]) -> bool:
    status = finding.verdict.status
    return status in (Status.MISSED, Status.NO_DATA) and was.get(finding.id) is not status


def _key(each: Diagnostic) -> tuple[str, str, str]:
    """What a diagnostic is about, wherever its line has moved to."""
    return each.code, each.place.path, each.message
