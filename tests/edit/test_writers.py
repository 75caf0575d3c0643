"""Two people record at the same time."""

from __future__ import annotations

from pathlib import Path

from writers import kept


def test_of_two_writers_at_once_no_figure_is_lost(tmp_path: Path) -> None:
    assert kept(tmp_path, writers=2, records=5) == (10, 10, 0)
