"""The workspaces and command lines that ``same_output.py`` holds two versions of the program to.

What stands in braces is a word of the workspace. Formats, words to choose from and what is explained are not listed
here: the programs themselves are asked for them, as a shell does that completes a command line.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

PROJECT: Final = Path(__file__).parents[1]
SAMPLES: Final = PROJECT / "tests" / "workspaces"
TOWN: Final = "town"
Words = Mapping[str, str]


class Workspace(NamedTuple):
    """Data under a name, and what stands for the braces of a command line there."""

    name: str
    source: Path
    words: Words
    thorough: bool = True
    """Whether it is shown on every console."""


def _words(text: str) -> Words:
    return dict(pair.split("=", 1) for pair in text.split())


_BROKEN: Final = _words(
    "year=2024 before=2023 after=2025 indicator=clean-toilet-rate value=180/200 action=tidy-villages"
    " named=净村庄 task=toilets issue=none ended=none many=school-lessons member=first-school corrected=2024-12-20"
)
WORKSPACES: Final = (
    Workspace(
        "shipped",
        PROJECT / "data",
        _words(
            "year=2024 before=2023 after=2025 indicator=fly-proof-pass-rate value=173/180 action=pest-control"
            " named=除四害 task=breeding-places issue=market-rodent-gaps ended=roadside-waste"
            " many=student-daily-exercise member=school-1 corrected=2024-12-13"
        ),
    ),
    Workspace(
        "every-verdict",
        SAMPLES / "good" / "every-verdict" / "data",
        _words(
            "year=2024 before=2023 after=2025 indicator=facilities value=170/180 action=first named=第一|行动"
            " task=square issue=dirty-ditch ended=loose-waste many=sessions member=four corrected=2024-06-30"
        ),
    ),
    Workspace(
        "a-year-of-work",
        SAMPLES / "good" / "a-year-of-work" / "data",
        _words(
            "year=2024 before=2023 after=2025 indicator=toilets value=1280/1560 action=clean-villages named=净村庄"
            " task=ditch issue=open-sewer ended=pigsty many=lessons member=three corrected=2024-07-31"
        ),
    ),
    Workspace("broken", SAMPLES / "broken" / "three-files-six-mistakes", _BROKEN),
    Workspace(
        "history",
        SAMPLES / "good" / "every-field" / "data",
        _words(
            "year=2024 before=2023 after=2025 indicator=toilets value=170/200 action=villages named=洁净村庄"
            " task=ditch issue=waste ended=rat-holes many=lessons member=two corrected=2024-12-28"
        ),
    ),
    Workspace(
        "exceptions",
        SAMPLES / "good" / "exceptions" / "data",
        _words(
            "year=2024 before=2023 after=2025 indicator=toilets value=170/200 action=tidy named=净村庄 task=none"
            " issue=none ended=none many=lessons member=two corrected=2024-12-20"
        ),
        thorough=False,
    ),
    Workspace(
        "next-round",
        SAMPLES / "good" / "next-round" / "data",
        _words(
            "year=2027 before=2026 after=2028 indicator=tap-water-turbidity value=0.45 action=drink-clean"
            " named=饮净水 task=pipes issue=none ended=none many=water-tank-cleaning member=tank-east"
            " corrected=2027-11-30"
        ),
        thorough=False,
    ),
    Workspace("empty", SAMPLES / "none", _BROKEN, thorough=False),
)
REPOSITORY: Final = "history"

_AT: Final = "--as-of {year}-12-31"
READING: Final = (
    f"check {_AT}",
    "check",
    "check --year {before}",
    "check --as-of {year}-06-30 --action {action} --action {named}",
    f"check {_AT} --strict",
    "check --exit-zero --fail-on late --fail-on question",
    "check --data-only",
    "check --data-only data/targets.yaml data/actions",
    "check --at HEAD~1",
    "check --at 2024-07-10 --data-only",
    "check --at 没有的版本",
    "check --since reported",
    "check --since HEAD~2 --format json",
    "check --as-of 2024-02-30",
    "check --format nonsense",
    "check --action 没有的行动",
    "--color always check",
    "--color never check --format concise",
    "--color nonsense check",
    f"due {_AT}",
    "due --week --as-of {year}-06-26",
    "due --month --strict --as-of {year}-11-20",
    "due --year {before}",
    "due --week --month",
    f"digest --week {_AT}",
    "digest --month --as-of {year}-06-28",
    "digest --month --since HEAD~2",
    "digest --week --template mine.md.j2",
    "digest",
    "report",
    "report --year {before}",
    "report --as-of {year}-06-30 --template mine.md.j2",
    "report --template wrong.md.j2",
    "task list",
    "task list --action {action} --as-of {year}-06-30",
    "task list --year {before}",
    "issue list",
    "issue list --open --as-of {year}-06-28",
    "issue list --year {before}",
    "show {named}",
    "show {indicator} --as-of {year}-06-30",
    "show {indicator} --year {before}",
    "show 没有的编号",
    "log {indicator}",
    "log {many}",
    "log 没有的编号",
    "diff",
    "diff reported --as-of {year}-12-31 --exit-code",
    "diff HEAD~3 HEAD --year {year}",
    "diff HEAD~1..HEAD",
    "diff 没有的版本",
    "restate --since 2024-07-05",
    "restate --since 2024-12-29 --year {year}",
    "restate",
    "completion 没有的外壳",
    "rule AW999",
    "schema 没有的种类",
    "chekc",
    "check --nonsense",
    "record",
)
"""What leaves every file as it is; the answer to a mistake on the command line is an answer too."""
WRITING: Final = (
    "record {indicator} {value} --date {year}-12-30 --source 抽查 --note 已核实 --yes",
    "record {indicator} {value} --date {corrected} --correct --note 重复统计 --sure --as-of {year}-12-31",
    "record {indicator} {value} --date {year}-12-29 --status 快报 --evidence photo.jpg --yes",
    "record {indicator} {value} --for-period {year} --measured {year}-12-20 --note 已核实 --yes",
    "record {many} 1 --for {member} --date {year}-12-27 --yes",
    "record {indicator} 约90 --date {year}-12-30 --yes",
    "record {indicator} 0.7 --yes",
    "record 没有的指标 1 --yes",
    "task add 清理卫生死角 --action {named}",
    "task add 修缮步道 --action {action} --id path-2 --due {year}-12-31 --quantity '2 公里' --responsible 一村"
    " --person 张三 --source 会议 --note 补充一句 --year {year}",
    "task add 任务 --action 没有的行动",
    "task progress {task} 完成一半 --date {year}-12-10",
    "task progress {task} 完成一半",
    "task done {task} --date {year}-12-20 --note 已经验收 --evidence photo.jpg",
    "task done 没有的任务",
    "issue open 集市积水 --action {named} --responsible 二村 --due {year}-12-31 --date {year}-12-10",
    "issue open 垃圾桶破损 --action {action} --responsible 二村 --due {year}-12-31 --date {year}-12-12 --place 村口"
    " --source 群众反映 --person 李四 --id bin-broken --note 已拍照 --sample --evidence photo.jpg",
    "issue open 问题 --action {action} --responsible 某村 --due 2024-01-01 --date 2024-12-01",
    "issue progress {issue} 材料已经到货 --date {year}-12-30 --due {year}-12-31 --evidence photo.jpg",
    "issue done {issue} --date {year}-12-31 --note 现场看过 --evidence photo.jpg",
    "issue close {ended} --verified-by 张三 --date {year}-12-31 --note 复查 --evidence photo.jpg",
    "issue close {issue} --verified-by 张三",
    "new-year {after}",
    "new-year {before}",
    "init ../new --town 甲镇 --county 乙县 --year 2025",
    "init ../new --town 甲镇 --county 乙县 --office 甲镇爱卫办 --programme 新行动 --no-git",
    "init . --town 甲镇 --county 乙县",
    "init ../new",
    "schema --write",
    "merge-driver merge/base.yaml merge/ours.yaml merge/theirs.yaml data/actions/{action}.yaml",
    "merge-driver merge/base.yaml merge/ours.yaml merge/clash.yaml",
    "merge-driver 没有 这些 文件 data/targets.yaml",
    "check --format csv=all.csv --format html=all.html --format junit",
    "check --format json --output check.json",
    "check --output data/check.md --format markdown",
    "report --output report.md",
    "report --output mine.md --overwrite",
    "report --output mine.md",
    "digest --week --output week.md",
    "digest --month --output mine.md --overwrite",
    "diff --output diff.md --format markdown",
    "diff --output mine.md --overwrite",
    "restate --since 2024-07-05 --output restate.md --format markdown",
    "restate --since 2024-07-05 --output mine.md --overwrite",
)
"""What may change files: each begins with the workspace as it was."""
NAMED_ONCE: Final = ("--workspace", "--help", "--version", "--color")
"""Options that are tried once for each command, or for all."""


def lines(workspace: Workspace) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The command lines in the words of a workspace, and whether files may change."""
    for text, writes in (*((each, False) for each in READING), *((each, True) for each in WRITING)):
        yield tuple(each.format_map(workspace.words) for each in shlex.split(text)), writes


def lay_out(workspace: Workspace, folder: Path) -> None:
    """The workspace in a folder of its own, with what its command lines name beside the data."""
    town = folder / TOWN
    town.mkdir(parents=True)
    if workspace.source.parent == SAMPLES / "broken":
        _lay_out_case(workspace.source, town)
    elif workspace.source.is_dir():
        shutil.copytree(workspace.source, town / "data")
    _lay_out_others(town, workspace.words["action"])
    if workspace.name == REPOSITORY:
        _commit(town)


def _lay_out_case(case: Path, town: Path) -> None:
    """A broken workspace is what differs from the good one, and what is missing."""
    shutil.copytree(SAMPLES / "base" / "data", town / "data")
    shutil.copytree(case / "data", town / "data", dirs_exist_ok=True)
    missing = case / "removed.txt"
    for name in missing.read_text(encoding="utf-8").split() if missing.exists() else ():
        (town / name).unlink()


def _lay_out_others(town: Path, action: str) -> None:
    (town / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 no real picture")
    (town / "mine.md").write_text("# 自己写的\n", encoding="utf-8")
    templates = town / "templates"
    templates.mkdir()
    (templates / "mine.md.j2").write_text("# {{ town }} {{ year }}\n\n{{ as_of }}\n", encoding="utf-8")
    (templates / "wrong.md.j2").write_text("{% for each in %}\n", encoding="utf-8")
    merge = town / "merge"
    merge.mkdir()
    found = [path for path in sorted(town.glob("data/actions/*.yaml")) if action in path.name]
    text = found[0].read_bytes() if found else b"measurements:\n"
    for name, more in (
        ("base", ""),
        ("ours", "  joined-ours:\n    2024-01-31: 1\n"),
        ("theirs", "  joined-theirs:\n    2024-02-29: 2\n"),
        ("clash", "  joined-ours:\n    2024-01-31: 2\n"),
    ):
        there = text.replace(b"measurements:\n", f"measurements:\n{more}".encode(), 1)
        (merge / f"{name}.yaml").write_bytes(there)


_ACTION, _SCHOOLS, _TARGETS = "data/actions/villages.yaml", "data/actions/schools.yaml", "data/targets.yaml"
_STATES: Final[tuple[tuple[str, str, str, Mapping[str, Mapping[str, str]]], ...]] = (
    (
        "2024-03-04",
        "张三",
        "录入春季数据",
        {
            _ACTION: {
                r"(?m)^ +- \{id: lamps.*\n": "",
                r"(?m)^ +2024-(06|10|11|12)-\d\d: .*\n": "",
                r"(?ms)^  waste:.*?(?=^  rat-holes)": "",
                r"(?m)^    - \{closed: 2024-12-30.*\n": "",
                r", done: 2024-06-26": "",
                r"(?m)^progress:\n  ditch:\n": "",
            },
            _SCHOOLS: {r", 2024-10-\d\d: (\{.*?\}|\d)": "", r"(?m)^    2024-(06|12)-\d\d: \d+\n": ""},
            _TARGETS: {"at_least: 85": "at_least: 80"},
        },
    ),
    (
        "2024-07-02",
        "李四",
        "半年数据，目标提高",
        {
            _ACTION: {
                r"(?ms)^  waste:.*?(?=^  rat-holes)": "",
                r"(?m)^    2024-(10|11|12)-\d\d: .*\n": "",
                "160/200": "164/200",
                r"(?m)^progress:\n  ditch:\n": "",
            },
        },
    ),
    ("2024-12-29", "张三", "年末数据", {_ACTION: {"10/200": "12/200", r"(?m)^    2024-12-29: .*\n": ""}}),
    ("2024-12-30", "王 <五>", "更正户厕，补上报的监测值", {}),
)
"""Earlier states of the sample: when, by whom, why, and in what they differ from it."""


def _commit(town: Path) -> None:
    """A history of a handful of commits with fixed dates; the last change waits in the folder."""
    final = {name: (town / name).read_text(encoding="utf-8") for name in (_ACTION, _SCHOOLS, _TARGETS)}
    _git(town, "init", "--quiet", "--initial-branch=main", "--template=")
    (town / ".gitignore").write_text("templates/\nmerge/\n", encoding="utf-8")
    for on, who, why, differing in _STATES:
        for name, text in final.items():
            for old, new in differing.get(name, {}).items():
                text, count = re.subn(old, new, text)
                if not count:
                    raise SystemExit(f"{name} of the sample holds nothing like {old!r} any more")
            (town / name).write_text(text, encoding="utf-8", newline="\n")
        _git(town, "add", "--all", on=on, who=who)
        _git(town, "commit", "--quiet", "--message", why, on=on, who=who)
        if on == "2024-12-29":
            _git(town, "tag", "reported", on=on)
    later = final[_ACTION].replace("10/200", "11/200")
    (town / _ACTION).write_text(later, encoding="utf-8", newline="\n")


def git_settings(on: str = "2024-12-31", who: str = "某人") -> dict[str, str]:
    """Git without configuration from elsewhere, on a day, by somebody."""
    people = {f"GIT_{role}_NAME": who for role in ("AUTHOR", "COMMITTER")}
    people |= {f"GIT_{role}_EMAIL": "some@example.org" for role in ("AUTHOR", "COMMITTER")}
    people |= {f"GIT_{role}_DATE": f"{on}T12:00:00+0800" for role in ("AUTHOR", "COMMITTER")}
    return {**people, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _git(town: Path, *arguments: str, on: str = "2024-12-31", who: str = "某人") -> None:
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = ["git", "-c", "core.autocrlf=false", "-c", "gc.auto=0", *arguments]
    subprocess.run(command, cwd=town, env={**own, **git_settings(on, who)}, check=True)


def broken_cases() -> list[Workspace]:
    """Every broken workspace of the tests."""
    folders = sorted(path for path in (SAMPLES / "broken").iterdir() if (path / "data").is_dir())
    return [Workspace(f"broken/{path.name}", path, _BROKEN, thorough=False) for path in folders]
