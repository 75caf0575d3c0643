"""Diagnostics as people read them: place, severity, code, sentence; the line; the way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.severity import Severity
from aiwei_cli.render.words.safe_text import one_line, safe
from aiwei_cli.render.words.severity_labels import SEVERITY

_SHOWN = 100
_LINE = 100
_BEFORE = 60


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """All of them in the order given, then how many there are of each severity."""
    blocks = [_block(diagnostic) for diagnostic in diagnostics[:_SHOWN]]
    if len(diagnostics) > _SHOWN:
        at_least = "以上" if any(each.more for each in diagnostics) else ""
        blocks.append(f"另有 {len(diagnostics) - _SHOWN} 处{at_least}没有列出，先改上面的\n")
    return "\n".join([*blocks, f"共 {counted(diagnostics)}\n"]) if diagnostics else ""


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are of each severity: ``1 处错误，2 处警告``; ``100 处以上错误`` where some were left out."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    cut = {diagnostic.severity for diagnostic in diagnostics if diagnostic.more}
    return "，".join(
        f"{counts[each]} 处{'以上' if each in cut else ''}{SEVERITY[each]}"
        for each in Severity
        if counts[each]
    )


def _block(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    head = f"{place.path}:{place.line}:{place.column}: {SEVERITY[diagnostic.severity]}[{diagnostic.code}] {diagnostic.message}"
    lines = [one_line(head)]
    if diagnostic.source:
        lines.extend(_source(diagnostic))
    if diagnostic.hint:
        lines.append(f"   改法：{one_line(diagnostic.hint)}")
    return "\n".join(lines) + "\n"


def excerpt(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """The source line, cut to what surrounds the place: what stands before it, in it, after it."""
    place, source = diagnostic.place, diagnostic.source
    start = place.column - 1
    end = place.end_column - 1 if place.end_column else len(source.rstrip())
    left = start - _BEFORE if start > _BEFORE else 0
    right = min(len(source), left + _LINE)
    end = min(max(start, end), right)
    cut = "..." if left else ""
    return cut + safe(source[left:start]), safe(source[start:end]), safe(source[end:right])


def _source(diagnostic: Diagnostic) -> list[str]:
    """The line, and carets under the place, counted in cells."""
    from rich.cells import cell_len

    before, marked, after = excerpt(diagnostic)
    return [
        f" {diagnostic.place.line:>4} | {before}{marked}{after}",
        f"      | {' ' * cell_len(before)}{'^' * max(1, cell_len(marked))}",
    ]
