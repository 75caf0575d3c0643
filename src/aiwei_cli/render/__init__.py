"""From an assessment to text. A renderer takes values, returns ``str``, and never judges."""
