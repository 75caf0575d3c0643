"""``aiwei schema``: the shapes of the files as JSON Schema, for editors that complete and check YAML."""
