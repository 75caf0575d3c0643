"""Evidence that is taken in: under its hash, by its name, whole or not at all."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from aiwei_cli.edit import evidence_intake
from aiwei_cli.edit.evidence_intake import read_evidence
from aiwei_cli.model.errors import UsageError
from conftest import Cli, Result, tree_hash
from support import WORKSPACES

FILE = "data/actions/tidy-villages.yaml"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    root = tmp_path / "town"
    shutil.copytree(WORKSPACES / "base", root)
    return root


def record(cli: Cli, town: Path, *more: str) -> Result:
    return cli("record", "clean-toilet-rate", "170/200", "--date", "2024-09-30", "-w", str(town), *more)


def refused(result: Result) -> tuple[str, str]:
    """Message and way out of a command that wrote nothing."""
    assert (result.code, result.out) == (2, "")
    message, hint = result.err.splitlines()
    return message.removeprefix("错误："), hint.removeprefix("改法：")


def link(at: Path, to: Path) -> None:
    try:
        at.symlink_to(to)
    except OSError:
        pytest.skip("no links on this system")


def kept(town: Path) -> dict[str, bytes]:
    files = (path for path in town.glob("evidence/**/*") if path.is_file())
    return {path.relative_to(town).as_posix(): path.read_bytes() for path in files}


def with_papers(cli: Cli, town: Path, *papers: Path) -> Result:
    return record(cli, town, *(word for paper in papers for word in ("--evidence", str(paper))))


def test_evidence_is_copied_under_its_hash_and_keeps_its_name(cli: Cli, town: Path) -> None:
    paper = town.parent / "抽查表 第2稿.xlsx"
    paper.write_bytes(b"paper")
    assert with_papers(cli, town, paper).code == 0
    path = f"evidence/{sha256(b'paper').hexdigest()}/抽查表 第2稿.xlsx"
    assert kept(town) == {path: b"paper"}
    line = f"    2024-09-30: {{value: 170/200, evidence: {path}}}\n"
    assert line in (town / FILE).read_text(encoding="utf-8")
    assert cli("check", "-w", str(town)).err == ""


def test_the_same_evidence_is_not_copied_twice(cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = town.parent / "表.pdf"
    paper.write_bytes(b"paper")
    assert with_papers(cli, town, paper).code == 0
    written: list[Path] = []
    monkeypatch.setattr(evidence_intake, "put", lambda target, *_: written.append(target))
    arguments = ["record", "clean-toilet-rate", "171/200", "--date", "2024-10-31", "-w", str(town)]
    assert cli(*arguments, "--evidence", str(paper)).code == 0
    assert written == []
    assert len(kept(town)) == 1


def test_two_papers_are_kept_as_a_list(cli: Cli, town: Path) -> None:
    papers = [town.parent / name for name in ("甲.pdf", "乙.pdf")]
    for paper in papers:
        paper.write_bytes(paper.name.encode())
    assert with_papers(cli, town, *papers).code == 0
    paths = [f"evidence/{sha256(paper.name.encode()).hexdigest()}/{paper.name}" for paper in papers]
    line = f"    2024-09-30: {{value: 170/200, evidence: [{', '.join(paths)}]}}\n"
    assert line in (town / FILE).read_text(encoding="utf-8")
    assert sorted(kept(town)) == sorted(paths)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("CON", "在 Windows 上不能用"),
        ("nul.txt", "在 Windows 上不能用"),
        ("com1.pdf", "在 Windows 上不能用"),
        ("表.", "在 Windows 上不能用"),
        ("表 ", "在 Windows 上不能用"),
        ("C:\\x", "里有 Windows 不允许的字符"),
        ("..\\x", "里有 Windows 不允许的字符"),
        ("表\x1b.pdf", "里有看不见的字符"),
        ("表\u202e.pdf", "里有看不见的字符"),
        ("a:b.pdf", "里有 Windows 不允许的字符"),
        ("a|b.pdf", "里有 Windows 不允许的字符"),
        ("长" * 81 + ".pdf", "太长"),
        ("a" * 121, "太长"),
    ],
)
def test_a_name_that_cannot_stand_everywhere_is_refused(name: str, why: str) -> None:
    with pytest.raises(UsageError) as refusal:
        read_evidence(Path("folder") / name)
    assert refusal.value.message == f"佐证文件名“{name[:40]}”{why}"
    assert refusal.value.hint == "改一个名字再存"


@pytest.mark.parametrize(("name", "fits"), [("长" * 80, True), ("长" * 80 + "a", False), ("a" * 120, True)])
def test_a_name_may_have_240_bytes(name: str, fits: bool, tmp_path: Path) -> None:
    """File systems stop at 255, and the programs that copy and pack add to it."""
    paper = tmp_path / name
    paper.write_bytes(b"paper")
    if not fits:
        with pytest.raises(UsageError, match="太长"):
            read_evidence(paper)
        return
    path, data = read_evidence(paper)
    assert (path.rpartition("/")[2], data) == (name, b"paper")


def test_evidence_that_is_missing_empty_a_folder_or_too_large_is_refused(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree_hash(town / "data")
    missing, empty, folder, large = (town.parent / name for name in ("无", "空", "夹", "大"))
    empty.write_bytes(b"")
    folder.mkdir()
    large.write_bytes(b"12345")
    monkeypatch.setattr(evidence_intake, "MAX_BYTES", 4)
    hint = "核对 --evidence 后面的文件"
    assert refused(with_papers(cli, town, missing)) == (f"没有佐证文件 {missing}", hint)
    assert refused(with_papers(cli, town, folder)) == (
        f"佐证 {folder} 是文件夹，不是文件",
        "写里面的文件，有几个就写几次 --evidence；或压缩成一个文件再存",
    )
    link(town.parent / "断", missing)
    assert refused(with_papers(cli, town, town.parent / "断"))[0] == (
        f"佐证文件 {town.parent / '断'} 是链接，指向的文件不在"
    )
    assert refused(with_papers(cli, town, empty / "表")) == (
        f"佐证文件 {empty / '表'} 打不开（路径中间有一段不是文件夹）",
        "核对这个文件",
    )
    assert refused(with_papers(cli, town, empty)) == (f"佐证文件 {empty} 是空的", "核对这个文件")
    assert refused(with_papers(cli, town, large))[0] == f"佐证文件 {large} 超过 0 MB"
    assert (tree_hash(town / "data"), kept(town)) == (before, {})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_evidence_that_is_a_pipe_or_a_device_is_refused_unread(cli: Cli, town: Path) -> None:
    os.mkfifo(town.parent / "管道")
    for place in (town.parent / "管道", Path("/dev/null")):
        assert refused(with_papers(cli, town, place)) == (
            f"佐证 {place} 是管道、设备一类的特殊文件，不是普通文件",
            "先把内容存成普通文件，再写它",
        )


def test_a_file_where_the_folder_of_evidence_belongs_is_named(cli: Cli, town: Path) -> None:
    paper = town.parent / "表.pdf"
    paper.write_bytes(b"paper")
    inner = f"evidence/{sha256(b'paper').hexdigest()}"
    for name in ("evidence", inner):
        (town / name).parent.mkdir(exist_ok=True)
        (town / name).write_bytes(b"")
        assert refused(with_papers(cli, town, paper)) == (
            f"{name} 是文件，不是文件夹，没有写入",
            "把它改名或移走，再运行一次",
        )
        (town / name).unlink()
    (town / "evidence").rmdir()
    link(town / "evidence", Path("none"))
    assert refused(with_papers(cli, town, paper))[0] == "evidence 是链接，指向的文件夹不在，没有写入"
    (town / "evidence").unlink()
    link(town / "evidence", Path("evidence"))
    refused(with_papers(cli, town, paper))


def test_evidence_goes_again_when_the_data_cannot_be_written(cli: Cli, town: Path) -> None:
    paper = town.parent / "表.pdf"
    paper.write_bytes(b"paper")
    (town / FILE).chmod(0o444)
    said = refused(with_papers(cli, town, paper))
    (town / FILE).chmod(0o644)
    assert said[0] == f"{FILE} 是只读文件，没有写入"
    assert kept(town) == {}


def test_evidence_that_was_there_stays_when_the_data_cannot_be_written(cli: Cli, town: Path) -> None:
    paper = town.parent / "表.pdf"
    paper.write_bytes(b"paper")
    place = town / "evidence" / sha256(b"paper").hexdigest()
    place.mkdir(parents=True)
    (place / "表.pdf").write_bytes(b"paper")
    (town / FILE).chmod(0o444)
    refused(with_papers(cli, town, paper))
    (town / FILE).chmod(0o644)
    assert list(kept(town).values()) == [b"paper"]


def test_evidence_is_never_written_through_a_link_out_of_the_workspace(cli: Cli, town: Path) -> None:
    outside = town.parent / "outside"
    outside.mkdir()
    link(town / "evidence", outside)
    paper = town.parent / "表.pdf"
    paper.write_bytes(b"paper")
    assert refused(with_papers(cli, town, paper)) == (
        "evidence 里有指向工作区以外的链接，没有写入",
        "换成普通文件夹",
    )
    assert list(outside.iterdir()) == []


def test_a_paper_that_is_given_twice_is_named_once(cli: Cli, town: Path) -> None:
    paper = town.parent / "表.pdf"
    paper.write_bytes(b"paper")
    assert with_papers(cli, town, paper, paper).code == 0
    line = f"    2024-09-30: {{value: 170/200, evidence: evidence/{sha256(b'paper').hexdigest()}/表.pdf}}\n"
    assert line in (town / FILE).read_text(encoding="utf-8")
