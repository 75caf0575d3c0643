"""Renews what the pages of the manual and the shipped schemas take from the program: ``python docs/generate.py``.

A page is written by hand, but for the blocks between ``<!-- generated: WHAT -->`` and ``<!-- /generated -->``:
a condition, the codes of a hundred, a command, the keys of a kind of file, the formats. What is decided about
a thing stands by hand right below its block. ``tests/test_docs.py`` says which page is out of date, and which
condition, code, command or format has no block yet.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import typer

from aiwei_cli.cli.app import app
from aiwei_cli.cli.help.command_registry import COMMANDS
from aiwei_cli.cli.help.examples import examples
from aiwei_cli.model.codes.catalogue import every_code, hundred
from aiwei_cli.render.check_formats import FORMATS, Seen
from aiwei_cli.render.reference.condition_pages import CONDITIONS
from aiwei_cli.render.reference.schema.model_schema import schema_of
from aiwei_cli.render.reference.schema.schema_files import KINDS, as_text, path_of, schema_text
from aiwei_cli.render.words.severity_labels import SEVERITY

MANUAL: Final = Path(__file__).parent / "zh"
BLOCK: Final = re.compile(r"(<!-- generated: ([^\n]+?) -->\n)(.*?)(<!-- /generated -->\n)", re.DOTALL)


def blocks() -> set[str]:
    """The names of all blocks that the manual has to have."""
    return {
        "formats",
        "codes",
        *(f"codes {code[2]}xx" for code in every_code()),
        *(f"condition {word}" for word in CONDITIONS),
        *(f"command {name}" for name in COMMANDS),
        *(f"keys {kind}" for kind in KINDS),
    }


def renewed(text: str) -> str:
    """A page with its blocks as the program has them."""
    return BLOCK.sub(lambda found: f"{found[1]}{_block(*found[2].split())}{found[4]}", text)


def _block(what: str, name: str = "") -> str:
    lines = {
        "codes": lambda: _codes(name) if name else _all_codes(),
        "condition": lambda: _condition(name),
        "command": lambda: _command(name),
        "keys": lambda: _keys(name),
        "formats": _formats,
    }[what]()
    return "\n".join(lines) + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    head = list(head)
    for row in (head, ["---"] * len(head), *rows):
        cells = (each.replace("|", "\\|") for each in row)
        yield f"| {' | '.join(cells)} |"


def _fenced(title: str, text: str, language: str = "text") -> Iterator[str]:
    """A piece of a file; a tab is shown by name, as nobody can tell it from spaces."""
    shown = text.rstrip("\n").replace("\t", "<Tab>")
    yield from ("", f"{title}：", "", f"```{language}", shown, "```")


def _all_codes() -> Iterator[str]:
    rows = (
        (f"[{code}]({_page(code)})", SEVERITY[each.severity], each.title)
        for code, each in every_code().items()
    )
    yield from _table(("代码", "轻重", "含义"), rows)


def _page(code: str) -> str:
    return f"{'questions.md' if code.startswith('AW4') else ''}#{code.lower()}"


def _codes(number: str) -> Iterator[str]:
    for name, each in hundred(f"AW{number}").items():
        yield from (f"### {name}", "", f"**{each.title}**（{SEVERITY[each.severity]}）。{each.what}")
        yield from ("", f"为什么：{each.why}", "", f"例子在 `{each.path}`。")
        if each.beside:
            yield from _fenced("`targets.yaml` 的 `indicators` 里另有", each.beside)
        yield from _fenced("不要这样写", each.wrong)
        yield from (*_fenced("要这样写", each.right), "")


def _condition(word: str) -> Iterator[str]:
    each = CONDITIONS[word]
    yield from (f"### `{word}`", "", f"**{each.title}**：{each.what}", "", f"为什么：{each.why}")
    yield from ("", f"例子：目标是 `{each.target}`，计量单位是{each.unit}。")
    if each.beside:
        yield from _fenced("`targets.yaml` 里另有", each.beside)
    yield from _fenced("这样的监测值不满足", each.misses)
    yield from _fenced("这样的监测值满足", each.meets)


def _command(name: str) -> Iterator[str]:
    whole: Any = typer.main.get_command(app)
    context = typer.Context(whole, info_name="aiwei")
    command = whole.get_command(context, name)
    yield from _one_command(command, typer.Context(command, parent=context, info_name=name), "##")


def _one_command(command: Any, context: Any, level: str) -> Iterator[str]:
    path = context.command_path
    shown = [
        each
        for each in command.get_params(context)
        if each.name != "help" and not getattr(each, "hidden", False)
    ]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    yield from (f"{level} `{path}`", "", " ".join((command.help or "").split()))
    rows = [
        (f"`{_name(each)}`", f"{each.help}{'必填。' if each.required and '必填' not in each.help else ''}")
        for each in [*arguments, *(each for each in shown if each not in arguments)]
    ]
    if rows:
        yield from ("", *_table(("写法", "意思"), rows))
    if lines := examples(path.removeprefix("aiwei").strip()):
        yield from ("", "```sh", *(f"{line}  # {what}" for line, what in lines), "```")
    for part in command.list_commands(context) if hasattr(command, "list_commands") else ():
        below = command.get_command(context, part)
        yield ""
        yield from _one_command(below, typer.Context(below, parent=context, info_name=part), f"{level}#")


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    names = ", ".join(sorted(parameter.opts, key=lambda each: len(each) - len(each.lstrip("-"))))
    return names if parameter.is_flag else f"{names} {parameter.metavar}"


def _keys(kind: str) -> Iterator[str]:
    """The keys of a kind of file, and of all that stands in it; conditions have a page of their own."""
    whole = schema_of(kind)
    yield from (f"### `{KINDS[kind].title}`", "", f"{KINDS[kind].description}。", "", *_properties(whole))
    for name, each in whole["$defs"].items():
        if "properties" not in each or not (each.get("description") or name.startswith("step-")):
            continue
        first = next(iter(each["properties"]))
        title = each.get("title") or f"整改的一步：`{first}`"
        said = [f"{each['description']}。", ""] if each.get("description") else []
        yield from ("", f"#### {title}", "", *said, *_properties(each))


def _properties(shape: dict[str, Any]) -> Iterator[str]:
    rows = []
    for key, each in shape["properties"].items():
        words = "、".join(f"`{word}`" for word in each.get("enum", each.get("examples", ())))
        named = "可选" if "enum" in each else "例如"
        rows.append(
            (
                f"`{key}`",
                "必填" if key in shape.get("required", ()) else "",
                f"{each.get('description', '')}{f'；{named} {words}' if words else ''}",
            )
        )
    yield from _table(("键", "", "意思"), rows)


_SEEN: Final = {
    Seen.FROM_WORKSPACE: "工作区",
    Seen.FROM_HERE: "当前文件夹",
    Seen.FROM_REPOSITORY_TOP: "仓库的顶层",
}


def _formats() -> Iterator[str]:
    rows = (
        (
            f"`{name}`",
            "、".join(f"`{each}`" for each in form.endings),
            "总是 UTF-8" if form.is_for_programs else "随终端",
            _SEEN[form.seen],
        )
        for name, form in FORMATS.items()
    )
    yield from _table(("格式", "文件名的结尾", "送进管道时的编码", "路径从哪里写起"), rows)


def main() -> None:
    """Write every page whose blocks differ, and every schema that does, and name it."""
    for kind in KINDS:
        if not (path := path_of(kind)).exists() or schema_text(kind) != as_text(schema_of(kind)):
            path.write_bytes(as_text(schema_of(kind)).encode())
            sys.stdout.write(f"renewed {path.name}\n")
    for path in sorted(MANUAL.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if (new := renewed(text)) != text:
            path.write_bytes(new.encode("utf-8"))
            sys.stdout.write(f"renewed {path.name}\n")


if __name__ == "__main__":
    main()
