"""What ``new-year`` does: the next year opened, and what has to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.edit.year_opening import prepare_year
from aiwei_cli.render.terminal.next_year_page import review
from aiwei_cli.usecases.caller import Caller
from aiwei_cli.usecases.change_application import PreparedChange, apply_change
from aiwei_cli.usecases.check_outcome import Remarks, remarks_on_data
from aiwei_cli.usecases.judging_day import day_to_judge


class YearOpened(NamedTuple):
    """What is told of a year that was opened."""

    remarks: Remarks
    page: str


def open_year(root: Path, year: int, show: Callable[[YearOpened], None], caller: Caller) -> None:
    """Open the year and show what that means. Raises :class:`UsageError` for one that cannot be the next."""
    apply_change(root, partial(_prepared, year=year, caller=caller), show, caller)


def _prepared(root: Path, year: int, caller: Caller) -> PreparedChange[YearOpened]:
    opening = prepare_year(root, year)
    town = opening.result.workspace
    page = review(town, year, opening.prolonged, opening.carried, [*opening.after])
    remarks = remarks_on_data(opening.result, year, day_to_judge(None, year, town, caller.clock))
    return PreparedChange(opening, YearOpened(remarks, page))
