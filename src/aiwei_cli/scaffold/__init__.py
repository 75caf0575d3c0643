"""Opening: a new town's workspace, and the next year in an existing one. Imports ``load`` and ``model`` only."""
