"""What ``digest`` does: what happened in a week or a month, held against the state before it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import around, following
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.state_comparison import compare_years
from aiwei_cli.usecases.caller import Caller
from aiwei_cli.usecases.compared_states import before_period, before_since, judged_on

if TYPE_CHECKING:
    from aiwei_cli.render.documents.supervision_note import Digest


def digest_of(
    root: Path, loaded: Loaded, whole: Assessment, span: Interval, since: str | None, caller: Caller
) -> Digest:
    """What the document says of the period that holds the day of ``whole``."""
    from aiwei_cli.render.documents.supervision_note import gather

    year, as_of = whole.year, whole.as_of
    period = around(span, as_of)
    ahead = following(span, period)
    if since is None:
        before = before_period(root, loaded, period, ahead, caller)
    else:
        before = before_since(root, loaded, since, as_of, caller)
    after = as_known_on(loaded.workspace, as_of)
    eve = period.start - timedelta(days=1)
    earlier = judged_on(before, eve, as_of, since=since is not None)
    comparison = compare_years(before.workspace, after, year, lambda _: (earlier, as_of))
    return gather(comparison, period, span, dues(after, comparison.now, ahead.end), before.commit)
