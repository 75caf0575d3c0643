"""A folder's records: rows of facts that another process makes and sends back."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

import pytest

from aiwei_cli.load.location import Standpoint
from aiwei_cli.model.action import PlanState
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.target import Level
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.verdict import Gap, Status
from aiwei_cli.render.records.check_result import Judged, Refused
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.measurement_record import measurement_records
from aiwei_cli.render.words.worded_verdict import worded
from aiwei_cli.usecases.folder_assessment import FolderRecords, assess_folder
from support import WORKSPACES, lay_out
from towns import indicator, town

AS_OF = date(2024, 9, 30)
VILLAGES = "data/actions/tidy-villages.yaml"


def facts(record: Record, *names: str) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}


@pytest.fixture
def towns(tmp_path: Path) -> list[Path]:
    """A town whose data is sound, and one with a mistake."""
    sound, faulty = (lay_out(tmp_path / name, WORKSPACES / "base") for name in ("sound", "faulty"))
    path = faulty / VILLAGES
    path.write_text(path.read_text(encoding="utf-8").replace("160/200", "约 160"), encoding="utf-8")
    return [sound, faulty]


def test_two_towns_are_judged_by_another_process(towns: list[Path]) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        sound, faulty = pool.map(assess_folder, towns, [2024, 2024], [AS_OF, AS_OF])
    assert [sound, faulty] == [assess_folder(town, 2024, AS_OF) for town in towns]
    assert isinstance(sound.result, Judged)
    assert facts(sound.result, "workspace", "year", "as_of", "since") == {
        "workspace": "示范镇",
        "year": 2024,
        "as_of": AS_OF,
        "since": None,
    }
    assert [(each.place.path, each.place.line, each.code) for each in sound.result.diagnostics] == [
        ("data/actions/healthy-schools.yaml", 9, "AW403")
    ]
    assert facts(faulty, "folder", "result", "measurements") == {
        "folder": towns[1],
        "result": Refused(
            diagnostics=(
                Diagnostic(
                    Place(VILLAGES, 20, 17, 22),
                    "AW203",
                    "这里应为数字，写的是“约 160”",
                    "只写数字，单位和说明写在别处",
                    "    2024-06-30: 约 160",
                ),
            )
        ),
        "measurements": (),
    }


@pytest.fixture
def sound(towns: list[Path]) -> FolderRecords:
    """What comes back from another process, as bytes do."""
    call = pickle.loads(pickle.dumps((assess_folder, (towns[0], 2024, AS_OF))))
    found: FolderRecords = pickle.loads(pickle.dumps(call[0](*call[1])))
    return found


def test_a_verdict_is_a_row_of_facts_and_is_worded_by_itself(sound: FolderRecords) -> None:
    assert isinstance(sound.result, Judged)
    verdict = sound.result.verdicts[0]
    own = facts(verdict, "id", "action", "action_name", "name", "short_name", "level", "unit", "reported_by")
    assert own == {
        "id": "clean-toilet-rate",
        "action": "tidy-villages",
        "action_name": "净村庄",
        "name": "卫生厕所普及率",
        "short_name": None,
        "level": Level.TOWN,
        "unit": "%",
        "reported_by": "各村",
    }
    judged = facts(verdict, "status", "without_exemption", "why", "exact", "numerator", "denominator", "gap")
    assert judged == {
        "status": Status.PENDING,
        "without_exemption": Status.PENDING,
        "why": None,
        "exact": Fraction(80),
        "numerator": Decimal(160),
        "denominator": Decimal(200),
        "gap": Gap(Fraction(5), upward=True, counts=10),
    }
    assert facts(verdict, "measured_on", "due", "sample", "place", "exemptions") == {
        "measured_on": date(2024, 6, 30),
        "due": date(2024, 12, 31),
        "sample": False,
        "place": Place(VILLAGES, 20, 5, 15),
        "exemptions": (),
    }
    said = worded(verdict)
    assert (said.status, said.actual, said.demand) == (
        "推进中",
        "80%（160/200）",
        "≥85%；还差10户（5个百分点）",
    )


def test_a_measurement_and_a_task_are_rows_of_facts(sound: FolderRecords) -> None:
    assert isinstance(sound.result, Judged)
    figure, task = sound.measurements[0], sound.result.tasks[0]
    assert facts(figure, "indicator", "on", "year", "typed", "exact", "organisation", "counts", "place") == {
        "indicator": "clean-toilet-rate",
        "on": date(2024, 6, 30),
        "year": 2024,
        "typed": "160/200",
        "exact": Fraction(80),
        "organisation": None,
        "counts": True,
        "place": Place(VILLAGES, 20, 5, 15),
    }
    assert facts(task, "id", "title", "quantity", "due", "responsible", "state", "is_late", "place") == {
        "id": "toilets",
        "title": "改建卫生厕所",
        "quantity": Quantity(Decimal(40), "座", "40"),
        "due": date(2024, 12, 31),
        "responsible": "村镇中心",
        "state": PlanState.UNDER_WAY,
        "is_late": False,
        "place": Place(VILLAGES, 7, 5),
    }


def test_a_row_takes_each_fact_by_its_name_and_no_other() -> None:
    with pytest.raises(TypeError, match=r"^Refused: diagnostics$"):
        Refused()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"^Refused: colour$"):
        Refused(diagnostics=(), colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Refused(())  # type: ignore[call-arg]
    row = Refused(diagnostics=())
    with pytest.raises(AttributeError, match=r"^Refused\.diagnostics$"):
        row.diagnostics = ()  # type: ignore[misc]
    assert row.but(seen_from=Standpoint("town/")) == Refused(diagnostics=(), seen_from=Standpoint("town/"))


def test_an_index_is_called_as_the_scale_that_has_it_calls_it() -> None:
    target = {2023: {"limits": "air"}, 2024: {"grade": "C", "scale": "rats"}}
    values = {
        "2023-05-01": {"indices": {"pm10": 50, "pm25": 30}},
        "2024-05-01": {"indices": {"traces": 1, "proof": 98}},
    }
    known = town({"it": indicator() | {"target": target, "unit": "级"}}, {"it": values})
    rows = measurement_records("it", known, date(2024, 12, 31))
    assert [[(each.id, each.name, each.unit) for each in row.indices] for row in rows] == [
        [("pm10", "可吸入颗粒物", "微克/立方米"), ("pm25", "细颗粒物", "微克/立方米")],
        [("traces", "室内鼠迹阳性率", "%"), ("proof", "防鼠设施合格率", "%")],
    ]
