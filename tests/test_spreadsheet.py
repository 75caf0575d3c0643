"""The CSV in a real spreadsheet: Chinese is Chinese, nothing is computed, no cell falls apart."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pytest

from conftest import Cli
from support import WORKSPACES, lay_out

OFFICE: Final = os.environ.get("AIWEI_LIBREOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
IMPORT: Final = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0,true"
"""Commas, quotes, UTF-8, as its dialog proposes of itself for this file; numbers detected, formulas computed."""
NAMES: Final = {
    "卫生厕所普及率": """'=cmd|'' /C calc''!A0'""",
    "经常锻炼比例": "＝1+1",
    "垃圾分类覆盖率": """'=HYPERLINK("http://example.org";"看")'""",
    "方案印发": "'-2+3+cmd'",
    "夜间噪声达标率": "'@SUM(1;2)'",
    "健康教育课": "'+1+1'",
    "每天锻炼": """'一"二",三'""",
    "校园环境得分": "'甲;乙|丙 爨'",
}
"""What stands in the file for each name: formulas, separators, quotes, a rare sign."""


def opened(file: Path, folder: Path) -> tuple[list[list[str]], int]:
    """The cells as the spreadsheet took them, and how many of them it computes."""
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += [f"--infilter={IMPORT}", "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(file)]
    done = subprocess.run(command, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    with zipfile.ZipFile(folder / "out" / f"{file.stem}.xlsx") as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(part.text or "" for part in each.iter(f"{MAIN}t")) for each in shared]
    rows = []
    for line in sheet.iter(f"{MAIN}row"):
        cells = {}
        for cell in line.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v") or ""
            column = re.sub(r"\d", "", cell.attrib["r"])
            cells[column] = texts[int(value)] if cell.get("t") == "s" else value
        rows.append([cells.get(chr(ord("A") + at), "") for at in range(13)])
    return rows, sum(1 for _ in sheet.iter(f"{MAIN}f"))


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here (apt-get install libreoffice-calc)")
def test_a_spreadsheet_takes_every_word_as_it_is_and_computes_none(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "good" / "exceptions", tmp_path / "town")
    targets = tmp_path / "town" / "data" / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    for name, typed in NAMES.items():
        text = text.replace(f"name: {name}", f"name: {typed}")
    targets.write_text(text, encoding="utf-8")
    file = tmp_path / "结果.csv"
    cli("check", "-w", str(tmp_path / "town"), "--as-of", "2024-12-31", "--format", f"csv={file}")
    with file.open(encoding="utf-8-sig", newline="") as written:
        ours = list(csv.reader(written))
    (tmp_path / "formula.csv").write_text("=1+1,一\n", encoding="utf-8-sig", newline="")
    assert opened(tmp_path / "formula.csv", tmp_path)[1] == 1  # it would compute
    rows, computed = opened(file, tmp_path)
    assert computed == 0
    words = (0, 1, 2, 3, 4, 7, 9, 10, 11)  # the rest are numbers and dates to a spreadsheet, as they should
    assert [[row[at] for at in words] for row in rows] == [[row[at] for at in words] for row in ours]
    assert {row[3] for row in rows[1:9]} == {
        "'=cmd|' /C calc'!A0",
        "'＝1+1",
        """'=HYPERLINK("http://example.org";"看")""",
        "'-2+3+cmd",
        "'@SUM(1;2)",
        "'+1+1",
        '一"二",三',
        "甲;乙|丙 爨",
    }


def test_a_sign_before_a_number_is_a_word_and_a_grade_keeps_its_own(cli: Cli, tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    path = tmp_path / "data/targets.yaml"
    text = (
        path.read_text(encoding="utf-8")
        .replace("[A, B, C]", '[A, B, "=甲"]')
        .replace("grade: C", 'grade: "=甲"')
    )
    path.write_text(text.replace("at_least: 85", "equals: 85"), encoding="utf-8", newline="\n")
    out = cli("check", "-w", str(tmp_path), "--as-of", "2024-12-31", "--format", "csv").out
    assert [
        row[5] for row in csv.reader(out.splitlines()) if row[2] in ("clean-toilet-rate", "fly-grade")
    ] == ["等于85%", "'=甲及以上"]
