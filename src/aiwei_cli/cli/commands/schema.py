"""``aiwei schema``: the shapes of the files for editors, printed or put into the workspace."""

from collections.abc import Mapping
from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import WorkspaceOption, caller
from aiwei_cli.usecases.word_choice import choose


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(metavar="种类", help="workspace、targets 或 action；默认全部。", show_default=False),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="写入工作区的 schemas/，并在数据文件首行注明。")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """显示各种数据文件的 JSON Schema，供编辑器提示和检查；用 --write 写入工作区。"""
    from aiwei_cli.render.reference.schema.schema_files import KINDS, all_schemas, schema_text

    kinds = list(KINDS) if kind is None else choose("schema", [kind], {name: name for name in KINDS})
    if not write:
        terminal.for_programs()
        terminal.show(all_schemas() if kind is None else schema_text(kinds[0]))
        return
    _write(workspace, {name: schema_text(name) for name in kinds})


def _write(workspace: WorkspaceOption, schemas: Mapping[str, str]) -> None:
    from aiwei_cli.render.reference.schema.schema_files import left_alone, written
    from aiwei_cli.usecases.opened_workspace import root_of
    from aiwei_cli.usecases.schema_writing import SchemasWritten, write_schemas

    def show(result: SchemasWritten) -> None:
        terminal.talk(left_alone(result.skipped))
        terminal.show_written(written([*result.paths]))

    who = caller()
    write_schemas(root_of(workspace, who), schemas, show, who)
