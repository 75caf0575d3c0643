"""Every folder of workspaces/broken is a mistake somebody could make, with what is said to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aiwei_cli.model.severity import Severity
from conftest import Cli, tree_hash
from support import WORKSPACES, diagnostics, lay_out

CASES = sorted((WORKSPACES / "broken").iterdir())
Golden = Callable[[Path, str], None]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_place_and_code(case: Path, tmp_path: Path, golden: Golden) -> None:
    found = diagnostics(lay_out(tmp_path, case))
    lines = [f"{each.place.path}:{each.place.line}:{each.place.column} {each.code}\n" for each in found]
    golden(case / "expected.txt", "".join(lines))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_whole_message(case: Path, tmp_path: Path, golden: Golden, cli: Cli) -> None:
    lay_out(tmp_path, case)
    before = tree_hash(tmp_path)
    result = cli("check", "--workspace", str(tmp_path))
    golden(case / "expected.stderr", result.err)
    errors = [each for each in diagnostics(tmp_path) if each.severity is Severity.ERROR]
    assert (result.code, result.out == "") == ((2, True) if errors else (0, False))
    assert tree_hash(tmp_path) == before


@pytest.mark.parametrize(
    ("case", "marked"),
    [
        ("aw112-in-braces", ":"),
        ("aw112-full-width-colon", "："),
        ("aw106-full-width-comma", "，"),
        ("aw106-question-mark-in-braces", "?"),
    ],
)
def test_what_is_marked_of_a_line(case: str, marked: str, tmp_path: Path) -> None:
    found = diagnostics(lay_out(tmp_path, WORKSPACES / "broken" / case))[0]
    assert found.source[found.place.column - 1 : found.place.end_column - 1] == marked


@pytest.mark.parametrize(("every", "codes"), [("term", ["AW202"]), ("half-year", [])])
def test_terms_are_wanted_where_a_figure_is_reported_by_them(
    every: str, codes: list[str], tmp_path: Path
) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    for path, old, new in (
        ("data/workspace.yaml", "terms:\n", ""),
        ("data/workspace.yaml", "  - {name: 春季学期, starts: 02-16, ends: 07-31}\n", ""),
        ("data/workspace.yaml", "  - {name: 秋季学期, starts: 08-26, ends: 01-31}\n", ""),
        ("data/targets.yaml", "every: term", f"every: {every}"),
        ("data/targets.yaml", "per: term", "per: year"),
    ):
        text = (tmp_path / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (tmp_path / path).write_text(text.replace(old, new), encoding="utf-8")
    assert [each.code for each in diagnostics(tmp_path)] == codes


def test_the_base_is_sound(tmp_path: Path) -> None:
    assert diagnostics(lay_out(tmp_path, WORKSPACES / "none")) == []


def test_a_note_answers_a_question(tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "broken" / "aw405-jump")
    path = tmp_path / "data/actions/tidy-villages.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("source: 各村报表}", "note: 今年集中改厕}"), encoding="utf-8")
    assert diagnostics(tmp_path) == []


@pytest.mark.parametrize(
    ("ending", "mark"), [("\r\n", b""), ("\r", b""), ("\n", b"\xef\xbb\xbf"), ("\r\n", b"\xef\xbb\xbf")]
)
def test_line_ends_and_a_bom_change_nothing(ending: str, mark: bytes, tmp_path: Path) -> None:
    case = WORKSPACES / "broken" / "aw203-about-90"
    lay_out(tmp_path, case)
    for path in (tmp_path / "data").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(mark + text.replace("\n", ending).encode())
    found = [
        f"{each.place.path}:{each.place.line}:{each.place.column} {each.code}\n"
        for each in diagnostics(tmp_path)
    ]
    assert "".join(found) == (case / "expected.txt").read_text(encoding="utf-8")
