"""``rule``: every diagnostic code and every condition explained, with a wrong and a right example."""
