"""The front desk: words in, exit codes out. Commands parse, load, judge, render, exit."""
