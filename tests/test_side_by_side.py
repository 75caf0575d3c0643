"""Six seeded mistakes in three files: our side of ``benchmarks/side_by_side.py``, and how it reads the others'."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from side_by_side import MISTAKES, SEEDED, Seen, counts, ours, read_blocks, read_lines

from conftest import Cli
from support import PROJECT

OURS = """\
data/actions/tidy-villages.yaml:6:67: 错误[AW204] 没有 2024-02-30 这一天。改法：核对月份和日子
data/actions/tidy-villages.yaml:16:25: 错误[AW208] 比率“185/180”的分子大于分母。改法：核对两个数，先写分子再写分母
data/actions/tidy-villages.yaml:17:3: 错误[AW301] 没有指标“flies-grade”。改法：是不是“fly-grade”？
data/targets.yaml:12:5: 错误[AW201] 不认识的键“counted-in”。改法：是不是“counted_in”？
data/targets.yaml:23:24: 错误[AW203] 这里应为数字，写的是“约90”。改法：只写数字，单位和说明写在别处
data/workspace.yaml:9:1: 错误[AW107] “year”写了两次，第 5 行已经写了“2023”。改法：只留一个
"""

THEIRS = """\
Several files failed to parse.
  Failed to parse data/workspace.yaml
    DuplicateKeyError: while constructing a mapping
      in "<byte string>", line 1, column 1:
        town: 示范镇
        ^ (line: 1)
    found duplicate key "year" with value "2024" (original value: "2023")
      in "<byte string>", line 9, column 1:
        year: 2024
        ^ (line: 9)

Schema validation errors were encountered.
  data/targets.yaml::$.indicators['clean-toilet-rate']: Additional properties are not allowed \
('counted-in' was unexpected)
  data/targets.yaml::$.indicators['waste-sorted-rate'].target['2024']: {'at_least': '约90'} is not valid under any
  Underlying errors caused this.

  Best Deep Match:
    $.indicators['waste-sorted-rate'].target['2024'].at_least: '约90' does not match '^[0-9]+$'
"""
"""A part of what check-jsonschema 0.39.0 printed."""

SPECTRAL = """\
data/targets.yaml:2:21 error targets "Property "counted-in" is not expected to be here"
data/targets.yaml:14:7 error parser "Mapping key must be a string scalar rather than number"
data/workspace.yaml:9:1 error parser "Duplicate key: year"
"""
"""A part of what spectral 6.16.3 printed, one line of it under its default settings."""


def test_all_six_are_told_in_one_run_by_their_places(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SEEDED)  # paths are written from where one stands
    result = cli("check", "-w", str(SEEDED), "--format", "concise")
    assert (result.code, result.out) == (2, OURS)


def test_our_column_is_what_we_print() -> None:
    seen = ours(SEEDED)
    assert seen.output == OURS
    assert counts(seen) == (6, 6, 0)


def test_what_the_others_say_is_read_as_fairly() -> None:
    blocks = Seen("check-jsonschema", 3, THEIRS, tuple(read_blocks(THEIRS)))
    assert counts(blocks) == (3, 1, 0)
    twice, key, number, *rest = (blocks.about(mistake) for mistake in MISTAKES)
    assert twice and key and number and rest == [None, None, None]
    assert (twice[0].line, twice[0].column) == (9, 1)
    assert twice[1] == 'found duplicate key "year" with value "2024" (original value: "2023")'
    assert (key[0].line, number[0].line) == (None, None)
    assert number[1].endswith("'约90' does not match '^[0-9]+$'")
    lines = Seen("spectral", 1, SPECTRAL, tuple(read_lines(SPECTRAL, " error ")))
    assert counts(lines) == (2, 1, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on this system")
@pytest.mark.parametrize(("both", "told"), [(True, OURS + "共 6 处错误\n"), (False, OURS)])
def test_on_a_terminal_each_mistake_is_told_once(both: bool, told: str, tmp_path: Path) -> None:
    """In full beside the lines only where the two go different ways."""
    import pty

    here, there = pty.openpty()
    line = [sys.executable, "-m", "aiwei_cli", "check", "-w", str(SEEDED), "--format", "concise"]
    with (tmp_path / "log").open("wb") as log:
        done = subprocess.run(line, stdout=there, stderr=there if both else log, cwd=SEEDED)
    os.close(there)
    shown = b""
    with suppress(OSError):  # the end of a terminal whose other side is closed
        while piece := os.read(here, 100_000):
            shown += piece
    os.close(here)
    assert (done.returncode, shown.decode().replace("\r\n", "\n")) == (2, told)
    log_text = (tmp_path / "log").read_text(encoding="utf-8")
    expected = (SEEDED / "expected.stderr").read_text(encoding="utf-8")
    assert log_text == ("" if both else expected)


def test_the_documents_quote_us_as_we_print() -> None:
    for name in ("docs/en/measured.md", "docs/zh/mistakes.md"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        for line in OURS.splitlines():
            place, _, said = line.partition(": 错误")
            assert f"{place.split(':', 1)[1]} `{said}`" in text, line
