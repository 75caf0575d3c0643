"""JUnit XML: an action is a suite, an indicator a case; a mistake in a file is an error of its suite.

Written for the strictest schema in use: every attribute that it asks for is there, what only a clock
could fill is fixed, so that the same data gives the same bytes.
"""

from __future__ import annotations

import re
from typing import Final, assert_never
from xml.sax.saxutils import escape, quoteattr

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.records.check_result import Judged, Refused, Result, by_action
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.safe_text import safe
from aiwei_cli.render.words.severity_labels import SEVERITY
from aiwei_cli.render.words.worded_verdict import worded

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


class _Case(Record):
    """One test case: its name, and what became of it."""

    name: str
    tag: str = ""
    """``failure``, ``error``, ``skipped``, or nothing for one that passed."""
    kind: str = ""
    text: str


class _Suite(Record):
    """Cases that belong together: those of an action, or the mistakes in the data."""

    key: str
    name: str
    cases: list[_Case]


def render(result: Result) -> str:
    """The whole document."""
    match result:
        case Judged():
            day, suites = result.as_of.isoformat(), _judged_suites(result)
            nothing = "没有要列出的指标和数据问题"
        case Refused():
            day, suites = "1970-01-01", []
            nothing = "没有新的数据问题；原有的错误未改，没有判定"
        case _:
            assert_never(result)
    if result.diagnostics:
        cases = [_diagnosed(each, result) for each in result.diagnostics]
        suites.append(_Suite(key="data", name="数据问题", cases=cases))
    # Of none at all a reader takes the run for one that failed.
    alone = _Suite(key="check", name="对标结果", cases=[_Case(name="check", text=nothing)])
    body = "".join(_suite(number, each, day) for number, each in enumerate(suites or [alone]))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}</testsuites>\n'


def _judged_suites(result: Judged) -> list[_Suite]:
    return [
        _Suite(key=key, name=own[0].action_name, cases=[_judged(each, result) for each in own])
        for key, own in by_action(result.verdicts).items()
    ]


def _judged(record: VerdictRecord, result: Judged) -> _Case:
    said, place = worded(record), record.place
    sample = f"{said.sample}数据" if said.sample else ""
    why = "，".join(filter(None, [said.actual, f"要求 {said.required}", said.remark, sample]))
    return _Case(
        name=f"{record.id} {said.name}",
        tag=_TAGS[record.status],
        kind=record.status.value,
        text=f"{result.seen_from.path(place.path)}:{place.line}: {said.status}，{why}",
    )


def _diagnosed(each: Diagnostic, result: Result) -> _Case:
    place = f"{result.seen_from.path(each.place.path)}:{each.place.line}:{each.place.column}"
    hint = f"。改法：{each.hint}" if each.hint else ""
    return _Case(
        name=f"{each.code} {place}",
        tag="error" if each.severity is Severity.ERROR else "",
        kind=each.code,
        text=f"{place}: {SEVERITY[each.severity]}，{each.message}{hint}",
    )


def _suite(number: int, suite: _Suite, day: str) -> str:
    cases = suite.cases
    counts = {word: sum(case.tag == tag for case in cases) for word, tag in _COUNTED.items()}
    attributes = {
        "id": str(number),
        "package": suite.key,
        "name": suite.name,
        "timestamp": f"{day}T00:00:00",
        "hostname": "localhost",
        "tests": str(len(cases)),
        **{word: str(count) for word, count in counts.items()},
        "time": "0",
    }
    head = " ".join(f"{word}={_attribute(text)}" for word, text in attributes.items())
    inside = "".join(_case(case, suite.name) for case in cases)
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
