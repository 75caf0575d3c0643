"""The reference: what a code, a condition or a key means, and the schemas of the files."""
