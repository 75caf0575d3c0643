"""``check`` for other tools: what each format promises, on usual, on hostile and on faulty data."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from readers import READERS, read

from aiwei_cli.load.assemble import load
from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.render.records.check_result import Refused
from aiwei_cli.render.terminal.screen import Screen
from conftest import Cli
from support import WORKSPACES, repository

GOOD: Final = str(WORKSPACES / "good" / "every-verdict")
HOSTILE: Final = (
    "</td><script>alert(1)</script>",
    "]]>&amp;<!--",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "%0A::error::",
    "| a | b |\\n|---|",
    '"},{"',
    "[x](javascript:1) `code` **b** #1 @team",
    "很" * 300,
)


def run(cli: Cli, format_: str, root: str = GOOD, code: int = 1) -> str:
    result = cli("check", "-w", root, "--as-of", "2024-12-31", "--format", format_)
    assert result.code == code, result.err
    return result.out


@pytest.fixture(params=HOSTILE, ids=lambda text: text[:12])
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The workspace with one name that is meant to do harm, and a mistake-free rest."""
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data" / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    name = json.dumps(request.param, ensure_ascii=False)
    path.write_text(
        re.sub(r"(?m)^    name: .*$", f"    name: {name.replace(chr(92), chr(92) * 2)}", text, count=1),
        encoding="utf-8",
    )
    return str(tmp_path)


ATTENTION: Final = {"sarif": 11, "github": 11, "gitlab": 11, "table": 0}
"""The services: only what is missed or without data. A table does not tell its lines apart."""


def test_every_format_is_read_back() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_verdict_is_there(format_: str, cli: Cli) -> None:
    assert read(READERS[format_], run(cli, format_)).found == ATTENTION.get(format_, 17)


@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_names_stay_text(format_: str, hostile: str, cli: Cli) -> None:
    assert read(READERS[format_], run(cli, format_, hostile)).found == ATTENTION.get(format_, 17)


def test_with_mistakes_there_is_no_table_for_they_are_told_beside_it() -> None:
    assert FORMATS["table"].render(Refused(diagnostics=()), Screen(80)) == ""


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "table"])
def test_with_mistakes_a_format_holds_them_and_no_verdict(
    format_: str,
    cli: Cli,
    tmp_path: Path,
    golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "data" / "actions" / "first.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("165/180", "约<90|"), encoding="utf-8")
    out = run(cli, format_, str(tmp_path), code=2)
    golden(WORKSPACES / "golden" / f"faulty.{format_}", out)
    assert read(READERS[format_], out).found == {"html": 0, "markdown": 0}.get(format_, 1)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("-2.5", "-2.5"),
        ("-2.5%", "-2.5%"),
        ("-2+3", "'-2+3"),
        ("-A1", "'-A1"),
        ("=1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("＠A", "'＠A"),
        ("－1", "'－1"),
        ("乙=1", "乙=1"),
    ],
)
def test_a_spreadsheet_computes_nothing_and_a_negative_number_stays_one(
    name: str, cell: str, cli: Cli, tmp_path: Path
) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data" / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^    name: .*$", f'    name: "{name}"', text, count=1), encoding="utf-8")
    out = run(cli, "csv", str(tmp_path)).removeprefix("\ufeff")
    assert [*csv.reader(io.StringIO(out, newline=""))][1][3] == cell


def test_mistakes_alike_are_told_apart(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "base", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data" / "actions" / "tidy-villages.yaml"
    text = (
        path.read_text(encoding="utf-8").replace("lead: 村镇中心", "lead:").replace("since: 2023", "since:")
    )
    path.write_text(text, encoding="utf-8")
    marks = [each["fingerprint"] for each in json.loads(run(cli, "gitlab", str(tmp_path), code=2))]
    sarif_run = json.loads(run(cli, "sarif", str(tmp_path), code=2))["runs"][0]
    also = [each["partialFingerprints"]["aiwei/v1"] for each in sarif_run["results"]]
    assert (len(set(marks)), marks) == (2, also)


def test_with_nothing_to_show_a_service_is_told_of_one_case_that_passed(cli: Cli) -> None:
    words = (
        "check",
        "-w",
        GOOD,
        "--as-of",
        "2024-12-31",
        "--action",
        "first",
        "--status",
        "excepted",
        "--format",
    )
    told = {name: cli(*words, name) for name in ("junit", "sarif", "gitlab", "github")}
    assert {each.code for each in told.values()} == {0}
    assert [read(READERS[name], told[name].out).found for name in told] == [1, 0, 0, 0]
    assert '<testsuite id="0" package="check" name="对标结果"' in told["junit"].out
    assert '<testcase classname="对标结果" name="check" time="0"/>' in told["junit"].out
    assert json.loads(told["gitlab"].out) == json.loads(told["sarif"].out)["runs"][0]["results"] == []
    assert told["github"].out == ""


def test_faults_that_were_there_before_are_not_told_as_passed_judgement(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "base", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data" / "actions" / "tidy-villages.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("order: 1", "order: 一"), encoding="utf-8")
    repository(tmp_path)
    out = cli("check", "-w", str(tmp_path), "--since", "HEAD", "--format", "junit").out
    assert read(READERS["junit"], out).texts[-2] == "没有新的数据问题；原有的错误未改，没有判定"


@pytest.mark.parametrize("many", [40, 60])
def test_markdown_fits_into_a_comment_and_says_what_is_left_out(many: int, cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(WORKSPACES / "base", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data" / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    one = text[text.index("  clean-toilet-rate:") : text.index("\n  ", text.index("      2024:"))]
    more = "".join(
        one.replace("clean-toilet-rate", f"more-{number}").replace(
            "卫生厕所普及率", f"第{number}个指标{'很' * 1200}"
        )
        + "\n"
        for number in range(many)
    )
    path.write_text(text.replace("indicators:\n", f"indicators:\n{more}", 1), encoding="utf-8")
    out = cli("check", "-w", str(tmp_path), "--format", "markdown").out
    found = read(READERS["markdown"], out)
    total = len(load(tmp_path).workspace.indicators)
    left = re.findall(r"另有 (\d+) 项没有列出", out)
    assert len(out) <= 65_536
    assert found.found + sum(map(int, left)) == total
    assert left == ([] if many == 40 else [str(total - found.found)])
    assert (f"> 内容太多，有 {total - found.found} 项没有列出；" in out) == (many == 60)
    assert "| 健康教育课 |" in out  # a small table is not crowded out by a large one


def test_the_page_may_load_and_run_nothing(cli: Cli) -> None:
    page = run(cli, "html")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)
    assert style and policy
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"<script|<link|<img| style=| on\w+=", page)


def test_several_formats_at_once(cli: Cli, tmp_path: Path) -> None:
    files = {name: tmp_path / f"out.{name}" for name in FORMATS if name != "table"}
    words = [word for name, file in files.items() for word in ("--format", f"{name}={file}")]
    result = cli("check", "-w", GOOD, "--format", "table", *words)
    assert result.code == 1
    assert result.out == cli("check", "-w", GOOD).out
    for name, file in files.items():
        assert file.read_bytes().decode("utf-8") == cli("check", "-w", GOOD, "--format", name).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "sarf"], "--format 不认识“sarf”\n改法：是不是“sarif”？"),
        (["--format", "json", "--format", "csv"], "显示在屏幕上的格式只能有一个\n改法：其他的写成 名称=文件，例如 sarif=out.sarif"),
        (["--format", "json=", "--format", "csv"], "--format json= 后面没有写文件\n改法：写成 名称=文件，或只写名称"),
        (["--format", "json=a", "--format", "csv=a"], "两个格式写到了同一个文件\n改法：换一个文件名"),
        (["--format", "json=a", "--format", "csv=b/../a"], "两个格式写到了同一个文件\n改法：换一个文件名"),
        (["--format", "json=a", "--output", "b"], "每个格式都写了文件，--output 没有用处\n改法：去掉 --output"),
    ],
)  # fmt: skip
def test_formats_that_cannot_be_are_refused(
    words: list[str], said: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("check", "-w", GOOD, *words)
    assert (result.code, result.err) == (2, f"错误：{said}\n")
    assert not list(tmp_path.iterdir())
