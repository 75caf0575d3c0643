"""Everything that a format of ``check`` can show: verdicts and diagnostics, each with its place."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from aiwei_cli.load.location import Standpoint
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.verdict import Assessment, Finding, Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import short
from aiwei_cli.render.words.exemption_words import remark_of
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.labels import SAMPLE, STATUS
from aiwei_cli.render.words.severity_labels import SEVERITY
from aiwei_cli.rules.deciding_line import deciding_line


class Result(NamedTuple):
    """What a run of ``check`` came to; with mistakes in the data nothing was judged."""

    assessment: Assessment | None
    workspace: Workspace | None
    diagnostics: tuple[Diagnostic, ...]
    defined: Mapping[str, Place]
    """Where each indicator is defined."""
    excepted: Mapping[Exemption, Place] = MappingProxyType({})
    """Where each exception stands."""
    top: Standpoint = Standpoint()
    """Their repository's top: where services look for the files."""
    here: Standpoint = Standpoint()
    """Where whoever asked stands."""

    def place_of(self, finding: Finding) -> Place:
        """The line that decided a verdict, or that of the indicator where none did."""
        line = deciding_line(finding.verdict)
        return line.place if line else self.defined.get(finding.id, Place("data/targets.yaml"))


class Item(NamedTuple):
    """One verdict or one diagnostic, as tools list them."""

    place: Place
    code: str
    """``missed``, ``met`` …, or a diagnostic's code."""
    word: str
    """The verdict's, or the severity's."""
    title: str
    message: str
    level: Severity | None
    """How it counts; None for what needs nobody's attention."""
    key: str
    """What stays the same from run to run: an indicator's id, or a diagnostic's own words."""


def worth_showing(result: Result) -> list[Item]:
    """What needs somebody's attention, named from the repository's top.

    That is all but what is met, excepted, not applicable or still has time.
    """
    return [item for item in items(result, result.top) if item.level and item.code != Status.PENDING.value]


_LEVEL: Final[dict[Status, Severity | None]] = {
    Status.MET: None,
    Status.MISSED: Severity.ERROR,
    Status.PENDING: Severity.NOTICE,
    Status.NO_DATA: Severity.WARNING,
    Status.NOT_APPLICABLE: None,
    Status.EXCEPTED: None,
}
"""How a verdict counts among what needs attention; None where it needs none."""


def items(result: Result, seen_from: Standpoint) -> Iterator[Item]:
    """All of them, in the order of the files, which are named as seen from somewhere."""
    found = [_diagnosed(each) for each in result.diagnostics]
    if result.assessment and result.workspace:
        found += [_judged(each, result) for each in result.assessment.findings]
    for item in sorted(found, key=lambda item: (item.place, item.code, item.key)):
        yield item._replace(place=item.place._replace(path=seen_from.path(item.place.path)))


def _diagnosed(each: Diagnostic) -> Item:
    hint = f"。改法：{each.hint}" if each.hint else ""
    place, end = each.place, len(each.source.rstrip()) + 1
    if not place.end_column and end > place.column:
        place = place._replace(end_column=end)
    word = SEVERITY[each.severity]
    return Item(place, each.code, word, each.code, f"{each.message}{hint}", each.severity, each.message)


def _judged(finding: Finding, result: Result) -> Item:
    verdict, indicator = finding.verdict, finding.indicator
    assert result.workspace is not None
    assert result.assessment is not None
    said = [
        f"{indicator.name} {actual(verdict, indicator)}".removesuffix(" -"),
        f"要求 {short(verdict.condition, indicator, result.workspace)}",
    ]
    said.append(remark_of(finding, result.workspace, result.assessment.year))
    if finding.sample:
        said.append(f"{SAMPLE}数据")
    message = "，".join(text for text in said if text)
    code, word = finding.status.value, STATUS[finding.status]
    level = _LEVEL[finding.status]
    return Item(result.place_of(finding), code, word, f"{word}：{indicator.name}", message, level, finding.id)
