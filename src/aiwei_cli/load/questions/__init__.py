"""Figures that may be right but look like slips."""
