"""Some of the faults of ``benchmarks/faults.py``: at some calls of every command that writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import COMMANDS, ERRORS, NEVER, SIGNALS, sweep


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_call_fails_or_is_interrupted_all_is_as_it_was_or_as_it_should_be(
    name: str, tmp_path: Path
) -> None:
    every = 40 if name.startswith("init") else 9  # a new workspace is many files, all written alike
    counts = sweep(tmp_path / "town", COMMANDS[name], every=every, start=1 + len(name) % 4)
    assert {each: counts[each] for each in NEVER} == dict.fromkeys(NEVER, 0), counts
    assert counts["as it was"] + counts["written"] > 0
    assert len({*ERRORS, *SIGNALS}) > 6
