"""What may stand for each kind of value on the command line, for completion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from aiwei_cli.cli import terminal
from aiwei_cli.model.errors import WorkspaceMissing

if TYPE_CHECKING:
    from aiwei_cli.load.outline import Outline

FILES: Final = "\tfiles"
FOLDERS: Final = "\tfolders"
"""Answers that leave it to the shell."""
Found = Iterator[tuple[str, str]]
"""Words, each with what it means."""


class Asked(NamedTuple):
    """What is known where a value is asked for."""

    typed: str
    """The value as far as it goes."""
    arguments: Sequence[str]
    """The command's arguments so far."""
    given: Mapping[str, str]
    """The options so far, by their first name."""
    look: Callable[[], Outline]
    """What there is in the workspace. Raises :class:`WorkspaceMissing`."""


def looking(given: Mapping[str, str]) -> Callable[[], Outline]:
    """A look at the workspace named, or the one around the current folder: once, if at all."""

    @cache
    def look() -> Outline:
        from aiwei_cli.load.outline import outline
        from aiwei_cli.load.tree import Folder

        return outline(Folder(_root(given)))

    return look


def _root(given: Mapping[str, str]) -> Path:
    from aiwei_cli.load.tree import find_root

    return Path(given["--workspace"]).expanduser() if "--workspace" in given else find_root(Path.cwd())


def _named(part: str) -> Callable[[Asked], Found]:
    """The ids of one kind; where Chinese is typed, the names."""

    def found(asked: Asked) -> Found:
        named: dict[str, str] = getattr(asked.look(), part)
        yield from named.items()
        if not asked.typed.isascii():
            yield from ((name, key) for key, name in named.items())

    return found


def _anything(asked: Asked) -> Found:
    for part in ("indicators", "actions", "tasks", "issues"):
        yield from _named(part)(asked)


def _members(asked: Asked) -> Found:
    known = asked.look()
    word = asked.arguments[0] if asked.arguments else ""
    key = next((key for key, name in known.indicators.items() if word in (key, name)), "")
    for members in [known.members.get(key, {})] if key else known.members.values():
        yield from members.items()
        if not asked.typed.isascii():
            yield from ((name, each) for each, name in members.items())


def _formats(asked: Asked) -> Found:
    from aiwei_cli.render.check_formats import FORMATS

    if "=" in asked.typed:
        yield FILES, ""
        return
    for name in FORMATS:
        yield name, ""
        if name == asked.typed:
            yield f"{name}=", "存入文件"


def _change_formats(_: Asked) -> Found:
    from aiwei_cli.render.change_formats import CHANGE_FORMATS

    yield from ((name, "") for name in CHANGE_FORMATS)


def _levels(_: Asked) -> Found:
    from aiwei_cli.usecases.selection import LEVELS

    yield from LEVELS.items()


def _statuses(_: Asked) -> Found:
    from aiwei_cli.render.words.labels import STATUS

    yield from ((status.value, word) for status, word in STATUS.items())


def _reasons(asked: Asked) -> Found:
    """Several with commas: the last is the one that is being typed."""
    from aiwei_cli.model.workspace import FailOn

    before = re.match(r"(.*[,，])?", asked.typed)
    head = before[0] if before else ""
    known = {*re.split("[,，]", head), *({FailOn.NEVER.value} if head else ())}
    yield from ((f"{head}{each.value}", "") for each in FailOn if each.value not in known)


def _maturities(_: Asked) -> Found:
    from aiwei_cli.model.measurement import Maturity

    yield from ((status.value, "") for status in Maturity)


def _codes(_: Asked) -> Found:
    from aiwei_cli.render.reference.code_pages import names

    yield from ((name, title) for name, title in names().items())


def _kinds(_: Asked) -> Found:
    from aiwei_cli.render.reference.schema.schema_files import KINDS

    yield from ((name, kind.title) for name, kind in KINDS.items())


def _shells(_: Asked) -> Found:
    from aiwei_cli.cli.completion.shells import SCRIPTS

    yield from ((shell, "") for shell in SCRIPTS)


def _colours(_: Asked) -> Found:
    from aiwei_cli.cli.terminal import COLOURS

    yield from ((word, "") for word in COLOURS)


def _years(asked: Asked) -> Found:
    known = asked.look()
    yield from ((year, "") for year in sorted({*known.years, known.year} - {""}))


def _next_year(asked: Asked) -> Found:
    if (year := asked.look().year).isdecimal():
        yield str(int(year) + 1), ""


def _today(_: Asked) -> Found:
    yield date.today().isoformat(), "今天"


def _responsible(asked: Asked) -> Found:
    yield from ((name, "") for name in asked.look().responsible)


def _templates(asked: Asked) -> Found:
    yield from ((each.name, "") for each in sorted((_root(asked.given) / "templates").glob("*.j2")))


def _files(_: Asked) -> Found:
    yield FILES, ""


def _data_files(asked: Asked) -> Found:
    yield from _files(asked) if "--data-only" in asked.given else ()


def _folders(_: Asked) -> Found:
    yield FOLDERS, ""


def _nothing(_: Asked) -> Found:
    return iter(())


SOURCES: Final[dict[str, Callable[[Asked], Found]]] = {
    "行动": _named("actions"),
    "指标": _named("indicators"),
    "任务": _named("open_tasks"),
    "事项": _named("open_issues"),
    "show 编号": _anything,
    "考核对象": _members,
    "check 格式": _formats,
    "格式": _change_formats,
    "层级": _levels,
    "判定": _statuses,
    "条件": _reasons,
    "状态": _maturities,
    "代码": _codes,
    "种类": _kinds,
    "外壳": _shells,
    "何时": _colours,
    "new-year 年": _next_year,
    "年": _years,
    "日期": _today,
    "单位": _responsible,
    "模板": _templates,
    "文件...": _data_files,
    "文件": _files,
    "文件夹": _folders,
} | dict.fromkeys(
    "编号 值 时段 来源 说明 内容 姓名 数量 进展 问题 地点 名称 版本 A B %O %A %B %P".split(),  # noqa: SIM905
    _nothing,
)
"""By what the help calls a value; where a command means its own by it, by command and that."""


def candidates(command: str, metavar: str, asked: Asked) -> list[tuple[str, str]]:
    """What may be typed, each with its meaning; nothing where there is no workspace to look into."""
    metavar = metavar.replace("[", "").replace("]", "")
    source = SOURCES.get(f"{command} {metavar}") or SOURCES[metavar]
    try:
        return [(word, meaning) for word, meaning in source(asked) if _fits(word, asked.typed)]
    except WorkspaceMissing:
        return []


def _fits(word: str, typed: str) -> bool:
    return word in (FILES, FOLDERS) or (word.startswith(typed) and terminal.can_show(word))
