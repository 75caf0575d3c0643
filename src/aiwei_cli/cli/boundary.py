"""The one place where exceptions become words and exit codes.

0 every judged target met, pending or without data; 1 a target is missed (with ``--strict`` also:
without data; ``due`` only with it: something is late); 2 the data or the command line is wrong; 3 a
bug in aiwei; 130 Ctrl-C; 143 asked to end by the system (SIGTERM), 129 by a terminal that was closed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FrameType

from typer.exceptions import Abort, TyperException

from aiwei_cli.cli import terminal
from aiwei_cli.cli.app import app
from aiwei_cli.cli.help.front_page import ASKING_SHELL
from aiwei_cli.model.errors import AiweiError, DataError, reason_of
from aiwei_cli.render.words.safe_text import one_line, safe

WRONG = 2
BUG = 3
INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and say how it ended."""
    terminal.prepare()
    if ASKING_SHELL in os.environ:
        code, _ = _ended(partial(_complete, os.environ[ASKING_SHELL]))
        return min(code, WRONG) if code != INTERRUPTED else code  # nobody asked for a word of what went wrong
    with _asked_to_end() as heard:
        code, say = _ended(partial(app, arguments, prog_name="aiwei", standalone_mode=False))
        say()
    return 128 + heard[0] if heard and code == INTERRUPTED else code


@contextlib.contextmanager
def _asked_to_end() -> Iterator[list[int]]:
    """A request of the system to end is like Ctrl-C: what was begun is taken back, once and undisturbed.

    Yields the number of the signal that was heard. Where somebody else has taken a signal, or it is
    ignored as ``nohup`` has it, that stays.
    """
    heard: list[int] = []
    taken: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        for each in taken:
            signal.signal(each, signal.SIG_IGN)
        heard.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, stop)
                taken.append(number)
    try:
        yield heard
    finally:
        for each in taken:
            signal.signal(each, signal.SIG_DFL)


def _ended(action: Callable[[], int | None]) -> tuple[int, Callable[[], None]]:
    """How an action ended: its exit code, and what says why."""
    try:
        code, say = action() or 0, _nothing
    except (KeyboardInterrupt, Abort):
        code, say = INTERRUPTED, _nothing
    except DataError as error:
        code, say = WRONG, partial(terminal.report, error.diagnostics, brief=error.told)
    except AiweiError as error:
        code, say = WRONG, partial(terminal.talk, terminal.sentence(error.message, error.hint))
    except TyperException as error:
        code, say = WRONG, partial(_explain, error)
    except OSError as error:
        said = f"系统出错（{_where(error)}{reason_of(error)}）"
        code, say = (
            WRONG,
            partial(terminal.talk, terminal.sentence(said, "核对当前文件夹、文件权限和磁盘空间")),
        )
    except Exception as error:
        code, say = (INTERRUPTED, _nothing) if _interrupted(error) else (BUG, partial(_tell_bug, error))
    if code == INTERRUPTED:  # typer turns Ctrl-C into this code
        say = partial(terminal.talk, "已中断，未写入任何内容\n")
    return code, say


def _nothing() -> None:
    """Said of what went well."""


def _explain(error: TyperException) -> None:
    from aiwei_cli.cli.help.usage_errors import explain

    terminal.talk(explain(error))


def _where(error: OSError) -> str:
    """The file that the system spoke of, where it named one."""
    return f"{one_line(os.fsdecode(error.filename))}：" if isinstance(error.filename, str | bytes) else ""


def _complete(shell: str) -> None:
    """Tell a shell what may follow."""
    from aiwei_cli.cli.completion.answers import answer

    terminal.show(answer(app, shell, sys.argv[1:]))


def _interrupted(error: BaseException | None) -> bool:
    """Whether a library wrapped Ctrl-C in an error of its own; pydantic keeps but its name."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or "KeyboardInterrupt" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _tell_bug(error: Exception) -> None:
    """A short text that can be sent to us; the traceback only where it is asked for."""
    import traceback

    from aiwei_cli import __version__

    last = traceback.extract_tb(error.__traceback__)[-1]
    terminal.talk(
        safe(f"aiwei 内部出错（{__version__}）：{type(error).__name__}: {error}") + "\n"
        f"位置：{Path(last.filename).name}:{last.lineno}\n"
        "请把这段文字发给开发者；设置 AIWEI_TRACEBACK=1 再运行可以看到详情\n"
    )
    if os.environ.get("AIWEI_TRACEBACK"):
        traceback.print_exception(error)
