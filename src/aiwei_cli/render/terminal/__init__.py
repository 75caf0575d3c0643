"""Tables and pages for a terminal, in columns that stay in line."""
