"""JUnit XML: an action is a suite, an indicator a case; a mistake in a file is an error of its suite.

Written for the strictest schema in use: every attribute that it asks for is there, what only a clock
could fill is fixed, so that the same data gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.verdict import Finding, Status
from aiwei_cli.render.words.assessment_rows import by_action
from aiwei_cli.render.words.check_result import Result
from aiwei_cli.render.words.demands import short
from aiwei_cli.render.words.exemption_words import remark_of
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.labels import SAMPLE, STATUS
from aiwei_cli.render.words.safe_text import safe
from aiwei_cli.render.words.severity_labels import SEVERITY

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS: Final = {
    Status.MET: "",
    Status.MISSED: "failure",
    Status.PENDING: "",
    Status.NO_DATA: "skipped",
    Status.NOT_APPLICABLE: "skipped",
    Status.EXCEPTED: "skipped",
}
"""What became of a case; nothing for one that passed."""
_COUNTED: Final = {"failures": "failure", "errors": "error", "skipped": "skipped"}


class _Case(NamedTuple):
    """One test case: its name, and what became of it."""

    name: str
    tag: str
    """``failure``, ``error``, ``skipped``, or nothing for one that passed."""
    kind: str
    text: str


def render(result: Result) -> str:
    """The whole document."""
    suites = list(_suites(result)) or [_nothing(result)]
    body = "".join(_suite(number, *suite, result) for number, suite in enumerate(suites))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}</testsuites>\n'


def _suites(result: Result) -> Iterator[tuple[str, str, list[_Case]]]:
    if result.assessment and result.workspace:
        for key, findings in by_action(result.assessment, result.workspace):
            name = result.workspace.actions[key].name
            yield key, name, [_judged(each, result) for each in findings]
    if result.diagnostics:
        yield "data", "数据问题", [_diagnosed(each, result) for each in result.diagnostics]


def _nothing(result: Result) -> tuple[str, str, list[_Case]]:
    """One case that passed: without any a reader takes the run for one that failed."""
    said = "没有要列出的指标和数据问题" if result.assessment else "没有新的数据问题；原有的错误未改，没有判定"
    return "check", "对标结果", [_Case("check", "", "", said)]


def _judged(finding: Finding, result: Result) -> _Case:
    verdict, indicator = finding.verdict, finding.indicator
    assert result.workspace is not None
    assert result.assessment is not None
    place = result.place_of(finding)
    said = [f"{actual(verdict, indicator)}", f"要求 {short(verdict.condition, indicator, result.workspace)}"]
    said.append(remark_of(finding, result.workspace, result.assessment.year))
    said.append(f"{SAMPLE}数据" if finding.sample else "")
    at, why = f"{result.top.path(place.path)}:{place.line}", "，".join(each for each in said if each)
    text = f"{at}: {STATUS[finding.status]}，{why}"
    return _Case(f"{finding.id} {indicator.name}", _TAGS[finding.status], finding.status.value, text)


def _diagnosed(each: Diagnostic, result: Result) -> _Case:
    place = f"{result.top.path(each.place.path)}:{each.place.line}:{each.place.column}"
    hint = f"。改法：{each.hint}" if each.hint else ""
    tag = "error" if each.severity is Severity.ERROR else ""
    text = f"{place}: {SEVERITY[each.severity]}，{each.message}{hint}"
    return _Case(f"{each.code} {place}", tag, each.code, text)


def _suite(number: int, key: str, name: str, cases: list[_Case], result: Result) -> str:
    counts = {word: sum(case.tag == tag for case in cases) for word, tag in _COUNTED.items()}
    day = result.assessment.as_of.isoformat() if result.assessment else "1970-01-01"
    attributes = {
        "id": str(number),
        "package": key,
        "name": name,
        "timestamp": f"{day}T00:00:00",
        "hostname": "localhost",
        "tests": str(len(cases)),
        **{word: str(count) for word, count in counts.items()},
        "time": "0",
    }
    head = " ".join(f"{word}={_attribute(text)}" for word, text in attributes.items())
    inside = "".join(_case(case, name) for case in cases)
    passed = "\n".join(_plain(case.text) for case in cases if not case.tag)
    return (
        f"  <testsuite {head}>\n    <properties/>\n{inside}"
        f"    <system-out>{escape(passed)}</system-out>\n    <system-err/>\n  </testsuite>\n"
    )


def _case(case: _Case, suite: str) -> str:
    head = f'classname={_attribute(suite)} name={_attribute(case.name)} time="0"'
    if not case.tag:
        return f"    <testcase {head}/>\n"
    kind = "" if case.tag == "skipped" else f" type={_attribute(case.kind)}"
    return (
        f"    <testcase {head}>\n      <{case.tag}{kind} message={_attribute(case.text)}/>\n    </testcase>\n"
    )


def _plain(text: str) -> str:
    return _NO_XML.sub("?", safe(" ".join(text.split())))


def _attribute(text: str) -> str:
    return quoteattr(_plain(text))
