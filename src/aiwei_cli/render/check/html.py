"""One page that opens anywhere: no script, nothing loaded from elsewhere, fit to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.verdict import Finding, Status
from aiwei_cli.render.check.page import page, place, text
from aiwei_cli.render.check.totals import exceptions, heading, totals, warnings
from aiwei_cli.render.result import Result
from aiwei_cli.render.rows import by_action, row, tally, tally_words
from aiwei_cli.render.words.diagnostic_text import counted, excerpt
from aiwei_cli.render.words.labels import LEVEL, SAMPLE, SEVERITY, STATUS

_COLUMNS: Final = {
    "name": "指标",
    "level": "级",
    "verdict": "判定",
    "actual": "实际",
    "on": "日期",
    "what": "要求与说明",
    "at": "出处",
}
_LISTED: Final = (Status.MISSED, Status.NO_DATA)
"""What somebody has to see to: named above the tables too."""


def render(result: Result) -> str:
    """The whole page."""
    if result.assessment is None or result.workspace is None:
        said = counted(result.diagnostics) or "没有新的错误"
        head = ["<header>", "<h1>数据有错误，没有判定</h1>", f"<p>{said}</p>", "</header>"]
        return page("数据有错误，没有判定", [*head, *_problems(result.diagnostics)])
    title = heading(result.assessment)
    body = [*_top(result, title), *_tables(result), *_exceptions(result)]
    if result.diagnostics:
        said = f"<small>{counted(result.diagnostics)}</small>"
        body += [f'<h2 id="problems">数据问题{said}</h2>', *_problems(result.diagnostics)]
    return page(f"{title}（截至{result.assessment.as_of}）", body)


def _top(result: Result, title: str) -> Iterator[str]:
    """Whose result it is, what is not real, the totals, and what somebody has to see to."""
    assessment, workspace = result.assessment, result.workspace
    assert assessment is not None
    assert workspace is not None
    yield f"<header>\n<h1>{text(title)}</h1>"
    yield f"<p>{text(workspace.about.programme)}　截至 {assessment.as_of}</p>\n</header>"
    yield from (f'<p class="note">{text(line)}</p>' for line in warnings(assessment))
    counts = tally(assessment.findings)
    yield '<dl class="tiles">'
    for status, word in STATUS.items():
        if counts[status]:
            yield f'<div class="{status.value}"><dt>{word}</dt><dd>{counts[status]}</dd></div>'
    yield "</dl>"
    yield '<ul class="totals">'
    yield from (f"<li>{text(line)}</li>" for line in totals(assessment))
    for status in _LISTED:
        names = [_link(each) for each in assessment.findings if each.status is status]
        if names:
            yield f'<li><span class="{status.value}">{STATUS[status]}</span>的指标：{"、".join(names)}</li>'
    if result.diagnostics:
        yield f'<li><a href="#problems">数据问题</a>：{counted(result.diagnostics)}</li>'
    yield "</ul>"


def _link(finding: Finding) -> str:
    return f'<a href="#{text(finding.id)}">{text(finding.indicator.name)}</a>'


def _tables(result: Result) -> Iterator[str]:
    assert result.assessment is not None
    assert result.workspace is not None
    heads = "".join(f'<th scope="col" class="{key}">{word}</th>' for key, word in _COLUMNS.items())
    for key, findings in by_action(result.assessment, result.workspace):
        name = text(result.workspace.actions[key].name)
        yield f"<h2>{name}<small>{'，'.join(tally_words(findings).split('  '))}</small></h2>"
        yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
        yield from (_line(each, result) for each in findings)
        yield "</tbody>\n</table>"


def _line(finding: Finding, result: Result) -> str:
    assert result.assessment is not None
    assert result.workspace is not None
    each, at = row(finding, result.workspace, result.assessment.year), result.place_of(finding)
    sample = f' <span class="sample">{SAMPLE}</span>' if each.sample else ""
    cells = {
        "level": LEVEL[each.level],
        f"verdict {each.status.value}": f'<span class="word">{STATUS[each.status]}</span>',
        "actual": text(each.actual).replace("(", "<wbr>("),
        "on": f"{each.on or '-'}{sample}",
        "what": text(f"{each.required}；{each.remark}" if each.remark else each.required),
        "at": place(at.path, at.line),
    }
    data = "".join(f'<td class="{key}">{cell}</td>' for key, cell in cells.items())
    return f'<tr id="{text(finding.id)}"><th scope="row" class="name">{text(each.name)}</th>{data}</tr>'


def _exceptions(result: Result) -> Iterator[str]:
    found = exceptions(result)
    if not found:
        return
    yield f'<h2>{STATUS[Status.EXCEPTED]}<small>{len(found)} 项</small></h2>\n<ul class="exceptions">'
    for finding, said, at in found:
        yield f"<li>\n<p>{_link(finding)}：{text(said)}</p>"
        yield f'<p class="place">{place(at.path, at.line)}</p>\n</li>'
    yield "</ul>"


def _problems(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    yield '<ul class="problems">'
    for each in diagnostics:
        word = f'<span class="word {each.severity.value}">{SEVERITY[each.severity]}</span>'
        yield f"<li>\n<p>{word} {each.code} {text(each.message)}</p>"
        yield f'<p class="place">{place(each.place.path, each.place.line, each.place.column)}</p>'
        if each.source:
            before, marked, after = (text(part) for part in excerpt(each))
            yield f"<pre>{before}<mark>{marked}</mark>{after}</pre>"
        if each.hint:
            yield f"<p>改法：{text(each.hint)}</p>"
        yield "</li>"
    yield "</ul>"
