"""A new workspace: the shipped programme taken over for another town, and the files around its data."""
