"""A document as Markdown: a Jinja template filled with the fields of a report or a digest.

Templates are the workspace's own code, but sandboxed code: they cannot reach Python's
internals, change what they are given, load a file outside their folder
(but where a link in it leads to one of the workspace), or go on for ever. An undefined name
is an error with the template's line.
"""

from __future__ import annotations

import traceback
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError

from aiwei_cli.model.errors import TemplateError
from aiwei_cli.render.report.failures import failure
from aiwei_cli.render.report.sandbox import Sandbox
from aiwei_cli.render.report.templates import Folders, own_folder, shipped_templates

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_NUMERALS: Final = "零一二三四五六七八九"
_FAILURES: Final = (
    JinjaError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)


def chinese_number(number: int) -> str:
    """1 to 99 as headings count: 一, 十, 十一, 二十."""
    if number not in range(1, 100):
        raise ValueError("chinese_number 只能用于 1 到 99")
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return f"{ten}{_NUMERALS[ones] if ones or not tens else ''}"


def render(content: DataclassInstance, name: str, own_templates: Path) -> str:
    """The template ``name`` filled with ``content``; a workspace's own template goes before the shipped one.

    Raises :class:`TemplateError` with file and line.
    """
    own = own_folder(own_templates)
    loader = Folders([*([own] if own else []), shipped_templates()])
    environment = Sandbox(loader, {"chinese_number": chinese_number})
    try:
        template = environment.get_template(name)
        return template.render({each.name: getattr(content, each.name) for each in fields(content)})
    except TemplateNotFound as error:
        hint = f"可选：{'、'.join(loader.list_templates())}"
        asking = "".join(
            f"模板 {Path(each.filename).name}:{each.lineno}: " for each in _lines(error, loader)[-1:]
        )
        raise TemplateError(f"{asking}没有模板“{error.name}”", hint) from None
    except TemplateSyntaxError as error:
        file = error.filename or error.name or name
        raise failure(file, error.lineno, error, loader.loaded.get(file, "")) from error
    except _FAILURES as error:
        frames = _lines(error, loader)
        if not frames:
            raise
        file, line = frames[-1].filename, frames[-1].lineno or 1
        raise failure(file, line, error, loader.loaded[file]) from error


def _lines(error: Exception, loader: Folders) -> list[traceback.FrameSummary]:
    """The lines of templates that an error came through."""
    return [each for each in traceback.extract_tb(error.__traceback__) if each.filename in loader.loaded]
