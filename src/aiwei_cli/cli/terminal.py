"""What is written where: results to standard output, talk to standard error."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.errors import OutputError
from aiwei_cli.render.safe import safe
from aiwei_cli.render.screen import Screen

_NARROWEST, _USUAL = 60, 80


def prepare() -> None:
    """Never fail on a character that the console cannot show; put a ``?`` there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def screen() -> Screen:
    """The width and colours of standard output; ``COLUMNS`` and ``NO_COLOR`` are heeded."""
    shows = sys.stdout is not None and sys.stdout.isatty()
    fallback = shutil.get_terminal_size((_USUAL, 24)).columns if shows or "COLUMNS" in os.environ else _USUAL
    return Screen(max(_NARROWEST, fallback), shows and not os.environ.get("NO_COLOR"))


class ReaderLeft(Exception):
    """Whoever read the result, ``head`` for one, has seen enough."""


def show(text: str) -> None:
    """A result, pushed out at once: only then does a full disk or a closed pipe show."""
    if sys.stdout is None:
        raise OutputError("标准输出已经关闭，结果无处可写", "用 --output 写入文件")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderLeft from None
    except OSError as error:
        raise OutputError(
            f"结果没有写完（{error.strerror}）", "检查磁盘空间，或用 --output 写入别处"
        ) from error


def talk(text: str) -> None:
    """Anything that is not the result; where nobody can hear it, there is nobody to tell."""
    with contextlib.suppress(OSError, AttributeError):
        sys.stderr.write(text)
        sys.stderr.flush()


def sentence(message: str, hint: str) -> str:
    """An error that concerns no line of a file, and the way out."""
    return safe(f"错误：{message}") + "\n" + (safe(f"改法：{hint}") + "\n" if hint else "")


def report(diagnostics: Sequence[Diagnostic]) -> None:
    """Diagnostics, in full."""
    from aiwei_cli.render.problems import render

    if diagnostics:
        talk(render(diagnostics))


def deliver(text: str, output: Path | None, root: Path) -> None:
    """The result, to a file or to standard output. Raises :class:`OutputError`.

    A file is written beside its final name and renamed, so that a full disk leaves the old one.
    The workspace's own data is never an output.
    """
    if output is None:
        show(text)
        return
    target = output.resolve()
    if target.is_relative_to((root / "data").resolve()):
        raise OutputError(f"{output} 在 data 文件夹里，那里只放数据", "换一个地方，例如 report.md")
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(
            f"{output} 写不了（{error.strerror}）", "核对文件夹是否存在、是否可写、文件是否正被打开"
        ) from error
    talk(f"已写入 {output}\n")
