"""Who wrote it, when, and what was known then: the only code that runs git. It never writes."""
