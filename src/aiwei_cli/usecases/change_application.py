"""A change applied: alone in the workspace, planned and prepared in memory, written, and told before it can be interrupted."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from aiwei_cli.edit.lock import only_writer
from aiwei_cli.edit.storage import undisturbed
from aiwei_cli.usecases.caller import Caller, Notice
from aiwei_cli.usecases.opened_workspace import telling_left_out

Told = TypeVar("Told")


class Prepared(Protocol):
    """A change in memory, ready to be written: all of it, or nothing."""

    def write(self, root: Path) -> None:
        """Write it; the workspace's lock must be held. Raises :class:`OutputError`, and then nothing is left of it."""


class PreparedChange(NamedTuple, Generic[Told]):
    """A change ready to be written, and what is told once it is."""

    prepared: Prepared
    told: Told
    evidence: Sequence[str] = ()
    """The files taken in with it."""


class Doubt(NamedTuple):
    """Why a change is perhaps a slip, and is not written before somebody has answered."""

    text: str


def apply_change(
    root: Path,
    plan: Callable[[Path], PreparedChange[Told] | Doubt],
    show: Callable[[Told], None],
    caller: Caller,
) -> Doubt | None:
    """None for a change that was written and shown; the doubt that stood in its way, and then nothing was written.

    ``plan`` reads the workspace and makes the change in memory, with the lock held; whatever it raises, nothing is
    written. From the first byte written until it is shown, Ctrl-C comes too late.
    """
    with contextlib.ExitStack() as until_shown:
        with only_writer(root) as undone:
            if undone:
                caller.tell(Notice(f"上一次写到一半被强行终止，已经改回原样：{'、'.join(undone)}"))
            with telling_left_out(root, caller):
                change = plan(root)
            if isinstance(change, Doubt):
                return change
            until_shown.enter_context(undisturbed())
            change.prepared.write(root)
        show(change.told)
        if change.evidence:
            from aiwei_cli.usecases.clone_notices import of_ignored_evidence

            caller.tell_all(of_ignored_evidence(root, change.evidence))
    return None
