"""A process that is killed while it writes; the thousand random kills are ``benchmarks/kills.py``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from kills import NEVER, at_line


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("line", range(20, 250, 23))
def test_a_kill_at_any_line_leaves_whole_files_and_the_next_record_clears_up(
    line: int, tmp_path: Path
) -> None:
    counts = at_line(tmp_path, line)
    assert counts["killed"] == 1
    assert counts["old"] + counts["new"] == 1
    assert {each: counts[each] for each in NEVER} == NEVER
