"""Compiles the modules when the checkout is installed in place, as pip does for a wheel."""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Without this, where PYTHONDONTWRITEBYTECODE is set, every run compiles every module anew."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling before it builds."""
        if version == "editable":
            compileall.compile_dir(Path(self.root, "src"), quiet=1)
