"""Whole workspaces as somebody could have written them, in every format."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aiwei_cli.render.check_formats import FORMATS
from conftest import Cli, tree_hash
from support import WORKSPACES, repository

Golden = Callable[[Path, str], None]
CASES = [("every-verdict", "2024-12-31", 1), ("next-round", "2027-12-31", 1), ("next-round", "2027-08-31", 0)]
CASES += [("exceptions", "2024-12-31", 1), ("exceptions", "2024-08-31", 0), ("exceptions", "2025-01-01", 1)]
WIDTHS = (60, 80, 120)


@pytest.mark.parametrize(("name", "as_of", "code"), CASES)
@pytest.mark.parametrize("format_", FORMATS)
def test_check(
    name: str,
    as_of: str,
    code: int,
    format_: str,
    cli: Cli,
    golden: Golden,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = shutil.copytree(WORKSPACES / "good" / name, tmp_path, dirs_exist_ok=True)  # in no repository
    monkeypatch.chdir(root)
    before = tree_hash(root)
    result = cli("check", "--as-of", as_of, "--format", format_)
    golden(WORKSPACES / "golden" / f"{name}.{as_of}.{format_}", result.out)
    assert (result.code, tree_hash(root)) == (code, before)


@pytest.mark.parametrize("width", WIDTHS)
def test_table_widths(width: int, cli: Cli, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    result = cli("check", "--workspace", str(WORKSPACES / "good" / "every-verdict"))
    golden(WORKSPACES / "golden" / f"every-verdict.{width}", result.out)


@pytest.mark.parametrize(("name", "as_of", "code"), [*CASES[:2], CASES[3]])
def test_report(name: str, as_of: str, code: int, cli: Cli, golden: Golden) -> None:  # noqa: ARG001
    root = WORKSPACES / "good" / name
    before = tree_hash(root)
    result = cli("report", "--workspace", str(root), "--as-of", as_of)
    golden(WORKSPACES / "golden" / f"{name}.report.md", result.out)
    assert (result.code, tree_hash(root)) == (0, before)


@pytest.mark.parametrize(
    "what",
    [
        "facilities",
        "sessions",
        "rats",
        "literacy",
        "catalogue",
        "scores",
        "first",
        "square",
        "dirty-ditch",
        "stray-dogs",
    ],
)
def test_show(what: str, cli: Cli, golden: Golden, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "good" / "every-verdict", tmp_path, dirs_exist_ok=True)
    result = cli("show", what, "--workspace", str(repository(tmp_path)))
    golden(WORKSPACES / "golden" / f"show.{what}", result.out)
    assert (result.code, result.err) == (0, "")
