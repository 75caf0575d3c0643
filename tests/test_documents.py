"""Documents that an office goes on writing in, and names of files that say what is in them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from markdown_it import MarkdownIt

from aiwei_cli.cli.output_documents import is_untouched, marked
from conftest import Cli, Result, tree_hash
from support import WORKSPACES, lay_out, repository

GOOD: Final = str(WORKSPACES / "good" / "every-verdict")
REPORT: Final = ("report", "-w", GOOD, "--as-of", "2024-12-31", "--output")


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    return tmp_path / "总结.md"


def written(result: Result) -> str:
    """What is said of the file, after what is said of the data."""
    assert (result.code, result.out) == (0, "")
    return result.err[result.err.index("已写入") :]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_document_ends_in_a_line_that_nobody_sees(cli: Cli, summary: Path) -> None:
    plain = cli(*REPORT[:-1]).out
    assert written(cli(*REPORT, str(summary))) == f"已写入 {summary}\n"
    text = summary.read_text(encoding="utf-8")
    assert text == marked(plain)
    assert re.fullmatch(r"<!-- aiwei:[0-9a-f]{32} -->", text.splitlines()[-1])
    tokens = MarkdownIt().parse(text)
    assert (tokens[-1].type, tokens[-1].content) == ("html_block", f"{text.splitlines()[-1]}\n")
    first = summary.read_bytes()
    assert written(cli(*REPORT, str(summary))) == f"已写入 {summary}\n"
    assert (summary.read_bytes(), names(summary.parent)) == (first, ["总结.md"])


def test_a_document_that_was_edited_is_left_alone(cli: Cli, summary: Path) -> None:
    cli(*REPORT, str(summary))
    edited = summary.read_text(encoding="utf-8").replace("。", "，经镇党委会审定。", 1)
    summary.write_text(edited, encoding="utf-8")
    second, third = (summary.with_name(f"总结-{number}.md") for number in (2, 3))
    for _ in range(2):  # what we wrote beside it is ours, and replaced
        assert written(cli(*REPORT, str(summary))) == (
            f"已写入 {second}\n提示：{summary} 改过，或不是 aiwei 写的，没有动；要替换它就加 --overwrite\n"
        )
        assert summary.read_text(encoding="utf-8") == edited
        assert names(summary.parent) == ["总结-2.md", "总结.md"]
    second.write_text("我的\n", encoding="utf-8")
    assert written(cli(*REPORT, str(summary))).startswith(f"已写入 {third}\n")
    assert second.read_text(encoding="utf-8") == "我的\n"
    assert written(cli(*REPORT, str(summary), "--overwrite")) == f"已写入 {summary}\n"
    assert summary.read_bytes() == third.read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\n\n",
        lambda data: data.replace(b"\n", b" \n"),
    ],
    ids=["CRLF", "BOM", "no final line break", "blank lines", "blanks"],
)
def test_what_editors_and_git_do_to_a_file_is_no_edit(change) -> None:  # type: ignore[no-untyped-def]
    assert is_untouched(change(marked("# 总结\n\n- 一\n- 二\n").encode()))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("二", "三"),
        lambda text: text + "补充一句\n",
        lambda text: text.partition("\n<!--")[0],
        lambda text: text.replace("\n\n", "\n", 1),
        lambda text: text[:0],
        lambda text: text.splitlines()[-1],
        lambda text: text.encode("gbk").decode("latin-1"),
    ],
)  # fmt: skip
def test_what_a_person_does_is_one(change) -> None:  # type: ignore[no-untyped-def]
    text = marked("# 总结\n\n- 一\n- 二\n")
    assert not is_untouched(change(text).encode("utf-8"))
    assert not is_untouched(text.encode("gbk"))


def test_a_link_a_folder_and_what_cannot_be_read_are_nobodys_document(cli: Cli, summary: Path) -> None:
    kept = summary.with_name("别处.md")
    kept.write_text("我的\n", encoding="utf-8")
    try:
        summary.symlink_to(kept)
    except OSError:
        pytest.skip("no links on this system")
    summary.with_name("总结-2.md").mkdir()
    assert written(cli(*REPORT, str(summary))).startswith(f"已写入 {summary.with_name('总结-3.md')}\n")
    assert kept.read_text(encoding="utf-8") == "我的\n"
    assert summary.is_symlink()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_device_gets_no_such_line(name: str, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "aiwei_cli", *REPORT, name]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert (done.returncode, "<!--" in done.stdout, done.stdout[:1]) == (0, False, "#")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_standard_output_was_sent_to_takes_the_document(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "aiwei_cli", *REPORT, "/dev/stdout"]
    with (tmp_path / "总结.md").open("wb") as file:
        done = subprocess.run(line, stdout=file, stderr=subprocess.PIPE, encoding="utf-8", cwd=tmp_path)
    assert (done.returncode, names(tmp_path), Path("/dev/stdout-2").exists()) == (0, ["总结.md"], False)
    assert (tmp_path / "总结.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("words", "advised"),
    [
        (("report", "-o", "data/targets.yaml"), "targets.md"),
        (("check", "-o", "data/actions/表.xlsx"), "表.csv"),
        (("check", "--format", "csv=data/targets.yaml"), "targets.csv"),
        (("check", "-o", "data/结果.csv"), "结果.csv"),
    ],
)
@pytest.mark.parametrize("below", ["", "data"])
def test_what_is_meant_for_the_data_is_advised_to_lie_beside_it(
    words: tuple[str, ...],
    advised: str,
    below: str,
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    monkeypatch.chdir(root / below)
    name, equals, file = words[-1].rpartition("=")
    advised = f"../{advised}" if below else advised
    typed = f"{name}{equals}{os.path.relpath(root / file)}"
    refused = cli(*words[:-1], typed)
    assert (refused.code, refused.err.rstrip().endswith(advised)) == (2, True), refused.err
    assert cli(*words[:-1], f"{name}{equals}{advised}").code in (0, 1)
    assert (root / Path(advised).name).exists()


def test_a_weekly_report_and_a_comparison_are_documents_too(cli: Cli, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    repository(root)
    commands = {
        "周报告.md": ("digest", "--week", "--as-of", "2024-12-20"),
        "变化.md": ("diff", "--as-of", "2024-12-31"),
        "更正.md": ("restate", "--since", "2024-12-01"),
    }
    for name, words in commands.items():
        file = tmp_path / name
        assert cli(*words, "-w", str(root), "-o", str(file)).code == 0
        assert is_untouched(file.read_bytes()), name
        file.write_text("我的\n", encoding="utf-8")
        assert cli(*words, "-w", str(root), "-o", str(file)).code == 0
        assert file.read_text(encoding="utf-8") == "我的\n"
        assert is_untouched(file.with_name(f"{file.stem}-2.md").read_bytes())


def test_what_is_computed_anew_is_always_replaced(cli: Cli, tmp_path: Path) -> None:
    for name in ("结果.md", "结果.csv", "结果.txt"):
        file = tmp_path / name
        file.write_text("旧的\n", encoding="utf-8")
        assert cli("check", "-w", GOOD, "--as-of", "2024-12-31", "-o", str(file)).code == 1
        assert "旧的" not in file.read_text(encoding="utf-8")
    assert names(tmp_path) == ["结果.csv", "结果.md", "结果.txt"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "--overwrite"), "--overwrite 没有用处：结果显示在屏幕上\n改法：加上 --output 文件，或去掉 --overwrite"),
        (("diff", "-f", "markdown", "--overwrite"), "--overwrite 没有用处：结果显示在屏幕上\n改法：加上 --output 文件，或去掉 --overwrite"),
        (("diff", "-o", "x.json", "--overwrite"), "--overwrite 只对 Markdown 有用：别的格式总是替换\n改法：去掉 --overwrite"),
    ],
)  # fmt: skip
def test_an_overwrite_of_nothing_is_refused(
    words: tuple[str, ...], said: str, cli: Cli, tmp_path: Path
) -> None:
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    repository(root)
    assert cli(*words, "-w", str(root)) == (2, "", f"错误：{said}\n")


STARTS: Final = {
    "md": "# ",
    "markdown": "# ",
    "MD": "# ",
    "json": "{",
    "jsonl": "{",
    "csv": "\ufeff",
    "html": "<!DOCTYPE html>",
    "htm": "<!DOCTYPE html>",
    "xml": "<?xml",
    "sarif": "{",
    "txt": "示范",
    "某年": "示范",
}


@pytest.mark.parametrize("ending", STARTS)
def test_the_ending_decides_the_format(ending: str, cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / f"结果.{ending}"
    assert cli("check", "-w", GOOD, "-o", str(file)).code == 1
    text = file.read_text(encoding="utf-8")
    assert text.startswith(STARTS[ending]), text[:40]
    if ending == "sarif":
        assert json.loads(text)["version"] == "2.1.0"


def test_the_ending_wins_over_the_workspaces_default(cli: Cli, tmp_path: Path) -> None:
    root = tmp_path / "town"
    shutil.copytree(GOOD, root)
    about = root / "data" / "workspace.yaml"
    about.write_text(about.read_text(encoding="utf-8") + "defaults: {format: csv}\n", encoding="utf-8")
    cli("check", "-w", str(root), "-o", str(tmp_path / "甲.md"))
    assert (tmp_path / "甲.md").read_text(encoding="utf-8").startswith("# ")
    cli("check", "-w", str(root), "-o", str(tmp_path / "甲.txt"))
    assert (tmp_path / "甲.txt").read_text(encoding="utf-8").startswith("\ufeff")
    result = cli("check", "-w", str(root), "-o", str(tmp_path / "甲.xlsx"))
    assert (result.code, (tmp_path / "甲.xlsx").exists()) == (2, False)


DOCX: Final = "总结.docx 以 .docx 结尾：现在只能写 .md\n改法：写成 总结.md"
ALL: Final = "现在只能写 .txt、.json、.jsonl、.csv、.md、.xml、.sarif、.html"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "-o", "总结.docx"), DOCX),
        (("digest", "--week", "-o", "总结.docx"), DOCX),
        (("report", "-o", "总结.DOCX"), DOCX.replace("总结.docx", "总结.DOCX")),
        (("report", "-o", "总结.json"), DOCX.replace("docx", "json")),
        (("report", "-o", "总结.html"), DOCX.replace("docx", "html")),
        (("check", "-f", "csv=台账.xlsx"), "台账.xlsx 以 .xlsx 结尾，里面却会是 csv 格式\n改法：写成 台账.csv"),
        (("check", "-f", "csv", "-o", "台账.xlsx"), "台账.xlsx 以 .xlsx 结尾，里面却会是 csv 格式\n改法：写成 台账.csv"),
        (("check", "-o", "台账.xlsx"), f"台账.xlsx 以 .xlsx 结尾：{ALL}\n改法：写成 台账.csv"),
        (("check", "-o", "台账.pdf"), f"台账.pdf 以 .pdf 结尾：{ALL}\n改法：写成 台账.md"),
        (("check", "-f", "table", "-o", "a.html"), "a.html 以 .html 结尾，里面却会是 table 格式\n改法：写成 a.txt，或改用 --format html"),
        (("check", "-f", "json=a.csv"), "a.csv 以 .csv 结尾，里面却会是 json 格式\n改法：写成 a.json，或改用 --format csv"),
        (("check", "-f", "json", "-o", "a.sarif"), "a.sarif 以 .sarif 结尾，里面却会是 json 格式\n改法：写成 a.json，或改用 --format sarif"),
        (("check", "-f", "junit=a.md"), "a.md 以 .md 结尾，里面却会是 junit 格式\n改法：写成 a.xml，或改用 --format markdown"),
        (("diff", "-o", "a.csv"), "a.csv 以 .csv 结尾：现在只能写 .txt、.md、.json\n改法：写成 a.md"),
        (("diff", "-f", "text", "-o", "a.md"), "a.md 以 .md 结尾，里面却会是 text 格式\n改法：写成 a.txt，或改用 --format markdown"),
        (("restate", "--since", "2024-12-01", "-o", "a.wps"), "a.wps 以 .wps 结尾：现在只能写 .txt、.md、.json\n改法：写成 a.md"),
    ],
)  # fmt: skip
def test_a_name_that_would_lie_is_refused(
    words: tuple[str, ...], said: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = tree_hash(tmp_path)
    assert cli(*words, "-w", GOOD) == (2, "", f"错误：{said}\n")
    assert tree_hash(tmp_path) == before


@pytest.mark.parametrize(
    "words", [("sarif=a.json",), ("gitlab=a.json",), ("csv=a.txt",), ("table=a.log",), ("json=a",)]
)
def test_a_name_that_promises_nothing_else_is_taken(words: tuple[str, ...], cli: Cli, tmp_path: Path) -> None:
    name, _, file = words[0].partition("=")
    assert cli("check", "-w", GOOD, "-f", f"{name}={tmp_path / file}").code == 1
    assert (tmp_path / file).stat().st_size > 100
