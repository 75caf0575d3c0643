"""Where templates come from, how a document is made from one, and what is said when one fails."""

from __future__ import annotations

import contextlib
import os
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError

from aiwei_cli.model.errors import TemplateError, reason_of
from aiwei_cli.render.documents.sandbox import Sandbox
from aiwei_cli.render.documents.template_failures import failure
from aiwei_cli.render.documents.template_variables import variables

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MAX_BYTES: Final = 1_000_000


def shipped_templates() -> Path:
    """The templates that come with aiwei: in the wheel, or beside ``src`` in a checkout."""
    package = Path(__file__).parents[2]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def own_folder(place: Path) -> Path | None:
    """The workspace's own folder of templates; None where it has none, and the shipped ones serve.

    Raises :class:`TemplateError` for what only looks like one: nobody would see that it is not used.
    """
    name = place.name
    if not os.path.lexists(place):
        with contextlib.suppress(OSError):  # a workspace that cannot be listed is told of where it is read
            for other in sorted(each.name for each in place.parent.iterdir()):
                if other.casefold() == name:
                    message = f"文件夹“{other}”里的模板没有用上：名称要写成 {name}"
                    raise TemplateError(message, f"改名为 {name}")
        return None
    try:
        found, around = place.resolve(), place.parent.resolve()
        is_folder = place.is_dir()
    except (OSError, RuntimeError) as error:  # a circle of links
        raise TemplateError(f"{name} 打不开（链接成环）", f"换成普通文件夹 {name}，把模板放进去") from error
    if place.is_symlink() and not place.exists():
        raise TemplateError(f"{name} 是链接，指向的文件夹不在", f"改正链接，或换成普通文件夹 {name}")
    if not is_folder:
        hint = f"改名或移走它；要用自己的模板，再建一个文件夹 {name}"
        raise TemplateError(f"{name} 是文件，不是文件夹", hint)
    if not found.is_relative_to(around) or ".git" in found.relative_to(around).parts:
        hint = f"换成普通文件夹 {name}，把模板放进去"
        raise TemplateError(f"{name} 是指向工作区以外的链接", hint)
    return place


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
        self.loaded: dict[str, str] = {}
        """The text of the files read so far, by the name that tracebacks have for them."""

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
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            hint = "在编辑器里“另存为”，编码选 UTF-8"
            raise TemplateError(f"模板 {path.name} 不是 UTF-8 编码", hint) from None
        self.loaded[str(path)] = text
        return text, str(path), None

    def list_templates(self) -> list[str]:
        """The names that can be asked for."""
        return sorted({path.name for folder in self.folders for path in folder.glob("*.j2")})


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
        return template.render(variables(content))
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
