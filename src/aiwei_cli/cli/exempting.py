"""Questions that somebody has decided not to be asked for a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.workspace import Workspace


def without_exempted(
    workspace: Workspace, diagnostics: Sequence[Diagnostic], day: date
) -> tuple[list[Diagnostic], int]:
    """The diagnostics that are still to be told, and how many are not."""
    wanted = [each for each in workspace.exemptions if each.finding and each.holds_on(day)]
    if not wanted:
        return list(diagnostics), 0
    figures = {each.place: each for found in workspace.measurements.values() for each in found}
    kept = []
    for diagnostic in diagnostics:
        figure = figures.get(diagnostic.place)
        lifted = figure and any(
            each.finding == diagnostic.code
            and each.indicator == figure.indicator
            and each.date in (None, figure.on)
            for each in wanted
        )
        if not lifted:
            kept.append(diagnostic)
    return kept, len(diagnostics) - len(kept)
