"""The weekly report and the monthly note: ``context`` gathers, ``owed`` words what each has to do."""
