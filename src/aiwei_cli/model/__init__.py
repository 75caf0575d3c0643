"""The nouns that travel through the house; this package imports nothing of ours.

``action``, ``target``, ``condition`` and ``measurement`` are what the files say (pydantic,
frozen, unknown keys refused); ``workspace`` holds everything read from one folder; ``verdict``
is what the rules conclude; ``diagnostic`` and ``errors`` are the bad news.
"""
