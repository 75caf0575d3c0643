"""What a result is written to."""

from typing import NamedTuple


class Screen(NamedTuple):
    """Its width in cells, and whether it shows colours."""

    width: int = 80
    colour: bool = False
