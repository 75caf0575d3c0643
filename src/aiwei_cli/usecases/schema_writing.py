"""What ``schema --write`` does: the schemas beside the data, and in each file the line that names its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from aiwei_cli.edit.schema_line import plan_schemas
from aiwei_cli.usecases.caller import Caller
from aiwei_cli.usecases.change_application import PreparedChange, apply_change


class SchemasWritten(NamedTuple):
    """The files that were written, and those left alone because they cannot be read, with the reason."""

    paths: tuple[str, ...]
    skipped: Mapping[str, str]


def write_schemas(
    root: Path, schemas: Mapping[str, str], show: Callable[[SchemasWritten], None], caller: Caller
) -> None:
    """Write the schemas, by kind of file, into a workspace. Raises :class:`OutputError`."""
    apply_change(root, partial(_prepared, schemas=schemas), show, caller)


def _prepared(root: Path, schemas: Mapping[str, str]) -> PreparedChange[SchemasWritten]:
    planned = plan_schemas(root, schemas)
    written = SchemasWritten((*planned.new, *planned.after), planned.skipped)
    return PreparedChange(planned, written)
