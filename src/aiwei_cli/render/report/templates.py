"""Where templates come from, and what is said when one fails."""

from __future__ import annotations

import os
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


_ENDING: Final = ".j2"
_ENDINGS: Final = frozenset({_ENDING, ".jinja", ".jinja2", ".md", ".markdown", ".txt"})


class Folders(BaseLoader):
    """Templates by name from the first folder that has them; a link may lead to a file beside the folder.

    What looks like the template that is asked for and cannot be used is told: the next folder's would
    take its place, and nobody would see why.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = [folder.resolve() for folder in folders]
        self.around = {folder.resolve(): folder.parent.resolve() for folder in folders}
        """Of each folder, how far its links may lead: of a workspace's own, to the workspace."""
        self.loaded: set[str] = set()
        """The files read so far, as tracebacks name them."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """The text of a template. Raises :class:`TemplateError` for one that cannot be read."""
        for folder in self.folders:
            try:
                named = Path(os.path.normpath(folder / template))  # what the name says, before links
                if named.is_relative_to(folder) and named != folder and os.path.lexists(named):
                    return self._read(self._followed(named, folder))
                if template.endswith(_ENDING):
                    _refuse_like(folder, template)
            except (OSError, RuntimeError, ValueError) as error:  # circles of links, NUL in a name
                reason = reason_of(error) if isinstance(error, OSError) else "名称或链接不对"
                raise TemplateError(f"模板 {template} 打不开（{reason}）", "换一个模板") from error
        raise TemplateNotFound(template)

    def _followed(self, named: Path, folder: Path) -> Path:
        """The regular file behind a name. Raises :class:`TemplateError` for anything else."""
        path, shown = named.resolve(), named.relative_to(folder)
        around = self.around[folder]
        is_kept = path.is_relative_to(around) and ".git" not in path.relative_to(around).parts
        if not (is_kept or path.is_relative_to(folder)):
            raise TemplateError(f"模板 {shown} 是指向工作区以外的链接", "把模板的内容放进这个文件")
        if path.is_file():
            return path
        if not path.exists():
            raise TemplateError(
                f"模板 {shown} 是链接，指向的文件不在", "改正链接，或把模板的内容放进这个文件"
            )
        what = "文件夹" if path.is_dir() else "特殊文件"
        raise TemplateError(f"模板 {shown} 是{what}，不是普通文件", "改名或移走，再在这里放模板文件")

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


def _refuse_like(folder: Path, template: str) -> None:
    """Raise :class:`TemplateError` where a folder has the template under a name that is only nearly right."""
    place = (folder / template).parent
    if not place.is_relative_to(folder) or not place.is_dir():
        return
    wanted = Path(template).name
    for name in sorted(each.name for each in place.iterdir()):
        typed = name.casefold().replace("．", ".").replace("。", ".")
        # Another name that ends as a template's does is a template of its own: report.txt.j2.
        if typed == wanted.casefold() or (
            not typed.endswith(_ENDING) and _stem(typed) == _stem(wanted.casefold())
        ):
            hint = f"改名为 {wanted}；不是模板就移到 {folder.name} 以外"
            raise TemplateError(f"{folder.name} 里的“{name}”没有用上：文件名要写成 {wanted}", hint)


def _stem(name: str) -> str:
    """A template's name without the endings that such names have or are given by mistake."""
    while (rest := name.rpartition("."))[1] and rest[0] and f".{rest[2]}" in _ENDINGS:
        name = rest[0]
    return name


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
