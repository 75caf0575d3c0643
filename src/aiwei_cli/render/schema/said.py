"""What ``aiwei schema --write`` did, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiwei_cli.render.words.safe_text import safe


def written(paths: Sequence[str]) -> str:
    """Which files were written, the schemas and then the data."""
    if not paths:
        return "已经都是最新的，没有改动\n"
    data = [path for path in paths if path.endswith((".yaml", ".yml"))]
    lines = [f"已写入 {path}\n" for path in paths if path not in data]
    lines += [f"已在首行注明：{path}\n" for path in data]
    return safe("".join(lines))


def left_alone(skipped: Mapping[str, str]) -> str:
    """Which files cannot be read, and why."""
    return safe("".join(f"没有改动 {path}：{reason}\n" for path, reason in skipped.items()))
