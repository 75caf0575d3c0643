"""The work summary as Markdown: a Jinja template filled with a report's variables.

Templates are the workspace's own code, but sandboxed code: they cannot reach Python's
internals, change what they are given, or load a file outside their folder. An undefined name
is an error with the template's line.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from aiwei_cli.model.errors import TemplateError
from aiwei_cli.render.report.context import Report

_NUMERALS: Final = "零一二三四五六七八九"
_FAILURES: Final = (
    JinjaError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)


def chinese_number(number: int) -> str:
    """1 to 99 as headings count: 一, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return f"{ten}{_NUMERALS[ones] if ones or not tens else ''}"


def shipped_templates() -> Path:
    """The templates that come with aiwei: in the wheel, or beside ``src`` in a checkout."""
    package = Path(__file__).parents[2]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


class _Folders(BaseLoader):
    """Templates by name from the first folder that has them, never from outside it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = [folder.resolve() for folder in folders]

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        for folder in self.folders:
            path = (folder / template).resolve()
            if path.is_relative_to(folder) and path.is_file():
                try:
                    return path.read_text(encoding="utf-8-sig"), str(path), None
                except UnicodeDecodeError:
                    raise TemplateError(
                        f"模板 {template} 不是 UTF-8 编码", "在编辑器里“另存为”，编码选 UTF-8"
                    ) from None
        raise TemplateNotFound(template)

    def list_templates(self) -> list[str]:
        return sorted(
            {path.name for folder in self.folders if folder.is_dir() for path in folder.glob("*.j2")}
        )


def render(report: Report, name: str, own_templates: Path) -> str:
    """The template ``name`` filled in; a workspace's own template goes before the shipped one.

    Raises :class:`TemplateError` with file and line.
    """
    loader = _Folders([own_templates, shipped_templates()])
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,  # every variable is Markdown-safe already
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["chinese_number"] = chinese_number
    try:
        template = environment.get_template(name)
        return template.render({each.name: getattr(report, each.name) for each in fields(report)})
    except TemplateNotFound as error:
        raise TemplateError(
            f"没有模板“{error.name}”", f"可选：{'、'.join(loader.list_templates())}"
        ) from None
    except TemplateSyntaxError as error:
        raise _at(error.filename or error.name or name, error.lineno, error) from error
    except _FAILURES as error:
        frames = [
            frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")
        ]
        if not frames:
            raise
        raise _at(frames[-1].filename, frames[-1].lineno or 1, error) from error


def _at(file: str, line: int, error: Exception) -> TemplateError:
    return TemplateError(
        f"模板 {Path(file).name}:{line}: {error}", "核对这一行用到的名称；README 列出了全部名称"
    )
