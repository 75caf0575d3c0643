"""YAML as text with places: every key and value knows its line and column, and nothing is guessed."""
