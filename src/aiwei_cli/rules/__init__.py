"""Judging: every condition has a rule of its own; ``engine`` holds the table of them.

A rule is a pure function ``judge(condition, case) -> Verdict``. It reads no file, no clock and
makes no words: what it concludes are values, in exact fractions.
"""
