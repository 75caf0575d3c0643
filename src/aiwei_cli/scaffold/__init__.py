"""Opening a new town's workspace. Imports ``load`` and ``model`` only."""
