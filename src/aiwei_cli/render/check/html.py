"""One page that opens anywhere: no script, nothing loaded from elsewhere, fit to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.labels import LEVEL, SAMPLE, SEVERITY, STATUS
from aiwei_cli.render.ledger import ledger_lines
from aiwei_cli.render.result import Result
from aiwei_cli.render.rows import by_action, row, whole_words
from aiwei_cli.render.safe import safe

_STYLE: Final = """
body { font: 15px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #1b1f24;
  max-width: 1100px; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin: 1.6em 0 .4em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #d0d7de; padding: .35em .6em; text-align: left; vertical-align: top; }
th { background: #f6f8fa; } td.n { white-space: nowrap; }
.met { color: #116329; } .missed { color: #a40e26; font-weight: bold; }
.pending { color: #7d4e00; } .no-data { color: #6639a6; } .excepted { color: #0a6570; }
.note { background: #fff8c5; padding: .5em .8em; } pre { background: #f6f8fa; padding: .5em; overflow: auto; }
@media print { body { margin: 0; } tr { break-inside: avoid; } th { background: none; } }
"""


def render(result: Result) -> str:
    """The whole page."""
    title = "数据问题"
    body: list[str] = []
    if result.assessment and result.workspace:
        title = f"{result.assessment.workspace} {result.assessment.year}年对标结果"
        body += _assessed(result.assessment, result.workspace)
    if result.diagnostics:
        body += ["<h2>数据问题</h2>", "<ul>", *map(_problem, result.diagnostics), "</ul>"]
    head = f'<meta charset="utf-8">\n<title>{_text(title)}</title>\n<style>{_STYLE}</style>'
    page = "\n".join([f"<h1>{_text(title)}</h1>", *body])
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n{page}\n</body>\n</html>\n'
    )


def _text(text: str) -> str:
    return escape(safe(text))


def _assessed(assessment: Assessment, workspace: Workspace) -> Iterator[str]:
    yield f"<p>截至 {assessment.as_of}：{_text(whole_words(assessment))}</p>"
    for line in ledger_lines(assessment):
        yield f"<p>{_text(' '.join(line.split()))}</p>"
    if any(finding.sample for finding in assessment.findings):
        yield f'<p class="note">注意：标着{SAMPLE}的不是真实监测值，不能上报。</p>'
    for key, findings in by_action(assessment, workspace):
        yield f"<h2>{_text(workspace.actions[key].name)}</h2>"
        yield "<table>"
        heads = ("指标", "级", "判定", "实际", "日期", "要求与说明")
        yield f"<tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
        for finding in findings:
            each = row(finding, workspace, assessment.year)
            on = f"{each.on or '-'}{f'（{SAMPLE}）' if each.sample else ''}"
            rest = f"{each.required}；{each.remark}" if each.remark else each.required
            yield (
                f"<tr><td>{_text(each.name)}</td><td>{LEVEL[each.level]}</td>"
                f'<td class="n {each.status.value}">{STATUS[each.status]}</td><td>{_text(each.actual)}</td>'
                f'<td class="n">{_text(on)}</td><td>{_text(rest)}</td></tr>'
            )
        yield "</table>"


def _problem(each: Diagnostic) -> str:
    place = f"{each.place.path}:{each.place.line}:{each.place.column}"
    said = f"{place} {SEVERITY[each.severity]}[{each.code}] {each.message}"
    source = f"<pre>{_text(each.source)}</pre>" if each.source else ""
    hint = f"<br>改法：{_text(each.hint)}" if each.hint else ""
    return f"<li>{_text(said)}{source}{hint}</li>"
