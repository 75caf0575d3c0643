"""aiwei: an indicator tracker for a township Patriotic Health Campaign office."""

__version__ = "0.1.0"
