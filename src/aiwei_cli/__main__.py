"""``aiwei`` and ``python -m aiwei_cli``."""

from __future__ import annotations

import gc
import os
import sys

from aiwei_cli.cli.help.front_page import is_answered


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.unraisablehook = _without_ctrl_c
    try:
        if is_answered(sys.argv[1:]):
            os._exit(0)
        _start_fast()
        from aiwei_cli.cli.boundary import run

        code = run()
    except KeyboardInterrupt:  # pressed before the boundary was there to answer
        code = 130
    # Taking the interpreter down object by object costs a tenth of the run and does nothing for
    # us: output is flushed, no file is open, no thread runs.
    os._exit(code)


def _without_ctrl_c(lost: sys.UnraisableHookArgs) -> None:
    """Where Ctrl-C falls into a callback of the import system, it cannot end the run: go on, and say nothing."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)


def _start_fast() -> None:
    """Two savings of start-up time; nothing else depends on them."""
    # Collecting garbage while modules load finds none.
    gc.disable()
    # Plugins of pydantic, which it would look for in every installed package, have nothing to do here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


if __name__ == "__main__":
    main()
