"""What a run of ``check`` amounts to: what is told beside the result, and the exit code."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.questions.all_questions import late
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.errors import DataError, UsageError
from aiwei_cli.model.obligation import Due, DueState
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.verdict import Assessment, Status
from aiwei_cli.model.workspace import Defaults, FailOn, Workspace
from aiwei_cli.render.words.shortfalls import first_few
from aiwei_cli.usecases.caller import Notice, Weight
from aiwei_cli.usecases.word_choice import choose

if TYPE_CHECKING:
    from aiwei_cli.render.records.check_result import Refused

_BY_STATUS: Final = {
    Status.MET: None,
    Status.MISSED: FailOn.MISSED,
    Status.PENDING: None,
    Status.NO_DATA: FailOn.NO_DATA,
    Status.NOT_APPLICABLE: None,
    Status.EXCEPTED: None,
}
"""What a verdict is to be failed on as, if at all."""
WRONG: Final = 2
"""The exit code of data that holds mistakes."""


class Outcome(NamedTuple):
    """Everything that the exit code may depend on."""

    assessment: Assessment
    """Of what was asked for."""
    diagnostics: tuple[Diagnostic, ...]
    overdue: tuple[Due, ...] = ()
    """Looked at only where the exit code depends on it."""
    excused: int = 0
    """The questions that an exception answers."""
    known: int = 0
    """The questions that the revision compared with has too."""
    elsewhere: tuple[Assessment, ...] = ()
    """What is new in other years, which no format shows: of each year the verdicts that turned bad."""

    @property
    def remarks(self) -> "Remarks":
        """The diagnostics, how many were left out for which reason, and what no format shows."""
        return Remarks(self.diagnostics, tuple(_notices(self)))


class Refusal(NamedTuple):
    """Why data with mistakes is not judged, and what is shown instead."""

    result: "Refused"
    notices: tuple[Notice, ...] = ()
    otherwise: UsageError | None = None
    """What stands in the way where none of the mistakes is one to be shown."""

    def error(self, *, told: bool) -> DataError | UsageError:
        """What ends the command; ``told`` where the mistakes have been shown already."""
        return self.otherwise or DataError(self.result.diagnostics, told=told)


class Remarks(NamedTuple):
    """What is said of the data beside a result."""

    diagnostics: tuple[Diagnostic, ...]
    notices: tuple[Notice, ...] = ()


def outcome(loaded: Loaded, shown: Assessment, fail_on: Iterable[FailOn] = ()) -> Outcome:
    """What is to be told of an assessment."""
    told, excused = _unexcused(loaded, shown)
    dues = overdue(loaded.workspace, shown) if FailOn.LATE in fail_on else ()
    return Outcome(shown, tuple(told), dues, excused)


def _unexcused(loaded: Loaded, shown: Assessment) -> tuple[list[Diagnostic], int]:
    told, excused = loaded.diagnostics, 0
    if loaded.workspace.exemptions:
        from aiwei_cli.load.answered_questions import unanswered

        told, excused = unanswered(loaded, shown.year, shown.as_of)
    return [*told, *late(loaded.documents, shown.late, shown.as_of)], excused


def overdue(workspace: Workspace, assessment: Assessment) -> tuple[Due, ...]:
    """What is past its deadline, as ``aiwei due`` has it."""
    from aiwei_cli.rules.dues import dues

    found = dues(workspace, assessment, assessment.as_of)
    return tuple(each for each in found if each.state in (DueState.LATE, DueState.STALE))


def _notices(found: Outcome) -> Iterator[Notice]:
    yield from of_excused(found.excused)
    if found.known:
        yield Notice(f"另有 {found.known} 处疑点原来就有，没有列出", weight=Weight.FACT)
    for other in found.elsewhere:
        names = first_few([each.indicator.name for each in other.findings])
        said = f"{other.year} 年也有 {len(other.findings)} 项新的未达标或缺数据：{names}"
        yield Notice(f"{said}；运行 aiwei check --year {other.year} 查看", weight=Weight.FACT)
    if found.overdue:
        more = "新增 " if found.assessment.since else ""
        said = f"{more}逾期或过期 {len(found.overdue)} 项，运行 aiwei due 查看"
        yield Notice(said, weight=Weight.FACT)


def of_excused(excused: int) -> Iterator[Notice]:
    """How many questions were left out because they are excepted."""
    if excused:
        yield Notice(f"另有 {excused} 处疑点已豁免", weight=Weight.FACT)


def of_what_is_not_bold(text: str) -> Iterator[Notice]:
    """What a template of the workspace's own means to be bold, and no reader shows so."""
    from aiwei_cli.render.words.markdown_text import not_bold

    if found := not_bold(text):
        some = "、".join(found[:3]) + ("……" if len(found) > 3 else "")
        yield Notice(f"有 {len(found)} 处 ** 不会显示为粗体：{some}。把标点移到星号外面")


def remarks(loaded: Loaded, assessment: Assessment) -> Remarks:
    """What is said of a whole assessment: the diagnostics, less the questions that are excepted."""
    return outcome(loaded, assessment).remarks


def remarks_on_data(loaded: Loaded, year: int, as_of: date) -> Remarks:
    """What is wrong or doubtful in the files where nothing is judged, less the questions that are excepted."""
    from aiwei_cli.load.answered_questions import unanswered

    told, excused = unanswered(loaded, year, as_of)
    return Remarks(tuple(told), tuple(of_excused(excused)))


def reasons(words: Sequence[str] | None, strict: bool, defaults: Defaults) -> frozenset[FailOn]:
    """What is to make the exit code 1. Raises :class:`UsageError`.

    ``--fail-on`` takes the place of both defaults, ``fail_on`` and ``strict``; ``--strict`` adds to either.
    """
    typed = [word.strip() for text in words or () for word in text.replace("，", ",").split(",")]
    known = {each.value: each.value for each in FailOn}
    chosen = {FailOn(word) for word in choose("--fail-on", typed, known)} if words else {*defaults.fail_on}
    if words and FailOn.NEVER in chosen and (len(chosen) > 1 or strict):
        raise UsageError("--fail-on never 不能和别的条件同用", "只留一样")
    if strict or (not words and defaults.strict == "yes"):
        chosen.add(FailOn.NO_DATA)
    return frozenset(chosen - {FailOn.NEVER})


def exit_code(found: Outcome, fail_on: frozenset[FailOn], *, zero: bool = False) -> int:
    """1 where anything is there that was to be failed on; with ``zero`` never."""
    judged = (found.assessment, *found.elsewhere)
    amounts = {_BY_STATUS[each.status] for assessment in judged for each in assessment.findings}
    if found.overdue:
        amounts.add(FailOn.LATE)
    if any(each.severity is Severity.WARNING for each in found.diagnostics):
        amounts.add(FailOn.QUESTION)
    return int(not zero and bool(amounts & fail_on))
