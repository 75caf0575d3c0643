"""One command line in this process, behind the boundary that turns exceptions into exit codes.

Starting Python takes ten times as long as most answers, so what asks a hundred thousand times asks here.
"""

from __future__ import annotations

import contextlib
import io
import os
import traceback
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from typer.main import get_command

from aiwei_cli.cli import boundary
from aiwei_cli.cli.app import LazyGroup, app
from aiwei_cli.cli.boundary import BUG, run

boundary.app = get_command(app)  # type: ignore[assignment, attr-defined]
LazyGroup.get_command = cache(LazyGroup.get_command)  # type: ignore[method-assign]
"""Typer makes its commands anew for each command line, which is a sixth of all the time."""

CALM: Final = (0, 1, 2)
"""The exit codes that any data may lead to."""


class Answer(NamedTuple):
    """What one command line did."""

    code: int
    out: str
    err: str

    @property
    def is_calm(self) -> bool:
        """Whether it ended as any data may end, with nothing of Python to be seen."""
        return self.code in CALM and "Traceback" not in self.err


def answer(arguments: Sequence[str]) -> Answer:
    """Run ``aiwei`` with these arguments; an exception that passes the boundary counts as a bug."""
    os.environ["AIWEI_TRACEBACK"] = "1"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = run(arguments)
        except (Exception, SystemExit):
            traceback.print_exc()
            code = BUG
    return Answer(code, out.getvalue(), err.getvalue())
