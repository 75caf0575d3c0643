"""Changes in official sentences: the verb, the difference, and how the figure stands to its target."""
