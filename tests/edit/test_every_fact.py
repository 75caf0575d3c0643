"""A figure, a task or a step of an issue, and what it does to its action's file: lines taken out and put in, or why not.

Golden files: a request a paragraph. The files are read and written in memory.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import Any, Final

import pytest

from aiwei_cli.edit.file_change import Append, Change, by_day, spliced
from aiwei_cli.edit.measurement_change import Request, adding, correcting
from aiwei_cli.edit.planned_change import prepare
from aiwei_cli.edit.storage import Belongings, write_whole
from aiwei_cli.edit.work_change import (
    Content,
    issue_id,
    new_task,
    refuse_step,
    refuse_taken,
    step,
    task_done,
    task_id,
    task_progress,
)
from aiwei_cli.load.assemble import Loaded, load, load_tree
from aiwei_cli.model.correction_ledger import StepKind
from aiwei_cli.model.errors import AiweiError, DataError
from aiwei_cli.model.measurement import Maturity
from support import WORKSPACES, lay_out
from towns import ABOUT, GROUPS, SCALES, Written, flow, indicator

Golden = Callable[[Path, str], None]
FILE: Final = "data/actions/action.yaml"
TEXT: Final = """\
id: action
name: 管慢病
order: 1
plan:
  - {id: walk, year: 2024, title: 修步道, state: 未启动, responsible: 一村}
  - {id: park, year: 2024, title: 修公园, state: 进行中, note: 分两期, evidence: 合同}
  - id: wall
    year: 2025
    title: 砌墙
    evidence: [图纸, 预算]
  - {id: over, year: 2024, title: 印手册, state: 已完成, done: 2024-05-01}
progress:
  park:
    2024-03-01: 开工
    2024-05-01: 过半
issues:
  pond:
    - {opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30}
  shed:
    - {opened: 2024-05-01, problem: 棚子, responsible: 二村, due: 2024-06-30}
    - {done: 2024-06-01, note: 拆了}
  lamp:
    - {opened: 2024-05-01, problem: 路灯。, responsible: 三村, due: 2024-06-30}
    - {done: 2024-06-01}
    - {closed: 2024-06-02, verified_by: 爱卫办}
measurements:
  rate:
    2024-03-31: 80
    2024-06-30: {value: 160/200, note: 初报}
    2024-09-30:
      value: 85
      source: 各村
      evidence: 甲
    2024-10-31: {value: 86, evidence: [甲, 乙], status: 快报}
    2024-11-30: 0/0
  rats:
    2024-06-30: B
    2024-09-30: {indices: {traces: 1, proof: 97}, source: 疾控}
    2024-12-20: {indices: {traces: 2}, note: 缺一项}
  paper:
    2024-06-30: {value: 是, evidence: 方案}
  lessons:
    first-school:
      2024-03-31: 1
"""
BARE: Final = {"numerator": "", "denominator": "", "counted_in": ""}
KNOWN: Final = {
    "rate": indicator({"at_least": 70}, name="管理率"),
    "rats": indicator({"grade": "C", "scale": "rats"}, name="鼠密度", unit="级", **BARE),
    "paper": indicator({"attested": "yes"}, name="方案", unit="", **BARE),
    "lessons": indicator(
        {"each": "school", "events": {"at_least": 2, "per": "year"}},
        name="课时",
        unit="次",
        every="month",
        **BARE,
    ),
    "people": indicator({"at_least": 100}, name="志愿者", unit="人", **BARE),
}


def loaded(text: str = TEXT) -> Loaded:
    bare = "\n".join(
        f"{key}: {json.dumps(each, ensure_ascii=False)}"
        for key, each in (("scales", SCALES), ("organisations", GROUPS))
    )
    known = "\n".join(f"  {key}: {flow(each)}" for key, each in KNOWN.items())
    files = {
        "data/workspace.yaml": flow(ABOUT),
        "data/targets.yaml": f"indicators:\n{known}\n{bare}\n",
        FILE: text,
    }
    found = load_tree(Written(files), evidence=False)
    assert found.workspace
    return found


def became(found: Loaded, plan: Callable[[], Sequence[Change]]) -> Iterator[str]:
    """The lines that the changes take out and put in, or the refusal."""
    try:
        changes = plan()
        after = spliced(FILE, TEXT.encode(), found.documents[FILE], changes).decode()
    except AiweiError as error:
        yield f"    {error.message}｜{error.hint}"
        return
    again = load_tree(Written({"data/workspace.yaml": flow(ABOUT), FILE: after}), evidence=False)
    assert FILE in again.documents
    for line in list(unified_diff(TEXT.split("\n"), after.split("\n"), n=0, lineterm=""))[2:]:
        if not line.startswith("@@"):
            yield f"    {line}"


def asked(key: str, value: str, day: str, **more: Any) -> Request:
    return Request(key, value, date.fromisoformat(day), **more)


# fmt: off
NEW: Final = [
    asked("rate", "85", "2024-12-20"), asked("rate", "172/200", "2024-12-20"), asked("rate", " 172 / 200 ", "2024-12-20"), asked("rate", "８５％", "2024-12-20"), asked("rate", "85", "2024-06-30"), asked("rate", "85", "2024-10-31"), asked("rate", "105", "2024-12-20"),
    asked("rate", "约85", "2024-12-20"), asked("rate", "", "2024-12-20"), asked("rate", "0 / 0", "2024-12-20"), asked("rate", "85", "2024-12-20", status=Maturity.SAMPLE), asked("rate", "85", "2024-12-20", source="各村", note="含逗号, 的", evidence=("甲",)), asked("rate", "85", "2024-12-20", evidence=("甲", "乙")),
    asked("rats", "B级", "2024-12-21"), asked("rats", "b", "2024-12-21"), asked("rats", "Ｂ", "2024-12-21"), asked("rats", "C 级", "2024-12-21"), asked("rats", "D", "2024-12-21"), asked("rats", "不达C级", "2024-12-21"), asked("rats", "室内鼠迹阳性率=2.5%，防鼠设施合格率＝96", "2024-12-21"), asked("rats", "traces=2.5;proof=96;", "2024-12-21"),
    asked("rats", "traces=2.5,traces=3", "2024-12-21"), asked("rats", "trace=2.5", "2024-12-21"), asked("rats", "室内鼠迹=2.5", "2024-12-21"), asked("rats", "灰尘=2.5", "2024-12-21"), asked("rats", "traces=", "2024-12-21"), asked("rats", "traces=-1", "2024-12-21"), asked("rats", "2.5", "2024-12-21"), asked("rats", "traces=101", "2024-12-21"),
    asked("paper", "是", "2024-12-20"), asked("paper", "yes", "2024-12-20"), asked("paper", "否", "2024-12-20"), asked("paper", "有", "2024-12-20"), asked("lessons", "2", "2024-04-30", organisation="first-school"), asked("lessons", "2", "2024-03-31", organisation="first-school"), asked("lessons", "2", "2024-04-30", organisation="second-school"), asked("lessons", "1.5", "2024-04-30", organisation="second-school"),
    asked("people", "120", "2024-04-30"), asked("people", "1.2万", "2024-04-30"), asked("people", "120人", "2024-04-30"), asked("people", "60/120", "2024-04-30"),
]
OTHER: Final = [
    asked("rate", "81", "2024-03-31", note="重复统计"), asked("rate", "81", "2024-03-31"), asked("rate", "81", "2024-04-30", note="重复"), asked("rate", "80", "2024-03-31", note="核对"), asked("rate", "80.0", "2024-03-31", note="核对"), asked("rate", "80", "2024-03-31", note="核定", status=Maturity.FINAL), asked("rate", "80", "2024-03-31", note="核定", source="县里"), asked("rate", "80", "2024-03-31", note="补证", evidence=("丙",)),
    asked("rate", "161/200", "2024-06-30", note="漏一户"), asked("rate", "80", "2024-06-30", note="改写"), asked("rate", "160/200", "2024-06-30", note="核定", status=Maturity.FINAL), asked("rate", "160/200", "2024-06-30", note="再核", evidence=("丙", "丁")),
    asked("rate", "84", "2024-09-30", note="漏"), asked("rate", "84", "2024-09-30", note="漏", source="县里"), asked("rate", "84", "2024-09-30", note="漏", evidence=("甲",)), asked("rate", "84", "2024-09-30", note="漏", evidence=("甲", "丙")), asked("rate", "85", "2024-09-30", note="核对", source="各村"), asked("rate", "85", "2024-09-30", note="核对", evidence=("甲",)), asked("rate", "85", "2024-09-30", note="核对", evidence=("丙", "甲")),
    asked("rate", "87", "2024-10-31", note="漏", evidence=("乙", "丙")), asked("rate", "87", "2024-10-31", note="漏", status=Maturity.FINAL), asked("rate", "86", "2024-10-31", note="核定", status=Maturity.FINAL), asked("rate", "86", "2024-10-31", note="核定", status=Maturity.PRELIMINARY), asked("rate", "86", "2024-10-31", note="补", evidence=("乙", "丙")), asked("rate", "5", "2024-11-30", note="有了"), asked("rate", "0/0", "2024-11-30", note="没有"),
    asked("rats", "A", "2024-06-30", note="复检"), asked("rats", "traces=1,proof=98", "2024-06-30", note="补分项"), asked("rats", "C", "2024-09-30", note="复检"), asked("rats", "traces=2,proof=97", "2024-09-30", note="复检"), asked("rats", "traces=2", "2024-09-30", note="复检"), asked("rats", "proof=97,traces=1", "2024-09-30", note="同样"), asked("rats", "traces=2,proof=96", "2024-12-20", note="补上"), asked("rats", "traces=2", "2024-12-20", note="定", status=Maturity.FINAL),
    asked("paper", "否", "2024-06-30", note="撤回"), asked("paper", "是", "2024-06-30", note="再补", evidence=("方案", "批文")), asked("lessons", "2", "2024-03-31", organisation="first-school", note="漏一次"), asked("lessons", "2", "2024-03-31", organisation="second-school", note="漏一次"),
]
# fmt: on


def shown(request: Request) -> str:
    more = {
        key: str(value)
        for key, value in request._asdict().items()
        if value and key not in ("indicator", "value", "day")
    }
    return f"# {request.indicator} {request.day} “{request.value}” {flow(more) if more else ''}".rstrip()


def test_a_new_figure(golden: Golden) -> None:
    found, lines = loaded(), []
    for request in NEW:
        lines += [shown(request), *became(found, lambda request=request: adding(found.workspace, request))]  # type: ignore[misc]
    golden(WORKSPACES / "golden" / "facts.new.txt", "\n".join(lines) + "\n")


def test_a_corrected_figure(golden: Golden) -> None:
    found, lines = loaded(), []
    for request in OTHER:
        lines += [shown(request), *became(found, lambda request=request: correcting(found, FILE, request))]  # type: ignore[misc]
    golden(WORKSPACES / "golden" / "facts.corrected.txt", "\n".join(lines) + "\n")


def test_a_task(golden: Golden) -> None:
    found, lines = loaded(), []
    action, document = found.workspace.actions["action"], found.documents[FILE]
    items = {item.id: item for item in action.plan}
    plans: dict[str, Callable[[], Sequence[Change]]] = {}
    for key, item in items.items():
        for on in (date(2023, 12, 31), date(2024, 4, 1), date(2024, 5, 1), date(2025, 1, 1)):
            plans[f"{key} {on} 进展"] = lambda item=item, on=on: task_progress(action, item, on, "有进展")  # type: ignore[misc]
            said: dict[str, Any] = {"note": "验收", "evidence": ("合同", "照片")}
            plans[f"{key} {on} 完成"] = lambda item=item, on=on: task_done(action, item, document, on, {})  # type: ignore[misc]
            plans[f"{key} {on} 完成，有说明和佐证"] = lambda item=item, on=on, said=said: task_done(
                action, item, document, on, said
            )  # type: ignore[misc]
    plans["新任务"] = lambda: new_task(
        {"id": "new", "year": "2024", "title": "修路", "due": None, "note": "", "evidence": ["甲"]}
    )
    plans["新任务，两份佐证"] = lambda: new_task(
        {"id": "new", "year": "2024", "title": "修路", "evidence": ["甲", "乙"]}
    )
    for name, plan in plans.items():
        lines += [f"# {name}", *became(found, plan)]
    golden(WORKSPACES / "golden" / "facts.tasks.txt", "\n".join(lines) + "\n")


def test_a_step_of_an_issue(golden: Golden) -> None:
    found, lines = loaded(), []
    issues = found.workspace.actions["action"].issues
    for key, kind in ((key, kind) for key in issues for kind in StepKind):
        for on in (date(2024, 4, 30), date(2024, 5, 1), date(2024, 6, 1), date(2024, 6, 2)):
            for due in (None, date(2024, 6, 1)):

                def plan(
                    key: str = key, kind: StepKind = kind, on: date = on, due: date | None = due
                ) -> Sequence[Change]:
                    refuse_step(key, issues[key], kind, on, due)
                    return step(
                        key,
                        kind,
                        on,
                        {"note": "看过", "due": due.isoformat() if due else None, "evidence": []},
                    )

                lines += [
                    f"# {key} {on} {kind.value}{f'，新的时限 {due}' if due else ''}",
                    *became(found, plan),
                ]
    golden(WORKSPACES / "golden" / "facts.steps.txt", "\n".join(lines) + "\n")


def test_ids_and_what_stands_there_already() -> None:
    town = loaded().workspace
    said = []
    for text, unit, on in (
        ("积水", "一村", date(2024, 5, 1)),
        (" 积 水。", "一村", date(2024, 5, 1)),
        ("积水", "二村", date(2024, 5, 1)),
        ("积水", "一村", date(2024, 5, 2)),
        ("路灯", "三村；", date(2024, 5, 1)),
    ):
        try:
            said.append(issue_id(town, Content.of("action", text, unit), on))
        except AiweiError as error:
            said.append(error.message)
    assert said == [
        "2024-05-01 已经立过同样的整改 pond：同一个行动，同样的问题和责任单位",
        "2024-05-01 已经立过同样的整改 pond：同一个行动，同样的问题和责任单位",
        "issue-20240501-b72755",
        "issue-20240502-fedbc2",
        "2024-05-01 已经立过同样的整改 lamp：同一个行动，同样的问题和责任单位",
    ]
    tasks = []
    planned: list[tuple[str, str | None, int]] = [
        ("修步道", "一村", 2024),
        ("修步道", None, 2024),
        ("修步道", "一村", 2025),
        ("砌墙", None, 2025),
        ("修步道;", "一 村", 2024),
    ]
    for title, whose, year in planned:
        try:
            tasks.append(task_id(town, Content.of("action", title, whose), year))
        except AiweiError as error:
            tasks.append(error.message)
    assert tasks == [
        "2024 年已经有同样的任务 walk：同一个行动，同样的内容和责任单位",
        "task-2024-1b75fd",
        "task-2025-a37105",
        "2025 年已经有同样的任务 wall：同一个行动，同样的内容和责任单位",
        "2024 年已经有同样的任务 walk：同一个行动，同样的内容和责任单位",
    ]
    refused = []
    for key in ("walk", "pond", "free"):
        try:
            refuse_taken(town, key)
        except AiweiError as error:
            refused.append((error.message, error.hint))
    hint = "换一个 --id，或不写 --id，由程序编号"
    assert refused == [("编号“walk”已经用过（管慢病）", hint), ("编号“pond”已经用过（管慢病）", hint)]


def test_a_change_that_makes_a_mistake_is_refused_with_the_mistake_alone(tmp_path: Path) -> None:
    """What was doubtful before is nothing that the change has brought."""
    root = lay_out(tmp_path, WORKSPACES / "none")
    targets = root / "data" / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    targets.write_text(text.replace("2024: {at_least: 85}", "2024: {at_least: 0}"), encoding="utf-8")
    found = load(root)
    assert [each.code for each in found.diagnostics] == ["AW417"]
    again = Append(("plan",), {"id": "toilets", "year": "2024", "title": "再建"}, (by_day,))
    with pytest.raises(DataError) as refusal:
        prepare(found, root, "data/actions/tidy-villages.yaml", [again])
    assert [each.code for each in refusal.value.diagnostics] == ["AW305"]
    other = Append(("plan",), {"id": "more", "year": "2024", "title": "再建"}, (by_day,))
    made = prepare(found, root, "data/actions/tidy-villages.yaml", [other])
    assert b"  - {id: more, year: 2024, title: \xe5\x86\x8d\xe5\xbb\xba}\n" in made.after
    assert made.before in (root / "data/actions/tidy-villages.yaml").read_bytes()


def test_a_file_in_the_making_is_private_until_it_has_the_rights_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    opened = os.open

    def noting(path: str, flags: int, mode: int = 0o777) -> int:
        modes.append(mode)
        return opened(path, flags, mode)

    old = tmp_path / "old"
    old.write_bytes(b"x")
    monkeypatch.setattr(os, "open", noting)
    write_whole(tmp_path / "new", b"y", like=Belongings.of(old))
    write_whole(tmp_path / "other", b"z")
    assert [mode for mode in modes if mode != 0o777] == [0o600, 0o666]
    assert ((tmp_path / "new").read_bytes(), (tmp_path / "other").read_bytes()) == (b"y", b"z")
    assert (tmp_path / "new").stat().st_mode == old.stat().st_mode
