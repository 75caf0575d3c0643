"""The weekly report and the monthly note: whole documents, what they are held against, hostile data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import towns
from aiwei_cli.cli.output_documents import marked
from aiwei_cli.load.assemble import load
from aiwei_cli.model.action import PlanState
from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.obligation import Due, DueKind, DueState
from aiwei_cli.model.period import around
from aiwei_cli.render.documents.digest_sections import owners
from aiwei_cli.render.documents.supervision_note import gather
from aiwei_cli.render.words.phrase import text_of
from aiwei_cli.rules.earlier_states import as_known_on
from aiwei_cli.rules.state_comparison import compare, compare_years
from conftest import Cli, tree_hash
from support import PROJECT, WORKSPACES

Golden = Callable[[Path, str], None]
YEAR = WORKSPACES / "good" / "a-year-of-work"
VILLAGES, SCHOOLS, TARGETS = (
    "data/actions/clean-villages.yaml",
    "data/actions/healthy-schools.yaml",
    "data/targets.yaml",
)
BY_DATES = "变化按数据里的日期统计。\n"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The workspace where no repository is around it."""
    folder = tmp_path / "town"
    shutil.copytree(YEAR, folder)
    return folder


def edited(town: Path, path: str, changes: Mapping[str, str]) -> None:
    text = (town / path).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (town / path).write_text(text, encoding="utf-8", newline="\n")


def git(folder: Path, *arguments: str, on: str = "2024-06-23") -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    stamp = f"{on}T12:00:00+0800"
    environment = {
        **kept,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_NAME": "李芳" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "li@example.org" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_DATE": stamp for who in ("AUTHOR", "COMMITTER")},
    }
    line = ["git", "-C", str(folder), *arguments]
    return subprocess.run(line, env=environment, check=True, capture_output=True, encoding="utf-8").stdout


def committed(town: Path, on: str) -> str:
    git(town, "add", ".")
    git(town, "commit", "-q", "-m", "数据", "--allow-empty", on=on)
    return git(town, "rev-parse", "HEAD").strip()


def known(text: str) -> str:
    """A file as it stood on 23 June: without entries of a later day, and keys that then hold nothing."""
    later = r"2024-(?:06-(?:2[4-9]|30)|(?:0[7-9]|1\d)-\d\d)"
    text = re.sub(rf"^ +(?:- {{\w+: )?{later}.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(rf", (?:done: )?{later}(?:: [\d.]+)?(?=[,}}])", "", text)
    for _ in range(2):
        text = re.sub(r"^( *)[\w-]+:\n(?!\1 )", "", text, flags=re.MULTILINE)
    return text


@pytest.fixture
def repository(town: Path) -> tuple[Path, str]:
    """What was recorded on 23 June, with a figure still missing, one wrong and a target not yet loosened."""
    whole = {path: (town / path).read_bytes() for path in (VILLAGES, SCHOOLS, TARGETS)}
    for path in (VILLAGES, SCHOOLS):
        (town / path).write_text(known((town / path).read_text(encoding="utf-8")), encoding="utf-8")
    edited(town, VILLAGES, {"    2024-05-31: 1242/1560\n": "", "2024-03-29: 6": "2024-03-29: 5"})
    edited(town, TARGETS, {"{at_most: 3}": "{at_most: 2}"})
    git(town, "init", "-q", "-b", "main")
    first = committed(town, "2024-06-23")
    for path, data in whole.items():
        (town / path).write_bytes(data)
    committed(town, "2024-06-30")
    return town, first


@pytest.mark.parametrize(
    ("name", "option", "as_of"),
    [
        ("week", "--week", "2024-06-30"),
        ("month", "--month", "2024-06-30"),
        ("leap-month", "--month", "2024-02-29"),
        ("quiet-week", "--week", "2024-08-11"),
    ],
)
def test_documents_from_the_dates(
    name: str, option: str, as_of: str, town: Path, cli: Cli, golden: Golden
) -> None:
    before = tree_hash(town)
    result = cli("digest", option, "-w", str(town), "--as-of", as_of)
    golden(WORKSPACES / "golden" / f"digest.{name}.md", result.out)
    assert (result.code, tree_hash(town)) == (0, before)
    assert result.out.endswith(BY_DATES)
    assert cli("digest", option, "-w", str(town), "--as-of", as_of).out == result.out


@needs_git
def test_a_week_against_the_commit_before_it(repository: tuple[Path, str], cli: Cli, golden: Golden) -> None:
    town, first = repository
    result = cli("digest", "--week", "-w", str(town), "--as-of", "2024-06-30")
    assert result.out.endswith(f"\n\n本周变化与提交 {first[:9]}（2024-06-23）相比得出。\n")
    golden(WORKSPACES / "golden" / "digest.git-week.md", result.out.replace(first[:9], "abc123456"))


@needs_git
@pytest.mark.parametrize("revision", ["HEAD~1", "2024-06-25"])
def test_a_month_since_a_revision(
    revision: str, repository: tuple[Path, str], cli: Cli, golden: Golden
) -> None:
    town, first = repository
    result = cli("digest", "--month", "-w", str(town), "--as-of", "2024-06-30", "--since", revision)
    golden(WORKSPACES / "golden" / "digest.since-month.md", result.out.replace(first[:9], "abc123456"))


@needs_git
def test_since_a_revision_tells_nothing_that_it_knew(repository: tuple[Path, str], cli: Cli) -> None:
    result = cli("digest", "--week", "-w", str(repository[0]), "--as-of", "2024-06-30", "--since", "HEAD")
    assert "\n本周没有新的监测值，任务和整改没有新的进展。\n" in result.out
    assert "删去" not in result.out


@needs_git
@pytest.mark.parametrize(("last", "asked"), [("2024-07-07", True), ("2024-07-08", False)])
def test_a_repository_that_has_gone_on_is_not_asked(
    last: str, asked: bool, repository: tuple[Path, str], cli: Cli
) -> None:
    committed(repository[0], last)
    result = cli("digest", "--week", "-w", str(repository[0]), "--as-of", "2024-06-30")
    assert ("相比得出" in result.out, result.out.endswith(BY_DATES)) == (asked, not asked)


@needs_git
def test_without_an_earlier_commit_or_a_sound_one_the_dates_count(town: Path, cli: Cli) -> None:
    arguments = ("digest", "--week", "-w", str(town), "--as-of", "2024-06-30")
    alone = cli(*arguments).out
    git(town, "init", "-q", "-b", "main")
    assert cli(*arguments).out == alone
    committed(town, "2024-06-24")
    assert cli(*arguments).out == alone
    whole = (town / TARGETS).read_bytes()
    (town / TARGETS).write_text("indicators: 一\n", encoding="utf-8")
    git(town, "add", ".")
    git(town, "commit", "-q", "--amend", "-m", "坏的", on="2024-06-23")
    (town / TARGETS).write_bytes(whole)
    assert cli(*arguments).out == alone
    result = cli(*arguments, "--since", "HEAD")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("错误：版本 HEAD 的数据有 ")


@needs_git
@pytest.mark.parametrize("revision", ["--output=x", "no-such", "2020-01-01", "HEAD:data", "-1", ""])
def test_a_revision_that_is_none(revision: str, repository: tuple[Path, str], cli: Cli) -> None:
    before = tree_hash(repository[0] / "data")
    result = cli("digest", "--week", "-w", str(repository[0]), f"--since={revision}")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("错误：")
    assert tree_hash(repository[0] / "data") == before


def test_since_needs_a_repository(town: Path, cli: Cli) -> None:
    result = cli("digest", "--week", "-w", str(town), "--since", "HEAD")
    assert (result.code, result.out) == (2, "")
    assert "错误：" in result.err


@pytest.mark.parametrize("options", [(), ("--week", "--month")])
def test_exactly_one_period(options: tuple[str, ...], town: Path, cli: Cli) -> None:
    result = cli("digest", *options, "-w", str(town))
    said = "错误：--week 和 --month 要写一个，也只能写一个\n改法：--week 写周报告，--month 写月督查通报\n"
    assert result == (2, "", said)


def test_a_year_that_demands_and_plans_nothing(town: Path, cli: Cli) -> None:
    edited(town, "data/workspace.yaml", {"year: 2024": "year: 2019"})
    result = cli("digest", "--week", "-w", str(town), "--as-of", "2019-06-30")
    assert (result.code, result.out) == (2, "")
    assert "2019 年没有生效的目标" in result.err


@pytest.mark.parametrize(
    ("as_of", "span"),
    [
        ("2024-06-24", "2024年6月24日"),
        ("2024-06-26", "2024年6月24日至6月26日"),
        ("2025-01-02", "2024年12月30日至2025年1月2日"),
    ],
)
def test_a_week_is_called_by_its_days(as_of: str, span: str, town: Path, cli: Cli) -> None:
    first = cli("digest", "--week", "-w", str(town), "--as-of", as_of).out.split("\n")[0]
    assert first == f"# 示范镇爱国卫生专项行动周报告（{span}）"


def test_time_alone_turns_a_verdict(town: Path, cli: Cli) -> None:
    out = cli("digest", "--week", "-w", str(town), "--as-of", "2025-01-02").out
    assert "\n1. 营养健康食堂判定由推进中转为未达标，还差1个。\n" in out
    assert "\n本周没有新的监测值，任务和整改没有新的进展。\n" in out


def test_what_nobody_is_named_for(town: Path, cli: Cli) -> None:
    edited(town, VILLAGES, {"lead: 村镇中心\n": "", ", responsible: 一村}": "}"})
    out = cli("digest", "--week", "-w", str(town), "--as-of", "2024-06-30").out
    assert "### （二）未写明责任单位（逾期1项）\n" in out
    assert "\n请先明确责任单位，于2024年7月7日前完成任务“疏浚东沟”。\n" in out


def test_events_that_are_lacking_have_to_happen(town: Path, cli: Cli) -> None:
    out = cli("digest", "--month", "-w", str(town), "--as-of", "2024-08-31").out
    assert "健康教育课（三小）的次数应于2024年7月31日前补足，已逾期31天，最近一次数据为2024年5月22日。" in out
    assert "补足健康教育课（三小）的次数并报送" in out


def test_a_figure_late_and_due_again_is_asked_for_once(town: Path, cli: Cli) -> None:
    edited(town, VILLAGES, {"    2024-05-31: 1242/1560\n": "", "    2024-06-28: 1254/1560\n": ""})
    out = cli("digest", "--week", "-w", str(town), "--as-of", "2024-06-27").out
    assert "### （二）村镇中心（过期1项、到期1项）\n" in out
    assert "\n请村镇中心于2024年6月30日前报送卫生户厕普及率数据。\n" in out


def test_a_newer_figure_settles_an_earlier_period(cli: Cli) -> None:
    out = cli("digest", "--month", "-w", str(YEAR.with_name("every-verdict")), "--as-of", "2024-12-31").out
    assert "黑臭水体数据应于2024年6月30日前报送" not in out


def test_a_sample_marks_the_document(town: Path, cli: Cli) -> None:
    warning = "> 注意：本{}含有示例数据，不是真实监测值，不能上报。\n"
    arguments = ("-w", str(town), "--as-of", "2024-06-30")
    assert "示例" not in cli("digest", "--week", *arguments).out
    edited(town, VILLAGES, {"2024-06-25: 4": "2024-06-25: {value: 4, status: 示例}"})
    assert warning.format("报告") in cli("digest", "--week", *arguments).out
    assert warning.format("通报") in cli("digest", "--month", *arguments).out


def test_a_sample_issue_marks_the_document(town: Path, cli: Cli) -> None:
    edited(town, VILLAGES, {"responsible: 二村, due: 2024-07-05}\n  open": "responsible: 二村, due: 2024-07-05, status: 示例}\n  open"})  # fmt: skip
    out = cli("digest", "--week", "-w", str(town), "--as-of", "2024-06-30").out
    assert "含有示例数据" in out
    assert "问题“进村道路积存垃圾”须于2024年7月5日前整改完毕（示例）。" in out


def test_a_sample_issue_that_only_counts_marks_the_document_too(town: Path, cli: Cli) -> None:
    edited(
        town,
        VILLAGES,
        {
            "responsible: 市场监管所, due: 2024-02-20": "responsible: 市场监管所, due: 2024-02-20, status: 示例"
        },
    )
    assert "含有示例数据" in cli("digest", "--week", "-w", str(town), "--as-of", "2024-06-30").out


def test_own_template_output_and_a_template_by_name(town: Path, cli: Cli) -> None:
    (town / "templates").mkdir()
    (town / "templates" / "digest.md.j2").write_text(
        "{{ town }}{{ this }}{{ span }}\n{% for each in owners %}{{ each.name }}{% endfor %}\n",
        encoding="utf-8",
    )
    (town / "templates" / "short.md.j2").write_text("{{ basis }}\n{{ nope }}\n", encoding="utf-8")
    arguments = ("digest", "--week", "-w", str(town), "--as-of", "2024-06-30")
    own = "示范镇本周2024年6月24日至6月30日\n一村县生态环境局中心学校二村示范镇爱卫办"
    assert cli(*arguments).out == own
    file = town / "周报告.md"
    assert cli(*arguments, "-o", str(file)).out == ""
    assert file.read_text(encoding="utf-8") == marked(own)
    result = cli(*arguments, "--template", "short.md.j2")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("错误：模板 short.md.j2:2: 没有“nope”这个名称")


@pytest.mark.parametrize("attack", ["{{ ''.__class__ }}", "{{ cycler.__init__ }}", "{% include '../x' %}"])
def test_templates_are_sandboxed(attack: str, town: Path, cli: Cli) -> None:
    (town / "templates").mkdir()
    (town / "templates" / "digest.md.j2").write_text(attack, encoding="utf-8")
    result = cli("digest", "--week", "-w", str(town), "--as-of", "2024-06-30")
    assert (result.code, result.out) == (2, "")


HOSTILE = "<script>x</script>|*a*[b](http://c)`d`{{ town }}# "


def test_hostile_text_stays_text(town: Path, cli: Cli) -> None:
    edited(town, "data/workspace.yaml", {"office: 示范镇爱卫办": f"office: '{HOSTILE}办'"})
    edited(
        town,
        VILLAGES,
        {
            "name: 净村庄": f"name: '{HOSTILE}村'",
            "title: 疏浚东沟": f"title: '{HOSTILE}沟'",
            "2024-06-25: 已清淤1.6公里": f"2024-06-25: '{HOSTILE}清'",
            "problem: 进村道路积存垃圾": f"problem: '1. {HOSTILE}路'",
            "responsible: 二村, due: 2024-07-05}\n": f"responsible: '- {HOSTILE}村', due: 2024-07-05}}\n",
            "responsible: 二村, state": f"responsible: '- {HOSTILE}村', state",
        },
    )
    edited(town, TARGETS, {"name: 露天垃圾堆": f"name: '{HOSTILE}堆 2024-13-45'"})
    out = cli("digest", "--week", "-w", str(town), "--as-of", "2024-06-30").out
    plain = cli("digest", "--week", "-w", str(YEAR), "--as-of", "2024-06-30").out
    tokens, others = (MarkdownIt().parse(text) for text in (out, plain))
    assert [token.type for token in tokens] == [token.type for token in others]
    inline = [child.type for token in tokens for child in token.children or ()]
    assert set(inline) <= {"text", "text_special", "softbreak"}
    read = "".join(child.content for token in tokens for child in token.children or ())
    for mark in "办村沟清路堆":
        assert f"{HOSTILE}{mark}" in read


def test_no_date_left_as_typed_in_a_sentence(town: Path, cli: Cli) -> None:
    out = cli("digest", "--month", "-w", str(town), "--as-of", "2024-08-31").out
    assert not re.search(r"\d-\d\d-\d\d", out)


def compared(day: date, earlier: date | None) -> StateComparison:
    workspace = as_known_on(load(YEAR).workspace, day)
    return compare(workspace, workspace, 2024, day, earlier=earlier)


def test_the_state_before_is_judged_as_of_its_own_day() -> None:
    """Nothing but time lies between the two."""
    day, eve = date(2024, 12, 31), date(2024, 12, 30)
    assert compared(day, None).is_empty
    assert [turn.indicator for turn in compared(day, eve).turns] == ["canteens"]
    assert (compared(day, eve).was.as_of, compared(day, None).was.as_of) == (eve, day)


def test_an_indicator_that_turned_in_two_years_counts_once() -> None:
    demanded = {"it": towns.indicator({"stock": {"at_least": 2}}, unit="个", name="健康小屋")}
    was, now = [
        towns.town(demanded, {"it": {"2024-12-20": number}}, about={"year": 2025}) for number in (1, 2)
    ]
    day = date(2025, 1, 10)
    comparison = compare_years(was, now, 2025, lambda _: (day, day))
    found = gather(comparison, around(Interval.MONTH, day), Interval.MONTH, [], None)
    assert [*map(str, found.turns)] == [
        "健康小屋2024年判定由未达标转为达标",
        "健康小屋2025年判定由推进中转为达标",
    ]
    assert found.turned == 1


def test_as_known_on_leaves_out_whatever_is_dated_later() -> None:
    whole = load(YEAR).workspace
    assert as_known_on(whole, date(2025, 1, 1)) == whole
    then = as_known_on(whole, date(2024, 6, 10))
    villages = then.actions["clean-villages"]
    assert [each.on.isoformat() for each in then.measurements["dumps"]] == ["2023-12-31", "2024-03-29"]
    assert then.measurements["rats"] == ()
    assert [*villages.issues] == ["open-sewer", "rat-holes", "pigsty"]
    assert [len(steps) for steps in villages.issues.values()] == [1, 3, 1]
    bins, ditch, square, signs = villages.plan
    assert (bins.done, bins.stands) == (None, None)
    assert [*villages.progress["ditch"].values()] == ["已清淤0.8公里"]
    assert (ditch.stands, square.stands, signs.stands) == (None, PlanState.NOT_STARTED, PlanState.DONE)
    assert then.indicators == whole.indicators
    assert as_known_on(then, date(2024, 6, 10)) == then


def test_what_bears_the_day_itself_is_known_on_it() -> None:
    whole, granted = load(YEAR).workspace, load(WORKSPACES / "good/exceptions").workspace
    done = next(item for action in whole.actions.values() for item in action.plan if item.done)
    start = next(each.starts for each in granted.exemptions if each.starts)
    assert done.done is not None
    for day, known in ((done.done, True), (done.done - timedelta(days=1), False)):
        plans = (action.plan for action in as_known_on(whole, day).actions.values())
        assert (done in [item for plan in plans for item in plan]) is known
    for day, known in ((start, True), (start - timedelta(days=1), False)):
        assert (start in [each.starts for each in as_known_on(granted, day).exemptions]) is known


@pytest.mark.parametrize(
    ("on", "told"), [("2024-06-22", False), ("2024-06-23", False), ("2024-06-24", True), ("2024-06-26", True)]
)
def test_what_was_reported_on_the_eve_is_no_news(on: str, told: bool, town: Path, cli: Cli) -> None:
    """The week begins on Monday the 24th: progress, a figure, a task done on Sunday belong to the last one."""
    edited(
        town,
        VILLAGES,
        {"2024-06-25: 已清淤1.6公里": f"{on}: 已清淤1.6公里", "2024-06-25: 4": f"{on}: 4"},
    )
    news = cli("digest", "--week", "-w", str(town), "--as-of", "2024-06-26").out
    news = news.split("## 二、")[1].split("## 三、")[0]
    assert ("已清淤1.6公里" in news) is told
    assert ("露天垃圾堆" in news) is told


@pytest.mark.parametrize("month", range(1, 13))
def test_known_step_by_step_is_known_at_once(month: int) -> None:
    """Whatever was left out stays out: the two ways to an early day agree."""
    whole = load(YEAR).workspace
    day = date(2024, month, 15)
    assert as_known_on(as_known_on(whole, date(2024, month, 28)), day) == as_known_on(whole, day)


def test_many_figures_of_a_group_are_summed_up(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    out = cli("digest", "--month", "-w", str(tmp_path), "--as-of", "2024-11-30").out
    assert "\n1. 餐饮服务等级评定年度得分新报送42条数据，涉及42户餐饮服务单位，目前平均79.7分。\n" in out


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, "，还没有报送过"),
        (date(2024, 3, 31), "，最近一次数据为2024年3月31日"),
        (date(2024, 6, 30), "，最近一次数据为2024年6月30日"),
        (date(2024, 7, 10), ""),  # of a later period
    ],
)
def test_what_is_late_names_the_last_figure_up_to_its_deadline(last: date | None, said: str) -> None:
    late = (DueState.LATE, date(2024, 6, 30), 20, last)
    (owner,) = owners([Due(DueKind.FIGURE, "it", "户厕普及率", "村镇中心", *late)], date(2024, 7, 20), ())
    assert [text_of(each) for each in owner.items] == [
        f"户厕普及率数据应于2024年6月30日前报送，已逾期20天{said}"
    ]
