"""What the program does: judge a year, compare states, record a figure, step a task or an issue, open a year."""
