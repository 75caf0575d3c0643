"""One page that opens anywhere: no script, nothing loaded from elsewhere, fit for a telephone, the dark, and A4."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from typing import Final, assert_never

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.exchange.totals import exemptions, heading, totals, warnings
from aiwei_cli.render.records.check_result import Judged, Refused, Result, by_action
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.diagnostic_text import counted, excerpt
from aiwei_cli.render.words.exemption_words import exemption_words
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.render.words.safe_text import safe
from aiwei_cli.render.words.severity_labels import SEVERITY
from aiwei_cli.render.words.verdict_totals import tally, tally_words
from aiwei_cli.render.words.worded_verdict import worded_in_a_row

LIGHT: Final = {
    "paper": "#ffffff",
    "ink": "#1b1f24",
    "muted": "#59636e",
    "line": "#d0d7de",
    "shade": "#f6f8fa",
    "link": "#0758bd",
    "warn": "#fff3c4",
    "mark": "#ffd8d3",
    "met": "#116329",
    "missed": "#a40e26",
    "pending": "#7d4e00",
    "no-data": "#6639a6",
    "not-applicable": "#3d5470",
    "excepted": "#0a6570",
}
DARK: Final = {
    "paper": "#12161c",
    "ink": "#e6eaef",
    "muted": "#9aa5b1",
    "line": "#39424d",
    "shade": "#1c222a",
    "link": "#7ab7ff",
    "warn": "#4a3b0a",
    "mark": "#6e2420",
    "met": "#6fdd8b",
    "missed": "#ff9b93",
    "pending": "#f0c063",
    "no-data": "#c9a8ff",
    "not-applicable": "#a9bdd6",
    "excepted": "#6fd5e3",
}
"""Every word stands on paper or shade with a contrast of at least 4.5 : 1; a test computes it."""

_STYLE: Final = """
body { font: 1rem/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  font-variant-numeric: tabular-nums; color: var(--ink); background: var(--paper);
  max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere; line-break: strict; }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 0; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.4; margin: 2.5rem 0 .5rem; text-wrap: balance; }
h2 small { font-size: .875rem; font-weight: normal; color: var(--muted); margin-left: .75em; }
a { color: var(--link); text-underline-offset: .2em; }
header p { margin: .25rem 0 0; color: var(--muted); }
.note { background: var(--warn); border-left: .3rem solid var(--pending); padding: .6rem .9rem; margin: 1.25rem 0 0; }
.note + .note { margin-top: .5rem; }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0 1rem; }
.tiles div { flex: 1 1 6rem; border: 1px solid var(--line); border-top: .3rem solid currentcolor; padding: .5rem .9rem; }
.tiles dt { font-size: .9375rem; } .tiles dd { margin: 0; font-size: 2rem; line-height: 1.2; font-weight: 600; }
.totals { padding-left: 1.2em; margin: .5rem 0; } .totals li { margin: .15rem 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .9375rem; }
th, td { border-bottom: 1px solid var(--line); padding: .45rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--shade); font-weight: 600; } tbody th { font-weight: normal; }
th, td { box-sizing: border-box; } .name { width: 18%; } .level { width: 2.5rem; } .verdict { width: 4.9rem; }
.actual { width: 13%; } .on { width: 6.9rem; } .at { width: 17%; } .on, .verdict, .level { overflow-wrap: normal; }
td.at, .place { color: var(--muted); font-size: .8125rem; }
.word { font-weight: 600; white-space: nowrap; }
.missed .word { background: var(--missed); color: var(--paper); padding: .1em .45em; margin-left: -.45em; border-radius: .2em; }
.sample { font-size: .8125rem; border: 1px solid currentcolor; border-radius: .2em; padding: 0 .25em; white-space: nowrap; }
.problems, .exceptions { list-style: none; padding: 0; }
.problems li, .exceptions li { border-top: 1px solid var(--line); padding: .75rem 0; }
.problems p, .exceptions p { margin: 0; }
pre { font: .8125rem/1.6 Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; background: var(--shade);
  padding: .5rem .75rem; margin: .4rem 0; white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; text-decoration: underline; text-underline-offset: .2em; }
.met { color: var(--met); } .missed, .error { color: var(--missed); } .pending, .warning { color: var(--pending); }
.no-data, .notice { color: var(--no-data); } .not-applicable { color: var(--not-applicable); }
.excepted { color: var(--excepted); }
@media screen and (max-width: 44rem) {
  body { padding: 1.25rem 1rem 3rem; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table, tbody { display: block; } tbody { border-top: 1px solid var(--line); }
  tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .7rem 0; border-bottom: 1px solid var(--line); }
  th, td { border: 0; padding: 0; grid-column: 1 / -1; } :is(th, td):is([class]) { width: auto; }
  tbody th { font-weight: 600; grid-column: 1; grid-row: 1; } td.verdict { grid-column: 2; grid-row: 1; }
  td.level::before { content: "层级："; } td.actual::before { content: "实际："; } td.on::before { content: "日期："; }
  td.what::before { content: "要求："; } td.at::before { content: "出处："; } td::before { color: var(--muted); }
}
@media screen and (min-width: 72rem) { .on { width: 9.5rem; } .at { width: 21.5%; } }
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
@media print {
  body { font-size: 10pt; padding: 0; max-width: none; } h1 { font-size: 18pt; } h2 { font-size: 12.5pt; margin-top: 16pt; }
  table { font-size: 9pt; } td.at, .place, .sample { font-size: 8pt; } th, td { padding: 3pt 4pt; }
  .level { width: 18pt; } .verdict { width: 38pt; } .on { width: 60pt; } .at { width: 20%; } thead th { border-top: 1px solid; }
  tr, li, .tiles, .note { break-inside: avoid; } h2 { break-after: avoid; } a { color: inherit; text-decoration: none; }
  .note { border: 1px solid; } .tiles dd { font-size: 18pt; } .missed .word { background: none; color: inherit; padding: 0; margin: 0;
    text-decoration: underline; }
}
"""


def page(title: str, body: list[str]) -> str:
    """The whole document, which a browser lets load nothing and run nothing: its own style is known by its hash."""
    style = f"\n{_colours()}{_STYLE}"
    digest = b2a_base64(sha256(style.encode("utf-8")).digest(), newline=False).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = "\n".join(
        [
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{text(title)}</title>",
            f"<style>{style}</style>",
        ]
    )
    inside = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n{inside}\n</body>\n</html>\n'
    )


def _colours() -> str:
    """The light ones on paper too, whatever the screen shows."""
    light, dark = (" ".join(f"--{name}: {value};" for name, value in each.items()) for each in (LIGHT, DARK))
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"


def text(said: str) -> str:
    """Data as text: nothing in it is taken for markup."""
    return escape(safe(said))


def place(path: str, line: int, column: int | None = None) -> str:
    """A place in a file; it may be broken after a slash."""
    at = f"{path}:{line}" if column is None else f"{path}:{line}:{column}"
    return text(at).replace("/", "/<wbr>")


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
    match result:
        case Judged():
            return _judged(result)
        case Refused():
            said = counted(result.diagnostics) or "没有新的错误"
            head = ["<header>", "<h1>数据有错误，没有判定</h1>", f"<p>{said}</p>", "</header>"]
            return page("数据有错误，没有判定", [*head, *_problems(result.diagnostics)])
        case _:
            assert_never(result)


def _judged(result: Judged) -> str:
    title = heading(result)
    body = [*_top(result, title), *_tables(result), *_exemptions(result)]
    if result.diagnostics:
        said = f"<small>{counted(result.diagnostics)}</small>"
        body += [f'<h2 id="problems">数据问题{said}</h2>', *_problems(result.diagnostics)]
    return page(f"{title}（截至{result.as_of}）", body)


def _top(result: Judged, title: str) -> Iterator[str]:
    """Whose result it is, what is not real, the totals, and what somebody has to see to."""
    yield f"<header>\n<h1>{text(title)}</h1>"
    yield f"<p>{text(result.programme)}　截至 {result.as_of}</p>\n</header>"
    yield from (f'<p class="note">{text(line)}</p>' for line in warnings(result))
    counts = tally(result.verdicts)
    yield '<dl class="tiles">'
    for status, word in STATUS.items():
        if counts[status]:
            yield f'<div class="{status.value}"><dt>{word}</dt><dd>{counts[status]}</dd></div>'
    yield "</dl>"
    yield '<ul class="totals">'
    yield from (f"<li>{text(line)}</li>" for line in totals(result))
    for status in _LISTED:
        names = [_link(each) for each in result.verdicts if each.status is status]
        if names:
            yield f'<li><span class="{status.value}">{STATUS[status]}</span>的指标：{"、".join(names)}</li>'
    if result.diagnostics:
        yield f'<li><a href="#problems">数据问题</a>：{counted(result.diagnostics)}</li>'
    yield "</ul>"


def _link(record: VerdictRecord) -> str:
    return f'<a href="#{text(record.id)}">{text(record.name)}</a>'


def _tables(result: Judged) -> Iterator[str]:
    heads = "".join(f'<th scope="col" class="{key}">{word}</th>' for key, word in _COLUMNS.items())
    for own in by_action(result.verdicts).values():
        counts = "，".join(tally_words(own).split("  "))
        yield f"<h2>{text(own[0].action_name)}<small>{counts}</small></h2>"
        yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
        yield from map(_line, own)
        yield "</tbody>\n</table>"


def _line(record: VerdictRecord) -> str:
    said, at = worded_in_a_row(record), record.place
    sample = f' <span class="sample">{said.sample}</span>' if said.sample else ""
    cells = {
        "level": said.level,
        f"verdict {record.status.value}": f'<span class="word">{said.status}</span>',
        "actual": text(said.actual).replace("(", "<wbr>("),
        "on": f"{said.on}{sample}",
        "what": text(said.demand),
        "at": place(at.path, at.line),
    }
    data = "".join(f'<td class="{key}">{cell}</td>' for key, cell in cells.items())
    return f'<tr id="{text(record.id)}"><th scope="row" class="name">{text(said.name)}</th>{data}</tr>'


def _exemptions(result: Judged) -> Iterator[str]:
    found = exemptions(result)
    if not found:
        return
    yield f'<h2>{STATUS[Status.EXCEPTED]}<small>{len(found)} 项</small></h2>\n<ul class="exceptions">'
    for verdict, each in found:
        yield f"<li>\n<p>{_link(verdict)}：{text(exemption_words(each))}</p>"
        yield f'<p class="place">{place(each.place.path, each.place.line)}</p>\n</li>'
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
