"""The small files of ``benchmarks/hostile_corpus.py``, whose big ones need a process each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile_files import BASE, Case, aliases, empty, encoding, merge, signs, twice, words, written_down

from support import WORKSPACES, diagnostics, lay_out

GROUPS = (aliases, twice, encoding, signs, merge, words, empty)
SMALL = 20_000


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_what_is_said_of_hostile_files(group: Callable[[], Iterator[Case]], tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    said, wanted, answers = {}, {}, written_down()
    for case in group():
        if callable(case.content) or len(case.content) > SMALL:
            continue
        name = f"{case.row}: {case.name}"
        case.lay(tmp_path)
        here = [
            (each.code, each.place.line) for each in diagnostics(tmp_path) if each.place.path == case.path
        ]
        code, line = min(here, key=lambda each: each[0], default=("", 0))
        said[name] = f"{line} {code}" if here else "ok"
        wanted[name] = answers[name].rpartition(" ")[0] or "ok"
        (tmp_path / case.path).write_bytes((BASE / case.path).read_bytes())
    assert len(said) >= 4
    assert said == wanted
