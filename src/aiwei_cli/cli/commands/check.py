"""``aiwei check``: every indicator of the year against its target."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import (
    LEVELS,
    AsOfOption,
    OutputOption,
    WorkspaceOption,
    YearOption,
    choose,
    day_to_judge,
    open_workspace,
    root_of,
    select,
    year_to_judge,
)
from aiwei_cli.cli.outputs import are_told, deliver, outputs, result_of
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.clone_settings import is_merging, worth_asking
from aiwei_cli.load.location import Standpoint, by_workspace, from_here, in_place, outside
from aiwei_cli.load.tree import WORKSPACE
from aiwei_cli.model.diagnostic import Severity
from aiwei_cli.model.errors import AiweiError, DataError, UsageError
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Defaults, Workspace, WorkspaceFile
from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.usecases.check_outcome import WRONG, exit_code, outcome, reasons, say_excused, tell
from aiwei_cli.usecases.judging import judged

if TYPE_CHECKING:
    from aiwei_cli.usecases.new_findings import Baseline

_STATUSES = {status.value: word for status, word in STATUS.items()}


def check(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    action: Annotated[
        list[str] | None,
        typer.Option("--action", metavar="行动", help="只看这个专项行动（编号或名称），可重复。"),
    ] = None,
    level: Annotated[
        list[str] | None, typer.Option("--level", metavar="层级", help="只看 town（镇级）或 county（县级）。")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="判定",
            help="只看 met、missed、pending、no-data、not-applicable 或 excepted，可重复。",
        ),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help=f"{'、'.join(FORMATS)}；写成 格式=文件 就存入文件，可重复。",
        ),
    ] = None,
    output: OutputOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="缺数据也算不通过，同 --fail-on 加上 no-data。")
    ] = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="条件",
            help="什么算不通过（退出码 1）：missed、late（有逾期）、no-data、question（有疑点）或 never；默认 missed，可重复。",
        ),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="判定结果怎样，退出码都是 0。")] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="版本", help="只列那个版本以后新出现的：未达标、缺数据和数据问题。"),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="版本", help="按那时提交的数据判定：提交号、分支或日期。")
    ] = None,
    data_only: Annotated[bool, typer.Option("--data-only", help="只查数据问题，不判定。")] = False,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[文件]...", help="与 --data-only 同用：只说这些文件里的问题。", show_default=False
        ),
    ] = None,
) -> None:
    """对照年度目标，逐项判定：达标、未达标、推进中、缺数据、不适用、豁免。"""
    if data_only or files:
        others = (action, level, status, strict, fail_on, exit_zero, since, output, format_, year, as_of)
        raise typer.Exit(check_data(workspace, at, files or [], data_only=data_only, others=others))
    root, loaded = read(workspace, at)
    defaults = defaults_of(loaded)
    wanted = outputs(format_, output, defaults.format)
    fresh = compared(root, loaded, since) if since is not None else None
    if loaded.complete is None:  # nothing is judged; what is wrong is all there is to show
        deliver(result_of(loaded, None, fresh.mistakes if fresh else loaded.diagnostics), wanted, root)
        raise refusal(loaded, fresh, told=are_told(wanted))
    why = reasons(fail_on, strict, defaults)
    chosen = year_to_judge(year, loaded.workspace, as_of)
    whole = judged(loaded.workspace, chosen, day_to_judge(as_of, chosen, loaded.workspace))
    pick = partial(picked, town=loaded.workspace, action=action, level=level or defaults.level, status=status)
    found = outcome(loaded, pick(whole), why)
    found = fresh.only_new(found, why) if fresh else found
    if fresh and year is None:
        elsewhere = fresh.in_other_years(chosen, lambda each: day_to_judge(as_of, each, loaded.workspace))
        found = found._replace(elsewhere=tuple(each for each in map(pick, elsewhere) if each.findings))
    tell(found, brief=are_told(wanted))
    deliver(result_of(loaded, found.assessment, found.diagnostics), wanted, root)
    raise typer.Exit(exit_code(found, why, zero=exit_zero or defaults.exit_zero == "yes"))


def compared(root: Path, loaded: Loaded, since: str) -> "Baseline":
    """The revision that only what is new against is told."""
    from aiwei_cli.usecases.new_findings import Baseline

    return Baseline(root, loaded, since)


def refusal(loaded: Loaded, fresh: "Baseline | None", *, told: bool) -> AiweiError:
    """Why data with mistakes is not judged; ``told`` where they have been shown already."""
    return fresh.refusal(told=told) if fresh else DataError(loaded.diagnostics, told=told)


def defaults_of(loaded: Loaded) -> Defaults:
    """What the workspace says where the command line does not, also where other files hold mistakes."""
    about = loaded.models.get(WORKSPACE)
    return about.defaults if isinstance(about, WorkspaceFile) else Defaults.model_construct()


Words = Sequence[str] | None


def picked(whole: Assessment, town: Workspace, action: Words, level: Words, status: Words) -> Assessment:
    """The assessment with only what was asked for. Raises :class:`UsageError`."""
    return select(
        whole,
        choose("--action", action or (), {key: each.name for key, each in town.actions.items()}),
        choose("--level", level or (), LEVELS),
        choose("--status", status or (), _STATUSES),
    )


def read(workspace: Path | None, at: str | None) -> tuple[Path, Loaded]:
    """The workspace as it is, or as it was committed; what its clone is not set up for is told."""
    if at is None:
        root, loaded = open_workspace(workspace)
        if is_merging(root):
            from aiwei_cli.usecases.clone_notices import say_of_unfinished_merge

            say_of_unfinished_merge(root)
        if worth_asking(root, loaded.documents.values()):
            from aiwei_cli.usecases.clone_notices import say_of_clone

            say_of_clone(root, loaded)
        return root, loaded
    from aiwei_cli.usecases.compared_states import at_revision

    root = root_of(workspace)
    loaded, said = at_revision(root, at)
    terminal.talk(one_line(said) + "\n")
    return root, loaded


def check_data(
    workspace: Path | None,
    at: str | None,
    files: Sequence[Path],
    *,
    data_only: bool,
    others: Sequence[object],
) -> int:
    """Tell what is wrong with the files named, or with all; the exit code.

    Files named say themselves which workspaces are meant, unless ``--workspace`` does.
    """
    if not data_only:
        raise UsageError("文件要与 --data-only 同用", "加 --data-only，或去掉文件名")
    if any(each or (each == 0 and each is not False) for each in others):
        raise UsageError("--data-only 不判定，不和挑选、格式、输出的选项同用", "去掉其他选项")
    if missing := [file for file in files if not file.exists()]:
        raise UsageError(f"没有文件 {missing[0]}", "核对文件名")
    named = by_workspace(files) if workspace is None and files else {root_of(workspace): list(files)}
    asked = [(root, read(root, at)[1], own) for root, own in named.items()]
    return max(_tell_data(root, loaded, own) for root, loaded, own in asked)


def _tell_data(root: Path, loaded: Loaded, files: Sequence[Path]) -> int:
    """Tell of one workspace; the exit code.

    What no longer fits together counts wherever it shows: the cause may lie in the files named.
    """
    from aiwei_cli.load.answered_questions import unexcused

    data = (root / "data").resolve()
    if foreign := [file for file in files if not in_place(file).is_relative_to(data)]:
        raise outside(foreign[0])
    wanted = [file.resolve() for file in files]
    # As of the day that a plain check judges: both say the same of an exception.
    town = loaded.complete
    year = town.about.year if town else date.today().year
    told, excused = unexcused(loaded, year, day_to_judge(None, year, town) if town else date.today())
    found = [
        each
        for each in told
        if not wanted
        or each.more  # what was left out may lie in the files named
        or each.code.startswith("AW3")
        or any(_concerns((root / each.place.path).resolve(), one) for one in wanted)
    ]
    seen_from = from_here(root) if files else Standpoint()
    terminal.report(
        [each._replace(place=each.place._replace(path=seen_from.path(each.place.path))) for each in found]
    )
    say_excused(excused)
    elsewhere = sum(each.severity is Severity.ERROR for each in told if each not in found)
    if elsewhere:
        import shlex

        where = f" -w {shlex.quote(seen_from.before.rstrip('/'))}" if seen_from.before else ""
        terminal.talk(
            one_line(f"提示：别的文件里还有 {elsewhere} 处错误，运行 aiwei check{where} 查看") + "\n"
        )
    if not (found or excused or elsewhere):
        terminal.talk("没有发现数据问题\n")
    return WRONG if any(each.severity is Severity.ERROR for each in found) else 0


def _concerns(place: Path, named: Path) -> bool:
    """Whether what is told of a place is told of a file or folder that was named: also of the folder it lies in."""
    return place.is_relative_to(named) or named.is_relative_to(place)
