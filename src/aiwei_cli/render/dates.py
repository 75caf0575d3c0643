"""Days as documents write them."""

from __future__ import annotations

from datetime import date


def day(on: date) -> str:
    """A date as documents write it: 2023年12月5日."""
    return f"{on.year}年{on.month}月{on.day}日"
