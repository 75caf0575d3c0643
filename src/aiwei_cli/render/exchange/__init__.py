"""What other programs and people read: JSON, JSON Lines, CSV, Markdown, HTML."""
