"""Where a workspace lies and where one stands: every path that a tool is told leads to the file."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from aiwei_cli.load.tree import repository_top
from conftest import Cli
from support import PROJECT, WORKSPACES, git

GOOD = WORKSPACES / "good" / "every-verdict"
TARGETS, ACTION = "data/targets.yaml", "data/actions/first.yaml"
TOLD = [ACTION, "data/actions/second.yaml", "data/targets.yaml"]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A repository with two towns, one of them under a name with blanks."""
    top = tmp_path / "county"
    for name in ("丙镇 数据", "town"):
        shutil.copytree(GOOD, top / name)
    git(top, "init", "--quiet")
    return top


def told(cli: Cli, format_: str, *where: str) -> list[str]:
    """The paths that a format names, each once, in order."""
    out = cli("check", "--as-of", "2024-12-31", "--format", format_, *where).out
    if format_ == "sarif":
        found = [
            unquote(each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
            for each in json.loads(out)["runs"][0]["results"]
        ]
    elif format_ == "gitlab":
        found = [each["location"]["path"] for each in json.loads(out)]
    elif format_ == "github":
        found = re.findall(r"file=([^,]+)", out)
    elif format_ == "junit":
        found = re.findall(r'message="([^":]+):\d', out)
    else:
        found = [line.split(":")[0] for line in out.splitlines()]
    return [*dict.fromkeys(found)]


FROM_TOP = ("sarif", "gitlab", "github", "junit")


@pytest.mark.parametrize("format_", FROM_TOP)
def test_services_are_told_paths_from_the_top_of_the_repository_wherever_one_stands(
    format_: str, cli: Cli, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (county / "link").symlink_to("丙镇 数据")
    expected = [f"丙镇 数据/{each}" for each in TOLD]
    town = county / "丙镇 数据"
    stands = [
        (county, ["-w", "丙镇 数据"]),
        (town, []),
        (town / "data/actions", []),
        (county, ["-w", "link"]),
    ]
    for folder, where in [*stands, (county.parent, ["-w", str(town)]), (county / "town", ["-w", "../link"])]:
        monkeypatch.chdir(folder)
        found = told(cli, format_, *where)
        assert sorted(found) == expected, folder
        assert all((county / each).is_file() for each in found)


def test_concise_names_files_from_where_one_stands(
    cli: Cli, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, where, before in [
        (county, ["-w", "丙镇 数据"], "丙镇 数据/data/"),
        (county, ["-w", str(county / "town")], "town/data/"),
        (county / "town", [], "data/"),
        (county / "town" / "data", [], ""),
        (county / "town" / "data" / "actions", [], ""),
        (county / "town", ["-w", "../丙镇 数据"], "../丙镇 数据/data/"),
        (county.parent, ["-w", "county/town"], "county/town/data/"),
    ]:
        monkeypatch.chdir(folder)
        found = told(cli, "concise", *where)
        assert all(each.startswith(before) for each in found)
        assert all((folder / each).is_file() for each in found)


@pytest.mark.parametrize("format_", FROM_TOP)
def test_without_a_repository_paths_begin_at_the_workspace(
    format_: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(GOOD, tmp_path / "town")
    (tmp_path / ".git").mkdir()  # as good as none: git goes past it too
    monkeypatch.chdir(tmp_path)
    assert sorted(told(cli, format_, "-w", "town")) == TOLD


def test_two_towns_share_no_fingerprint_and_each_keeps_its_own(
    cli: Cli, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def marks(*where: str) -> list[str]:
        out = cli("check", "--format", "gitlab", *where).out
        return [each["fingerprint"] for each in json.loads(out)]

    monkeypatch.chdir(county)
    one, other = marks("-w", "丙镇 数据"), marks("-w", "town")
    assert one
    assert len({*one, *other}) == len(one) + len(other)
    monkeypatch.chdir(county / "town" / "data")
    assert marks() == other


def test_what_is_read_by_people_and_programs_names_files_from_the_workspace(
    cli: Cli, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(county)
    for name in ("json", "jsonl", "csv", "markdown", "html", "table"):
        assert cli("check", "-w", "town", "-f", name) == cli("check", "-w", str(GOOD), "-f", name)


def test_the_top_is_where_git_finds_it(county: Path, tmp_path: Path) -> None:
    (county / "town" / "inner").mkdir()
    for folder in (county, county / "town", county / "丙镇 数据" / "data"):
        assert repository_top(folder) == Path(git(folder, "rev-parse", "--show-toplevel").strip())
    git(county, "add", "--all")
    git(county, "commit", "--quiet", "-m", "一")
    tree = tmp_path / "tree"
    git(county, "worktree", "add", "--quiet", str(tree))  # its .git is a file
    assert repository_top(tree / "town") == tree == Path(git(tree, "rev-parse", "--show-toplevel").strip())
    assert repository_top(tmp_path) is None


def broken(town: Path) -> None:
    path = town / TARGETS
    path.write_bytes(path.read_bytes().replace(b"level: town", b"level: twon", 1))


def test_data_only_finds_the_workspace_from_the_files_named(
    cli: Cli, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(county)
    assert cli("check", "--data-only", f"town/{TARGETS}") == (0, "", "没有发现数据问题\n")
    broken(county / "town")
    result = cli("check", "--data-only", f"town/{TARGETS}")
    assert (result.code, result.err.split(": ")[0], result.out) == (2, f"town/{TARGETS}:6:12", "")
    # Files of several towns: each is told of, and the worst decides.
    result = cli("check", "--data-only", f"丙镇 数据/{ACTION}", f"town/{TARGETS}")
    assert (result.code, result.err.split("\n")[:2]) == (
        2,
        ["没有发现数据问题", f"town/{TARGETS}:6:12: 错误[AW206] 这里不能写“twon”"],
    )
    broken(county / "丙镇 数据")
    result = cli("check", "--data-only", f"丙镇 数据/{ACTION}")
    assert result == (0, "", "提示：别的文件里还有 1 处错误，运行 aiwei check -w '丙镇 数据' 查看\n")
    monkeypatch.chdir(county / "丙镇 数据")  # in another one: the file decides
    result = cli("check", "--data-only", f"../town/{TARGETS}")
    assert (result.code, result.err.split(": ")[0]) == (2, f"../town/{TARGETS}:6:12")


def test_data_only_refuses_files_of_no_workspace_and_of_another_one(
    cli: Cli, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(county)
    (county / "其他").mkdir()
    (county / "其他" / "x.yaml").write_text("a: 1\n", encoding="utf-8")
    for words in (["其他/x.yaml"], [f"town/{TARGETS}", "其他/x.yaml"], ["-w", "town", "其他/x.yaml"]):
        assert cli("check", "--data-only", *words) == (
            2,
            "",
            "错误：其他/x.yaml 不在工作区的 data 文件夹里\n改法：只写 data 里的文件或文件夹\n",
        )


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("data/targets.yaml", True),
        ("town/data/targets.yaml", True),
        ("丙镇 数据/data/actions/净村庄.yaml", True),
        ("a/b/data/workspace.yml", True),
        ("town/data/actions/GREEN.YAML", True),
        ("town/metadata/targets.yaml", False),
        ("web/data/menu.yaml", False),
        ("data/examples.txt", False),
    ],
)
def test_the_shipped_hook_runs_for_the_data_of_every_town(path: str, runs: bool) -> None:
    hook = (PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    pattern = re.search(r"(?m)^  files: (.+)$", hook)
    assert pattern is not None
    assert bool(re.search(pattern[1], path)) is runs
    assert "entry: aiwei check --data-only\n" in hook


@pytest.mark.parametrize("name", [".github/workflows/ci.yml", "examples/github-review.yml"])
def test_workflows_run_fixed_actions_and_may_do_no_more_than_they_need(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    above, _, _ = text.partition("\njobs:\n")
    assert re.search(r"(?m)^permissions:(?: \{\}|\n  contents: read)$", above)
    granted = re.findall(r"(?m)^ +([a-z-]+): write", text)
    assert granted == (["pull-requests"] if name.startswith("examples") else [])
