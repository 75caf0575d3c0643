"""Where templates come from, and what is said when one fails."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, Environment, TemplateNotFound

from aiwei_cli.model.errors import TemplateError, reason_of
from aiwei_cli.render.report.budget import Exhausted

MAX_BYTES: Final = 1_000_000

# A piece of Jinja's English -> what it means here. First match wins.
_WORDS: Final = (
    (r"'([^']+)' is undefined", r"没有“\1”这个名称"),
    (r"has no (?:attribute|element) '?([^']+)'?$", r"没有“\1”这一项"),
    (r"access to attribute '([^']+)' .* is unsafe", r"沙箱不允许用“\1”"),
    (r"Encountered unknown tag '([^']+)'", r"没有“\1”这个语句"),
    (r"No filter named '([^']+)'", r"没有“\1”这个过滤器"),
    (r"unexpected '([^']+)'", r"这里不该有“\1”"),
    (r"[Uu]nexpected end of template", "语句没有收尾"),
    (r"Expected an expression, got 'end of (?:statement block|print statement)'", "语句没有写完"),
    (r"division.* by zero", "除数是 0"),
    (r"maximum recursion depth", "宏互相调用，没有尽头（引用的模板也算）"),
    (r"Range too big", "range 的范围太大"),
    (r"(这里的不是文字：.*)", r"\1"),
    (r"expected length >= ", "长度太小"),
    (r"(语句或式子一层套一层，太深了|数太大)", r"\1"),
)


def shipped_templates() -> Path:
    """The templates that come with aiwei: in the wheel, or beside ``src`` in a checkout."""
    package = Path(__file__).parents[2]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


class Folders(BaseLoader):
    """Templates by name from the first folder that has them, never from outside it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = [folder.resolve() for folder in folders]
        self.loaded: set[str] = set()
        """The files read so far, as tracebacks name them."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """The text of a template. Raises :class:`TemplateError` for one that cannot be read."""
        for folder in self.folders:
            try:
                path = (folder / template).resolve()
                if path.is_relative_to(folder) and path.is_file():
                    return self._read(path)
            except (OSError, RuntimeError, ValueError) as error:  # circles of links, NUL in a name
                reason = reason_of(error) if isinstance(error, OSError) else "名称或链接不对"
                raise TemplateError(f"模板 {template} 打不开（{reason}）", "换一个模板") from error
        raise TemplateNotFound(template)

    def _read(self, path: Path) -> tuple[str, str, None]:
        if path.stat().st_size > MAX_BYTES:
            raise TemplateError(f"模板 {path.name} 超过 {MAX_BYTES} 字节", "换一个模板")
        self.loaded.add(str(path))
        try:
            return path.read_text(encoding="utf-8-sig"), str(path), None
        except UnicodeDecodeError:
            hint = "在编辑器里“另存为”，编码选 UTF-8"
            raise TemplateError(f"模板 {path.name} 不是 UTF-8 编码", hint) from None

    def list_templates(self) -> list[str]:
        """The names that can be asked for."""
        return sorted(
            {path.name for folder in self.folders if folder.is_dir() for path in folder.glob("*.j2")}
        )


def failure(file: str, line: int, error: Exception) -> TemplateError:
    """What went wrong in a template, with its file and line."""
    text = str(error)
    if isinstance(error, Exhausted):
        return TemplateError(f"模板 {Path(file).name}:{line}: {text}", "模板只用来排版：少用循环、重复和嵌套")
    for pattern, words in _WORDS:
        if found := re.search(pattern, text):
            text = found.expand(words)
            break
    else:
        text = f"这一行不能执行（{type(error).__name__}: {text}）"
    return TemplateError(
        f"模板 {Path(file).name}:{line}: {text}", "核对这一行的写法和用到的名称；README 列出了全部名称"
    )
