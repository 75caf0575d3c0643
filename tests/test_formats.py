"""``check`` for other tools: what each format promises, on usual, on hostile and on faulty data."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from aiwei_cli.render.formats import FORMATS
from conftest import Cli
from published import held_against
from support import WORKSPACES

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


def sarif(text: str) -> int:
    held_against("sarif-2.1.0-rtm.5.json", text)
    raw = json.loads(text)
    assert (raw["version"], len(raw["runs"])) == ("2.1.0", 1)
    rules = raw["runs"][0]["tool"]["driver"]["rules"]
    for each in rules:  # what GitHub asks for beyond the schema
        texts = [each[key]["text"] for key in ("shortDescription", "fullDescription", "help")]
        assert all(0 < len(text) <= 1024 for text in texts)
    results = raw["runs"][0]["results"]
    for each in results:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        assert rules[each["ruleIndex"]]["defaultConfiguration"]["level"] == each["level"]
        assert each["level"] in ("error", "warning", "note")
        place = each["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[a-z][\w./%-]*", place["artifactLocation"]["uri"])
        assert place["region"]["endLine"] == place["region"]["startLine"] >= 1
        assert place["region"]["endColumn"] > place["region"]["startColumn"] >= 1
    prints = [each["partialFingerprints"]["aiwei/v1"] for each in results]
    assert len(set(prints)) == len(prints)
    return len(prints)


_SUITE: Final = {
    "id",
    "package",
    "name",
    "timestamp",
    "hostname",
    "tests",
    "failures",
    "errors",
    "skipped",
    "time",
}


def junit(text: str) -> int:
    """Held against what the strict schema in use asks for: attributes, order, one outcome a case."""
    held_against("junit-10.xsd", text)
    root = ElementTree.fromstring(text)
    assert (root.tag, root.attrib) == ("testsuites", {})
    for suite in root:
        assert set(suite.attrib) == _SUITE
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00", suite.attrib["timestamp"])
        cases = suite.findall("testcase")
        assert [each.tag for each in suite] == [
            "properties",
            *["testcase"] * len(cases),
            "system-out",
            "system-err",
        ]
        for case in cases:
            assert set(case.attrib) == {"classname", "name", "time"}
            assert len(case) <= 1
            assert all(each.tag == "skipped" or "type" in each.attrib for each in case)
        for word, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.attrib[word] == str(len(suite.findall(f"testcase/{tag}")))
        assert suite.attrib["tests"] == str(len(cases))
    return len(root.findall("testsuite/testcase"))


def gitlab(text: str) -> int:
    held_against("gitlab-code-quality.json", text)
    found = json.loads(text)
    keys = {"description", "check_name", "fingerprint", "severity", "location"}
    for each in found:
        assert set(each) == keys
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not Path(each["location"]["path"]).is_absolute()
        assert each["location"]["lines"]["begin"] >= 1
    assert len({each["fingerprint"] for each in found}) == len(found)
    return len(found)


def github(text: str) -> int:
    for line in text.splitlines():
        assert re.fullmatch(
            r"::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=[^,:]*::.*", line
        ), line
    return len(text.splitlines())


def as_csv(text: str) -> int:
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in rows} == {13}
    assert not [cell for row in rows for cell in row if re.match(r"[=+@\t]|-(?!\d)", cell)]
    return len(rows) - 1


class _Page(HTMLParser):
    """Balanced tags out of a short list; every cell that heads others says which; every link leads somewhere."""

    ALLOWED: Final = frozenset(
        "html head meta title style body header h1 h2 small p dl div dt dd ul li a span wbr pre mark".split()  # noqa: SIM905
    ) | {"table", "thead", "tbody", "tr", "th", "td"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows = 0
        self.names: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED
        said = dict(attrs)
        assert set(said) <= {"class", "id", "href", "scope", "lang", "charset", "name", "content"}
        assert tag != "th" or said["scope"] == ("row" if "tbody" in self.open else "col")
        if "href" in said:
            assert (said["href"] or "").startswith("#")
            self.links.add((said["href"] or "")[1:])
        if "id" in said:
            assert said["id"] not in self.names
            self.names.add(said["id"] or "")
        self.rows += tag == "tr" and "tbody" in self.open
        if tag not in ("meta", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def html(text: str) -> int:
    page = _Page()
    page.feed(text)
    page.close()
    assert page.open == []
    assert page.links <= page.names
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert "url(" not in text
    assert "@import" not in text
    return page.rows


def jsonl(text: str) -> int:
    kinds = [json.loads(line)["kind"] for line in text.splitlines()]
    assert kinds[0] == "summary"
    return len(kinds) - 1


def as_json(text: str) -> int:
    whole: dict[str, Any] = json.loads(text)
    return len(whole["verdicts"]) + len(whole["diagnostics"])


def markdown(text: str) -> int:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child.type for token in tokens for child in token.children or ()]
    assert not {"link_open", "html_inline", "code_inline", "strong_open"} & set(inline)
    assert not [token for token in tokens if token.type == "html_block"]
    return sum(token.type == "tr_open" for token in tokens) - sum(
        token.type == "table_open" for token in tokens
    )


def concise(text: str) -> int:
    for line in text.splitlines():
        assert re.match(r"[^:]+:\d+:\d+: \S+\[[A-Za-z0-9-]+\] ", line), line
    return len(text.splitlines())


def table(text: str) -> int:
    assert "\x1b" not in text
    return 17


READERS: Final[dict[str, Callable[[str], int]]] = {
    "table": table,
    "concise": concise,
    "json": as_json,
    "jsonl": jsonl,
    "csv": as_csv,
    "markdown": markdown,
    "junit": junit,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "html": html,
}
ATTENTION: Final = {"sarif": 12, "github": 12, "gitlab": 12}
"""Only what is missed or without data."""


def test_every_format_is_read_back() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_verdict_is_there(format_: str, cli: Cli) -> None:
    assert READERS[format_](run(cli, format_)) == ATTENTION.get(format_, 17)


@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_names_stay_text(format_: str, hostile: str, cli: Cli) -> None:
    assert READERS[format_](run(cli, format_, hostile)) == ATTENTION.get(format_, 17)


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "table"])
def test_with_mistakes_a_format_holds_them_and_no_verdict(
    format_: str, cli: Cli, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data" / "actions" / "first.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("165/180", "约<90|"), encoding="utf-8")
    out = run(cli, format_, str(tmp_path), code=2)
    golden(WORKSPACES / "golden" / f"faulty.{format_}", out)
    assert READERS[format_](out) == {"html": 0, "markdown": 0}.get(format_, 1)


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
