"""The shapes of the files as JSON Schema, for editors."""
