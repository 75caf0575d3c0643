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
    """Three savings of start-up time, an eighth of it together; nothing else depends on them."""
    from importlib.util import find_spec
    from types import ModuleType

    # Collecting garbage while modules load finds none.
    gc.disable()
    # Pydantic looks through every installed package for plugins of its own, and loads
    # importlib.metadata for that, with half of the email package behind it. Switched off, it still
    # loads them; an empty loader in that module's place says the same at no cost. Where pydantic
    # no longer asks that module, the line does nothing.
    if "PYDANTIC_DISABLE_PLUGINS" not in os.environ:
        os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
        loader = ModuleType("pydantic.plugin._loader")
        loader.get_plugins = tuple  # type: ignore[attr-defined]
        sys.modules[loader.__name__] = loader
    # Of ruamel.yaml only the parser's events and errors are used, each a module of its own. What the
    # package itself loads first, its loaders and dumpers, is left out by a package that holds nothing.
    if "ruamel.yaml" not in sys.modules and (found := find_spec("ruamel")):
        package = ModuleType("ruamel.yaml")
        package.__path__ = [f"{each}/yaml" for each in found.submodule_search_locations or ()]
        sys.modules[package.__name__] = package


if __name__ == "__main__":
    main()
