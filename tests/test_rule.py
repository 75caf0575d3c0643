"""Explanations are held to what they say: the loader judges the examples of a code, the rules those of a condition."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from aiwei_cli.load.data_file import parsed
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.codes.catalogue import every_code
from aiwei_cli.model.codes.code import EVIDENCE_TEXT, TARGETS, Code, How
from aiwei_cli.model.condition import CONDITION_WORDS
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.reference.condition_pages import CONDITIONS
from aiwei_cli.render.reference.figure_pages import FIGURES
from conftest import Cli
from support import WORKSPACES, diagnostics, judged, lay_out

CODES = every_code()
EVERY = [*CODES, *CONDITION_WORDS, *FigureKind]


def lay(folder: Path, each: Code, text: str, how: How) -> Path:
    """The base with an example in the place of what it is an example of."""
    path = lay_out(folder, WORKSPACES / "none") / each.path
    for name in each.evidence:
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(EVIDENCE_TEXT.encode())
    if how == "removed":
        path.unlink()
        return folder
    if how == "beside":
        if text == each.wrong:
            path.write_text("id: green\n", encoding="utf-8")
        return folder
    if each.beside:
        targets = folder / TARGETS
        known = targets.read_text(encoding="utf-8")
        targets.write_text(known.replace("indicators:\n", f"indicators:\n{each.beside}", 1), encoding="utf-8")
    whole, anchor = path.read_text(encoding="utf-8"), each.anchor or each.right
    if how == "snippet":
        assert whole.count(anchor) == 1, f"not the only one in the file: {anchor}"
        text = whole.replace(anchor, text)
    elif how == "gbk":
        text = whole
    path.write_bytes(text.encode("gbk" if how == "gbk" else "utf-8"))
    return folder


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_is_wrong_for_this_reason_only(code: str, tmp_path: Path) -> None:
    each = CODES[code]
    assert {found.code for found in diagnostics(lay(tmp_path, each, each.wrong, each.how))} == {code}


@pytest.mark.parametrize("code", CODES)
def test_the_right_example_is_right(code: str, tmp_path: Path) -> None:
    each = CODES[code]
    how = each.how if each.how in ("whole", "beside") else "snippet"
    assert diagnostics(lay(tmp_path, each, each.right, how)) == []


def read(text: str) -> Any:
    document, problems = parsed("an example", text.split("\n"))
    assert document and not problems
    return plain(document.root)


@pytest.mark.parametrize("word", CONDITION_WORDS)
def test_the_values_miss_and_meet(word: str) -> None:
    each = CONDITIONS[word]
    target = read(f"target: {each.target}")["target"]
    assert word in target
    beside = read(each.beside) if each.beside else {}
    for values, status in ((each.misses, Status.MISSED), (each.meets, Status.MET)):
        verdict = judged(
            target,
            read(values),
            unit=each.unit,
            scales=beside.get("scales"),
            groups=beside.get("organisations"),
        )
        assert verdict.status is status


@pytest.mark.parametrize("kind", FigureKind)
def test_the_lines_of_each_kind_of_figure_miss_and_meet(kind: FigureKind) -> None:
    each = FIGURES[kind]
    assert each.figures == kind
    for values, status in ((each.misses, Status.MISSED), (each.meets, Status.MET)):
        target = read(f"target: {each.target}")["target"]
        verdict = judged(target, read(values), unit=each.unit, every="quarter", figures=kind)
        assert verdict.status is status


@pytest.mark.parametrize("name", EVERY)
def test_every_explanation_fits_the_screen(name: str, cli: Cli) -> None:
    result = cli("rule", name)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(name)
    prose = result.out.partition("例子在")[0]
    assert [line for line in prose.splitlines() if cell_len(line) > 80] == []
    assert "\x1b" not in result.out and "\u200b" not in result.out and "\t" not in result.out


def test_without_a_name_all_are_listed(cli: Cli) -> None:
    result = cli("rule")
    assert (result.code, result.err) == (0, "")
    assert [name for name in EVERY if f"  {name} " not in result.out] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aw203", "AW203"),
        (" Aw203 ", "AW203"),
        ("AT_LEAST", "at_least"),
        ("不是数字", "AW203"),
        ("ANY", "any 几个条件满足一个就行\n"),
    ],
)
def test_however_it_is_typed(typed: str, meant: str, cli: Cli) -> None:
    assert cli("rule", typed).out.startswith(meant)


@pytest.mark.parametrize(
    ("typed", "hint"), [("at_leest", "是不是“at_least”？"), ("risng", "是不是“rising”？"), ("什么", "可选：")]
)
def test_an_unknown_name_gets_a_guess(typed: str, hint: str, cli: Cli) -> None:
    result = cli("rule", typed)
    assert (result.code, result.out) == (2, "")
    assert f"不认识“{typed}”" in result.err and hint in result.err


def test_an_unknown_code_gets_a_guess(cli: Cli) -> None:
    assert "是不是“AW" in cli("rule", "AW299").err


def test_it_needs_no_workspace(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("rule", "AW203").code == 0


@pytest.mark.parametrize(
    ("workspace", "loaded"),
    [
        ("none", []),
        ("broken/aw405-jump", ["catalogue", "code", "open_questions"]),
        ("broken/aw203-thousands", ["catalogue", "code", "wrong_shapes"]),
    ],
)
def test_a_check_reads_no_entry_that_it_does_not_tell_of(
    workspace: str, loaded: list[str], tmp_path: Path
) -> None:
    """Entries are mostly explanation: those of a hundred are read with the first finding, the pages never."""
    root = lay_out(tmp_path, WORKSPACES / workspace)
    script = (
        "import sys; from aiwei_cli.cli.boundary import run;"
        f"run(('check', '--workspace', {str(root)!r}, '--as-of', '2024-12-31'));"
        "print(*(name for name in sys.modules if 'model.codes.' in name or 'reference.c' in name), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    found = done.stderr.decode().splitlines()[-1].split()
    assert sorted(found) == [f"aiwei_cli.model.codes.{name}" for name in loaded]
