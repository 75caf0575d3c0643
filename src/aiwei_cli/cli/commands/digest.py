"""``aiwei digest``: the weekly report and the monthly supervision note."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiwei_cli.cli.options import (
    AsOfOption,
    OutputOption,
    OverwriteOption,
    WorkspaceOption,
    day_to_judge,
    open_workspace,
    year_to_judge,
)
from aiwei_cli.cli.output_documents import deliver_document, document_file
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.interval import Span
from aiwei_cli.model.period import around, following
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.state_comparison import compare_years
from aiwei_cli.usecases import check_outcome
from aiwei_cli.usecases.compared_states import before_period, before_since, judged_on
from aiwei_cli.usecases.judging import assessed

if TYPE_CHECKING:
    from aiwei_cli.render.documents.supervision_note import Digest


def digest(
    workspace: WorkspaceOption = None,
    week: Annotated[bool, typer.Option("--week", help="周报告：截止日所在的一周，周一到周日。")] = False,
    month: Annotated[bool, typer.Option("--month", help="月督查通报：截止日所在的一个月。")] = False,
    as_of: AsOfOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="版本", help="与这个版本相比；默认是这一期以前的最后一次提交。"),
    ] = None,
    output: OutputOption = None,
    overwrite: OverwriteOption = False,
    template: Annotated[
        str, typer.Option("--template", metavar="模板", help="templates 文件夹里的模板。")
    ] = "digest.md.j2",
) -> None:
    """生成周报告或月督查通报（Markdown）：判定变化、进展、逾期和到期事项，并提出要求。"""
    from aiwei_cli.render.documents.templates import render

    file = document_file(output, overwrite=overwrite)
    if week == month:
        hint = "--week 写周报告，--month 写月督查通报"
        raise UsageError("--week 和 --month 要写一个，也只能写一个", hint)
    root, loaded = open_workspace(workspace)
    year = year_to_judge(None, loaded.workspace, as_of)
    whole = assessed(loaded.workspace, year, day_to_judge(as_of, year, loaded.workspace))
    content = _gathered(root, loaded, whole, Span.WEEK if week else Span.MONTH, since)
    text = render(content, template, root / "templates")
    check_outcome.report(loaded, whole)
    check_outcome.say_not_bold(text)
    deliver_document(text, file, root, overwrite=overwrite)


def _gathered(root: Path, loaded: Loaded, whole: Assessment, span: Span, since: str | None) -> "Digest":
    """What the document says of the period that holds the day of ``whole``."""
    from aiwei_cli.render.documents.supervision_note import gather

    year, as_of = whole.year, whole.as_of
    period = around(span, as_of)
    ahead = following(span, period)
    if since is None:
        before = before_period(root, loaded, period, ahead)
    else:
        before = before_since(root, loaded, since, as_of)
    after = as_known_on(loaded.workspace, as_of)
    eve = period.start - timedelta(days=1)
    earlier = judged_on(before, eve, as_of, since=since is not None)
    comparison = compare_years(before.workspace, after, year, lambda _: (earlier, as_of))
    return gather(comparison, period, span, dues(after, comparison.now, ahead.end), before.commit)
