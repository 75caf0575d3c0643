"""Files that look like data and are none: each is named, and a copy is not told as the fault of the good file."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiwei_cli.load.tree import originals
from aiwei_cli.load.unread_files import passed_over
from conftest import Cli
from support import WORKSPACES, lay_out

ID = "tidy-villages"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return lay_out(tmp_path, WORKSPACES / "none")


def put(town: Path, *names: str) -> None:
    for name in names:
        (town / name).parent.mkdir(parents=True, exist_ok=True)
        (town / name).write_text("id: x\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("data/actions/x.YAML", "改名为 x.yaml"),
        ("data/actions/x.Yml", "改名为 x.yaml"),
        ("data/actions/x.yaml.txt", "改名为 x.yaml"),
        ("data/actions/x.yml.txt", "改名为 x.yaml"),
        ("data/actions/x．yaml", "改名为 x.yaml"),
        ("data/actions/x。yaml", "改名为 x.yaml"),
        ("data/actions/x.ymal", "改名为 x.yaml"),
        ("data/actions/x.yaml ", "改名为 x.yaml"),
        (f"data/actions/{ID}.YAML", f"已有 {ID}.yaml：把要留的内容合过去，再删去这一份"),
        ("data/actions/2024/x.yaml", "要用的移到 data/actions 里，那里面不再分文件夹；不用的移到 data 以外"),
        ("data/action/x.yaml", "要用的移到 data/actions 里，那里面不再分文件夹；不用的移到 data 以外"),
        ("data/archive/2023/x.yaml", "要用的移到 data/actions 里，那里面不再分文件夹；不用的移到 data 以外"),
        ("data/x.yaml", "专项行动的文件移到 data/actions 里；不是数据就移到 data 以外"),
        ("data/targets.yml", "核对两份，把要留的内容合到 targets.yaml，再删去这一份"),
        ("data/targets - 副本.yaml", "核对两份，把要留的内容合到 targets.yaml，再删去这一份"),
        ("data/workspace (1).yaml", "核对两份，把要留的内容合到 workspace.yaml，再删去这一份"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(name: str, hint: str, town: Path) -> None:
    put(town, name)
    (found,) = passed_over(town)
    told = found.place.path
    assert (found.code, found.hint) == ("AW431", hint)
    assert told == name or (name.startswith(f"{told}/") and name.rpartition("/")[2] in found.message)


def test_a_folder_whose_name_only_looks_like_that_of_the_actions_is_told(town: Path) -> None:
    (town / "data" / "ACTIONS").mkdir(exist_ok=True)
    put(town, "data/ACTIONS/a.yaml")
    told = [(each.place.path, each.message) for each in passed_over(town)]
    if not (town / "data" / "actions").samefile(town / "data" / "ACTIONS"):
        assert told == [("data/ACTIONS", "这个文件夹里的文件没有读：a.yaml")]


def test_many_files_of_a_folder_are_told_in_one_line(town: Path) -> None:
    put(town, *(f"data/old/{number}.yaml" for number in range(5)))
    (found,) = passed_over(town)
    assert found.message == "这个文件夹里的文件没有读：0.yaml、1.yaml、2.yaml等 5 个"


def test_what_editors_and_systems_keep_for_themselves_is_not_told(town: Path) -> None:
    kept = [
        ".x.yaml.swp",
        "x.yaml~",
        "#x.yaml#",
        ".#x.yaml",
        "x.yaml.bak",
        "x.yaml.orig",
        "x.yaml.tmp",
        "~$x.yaml",
    ]
    kept += ["._x.yaml", ".DS_Store", "Thumbs.db", "README.md", "表.xlsx", "x.yaml.lock", "x.yaml.swp"]
    put(town, *(f"data/actions/{name}" for name in kept), *(f"data/{name}" for name in kept))
    put(town, "data/.cache/x.yaml", "data/examples.txt", "data/old/notes.md")
    assert [*passed_over(town)] == []


def test_check_goes_on_and_tells(town: Path, cli: Cli) -> None:
    usual = cli("check", "-w", str(town))
    put(town, "data/actions/green.yaml.txt")
    result = cli("check", "-w", str(town))
    assert (result.code, result.out) == (usual.code, usual.out)
    assert result.err.startswith("data/actions/green.yaml.txt:1:1: 提示[AW431] 这个文件没有读")


def test_a_file_that_is_named_and_lies_in_a_folder_that_is_not_read_is_told(town: Path, cli: Cli) -> None:
    put(town, "data/actions/old/2023/x.yaml")
    folder = town / "data/actions/old"
    for named in (folder / "2023/x.yaml", folder):
        result = cli("check", "--data-only", str(named))
        assert (result.code, result.out) == (0, "")
        assert "/data/actions/old:1:1: 提示[AW431] 这个文件夹里的文件没有读：x.yaml\n" in result.err
    assert cli("check", "--data-only", str(town / f"data/actions/{ID}.yaml")).err == "没有发现数据问题\n"


def test_a_workspace_file_under_another_name_is_named(
    town: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    (town / "data/workspace.yaml").rename(town / "data/workspace.yml")
    monkeypatch.chdir(town)
    for words in ([], ["-w", str(town)]):
        assert cli("check", *words).err.endswith("改法：把 data/workspace.yml 改名为 workspace.yaml\n")
    (town / "data/targets.yaml").rename(town / "data/targets.yaml.txt")
    (town / "data/workspace.yml").rename(town / "data/workspace.yaml")
    said = cli("check").err
    assert "data/targets.yaml.txt:1:1: 提示[AW431] 这个文件没有读：文件名要写成 targets.yaml\n" in said


COPIES = (
    f"{ID} - 副本.yaml",
    f"{ID} - 副本 (2).yaml",
    f"{ID} (1).yaml",
    f"{ID}(1).yaml",
    f"{ID}（2）.yaml",
    f"{ID} - Copy.yaml",
    f"{ID} copy 2.yaml",
    f"{ID} 2.yaml",
    f"复件 {ID}.yaml",
    f"Copy of {ID}.yaml",
    f"{ID} 的副本.yaml",
    f"{ID} (复件).yaml",
    f"{ID} (张三 的冲突副本 2024-07-01).yaml",
    f"{ID} (Someone's conflicted copy 2024-07-01).yaml",
    f"{ID}(冲突文件-张三-2024-07-01).yaml",
    f"{ID}_conflict-20240701-100000.yaml",
    f"{ID}.sync-conflict-20240701-100000-ABCDEFG.yaml",
    f"{ID}-DESKTOP-A1B2C3D.yaml",
    f"{ID}-张三的电脑.yaml",
    f"{ID}_BACKUP_1234.yaml",
    "a.yaml",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_named_as_one_and_the_good_file_is_left_alone(name: str, town: Path, cli: Cli) -> None:
    good = f"data/actions/{ID}.yaml"
    (town / "data/actions" / name).write_bytes((town / good).read_bytes())
    result = cli("check", "-w", str(town))
    assert (result.code, result.err.count("错误[")) == (2, 1)
    said, *_, hint, _, _, _ = result.err.split("\n")
    assert said.startswith(f"data/actions/{name}:1:5: 错误[AW305] ")
    assert f" {good} 的副本" in said
    assert hint.startswith(f"   改法：核对两份，把要留的内容合到 {good}，再删去这一份；")


def test_a_conflict_of_which_both_sides_went_on_is_named_too(town: Path, cli: Cli) -> None:
    good = town / f"data/actions/{ID}.yaml"
    copy = town / f"data/actions/{ID} (张三 的冲突副本 2024-07-01).yaml"
    copy.write_text(good.read_text(encoding="utf-8").replace("160/200", "161/200"), encoding="utf-8")
    assert cli("check", "-w", str(town)).err.count("错误[") == 1


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (["净村庄 - 副本", "净村庄"], "净村庄"),
        (["复件 净村庄", "净村庄"], "净村庄"),
        (["净村庄 (1)", "净村庄 (2)"], "净村庄 (1)"),
        ([ID, "a"], ID),
        (["净村庄", "净村庄二期"], "净村庄"),
    ],
)
def test_which_file_was_there_first(names: list[str], first: str) -> None:
    paths = [f"data/actions/{name}.yaml" for name in names]
    for order in (paths, paths[::-1]):
        assert originals(dict.fromkeys(order, ID)) == {ID: f"data/actions/{first}.yaml"}


def test_another_action_under_a_known_id_is_no_copy(town: Path, cli: Cli) -> None:
    text = (town / f"data/actions/{ID}.yaml").read_text(encoding="utf-8")
    other = text.partition("plan:")[0].replace("name: 净村庄", "name: 美庭院").replace("order: 1", "order: 9")
    (town / "data/actions/a.yaml").write_text(other, encoding="utf-8")
    said = cli("check", "-w", str(town)).err
    good = f"data/actions/{ID}.yaml"
    assert said.startswith(
        f"data/actions/a.yaml:1:5: 错误[AW305] 专项行动编号“{ID}”重复，{good} 里已经有了\n"
    )
