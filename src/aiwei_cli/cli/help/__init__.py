"""Help pages and mistakes on the command line, in Chinese."""
