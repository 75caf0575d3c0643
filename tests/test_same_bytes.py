"""A tenth of ``benchmarks/same_bytes.py``: time zone, locale, hash seed and folder change no byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from same_bytes import DAYS, ENVIRONMENTS, prepare, run


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--as-of", DAYS[0]],
        ["diff", "HEAD~1", "--format", "text", "--as-of", DAYS[1]],
        ["log", "hypertension-management-rate"],
    ],
)
def test_the_same_input_gives_the_same_bytes(arguments: list[str], tmp_path: Path) -> None:
    first, second = tmp_path / "town", tmp_path / "另一处 文件夹"
    first.mkdir()
    prepare(first)
    shutil.copytree(first, second)
    expected = run(first, arguments, ENVIRONMENTS[0])
    assert all(run(second, arguments, settings) == expected for settings in ENVIRONMENTS[1:])
