"""What stands between data and whoever reads it: no character steers, hides or forges anything."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.render.words.safe_text import in_lines, one_line, safe, safe_json, uncommanding
from conftest import Cli
from support import WORKSPACES, lay_out, repository

HIDDEN = {
    "ESC": "\x1b",
    "BEL": "\x07",
    "CSI": "\x9b",
    "next line": "\x85",
    "soft hyphen": "\xad",
    "right to left": "\u202e",
    "isolate": "\u2066",
    "zero width": "\u200b",
    "joiner": "\u2060",
    "line separator": "\u2028",
    "byte order mark": "\ufeff",
    "grapheme joiner": "\u034f",
    "Hangul filler": "\u3164",
    "variation": "\ufe0f",
    "private": "\ue000",
    "half a pair": "\udcff",
    "tag": "\U000e0041",
    "later variation": "\U000e0100",
    "no character of the second plane": "\U0002fffe",
}


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_is_shown_by_its_number(character: str) -> None:
    assert safe(f"一{character}二\n") == f"一\\u{{{ord(character):x}}}二\n"


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN)
def test_json_holds_it_whole_and_never_shows_it(character: str) -> None:
    text = safe_json(json.dumps({"name": f"一{character}二"}, ensure_ascii=False, indent=2))
    assert (character in text, json.loads(text)) == (False, {"name": f"一{character}二"})


@pytest.mark.parametrize(
    "text",
    ["㎡ ①②③ “引号” é 一\u3000二\u00a0三", "第一行\n第二行\n", "😀", "\U00031350\U0002ebf0\U000323b0\n"],
)
def test_what_is_seen_stays(text: str) -> None:
    assert (safe(text), safe_json(text)) == (text, text)


def test_a_tab_is_four_blanks() -> None:
    assert safe("一\t二") == "一    二"


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("##[error]某", "## [error]某"),
        ("某 ##[add-mask]x", "某 ## [add-mask]x"),
        ("###[group]", "### [group]"),
        ("##vso[task.setvariable variable=x]y", "## vso[task.setvariable variable=x]y"),
        ("##teamcity[x]", "## teamcity[x]"),
        ("## 标题 [注]", "## 标题 [注]"),
    ],
)
def test_what_a_runner_finds_anywhere_in_a_line_is_parted(data: str, shown: str) -> None:
    assert safe(data) == uncommanding(data) == shown
    text = safe_json(json.dumps({"name": data}, ensure_ascii=False))
    assert (json.loads(text)["name"], data == shown or "##[" not in text) == (data, True)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("::error::某\n", "：error::某\n"),
        ("一\n \u3000::stop-commands::x\n", "一\n \u3000：stop-commands::x\n"),
        ("一 ::error::\n", "一 ::error::\n"),
        ("\n::\n", "\n：\n"),
        ("::: tip\n", "::: tip\n"),  # a box in a template of the office's own, and no command
    ],
)
def test_no_line_begins_as_a_runners_command(lines: str, shown: str) -> None:
    assert uncommanding(lines) == shown


RUNNER = "::error file=x::某 ##[add-mask]x ##vso[x]y"


def test_no_output_of_any_command_obeys_data(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path / "::error::town", WORKSPACES / "base")
    monkeypatch.chdir(tmp_path)
    path = root / "data/targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: ", f"name: '{RUNNER}' #", 1), encoding="utf-8")
    path = root / "data/actions/tidy-villages.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("160/200", "16/200"), encoding="utf-8")
    outputs = [cli("check", "-w", "::error::town", "--format", form) for form in FORMATS if form != "github"]
    outputs += [cli("show", "clean-toilet-rate", "-w", "::error::town"), cli("report", "-w", "::error::town")]
    outputs.append(cli("check", "--action", RUNNER, "-w", "::error::town"))  # told back in an error
    file = tmp_path / "总结.md"
    cli("report", "-w", "::error::town", "--output", str(file))
    texts = [each.out + each.err for each in outputs] + [file.read_text(encoding="utf-8")]
    for text in texts:
        assert "add-mask" in text
        assert not re.search(r"(?m)^\s*::|##\w*\[", text)
    annotations = cli("check", "-w", "::error::town", "--format", "github").out
    assert {*re.findall(r"(?m)^\s*::(\w+)|##\w*\[", annotations)} == {"warning"}  # ours alone


def test_a_line_of_data_stays_one_line() -> None:
    assert one_line("  名称：甲\n\n  合计 9 项\n") == "  名称：甲 合计 9 项"
    assert in_lines(["甲\n乙", "", "  丙"]) == "甲 乙\n\n  丙\n"


FORGED = "合计 99 项  达标 99"


@pytest.mark.parametrize(
    "command",
    [
        "check --as-of 2024-12-31",
        "due --as-of 2024-12-31",
        "show clean-toilet-rate",
        "show tidy-villages",
        "log clean-toilet-rate",
        "record clean-toilet-rate 1/200 --date 2024-12-30",
        "record clean-toilet-rate 199/200 --date 2024-12-30",
        "new-year 2025",
    ],
)
def test_a_name_over_several_lines_forges_no_line(command: str, cli: Cli, tmp_path: Path) -> None:
    root = repository(lay_out(tmp_path, WORKSPACES / "base"))
    names = (("workspace", "town"), ("targets", "    name"), ("actions/tidy-villages", "name"))
    for path, key in names:
        file = root / "data" / f"{path}.yaml"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[at] = f'{key}: "名称\\n{FORGED}\\n"\n'
        file.write_text("".join(lines), encoding="utf-8")
    result = cli(*command.split(), "-w", str(root))
    assert FORGED.replace(" ", "") in "".join((result.out + result.err).split())
    assert not [line for line in (result.out + result.err).splitlines() if line.startswith(FORGED)]


@pytest.mark.parametrize("name", [":heart:", "[bold]某[/bold]", "[link=x]某", "\\[某]"])
def test_a_table_shows_words_that_would_be_markup_as_they_are(name: str, tmp_path: Path, cli: Cli) -> None:
    root = lay_out(tmp_path, WORKSPACES / "none")
    path = root / "data/targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: 卫生厕所普及率", f"name: '{name}'"), encoding="utf-8")
    out = cli("check", "-w", str(root), "--as-of", "2024-12-31").out
    assert any(line.startswith(f"{name} ") for line in out.splitlines())


@pytest.mark.parametrize(("width", "cells"), [(104, 25), (130, 33), (134, 35)])
def test_a_long_name_takes_a_third_of_a_wide_table_at_most(
    width: int, cells: int, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path, WORKSPACES / "none")
    path = root / "data/targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: 卫生厕所普及率", f"name: {'x' * 90}"), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", str(width))
    out = cli("check", "-w", str(root), "--as-of", "2024-12-31").out
    assert max(len(line.partition(" ")[0]) for line in out.splitlines() if line.startswith("xx")) == cells
