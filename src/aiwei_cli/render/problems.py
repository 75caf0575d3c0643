"""Diagnostics as people read them: place, severity, code, sentence; the line; the way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aiwei_cli.model.diagnostic import Diagnostic, Severity
from aiwei_cli.render.labels import SEVERITY
from aiwei_cli.render.safe import one_line, safe

_SHOWN = 100
_LINE = 100
_BEFORE = 60


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """All of them in the order given, then how many there are of each severity."""
    blocks = [_block(diagnostic) for diagnostic in diagnostics[:_SHOWN]]
    if len(diagnostics) > _SHOWN:
        blocks.append(f"另有 {len(diagnostics) - _SHOWN} 处没有列出，先改上面的\n")
    return "\n".join([*blocks, f"共 {counted(diagnostics)}\n"]) if diagnostics else ""


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are of each severity: ``1 处错误，2 处警告``."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return "，".join(f"{counts[each]} 处{SEVERITY[each]}" for each in Severity if counts[each])


def _block(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    head = f"{place.path}:{place.line}:{place.column}: {SEVERITY[diagnostic.severity]}[{diagnostic.code}] {diagnostic.message}"
    lines = [one_line(head)]
    if diagnostic.source:
        lines.extend(_source(diagnostic))
    if diagnostic.hint:
        lines.append(f"   改法：{one_line(diagnostic.hint)}")
    return "\n".join(lines) + "\n"


def _source(diagnostic: Diagnostic) -> list[str]:
    """The source line, cut to what surrounds the place, and carets under it, counted in cells."""
    from rich.cells import cell_len

    place, source = diagnostic.place, diagnostic.source
    start = place.column - 1
    end = place.end_column - 1 if place.end_column else len(source.rstrip())
    left = start - _BEFORE if start > _BEFORE else 0
    before, marked = safe(source[left:start]), safe(source[start:end])
    shown = safe(source[left : left + _LINE])
    number = str(place.line)
    carets = "^" * max(1, min(cell_len(marked), cell_len(shown) - cell_len(before)))
    return [
        f" {number:>4} | {'...' if left else ''}{shown}",
        f"      | {'   ' if left else ''}{' ' * cell_len(before)}{carets}",
    ]
