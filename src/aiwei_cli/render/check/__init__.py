"""The formats of ``check`` beside the table: one module each, ``result`` in, text out."""
