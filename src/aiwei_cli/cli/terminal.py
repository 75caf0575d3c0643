"""What is written where: results to standard output, talk to standard error."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from aiwei_cli.cli.screen_width import USUAL, columns_shown
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.errors import OutputError, UsageError, reason_of
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.words.safe_text import one_line, safe, uncommanding
from aiwei_cli.usecases.caller import Notice, Weight


def prepare() -> None:
    """Never fail on a character that the console cannot show; put a ``?`` there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def for_programs() -> None:
    """Write the result in UTF-8, as the formats that programs read demand; what a terminal shows stays its own."""
    if isinstance(sys.stdout, TextIOWrapper) and not _shows():
        sys.stdout.reconfigure(encoding="utf-8")


COLOURS: Final = ("auto", "always", "never")
_chosen = "auto"


def choose_colour(word: str) -> None:
    """``--color``, for the rest of this run. Raises :class:`UsageError`."""
    global _chosen
    if word not in COLOURS:
        raise UsageError(f"--color 不认识“{word}”", f"可选：{'、'.join(COLOURS)}")
    _chosen = word


def _coloured(shows: bool) -> bool:
    """``--color`` before ``NO_COLOR`` before ``FORCE_COLOR`` before what standard output is."""
    if _chosen != "auto":
        return _chosen == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    return forced != "0" if forced else shows and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """The cells of a line where somebody looks or says so by ``COLUMNS``; None where all is kept whole."""
    if not _shows() and "COLUMNS" not in os.environ:
        return None
    return columns_shown()


def _shows() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def screen() -> Screen:
    """The width and colours of standard output."""
    return Screen(width() or USUAL, _coloured(_shows()))


def can_show(word: str) -> bool:
    """Whether standard output takes a word as it is, on one line."""
    if "\n" in word or safe(word) != word:
        return False
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return word.encode(encoding, "replace").decode(encoding) == word


def show(text: str, *, ours: bool = False) -> None:
    """A result, pushed out at once: only then does a full disk or a closed pipe show.

    Whoever read it, ``head`` for one, may have seen enough; that changes nothing of how the command ends. The lines
    of data obey nobody; with ``ours`` they are commands to a runner that we mean.
    """
    if sys.stdout is None:
        raise OutputError("标准输出已经关闭，结果无处可写", "用 --output 写入文件")
    try:
        sys.stdout.write(text if ours else uncommanding(text))
        sys.stdout.flush()
    except OSError as error:
        if _reader_left(error):
            _write_to_nobody()
            return
        raise OutputError(
            f"结果没有写完（{reason_of(error)}）", "检查磁盘空间，或用 --output 写入别处"
        ) from error


def _reader_left(error: OSError) -> bool:
    """Whether a pipe has nobody at its other end; Windows calls that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def _write_to_nobody() -> None:
    """Standard output from now on; what it still holds goes there too."""
    with contextlib.suppress(OSError, ValueError):
        nobody = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nobody, sys.stdout.fileno())
        os.close(nobody)
        sys.stdout.flush()


def show_written(text: str) -> None:
    """What was written. Where that cannot be shown, it is written all the same, and that is said."""
    try:
        show(text)
    except OutputError as error:
        raise OutputError(f"已经写入，但{error.message}", "用 aiwei diff 查看写了什么") from error


def talk(text: str) -> None:
    """Anything that is not the result; where nobody can hear it, there is nobody to tell."""
    with contextlib.suppress(OSError, AttributeError):
        sys.stderr.write(uncommanding(text))
        sys.stderr.flush()


_BEFORE: Final = {Weight.FACT: "", Weight.NOTE: "提示：", Weight.CAUTION: "注意："}


def tell(*notices: Notice) -> None:
    """What a use case has to say beside its result, a line each, and a line for what to do about it."""
    for each in notices:
        hint = f"{one_line(f'改法：{each.hint}')}\n" if each.hint else ""
        talk(f"{one_line(_BEFORE[each.weight] + each.message)}\n{hint}")


def is_one_screen() -> bool:
    """Whether results and talk stand on the same terminal."""
    return _shows() and sys.stderr is not None and sys.stderr.isatty()


def can_ask() -> bool:
    """Whether a person sits at both ends."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def ask(question: str, default: str | None = None) -> str:
    """A line typed in answer; Enter takes the default that is shown."""
    from typer import prompt

    return str(prompt(question, default=default, prompt_suffix="：", err=True))


def sentence(message: str, hint: str) -> str:
    """An error that concerns no line of a file, and the way out, which may be lines to be pasted."""
    return one_line(f"错误：{message}") + "\n" + (safe(f"改法：{hint}") + "\n" if hint else "")


def ask_note(doubt: str) -> str:
    """Put a doubt, and read the sentence that answers it; empty to give up."""
    talk(one_line(doubt) + "\n")
    talk("确实如此就写一句说明，写入 note；直接回车或写“否”放弃：")
    return input()


def report(diagnostics: Sequence[Diagnostic], *, brief: bool = False) -> None:
    """Diagnostics, in full; with ``brief`` only how many."""
    if diagnostics:
        from aiwei_cli.render.words.diagnostic_text import counted, render

        talk(f"共 {counted(diagnostics)}\n" if brief else render(diagnostics))


def remark(diagnostics: Sequence[Diagnostic], notices: Sequence[Notice], *, brief: bool = False) -> None:
    """What is said of the data beside a result; with ``brief`` only how many diagnostics there are."""
    report(diagnostics, brief=brief)
    tell(*notices)


def deliver(text: str, output: Path | None, root: Path, *, ours: bool = False) -> None:
    """The result, to a file or to standard output. Raises :class:`OutputError`.

    A file is replaced whole, so that a full disk leaves the old one; its mode and owner are kept, a
    read-only one is refused. What is no regular file (a pipe, a device) is written to
    as it is. The workspace's own data is never an output.
    """
    if output is None:
        show(text, ours=ours)
        return
    with contextlib.ExitStack() as until_told:
        if _delivered(text if ours else uncommanding(text), output, (root / "data").resolve(), until_told):
            talk(one_line(f"已写入 {output}") + "\n")


def _delivered(text: str, output: Path, data: Path, until_told: contextlib.ExitStack) -> bool:
    """Whether a file took it all; from its last step on Ctrl-C is not heard until that is told."""
    try:
        _write(text, output, data, until_told)
        return True
    except OSError as error:
        if _reader_left(error):
            return False
        hint = "核对文件夹是否存在、是否可写、文件是否正被打开"
        raise OutputError(f"{output} 写不了（{reason_of(error)}）", hint) from error
    except RuntimeError as error:  # what Python 3.11 and 3.12 call a circle of links
        raise OutputError(f"{output} 写不了（链接成环）", "换一个文件名") from error


def _write(text: str, output: Path, data: Path, until_told: contextlib.ExitStack) -> None:
    target = output.resolve()
    if target.is_relative_to(data):
        from aiwei_cli.load.location import from_here

        beside = from_here(data.parent).path(target.name)
        raise OutputError(f"{target} 在 data 文件夹里，那里只放数据", f"换一个地方，例如 {beside}")
    if target.is_dir() or not target.name:
        raise IsADirectoryError(errno.EISDIR, "")
    from aiwei_cli.edit.storage import Belongings, hand_to, put

    content = text.encode("utf-8")
    mode = output.stat().st_mode if output.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        hand_to(
            output, content
        )  # by the name it was given: what /dev/stdout resolves to has none where it is a pipe
        return
    if mode is not None and not mode & stat.S_IWUSR:
        raise OutputError(f"{target} 是只读文件", "换一个文件名，或去掉它的只读属性")
    like = Belongings.of(target) if mode is not None else None
    put(target, content, str(output), like, until_told)
