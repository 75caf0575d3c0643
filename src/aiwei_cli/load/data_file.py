"""A file of data: its tree with places, and diagnostics that point into it."""

from __future__ import annotations

from collections.abc import Sequence

from aiwei_cli.load.yamltext.decoding import decode
from aiwei_cli.load.yamltext.document import Document, Node
from aiwei_cli.load.yamltext.fault import Fault, NoParser
from aiwei_cli.load.yamltext.parser import parse
from aiwei_cli.model.diagnostic import MAX_PROBLEMS, Diagnostic, Place


class DataFile(Document):
    """A file that was read."""

    __slots__ = ()

    def problem(self, code: str, message: str, hint: str = "", *, at: Node) -> Diagnostic:
        """A diagnostic about a node of this file."""
        line = at.line
        source = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Diagnostic(Place(self.path, line, at.column, at.end_column), code, message, hint, source)


def read_file(path: str, data: bytes) -> tuple[DataFile | None, list[Diagnostic]]:
    """What a file's bytes say, unless it has no mapping at its root, and the mistakes in it."""
    lines, problems = decoded(path, data)
    return (None, problems) if problems else parsed(path, lines)


def decoded(path: str, data: bytes) -> tuple[list[str], list[Diagnostic]]:
    """The file's lines, and what stands against parsing them."""
    lines, faults = decode(data, MAX_PROBLEMS)
    return lines, _worded(path, faults)


def parsed(path: str, lines: list[str]) -> tuple[DataFile | None, list[Diagnostic]]:
    """What lines say, unless they have no mapping at their root, and the mistakes in them."""
    try:
        document, faults = parse(path, lines, MAX_PROBLEMS)
    except NoParser as error:
        import sys

        from aiwei_cli.model.errors import AiweiError

        hint = f'运行 "{sys.executable}" -m pip install "ruamel.yaml[oldlibyaml]"'
        raise AiweiError("这个环境里的 ruamel.yaml 没有 C 写的解析器，aiwei 只用它读 YAML", hint) from error
    return document and DataFile(*document), _worded(path, faults)


def _worded(path: str, faults: Sequence[Fault]) -> list[Diagnostic]:
    if not faults:  # as nearly always: the words are not loaded
        return []
    from aiwei_cli.load.yaml_faults import worded

    return [worded(path, fault) for fault in faults]
