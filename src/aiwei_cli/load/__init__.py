"""From bytes to a workspace: ``tree`` -> ``decode`` -> ``yaml`` -> ``shape`` -> ``assemble``.

Loading reads and never writes; it returns what it could read together with every mistake found.
"""
