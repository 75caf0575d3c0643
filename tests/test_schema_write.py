"""``aiwei schema --write``: the schemas, one line on top of each file, and no other byte."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiwei_cli.edit.schema_line import with_modeline
from aiwei_cli.render.reference.schema.model_schema import schema_of
from aiwei_cli.render.reference.schema.schema_files import KINDS, left_alone, written
from conftest import Cli, tree_hash
from support import WORKSPACES, diagnostics

LINE = "# yaml-language-server: $schema=../schemas/targets.schema.json"
OLD = "# yaml-language-server: $schema=https://example.org/old.json"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    shutil.copytree(WORKSPACES / "base", tmp_path / "town")
    return tmp_path / "town"


def data_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "data").rglob("*.yaml")}


def test_schemas_and_lines_are_written_once(town: Path, cli: Cli) -> None:
    before = data_of(town)
    first = cli("schema", "--write", "-w", str(town))
    assert (first.code, first.err) == (0, "")
    assert "已写入 schemas/targets.schema.json\n" in first.out
    assert "已在首行注明：data/actions/tidy-villages.yaml\n" in first.out
    for kind in KINDS:
        text = (town / f"schemas/{kind}.schema.json").read_text(encoding="utf-8")
        assert json.loads(text) == schema_of(kind)
    for path, data in data_of(town).items():
        line, rest = data.split(b"\n", 1)
        assert rest == before[path]
        leads_to = line.decode().split("$schema=")[1]
        assert (town / path).parent.joinpath(leads_to).resolve().is_file()
    assert diagnostics(town) == []
    whole = tree_hash(town)
    again = cli("schema", "--write", "-w", str(town))
    assert (again.code, again.out) == (0, "已经都是最新的，没有改动\n")
    assert tree_hash(town) == whole


def test_one_kind_touches_only_its_files(town: Path, cli: Cli) -> None:
    before = data_of(town)
    assert cli("schema", "targets", "--write", "-w", str(town)).code == 0
    assert [path.name for path in (town / "schemas").iterdir()] == ["targets.schema.json"]
    changed = [path for path, data in data_of(town).items() if data != before[path]]
    assert changed == ["data/targets.yaml"]


def test_an_outdated_schema_is_replaced(town: Path, cli: Cli) -> None:
    cli("schema", "--write", "-w", str(town))
    (town / "schemas/action.schema.json").write_text("{}", encoding="utf-8")
    assert cli("schema", "--write", "-w", str(town)).out == "已写入 schemas/action.schema.json\n"


def test_a_file_that_cannot_be_read_is_left_alone_and_one_with_mistakes_is_not(town: Path, cli: Cli) -> None:
    unreadable, wrong = town / "data/targets.yaml", town / "data/workspace.yaml"
    unreadable.write_bytes("indicators: 指标\n".encode("gbk"))
    wrong.write_text("twn: 示范镇\n", encoding="utf-8")
    result = cli("schema", "--write", "-w", str(town))
    assert result.code == 0
    assert result.err.startswith("没有改动 data/targets.yaml：")
    assert unreadable.read_bytes() == "indicators: 指标\n".encode("gbk")
    assert wrong.read_text(encoding="utf-8").endswith("json\ntwn: 示范镇\n")


def test_nothing_is_written_where_one_file_may_not_be(town: Path, cli: Cli) -> None:
    (town / "data/targets.yaml").chmod(0o444)
    before = tree_hash(town / "data")
    result = cli("schema", "--write", "-w", str(town))
    assert (result.code, result.out) == (2, "")
    assert "只读" in result.err
    assert tree_hash(town / "data") == before
    assert not (town / "schemas").exists()


def test_a_link_out_of_the_workspace_is_not_followed(town: Path, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (town / "schemas").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    result = cli("schema", "--write", "-w", str(town))
    assert (result.code, result.out) == (2, "")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_that_leads_nowhere_is_not_followed(town: Path, cli: Cli, tmp_path: Path) -> None:
    (town / "schemas").symlink_to(tmp_path / "nowhere", target_is_directory=True)
    assert cli("schema", "--write", "-w", str(town)) == (
        2,
        "",
        "错误：schemas 是指向工作区以外的链接，没有写入\n改法：换成普通的文件夹\n",
    )
    assert not (tmp_path / "nowhere").exists()


@given(
    st.text(st.sampled_from("ab: #-\n\r\u4e00|'{}"), max_size=60),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_no_other_byte_changes(body: str, ending: str, mark: bool) -> None:
    bom = "\ufeff" if mark else ""
    text = "".join(f"{each}{ending}" for each in body.replace("\r", "\n").split("\n"))
    new = with_modeline((bom + text).encode(), LINE)
    assert new == (bom + LINE + ending + text).encode()
    assert with_modeline(new, LINE) == new


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("above", ["", "# 说明\n", "\n# 说明\n\n"])
def test_an_older_line_is_replaced_where_it_stands(above: str, ending: str) -> None:
    def text(line: str) -> bytes:
        return ("\ufeff" + f"{above}{line}\nid: some\n").replace("\n", ending).encode()

    assert with_modeline(text(OLD), LINE) == text(LINE)


def test_an_older_line_that_is_indented_is_replaced_too() -> None:
    assert with_modeline(f"  {OLD}\nid: some\n".encode(), LINE) == f"{LINE}\nid: some\n".encode()


def test_what_only_looks_like_such_a_line_is_text() -> None:
    text = f"note: |\n{OLD}\n  {OLD}\n"
    assert with_modeline(text.encode(), LINE) == f"{LINE}\n{text}".encode()


@pytest.mark.parametrize("text", ["", "id: some", "\ufeff"])
def test_a_file_without_a_line_break(text: str) -> None:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    new = with_modeline(text.encode(), LINE).decode()
    assert new == f"{mark}{LINE}\n{text.removeprefix(mark)}"


def test_what_was_written_is_told_schemas_first() -> None:
    paths = ["data/targets.yaml", "data/schema/action.json", "data/a.yml", "data/schema/x.json"]
    assert written(paths) == (
        "已写入 data/schema/action.json\n已写入 data/schema/x.json\n"
        "已在首行注明：data/targets.yaml\n已在首行注明：data/a.yml\n"
    )
    assert written([]) == "已经都是最新的，没有改动\n"
    assert left_alone({"data/a.yaml": "没有权限"}) == "没有改动 data/a.yaml：没有权限\n"
