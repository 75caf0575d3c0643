"""Documents: what an office goes on writing in. A file that anybody has changed since is never replaced.

The last line of a document is a comment with a hash of all above it, which nobody sees where Markdown is
shown. A file without it, or with another one, is somebody's work: the document goes beside it.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from aiwei_cli.cli import terminal
from aiwei_cli.cli.outputs import format_of
from aiwei_cli.model.errors import OutputError, UsageError
from aiwei_cli.render.words.safe_text import uncommanding
from aiwei_cli.usecases.caller import Notice
from aiwei_cli.usecases.word_choice import choose

_MARK: Final = re.compile(r"<!-- aiwei:([0-9a-f]{32}) -->")
_MOST: Final = 100


def document_file(output: Path | None, *, overwrite: bool) -> Path | None:
    """Where a document is asked for. Raises :class:`UsageError` for a name that it cannot have."""
    if output is None and overwrite:
        raise UsageError("--overwrite 没有用处：结果显示在屏幕上", "加上 --output 文件，或去掉 --overwrite")
    if output is not None:
        format_of(output, None, ("markdown",), "markdown")
    return output


def deliver_document(text: str, output: Path | None, root: Path, *, overwrite: bool) -> None:
    """A document, to a file of its own or to standard output. Raises :class:`OutputError`."""
    if output is None or _is_open_already(output):
        terminal.deliver(text, output, root)
        return
    target = output if overwrite else _free(output)
    terminal.deliver(marked(uncommanding(text)), target, root)
    if target != output:
        terminal.tell(Notice(f"{output} 改过，或不是 aiwei 写的，没有动；要替换它就加 --overwrite"))


def _is_open_already(output: Path) -> bool:
    """Whether a name stands for a pipe, a device, or what standard output was sent to: nothing of somebody's work."""
    own = output.is_absolute() and output.parts[1] in ("dev", "proc")
    return output.exists() and (own or not output.is_file())


def change_format(named: str | None, output: Path | None) -> str:
    """The format of a comparison: ``--format``, else what the file's ending means, else a table."""
    from aiwei_cli.render.change_formats import CHANGE_FORMATS

    names = [*CHANGE_FORMATS]
    chosen = choose("--format", [named], {each: each for each in names})[0] if named else None
    return format_of(output, chosen, names, names[0]) if output else chosen or names[0]


def deliver_changes(name: str, text: str, output: Path | None, root: Path, *, overwrite: bool) -> None:
    """A comparison; as Markdown it is a document. Raises :class:`OutputError`."""
    if name == "markdown":
        deliver_document(text, document_file(output, overwrite=overwrite), root, overwrite=overwrite)
    elif overwrite:
        raise UsageError("--overwrite 只对 Markdown 有用：别的格式总是替换", "去掉 --overwrite")
    else:
        terminal.deliver(text, output, root)


def marked(text: str) -> str:
    """A document with its hash below, in a paragraph of its own so that no list takes it in."""
    return f"{text.rstrip()}\n\n<!-- aiwei:{_digest(text)} -->\n"


def is_untouched(data: bytes) -> bool:
    """Whether a file is a document as we wrote it; line ends, a BOM and blanks at line ends are not looked at."""
    try:
        lines = data.decode("utf-8-sig").rstrip().splitlines()
    except UnicodeDecodeError:
        return False
    found = _MARK.fullmatch(lines[-1].strip()) if lines else None
    return found is not None and found[1] == _digest("\n".join(lines[:-1]))


def _digest(text: str) -> str:
    said = "\n".join(line.rstrip() for line in text.rstrip().splitlines())
    return sha256(said.encode()).hexdigest()[:32]


def _free(output: Path) -> Path:
    """The file itself, or the first one beside it that nobody has written in."""
    for number in range(1, _MOST):
        file = output if number == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")
        if not os.path.lexists(file) or _is_ours(file):
            return file
    raise OutputError(f"{output} 和它的 {_MOST - 2} 个续篇都改过", "换一个文件名，或加 --overwrite")


def _is_ours(file: Path) -> bool:
    try:
        return is_untouched(file.read_bytes())
    except OSError:
        return False
